//! A month at a desk, as it is: everything that goes wrong in one goes wrong here, and at its end every text is where its people
//! think it is.

use std::sync::mpsc::channel;

use estafette_tests::machine::Machine;
use estafette_tests::month::Who::{Anna, Bruno};
use estafette_tests::month::{Has, Month, Text, Where, Who, inbox};
use estafette_tests::proxy::Passed;
use estafette_tests::stack::today;
use serde_json::{Value, json};

const IN_PART: Option<i32> = Some(3);
const CONTENT: &str = "POST /v1/submissions/contents ";

/// What the source wrote.
struct Texts {
    /// Asked about, agreed to with words, published.
    trays: Text,
    /// Asked about, said no to.
    street: Text,
    /// Nobody got round to it.
    neighbour: Text,
    /// Published, then taken back.
    rumour: Text,
    /// Takes place in two months.
    fair: Text,
    /// Came while a disk was full.
    film: Option<Text>,
    /// Came while the server's clock was wrong.
    wrong_day: Option<Text>,
}

/// The month, and what was written in it.
struct Story {
    month: Month,
    texts: Texts,
}

fn day(days: i32) -> String {
    today().plus_days(days).to_string()
}

#[test]
fn at_the_end_of_a_month_every_text_is_where_its_people_think_it_is() {
    let mut story = Story::begins();
    story.the_source_is_shown_two_texts_and_says_yes_but();
    story.a_no_comes_in_a_fetch_that_is_cut_off();
    story.what_was_agreed_to_is_published_and_what_was_not_is_not();
    story.a_text_is_taken_back_after_it_was_published();
    story.a_file_of_a_vault_is_damaged();
    story.a_disk_is_full();
    story.a_machine_is_lost_and_restored();
    story.the_servers_clock_jumps();
    story.an_editors_clock_jumps();
    story.what_is_about_to_go_is_announced_for_a_week();
    story.what_nobody_dealt_with_goes();
    story.ends();
}

impl Story {
    /// Five texts come on the first day, and both editors read them.
    fn begins() -> Self {
        let mut month = Month::new();
        let mut texts = Texts {
            trays: month.writes("Refus de plateaux à Lantin, rue des Aubépines.", "refus-de-plateaux", b""),
            street: month.writes("Deux personnes arrêtées dans ma rue.", "deux-personnes-arretees", b""),
            neighbour: month.writes("Mon voisin repeint sa façade.", "mon-voisin", b""),
            rumour: month.writes("On dit que l’usine ferme.", "l-usine-ferme", b""),
            fair: month.announces("Foire aux semences, à prix libre.", "foire-aux-semences", 60),
            film: None,
            wrong_day: None,
        };
        month.both_fetch();
        for text in
            [&mut texts.trays, &mut texts.street, &mut texts.neighbour, &mut texts.rumour, &mut texts.fair]
        {
            text.id = month.id(Anna, text.words);
            assert_eq!(text.id, month.id(Bruno, text.words));
            for who in [Anna, Bruno] {
                assert!(month.machine(who).does(&["read", &text.id]).contains(text.words));
            }
        }
        Self { month, texts }
    }

    /// Anna asks about two. Of one its source says: yes, but; what is meant by "but" is read before anything is published.
    fn the_source_is_shown_two_texts_and_says_yes_but(&mut self) {
        let Self { month, texts } = self;
        let (trays, street) = (&texts.trays, &texts.street);
        month.drafts(Anna, trays, "Refus de plateaux", "Rue des Aubépines, on refuse.");
        month.drafts(Anna, street, "Deux personnes arrêtées", "Dans une rue, deux arrestations.");
        for text in [trays, street] {
            month.anna.does(&["proof", &text.id, "--until", &day(3), "--yes"]);
        }
        month.answers(trays, "yes", "D’accord, mais sans le nom de la rue.");
        let (_, said) = month.fetches(Anna);
        assert_eq!(said["answered"][0]["yes"], true, "{said}");
        assert!(said["answered"][0]["words"].is_string(), "{said}");
        let refused = month.publishes(Anna, trays, &[]).expect_err("nobody read the words");
        assert!(refused.contains("--despite words"), "{refused}");
        assert!(month.anna.does(&["read", &trays.id]).contains("sans le nom de la rue"));
        // She does what it asks for, and shows it again.
        month.drafts(Anna, trays, "Refus de plateaux", "On refuse, à Lantin.");
        let refused = month.publishes(Anna, trays, &[]).expect_err("another version");
        assert!(refused.contains("vu une autre version"), "{refused}");
        month.anna.does(&["proof", &trays.id, "--until", &day(3), "--yes"]);
        month.answers(trays, "yes", "");
    }

