//! What a source sent to Brussels is handed to Geneva: nothing is uploaded again, the source is told who answers, and no server does it alone.

use estafette_keys::editor::EditorSecrets;
use estafette_keys::roster::{RosterBody, UntrustedRoster};
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::postgres::Cluster;
use estafette_tests::proxy::{Proxy, halves};
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, now, today};
use serde_json::{Value, json};

use crate::hostile_server::json_of;

mod lies;

const TEXT: &str = "Coupures d’eau à la prison de Champ-Dollon, racontées de l’intérieur.";
const WHY: &str = "cela se passe chez vous, zibeline";
const LISTING: &str = "GET /v1/submissions ";

fn asked(machine: &Machine, arguments: &[&str]) -> Value {
    let said = machine.does(&[arguments, &["--json"]].concat());
    serde_json::from_str(&said).expect("JSON")
}

/// Anna reads for Brussels alone, and bruno for Geneva.
fn part(stack: &Stack) -> UntrustedRoster {
    let second = stack.signed(|body| {
        (body.number, body.previous) = (2, Some(stack.roster().hash()));
        for (editor, section) in body.editors.iter_mut().zip(["bruxelles", "geneve"]) {
            editor.sections = vec![section.parse().expect("a name")];
        }
    });
    put(stack, &second);
    second
}

fn put(stack: &Stack, roster: &UntrustedRoster) {
    let text = json!({ "text": roster.text, "signatures": roster.signatures });
    assert_eq!(
        Editor::enter_at(stack, 0, stack.editors_socket()).send("PUT", "/v1/roster", &text).status,
        201
    );
}

/// An instance on either engine.
fn on_each(played: impl Fn(Stack)) {
    let cluster = Cluster::shared();
    for database in [None, Some(cluster.url(&cluster.make_database()))] {
        played(Stack::start_as(&Plan { expires_in: 400, database, ..Plan::default() }));
    }
}

/// Two sections, an editor each; and a text for Brussels, which anna has.
struct Two {
    stack: Stack,
    roster: UntrustedRoster,
    proxy: Proxy,
    anna: Machine,
    bruno: Machine,
    item: String,
    codename: String,
}

impl Two {
    fn at(stack: Stack) -> Self {
        let roster = part(&stack);
        let proxy = Proxy::before(&stack.editors_socket());
        let bruno = Machine::of(&stack.editors[1], &stack, &proxy.socket());
        bruno.does(&["fetch"]);
        let codename = Source::new(stack.source_socket()).write(TEXT, &[]);
        let anna = Machine::joined_at(&stack, &proxy.socket());
        anna.does(&["fetch"]);
        let item = anna.only_item();
        Self { stack, roster, proxy, anna, bruno, item, codename }
    }

    fn forwards(&self) -> Value {
        asked(&self.anna, &["forward", &self.item, "--to", "geneve", "--why", WHY, "--yes"])
    }

    fn take_back(&self) {
        self.anna.put("codename", self.codename.as_bytes());
        let address = format!("unix:{}", self.stack.source_socket().display());
        let file = self.anna.path("codename");
        self.anna.does(&["withdraw", "--address", &address, "--codename-file", &file, "--all", "--yes"]);
    }

    /// What an editor's program makes of this list.
    fn lists(&self, to: &Machine, change: impl Fn(&mut Value) + Send + 'static) -> Value {
        self.proxy.tamper(json_of(LISTING, change));
        let fetched = asked(to, &["fetch"]);
        self.proxy.be_honest();
        fetched
    }
}

