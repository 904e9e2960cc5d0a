//! What an editor's program does when the server, or someone in its place, cuts, lies or keeps quiet.

use std::path::Path;

use estafette_keys::roster::UntrustedRoster;
use estafette_tests::machine::Machine;
use estafette_tests::proxy::{Passed, Proxy, UNKNOWN, halves, with_body};
use estafette_tests::source::Source;
use estafette_tests::stack::{Stack, today};
use serde_json::{Value, json};

fn stack_proxy_machine() -> (Stack, Proxy, Machine) {
    let stack = Stack::start();
    let proxy = Proxy::before(&stack.editors_socket());
    let machine = Machine::joined_at(&stack, &proxy.socket());
    (stack, proxy, machine)
}

fn film() -> Vec<u8> {
    (0..750_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect()
}

/// Tampers with the answers whose request begins so.
pub(crate) fn for_answers_to(
    start: &'static str,
    mut tamper: impl FnMut(Vec<u8>) -> Passed + Send + 'static,
) -> impl FnMut(&str, Vec<u8>) -> Passed + Send + 'static {
    move |head, answer| if head.starts_with(start) { tamper(answer) } else { Passed::Bytes(answer) }
}

/// Tampers with the JSON of the answers whose request begins so.
pub(crate) fn json_of(
    start: &'static str,
    change: impl Fn(&mut Value) + Send + 'static,
) -> impl FnMut(&str, Vec<u8>) -> Passed + Send + 'static {
    for_answers_to(start, move |answer| {
        let mut value: Value = serde_json::from_slice(halves(&answer).1).expect("JSON");
        change(&mut value);
        Passed::Bytes(with_body(&answer, value.to_string().as_bytes()))
    })
}

/// Bytes of all files below a folder.
fn size_of(folder: &str) -> u64 {
    fn below(folder: &Path) -> u64 {
        let entries = std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
        entries
            .map(|entry| {
                let metadata = entry.metadata().expect("a file");
                if metadata.is_dir() { below(&entry.path()) } else { metadata.len() }
            })
            .sum()
    }
    below(Path::new(folder))
}

const CONTENT: &str = "GET /v1/submissions/";
const CONTENTS: &str = "POST /v1/submissions/contents ";
const LISTING: &str = "GET /v1/submissions ";

#[test]
fn a_cut_download_goes_on_where_it_stopped() {
    let (stack, proxy, machine) = stack_proxy_machine();
    let _ = Source::new(stack.source_socket()).write("Une vidéo", &[("film.mp4", "video/mp4", &film())]);
    proxy.tamper(for_answers_to(CONTENT, |mut answer| {
        answer.truncate(1_000_000);
        Passed::Bytes(answer)
    }));
    let _ = machine.fails(&["fetch"]);
    proxy.be_honest();
    let _ = proxy.take_requests();
    machine.does(&["fetch"]);
    let asked: Vec<String> =
        proxy.take_requests().into_iter().filter(|head| head.starts_with(CONTENT)).collect();
    assert_eq!(asked.len(), 1);
    let range = asked[0]
        .to_lowercase()
        .lines()
        .find_map(|line| line.strip_prefix("range: bytes=")?.strip_suffix('-')?.parse::<u64>().ok());
    assert!(range.is_some_and(|from| from > 900_000), "{asked:?}");
    let item = machine.only_item();
    machine.does(&["save", &item, "--out", &machine.path("files")]);
    assert!(std::fs::read(machine.path("files/film.mp4")).expect("it is saved") == film());
}

#[test]
fn a_content_of_another_size_fills_no_disk() {
    let (stack, proxy, machine) = stack_proxy_machine();
    let _ = Source::new(stack.source_socket()).write("Bonjour", &[]);
    let before = size_of(&machine.path("home"));
    let lies: [fn(Vec<u8>) -> Passed; 4] = [
        // Ten gigabytes are announced.
        |answer| {
            let (head, body) = halves(&answer);
            let head =
                head.replace(&format!("content-length: {}", body.len()), "content-length: 10000000000");
            Passed::Endless([head.as_bytes(), body].concat())
        },
        // Nothing is announced, and it does not end.
        |answer| {
            let (head, body) = halves(&answer);
            let head = head.replace(&format!("content-length: {}\r\n", body.len()), "");
            Passed::Endless([head.as_bytes(), body].concat())
        },
        // Shorter than listed.
        |answer| {
            let (_, body) = halves(&answer);
            Passed::Bytes(with_body(&answer, &body[..body.len() / 2]))
        },
        // As long, and something else.
        |answer| {
            let (_, body) = halves(&answer);
            Passed::Bytes(with_body(&answer, &vec![7; body.len()]))
        },
    ];
    for lie in lies {
        // To whoever asks for several at once, and to whoever then asks for it alone.
        proxy.tamper(move |head, answer| {
            let is_about_it = head.starts_with(CONTENTS) || head.starts_with(CONTENT);
            if is_about_it { lie(answer) } else { Passed::Bytes(answer) }
        });
        let _ = machine.run("passphrase", &["fetch"]);
        let grown = size_of(&machine.path("home")).saturating_sub(before);
        assert!(grown < 1_000_000, "{grown} bytes");
    }
    proxy.be_honest();
    machine.does(&["fetch", "--retry"]);
    let item = machine.only_item();
    assert!(machine.does(&["read", &item]).contains("Bonjour"), "what was refused is asked for again");
}

