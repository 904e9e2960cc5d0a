//! From the desk to a real WordPress, of two ages.

use std::process::Command;

use estafette_tests::desk::{Desk, File};
use estafette_tests::machine::Machine;
use estafette_tests::noted;
use estafette_tests::source::{Form, Source};
use estafette_tests::stack::Stack;
use estafette_tests::wordpress::{AGES, WordPress, content};
use serde_json::{Value, json};

/// What would tell of a camera, a place, a program or a person.
const MARKERS: [&[u8]; 9] = [
    b"Exif",
    b"eXIf",
    b"EXIF",
    b"http://ns.adobe.com/xap",
    b"Photoshop 3.0",
    b"tEXt",
    b"iTXt",
    b"XMP ",
    b"Example 0815",
];

/// A desk before a WordPress.
struct Ready(Desk);

impl Ready {
    fn with_text() -> Self {
        Self(Desk::with_text())
    }

    fn with_pictures() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let [photo, screen, heic] = noted::pictures(folder.path());
        let files: [File<'_>; 3] = [
            ("photo été.jpg", "image/jpeg", &photo),
            ("écran.png", "image/png", &screen),
            ("IMG_1.HEIC", "image/heic", &heic),
        ];
        let desk = Desk::of(&files, "");
        desk.machine.does(&["image", "clean", &desk.item]);
        for number in 1..=3 {
            let (number, alt) = (number.to_string(), format!("La grille n° {number}, \"fermée\""));
            desk.machine.does(&["image", "review", &desk.item, &number, "--alt", &alt, "--yes"]);
        }
        Self(desk)
    }

    fn publishes(&self, more: &[&str]) -> Value {
        let always = ["publish", &self.0.item, "--site", "blog", "--yes", "--json"];
        serde_json::from_str(&self.0.machine.does(&[&always, more].concat())).expect("an answer as JSON")
    }

    fn complains(&self, more: &[&str]) -> String {
        self.0.machine.fails(&[&["publish", &self.0.item, "--site", "blog", "--yes"], more].concat())
    }
}

