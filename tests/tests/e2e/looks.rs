//! The pages as a person sees them: on a phone, at a desk, by day and by night. The pictures are kept.

use std::path::Path;

use estafette_tests::browser::Browser;
use estafette_tests::demo::Demo;
use estafette_tests::source::languages;
use serde_json::json;

/// Where the pictures are put, for people to look at.
const PICTURES: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/pages");
/// What is seen: not what is folded.
const SEEN: &str = "body *:not(details:not([open]) > :not(summary), details:not([open]) > :not(summary) *)";
/// A phone, and a desk: how large a CSS pixel is, width and height in pixels. (No window is narrower than 500.)
const WINDOWS: [(&str, &str, u32, u32); 2] = [("phone", "1.4", 500, 2_400), ("desk", "1.0", 1_200, 1_500)];

#[test]
fn every_page_fits_its_window_by_day_and_by_night() {
    let demo = Demo::start();
    for (light, scheme) in [("day", 1), ("night", 0)] {
        for (window, pixel, width, height) in WINDOWS {
            let browser = Browser::start(&[
                ("layout.css.prefers-color-scheme.content-override", json!(scheme)),
                ("layout.css.devPixelsPerPx", json!(pixel)),
                ("privacy.resistFingerprinting", json!(false)),
            ]);
            browser.resize(width, height);
            let look = |page: &str| {
                let (widest, room) = (browser.widest(SEEN), browser.widest("html"));
                assert!(widest <= room, "{window} {page}: {widest} on {room}");
                browser.keep_picture(Path::new(PICTURES), &format!("{window}-{light}-{page}"));
            };
            for page in [
                "how",
                "leave",
                "replies",
                "write/bruxelles",
                "write/bruxelles/event",
                "write/bruxelles/offer",
            ] {
                browser.go(&format!("{}{page}", demo.page()));
                look(&page.replace('/', "-"));
            }
            browser.go(demo.page());
            look("landing");
            browser.go(&format!("{}write/bruxelles/prisoner", demo.page()));
            browser.click("main form button[type=submit]");
            browser.wait_for(".errors");
            look("errors");
            browser.fill("#text", "Une lettre.");
            browser.click("main form button[type=submit]");
            browser.wait_for("ol.codename");
            look("sent");
            let words = browser.texts("ol.codename li").join(" ");
            browser.go(&format!("{}replies", demo.page()));
            browser.fill("#codename", &words);
            browser.click("main form button[type=submit]");
            browser.wait_for("#section");
            look("answers");
            browser.click("form[action$='/withdraw'] button");
            look("withdraw");
            browser.go(&format!("{}nowhere", demo.page()));
            look("problem");
        }
    }
}

#[test]
fn every_language_fits_a_phone() {
    let demo = Demo::start();
    let landing = demo.page().trim_end_matches("fr/").to_owned();
    let browser = Browser::start(&[
        ("layout.css.devPixelsPerPx", json!("1.4")),
        ("privacy.resistFingerprinting", json!(false)),
    ]);
    browser.resize(500, 2_400);
    for tag in &languages() {
        let direction = if tag == "ar" { "rtl" } else { "ltr" };
        let look = |page: &str| {
            let (widest, room) = (browser.widest(SEEN), browser.widest("html"));
            assert!(widest <= room, "{tag} {page}: {widest} on {room}");
            browser.keep_picture(Path::new(PICTURES), &format!("{tag}-{page}"));
        };
        for page in ["", "how", "leave", "replies", "write/bruxelles", "write/bruxelles/event"] {
            browser.go(&format!("{landing}{tag}/{page}"));
            assert_eq!(browser.attribute("html", "dir").as_deref(), Some(direction));
            look(if page.is_empty() { "landing" } else { page.rsplit('/').next().unwrap_or_default() });
        }
        browser.go(&format!("{landing}{tag}/write/bruxelles/prisoner"));
        browser.click(".languages summary");
        browser.click("main form > button[type=submit]");
        browser.wait_for(".errors");
        look("errors");
        browser.fill("#text", "أهلا، une lettre.");
        browser.click("main form > button[type=submit]");
        browser.wait_for("ol.codename");
        look("sent");
        let codename = browser.texts("ol.codename li").join(" ");
        browser.go(&format!("{landing}{tag}/replies"));
        browser.fill("#codename", &codename);
        browser.click("main form button[type=submit]");
        browser.wait_for("#section");
        look("answers");
    }
}
