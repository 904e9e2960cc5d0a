//! Through Hugo, Debian's of 2023 and today's, and through Zola: with everything on that a site may turn on.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use estafette::parsers::{hugo_page, zola_page};
use estafette_keys::day::Day;
use serde_json::{Value, json};

use super::{all, are_as_written, markdown, wanted};
use crate::texts::Text;

const PAGE: &str = "<!doctype html><html dir=\"{{ with .Params.dir }}{{ . }}{{ else }}ltr{{ end }}\"><body><h1>{{ .Title }}</h1><article>{{ .Content }}</article></body></html>";
const PAGE_OF_ZOLA: &str = "<!doctype html><html dir=\"{{ page.extra.dir | default(value='ltr') }}\"><body><h1>{{ page.title }}</h1><article>{{ page.content | safe }}</article></body></html>";

/// All that Hugo's Markdown had in 2023.
const HUGO: &str = r"
disableKinds = ['taxonomy', 'term', 'RSS', 'sitemap', 'robotsTXT', '404', 'section', 'home']
enableEmoji = true
[markup.goldmark.parser.attribute]
block = true
title = true
[markup.goldmark.extensions]
typographer = true
footnote = true
definitionList = true
linkify = true
strikethrough = true
table = true
taskList = true
";
/// And what it got since.
const HUGO_OF_2026: &str = r"
[markup.goldmark.extensions.cjk]
enable = true
eastAsianLineBreaks = true
escapedSpace = true
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [['\[', '\]'], ['$$', '$$']]
inline = [['\(', '\)'], ['$', '$']]
[markup.goldmark.extensions.extras.subscript]
enable = true
[markup.goldmark.extensions.extras.superscript]
enable = true
[markup.goldmark.extensions.extras.mark]
enable = true
[markup.goldmark.extensions.extras.insert]
enable = true
[markup.goldmark.extensions.extras.delete]
enable = true
";
const ZOLA: &str = r"
base_url = 'https://site.example'
generate_feeds = false
build_search_index = false
[markdown]
smart_punctuation = true
render_emoji = true
definition_list = true
github_alerts = true
bottom_footnotes = true
";

fn day() -> Day {
    "2026-11-21".parse().expect("a day")
}

fn put(folder: &Path, name: &str, text: &str) {
    DirBuilder::new().recursive(true).create(folder).expect("a folder");
    let file = OpenOptions::new().write(true).create_new(true).open(folder.join(name));
    file.and_then(|mut file| file.write_all(text.as_bytes())).expect("written");
}

/// A page for each text.
fn pages(site: &Path, page: impl Fn(&Text) -> String) {
    for (id, text) in all().iter().enumerate() {
        let folder = site.join("content/t").join(id.to_string());
        put(&folder, "index.md", &page(text));
        for (name, _) in &text.pictures {
            put(&folder, name, "");
        }
    }
}

fn builds(program: &str, arguments: &[&std::ffi::OsStr]) {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}; tests/run installs it"));
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

/// What it must show: a text's paragraphs, its pictures below them, and no tag besides.
fn shown(public: &Path) -> impl Iterator<Item = Value> {
    all().iter().enumerate().map(move |(id, text)| {
        let pictures: Vec<_> = text.pictures.iter().map(|(name, alt)| json!([name, alt])).collect();
        let mut one = wanted(id, &["p", "br", "img"], &json!(pictures));
        one["file"] = json!(public.join("t").join(id.to_string()).join("index.html"));
        one["within"] = json!("article");
        one["title"] = json!(text.title);
        one
    })
}

fn hugo(program: &str, config: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let (site, public) = (folder.path().join("site"), folder.path().join("public"));
    put(&site, "hugo.toml", config);
    put(&site.join("layouts/_default"), "single.html", PAGE);
    pages(&site, |text| hugo_page(day(), &text.title, &markdown(text), text.language, &text.pictures));
    builds(
        program,
        &["--source".as_ref(), site.as_ref(), "--destination".as_ref(), public.as_ref(), "--quiet".as_ref()],
    );
    are_as_written(program, shown(&public));
}

#[test]
fn ten_thousand_texts_are_as_written_on_the_hugo_of_2023() {
    hugo("hugo", HUGO);
}

#[test]
fn ten_thousand_texts_are_as_written_on_the_hugo_of_2026() {
    hugo("hugo-2026", &format!("{HUGO}{HUGO_OF_2026}"));
}

#[test]
fn ten_thousand_texts_are_as_written_on_zola() {
    let folder = tempfile::tempdir().expect("a folder");
    let (site, public) = (folder.path().join("site"), folder.path().join("public"));
    put(&site, "config.toml", ZOLA);
    put(&site.join("templates"), "page.html", PAGE_OF_ZOLA);
    pages(&site, |text| zola_page(day(), &text.title, &markdown(text), text.language, &text.pictures));
    builds(
        "zola",
        &[
            "--root".as_ref(),
            site.as_ref(),
            "build".as_ref(),
            "--force".as_ref(),
            "--output-dir".as_ref(),
            public.as_ref(),
        ],
    );
    are_as_written("zola", shown(&public));
}
