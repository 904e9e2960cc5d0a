//! The power goes: what was answered is on the disk, and not in the kernel's memory alone. What a kill can't show, this does: all that
//! is written is noted, and the disk is put together as it may have been at some moment.

use std::sync::Arc;

use estafette_tests::editor::Editor;
use estafette_tests::faults::{Faults, Power, Unsynced, Wrong};
use estafette_tests::load::{Crowd, Ledger, sound};
use estafette_tests::source::{Form, Source};
use estafette_tests::stack::{Plan, Stack, now};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// How many moments a server is started after, each with what was not synced lost, there, and in part.
const STARTED: usize = 2;
/// How many moments SQLite looks at.
const LOOKED_AT: usize = 60;

struct Machine {
    stack: Stack,
    faults: Arc<Faults>,
    rng: StdRng,
    seed: u64,
    /// How much had been noted once it was ready for the first time.
    ready: u64,
}

impl Machine {
    fn started() -> Self {
        let (faults, seed) = (Arc::new(Faults::new(true)), now().unsigned_abs());
        let mut stack = Stack::prepare(&Plan::default());
        stack.environment = faults.environment();
        stack.run();
        drop(Editor::log_in(&stack, 0));
        let ready = faults.noted();
        Self { stack, ready, faults, rng: StdRng::seed_from_u64(seed), seed }
    }

    fn crowd(&mut self) -> Crowd {
        let faults = Arc::clone(&self.faults);
        Crowd::writes(&self.stack, self.rng.r#gen(), move || faults.noted())
    }

    fn kill(&mut self) {
        self.stack.kill();
        self.faults.killed(self.stack.data());
    }

    /// After some moments a server starts, and has whatever was answered before.
    fn has_what_it_answered(&mut self, ledger: &Ledger) {
        self.is_sound(self.ready, |moment| ledger.answered_until(moment));
        let mut power = Power::of(&self.faults);
        // How much is written before the first answer depends on the machine.
        let moments: Vec<u64> =
            power.moments().into_iter().filter(|moment| ledger.answered_until(*moment) > 0).collect();
        self.stack.environment.clear();
        let (mut answered, data) = (0, self.stack.data().to_owned());
        for _ in 0..STARTED {
            let moment = moments[self.rng.gen_range(0..moments.len())];
            for unsynced in Unsynced::ALL {
                self.stack.kill();
                power.goes(moment, unsynced, &mut self.rng, &data);
                let told = format!("seed {}, {moment} {unsynced:?}", self.seed);
                sound(&data).unwrap_or_else(|error| panic!("{told}: {error}"));
                self.stack.run();
                let verdict = ledger.compare(&self.stack, moment);
                assert!(verdict.faults.is_empty(), "{told}: {verdict}");
                answered += verdict.all_answered();
            }
        }
        assert!(answered > 0, "seed {}: nothing was answered so early", self.seed);
    }

    /// From one moment on the database is sound, and has as many submissions, at least, as were answered by then.
    fn is_sound(&mut self, from: u64, answered: impl Fn(u64) -> usize) {
        let (mut power, folder) = (Power::of(&self.faults), tempfile::tempdir().expect("a folder"));
        let moments: Vec<u64> = power.moments().into_iter().filter(|moment| *moment > from).collect();
        for moment in moments.iter().step_by(moments.len().div_ceil(LOOKED_AT)) {
            for unsynced in Unsynced::ALL {
                power.goes(*moment, unsynced, &mut self.rng, folder.path());
                let told = format!("seed {}, {moment} {unsynced:?}", self.seed);
                let count = sound(folder.path()).unwrap_or_else(|error| panic!("{told}: {error}"));
                let by_then = answered(*moment);
                assert!(count >= by_then, "{told}: {count} of {by_then}");
            }
        }
    }
}

#[test]
fn what_was_answered_is_on_the_disk() {
    let mut machine = Machine::started();
    let crowd = machine.crowd();
    crowd.hears(20);
    machine.kill();
    machine.stack.run();
    crowd.hears(10);
    let ledger = crowd.ends();
    machine.kill();
    machine.has_what_it_answered(&ledger);
}

#[test]
fn and_though_syncs_failed_and_it_was_killed() {
    let mut machine = Machine::started();
    let crowd = machine.crowd();
    for round in 0..4 {
        crowd.hears(4);
        let (after, times) = (machine.rng.gen_range(0..12), machine.rng.gen_range(1..5));
        machine.faults.happen(Wrong::Sync, after, times);
        crowd.hears(4);
        // Once at least it is certain that one fails.
        if round == 0 || machine.rng.r#gen() {
            machine.faults.begin(Wrong::Sync);
            crowd.is_refused(2);
        }
        machine.kill();
        machine.faults.mend();
        machine.stack.run();
    }
    crowd.hears(4);
    let ledger = crowd.ends();
    machine.kill();
    assert!(machine.faults.failed() > 0);
    machine.has_what_it_answered(&ledger);
}

/// After a sync that failed, the journal seems to hold what the disk does not; and the next server finds it there.
#[test]
fn a_server_builds_on_nothing_that_only_seems_to_be_there() {
    let mut machine = Machine::started();
    let source = Source::new(machine.stack.source_socket());
    let mut answered = Vec::new();
    let photo = vec![7; 300_000];
    let write = |machine: &Machine, text: &str| {
        let _ = source.write(text, &[("photo.jpg", "image/jpeg", &photo)]);
        machine.faults.noted()
    };
    // Some in the database itself, some in its journal; rows lie in the order of random keys once they are written anew.
    answered.extend(["Un", "Deux", "Trois"].map(|text| write(&machine, text)));
    machine.stack.stop();
    machine.stack.run();
    answered.extend(["Quatre", "Cinq", "Six"].map(|text| write(&machine, text)));
    machine.faults.begin(Wrong::Sync);
    let form = Form::filled(&source.nonce(), "Refusé").file("photo.jpg", "image/jpeg", &photo);
    assert_eq!(source.send(&form.ended()).status, 500);
    machine.kill();
    let killed = machine.faults.noted();
    machine.faults.mend();
    machine.stack.run();
    answered.push(write(&machine, "Après"));
    answered.push(write(&machine, "Enfin"));
    machine.stack.stop();
    machine.is_sound(killed, |moment| answered.iter().filter(|answered| **answered <= moment).count());
}
