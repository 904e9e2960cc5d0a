//! The page of a codename is shown once: for five minutes, because Tor may lose an answer, and not at all once it was left. What was
//! sent is kept all the same, once, and the page says what to do.

use estafette_tests::editor::Editor;
use estafette_tests::faults::Faults;
use estafette_tests::http::Answer;
use estafette_tests::postgres::Cluster;
use estafette_tests::source::{Form, Source, between, codename};
use estafette_tests::stack::{Plan, Stack};

const FORM: &str = "/fr/write/bruxelles/communique";
const NOT_AGAIN: &str = "ne peut plus l’être";
const BEFORE: &str = "il n’est gardé qu’une fois";

/// A server whose clock can be set while it runs.
fn stack_and_clock() -> (Stack, Source, Faults) {
    let faults = Faults::new(false);
    let mut stack = Stack::prepare(&Plan::default());
    stack.environment = faults.environment();
    stack.run();
    let source = Source::new(stack.source_socket());
    (stack, source, faults)
}

fn send(source: &Source, nonce: &str, text: &str) -> Answer {
    let answer = source.send(&Form::filled(nonce, text).ended());
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer
}

fn kept(stack: &Stack) -> Vec<String> {
    let anna = Editor::log_in(stack, 0);
    let mut texts: Vec<String> = anna.list().iter().map(|item| anna.open(item).text).collect();
    texts.sort();
    texts
}

/// Presses the button of a page on which leaving is one.
fn leave(source: &Source, page: &Answer) -> Answer {
    let page = page.text();
    assert!(!page.contains("href=\"/fr/leave\""), "only by the button: {page}");
    let form = between(&page, "action=\"/fr/leave\"", "</form>").expect("a form");
    let shown = between(form, "name=\"shown\" value=\"", "\"").expect("what it carries");
    source.post("/fr/leave", &[("shown", shown)])
}

/// The page without the codename: what is kept, that it is not shown again, and what to do.
fn says_no_words(page: &Answer, shown: &str) {
    let text = page.text();
    assert!(codename(page).is_none() && text.contains(NOT_AGAIN), "{text}");
    assert!(shown.split(' ').all(|word| !text.contains(&format!(">{word}<"))), "{text}");
    assert!(text.contains("envoyez encore une fois") && text.contains(&format!("href=\"{FORM}\"")), "{text}");
    assert!(text.contains("href=\"/fr/leave\""), "an ordinary page: {text}");
}

#[test]
fn a_lost_answer_comes_again_for_five_minutes_and_then_without_the_words() {
    let (stack, source, faults) = stack_and_clock();
    let nonce = source.nonce();
    let shown = codename(&send(&source, &nonce, "Une fois")).expect("a codename");
    for seconds in [0, 60, 290] {
        faults.set_clock(0, seconds);
        let again = send(&source, &nonce, "Une fois");
        assert_eq!(codename(&again).as_ref(), Some(&shown), "after {seconds} seconds");
        assert!(again.text().contains(BEFORE));
    }
    faults.set_clock(0, 310);
    let late = send(&source, &nonce, "Une fois");
    says_no_words(&late, &shown);
    assert!(late.text().contains(BEFORE));
    // Nor do other words of the same form bring it back; they are kept.
    let other = send(&source, &nonce, "Une fois, corrigée");
    says_no_words(&other, &shown);
    assert!(other.text().contains("les deux envois sont gardés"), "{}", other.text());
    // A new form brings another codename; the first opens what it opened.
    let anew = codename(&send(&source, &source.nonce(), "De nouveau")).expect("a codename");
    assert_ne!(anew, shown);
    assert_eq!(source.enter(&shown).text().matches("/replies/withdraw\"").count(), 2);
    assert_eq!(kept(&stack), ["De nouveau", "Une fois", "Une fois, corrigée"]);
}

#[test]
fn a_page_that_was_left_shows_no_words_again() {
    let (stack, source, _faults) = stack_and_clock();
    for files in [false, true] {
        let text = if files { "Avec un plan" } else { "Un texte" };
        let nonce = source.nonce();
        let form = Form::filled(&nonce, text);
        let form = if files { form.file("plan.txt", "text/plain", b"nord") } else { form }.ended();
        let page = source.send(&form);
        let shown = codename(&page).expect("a codename");
        assert_eq!(codename(&source.send(&form)).as_ref(), Some(&shown));
        let left = leave(&source, &page);
        let plain = source.fetch("/fr/leave");
        assert_eq!((left.status, left.text()), (200, plain.text()));
        assert_eq!(left.header("clear-site-data"), plain.header("clear-site-data"));
        for _ in 0..2 {
            says_no_words(&source.send(&form), &shown);
            // Back, and the button once more.
            assert_eq!(leave(&source, &page).status, 200);
        }
        says_no_words(&send(&source, &nonce, "D’autres mots"), &shown);
    }
    // One page that is left leaves no other.
    let (nonce, other) = (source.nonce(), source.nonce());
    let page = send(&source, &nonce, "Quitté");
    let stays = codename(&send(&source, &other, "Pas quitté"));
    assert_eq!(leave(&source, &page).status, 200);
    assert_eq!(codename(&send(&source, &other, "Pas quitté")), stays);
    // What nobody was given leaves nothing, and is answered alike.
    for wrong in ["", "x", &other] {
        assert_eq!(source.post("/fr/leave", &[("shown", wrong)]).text(), source.fetch("/fr/leave").text());
    }
    assert_eq!(codename(&send(&source, &other, "Pas quitté")), stays);
    assert_eq!(kept(&stack).len(), 6, "each once");
}

#[test]
fn what_was_left_at_one_server_is_left_at_all() {
    let cluster = Cluster::shared();
    let mut one =
        Stack::prepare(&Plan { database: Some(cluster.url(&cluster.make_database())), ..Plan::default() });
    one.run();
    let other = one.beside();
    let [here, there] = [&one, &other].map(|stack| Source::new(stack.source_socket()));
    let nonce = here.nonce();
    let page = send(&here, &nonce, "À deux");
    let shown = codename(&page).expect("a codename");
    // By a circuit that ends at the other server: at once, whether that was told of the answer or not.
    assert_eq!(leave(&there, &page).status, 200);
    says_no_words(&send(&there, &nonce, "À deux"), &shown);
    // Servers tell each other every second.
    while codename(&send(&here, &nonce, "À deux")).is_some() {
        std::thread::yield_now();
    }
    says_no_words(&send(&here, &nonce, "À deux"), &shown);
    assert_eq!(kept(&one), ["À deux"]);
}
