//! The pages that most people see, in the languages that the other states leave out.

use std::sync::OnceLock;

use super::{LANGUAGES, State};
use crate::http::Answer;
use crate::source::{Form, Source, codename, languages};
use crate::stack::{Plan, Stack};

/// Those of a way through: from the first page to the answers, with a form to be put right and a wrong address.
#[must_use]
pub fn in_every_other_language() -> &'static [State] {
    static STATES: OnceLock<Vec<State>> = OnceLock::new();
    STATES.get_or_init(|| {
        let stack = Stack::start_as(&Plan { expires_in: 400, ..Plan::default() });
        let source = Source::new(stack.source_socket());
        let others = languages().into_iter().filter(|tag| !LANGUAGES.contains(&tag.as_str()));
        others.flat_map(|language| way_through(&source, &language)).collect()
    })
}

fn way_through(source: &Source, language: &str) -> Vec<State> {
    let mut states = Vec::new();
    let mut keep = |name: &str, status: u16, answer: &Answer| {
        assert_eq!(answer.status, status, "{language} {name}: {}", answer.text());
        states.push(State::of(language, name, answer));
    };
    let fetch = |page: &str| source.fetch(&format!("/{language}/{page}"));
    for page in
        ["", "how", "leave", "replies", "write/bruxelles", "write/bruxelles/tip", "write/bruxelles/event"]
    {
        let name = if page.is_empty() { "landing".to_owned() } else { page.replace('/', "-") };
        keep(&name, 200, &fetch(page));
    }
    keep("nowhere", 404, &fetch("nowhere"));
    let event = format!("/{language}/write/bruxelles/event");
    let wrong = Form::filled(&source.nonce(), "").field("starts", "x").field("publish", "x").ended();
    keep("errors", 422, &source.send_to(&event, &wrong));
    let asked = Form::filled(&source.nonce(), "0470 12 34 56").file("Jean Dupont.txt", "text/plain", b"nord");
    keep("asked", 422, &source.send_to(&format!("/{language}/write/bruxelles/tip"), &asked.ended()));
    let sent = source.send_to(
        &format!("/{language}/write/bruxelles/contact"),
        &Form::filled(&source.nonce(), "Bonjour").ended(),
    );
    keep("sent", 200, &sent);
    let words = codename(&sent).expect("a codename");
    keep("answers", 200, &source.post(&format!("/{language}/replies"), &[("codename", &words)]));
    states
}