#[test]
fn the_other_section_reads_it_answers_it_and_the_source_knows_who_does() {
    on_each(|stack| {
        let two = Two::at(stack);
        let Two { stack, anna, bruno, item, codename, .. } = &two;
        assert_eq!(asked(bruno, &["fetch"])["new"], json!([]), "it is Brussels'");
        anna.does(&["note", item, "--message", "entre nous de Bruxelles, quetsche"]);
        anna.does(&["fetch"]);
        let given = two.forwards();
        let one = &given["items"][0];
        assert_eq!(
            (&one["forwarded"], &one["without"], &one["source_told"]),
            (&json!(true), &json!([]), &json!("sent"))
        );

        // Geneva has it, opened, with what its source allows, and why; and no word that was written for Brussels.
        let fetched = asked(bruno, &["fetch"]);
        assert_eq!(fetched["new"].as_array().map(Vec::len), Some(1), "{fetched}");
        let handed =
            json!([{ "item": fetched["new"][0]["item"], "from": "bruxelles", "to": "geneve", "by": "anna" }]);
        assert_eq!((&fetched["forwarded"], &fetched["astray"]), (&handed, &json!(0)));
        let read = bruno.does(&["read", item, "--keep-new"]);
        for said in [TEXT, "zibeline", "Envoyé à bruxelles, transmis à geneve par anna"] {
            assert!(read.contains(said), "{said}: {read}");
        }
        assert!(!read.contains("quetsche"), "{read}");
        let inbox = asked(bruno, &["inbox", "--section", "geneve"])["items"][0].clone();
        assert_eq!((&inbox["section"], &inbox["sent_to"]), (&json!("geneve"), &json!("bruxelles")));
        assert_eq!(inbox["publish"], "edited", "the mandate went along");
        let mandate = |machine: &Machine| asked(machine, &["read", item, "--keep-new"])["mandate"].clone();
        assert_eq!(mandate(bruno), mandate(anna));

        // Brussels keeps its copy, which is in the list no more, and says where it went.
        anna.does(&["fetch"]);
        let inbox = asked(anna, &["inbox"]);
        assert_eq!((inbox["items"].as_array().map(Vec::len), &inbox["hidden"]), (Some(0), &json!(1)));
        let all = asked(anna, &["inbox", "--all"])["items"][0].clone();
        assert_eq!(
            (&all["handed_on"], &all["forwarded"]),
            (&json!(true), &json!([{ "to": "geneve", "by": "anna" }]))
        );
        assert!(anna.does(&["read", item]).contains("transmis à geneve"));

        // The source is told, answered by Geneva, and knows by whom: on the page, and by the program.
        bruno.does(&["reply", item, "--message", "Merci, nous vous écrivons de Genève.", "--yes"]);
        let page = Source::new(stack.source_socket()).enter(codename).text();
        assert!(page.contains("a été transmis à la section") && page.contains("de Genève."), "{page}");
        assert!(!page.contains(WHY) && !page.contains("quetsche"), "{page}");
        let source = Machine::bare();
        source.put("codename", codename.as_bytes());
        let (address, file) = (format!("unix:{}", stack.source_socket().display()), source.path("codename"));
        let way = ["replies", "--pin", stack.pin(), "--address", &address, "--codename-file", &file];
        let answers = asked(&source, &way)["answers"].clone();
        let answers = answers.as_array().expect("a list");
        assert_eq!(answers.len(), 2, "{answers:?}");
        for answer in answers {
            assert_eq!(
                answer["by_editor"], true,
                "an editor of the section that it names signed it: {answer}"
            );
        }

        // Handed on once more, nothing is told twice.
        assert_eq!(two.forwards()["items"][0]["source_told"], "not");
        assert_eq!(asked(bruno, &["fetch"])["forwarded"], json!([]), "it is no news any more");
        let comments = asked(bruno, &["read", item])["desk"]["notes"].as_array().map(Vec::len);
        assert!(comments <= Some(2), "{comments:?}");

        // No word of all that is on the server's disk.
        for word in ["zibeline", "quetsche", "Champ-Dollon"] {
            let found = std::process::Command::new("grep").args(["-rliaF", word]).arg(stack.data()).output();
            assert!(found.expect("grep is installed").stdout.is_empty(), "{word}");
        }

        // Taken back, it is taken back from both.
        two.take_back();
        for machine in [anna, bruno] {
            let fetched = asked(machine, &["fetch"]);
            assert_eq!(fetched["gone"][0]["why"], "taken-back", "{fetched}");
            assert!(machine.does(&["read", item]).contains("a été retiré par la personne"));
        }
        assert!(anna.fails(&["forward", item, "--to", "geneve", "--yes"]).contains("retiré"));
    });
}

#[test]
fn nothing_is_uploaded_again_and_the_content_stays_what_it_was() {
    let two = Two::at(Stack::start());
    let listed = Editor::enter_at(&two.stack, 0, two.stack.editors_socket());
    let before = listed.list();
    let content = listed.content(&before[0], 0).body;
    two.forwards();
    let listed = Editor::enter_at(&two.stack, 1, two.stack.editors_socket());
    let item = listed.list()[0].clone();
    assert_eq!((&item["section"], &item["size"]), (&before[0]["section"], &before[0]["size"]));
    assert!(listed.content(&item, 0).body == content, "the very same bytes");
    assert_eq!(item["without"], json!([]));
}

