//! A letter that came typed, with a picture beside it: what is read in the picture never takes its place unseen.

use std::path::Path;
use std::process::Command;

use estafette_tests::desk::Desk;
use estafette_tests::machine::Machine;
use estafette_tests::source::{Form, Source};
use estafette_tests::stack::{Stack, program};
use estafette_tests::terminal::Terminal;

/// Writes two lines on a small sheet: what counts here is not how well it is read.
const DRAWN: &str = r"
import sys
from PIL import Image, ImageDraw, ImageFont
paper = Image.new('RGB', (760, 260), (240, 240, 236))
face = ImageFont.truetype('/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf', 32)
for line, y in (('Chère amie,', 50), ('Nous demandons pardon à la direction.', 140)):
    ImageDraw.Draw(paper).text((40, y), line, font=face, fill=(30, 30, 30))
paper.save(sys.stdout.buffer, 'JPEG', quality=92)
";
const TYPED: &str = "Chère amie,\n\nNous refusons le travail dans les ateliers depuis lundi, et nous ne plierons pas.\n\nÀ bientôt, et merci.";
const STANDS: &str = "# Une lettre\n\nChère amie,\n\nNous demandons pardon à la direction.\n";
const A_LINE: &str = "Voici la lettre de Camille.";

/// A prisoner's letter of these words, and a picture of others.
fn desk(typed: &str) -> Desk {
    let picture =
        Command::new("/usr/bin/python3").args(["-c", DRAWN]).output().expect("python3 is installed");
    assert!(picture.status.success(), "{}", String::from_utf8_lossy(&picture.stderr));
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let form = Form::default().field("nonce", &source.nonce()).field("language", "fr").field("text", typed);
    let form = form.field("subject", "Une lettre").field("publish", "as-written").field("not-before", "");
    let form = form.field("sign-as", "").file("IMG_2041.jpg", "image/jpeg", &picture.stdout);
    let answer = source.send_to("/fr/write/bruxelles/prisoner", &form.ended());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let codename = estafette_tests::source::codename(&answer).expect("a codename");
    let machine = Machine::joined(&stack);
    machine.does(&["fetch"]);
    let item = machine.only_item();
    machine.does(&["image", "clean", &item, "1", "--paper"]);
    Desk { stack, machine, item, codename }
}

/// Reads the picture into a draft, in an editor that does this besides looking: what it was opened on.
fn reads(desk: &Desk, besides: &str) -> (bool, String, String) {
    let seen = desk.machine.path("seen.md");
    let look = format!("import os, sys, shutil\nshutil.copy(sys.argv[-1], '{seen}')\n{besides}\n");
    desk.machine.put("look.py", look.as_bytes());
    let look = format!("/usr/bin/python3 {}", desk.machine.path("look.py"));
    let output = desk.machine.edits_with(&look, &["draft", &desk.item, "--from-picture", "1"]);
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    (output.status.success(), std::fs::read_to_string(seen).expect("it was opened"), said)
}

#[test]
fn what_is_read_in_a_picture_takes_the_place_of_a_typed_letter_only_where_somebody_says_so() {
    let desk = desk(TYPED);
    let machine = &desk.machine;
    let (kept, opened, said) = reads(&desk, "");
    assert!(kept && said.contains("prend sa place"), "{said}");
    let above = opened.split("%% ---- >8 ----").next().expect("a text");
    let place = |text: &str| above.find(text).unwrap_or_else(|| panic!("{text}: {above}"));
    assert!(place("nous ne plierons pas") < place("demandons pardon"), "what was typed comes first");

    // What was typed, word for word, needs no word more.
    let site = machine.site();
    let publish = ["publish", &desk.item, "--to", &site, "--yes"];
    desk.drafts("typed.md", &format!("# Une lettre\n\n{TYPED}\n"));
    machine.does(&publish);
    machine.does(&["unpublish", &desk.item, "--yes"]);

    // Another text does, wherever it would go.
    desk.drafts("stands.md", STANDS);
    let out = machine.path("out");
    for asked in [&publish[..], &["export", &desk.item, "--out", &out]] {
        let refused = machine.fails(asked);
        assert!(refused.contains("prend sa place") && refused.contains("--despite replaced"), "{refused}");
    }
    assert!(!Path::new(&out).exists());

    // A person sees where they differ.
    let (home, passphrase) = (machine.path("home"), machine.path("passphrase"));
    let line = format!(
        "{} --home {home} --passphrase-file {passphrase} --lang fr publish {} --to {site} || test $? = 4",
        program("estafette").display(),
        desk.item
    );
    let shown = Terminal::open(&[("LC_ALL", "C.UTF-8")]).does(&line, &[("[o/N]", "n")]);
    for expected in
        ["sur l’image", "refusons", "demandons pardon", "[-", "{+", "malgré cela", "Rien n’a été fait"]
    {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }

    // Its source is told, in the question.
    machine.does(&["proof", &desk.item, "--until", "2099-01-01", "--yes"]);
    let page = desk.page();
    for expected in
        ["a été lu sur l’image", "la place du texte que vous aviez tapé", "refusons", "demandons pardon"]
    {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    desk.answers("yes", "");
    machine.does(&["fetch"]);
    assert!(machine.fails(&publish).contains("--despite replaced"), "`--yes` never answers it");
    machine.does(&[&publish[..], &["--despite", "replaced"]].concat());
}

#[test]
fn a_draft_that_could_not_be_kept_leaves_the_one_before_what_it_was() {
    let desk = desk(A_LINE);
    desk.drafts("notes.md", "# Notes\n\nÀ vérifier avec Camille.\n");
    let kept = Path::new(&desk.machine.path("home")).join("items").join(&desk.item).join("draft.age");
    let aside = desk.machine.path("aside.age");
    // Just before what was read would be kept, nothing can be.
    let breaks = format!("shutil.copy('{0}', '{aside}'); os.remove('{0}'); os.mkdir('{0}')", kept.display());
    let (was_kept, _, said) = reads(&desk, &breaks);
    assert!(!was_kept, "{said}");
    std::fs::remove_dir(&kept).expect("removed");
    std::fs::rename(&aside, &kept).expect("put back");
    let site = desk.machine.site();
    let refused = desk.machine.fails(&["publish", &desk.item, "--to", &site, "--yes"]);
    assert!(refused.contains("{+"), "the notes are not the letter: {refused}");
    assert!(!Path::new(&site).join("content").exists(), "nothing is written");
}
