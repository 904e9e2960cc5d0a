//! A server that is killed at any moment, again and again, while a crowd writes.

use std::fmt;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::crowd::{Crowd, Verdict, sound};
use crate::editor::Editor;
use crate::faults::Faults;
use crate::stack::{Plan, Stack};

/// One in so many is killed again before it is ready.
const BEFORE_READY: u32 = 6;
/// So many more are answered before the next kill, at most.
const BETWEEN: usize = 10;
/// And then so many microseconds go by, at most.
const AFTERWARDS: u64 = 40_000;
/// One in so many lives longer, up to so many microseconds: a second after its start the server rewrites its database.
const LIVES_LONGER: u32 = 6;
const LONGER: u64 = 2_000_000;
/// The roster is two days old: a clock that is some hours behind is after it.
const SIGNED: i64 = 2 * 86_400;
/// The database is looked at after one kill in so many, and at the end.
const LOOKED_AT: usize = 10;

/// What is to be survived.
pub struct Kills {
    /// How many times it is killed.
    pub kills: usize,
    /// Decides what is written, and when it is killed.
    pub seed: u64,
    /// How many seconds the clock is off, in turn: it jumps while the server runs, before each kill.
    pub jumps: Vec<i64>,
}

/// What came of it.
pub struct Survived {
    /// As it was asked for.
    pub kills: Kills,
    /// How many of the kills came before the server was ready again.
    pub before_ready: usize,
    /// How long each start took, until the server said that it was ready; the shortest first.
    pub starts: Vec<Duration>,
    /// How large the database was in the end.
    pub megabytes: u64,
    /// What was written, and is there.
    pub verdict: Verdict,
    /// What the server said, apart from being ready.
    pub said: Vec<String>,
}

impl Kills {
    /// Kills it so many times, and looks at what is there in the end.
    #[must_use]
    pub fn survived(self) -> Survived {
        let (mut rng, faults) = (StdRng::seed_from_u64(self.seed), Faults::new(false));
        let mut stack = Stack::prepare(&Plan { signed_before: SIGNED, ..Plan::default() });
        if !self.jumps.is_empty() {
            stack.environment = faults.environment();
        }
        stack.run();
        // From here on, slots are sealed to an epoch key, as in a section that somebody reads for.
        drop(Editor::log_in(&stack, 0));
        let crowd = Crowd::writes(&stack, rng.r#gen(), || 0);
        let (mut starts, mut before_ready, mut unsound) = (Vec::new(), 0, Vec::new());
        // Each of them is in force at a start that is waited for, however often it was killed before one was.
        let (mut killed, mut jumps) = (0, self.jumps.iter().cycle());
        while killed < self.kills {
            crowd.hears(rng.gen_range(0..=BETWEEN));
            if let Some(jump) = jumps.next() {
                faults.set_clock(0, *jump);
                crowd.hears(rng.gen_range(1..=BETWEEN));
            }
            let most = if rng.gen_ratio(1, LIVES_LONGER) { LONGER } else { AFTERWARDS };
            pass(Duration::from_micros(rng.gen_range(0..=most)));
            stack.kill();
            killed += 1;
            if killed % LOOKED_AT == 0 {
                unsound.extend(sound(stack.data()).err());
            }
            if killed < self.kills && rng.gen_ratio(1, BEFORE_READY) {
                let most: Duration = starts.iter().max().copied().unwrap_or_default();
                stack.begin();
                pass(most.mul_f64(rng.r#gen()));
                stack.kill();
                (killed, before_ready) = (killed + 1, before_ready + 1);
            }
            let began = Instant::now();
            stack.run();
            starts.push(began.elapsed());
        }
        let ledger = crowd.ends();
        faults.set_clock(0, 0);
        // What is found is what a server finds that was not there before.
        stack.kill();
        unsound.extend(sound(stack.data()).err());
        stack.run();
        let mut verdict = ledger.compare(&stack, u64::MAX);
        stack.stop();
        unsound.extend(sound(stack.data()).err());
        verdict.faults.extend(unsound);
        let database = std::fs::metadata(stack.data().join("estafette.sqlite"));
        let megabytes = database.expect("it is there").len() / 1_000_000;
        starts.sort();
        let said = stack.said();
        let said = said.lines().filter(|line| !line.ends_with(": ready") && !line.ends_with(": stopped"));
        let said = said.map(ToOwned::to_owned).collect();
        Survived { kills: self, before_ready, starts, megabytes, verdict, said }
    }
}

fn pass(time: Duration) {
    let began = Instant::now();
    while let Some(left) = time.checked_sub(began.elapsed()).filter(|left| !left.is_zero()) {
        std::thread::park_timeout(left);
    }
}

impl Survived {
    /// What half of the starts took at most.
    #[must_use]
    pub fn median(&self) -> Duration {
        self.starts.get(self.starts.len() / 2).copied().unwrap_or_default()
    }

    /// What the slowest start took.
    #[must_use]
    pub fn worst(&self) -> Duration {
        self.starts.last().copied().unwrap_or_default()
    }
}

impl fmt::Display for Survived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "killed      {} times, {} of them before it was ready",
            self.kills.kills, self.before_ready
        )?;
        let (count, median, worst) = (self.starts.len(), self.median(), self.worst());
        writeln!(f, "started     {count} times: median {median:.3?}, worst {worst:.3?}")?;
        writeln!(f, "database    {} MB", self.megabytes)?;
        writeln!(
            f,
            "said        {}",
            if self.said.is_empty() { "nothing".to_owned() } else { self.said.join("\n            ") }
        )?;
        write!(f, "{}", self.verdict)
    }
}
