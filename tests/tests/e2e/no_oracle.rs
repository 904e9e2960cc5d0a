//! Promise 7: a wrong, unknown or deleted codename looks the same.

use std::time::{Duration, Instant};

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_tests::editor::Editor;
use estafette_tests::http::Answer;
use estafette_tests::source::{Source, between, token};
use estafette_tests::stack::Stack;

/// What is left of an answers page once its token is taken out.
fn seen(page: &str) -> String {
    let mut rest = page;
    let mut seen = String::new();
    while let Some((before, after)) = rest.split_once("name=\"token\" value=\"") {
        seen += before;
        rest = after.split_once('"').map_or("", |(_, after)| after);
    }
    seen + rest.trim_end()
}

/// Writes, and takes it back; gives the codename.
fn emptied(source: &Source) -> String {
    let codename = source.write("Bonjour", &[]);
    let answers = source.enter(&codename);
    let id = between(&answers.text(), "name=\"submission\" value=\"", "\"").expect("an id").to_owned();
    let fields = [("token", &*token(&answers)), ("submission", &*id), ("sure", "yes")];
    assert_eq!(source.post("/fr/replies/withdraw", &fields).status, 200);
    codename
}

#[test]
fn an_unknown_a_deleted_and_an_empty_codename_show_the_same_bytes() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let taken_back = emptied(&source);
    let other = Stack::start();
    let elsewhere = Source::new(other.source_socket()).write("Ailleurs", &[]);
    let pages = [source.enter(&taken_back), source.enter(&elsewhere)];
    assert_eq!(seen(&pages[0].text()), seen(&pages[1].text()));
    assert_eq!(pages[0].body.len(), pages[1].body.len());
    assert_eq!(pages[0].head.to_lowercase(), pages[1].head.to_lowercase());
}

#[test]
fn a_page_with_answers_has_the_size_of_one_without() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let anna = Editor::log_in(&stack, 0);
    let codename = source.write("Bonjour", &[]);
    let before = source.enter(&codename).body.len();
    let opened = anna.open(&anna.list()[0]);
    for _ in 0..3 {
        assert_eq!(anna.reply(&opened, &"Bien reçu. ".repeat(200)).status, 201);
    }
    let answers = source.enter(&codename);
    assert!(answers.text().contains("Bien reçu."));
    assert_eq!(answers.body.len(), before);
    assert_eq!(before % 65_536, 0);
}

/// How often each is asked.
const ROUNDS: usize = 80;
/// How far the share of rounds in which one took longer than the other may lie from a half: four times what chance moves
/// it by. It is a share, not a time: a busy machine is as busy for all.
const CHANCE: f64 = 0.19;

/// In what share of all pairs the first took longer.
fn takes_longer(first: &[Duration], second: &[Duration]) -> f64 {
    let pairs = first.iter().flat_map(|first| second.iter().map(move |second| (first, second)));
    let halves: u32 =
        pairs.map(|(first, second)| 1 + u32::from(first > second) - u32::from(first < second)).sum();
    f64::from(halves) / 2.0 / f64::from(u32::try_from(first.len() * second.len()).expect("thousands"))
}

#[test]
fn the_time_of_the_answers_page_does_not_tell_whether_there_are_any() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let anna = Editor::log_in(&stack, 0);
    let full = source.write("Bonjour", &[]);
    let opened = anna.open(&anna.list()[0]);
    // So many that, given as soon as they are opened, they would be seen to take longer on a busy machine, too.
    for _ in 0..24 {
        assert_eq!(anna.reply(&opened, "Bien reçu.").status, 201);
    }
    let other = Stack::start();
    let unknown = Source::new(other.source_socket()).write("Ailleurs", &[]);
    let none = source.write("Bonjour", &[]);
    let mut times = [const { Vec::new() }; 4];
    for round in 0..ROUNDS {
        // In another order each time: what comes first is not for that the slower one.
        for turn in 0..4 {
            let which = (round + turn) % 4;
            let began = Instant::now();
            let answer = match which {
                0 => source.enter(&full),
                1 => source.enter(&none),
                2 => source.enter(&unknown),
                // A page of another sort, which nothing is stretched for and which waits for no step: the measure sees that.
                _ => source.fetch("/fr/replies"),
            };
            times[which].push(began.elapsed());
            assert_eq!(answer.status, 200);
        }
    }
    let [full, none, unknown, page] = times;
    for (what, share) in [
        ("answers, and none", takes_longer(&full, &none)),
        ("answers, and an unknown codename", takes_longer(&full, &unknown)),
        ("no answers, and an unknown codename", takes_longer(&none, &unknown)),
    ] {
        assert!((share - 0.5).abs() < CHANCE, "{what}: {share}");
    }
    assert!(takes_longer(&none, &page) > 0.9);
}

/// How many codenames that nobody has are tried, and as many times one whose box is empty.
const TRIES: usize = 2_000;
/// So many people try at once: each waits for a step of time at every try.
const AT_ONCE: usize = 32;
/// How far the share may lie from a half, of so many: five times what chance moves it by.
const CHANCE_OF_MANY: f64 = 0.05;

#[test]
fn thousands_of_wrong_codenames_are_as_empty_boxes() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let empty: Vec<String> = (0..4).map(|_| emptied(&source)).collect();
    let first = source.enter(&empty[0]);
    let alike = |answer: &Answer| {
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.body.len(), first.body.len());
        assert_eq!(answer.head, first.head);
        assert_eq!(seen(&answer.text()), seen(&first.text()));
    };
    let tries = &|person: usize| {
        let mut times = [const { Vec::new() }; 2];
        for round in 0..TRIES.div_ceil(AT_ONCE) {
            // Each is the first in every other round.
            for turn in 0..2 {
                let which = (person + round + turn) % 2;
                let wrong = Codename::from_entropy(rand::random()).words(WordLanguage::French).join(" ");
                let codename = if which == 0 { &wrong } else { &empty[(person + round) % empty.len()] };
                let began = Instant::now();
                let answer = source.enter(codename);
                times[which].push(began.elapsed());
                alike(&answer);
            }
        }
        times
    };
    let times: Vec<_> = std::thread::scope(|scope| {
        let people: Vec<_> = (0..AT_ONCE).map(|person| scope.spawn(move || tries(person))).collect();
        people.into_iter().map(|person| person.join().expect("it tried")).collect()
    });
    let [wrong, empty] =
        [0, 1].map(|which| times.iter().flat_map(|of| of[which].clone()).collect::<Vec<_>>());
    assert!(wrong.len() >= TRIES && empty.len() >= TRIES);
    let share = takes_longer(&wrong, &empty);
    assert!((share - 0.5).abs() < CHANCE_OF_MANY, "{share}");
}
