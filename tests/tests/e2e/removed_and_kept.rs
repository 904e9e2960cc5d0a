//! Expiry is expiry, taking back is a signed fact, and what has a day is kept until then.

use estafette_tests::desk::Desk;
use estafette_tests::machine::Machine;
use estafette_tests::proxy::{Passed, Proxy, with_body};
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, today};
use serde_json::{Value, json};

/// A roster that outlives what these tests wait for.
fn lasting() -> Stack {
    Stack::start_as(&Plan { expires_in: 400, ..Plan::default() })
}

fn of(machine: &Machine, arguments: &[&str]) -> Value {
    serde_json::from_str(&machine.does(&[arguments, &["--json"]].concat())).expect("JSON")
}

/// Why items are gone, as this fetch says it.
fn departed(fetched: &Value) -> Vec<String> {
    let gone = fetched["gone"].as_array().expect("a list");
    gone.iter().map(|gone| gone["why"].as_str().expect("a word").to_owned()).collect()
}

/// Takes back all that a codename sent.
fn take_back(stack: &Stack, machine: &Machine, codename: &str) {
    machine.put("codename", codename.as_bytes());
    let address = format!("unix:{}", stack.source_socket().display());
    let file = machine.path("codename");
    machine.does(&["withdraw", "--address", &address, "--codename-file", &file, "--all", "--yes"]);
}

/// Days pass as they do, until so many days from now: the server runs, and these editors fetch before a week is over.
fn pass(stack: &mut Stack, editors: &mut [&mut Machine], from: i32, until: i32) {
    for (step, day) in (from..until).step_by(3).enumerate().skip(1) {
        stack.run_in(day);
        for editor in editors.iter_mut().filter(|_| step.is_multiple_of(2)) {
            editor.live_in(day);
            editor.does(&["fetch"]);
        }
    }
    stack.run_in(until);
    for editor in editors {
        editor.live_in(until);
    }
}

#[test]
fn ordinary_expiry_is_no_withdrawal_on_any_day_of_the_week_and_the_link_stays() {
    let mut stack = lasting();
    let _ = Source::new(stack.source_socket()).write("Refus de plateaux à Lantin.", &[]);
    let mut anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    let item = anna.only_item();
    anna.put("draft.md", "# Refus de plateaux\n\nDeux phrases.\n".as_bytes());
    anna.does(&["draft", &item, "--file", &anna.path("draft.md")]);
    let site = anna.site();
    anna.does(&["publish", &item, "--to", &site, "--yes"]);
    let page = format!("{site}/content/bruxelles/refus-de-plateaux/index.md");
    for (from, days) in [(0, 30), (30, 31), (31, 32), (32, 34), (34, 37)] {
        pass(&mut stack, &mut [&mut anna], from, days);
        let fetched = of(&anna, &["fetch"]);
        let why = departed(&fetched);
        assert!(why.is_empty(), "day {days}: {why:?}");
        let inbox = of(&anna, &["inbox"]);
        assert_eq!(inbox["still_published"], json!([]), "day {days}");
        assert_eq!(fetched["expired"], i32::from(days == 31), "here on the day on which it goes there");
    }
    // No text is left, and the page can be taken down.
    assert!(anna.fails(&["read", &item]).contains("envoi"));
    let records = of(&anna, &["inbox", "--all"]);
    assert!(
        records["records"][0]["places"][0]["place"].as_str().is_some_and(|place| place.contains("refus"))
    );
    assert!(std::path::Path::new(&page).exists());
    anna.does(&["unpublish", &item, "--yes"]);
    assert!(!std::path::Path::new(&page).exists());
    anna.does(&["forget", &item, "--yes"]);
    assert_eq!(of(&anna, &["inbox", "--all"])["records"], json!([]));
}

#[test]
fn what_is_taken_back_is_said_to_be_and_that_it_is_still_published() {
    let Desk { stack, machine: anna, item, codename } = Desk::with_text();
    anna.does(&["publish", &item, "--to", &anna.site(), "--yes"]);
    take_back(&stack, &anna, &codename);
    let fetched = anna.does(&["fetch"]);
    assert!(fetched.contains("Retiré par la personne") && fetched.contains("encore publié"), "{fetched}");
    assert!(anna.does(&["inbox"]).contains("Retiré par la personne"));
    assert!(anna.does(&["read", &item]).contains("a été retiré par la personne"));
    assert!(!anna.does(&["fetch"]).contains("Retiré"), "once is enough");
    assert!(anna.fails(&["keep", &item, "--until", &today().plus_days(60).to_string()]).contains("retiré"));
}

#[test]
fn a_colleagues_deletion_is_told_by_name() {
    let Desk { stack, machine: anna, item, .. } = Desk::with_text();
    let bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    bruno.does(&["fetch"]);
    bruno.does(&["forget", &item, "--on-server", "--yes"]);
    let fetched = of(&anna, &["fetch"]);
    assert_eq!(departed(&fetched), ["deleted"]);
    assert_eq!(fetched["gone"][0]["deleted_by"], "bruno");
    assert!(anna.does(&["read", &item]).contains("supprimé du serveur par bruno"));
}

