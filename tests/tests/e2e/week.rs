//! A week of three editors and two sections, as they would live it: who takes what, what is due, who is away, what goes elsewhere, who leaves.

use estafette_keys::editor::EditorSecrets;
use estafette_keys::roster::{RosterBody, UntrustedRoster};
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, now, today};
use serde_json::{Value, json};

fn asked(machine: &Machine, arguments: &[&str]) -> Value {
    let said = machine.does(&[arguments, &["--json"]].concat());
    serde_json::from_str(&said).expect("JSON")
}

/// The item with this word in it, as it is shown.
fn with(machine: &Machine, word: &str) -> String {
    let found = asked(machine, &["search", word]);
    found["hits"][0]["item"].as_str().unwrap_or_else(|| panic!("{word}: {found}")).to_owned()
}

/// Which of these are in the inbox that is asked for so.
fn listed(machine: &Machine, more: &[&str], items: &[&str]) -> Vec<bool> {
    let inbox = asked(machine, &[&["inbox"], more].concat());
    let ids: Vec<&str> =
        inbox["items"].as_array().expect("a list").iter().filter_map(|item| item["id"].as_str()).collect();
    items.iter().map(|short| ids.iter().any(|id| id.starts_with(short))).collect()
}

fn put(stack: &Stack, change: impl FnOnce(&mut RosterBody)) -> UntrustedRoster {
    let roster = stack.signed(change);
    let text = json!({ "text": roster.text, "signatures": roster.signatures });
    let answer = Editor::enter_at(stack, 0, stack.editors_socket()).send("PUT", "/v1/roster", &text);
    assert_eq!(answer.status, 201, "{}", answer.text());
    roster
}

#[test]
fn nothing_is_lost_nothing_is_done_twice_and_nobody_waits_for_who_is_away() {
    let mut stack = Stack::start_as(&Plan { expires_in: 400, ..Plan::default() });
    let clara = "clara".parse().expect("a handle");
    let clara =
        EditorSecrets::generate(clara, today().week(), 8, now(), &mut rand::thread_rng()).expect("an editor");
    let second = put(&stack, |body| {
        (body.number, body.previous) = (2, Some(stack.roster().hash()));
        let [bruxelles, geneve] = ["bruxelles", "geneve"].map(|name| vec![name.parse().expect("a name")]);
        for editor in &mut body.editors {
            editor.sections.clone_from(&bruxelles);
        }
        body.editors.push(clara.listed(geneve, now()));
    });
    let mut anna = Machine::joined(&stack);
    let mut bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    let mut clara = Machine::of(&clara, &stack, &stack.editors_socket());
    for machine in [&anna, &bruno, &clara] {
        machine.does(&["fetch"]);
    }

    // Monday: four things come. Two take the same one before they have heard of each other; both are told.
    let source = Source::new(stack.source_socket());
    let _ = source.announce("Bal masqué au Quai des Moulins", 12);
    let petition = source.write("Pétition pour les parloirs, que vous devriez signer.", &[]);
    let far = source.write("Coupures d’eau à Champ-Dollon.", &[]);
    let _ = source.write("Une nouvelle de Lantin, à vérifier.", &[]);
    for machine in [&anna, &bruno] {
        assert_eq!(asked(machine, &["fetch"])["new"].as_array().map(Vec::len), Some(4));
    }
    assert_eq!(asked(&clara, &["fetch"])["new"], json!([]), "none of it is Geneva's");
    let [ball, asks, water, news] =
        ["masqué", "parloirs", "Coupures", "vérifier"].map(|word| with(&anna, word));
    anna.does(&["claim", &asks]);
    bruno.does(&["claim", &asks, &news]);
    anna.does(&["fetch"]);
    assert_eq!(asked(&bruno, &["fetch"])["holders"].as_array().map(Vec::len), Some(1), "bruno is told");
    assert_eq!(asked(&anna, &["fetch"])["holders"].as_array().map(Vec::len), Some(1), "so is anna");
    bruno.does(&["claim", "--release", &asks]);
    bruno.does(&["fetch"]);
    anna.does(&["fetch"]);
    assert_eq!(listed(&anna, &["--holder", "me"], &[&asks, &news]), [true, false]);
    assert_eq!(listed(&anna, &["--holder", "bruno"], &[&asks, &news]), [false, true]);

    // Tuesday: bruno is away. The petition is declined, and whoever sent it is told why; the water is Geneva's.
    anna.does(&["state", &asks, "declined", "--reason", "nous ne relayons pas de pétitions"]);
    anna.does(&["reply", &asks, "--template", "declined", "--yes"]);
    assert!(source.enter(&petition).text().contains("nous ne relayons pas"));
    anna.does(&["forward", &water, "--to", "geneve", "--why", "c’est chez vous", "--yes"]);
    assert_eq!(asked(&clara, &["fetch"])["new"].as_array().map(Vec::len), Some(1));
    clara.does(&["reply", &water, "--template", "received", "--yes"]);
    assert!(source.enter(&far).text().contains("Bien reçu"));
    anna.does(&["fetch"]);
    assert_eq!(listed(&anna, &[], &[&asks, &water, &ball, &news]), [false, false, true, true]);

    // Sunday: the ball may be announced, and each fetch says so until it is.
    stack.live_on(1, 6);
    for machine in [&mut anna, &mut bruno, &mut clara] {
        machine.live_in(6);
    }
    assert!(anna.does(&["fetch"]).contains("à annoncer maintenant"));
    let agenda = asked(&anna, &["agenda"]);
    assert!(
        agenda["dates"]
            .as_array()
            .expect("a list")
            .iter()
            .any(|date| date["item"] == ball.as_str() && date["due"] == "announce")
    );
    anna.put("draft.md", "# Bal masqué\n\nVenez nombreux·ses au Quai des Moulins.\n".as_bytes());
    anna.does(&["draft", &ball, "--file", &anna.path("draft.md")]);
    anna.does(&["publish", &ball, "--to", &anna.site(), "--yes"]);
    assert!(!anna.does(&["fetch"]).contains("à annoncer"));

    // Bruno is back, and finds what was done; he is asked before he does it once more.
    bruno.does(&["fetch"]);
    assert_eq!(listed(&bruno, &[], &[&asks, &water, &news]), [false, false, true]);
    bruno.put("draft.md", "# Bal masqué\n\nVenez, au Quai des Moulins.\n".as_bytes());
    bruno.does(&["draft", &ball, "--file", &bruno.path("draft.md")]);
    let again = bruno.fails(&["publish", &ball, "--to", &bruno.site(), "--yes"]);
    assert!(again.contains("--despite colleague"), "{again}");

    // He leaves: what he had in hand is free, and he reads no more.
    put(&stack, |body| {
        *body = stack.checked(&second).body().clone();
        (body.number, body.previous) = (3, Some(stack.checked(&second).hash()));
        body.editors.retain(|editor| editor.handle.as_str() != "bruno");
    });
    assert!(!bruno.run("passphrase", &["fetch"]).status.success());
    anna.does(&["fetch"]);
    assert_eq!(listed(&anna, &["--holder", "nobody"], &[&news]), [true]);
}