    /// The no to the other comes while anna's machine fetches it, and dies.
    fn a_no_comes_in_a_fetch_that_is_cut_off(&mut self) {
        let Self { month, texts } = self;
        month.passes(1);
        month.fetches(Anna);
        month.answers(&texts.street, "no", "");
        let ((asked, was_asked), (go, may_go)) = (channel(), channel::<()>());
        let mut has_arrived = false;
        month.proxy.tamper(move |head, answer| {
            if has_arrived {
                // Nobody may listen any more: the program was killed.
                let _ = (asked.send(()), may_go.recv());
            }
            has_arrived |= head.starts_with(CONTENT);
            Passed::Bytes(answer)
        });
        let mut fetch = month.anna.starts(&["fetch"]);
        was_asked.recv().expect("the no has arrived, and more is asked for");
        fetch.kill().expect("it is killed");
        fetch.wait().expect("it is gone");
        drop(go);
        month.proxy.be_honest();
    }

    /// The day until which it could say no is over. Silence would be a yes; it was not silent.
    fn what_was_agreed_to_is_published_and_what_was_not_is_not(&mut self) {
        let Self { month, texts } = self;
        month.passes(4);
        let refused = month.publishes(Anna, &texts.street, &[]).expect_err("it said no");
        assert!(refused.contains("a dit non"), "{refused}");
        month.publishes(Anna, &texts.trays, &[]).expect("it said yes");
        // Bruno was asleep; he is told by the program what he did not hear from anna.
        month.drafts(Bruno, &texts.street, "Deux arrestations", "Deux arrestations dans une rue.");
        let refused = month.publishes(Bruno, &texts.street, &["--despite", "colleague"]);
        let refused = refused.expect_err("it said no");
        assert!(refused.contains("dit non à une version antérieure"), "{refused}");
        month.both_fetch();
        assert!(!month.is_written(&texts.street) && month.is_written(&texts.trays));
        assert!(month.bruno.does(&["read", &texts.trays.id]).contains("content/bruxelles/refus-de-plateaux"));
    }

    /// Bruno publishes one that its source takes back: both hear who did that, and that it is published still, until it is not.
    fn a_text_is_taken_back_after_it_was_published(&mut self) {
        let Self { month, texts } = self;
        let rumour = &texts.rumour;
        month.drafts(Bruno, rumour, "L’usine ferme", "On dit qu’elle ferme.");
        month.publishes(Bruno, rumour, &[]).expect("nothing is against it");
        month.both_fetch();
        month.passes(7);
        month.takes_back(rumour);
        for said in month.both_fetch() {
            assert_eq!(said["gone"].as_array().map(Vec::len), Some(1), "{said}");
            assert_eq!(
                (&said["gone"][0]["why"], &said["gone"][0]["published"]),
                (&json!("taken-back"), &json!(true))
            );
        }
        for who in [Anna, Bruno] {
            let inbox = inbox(month.machine(who));
            let still = inbox["still_published"][0].as_str().expect("it is told").to_owned();
            assert!(rumour.id.starts_with(&still), "{who:?}: {inbox}");
        }
        month.bruno.does(&["unpublish", &rumour.id, "--yes"]);
        assert!(!month.is_written(rumour));
        let _ = (month.fetches(Bruno), month.fetches(Anna));
        for who in [Anna, Bruno] {
            assert_eq!(inbox(month.machine(who))["still_published"], json!([]), "{who:?}");
        }
    }