#[test]
fn what_a_seized_machine_deletes_comes_back_for_everyone_and_what_a_source_takes_back_does_not() {
    let Desk { stack, machine: anna, item, codename } = Desk::with_text();
    let _ = Source::new(stack.source_socket()).write("Jamais relevé par anna", &[]);
    let bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    bruno.does(&["fetch"]);
    let inbox = of(&bruno, &["inbox"]);
    let ids =
        inbox["items"].as_array().expect("a list").iter().map(|item| item["id"].as_str().expect("an id"));
    for id in ids {
        bruno.does(&["forget", id, "--on-server", "--yes"]);
    }
    // No list has it, and it is told by whom.
    assert_eq!(departed(&of(&anna, &["fetch"])), ["deleted"]);
    let aside = of(&anna, &["undelete"]);
    assert_eq!(aside["deleted"].as_array().map(Vec::len), Some(2));
    assert_eq!(aside["deleted"][0]["deleted_by"], "bruno");
    assert_eq!(of(&anna, &["undelete", "--all", "--by", "anna"])["undeleted"], json!([]));
    let back = of(&anna, &["undelete", "--all", "--by", "bruno"]);
    assert_eq!(back["undeleted"].as_array().map(Vec::len), Some(2));
    // The one that anna had is not said to be gone any more, and the other arrives.
    assert!(anna.does(&["fetch"]).contains("1 nouve"));
    assert!(!anna.does(&["read", &item]).contains("supprimé du serveur"));
    // Who brings back what they deleted themselves has it again.
    anna.does(&["forget", &item, "--on-server", "--yes"]);
    assert_eq!(of(&anna, &["undelete", "--all"])["undeleted"].as_array().map(Vec::len), Some(1));
    assert!(anna.does(&["fetch"]).contains("1 nouve"));
    // A source takes back what is deleted, at once and for good.
    anna.does(&["forget", &item, "--on-server", "--yes"]);
    take_back(&stack, &anna, &codename);
    assert_eq!(of(&bruno, &["undelete"])["deleted"], json!([]));
}

#[test]
fn a_server_that_leaves_something_out_or_makes_up_a_fact_is_not_believed() {
    let stack = lasting();
    let proxy = Proxy::before(&stack.editors_socket());
    let anna = Machine::joined_at(&stack, &proxy.socket());
    let _ = Source::new(stack.source_socket()).write("Toujours là", &[]);
    anna.does(&["fetch"]);
    let item = anna.only_item();
    let lie = |forged: Value| {
        proxy.tamper(move |head, answer| {
            let changed = if head.starts_with("GET /v1/submissions ") {
                json!({ "items": [], "more": false })
            } else if head.starts_with("GET /v1/removed ") {
                forged.clone()
            } else {
                return Passed::Bytes(answer);
            };
            Passed::Bytes(with_body(&answer, changed.to_string().as_bytes()))
        });
    };
    let removed = |editor: Value, proof: String| json!({ "items": [{ "id": item, "editor": editor, "proof": proof }], "more": false });
    let (secret, signature) = (format!("{}=", "A".repeat(43)), format!("{}==", "A".repeat(86)));
    for forged in [
        json!({ "items": [], "more": false }),
        removed(Value::Null, secret.clone()),
        removed(Value::Null, signature.clone()),
        removed(json!("bruno"), signature.clone()),
        removed(json!("nobody"), signature),
        removed(json!("anna"), secret),
    ] {
        lie(forged);
        let fetched = anna.does(&["fetch"]);
        assert!(!fetched.contains("retiré par") && !fetched.contains("supprimé du serveur"), "{fetched}");
        let read = anna.does(&["read", &item]);
        assert!(
            read.contains("Toujours là") && read.contains("aucune déclaration signée ne dit pourquoi"),
            "{read}"
        );
        proxy.be_honest();
        anna.does(&["fetch"]);
        assert!(!anna.does(&["read", &item]).contains("aucune déclaration signée"), "it is there again");
    }
    lie(json!({ "items": [{ "id": "x" }], "more": false }));
    let _ = anna.fails(&["fetch"]);
}

