//! A form that is sent again: the same words are kept once, others beside the first; what was taken back is not said to be
//! kept, and nothing typed is lost.

use estafette_tests::editor::Editor;
use estafette_tests::http::Answer;
use estafette_tests::source::{Form, Source, between, codename, token};
use estafette_tests::stack::Stack;

const BEFORE: &str = "il n’est gardé qu’une fois";
const BESIDE: &str = "les deux envois sont gardés";

fn stack_and_source() -> (Stack, Source) {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    (stack, source)
}

/// The texts of all that is kept, sorted.
fn kept(stack: &Stack) -> Vec<String> {
    let anna = Editor::log_in(stack, 0);
    let mut texts: Vec<String> = anna.list().iter().map(|item| anna.open(item).text).collect();
    texts.sort();
    texts
}

fn words(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    codename(answer).expect("a codename")
}

fn hidden(page: &Answer, name: &str) -> String {
    let value = between(&page.text(), &format!("name=\"{name}\" value=\""), "\"").map(ToOwned::to_owned);
    value.unwrap_or_else(|| panic!("no {name} in {}", page.text()))
}

/// Takes back the first that the codename lists.
fn take_back(source: &Source, codename: &str) -> Answer {
    let answers = source.enter(codename);
    let (id, token) = (hidden(&answers, "submission"), token(&answers));
    source.post("/fr/replies/withdraw", &[("token", &token), ("submission", &id), ("sure", "yes")])
}

#[test]
fn other_words_are_kept_beside_the_first() {
    let (stack, source) = stack_and_source();
    let nonce = source.nonce();
    let first = source.send(&Form::filled(&nonce, "Rendez-vous lundi").ended());
    assert!(!first.text().contains(BESIDE) && !first.text().contains(BEFORE));
    let second = Form::filled(&nonce, "Rendez-vous mardi").ended();
    let answer = source.send(&second);
    assert_eq!(words(&answer), words(&first), "one codename");
    assert!(answer.text().contains(BESIDE), "{}", answer.text());
    assert!(source.send(&second).text().contains(BEFORE));
    // A file more, or another word about what may be done with it, is other words as well.
    let third = Form::filled(&nonce, "Rendez-vous mardi").file("plan.txt", "text/plain", b"nord").ended();
    assert!(source.send(&third).text().contains("arrivé 2 fois"));
    assert!(source.send(&third).text().contains(BEFORE));
    let fourth = Form::filled(&nonce, "Rendez-vous mardi").file("plan.txt", "text/plain", b"sud!").ended();
    assert_eq!(source.send(&fourth).status, 200);
    let signed = Form::filled(&nonce, "Rendez-vous mardi").field("sign-as", "Nour").ended();
    assert_eq!(words(&source.send(&signed)), words(&first));
    assert_eq!(kept(&stack).len(), 5);
    // The oldest is the first to be taken back.
    let taken = take_back(&source, &words(&first));
    assert!(taken.text().contains("C’est retiré"), "{}", taken.text());
    assert!(!kept(&stack).contains(&"Rendez-vous lundi".to_owned()));
}

#[test]
fn what_was_taken_back_is_not_said_to_be_kept_and_can_be_sent_anew() {
    let (stack, source) = stack_and_source();
    for files in [false, true] {
        let nonce = source.nonce();
        let form = |again: Option<&str>| {
            let form = Form::filled(&nonce, "Je change d’avis");
            let form = again.map_or(form.clone(), |again| form.field("again", again));
            if files { form.file("a.txt", "text/plain", b"a") } else { form }.ended()
        };
        let first = words(&source.send(&form(None)));
        let taken = take_back(&source, &first);
        assert!(taken.text().contains("C’est retiré"));
        let answer = source.send(&form(None));
        assert_eq!(answer.status, 409);
        let page = answer.text();
        assert!(page.contains("n’est plus sur le serveur") && page.contains("Je change d’avis"), "{page}");
        assert_eq!(page.contains("Vos fichiers sont à choisir de nouveau"), files);
        assert!(kept(&stack).is_empty(), "a second sending that came late stores nothing");
        // Sent once more from that page, it is a wish; and twice is once.
        let wish = form(Some(&hidden(&answer, "again")));
        assert_eq!(words(&source.send(&wish)), first);
        assert!(source.send(&wish).text().contains(BEFORE));
        assert_eq!(kept(&stack), ["Je change d’avis"]);
        let again = take_back(&source, &first);
        assert!(again.text().contains("C’est retiré"));
        // Other words are not what was taken back.
        assert_eq!(words(&source.send(&Form::filled(&nonce, "Je reste").ended())), first);
        let _ = take_back(&source, &first);
    }
}

