//! Promise 9 under load: killed at any moment while many write, the server has all it said it had, and nothing in part.
//! `tests/load crash` does the same for longer.

use std::io::Write;
use std::time::Duration;

use estafette_tests::load::{Kills, Survived};
use estafette_tests::stack::now;

/// On a machine that does much else, for programs built without care for speed. `tests/load crash` asks for less than one.
const START: Duration = Duration::from_secs(10);

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn survives(kills: usize, jumps: Vec<i64>) -> Survived {
    let seed = now().unsigned_abs();
    let _ = writeln!(std::io::stdout(), "{kills} kills, seed {seed}");
    let survived = Kills { kills, seed, jumps }.survived();
    let _ = write!(std::io::stdout(), "{survived}");
    assert!(survived.verdict.faults.is_empty(), "{survived}");
    // There is no circuit here that asks for too much, and no disk that is full.
    assert!(survived.verdict.refused.is_empty(), "{survived}");
    assert!(survived.verdict.all_answered() >= kills, "it was killed under load: {survived}");
    assert!(survived.median() < START, "{survived}");
    survived
}

#[test]
fn killed_twelve_times_it_has_all_that_it_answered() {
    let survived = survives(12, Vec::new());
    assert!(survived.said.is_empty(), "{survived}");
}

#[test]
fn killed_while_its_clock_jumps_both_ways_it_has_all_that_it_answered() {
    let jumps = vec![40 * DAY, -HOUR, -730 * DAY, HOUR, 0, -40 * DAY, 400 * DAY, 0];
    let survived = survives(8, jumps);
    let has = |code| survived.said.iter().any(|line| line.ends_with(code));
    assert!(has("[T1]") && has("[T2]"), "{survived}");
    assert!(survived.said.iter().all(|line| line.ends_with("[T1]") || line.ends_with("[T2]")), "{survived}");
}
