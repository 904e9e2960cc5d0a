//! An honest text always gets through: beside each flood, one source goes on sending. Nothing here depends on how quick the machine
//! is; `tests/load` measures that.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use estafette_tests::load::{Circuits, Flood, Honest, Outcome, Scenario, Site};

/// How long each lasts.
const LASTS: Duration = Duration::from_secs(2);
/// One flood at a time.
static TURN: Mutex<()> = Mutex::new(());

fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// By circuits that are kept, and by another for every connection.
fn bears(scenario: Scenario) -> [Outcome; 2] {
    let _turn = turn();
    [Circuits::Kept, Circuits::New].map(|circuits| {
        let outcome = Site::start().bears(scenario, circuits, LASTS);
        let told = format!("{} {}: {:?}", scenario.name(), circuits.name(), outcome.faults());
        assert!(outcome.faults().is_empty(), "{told}");
        outcome
    })
}

/// The same, of a flood whose requests are answered.
fn bears_and_answers(scenario: Scenario) {
    for outcome in bears(scenario) {
        assert!(outcome.tally.all() > 0, "{}: nobody attacked", scenario.name());
    }
}

#[test]
fn a_text_gets_through_pages() {
    bears_and_answers(Scenario::Pages);
}

#[test]
fn a_text_gets_through_texts() {
    bears_and_answers(Scenario::Texts);
}

#[test]
fn a_text_gets_through_texts_with_forms_that_seem_filled_in_by_somebody() {
    bears_and_answers(Scenario::Hoarded);
}

#[test]
fn a_text_gets_through_guesses() {
    bears_and_answers(Scenario::Guesses);
}

#[test]
fn a_text_gets_through_files() {
    bears(Scenario::Uploads);
}

#[test]
fn a_text_gets_through_who_says_nothing() {
    bears(Scenario::SlowHeads);
}

#[test]
fn a_text_gets_through_bodies_that_do_not_end() {
    bears(Scenario::SlowBodies);
}

#[test]
fn a_text_gets_through_forms_that_do_not_end() {
    bears(Scenario::SlowForms);
}

#[test]
fn a_text_and_a_photograph_get_through_forms_that_are_refused_and_go_on() {
    for outcome in bears(Scenario::Refused) {
        let photos = outcome.honest.beside;
        assert!(photos.refused.is_empty() && !photos.accepted.is_empty(), "{:?}", photos.refused);
    }
}

#[test]
fn a_text_and_a_photograph_get_through_files_that_one_circuit_sends_slowly() {
    let [one_circuit, _] = bears(Scenario::SlowFiles);
    let photos = one_circuit.honest.beside;
    assert!(photos.refused.is_empty() && !photos.accepted.is_empty(), "{:?}", photos.refused);
}

#[test]
fn a_text_gets_through_transfers_that_bring_nothing() {
    bears_and_answers(Scenario::Begun);
}

#[test]
fn a_text_gets_through_ends_of_no_transfer() {
    bears_and_answers(Scenario::Ends);
}

#[test]
fn a_text_gets_through_one_form_sent_again_and_again() {
    bears_and_answers(Scenario::Replays);
}

#[test]
fn a_text_gets_through_forms_that_no_browser_sends() {
    bears_and_answers(Scenario::Hostile);
}

#[test]
fn a_text_gets_through_all_of_it_at_once() {
    bears_and_answers(Scenario::Mixed);
}

#[test]
fn the_server_stops_while_it_is_flooded_and_has_what_it_accepted() {
    let _turn = turn();
    for scenario in [Scenario::SlowHeads, Scenario::SlowBodies, Scenario::SlowFiles, Scenario::Mixed] {
        let mut site = Site::start();
        let flood = Flood::begin(site.stack(), scenario, Circuits::New, LASTS);
        let honest = Honest::sends(site.stack(), scenario, Duration::ZERO);
        site.stack().stop();
        let tally = flood.end();
        site.stack().run();
        assert!(honest.texts.refused.is_empty(), "{}: {:?}", scenario.name(), honest.texts.refused);
        assert_eq!(site.lost(&honest, tally.texts()), 0, "{}", scenario.name());
    }
}
