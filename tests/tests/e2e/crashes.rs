//! Promise 9 under load: killed at any moment while many write, the server has all it said it had, and nothing in part.
//! `tests/load crash` does the same for longer.

use std::time::Duration;

use estafette_tests::load::Kills;
use estafette_tests::stack::now;

/// On a machine that does much else, for programs built without care for speed. `tests/load crash` asks for less than one.
const START: Duration = Duration::from_secs(10);

fn survives(kills: usize, jumps: Vec<i64>) {
    let survived = Kills { kills, seed: now().unsigned_abs(), jumps }.survived();
    println!("{survived}");
    assert!(survived.verdict.faults.is_empty(), "{survived}");
    // There is no circuit here that asks for too much, and no disk that is full.
    assert!(survived.verdict.refused.is_empty(), "{survived}");
    assert!(survived.verdict.all_answered() >= kills, "it was killed under load: {survived}");
    assert!(survived.median() < START, "{survived}");
}

#[test]
fn killed_twelve_times_it_has_all_that_it_answered() {
    survives(12, Vec::new());
}