#[test]
fn an_event_in_two_months_is_kept_by_everyone_who_reads_it() {
    let mut stack = lasting();
    let mut anna = Machine::joined(&stack);
    let mut bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    for editor in [&anna, &bruno] {
        editor.does(&["fetch"]);
    }
    let source = Source::new(stack.source_socket());
    let codename = source.announce("Foire aux semences, à prix libre.", 60);
    let fetched = of(&anna, &["fetch"]);
    let until: estafette_keys::day::Day =
        fetched["kept"][0]["until"].as_str().expect("a day").parse().expect("a day");
    assert!(until >= today().plus_days(74) && until <= today().plus_days(80), "{until}");
    let item = anna.only_item();
    anna.put("draft.md", "# Foire\n\nDeux phrases.\n".as_bytes());
    anna.does(&["draft", &item, "--file", &anna.path("draft.md")]);
    bruno.does(&["fetch"]);
    // Past the retention, and past the key of the week in which it came.
    for (from, days) in [(0, 32), (32, 45), (45, 58)] {
        pass(&mut stack, &mut [&mut anna, &mut bruno], from, days);
        for editor in [&anna, &bruno] {
            assert_eq!(departed(&of(editor, &["fetch"])), Vec::<String>::new());
            assert!(editor.does(&["read", &item]).contains("prix libre"), "day {days}");
        }
    }
    assert!(anna.does(&["fetch"]).contains("à annoncer maintenant"));
    anna.does(&["export", &item, "--out", &anna.path("out")]);
    for file in ["text.md", "text.html", "spip.txt"] {
        let text = std::fs::read_to_string(anna.path(&format!("out/{file}"))).expect("a file");
        let text = text.replace("&nbsp;", "\u{a0}");
        assert!(text.contains("14\u{a0}h") && text.contains("Quai des Moulins"), "{text}");
    }
    // Its source finds it still, and can take it back.
    take_back(&stack, &anna, &codename);
    assert_eq!(departed(&of(&anna, &["fetch"])), ["taken-back"]);
}

#[test]
fn a_text_is_kept_by_hand_and_what_goes_is_told_for_a_week_before() {
    let mut stack = lasting();
    let mut anna = Machine::joined(&stack);
    let source = Source::new(stack.source_socket());
    let _ = source.write("Gardé à la main", &[]);
    anna.does(&["fetch"]);
    let kept = anna.only_item();
    let _ = source.write("Oublié", &[]);
    anna.does(&["fetch"]);
    let until = today().plus_days(90).to_string();
    assert!(anna.fails(&["keep", &kept, "--until", "2020-01-01"]).contains("passé"));
    assert!(anna.fails(&["keep", &kept, "--until", "2099-01-01"]).contains("plus d’un an"));
    assert!(anna.does(&["keep", &kept, "--until", &until]).contains("est gardé jusqu’au"));
    assert!(of(&anna, &["fetch"])["closing"].as_array().is_some_and(Vec::is_empty));
    for (from, days, told) in [(0, 22, false), (22, 23, true), (23, 30, true)] {
        pass(&mut stack, &mut [&mut anna], from, days);
        let closing = of(&anna, &["fetch"])["closing"].clone();
        let expected = usize::from(told);
        assert_eq!(closing.as_array().map(Vec::len), Some(expected), "day {days}: {closing}");
        assert_eq!(of(&anna, &["inbox"])["closing"], closing);
    }
    assert!(anna.does(&["inbox"]).contains("estafette keep"));
    pass(&mut stack, &mut [&mut anna], 30, 31);
    assert_eq!(of(&anna, &["fetch"])["expired"], 1);
    pass(&mut stack, &mut [&mut anna], 31, 60);
    assert_eq!(of(&anna, &["fetch"])["expired"], 0, "it did not come back");
    assert_eq!(anna.only_item(), kept);
    assert!(anna.does(&["read", &kept]).contains("Gardé à la main"));
}

#[test]
fn an_embargo_that_falls_due_reminds() {
    let day = today().plus_days(3).to_string();
    let Desk { mut stack, machine: mut anna, item, .. } = Desk::not_before(&day);
    assert!(!anna.does(&["inbox"]).contains("embargo"));
    stack.run_in(3);
    anna.live_in(3);
    for verb in ["fetch", "inbox"] {
        assert!(anna.does(&[verb]).contains("L’embargo est levé"), "{verb}");
        assert!(of(&anna, &[verb])["lifted"][0].as_str().is_some_and(|short| item.starts_with(short)));
    }
}

/// Keys of weeks to come are sealed to as well: what is kept until then, by oneself and by colleagues.
#[test]
fn what_is_kept_opens_after_keys_were_changed() {
    let stack = lasting();
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    let bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    bruno.does(&["fetch"]);
    let _ = Source::new(stack.source_socket()).write("Gardé longtemps", &[]);
    anna.does(&["fetch"]);
    bruno.does(&["fetch"]);
    let (item, until) = (anna.only_item(), today().plus_days(90).to_string());
    for _ in 0..2 {
        // Sealed to her keys by bruno, then changed, and only then fetched.
        bruno.does(&["keep", &item, "--until", &until]);
        anna.does(&["keys", "rotate", "--yes"]);
        anna.does(&["fetch"]);
        assert!(anna.does(&["read", &item]).contains("Gardé longtemps"));
        anna.does(&["keep", &item, "--until", &until]);
        for machine in [&bruno, &anna] {
            machine.does(&["keys", "rotate", "--yes"]);
            machine.does(&["fetch"]);
            assert!(machine.does(&["read", &item]).contains("Gardé longtemps"));
        }
    }
}
