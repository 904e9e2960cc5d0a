//! The same way in the other engine: Chromium, without script and cookies.

use estafette_tests::browser::Browser;
use estafette_tests::door::Door;
use estafette_tests::machine::Machine;
use estafette_tests::stack::Stack;

const TEXT: &str = "Un texte écrit dans Chromium.";

#[test]
fn a_text_is_sent_and_what_will_be_published_is_agreed_to() {
    let stack = Stack::start();
    let door = Door::before(&stack.source_socket());
    let browser = Browser::chromium();
    browser
        .go("data:text/html,<p>still</p><script>document.querySelector('p').textContent = 'moved'</script>");
    assert_eq!(browser.texts("p"), ["still"], "no script runs");

    browser.go(&door.address("/fr/"));
    browser.click("main .choices a");
    browser.click("a[href$='/communique']");
    browser.fill("#text", TEXT);
    browser.click("main form button[type=submit]");
    browser.wait_for("ol.codename");
    let codename = browser.texts("ol.codename li").join(" ");
    assert_eq!(codename.split(' ').count(), 8);
    browser.click("header .leave");
    browser.wait_for("main h1");
    assert!(browser.texts("ol.codename li").is_empty());

    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    let item = anna.only_item();
    anna.put("draft.md", "# Un titre\n\nDeux phrases, sans lieu.\n".as_bytes());
    anna.does(&["draft", &item, "--file", &anna.path("draft.md")]);
    anna.does(&["proof", &item, "--until", "2099-01-01", "--yes"]);

    browser.go(&door.address("/fr/"));
    browser.click("nav a[href$='/replies']");
    browser.fill("#codename", &codename);
    browser.click("main form button[type=submit]");
    browser.wait_for("article");
    assert!(browser.texts("article blockquote").concat().contains("Deux phrases, sans lieu."));
    browser.fill("article textarea", "Bien dit.");
    browser.click("article .yes-no button:first-child");
    browser.wait_for(".note");
    assert!(anna.does(&["fetch"]).contains("dit oui"));
}
