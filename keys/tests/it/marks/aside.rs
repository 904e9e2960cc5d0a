//! That a thread is put aside, and what is told beyond the section.

use estafette_keys::marks::Stage;

use super::{Machine, today};

#[test]
fn whoever_read_that_a_thread_is_put_aside_takes_it_back_and_nobody_else_does() {
    let [mut anna, mut bruno, mut clara, _] = Machine::all();
    let blocks = |machine: &mut Machine, is_on| {
        let seen = machine.sees();
        machine.says.block(&seen, is_on, today());
    };
    let blocked = |machine: &Machine| machine.sees().blocked.map(|one| one.editor);
    blocks(&mut anna, true);
    // Clara has not heard of it, and says the same.
    blocks(&mut clara, true);
    bruno.reads("anna", &anna.note());
    assert_eq!(blocked(&bruno).as_deref(), Some("anna"));
    blocks(&mut bruno, false);
    assert_eq!(blocked(&bruno), None);
    bruno.reads("clara", &clara.note());
    assert_eq!(blocked(&bruno).as_deref(), Some("clara"), "hers was not read when it was taken back");
    blocks(&mut bruno, false);
    for machine in [&mut anna, &mut clara] {
        machine.reads("bruno", &bruno.note());
    }
    anna.reads("clara", &clara.note());
    clara.reads("anna", &anna.note());
    assert_eq!((blocked(&anna), blocked(&bruno), blocked(&clara)), (None, None, None));
}

#[test]
fn those_who_do_not_read_the_section_hear_no_word_that_was_written_for_it() {
    let [mut anna, ..] = Machine::all();
    anna.claims();
    anna.comments(1, "un mot");
    anna.puts_at(Stage::InProgress);
    let seen = anna.sees();
    anna.says.tag(&seen, "prison", true, today());
    let told = anna.says.without_words();
    assert_eq!((told.holder.is_some(), told.stage.is_some()), (true, true));
    assert!(told.comments.is_empty() && told.tags.is_empty());
    let seen = anna.sees();
    anna.says.put_at(&seen, Stage::Declined, Some("entre nous".into()), today());
    assert!(anna.says.without_words().stage.is_none(), "a reason is a word, too");
}
