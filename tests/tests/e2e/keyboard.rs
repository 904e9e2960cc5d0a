//! Pages by keys and by ear: what a page is called, what belongs to a field, and where the focus goes.

use estafette_tests::browser::Browser;
use estafette_tests::source::between;
use estafette_tests::states::{State, every_state, kept_in};
use serde_json::{Value, json};

const TAB: char = '\u{e004}';
const SHIFT: char = '\u{e008}';
/// No page has so many places for the focus.
const STOPS: usize = 120;
/// Pages that have much to go through, or something that others have not.
const GONE_THROUGH: [(&str, &str); 9] = [
    ("fr", "landing"),
    ("fr", "write-event"),
    ("fr", "write-errors"),
    ("ar", "write-errors"),
    ("fr", "replies-word"),
    ("ar", "sent"),
    ("fr", "answers"),
    ("fr", "withdraw"),
    ("fr", "problem-kept"),
];
/// Where the focus is: where that lies on the page, and whether the head of the page, which stays, hides it.
const LOOK: &str = "
    const at = document.activeElement, header = document.querySelector('header');
    // Once it is drawn: where the focus goes, the page follows.
    requestAnimationFrame(() => requestAnimationFrame(() => {
    const box = at.getBoundingClientRect(), fixed = header.contains(at) || at.matches('.skip');
    arguments[0]({
        what: at === document.body ? '' : at.outerHTML.slice(0, 200),
        leaves: at.matches('.leave'),
        left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY,
        hidden: !fixed && (box.bottom <= header.getBoundingClientRect().bottom || box.top >= innerHeight) || box.width === 0,
    })}));";

/// A browser that runs what looks at pages; they have no scripts.
fn browser() -> Browser {
    Browser::start(&[("javascript.enabled", json!(true)), ("privacy.resistFingerprinting", json!(false))])
}

/// The values of an attribute, wherever it stands.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn what_is_refused_says_so_in_its_title() {
    for state in every_state() {
        let locales = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/locales");
        let words = std::fs::read_to_string(format!("{locales}/{}.ftl", state.language)).expect("its words");
        let error = between(&words, "\ntitle-error = ", "{").expect("a word for it").trim();
        let title = between(&state.html, "<title>", "</title>").expect("a title");
        assert_eq!(
            title.starts_with(error),
            state.is_refused(),
            "{} {}: {title}",
            state.language,
            state.name
        );
    }
}

#[test]
fn what_explains_a_field_is_read_with_it() {
    for state in every_state() {
        let (html, place) = (&state.html, format!("{} {}", state.language, state.name));
        let described: Vec<&str> =
            values(html, "aria-describedby").into_iter().flat_map(|ids| ids.split(' ')).collect();
        let ids = values(html, "id");
        let explains = ids.iter().filter(|id| id.ends_with("-hint") || id.ends_with("-error"));
        for id in explains {
            assert!(described.contains(id), "{place}: {id} explains nothing");
        }
        assert_eq!(
            html.matches("class=\"error\"").count(),
            html.matches("class=\"error\" id=\"").count(),
            "{place}"
        );
        // What is said above the form leads to the field, which says the same.
        let above = between(html, "<div class=\"errors\"", "</div>").unwrap_or_default();
        for field in above.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(&field), "{place}: {field} is nowhere");
            let said = described.contains(&format!("{field}-error").as_str());
            assert!(said || state.name.starts_with("replies"), "{place}: {field} does not say it");
        }
    }
}

/// All places of the focus, one after the other.
fn stops(browser: &Browser, keys: &[char]) -> Vec<Value> {
    let mut stops = Vec::new();
    while stops.len() < STOPS {
        browser.press(keys);
        let stop = browser.looks(LOOK, Vec::new());
        // Behind the last one is the browser's own.
        if stop["what"] == "" || stops.first() == Some(&stop) {
            // A field of a day has several.
            stops.dedup_by(|next, stop| next["what"] == stop["what"] && is_near(next, stop));
            return stops;
        }
        stops.push(stop);
    }
    panic!("the focus comes to no end: {stops:?}");
}

/// Whether they lie at one place, but for what a browser rounds.
fn is_near(one: &Value, other: &Value) -> bool {
    ["left", "top"].iter().all(|side| {
        let at = |stop: &Value| stop[*side].as_f64().expect("a number");
        (at(one) - at(other)).abs() < 1.0
    })
}

/// Whether the eye comes to the second behind the first.
fn follows(first: &Value, second: &Value, rtl: bool) -> bool {
    let at = |stop: &Value, side: &str| stop[side].as_f64().expect("a number");
    let beside = if rtl {
        at(second, "right") <= at(first, "left") + 1.0
    } else {
        at(second, "left") >= at(first, "right") - 1.0
    };
    at(second, "top") >= at(first, "bottom") - 1.0 || (beside && at(second, "bottom") > at(first, "top"))
}

#[test]
fn the_focus_goes_as_the_eye_does_and_is_never_hidden() {
    let folder = tempfile::tempdir().expect("a folder");
    let (states, browser) = (kept_in(folder.path()), browser());
    browser.resize(900, 700);
    let find = |(language, name): &(&str, &str)| -> &State {
        let found = states.iter().find(|state| state.language == *language && state.name == *name);
        found.unwrap_or_else(|| panic!("no {name} in {language}"))
    };
    for state in GONE_THROUGH.iter().map(find) {
        let place = format!("{} {}", state.language, state.name);
        browser.go(&format!("file://{}", state.path(folder.path()).display()));
        let there = stops(&browser, &[TAB]);
        assert!(there.len() >= 2, "{place}: {there:?}");
        // Before all, a link that is seen only while it has the focus leads behind the head of the page.
        for pair in there[1..].windows(2) {
            assert!(follows(&pair[0], &pair[1], state.language == "ar"), "{place}: {pair:?}");
        }
        assert!(there.iter().take(3).any(|stop| stop["leaves"] == true), "{place}: {there:?}");
        let back = stops(&browser, &[SHIFT, TAB]);
        // From the browser's own, the last one may have been left already.
        assert!(back.len() + 1 >= there.len(), "{place}: the same, backwards");
        for stop in there.iter().chain(&back) {
            assert_eq!(stop["hidden"], false, "{place}: {stop}");
        }
    }
}

#[test]
fn a_fault_leads_to_its_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let (states, browser) = (kept_in(folder.path()), browser());
    browser.resize(900, 700);
    let state = states.iter().find(|state| state.name == "write-errors").expect("it is there");
    for field in ["subject", "starts", "publish", "sign-as"] {
        browser.go(&format!("file://{}", state.path(folder.path()).display()));
        browser.click(&format!(".errors a[href='#{field}']"));
        let top = format!("document.querySelector('#{field}').getBoundingClientRect().top");
        let head = "document.querySelector('header').getBoundingClientRect().bottom";
        let seen =
            browser.looks(&format!("arguments[0]({top} >= {head} && {top} < innerHeight)"), Vec::new());
        assert_eq!(seen, true, "{field} is behind the head of the page");
    }
}
