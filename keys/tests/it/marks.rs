//! Marks of several editors say the same to all of them, whatever order they arrive in, how often, and who was offline; nobody's
//! counter silences the others.

use std::collections::BTreeMap;

use estafette_keys::day::Day;
use estafette_keys::ids::CommentId;
use estafette_keys::marks::{COMMENT_MAX, COMMENTS_MAX, Mark, Marks, Merged, Said, Stage, TAGS_MAX, merged};
use estafette_keys::note::{Newer, Note};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

mod aside;

const EDITORS: [&str; 4] = ["anna", "bruno", "clara", "dora"];

/// An editor's machine: what they say, and what they read of the others.
#[derive(Clone)]
struct Machine {
    own: &'static str,
    says: Marks,
    read: BTreeMap<&'static str, Marks>,
}

impl Machine {
    fn of(own: &'static str) -> Self {
        Self { own, says: Marks::default(), read: BTreeMap::new() }
    }

    fn all() -> [Self; 4] {
        EDITORS.map(Self::of)
    }

    /// A note of another's arrives, as a text.
    fn reads(&mut self, editor: &'static str, note: &str) {
        let marks = Note::parse(note).expect("a note").marks;
        if editor != self.own {
            self.read.entry(editor).or_default().join(&marks);
        }
    }

    fn note(&self) -> String {
        Note { marks: self.says.clone(), ..Note::default() }.to_text().expect("a text")
    }

    fn sees_with(&self, is_here: impl Fn(&str) -> bool) -> Merged {
        let others = self.read.iter().map(|(editor, marks)| Said { editor, by: None, marks });
        let own = Said { editor: self.own, by: None, marks: &self.says };
        merged(&others.chain([own]).collect::<Vec<_>>(), self.own, is_here)
    }

    fn sees(&self) -> Merged {
        self.sees_with(|_| true)
    }

    fn holders(&self) -> Vec<String> {
        self.sees().holders.into_iter().map(|held| held.editor).collect()
    }

    fn claims(&mut self) {
        let (seen, own) = (self.sees(), self.own);
        self.says.hold(&seen, Some(own), today());
    }

    fn lets_go(&mut self) {
        let (seen, own) = (self.sees(), self.own);
        self.says.let_go(&seen, own, today());
    }

    fn puts_at(&mut self, stage: Stage) {
        let seen = self.sees();
        self.says.put_at(&seen, stage, None, today());
    }

    fn comments(&mut self, id: u8, text: &str) {
        let seen = self.sees();
        self.says.comment(&seen, CommentId::from_bytes([id; 16]), text.to_owned(), today());
    }

    fn stage(&self) -> Option<Stage> {
        self.sees().stage.and_then(|staged| staged.stage)
    }
}

fn today() -> Day {
    "2026-11-20".parse().expect("a day")
}

/// What whoever reads it is shown: counters differ where somebody has not read their own.
fn shown(merged: &Merged) -> impl PartialEq + std::fmt::Debug + use<> {
    let said = (merged.holders.clone(), merged.stage.clone(), merged.tags.clone());
    (said, merged.blocked.clone(), merged.comments.clone())
}

fn pick<'a, T>(rng: &mut ChaCha20Rng, from: &'a [T]) -> &'a T {
    &from[usize::try_from(rng.next_u32()).expect("an index") % from.len()]
}

fn acts(machine: &mut Machine, rng: &mut ChaCha20Rng) {
    let seen = machine.sees();
    match rng.next_u32() % 7 {
        0 => machine.claims(),
        1 => machine.lets_go(),
        2 => machine.says.hold(&seen, Some(*pick(rng, &EDITORS)), today()),
        3 => machine.says.put_at(&seen, *pick(rng, &Stage::ALL), Some("why".into()), today()),
        4 => machine.says.tag(
            &seen,
            pick::<&str>(rng, &["prison", "grève", "nuit"]),
            rng.next_u32().is_multiple_of(2),
            today(),
        ),
        5 => machine.says.block(&seen, rng.next_u32().is_multiple_of(2), today()),
        _ => {
            let mut id = [0; 16];
            rng.fill_bytes(&mut id);
            machine.says.comment(&seen, CommentId::from_bytes(id), "un mot".into(), today());
        }
    }
}

fn shuffled<T>(mut things: Vec<T>, rng: &mut ChaCha20Rng) -> Vec<T> {
    for last in (1..things.len()).rev() {
        things.swap(last, usize::try_from(rng.next_u32()).expect("an index") % (last + 1));
    }
    things
}