#[test]
fn an_item_with_three_pictures_becomes_one_draft() {
    for age in AGES {
        let site = WordPress::start(age);
        site.let_contributors_upload();
        let desk = Ready::with_pictures();
        let _ = site.php("wp_insert_term('Actualité', 'category', ['slug' => 'actualite']);");
        let said = site.is_known_to(
            &desk.0.machine,
            "contributor",
            &["--category", "*/communique=actualite", "--tag", "bruxelles=bxl"],
        );
        assert!(said.contains("contributor"), "{said}");
        let first = desk.publishes(&["--with-pictures"]);
        assert_eq!(
            (&first["outcome"], &first["status"], &first["dropped"]),
            (&json!("published"), &json!("draft"), &json!([])),
            "{age}: {first}"
        );

        let posts = site.all("posts");
        let post = posts.iter().find(|post| post["id"] == first["post"]).expect("our post");
        let raw = post["content"]["raw"].as_str().expect("its text");
        assert_eq!(post["title"]["raw"], "Refus de plateaux");
        assert!(raw.contains("wp-block-gallery") && raw.contains("&#091;galerie&#093;"), "{raw}");
        assert!(raw.contains("https&#058;//example.org/video"), "no preview is fetched: {raw}");
        assert!(raw.contains("«\u{202f}non\u{202f}!\u{202f}»"), "{raw}");
        assert_eq!((&post["slug"], &post["comment_status"]), (&json!(""), &json!("closed")));
        assert_eq!(
            (post["categories"].as_array().map(Vec::len), post["tags"].as_array().map(Vec::len)),
            (Some(1), Some(1))
        );

        // Three pictures, bound to the draft, under names that say nothing, without a word of their camera.
        let media = site.all("media");
        assert_eq!(media.len(), 3);
        assert!(media.iter().any(|picture| picture["id"] == post["featured_media"]));
        let folder = tempfile::tempdir().expect("a folder");
        for picture in &media {
            assert_eq!(
                (&picture["post"], picture["alt_text"].as_str().map(|alt| alt.contains("La grille"))),
                (&first["post"], Some(true))
            );
            for (name, value) in picture["media_details"]["image_meta"].as_object().expect("what it read") {
                let is_empty = ["", "0", "[]", "1"].contains(&value.to_string().trim_matches('"'));
                assert!(is_empty, "{name} is {value}");
            }
            let source = picture["source_url"].as_str().expect("an address");
            let path = source.strip_prefix(site.url()).expect("on this site");
            let file = site.ask(None, "GET", path, None).body;
            for marker in MARKERS {
                assert!(memchr::memmem::find(&file, marker).is_none(), "{}", marker.escape_ascii());
            }
            let copy = folder.path().join(path.rsplit('/').next().expect("a name"));
            std::io::Write::write_all(&mut std::fs::File::create_new(&copy).expect("a file"), &file)
                .expect("written");
            let told = Command::new("exiftool")
                .args(["-j", "-G"])
                .arg(&copy)
                .output()
                .expect("exiftool is installed");
            let told: Value = serde_json::from_slice(&told.stdout).expect("what it tells");
            for tag in told[0].as_object().expect("tags").keys() {
                let group = tag.split(':').next().unwrap_or_default();
                assert!(
                    ["SourceFile", "ExifTool", "File", "JFIF", "PNG", "Composite"].contains(&group),
                    "{tag}"
                );
            }
        }
        // Nobody is told of them before the post is public.
        assert_eq!(site.ask(None, "GET", "/?rest_route=/wp/v2/media", None).json(), json!([]));

        // Again: the same post, the same pictures.
        let again = desk.publishes(&["--with-pictures"]);
        assert_eq!(again["post"], first["post"]);
        assert_eq!((site.all("posts").len(), site.all("media").len()), (posts.len(), 3));

        // A new draft brings it up to date.
        desk.0.drafts("draft-2.md", "# Refus à Lantin\n\nDeux phrases & rien d’autre.\n");
        let updated = desk.publishes(&["--with-pictures"]);
        assert_eq!((&updated["post"], &updated["dropped"]), (&first["post"], &json!([])), "{updated}");
        let post = site.all("posts").into_iter().find(|post| post["id"] == first["post"]).expect("our post");
        assert_eq!(post["title"]["raw"], "Refus à Lantin");

        // And it can be taken down for good, pictures and all.
        desk.0.machine.does(&["unpublish", &desk.0.item, "--delete", "--yes"]);
        assert_eq!((site.all("posts").len(), site.all("media").len()), (posts.len() - 1, 0));
    }
}

#[test]
fn what_somebody_changed_on_the_site_stays_as_they_left_it() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Ready::with_text();
        site.is_known_to(&desk.0.machine, "author", &[]);
        let post = desk.publishes(&[])["post"].clone();
        let route = format!("/?rest_route=/wp/v2/posts/{post}");
        let by_hand = site.ask(Some("editor"), "PUT", &route, Some(&content("À la main.")));
        assert_eq!(by_hand.status, 200);
        assert!(desk.complains(&[]).contains("changé sur le site"));
        let raw = site.ask(Some("editor"), "GET", &format!("{route}&context=edit"), None).json();
        assert_eq!(raw["content"]["raw"], "À la main.");

        // Once it is public, it is not touched at all, and the desk hears of it.
        let public = site.ask(Some("editor"), "PUT", &route, Some(&json!({ "status": "publish" })));
        assert_eq!(public.status, 200);
        assert!(desk.complains(&[]).contains("public"));
        let followed = desk.0.machine.does(&["site", "follow"]);
        assert!(followed.contains("public") && followed.contains("http"), "{followed}");
        let read = desk.0.machine.does(&["read", &desk.0.item]);
        assert!(read.contains("blog"), "the item says where it is: {read}");
        desk.0.machine.does(&["unpublish", &desk.0.item, "--yes"]);
        let status = site.ask(Some("editor"), "GET", &format!("{route}&context=edit"), None).json();
        assert_eq!(status["status"], "draft");

        // In the bin, it is gone.
        assert_eq!(site.ask(Some("editor"), "DELETE", &route, None).status, 200);
        assert!(desk.complains(&[]).contains("n’est plus"));
        assert!(desk.publishes(&[])["post"] != post, "and made anew the next time");
    }
}