#[test]
fn either_section_deletes_it_for_both_who_are_told_and_bring_it_back() {
    on_each(|stack| {
        let two = Two::at(stack);
        two.forwards();
        two.bruno.does(&["fetch"]);
        two.anna.does(&["fetch"]);
        two.bruno.does(&["forget", &two.item, "--on-server", "--yes"]);
        let fetched = asked(&two.anna, &["fetch"]);
        assert_eq!(
            (&fetched["gone"][0]["why"], &fetched["gone"][0]["deleted_by"]),
            (&json!("deleted"), &json!("bruno"))
        );
        assert_eq!(asked(&two.anna, &["undelete", "--all"])["undeleted"].as_array().map(Vec::len), Some(1));
        two.anna.does(&["fetch"]);
        assert!(!two.anna.does(&["read", &two.item]).contains("supprimé du serveur"));
    });
}

#[test]
fn only_an_editor_of_its_section_hands_it_on_and_to_a_section_that_there_is() {
    let two = Two::at(Stack::start());
    let Two { anna, bruno, item, .. } = &two;
    assert!(anna.fails(&["forward", item, "--to", "lyon", "--yes"]).contains("annuaire"));
    assert!(anna.fails(&["forward", item, "--to", "bruxelles", "--yes"]).contains("déjà la section"));
    two.forwards();
    bruno.does(&["fetch"]);
    assert!(bruno.fails(&["forward", item, "--to", "bruxelles", "--yes"]).contains("déjà la section"));
    // Geneva alone would hand it to a third.
    let third = two.stack.signed(|body| {
        *body = two.stack.checked(&two.roster).body().clone();
        (body.number, body.previous) = (3, Some(two.stack.checked(&two.roster).hash()));
        let mut lyon = body.sections[1].clone();
        lyon.name = "lyon".parse().expect("a name");
        body.sections.push(lyon);
        body.editors[0].sections.push("lyon".parse().expect("a name"));
    });
    put(&two.stack, &third);
    assert!(
        bruno
            .fails(&["forward", item, "--to", "lyon", "--yes"])
            .contains("seule une éditeurice de la section")
    );
    // Its source is never told without a person who agreed.
    let unasked = anna.run("passphrase", &["forward", item, "--to", "lyon"]);
    assert!(!unasked.status.success());
    assert_eq!(asked(anna, &["read", item])["forwarded"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_the_programs_say_to_the_server_has_no_word_and_no_moment() {
    let two = Two::at(Stack::start());
    let Two { anna, proxy, .. } = &two;
    let _ = proxy.take_exchanges();
    anna.does(&["forward", &two.item, "--to", "geneve", "--yes"]);
    let silent = sent(proxy);
    anna.does(&["forward", &two.item, "--to", "geneve", "--why", &"z".repeat(990), "--yes"]);
    let told = sent(proxy);
    // Whether anything was said is not to be seen: the same fields, and as many bytes, but for age's own noise.
    let length = |body: &Value| body["note"]["content"].as_str().expect("a text").len();
    assert!(length(&silent).abs_diff(length(&told)) < 500, "{} {}", length(&silent), length(&told));
    let mut names: Vec<&str> = told.as_object().expect("an object").keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["note", "proof", "slots"]);
}

/// What was put to hand it on.
fn sent(proxy: &Proxy) -> Value {
    let exchanges = proxy.take_exchanges();
    let put = exchanges.iter().map(|exchange| halves(&exchange.request)).find(|(head, _)| {
        head.starts_with("PUT /v1/submissions/")
            && head.lines().next().is_some_and(|line| line.contains("/forwarded/"))
    });
    serde_json::from_slice(put.expect("it was put").1).expect("JSON")
}

#[test]
fn it_opens_there_as_long_as_it_is_kept_and_both_keep_it_longer() {
    let two = Two::at(Stack::start_as(&Plan { expires_in: 400, ..Plan::default() }));
    two.forwards();
    two.bruno.does(&["fetch"]);
    let until = today().plus_days(60).to_string();
    let kept = asked(&two.bruno, &["keep", &two.item, "--until", &until]);
    assert_eq!(kept["here_alone"], false, "{kept}");
    two.anna.does(&["fetch"]);
    let closes = |machine: &Machine| asked(machine, &["read", &two.item, "--keep-new"])["closes"].clone();
    assert_eq!(closes(&two.anna), closes(&two.bruno));
    assert!(closes(&two.anna).as_str() >= Some(until.as_str()), "{}", closes(&two.anna));
}

#[test]
fn a_new_editor_of_the_other_section_gets_it_from_either() {
    let two = Two::at(Stack::start());
    two.forwards();
    two.bruno.does(&["fetch"]);
    let handle = "clara".parse().expect("a handle");
    let made = EditorSecrets::generate(handle, today().week(), 8, now(), &mut rand::thread_rng());
    let clara = made.expect("an editor");
    let third = two.stack.signed(|body| {
        *body = two.stack.checked(&two.roster).body().clone();
        (body.number, body.previous) = (3, Some(two.stack.checked(&two.roster).hash()));
        body.editors.push(clara.listed(vec!["geneve".parse().expect("a name")], now()));
    });
    put(&two.stack, &third);
    let clara = Machine::of(&clara, &two.stack, &two.stack.editors_socket());
    clara.does(&["fetch"]);
    assert_eq!(asked(&two.bruno, &["fetch"])["sealed_on"], 1);
    let fetched = asked(&clara, &["fetch"]);
    assert_eq!(fetched["new"].as_array().map(Vec::len), Some(1), "{fetched}");
    let read = clara.does(&["read", &two.item]);
    assert!(read.contains(TEXT) && read.contains("zibeline"), "{read}");
}

#[test]
fn a_section_that_nobody_reads_gets_nothing_and_one_without_keys_has_it_once_they_are_there() {
    let two = Two::at(Stack::start());
    let Two { stack, anna, bruno, item, .. } = &two;
    two.forwards();
    bruno.does(&["fetch"]);
    let follows = |known: &UntrustedRoster, change: &dyn Fn(&mut RosterBody)| {
        let known = stack.checked(known);
        let next = stack.signed(|body| {
            *body = known.body().clone();
            (body.number, body.previous) = (known.body().number + 1, Some(known.hash()));
            change(body);
        });
        put(stack, &next);
        next
    };
    let third = follows(&two.roster, &|body| {
        let mut lyon = body.sections[1].clone();
        lyon.name = "lyon".parse().expect("a name");
        body.sections.push(lyon);
    });
    assert!(anna.fails(&["forward", item, "--to", "lyon", "--yes"]).contains("personne ne lit"));
    let handle = "clara".parse().expect("a handle");
    let made = EditorSecrets::generate(handle, today().week(), 8, now(), &mut rand::thread_rng());
    let clara = made.expect("an editor");
    let listed = clara.listed(vec!["lyon".parse().expect("a name")], now());
    follows(&third, &|body| body.editors.push(listed.clone()));

    // No key of hers is known: nothing is sealed to her, and her name is told.
    let given = asked(anna, &["forward", item, "--to", "lyon", "--why", WHY, "--yes"]);
    assert_eq!(given["items"][0]["without"], json!(["clara"]), "{given}");
    let listed = Editor::enter_at(stack, 0, stack.editors_socket()).list();
    assert_eq!(listed[0]["without"], json!(["clara"]));
    assert_eq!(listed[0]["forwarded"].as_array().map(Vec::len), Some(2), "twice, to two sections");
    let clara = Machine::of(&clara, stack, &stack.editors_socket());
    let fetched = asked(&clara, &["fetch"]);
    assert_eq!((&fetched["new"], &fetched["not_sealed_to_us"]), (&json!([]), &json!(1)), "{fetched}");
    assert_eq!(asked(anna, &["fetch"])["sealed_on"], 1);
    let fetched = asked(&clara, &["fetch"]);
    assert_eq!(fetched["new"].as_array().map(Vec::len), Some(1), "{fetched}");
    let read = clara.does(&["read", item, "--keep-new"]);
    assert!(read.contains(TEXT) && read.contains("zibeline"), "{read}");
    // Those of before have it still.
    assert!(bruno.does(&["read", item]).contains(TEXT));
}
