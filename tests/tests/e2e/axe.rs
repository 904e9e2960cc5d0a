//! What axe-core finds by the rules of WCAG 2.2 AA, in a real browser: on a phone and at a desk, by day and by night, with all that
//! is folded open. No rule of the style depends on both, so each language is on a phone by day and at a desk by night, or the other way
//! round.

use std::process::Command;

use estafette_tests::browser::Browser;
use estafette_tests::states::{LANGUAGES, State, every_state, in_every_other_language};
use serde_json::{Value, json};

/// How large a CSS pixel is, width and height in pixels: 357 CSS pixels wide, and 1,200. (No window is narrower than 500.)
const WINDOWS: [(&str, &str, u32, u32); 2] = [("phone", "1.4", 500, 1_200), ("desk", "1.0", 1_200, 1_000)];
/// Says what is not as it should be, and where.
const ASK: &str = "
    const [html, done] = arguments;
    // In the same window, so that axe is read once.
    document.open();
    document.write(html);
    document.close();
    document.querySelectorAll('details').forEach(details => details.open = true);
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })
        .then(results => done({
            rules: results.passes.length,
            found: results.violations.map(rule => rule.id + ': ' + rule.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')),
        }), error => done({ rules: 0, found: [String(error)] }));";

/// axe-core, as tests/run puts it there.
fn axe() -> String {
    let script = "console.log(require('fs').readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))";
    let output =
        Command::new("estafette-node").args(["-e", script]).output().expect("estafette-node is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A window in which pages are looked at: which one, by day or by night.
struct Window {
    name: String,
    browser: Browser,
}

impl Window {
    fn open(axe: &str, window: usize, scheme: &str) -> Self {
        let (window, pixel, width, height) = WINDOWS[window];
        let browser = Browser::start(&[
            // Pages have no scripts; axe is one.
            ("javascript.enabled", json!(true)),
            ("layout.css.prefers-color-scheme.content-override", json!(u8::from(scheme == "day"))),
            ("layout.css.devPixelsPerPx", json!(pixel)),
            ("privacy.resistFingerprinting", json!(false)),
        ]);
        browser.resize(width, height);
        browser.go("about:blank");
        let _ = browser.looks(axe, Vec::new());
        Self { name: format!("{window} {scheme}"), browser }
    }

    /// What it finds on a page.
    fn findings(&self, state: &State) -> Vec<String> {
        let said = self.browser.looks(ASK, vec![json!(state.html)]);
        let found = said["found"].as_array().expect("a list").iter().filter_map(Value::as_str);
        let place = format!("{} {} {}", self.name, state.language, state.name);
        assert!(said["rules"].as_u64() > Some(3), "{place}: {said}");
        found.map(|found| format!("{place}: {found}")).collect()
    }
}

/// What it finds by day or by night on pages of each language, in the window that is given for it; and on those of other languages, in
/// each by turns.
fn findings(axe: &str, scheme: &str, windows: [usize; 2]) -> Vec<String> {
    let windows = windows.map(|window| Window::open(axe, window, scheme));
    let pairs = LANGUAGES.iter().zip(&windows);
    let states = pairs.flat_map(|(language, window)| {
        every_state()
            .iter()
            .filter(move |state| state.language == *language)
            .map(move |state| (window, state))
    });
    // What is looked at by day here is looked at by night in the other.
    let others = in_every_other_language().iter().enumerate();
    let mine = others.filter(|(at, _)| (at % 2 == 0) == (scheme == "day"));
    let mine = mine.map(|(at, state)| (&windows[at / 2 % 2], state));
    states.chain(mine).flat_map(|(window, state)| window.findings(state)).collect()
}

#[test]
fn no_page_in_any_state_has_a_fault_by_wcag_2_2_aa() {
    let axe = format!("{};arguments[0]()", axe());
    let found = std::thread::scope(|scope| {
        let look = |scheme, windows| {
            let axe = &axe;
            scope.spawn(move || findings(axe, scheme, windows))
        };
        let (day, night) = (look("day", [0, 1]), look("night", [1, 0]));
        [day, night].map(|seen| seen.join().expect("it looked")).concat()
    });
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}