#[test]
fn a_listing_that_lies_is_refused_and_nothing_is_lost() {
    let (stack, proxy, machine) = stack_proxy_machine();
    let source = Source::new(stack.source_socket());
    let _ = source.write("Bonjour", &[]);
    machine.does(&["fetch"]);
    let item = machine.only_item();
    let _ = source.write("Encore", &[]);
    let lies: [fn(&mut Value); 7] = [
        |listing| *listing = json!([]),
        |listing| listing["items"][0]["id"] = json!("../../etc/passwd"),
        |listing| listing["items"][0]["section"] = json!("\u{1b}[31m"),
        |listing| listing["items"][0]["day"] = json!("never"),
        |listing| listing["items"][0]["size"] = json!(-1),
        |listing| listing["items"][0]["slot"] = json!("a".repeat(1_000_000)),
        |listing| {
            let items = listing["items"].as_array_mut().expect("a list");
            let first = items[0].clone();
            items.push(first);
        },
    ];
    for lie in lies {
        proxy.tamper(json_of(LISTING, lie));
        let complained = machine.fails(&["fetch"]);
        assert!(!complained.contains('\u{1b}') && !complained.contains("etc/passwd"), "{complained}");
        assert!(machine.does(&["read", &item]).contains("Bonjour"));
    }
    // A listing that goes on for ever, and one of a hundred megabytes.
    proxy.tamper(json_of("GET /v1/submissions", |listing| listing["more"] = json!(true)));
    let _ = machine.fails(&["fetch"]);
    proxy.tamper(for_answers_to(LISTING, |answer| {
        Passed::Bytes(with_body(&answer, &vec![b' '; 100_000_000]))
    }));
    let _ = machine.fails(&["fetch"]);
}

#[test]
fn an_absurd_size_is_left_where_it_is() {
    let (stack, proxy, machine) = stack_proxy_machine();
    let _ = Source::new(stack.source_socket()).write("Bonjour", &[]);
    proxy.tamper(json_of(LISTING, |listing| listing["items"][0]["size"] = json!(u64::MAX)));
    let _ = machine.run("passphrase", &["fetch"]);
    assert!(asks_for_nothing(&proxy));
}

/// Makes another body of one.
type Other = fn(Vec<u8>) -> Vec<u8>;

/// Whether nothing was asked for, though it was asked.
fn asks_for_nothing(proxy: &Proxy) -> bool {
    proxy.take_exchanges().iter().all(|exchange| {
        let (head, body) = halves(&exchange.request);
        !head.starts_with(CONTENT) && (!head.starts_with(CONTENTS) || body == b"{\"ids\":[]}")
    })
}

#[test]
fn several_contents_that_are_not_what_was_asked_for_are_refused_and_asked_for_alone() {
    let (stack, proxy, machine) = stack_proxy_machine();
    let source = Source::new(stack.source_socket());
    let before = size_of(&machine.path("home"));
    let lies: [(&str, Other); 6] = [
        ("another id", |mut body| {
            body[3] ^= 1;
            body
        }),
        ("longer than listed", |mut body| {
            body[20] = 1;
            body
        }),
        ("twice", |body| body.repeat(2)),
        ("something behind", |body| [body, vec![0; 5_000_000]].concat()),
        ("nothing", |_| Vec::new()),
        ("a head, and no more", |body| body[..24].to_vec()),
    ];
    for (number, (lie, tampers)) in lies.into_iter().enumerate() {
        let text = format!("Le texte n° {number}");
        let _ = source.write(&text, &[]);
        proxy.tamper(for_answers_to(CONTENTS, move |answer| {
            Passed::Bytes(with_body(&answer, &tampers(halves(&answer).1.to_vec())))
        }));
        let said: Value = serde_json::from_str(&machine.does(&["fetch", "--json"])).expect("JSON");
        assert_eq!(said["new"].as_array().map(Vec::len), Some(1), "{lie}: {said}");
        assert!(machine.does(&["inbox"]).contains(&text), "{lie}");
    }
    let grown = size_of(&machine.path("home")).saturating_sub(before);
    assert!(grown < 1_000_000, "{grown} bytes");
    // One that never ends is no longer heard.
    let _ = source.write("Le dernier", &[]);
    proxy.tamper(for_answers_to(CONTENTS, |answer| {
        let (head, body) = halves(&answer);
        let head = head.replace(&format!("content-length: {}", body.len()), "content-length: 10000000000");
        Passed::Endless([head.as_bytes(), body].concat())
    }));
    machine.does(&["fetch"]);
    assert!(machine.does(&["inbox"]).contains("Le dernier"));
}