#[test]
fn at_once_the_same_is_kept_once_and_others_all() {
    let (stack, source) = stack_and_source();
    let nonce = source.nonce();
    let body = |number: usize| {
        let form = Form::filled(&nonce, &format!("Version {}", number % 3));
        form.file("film.mp4", "video/mp4", &vec![7; 300_000]).ended()
    };
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let sends: Vec<_> = (0..9).map(|number| (body(number), &source)).collect();
        let sends: Vec<_> =
            sends.into_iter().map(|(body, source)| scope.spawn(move || source.send(&body))).collect();
        sends.into_iter().map(|send| send.join().expect("it ends")).collect()
    });
    assert!(answers.iter().all(|answer| answer.status == 200), "{}", stack.said());
    assert!(answers.iter().all(|answer| words(answer) == words(&answers[0])));
    assert_eq!(kept(&stack), ["Version 0", "Version 1", "Version 2"]);
}

#[test]
fn more_than_a_day_takes_is_said_and_shown_again() {
    let (stack, source) = stack_and_source();
    let nonce = source.nonce();
    let form = |number: usize| Form::filled(&nonce, &format!("Correction numéro {number}"));
    for number in 0..16 {
        assert_eq!(source.send(&form(number).ended()).status, 200);
    }
    for last in [form(16), form(16).file("a.txt", "text/plain", b"a")] {
        let answer = source.send(&last.ended());
        assert_eq!(answer.status, 429);
        for shown in ["16 envois par jour", "Correction numéro 16", "pas été gardé"] {
            assert!(answer.text().contains(shown), "{shown}: {}", answer.text());
        }
    }
    // What was kept before is answered all the same.
    assert!(source.send(&form(3).ended()).text().contains(BEFORE));
    assert_eq!(kept(&stack).len(), 16);
}

#[test]
fn a_follow_up_is_kept_by_what_it_says() {
    let (stack, source) = stack_and_source();
    let mine = words(&source.send(&Form::filled(&source.nonce(), "Le début").ended()));
    let other = words(&source.send(&Form::filled(&source.nonce(), "D’une autre personne").ended()));
    let follow_up = |codename: &str| {
        let answers = source.enter(codename);
        let fields = [("token", &*token(&answers)), ("section", "bruxelles"), ("kind", "communique")];
        source.post("/fr/replies/write", &fields)
    };
    let page = follow_up(&mine);
    let nonce = hidden(&page, "nonce");
    let form =
        |text: &str, page: &Answer| Form::filled(&nonce, text).field("token", &hidden(page, "token")).ended();
    assert!(source.send(&form("La suite", &page)).text().contains("reste gardé à côté"));
    // A new token of the same codename changes nothing; another codename does.
    assert!(source.send(&form("La suite", &follow_up(&mine))).text().contains(BEFORE));
    assert!(!source.send(&form("La suite", &follow_up(&other))).text().contains(BEFORE));
    assert!(source.send(&form("La suite, corrigée", &page)).text().contains("reste gardé à côté"));
    assert_eq!(
        kept(&stack),
        ["D’une autre personne", "La suite", "La suite", "La suite, corrigée", "Le début"]
    );
}