    /// A file of bruno's vault is damaged: it is named, the rest goes on, and it comes again.
    fn a_file_of_a_vault_is_damaged(&mut self) {
        let Self { month, texts } = self;
        month.passes(10);
        let file = format!("home/items/{}/state.age", texts.neighbour.id);
        std::fs::remove_file(month.bruno.path(&file)).expect("removed");
        month.bruno.put(&file, b"age-encryption.org/v1\nnothing that opens\n");
        let broken = inbox(&month.bruno)["broken"].clone();
        assert_eq!(broken[0]["id"], texts.neighbour.id.as_str(), "{broken}");
        assert!(month.bruno.does(&["read", &texts.trays.id]).contains(texts.trays.words));
        let [_, said] = month.both_fetch();
        assert_eq!(said["mended"].as_array().map(Vec::len), Some(1), "{said}");
        assert_eq!(inbox(&month.bruno)["broken"], json!([]));
        assert!(month.bruno.does(&["read", &texts.neighbour.id]).contains(texts.neighbour.words));
    }

    /// Bruno's disk is full when a film comes: it waits on the server, what he has is read, and then it comes.
    fn a_disk_is_full(&mut self) {
        let Self { month, texts } = self;
        month.passes(14);
        let mut film = month.writes("Un film de la place.", "un-film", &vec![7; 900_000]);
        month.disk.fill();
        let fetch = month.bruno.run("passphrase", &["fetch"]);
        let said = [fetch.stdout, fetch.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(
            !fetch.status.success() && (said.contains("space") || said.contains("pas de place")),
            "{said}"
        );
        let read = month.bruno.run("passphrase", &["read", &texts.fair.id]);
        assert!(String::from_utf8_lossy(&read.stdout).contains(texts.fair.words));
        month.disk.drain();
        month.both_fetch();
        film.id = month.id(Anna, film.words);
        assert_eq!(film.id, month.id(Bruno, film.words));
        texts.film = Some(film);
    }

    /// Anna's machine is gone. There are a file and a sheet of paper; what waits is sealed to her new keys by bruno.
    fn a_machine_is_lost_and_restored(&mut self) {
        let Self { month, texts } = self;
        let file = month.anna.path("anna.backup");
        let said: Value = serde_json::from_str(&month.anna.does(&["backup", &file, "--json"])).expect("JSON");
        let words = said["paper"].as_array().expect("a paper key").iter();
        let paper: Vec<&str> = words.map(|word| word.as_str().expect("a word")).collect();
        month.passes(16);
        let mut again = Machine::bare();
        again.put("backup", &std::fs::read(file).expect("a file"));
        again.put("words", paper.join(" ").as_bytes());
        again.live_in(16);
        let (backup, words) = (again.path("backup"), again.path("words"));
        again.does(&["restore", &backup, "--words-file", &words, "--work-factor", "15"]);
        month.anna = again;

        let (code, said) = month.fetches(Anna);
        assert_eq!((code, &said["other_machine"]), (IN_PART, &json!(true)), "{said}");
        month.anna.does(&["keys", "take-over", "--yes"]);
        month.anna.does(&["fetch", "--reseal"]);
        let (_, said) = month.fetches(Bruno);
        assert!(said["sealed_on"].as_u64() >= Some(5), "{said}");
        month.both_fetch();
        for text in
            [&texts.trays, &texts.street, &texts.neighbour, &texts.fair].into_iter().chain(&texts.film)
        {
            assert!(month.anna.does(&["read", &text.id]).contains(text.words), "{}", text.words);
        }
        // What her source said, what bruno did, and what she did herself, she knows again.
        let read = month.anna.does(&["read", &texts.street.id]);
        assert!(read.contains("a dit non") && read.contains("bruno"), "{read}");
        let read = month.anna.does(&["read", &texts.trays.id]);
        assert!(read.contains("dit oui") && read.contains("content/bruxelles/refus-de-plateaux"), "{read}");
        month.drafts(Anna, &texts.street, "Deux personnes arrêtées", "Dans une rue, deux arrestations.");
        let refused = month.publishes(Anna, &texts.street, &[]).expect_err("it said no");
        assert!(refused.contains("dit non"), "{refused}");
    }

    /// The server's clock is forty days ahead for an afternoon: nothing goes, and what comes in is kept.
    fn the_servers_clock_jumps(&mut self) {
        let Self { month, texts } = self;
        month.passes(18);
        month.stack.run_in(58);
        let mut text = month.writes("Écrit un jour faux.", "un-jour-faux", b"");
        let status = month.stack.status_in(58);
        assert!(status.contains("WRONG") && status.contains("[T1]"), "{status}");
        month.both_fetch();
        month.passes(18);
        assert!(month.stack.status_in(18).contains("health     good"));
        for said in month.both_fetch() {
            assert_eq!((&said["expired"], &said["gone"]), (&json!(0), &json!([])), "{said}");
        }
        text.id = month.id(Anna, text.words);
        texts.wrong_day = Some(text);
    }

    /// The same on an editor's machine.
    fn an_editors_clock_jumps(&mut self) {
        let Self { month, texts } = self;
        month.bruno.live_in(58);
        let (code, said) = month.fetches(Bruno);
        assert_eq!((code, &said["servers_day"]), (IN_PART, &json!(day(18))), "{said}");
        assert_eq!((&said["expired"], &said["gone"]), (&json!(0), &json!([])), "{said}");
        month.bruno.live_in(18);
        month.both_fetch();
        assert!(month.bruno.does(&["read", &texts.neighbour.id]).contains(texts.neighbour.words));
    }

    /// What nobody dealt with is told for a week; what has a day is not among it.
    fn what_is_about_to_go_is_announced_for_a_week(&mut self) {
        let Self { month, texts } = self;
        let announced = |said: &Value, text: &Text| {
            let closing = said["closing"].as_array().expect("a list");
            closing.iter().any(|told| text.id.starts_with(told["item"].as_str().expect("an id")))
        };
        for (at, is_told) in [(22, false), (24, true), (30, true)] {
            month.passes(at);
            for said in month.both_fetch() {
                assert_eq!(announced(&said, &texts.neighbour), is_told, "day {at}: {said}");
                assert!(
                    !announced(&said, &texts.fair) && !announced(&said, &texts.rumour),
                    "day {at}: {said}"
                );
            }
        }
    }

    /// Its time is over: it goes from both vaults, from the server a week later, and nobody calls that taking back.
    fn what_nobody_dealt_with_goes(&mut self) {
        let month = &mut self.month;
        month.passes(31);
        for said in month.both_fetch() {
            assert!(said["expired"].as_u64() >= Some(3), "{said}");
        }
        for at in [34, 37, 40, 42, 43] {
            month.passes(at);
            month.both_fetch();
        }
    }

    /// Every text, and where it is.
    fn ends(self) {
        let Self { month, texts } = self;
        let nowhere = || Where {
            anna: Has::Nothing,
            bruno: Has::Nothing,
            on_the_site: false,
            to_take_back: false,
            said_taken_back: Vec::new(),
        };
        let read_by_both = || Where { anna: Has::Text, bruno: Has::Text, to_take_back: true, ..nowhere() };
        let both: Vec<Who> = vec![Anna, Bruno];
        for (text, expected) in [
            // On the site, though no word of it is in a vault any more; both know where.
            (&texts.trays, Where { anna: Has::Link, bruno: Has::Link, on_the_site: true, ..nowhere() }),
            // It said no.
            (&texts.street, nowhere()),
            // Nobody dealt with it; nobody says that it was taken back.
            (&texts.neighbour, nowhere()),
            // Taken back, taken down.
            (&texts.rumour, Where { said_taken_back: both, ..nowhere() }),
            // Kept until its day by both.
            (&texts.fair, read_by_both()),
            // What a full disk, and what a wrong day did not take away.
            (texts.film.as_ref().expect("it came"), read_by_both()),
            (texts.wrong_day.as_ref().expect("it came"), read_by_both()),
        ] {
            assert_eq!(month.finds(text), expected, "{}", text.words);
        }
        assert_eq!(month.told_otherwise(), Vec::<&str>::new());
    }
}
