//! A codename is taken on every page and by the program, however it was written down: in the words of any list, and in digits.

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_tests::machine::Machine;
use estafette_tests::source::{Form, Source, token};
use estafette_tests::stack::Stack;

/// All ways to write one down.
fn written(codename: &Codename) -> Vec<String> {
    let groups = codename.digits().map(|group| group.as_str().to_owned());
    let in_script = |zero: u32| {
        let digit = |letter: char| letter.to_digit(10).and_then(|digit| char::from_u32(zero + digit));
        groups.iter().map(|group| group.chars().filter_map(digit).collect::<String>()).collect::<Vec<_>>()
    };
    let words = WordLanguage::ALL.map(|list| codename.words(list).join(" "));
    let digits = [
        groups.join(" "),
        groups.concat(),
        groups.join("-"),
        in_script(0x660).join(" "),
        format!("\u{2067}{}\u{2069}", in_script(0x6f0).join(" · ")),
    ];
    words.into_iter().chain(digits).collect()
}

#[test]
fn words_of_every_list_and_digits_open_the_box_on_every_page_and_in_the_program() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let shown = source.write("Un texte", &[]);
    let codename = Codename::parse(&shown, WordLanguage::French).expect("a codename");
    let machine = Machine::bare();
    let address = format!("unix:{}", stack.source_socket().display());
    for (number, typed) in written(&codename).iter().enumerate() {
        for page in ["/fr/replies", "/en/replies"] {
            let answers = source.post(page, &[("codename", typed)]);
            assert_eq!(answers.status, 200, "{typed}: {}", answers.text());
            assert_eq!(answers.text().matches("/replies/withdraw\"").count(), 1, "{typed} on {page}");
        }
        let file = format!("codename-{number}");
        machine.put(&file, typed.as_bytes());
        let with = ["--codename-file", &machine.path(&file), "--pin", stack.pin(), "--address", &address];
        machine.does(&[&["replies"], &with[..]].concat());
    }
    // In the form of a follow-up, too, whose token has ended.
    let [digits, english] = [&written(&codename)[4], &codename.words(WordLanguage::English).join(" ")];
    for (typed, text) in [(digits, "Encore"), (english, "Et encore")] {
        let form = Form::filled(&source.nonce(), text).field("token", "x").field("codename", typed);
        assert_eq!(source.send(&form.ended()).status, 200);
    }
    let answers = source.enter(&shown);
    assert_eq!(answers.text().matches("/replies/withdraw\"").count(), 3);
    assert!(!token(&answers).is_empty());
}

#[test]
fn what_is_wrong_with_digits_is_said_and_where() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let groups = Codename::from_entropy([0x5a; 11]).digits().map(|group| group.as_str().to_owned());
    let mut typo = groups.clone();
    typo[4] = typo[4].chars().rev().collect();
    let mut swapped = groups.clone();
    swapped.swap(1, 6);
    for (typed, fr, en) in [
        (typo.join(" "), "Le groupe n° 5 a une faute", "Group no. 5 has a typo"),
        (swapped.join(" "), "mais pas dans l’ordre", "but not in order"),
        (groups[..7].join(" "), "Il y en a 35.", "There are 35."),
    ] {
        for (page, said) in [("/fr/replies", fr), ("/en/replies", en)] {
            let answer = source.post(page, &[("codename", &typed)]);
            let text = answer.text().replace(['\u{2068}', '\u{2069}'], "");
            assert!(answer.status == 422 && text.contains(said), "{said}: {text}");
        }
    }
}