#[test]
fn all_see_the_same_whatever_order_it_arrives_in() {
    for seed in 0..60 {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let mut machines = Machine::all();
        // Every note that there ever was, also those that another took the place of.
        let mut notes: Vec<(&'static str, String)> = Vec::new();
        for _ in 0..40 {
            let at = usize::try_from(rng.next_u32() % 4).expect("an index");
            // Some read what there is, some are offline for long.
            for (editor, note) in notes.clone() {
                if rng.next_u32().is_multiple_of(4) {
                    machines[at].reads(editor, &note);
                }
            }
            acts(&mut machines[at], &mut rng);
            notes.push((machines[at].own, machines[at].note()));
        }
        for machine in &mut machines {
            let twice = [notes.clone(), notes.clone()].concat();
            for (editor, note) in shuffled(twice, &mut rng) {
                machine.reads(editor, &note);
            }
        }
        let [anna, others @ ..] = &machines;
        for other in others {
            assert_eq!(shown(&anna.sees()), shown(&other.sees()), "seed {seed}: {}", other.own);
        }
        // And whoever speaks last, having read all, is heard.
        let (speaker, note) = {
            let speaker = &mut machines[usize::try_from(seed % 4).expect("an index")];
            speaker.puts_at(Stage::Ready);
            speaker.claims();
            (speaker.own, speaker.note())
        };
        for machine in &mut machines {
            machine.reads(speaker, &note);
            assert_eq!((machine.stage(), machine.holders()), (Some(Stage::Ready), vec![speaker.to_owned()]));
        }
    }
}

#[test]
fn two_who_claim_at_once_both_see_it_until_one_lets_go() {
    let [mut anna, mut bruno, mut clara, _] = Machine::all();
    // Bruno said much before: his counter is the higher one, and that decides nothing but who is named first.
    for id in 0..5 {
        bruno.comments(id, "un mot");
    }
    anna.claims();
    bruno.claims();
    let (of_anna, of_bruno) = (anna.note(), bruno.note());
    anna.reads("bruno", &of_bruno);
    bruno.reads("anna", &of_anna);
    clara.reads("anna", &of_anna);
    clara.reads("bruno", &of_bruno);
    for machine in [&anna, &bruno, &clara] {
        assert_eq!(machine.holders(), ["bruno", "anna"], "{}", machine.own);
    }
    bruno.lets_go();
    anna.reads("bruno", &bruno.note());
    clara.reads("bruno", &bruno.note());
    for machine in [&anna, &bruno, &clara] {
        assert_eq!(machine.holders(), ["anna"], "{}", machine.own);
    }
    // Who gives it to somebody has read who holds it: no more than one does.
    let seen = clara.sees();
    clara.says.hold(&seen, Some("bruno"), today());
    anna.reads("clara", &clara.note());
    assert_eq!(anna.holders(), ["bruno"]);
}

#[test]
fn letting_go_brings_nobody_back_who_held_it_before() {
    let [mut anna, mut bruno, ..] = Machine::all();
    anna.claims();
    bruno.reads("anna", &anna.note());
    bruno.claims();
    assert_eq!(bruno.holders(), ["bruno"]);
    bruno.lets_go();
    assert_eq!(bruno.holders(), Vec::<String>::new());
    anna.reads("bruno", &bruno.note());
    assert_eq!(anna.holders(), Vec::<String>::new());
    // What was given to somebody is let go of as well.
    let seen = anna.sees();
    anna.says.hold(&seen, Some("bruno"), today());
    bruno.reads("anna", &anna.note());
    assert_eq!(bruno.holders(), ["bruno"]);
    bruno.lets_go();
    assert_eq!(bruno.holders(), Vec::<String>::new());
}

#[test]
fn an_editor_who_was_offline_undoes_nothing_that_was_said_since() {
    let [mut anna, mut bruno, mut clara, _] = Machine::all();
    anna.puts_at(Stage::InProgress);
    let first = anna.note();
    bruno.reads("anna", &first);
    bruno.puts_at(Stage::Ready);
    clara.reads("anna", &first);
    clara.reads("bruno", &bruno.note());
    clara.puts_at(Stage::Published);
    // Anna heard nothing of it, and says again what was so before: one word against two that were read.
    let before = anna.note();
    for machine in [&mut bruno, &mut clara] {
        machine.reads("anna", &before);
    }
    assert_eq!(clara.stage(), Some(Stage::Published));
    anna.reads("clara", &clara.note());
    assert_eq!(anna.stage(), Some(Stage::Published));
}

#[test]
fn whoever_is_no_longer_an_editor_holds_nothing_and_their_words_stay() {
    let [mut anna, mut bruno, ..] = Machine::all();
    bruno.claims();
    bruno.comments(1, "un mot");
    bruno.puts_at(Stage::Waiting);
    anna.reads("bruno", &bruno.note());
    let seen = anna.sees_with(|editor| editor != "bruno");
    assert!(seen.holders.is_empty());
    assert_eq!(seen.comments.len(), 1);
    assert_eq!(seen.stage.and_then(|staged| staged.stage), Some(Stage::Waiting));
    assert_eq!(anna.holders(), ["bruno"], "as long as they are");
}

#[test]
fn a_huge_counter_silences_nobody() {
    let [mut anna, mut bruno, mut clara, mut dora] = Machine::all();
    let huge = (1 << 53) - 1;
    let newer = Newer::default();
    dora.says.holder =
        Some(Mark { at: huge, day: today(), over: Vec::new(), is: Some("dora".into()), newer });
    dora.puts_at(Stage::Declined);
    dora.says.stage.as_mut().expect("it was said").at = huge;
    let hostile = dora.note();
    for round in 0..50 {
        for machine in [&mut anna, &mut bruno, &mut clara] {
            machine.reads("dora", &hostile);
        }
        anna.reads("clara", &clara.note());
        anna.claims();
        anna.puts_at(Stage::InProgress);
        bruno.reads("anna", &anna.note());
        assert_eq!(
            (bruno.holders(), bruno.stage()),
            (vec!["anna".into()], Some(Stage::InProgress)),
            "{round}"
        );
        bruno.puts_at(Stage::Ready);
        clara.reads("anna", &anna.note());
        clara.reads("bruno", &bruno.note());
        assert_eq!(clara.stage(), Some(Stage::Ready), "{round}");
        anna.reads("bruno", &bruno.note());
    }
    assert!(anna.says.at() < 1_000_000, "{}", anna.says.at());
    // Beyond what every reader of JSON holds exactly, and 0, are no counters.
    for at in [0, 1 << 53, u64::MAX] {
        dora.says.holder.as_mut().expect("it was said").at = at;
        assert_eq!(Note::parse(&dora.note()).expect("a note").marks.holder, None, "{at}");
    }
}

#[test]
fn no_mark_can_take_the_place_of_one_that_was_not_read() {
    let [mut anna, mut bruno, ..] = Machine::all();
    anna.puts_at(Stage::Ready);
    let mut seen_later = anna.clone();
    seen_later.puts_at(Stage::Published);
    // Whoever names the first takes its place, and not that of the one that came after it.
    bruno.reads("anna", &anna.note());
    bruno.puts_at(Stage::Declined);
    bruno.reads("anna", &seen_later.note());
    seen_later.reads("bruno", &bruno.note());
    assert_eq!(bruno.stage(), seen_later.stage());
    assert!(bruno.stage() != Some(Stage::Ready));
}

#[test]
fn ten_thousand_tags_and_long_words_are_bounded() {
    let mut marks = Marks::default();
    let mark = |at| Mark { at, day: today(), over: Vec::new(), is: true, newer: Newer::default() };
    for number in 0..10_000 {
        marks.tags.insert(format!("t{number:05}"), mark(number + 1));
    }
    marks.tags.insert("x".repeat(41), mark(20_000));
    let [mut anna, ..] = Machine::all();
    anna.comments(1, &"é".repeat(COMMENT_MAX + 1));
    anna.comments(2, "\u{1b}[31m\u{202e}rouge");
    marks.comments = anna.says.comments;
    let bounded = marks.bounded();
    assert_eq!(bounded.tags.len(), TAGS_MAX);
    assert!(bounded.tags.contains_key("t09999") && !bounded.tags.contains_key("t00000"));
    assert_eq!(bounded.comments.len(), 1, "as it was written: whoever shows it escapes it");
    let said = Said { editor: "anna", by: None, marks: &bounded };
    assert_eq!(merged(&[said], "bruno", |_| true).tags.len(), TAGS_MAX);

    // However many notes they come in, and in whichever order.
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let notes: Vec<Marks> = (0..40_u8)
        .map(|note| {
            let mut machine = Machine::of("anna");
            for number in 0..10 {
                machine.comments(note.wrapping_mul(10).wrapping_add(number), "un mot");
                let at = u64::from(note) * 7 + u64::from(number);
                machine.says.tags.insert(format!("{}", at % 90), mark(at + 1));
            }
            machine.says.bounded()
        })
        .collect();
    let join = |notes: Vec<Marks>| {
        let mut all = Marks::default();
        for note in &notes {
            all.join(note);
        }
        all
    };
    let first = join(notes.clone());
    assert_eq!((first.tags.len(), first.comments.len()), (TAGS_MAX, COMMENTS_MAX));
    for _ in 0..20 {
        assert_eq!(join(shuffled(notes.clone(), &mut rng)), first);
    }
}

#[test]
fn what_others_pass_on_counts_where_its_author_was_not_read() {
    let [mut anna, mut bruno, ..] = Machine::all();
    anna.comments(1, "dit par anna");
    bruno.puts_at(Stage::Ready);
    let mut invented = Machine::of("anna");
    invented.comments(2, "inventé");
    let told = |marks| Said { editor: "anna", by: Some("dora"), marks };
    let heard = [told(&invented.says), Said { editor: "bruno", by: None, marks: &bruno.says }];
    let seen = merged(&heard, "clara", |_| true);
    assert_eq!(seen.comments[0].by.as_deref(), Some("dora"), "and it is said who says so");
    let own = Said { editor: "anna", by: None, marks: &anna.says };
    let seen = merged(&[heard[0], own], "clara", |_| true);
    let texts: Vec<&str> = seen.comments.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["dit par anna"], "anna’s own note counts, and nobody else’s word of it");
    // Whoever lost their machine finds what they said.
    let lost = Machine::of("anna");
    let seen = merged(&[told(&anna.says), Said { marks: &lost.says, ..own }], "anna", |_| true);
    assert_eq!(seen.comments.len(), 1);
}
