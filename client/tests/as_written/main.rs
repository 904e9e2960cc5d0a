//! As written is as written: ten thousand texts, each of which every kind of site is given, built or rendered by the real thing,
//! and read again by a parser of another language.

#![expect(clippy::print_stdout, reason = "how many were compared, and what differs")]

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use estafette::parsers::from_plain;
use serde_json::{Value, json};

mod static_sites;
mod texts;
mod wordpress;

use texts::{Text, texts};

/// So many.
const COUNT: usize = 10_000;

fn all() -> &'static [Text] {
    static ALL: OnceLock<Vec<Text>> = OnceLock::new();
    ALL.get_or_init(|| texts(COUNT))
}

/// As the program has it on its way to a site.
fn markdown(text: &Text) -> String {
    from_plain(&text.clean)
}

/// What a reader is shown of each, held against what was written; fails on the first difference of any.
fn are_as_written(site: &str, pages: impl Iterator<Item = Value>) {
    let mut reader = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/as_written/reader.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    let mut stdin = std::io::BufWriter::new(reader.stdin.take().expect("its input"));
    let pages: Vec<Value> = pages.collect();
    let feed = std::thread::spawn(move || {
        for page in pages {
            writeln!(stdin, "{page}").expect("it reads");
        }
    });
    let output = reader.wait_with_output().expect("it ends");
    feed.join().expect("it was told all");
    assert!(output.status.success(), "the reader fails");
    let said = String::from_utf8(output.stdout).expect("text");
    let said: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let (last, differences) = said.split_last().expect("how many");
    println!("{site}: {} compared, {} differences", last["compared"], differences.len());
    for difference in differences.iter().take(24) {
        let id = usize::try_from(difference["id"].as_u64().expect("a number")).expect("a small one");
        let text = &all()[id];
        println!(
            "{difference}\n  written: {:?}\n  title: {:?}\n  markdown: {:?}",
            text.written,
            text.title,
            markdown(text)
        );
    }
    assert!(differences.is_empty(), "{site}: {} differences", differences.len());
    assert!(last["compared"].as_u64().is_some_and(|count| count >= COUNT as u64), "{site}: too few");
}

/// What a reader has to know of a text.
fn wanted(id: usize, tags: &[&str], pictures: &Value) -> Value {
    let text = &all()[id];
    json!({ "id": id, "written": text.written, "clean": text.clean, "tags": tags, "pictures": pictures })
}