#[test]
fn an_embargo_is_a_draft_with_its_date_and_what_is_due_at_once_is_not_scheduled() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Ready(Desk::not_before("2027-03-01"));
        site.is_known_to(&desk.0.machine, "author", &[]);
        let first = desk.publishes(&[]);
        assert_eq!((&first["status"], &first["dropped"]), (&json!("draft"), &json!([])), "{first}");
        let post = site.all("posts").into_iter().find(|post| post["id"] == first["post"]).expect("our post");
        assert_eq!((&post["date"], &post["status"]), (&json!("2027-03-01T00:00:00"), &json!("draft")));
        assert_eq!(site.ask(None, "GET", &format!("/?p={}", first["post"]), None).status, 404);
        assert!(desk.complains(&["--schedule", "2027-02-28T10:00"]).contains("1er mars 2027"));

        let scheduled = desk.publishes(&["--schedule", "2027-03-01T09:30"]);
        assert_eq!(scheduled["status"], "scheduled", "{scheduled}");

        // Without an embargo, a moment that has passed is refused by the site's own clock, and nothing becomes public.
        let desk = Ready::with_text();
        site.is_known_to(&desk.0.machine, "author", &[]);
        assert!(desk.complains(&["--schedule", "2020-01-01T09:30"]).contains("trop"));
        assert!(
            site.all("posts").iter().all(|post| post["status"] != "publish" || post["slug"] == "hello-world")
        );

        // A contributor may not schedule, and is told so.
        let desk = Ready::with_text();
        site.is_known_to(&desk.0.machine, "contributor", &[]);
        assert!(desk.complains(&["--schedule", "2027-04-01T09:30"]).contains("programmer"));
    }
}

#[test]
fn what_accounts_may_do_is_said() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Ready::with_pictures();
        for (role, word) in [
            ("admin", "trop"),
            ("editor", "trop"),
            ("author", "publier"),
            ("contributor", "image"),
            ("subscriber", "brouillon"),
        ] {
            let said = site.is_known_to(&desk.0.machine, role, &[]);
            assert!(said.contains(word), "{role}: {said}");
        }
        site.is_known_to(&desk.0.machine, "subscriber", &[]);
        assert!(desk.complains(&[]).contains("écrire"));
        site.is_known_to(&desk.0.machine, "contributor", &[]);
        assert!(desk.complains(&["--with-pictures"]).contains("image"));
        site.let_contributors_upload();
        let said = site.is_known_to(&desk.0.machine, "contributor", &[]);
        assert!(!said.contains("image"), "{said}");
        assert_eq!(desk.publishes(&["--with-pictures"])["status"], "draft");
    }
}

#[test]
fn another_language_is_marked_and_keeps_its_direction() {
    for age in AGES {
        let site = WordPress::start(age);
        let stack = Stack::start();
        let source = Source::new(stack.source_socket());
        let nonce = source.nonce();
        let fields = [
            ("nonce", nonce.as_str()),
            ("language", "ar"),
            ("text", "رسالة من السجن"),
            ("publish", "as-written"),
            ("not-before", ""),
            ("sign-as", "لجنة الدعم"),
        ];
        let form = fields.iter().fold(Form::default(), |form, (name, value)| form.field(name, value));
        assert_eq!(source.send(&form.ended()).status, 200);
        let machine = Machine::joined(&stack);
        machine.does(&["fetch"]);
        let item = machine.only_item();
        site.is_known_to(&machine, "contributor", &[]);
        let publish = ["publish", &item, "--site", "blog", "--title", "رسالة & « تحية »", "--yes", "--json"];
        let published: Value = serde_json::from_str(&machine.does(&publish)).expect("JSON");
        assert_eq!(published["dropped"], json!([]), "{published}");
        let post =
            site.all("posts").into_iter().find(|post| post["id"] == published["post"]).expect("our post");
        let raw = post["content"]["raw"].as_str().expect("its text");
        let marked = "<p dir=\"rtl\"><span lang=\"ar\">رسالة من السجن</span></p>";
        assert!(raw.contains(marked), "{raw}");
        assert!(raw.contains("لجنة الدعم"), "it is signed: {raw}");
    }
}