#[test]
fn a_server_that_gives_them_one_by_one_is_asked_one_by_one() {
    let (stack, proxy, machine) = stack_proxy_machine();
    let source = Source::new(stack.source_socket());
    let _ = (source.write("La première lettre", &[]), source.write("La deuxième lettre", &[]));
    proxy.tamper(for_answers_to(CONTENTS, |_| Passed::Bytes(UNKNOWN.to_vec())));
    machine.does(&["fetch"]);
    let asked = proxy.take_requests();
    assert_eq!(asked.iter().filter(|head| head.starts_with(CONTENT)).count(), 2);
    assert_eq!(asked.iter().filter(|head| head.starts_with(CONTENTS)).count(), 1, "it is asked once");
    let inbox = machine.does(&["inbox"]);
    assert!(inbox.contains("La première lettre") && inbox.contains("La deuxième lettre"), "{inbox}");
}

#[test]
fn what_is_past_its_time_is_not_fetched() {
    let (stack, proxy, machine) = stack_proxy_machine();
    let _ = Source::new(stack.source_socket()).write("Bonjour", &[]);
    let long_ago = today().plus_days(-400).to_string();
    proxy.tamper(json_of(LISTING, move |listing| listing["items"][0]["day"] = json!(long_ago)));
    for _ in 0..2 {
        machine.does(&["fetch"]);
        assert!(asks_for_nothing(&proxy));
    }
}

#[test]
fn a_redirect_is_followed_nowhere() {
    let (stack, proxy, machine) = stack_proxy_machine();
    let elsewhere = Proxy::before(&stack.editors_socket());
    let answer = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/v1/roster\r\ncontent-length: 0\r\n\r\n";
    for start in ["GET /v1/roster", "POST /v1/login", LISTING, "PUT /v1/epochs"] {
        proxy.tamper(for_answers_to(start, move |_| Passed::Bytes(answer.as_bytes().to_vec())));
        if start != "PUT /v1/epochs" {
            let _ = machine.fails(&["fetch"]);
        }
    }
    assert!(elsewhere.take_requests().is_empty());
}

#[test]
fn a_roster_that_does_not_follow_is_refused_with_what_to_do() {
    let (stack, proxy, machine) = stack_proxy_machine();
    let serve = |roster: UntrustedRoster| {
        let roster = json!({ "text": roster.text, "signatures": roster.signatures });
        proxy.tamper(json_of("GET /v1/roster", move |served| *served = roster.clone()));
    };
    let hash = stack.roster().hash();
    // The next one is followed.
    let second = stack.signed(|body| (body.number, body.previous) = (2, Some(hash.clone())));
    serve(second.clone());
    machine.does(&["fetch"]);
    // Back to the first.
    proxy.be_honest();
    let rollback = machine.fails(&["fetch"]);
    // Another second one.
    let expires = today().plus_days(20);
    let fork =
        stack.signed(|body| (body.number, body.previous, body.expires) = (2, Some(hash.clone()), expires));
    serve(fork);
    let fork = machine.fails(&["fetch"]);
    // A third whose time is over.
    let yesterday = today().plus_days(-1);
    let second_hash = stack.checked(&second).hash();
    let expired = stack.signed(|body| {
        (body.number, body.previous, body.expires) = (3, Some(second_hash.clone()), yesterday);
    });
    serve(expired);
    let expired = machine.fails(&["fetch"]);
    // One that nobody signed.
    let mut unsigned = stack.signed(|body| (body.number, body.previous) = (3, Some(second_hash)));
    unsigned.signatures.clear();
    serve(unsigned);
    let unsigned = machine.fails(&["fetch"]);
    let said = [&rollback, &fork, &expired, &unsigned];
    for (at, one) in said.iter().enumerate() {
        assert!(one.contains("à faire"), "{one}");
        assert!(said.iter().skip(at + 1).all(|other| other != one), "each fault has its own words: {one}");
    }
    machine.does(&["inbox"]);
}

#[test]
fn an_answer_whose_receipt_was_lost_arrives_once() {
    let (stack, proxy, machine) = stack_proxy_machine();
    let source = Source::new(stack.source_socket());
    let codename = source.write("Bonjour", &[]);
    machine.does(&["fetch"]);
    let item = machine.only_item();
    proxy.tamper(for_answers_to("PUT /v1/mailboxes/", |_| Passed::Nothing));
    let _ = machine.fails(&["reply", &item, "--message", "Merci, bien reçu.", "--yes"]);
    proxy.be_honest();
    machine.does(&["reply", &item, "--message", "Merci, bien reçu.", "--yes"]);
    let answers = source.enter(&codename).text();
    assert_eq!(answers.matches("<article>").count(), 1, "{}", answers.trim_end());
    assert!(answers.contains("Merci, bien reçu."));
}
