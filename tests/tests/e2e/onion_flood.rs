//! A flood through Tor itself: one source goes on sending beside it. `tests/load tor` does the same for longer.

use std::time::Duration;

use estafette_tests::load::{ByTor, Circuits};
use estafette_tests::tor::shared;

/// How many flood at once.
const ATTACKERS: usize = 16;
const LASTS: Duration = Duration::from_secs(6);

#[test]
fn a_text_gets_through_texts_and_guesses_of_many_circuits() {
    let _shared = shared();
    let (site, mut accepted) = (ByTor::start(), 0);
    for circuits in [Circuits::Kept, Circuits::New] {
        let borne = site.bears(ATTACKERS, circuits, LASTS);
        assert!(borne.refused.is_empty(), "{}: {:?}", circuits.name(), borne.refused);
        assert!(borne.answered >= ATTACKERS / 2, "nobody attacked");
        accepted += borne.took.len();
    }
    assert!(site.texts() >= accepted);
}
