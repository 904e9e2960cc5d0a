//! Through WordPress' own programs, of two ages: what its REST interface stores for an account that may do least, and what its
//! readers are shown of that.

use std::io::Write;
use std::process::{Command, Stdio};

use estafette::parsers::{blocks_of_text, title_of_text};
use serde_json::{Value, json};

use super::{all, are_as_written, markdown, wanted};

/// So many texts in a post.
const TOGETHER: usize = 50;

fn script(arguments: &[&str], input: &str) -> String {
    let mut script = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/wordpress"));
    let mut child = script
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(input.as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// A WordPress that stops with the test.
struct Site(tempfile::TempDir);

impl Site {
    fn dir(&self) -> String {
        self.0.path().join("site").display().to_string()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = script(&["stop", "--dir", &self.dir()], "");
    }
}

/// What stands between two texts of a post.
fn between(id: usize) -> String {
    format!("<!-- wp:paragraph -->\n<p>⟦{id}⟧</p>\n<!-- /wp:paragraph -->")
}

fn is_as_written_on(age: &str) {
    let site = Site(tempfile::Builder::new().prefix("wp").tempdir().expect("a folder"));
    let _ = script(&["start", "--suite", age, "--dir", &site.dir()], "");
    let posts: Vec<Value> = (0..all().len())
        .step_by(TOGETHER)
        .map(|from| {
            let ids = from..(from + TOGETHER).min(all().len());
            let content: Vec<String> = ids
                .clone()
                .flat_map(|id| {
                    let text = &all()[id];
                    [between(id), blocks_of_text(&markdown(text), text.language, "fr", true)]
                })
                .collect();
            let titles: Vec<String> = ids.map(|id| title_of_text(&all()[id].title)).collect();
            json!({ "content": content.join("\n\n"), "titles": titles })
        })
        .collect();
    let asked = site.0.path().join("asked.json");
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&asked);
    file.and_then(|mut file| file.write_all(json!(posts).to_string().as_bytes())).expect("written");
    let answered = script(
        &["eval", "--dir", &site.dir()],
        &include_str!("posts.php").replace("ASKED", &asked.display().to_string()),
    );
    let answered: Vec<Value> = serde_json::from_str(&answered).unwrap_or_else(|_| panic!("{answered}"));
    assert_eq!(answered.len(), posts.len());
    let (mut pages, mut id) = (Vec::new(), 0);
    for (post, asked) in answered.iter().zip(&posts) {
        assert_eq!(post["raw"], asked["content"], "{age} stores something else");
        let mut rest = post["rendered"].as_str().expect("HTML");
        for title in post["titles"].as_array().expect("titles") {
            let (_, after) = rest.split_once(&format!("⟦{id}⟧</p>")).expect("where it begins");
            let end = after.find("<p>⟦").unwrap_or(after.len());
            let (shown, after) = after.split_at(end);
            let mut one = wanted(id, &["p", "br", "span"], &json!([]));
            one["html"] =
                json!(format!("<h1>{}</h1><article>{shown}</article>", title.as_str().expect("a title")));
            one["within"] = json!("article");
            one["title"] = json!(all()[id].title);
            pages.push(one);
            rest = after;
            id += 1;
        }
    }
    are_as_written(&format!("WordPress of {age}"), pages.into_iter());
}

#[test]
fn ten_thousand_texts_are_as_written_on_the_wordpress_of_debian_12() {
    is_as_written_on("bookworm");
}

#[test]
fn ten_thousand_texts_are_as_written_on_the_wordpress_of_debian_13() {
    is_as_written_on("trixie");
}
