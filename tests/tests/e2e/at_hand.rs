//! What spares an editor's hand: answers at hand for several at once, what is chosen once, and a step back.

use std::process::Command;

use estafette_tests::desk::Desk;
use estafette_tests::machine::Machine;
use estafette_tests::source::{Form, Source};
use estafette_tests::stack::program;
use serde_json::Value;

fn asked(machine: &Machine, arguments: &[&str]) -> Value {
    let said = machine.does(&[arguments, &["--json"]].concat());
    serde_json::from_str(&said).expect("JSON")
}

#[test]
fn an_answer_at_hand_goes_to_several_each_in_its_language_and_with_what_it_needs() {
    let Desk { stack, machine, item, codename } = Desk::with_text();
    let source = Source::new(stack.source_socket());
    let second = source.write("Une deuxième nouvelle, d’ailleurs.", &[]);
    machine.does(&["fetch"]);
    let inbox = asked(&machine, &["inbox"]);
    let ids: Vec<&str> = inbox["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["id"].as_str().expect("an id"))
        .collect();
    assert_eq!(ids.len(), 2);

    // Nobody writes the same to several by mistake, and what is not known is not sent.
    assert!(machine.fails(&["reply", ids[0], ids[1], "--yes"]).contains("--template"));
    assert!(machine.fails(&["reply", ids[0], "--template", "declined", "--yes"]).contains("aucune raison"));
    assert!(machine.fails(&["reply", ids[0], "--template", "published", "--yes"]).contains("adresse"));
    assert!(machine.fails(&["reply", ids[0], "--template", "perdu", "--yes"]).contains("ce nom"));

    let sent = asked(&machine, &["reply", ids[0], ids[1], "--template", "received", "--yes"]);
    assert_eq!(sent["items"].as_array().map(Vec::len), Some(2));
    for codename in [&codename, &second] {
        assert!(source.enter(codename).text().contains("Bien reçu, merci."), "each has its answer");
    }

    // One's own comes first where it fits, and its holes are filled.
    machine.put("own.txt", "Merci {nom}, de {section} : {message}".as_bytes());
    let own = machine.path("own.txt");
    machine.does(&["template", "received", "--section", "bruxelles", "--file", &own]);
    machine.does(&["template", "received", "--section", "geneve", "--file", &own]);
    let listed = asked(&machine, &["template", "received"]);
    let owns = |list: &Value| {
        list["templates"].as_array().expect("a list").iter().filter(|one| one["own"] == true).count()
    };
    assert_eq!(owns(&listed), 2);
    machine.does(&["reply", &item, "--template", "received", "--message", "à lundi", "--yes"]);
    let page = source.enter(&codename).text();
    assert!(page.contains("Merci {nom}, de ") && page.contains(" : à lundi"), "{page}");
    machine.does(&["template", "received", "--section", "bruxelles", "--remove"]);
    assert_eq!(owns(&asked(&machine, &["template"])), 1);
    assert!(
        machine.fails(&["template", "received", "--section", "bruxelles", "--remove"]).contains("ce nom")
    );
    assert!(machine.fails(&["template", "Mon Nom", "--file", &own]).contains("a-z"));
    machine.does(&["state", &item, "declined", "--reason", "hors sujet"]);
    machine.does(&["reply", &item, "--template", "declined", "--yes"]);
    assert!(source.enter(&codename).text().contains("hors sujet"));
}

#[test]
fn the_last_steps_are_undone_one_by_one_but_not_what_was_changed_since() {
    let Desk { stack, machine, item, .. } = Desk::with_text();
    let source = Source::new(stack.source_socket());
    assert_eq!(source.send(&Form::filled(&source.nonce(), "Une autre.").ended()).status, 200);
    machine.does(&["fetch"]);
    let stands = || {
        let all = asked(&machine, &["inbox", "--all"]);
        let own = all["items"].as_array().expect("items").iter().find(|one| one["id"] == item.as_str());
        let own = own.expect("the item").clone();
        (own["holders"].clone(), own["stage"].clone(), own["tags"].clone())
    };
    assert!(machine.fails(&["undo"]).contains("rien à défaire"));
    let before = stands();
    machine.does(&["claim", &item]);
    let claimed = stands();
    machine.does(&["state", &item, "declined", "--reason", "doublon"]);
    machine.does(&["tag", &item, "--add", "procès"]);
    machine.does(&["archive", &item]);
    assert!(!asked(&machine, &["inbox"]).to_string().contains(&format!("\"id\":\"{item}\"")));
    machine.does(&["undo"]);
    machine.does(&["undo"]);
    machine.does(&["undo"]);
    let (holders, _, tags) = stands();
    assert_eq!((&holders, &tags), (&claimed.0, &claimed.2));
    machine.does(&["undo"]);
    assert_eq!(stands().0, before.0);
    assert!(machine.fails(&["undo"]).contains("rien à défaire"));
    assert!(asked(&machine, &["inbox"]).to_string().contains(&format!("\"id\":\"{item}\"")));
}

#[test]
fn what_is_chosen_once_holds_for_every_run_and_an_option_for_its_own() {
    let Desk { machine, .. } = Desk::with_text();
    let plain = |arguments: &[&str]| {
        let mut command = Command::new(program("estafette"));
        command.env("ESTAFETTE_HOME", machine.path("home")).env("LC_ALL", "C.UTF-8").env_remove("LANG");
        let output = command.args(arguments).output().expect("it runs");
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    };
    assert!(plain(&["config"]).contains("the system"));
    machine.does(&["config", "language", "fr"]);
    assert!(plain(&["config"]).contains("celle du système") || plain(&["config"]).contains("language   fr"));
    assert!(plain(&["config", "--lang", "en", "tor"]).contains("own"));
    assert!(plain(&["inbox", "--nothing"]).contains("n’est pas prévu"), "mistakes are told in it");
    for (setting, value) in [("language", "xx"), ("tor", "there"), ("color", "red"), ("editor", "")] {
        assert!(
            !machine.run("passphrase", &["config", setting, value]).status.success(),
            "{setting} {value}"
        );
    }
    machine.does(&["config", "tor", "127.0.0.1:9050"]);
    assert_eq!(asked(&machine, &["config"])["settings"]["tor"], "127.0.0.1:9050");
    machine.does(&["config", "tor", "--unset"]);
    assert!(asked(&machine, &["config"])["settings"]["tor"].is_null());
    // A file that somebody spoiled is told, and keeps nothing else.
    std::fs::remove_file(machine.path("home/config.toml")).expect("removed");
    machine.put("home/config.toml", b"language = 'fr'\nsites = 'secret'\n");
    assert!(machine.fails(&["inbox"]).contains("config.toml"));
    std::fs::remove_file(machine.path("home/config.toml")).expect("removed");
    machine.does(&["inbox"]);
}

/// What fish is offered behind these words.
fn offered(machine: &Machine, words: &[&str]) -> String {
    let mut command = Command::new(program("estafette"));
    command
        .env("ESTAFETTE_HOME", machine.path("home"))
        .env("COMPLETE", "fish")
        .args(["--", "estafette"])
        .args(words);
    String::from_utf8_lossy(&command.output().expect("it runs").stdout).into_owned()
}

#[test]
fn a_shell_completes_what_an_unlocked_vault_knows_and_no_word_of_a_source() {
    let Desk { machine, item, .. } = Desk::with_text();
    let item: String = item.chars().take(4).collect();
    assert!(offered(&machine, &["arch"]).starts_with("archive"));
    assert!(!offered(&machine, &["read", ""]).contains(&item), "the vault is closed");
    machine.does(&["unlock", "--minutes", "5"]);
    let items = offered(&machine, &["read", ""]);
    assert!(items.contains(&item) && items.contains("bruxelles"), "{items}");
    assert!(!items.contains("Lantin") && !items.contains("plateaux"), "{items}");
    assert!(offered(&machine, &["inbox", "--section", ""]).contains("bruxelles"));
    assert!(offered(&machine, &["assign", &item, "--to", "b"]).contains("bruno"));
    assert!(offered(&machine, &["reply", &item, "--template", ""]).contains("received"));
    machine.does(&["lock"]);
    assert!(!offered(&machine, &["read", ""]).contains(&item));
    for shell in ["bash", "zsh", "fish"] {
        assert!(machine.does(&["completion", shell]).contains("COMPLETE"), "{shell}");
    }
    assert!(machine.does(&["manual", "fetch"]).contains(".TH"));
}
