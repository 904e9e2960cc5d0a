//! Whoever sends something large sees how much of it has come: on a page beside the form, without script.

use std::io::Write;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;

use estafette_tests::http::{self, Answer};
use estafette_tests::source::{Form, Source, between, codename, content_type};
use estafette_tests::stack::{Plan, Stack};

const FORM: &str = "/fr/write/bruxelles/communique";
/// A file of some megabytes.
const LARGE: usize = 3_500_000;

fn stack_and_source() -> (Stack, Source) {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    (stack, source)
}

/// A form's nonce, and the page beside it.
fn form(source: &Source) -> (String, String) {
    let page = source.fetch(FORM).text();
    let link = between(&page, "<a href=\"/fr/arrived/", "</a>").expect("a link");
    assert!(link.contains("target=\"_blank\"") && link.contains("rel=\"noopener\""), "{link}");
    let id = link.split('"').next().expect("an address");
    let nonce = between(&page, "name=\"nonce\" value=\"", "\"").expect("a nonce");
    (nonce.to_owned(), format!("/fr/arrived/{id}"))
}

/// Sends the form up to so many bytes before its end.
fn begin(source: &Source, body: &[u8], without: usize) -> UnixStream {
    let (mut stream, content_type) = (http::connect(source.socket()), content_type());
    http::write_head(&mut stream, "POST", FORM, &[("Content-Type", &content_type)], body.len() as u64);
    stream.write_all(&body[..body.len() - without]).expect("it is sent");
    stream
}

fn large(nonce: &str) -> Vec<u8> {
    Form::filled(nonce, "Un film").file("film.bin", "application/octet-stream", &vec![7; LARGE]).ended()
}

/// Looks until the page says this.
fn sees(source: &Source, address: &str, said: &str) -> Answer {
    loop {
        let page = source.fetch(address);
        assert_eq!(page.status, 200, "{}", page.text());
        if page.text().contains(said) {
            return page;
        }
        std::thread::yield_now();
    }
}

#[test]
fn what_has_come_is_said_until_it_is_all_there() {
    let (_stack, source) = stack_and_source();
    let (nonce, address) = form(&source);
    let page = sees(&source, &address, "Rien n’est arrivé ici");
    assert_eq!(page.header("refresh"), Some(format!("5; url={address}?times=1").as_str()));
    let body = large(&nonce);
    let mut stream = begin(&source, &body, 2_000_000);
    let page = sees(&source, &format!("{address}?times=6"), "1 Mo sur 4");
    assert_eq!(page.header("refresh"), Some(format!("5; url={address}?times=7").as_str()));
    assert!(!page.text().contains("<script"));
    // In the other language as well, and of no other form.
    assert!(source.fetch(&address.replace("/fr/", "/en/")).text().contains("1 of 4 MB"));
    let (_, another) = form(&source);
    assert!(another != address && source.fetch(&another).text().contains("Rien n’est arrivé ici"));
    stream.write_all(&body[body.len() - 2_000_000..]).expect("the rest is sent");
    let answer = http::read(stream);
    assert!(codename(&answer).is_some(), "{}", answer.text());
    let page = source.fetch(&address);
    assert!(page.text().contains("Tout est arrivé") && page.header("refresh").is_none(), "{}", page.text());
    assert!(codename(&page).is_none() && !page.text().contains(&nonce));
}

#[test]
fn what_was_cut_off_or_refused_is_said_and_comes_when_it_is_sent_again() {
    let (_stack, source) = stack_and_source();
    let (nonce, address) = form(&source);
    let body = large(&nonce);
    let stream = begin(&source, &body, 2_000_000);
    sees(&source, &address, "1 Mo sur 4");
    stream.shutdown(Shutdown::Both).expect("it is cut off");
    let page = sees(&source, &address, "s’est coupé");
    assert_eq!(page.header("refresh"), None);
    assert!(codename(&source.send(&body)).is_some());
    sees(&source, &address, "Tout est arrivé");
    // A form to be put right keeps its address, and its files are not taken.
    let (nonce, address) = form(&source);
    let wrong = Form::filled(&nonce, "Un film").field("publish", "x").file("a.txt", "text/plain", b"a");
    let refused = source.send(&wrong.ended());
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains(&format!("href=\"{address}\"")), "{}", refused.text());
    sees(&source, &address, "n’a pas pu être pris");
    assert!(codename(&source.send(&large(&nonce))).is_some());
    sees(&source, &address, "Tout est arrivé");
}

#[test]
fn it_ends_after_an_hour_and_what_is_no_form_has_no_page() {
    let (_stack, source) = stack_and_source();
    let (_, address) = form(&source);
    let last = source.fetch(&format!("{address}?times=719"));
    assert_eq!(last.header("refresh"), Some(format!("5; url={address}?times=720").as_str()));
    for times in ["720", "99999999999999999"] {
        let page = source.fetch(&format!("{address}?times={times}"));
        assert_eq!(page.header("refresh"), None);
        assert!(page.text().contains(&format!("href=\"{address}\"")), "{}", page.text());
    }
    assert_eq!(source.fetch(&format!("{address}?times=x")).status, 200);
    for wrong in
        ["/fr/arrived/", "/fr/arrived/x", "/fr/arrived/0000000000000000000000000000000G", "/fr/arrived"]
    {
        assert_eq!(source.fetch(wrong).status, 404, "{wrong}");
    }
}

#[test]
fn looking_every_moment_does_not_stop_what_is_sent_by_the_same_circuit() {
    let stack = Stack::start_as(&Plan { circuits: true, ..Plan::default() });
    let socket = stack.source_socket();
    let asks = |method: &str, path: &str, body: &[u8]| {
        let mut stream = http::connect(&socket);
        stream.write_all(&http::preface([7; 16])).expect("it is sent");
        http::write_head(&mut stream, method, path, &[("Content-Type", &content_type())], body.len() as u64);
        stream.write_all(body).expect("it is sent");
        http::read(stream)
    };
    let page = asks("GET", FORM, b"").text();
    let nonce = between(&page, "name=\"nonce\" value=\"", "\"").expect("a nonce");
    let address = between(&page, "<a href=\"/fr/arrived/", "\"").expect("a link");
    // As often as in eight minutes.
    for _ in 0..100 {
        assert_eq!(asks("GET", &format!("/fr/arrived/{address}"), b"").status, 200);
    }
    assert!(codename(&asks("POST", FORM, &large(nonce))).is_some());
    assert!(asks("GET", &format!("/fr/arrived/{address}"), b"").text().contains("Tout est arrivé"));
}
