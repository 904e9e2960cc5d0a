//! Letters, signs and directions on a real WordPress: what was written is what its readers are shown, and its editor finds
//! nothing to mend.

use estafette_tests::desk::Desk;
use estafette_tests::wordpress::{AGES, WordPress};
use serde_json::{Value, json};

/// Every sign that WordPress likes to show as another one, and a year at the start of a line.
const SIGNS: &str = "Elle a dit \"jamais\"... puis -- rien. L'an 4x5 (c) (tm) --- 'fin' :-) 8-) ;) 50' ``x''\n1987. Une année. Wordpress - enfin";

/// A title with signs that WordPress likes to change.
const TITLE: &str = "Titre -- \"cité\"...";

fn publishes(desk: &Desk, title: &str, more: &[&str]) -> Value {
    let always = ["publish", &desk.item, "--site", "blog", "--title", title, "--yes", "--json"];
    serde_json::from_str(&desk.machine.does(&[&always, more].concat())).expect("an answer as JSON")
}

fn post(site: &WordPress, published: &Value) -> Value {
    site.all("posts").into_iter().find(|post| post["id"] == published["post"]).expect("our post")
}

/// What a reader sees: no tags, each reference as its letter, spaces as one.
fn seen(html: &Value) -> String {
    let script = "import html, re, sys; t = re.sub(r'<(br|/p|/li)[^>]*>', ' ', sys.stdin.read()); print(' '.join(html.unescape(re.sub('<[^>]+>', '', t)).split()), end='')";
    let mut child = std::process::Command::new("/usr/bin/python3")
        .args(["-c", script])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    let mut stdin = child.stdin.take().expect("its input");
    std::io::Write::write_all(&mut stdin, html.as_str().expect("HTML").as_bytes()).expect("it reads");
    drop(stdin);
    String::from_utf8(child.wait_with_output().expect("it ends").stdout).expect("text")
}

#[test]
fn a_text_that_stays_as_it_was_written_is_shown_so() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Desk::as_written("en", SIGNS);
        site.is_known_to(&desk.machine, "contributor", &["--in", "en"]);
        let published = publishes(&desk, TITLE, &[]);
        assert_eq!(published["dropped"], json!([]), "{age}: {published}");
        let post = post(&site, &published);
        assert_eq!(
            seen(&post["content"]["rendered"]),
            SIGNS.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        assert_eq!(seen(&post["title"]["rendered"]), TITLE);
        // A site that changes more than WordPress does is found out.
        site.with(
            "more",
            "add_filter('the_content', function ($t) { return str_replace('Une', 'Une autre', $t); });",
        );
        assert_eq!(publishes(&desk, TITLE, &[])["dropped"], json!(["shown"]));
    }
}

#[test]
fn letters_that_a_database_does_not_know_are_kept() {
    let text = "Prénom écrit 𝐋𝐮𝐜𝐢𝐞, 𠮷野, ✊🏾 et Été.";
    for age in AGES {
        for charset in ["utf8mb3", "latin1"] {
            let site = WordPress::start(age);
            site.knows_no_letters_beyond(charset);
            let desk = Desk::as_written("fr", text);
            site.is_known_to(&desk.machine, "author", &[]);
            let published = publishes(&desk, "Titre 𠮷 été", &[]);
            assert_eq!(published["dropped"], json!([]), "{age}, {charset}: {published}");
            let post = post(&site, &published);
            assert_eq!(seen(&post["content"]["rendered"]), text, "{age}, {charset}");
            assert_eq!(seen(&post["title"]["rendered"]), "Titre 𠮷 été", "{age}, {charset}");
            // Nobody changed it: it can be brought up to date.
            assert_eq!(publishes(&desk, "Titre 𠮷 été", &[])["post"], published["post"]);
        }
    }
}

#[test]
fn what_a_picture_shows_is_kept_by_a_database_that_does_not_know_its_letters() {
    for age in AGES {
        let site = WordPress::start(age);
        site.knows_no_letters_beyond("utf8mb3");
        // A network that hands pictures out puts a query behind their addresses.
        site.with(
            "network",
            "add_filter('wp_get_attachment_url', function ($u) { return $u . '?w=1200&ssl=1'; });",
        );
        let desk = Desk::with_a_raw_picture();
        desk.machine.does(&["image", "clean", &desk.item]);
        desk.machine.does(&["image", "review", &desk.item, "1", "--alt", "Une 𝐠𝐫𝐢𝐥𝐥𝐞 & un mur", "--yes"]);
        site.is_known_to(&desk.machine, "author", &[]);
        let published = publishes(&desk, TITLE, &["--with-pictures"]);
        assert_eq!(published["dropped"], json!([]), "{age}: {published}");
        let alt = site.all("media").first().map(|picture| picture["alt_text"].clone());
        assert!(alt.is_some_and(|alt| seen(&alt) == "Une 𝐠𝐫𝐢𝐥𝐥𝐞 & un mur"), "{age}");
        let raw = post(&site, &published)["content"]["raw"].clone();
        assert!(raw.as_str().is_some_and(|raw| raw.contains("?w=1200&amp;ssl=1\"")), "{raw}");
    }
}

#[test]
fn wordpress_editor_finds_every_block_valid_in_every_language() {
    let draft = "# Titre\n\n## Partie\n\nDeux *mots* et un [lien](https://example.org/a?b=1&c=2).  \nligne ~~barrée~~\n\n- un\n- deux\n  1. trois\n\n4. quatre\n5. cinq\n\n- large\n\n- liste\n\n> cité\n>\n> - dedans\n\n```\ncode < a & b\n```\n\n---\n\n| a | b |\n|---|---|\n| c | d |\n";
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Desk::with_text();
        site.is_known_to(&desk.machine, "author", &[]);
        for (number, title, more) in [
            (1, "Titre", ""),
            (
                2,
                "عنوان",
                "\nنص طويل من السجن، يكفي ليعرف اتجاه الكتابة، كلمة بعد كلمة، سطرا بعد سطر، حتى آخر الرسالة التي وصلت اليوم من وراء الجدران العالية.\n\n# عنوان\n\n- نقطة\n- أخرى\n",
            ),
        ] {
            let text = if more.is_empty() { draft.to_owned() } else { format!("# {title}\n{more}") };
            desk.drafts(&format!("draft-{number}.md"), &text);
            let published = publishes(&desk, title, &[]);
            assert_eq!(published["dropped"], json!([]), "{age}: {published}");
            let raw = post(&site, &published)["content"]["raw"].clone();
            let raw = raw.as_str().expect("its text");
            assert_eq!(raw.contains("dir=\"rtl\""), !more.is_empty(), "{raw}");
            let blocks = site.blocks(raw);
            assert_eq!(blocks["invalid"], json!([]), "{age}: {raw}");
            assert!(blocks["blocks"].as_array().is_some_and(|blocks| blocks.len() > 2), "{blocks}");
        }
        // What does the looking finds a block that is not valid.
        let wrong =
            "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\" lang=\"ar\">x</h2>\n<!-- /wp:heading -->";
        assert_eq!(site.blocks(wrong)["invalid"][0]["name"], "core/heading");
    }
}
