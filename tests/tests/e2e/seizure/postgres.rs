//! Whoever takes the machine of a PostgreSQL, with all of its files: a day leaves no word there, and the next day's upkeep neither an order nor a
//! key of what was deleted, in any of them, its journal included. It is set up as the operator's page says.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use estafette_tests::editor::Editor;
use estafette_tests::inventory::from_hex;
use estafette_tests::manual::blocks;
use estafette_tests::postgres::Cluster;
use estafette_tests::seizure::Needles;
use estafette_tests::seizure::carver::{self, Carver, Mark};
use estafette_tests::source::{Source, between, token};
use estafette_tests::stack::{Plan, Stack};

use super::Views;
use super::day::TheDay;

const PAGE: &str = include_str!("../../../../server/operator.md");
/// How many come, each with more than a piece, and which of them stay: all but each fourth.
const MANY: usize = 45;
const FOURTH: usize = 4;
const LARGE: usize = 150_000;
/// The kind of mark that a key of something deleted is.
const GONE: &str = "key of what was deleted";
/// When the server's memory is looked at; with the other engine, that is after each answer.
const LOOKS: &[&str] =
    &["a submission, its connection still open", "answers deleted, a submission taken back"];
/// Of each thing, what is its own, with its number in the order of arrival: where nothing was deleted, rows lie in it.
const MARKS: &str = "
    WITH thing AS (SELECT row_number() OVER (ORDER BY ctid) AS n, * FROM estafette.submission),
         placed AS (SELECT n, 'slot' AS what, slot.sealed, slot.key FROM thing JOIN estafette.slot ON submission = thing.id
                    UNION ALL SELECT n, 'chunk', chunk.sealed, chunk.key
                    FROM thing JOIN estafette.chunk ON chunk.id BETWEEN upload AND upload + 65535)
    SELECT n, 'id', encode(id, 'hex') FROM thing
    UNION ALL SELECT n, 'form', encode(form, 'hex') FROM thing
    UNION ALL SELECT n, 'number of upload', encode(int8send(upload), 'hex') FROM thing
    UNION ALL SELECT n, 'number of ' || what, encode(int8send(sealed), 'hex') FROM placed
    UNION ALL SELECT n, 'key of ' || what, encode(key, 'hex') FROM placed
    UNION ALL SELECT n, 'bytes of ' || what, encode(substr(bytes, 1, 48), 'hex')
              FROM placed JOIN estafette.sealed_new ON sealed_new.id = sealed";
const KEYS: &str =
    "SELECT encode(key, 'hex') FROM estafette.chunk UNION ALL SELECT encode(key, 'hex') FROM estafette.slot
                    UNION ALL SELECT encode(key, 'hex') FROM estafette.reply";

/// A database as the operator's page has it: its settings, an account of its own, what that may do. Gives its name and its address.
fn as_the_page_says(cluster: &Cluster) -> (String, String) {
    let settings = between(PAGE, "```ini\n", "```").expect("settings");
    let settings = settings.lines().filter_map(|line| line.split('#').next()?.split_once('='));
    // A list of nothing is what it is anyhow; set this way, it would be one of nothing's name.
    let settings =
        settings.map(|(name, value)| (name.trim(), value.trim())).filter(|(_, value)| *value != "''");
    for (name, value) in settings {
        cluster.sql("postgres", &format!("ALTER SYSTEM SET {name} = '{value}'"));
    }
    cluster.sql("postgres", "SELECT pg_reload_conf()");
    let database = cluster.make_database();
    cluster.sql("postgres", "CREATE ROLE of_servers LOGIN");
    cluster.sql("postgres", &format!("ALTER DATABASE {database} OWNER TO of_servers"));
    let account = blocks("server/operator.md", "More than one machine");
    let account = account.iter().find(|block| block.text.contains("createuser")).expect("an account");
    let grants: Vec<&str> =
        account.text.split("'GRANT ").skip(1).filter_map(|rest| rest.split('\'').next()).collect();
    assert_eq!(grants.len(), 2, "{grants:?}");
    for grant in grants {
        cluster.sql(&database, &format!("GRANT {}", grant.replace("TO estafette", "TO of_servers")));
    }
    let url = cluster.url(&database).replace("user=estafette", "user=of_servers");
    (database, url)
}

/// Whoever pulls the plug finds these.
fn disk(needles: &Needles, stack: &Stack, cluster: &Cluster, views: &mut Views) {
    for folder in [stack.folder(), cluster.folder(), Path::new("/var/tmp"), Path::new("/var/log")] {
        views.add(needles.in_folder(folder));
    }
    views.add(needles.in_bytes("what it said", stack.said().as_bytes()));
}

#[test]
fn whoever_takes_a_server_and_its_postgresql_finds_no_word_of_a_day() {
    let needles = Needles::default();
    let mut views = Views::default();
    let cluster = Cluster::new("taken");
    let (_, url) = as_the_page_says(&cluster);
    let mut stack = Stack::start_as(&Plan { decoys: 3_000.0, database: Some(url), ..Plan::default() });
    let second = TheDay::begin(&needles, &stack, &mut views).with_looks_after(LOOKS).goes_by();
    views.add(needles.in_memory("PostgreSQL's memory", cluster.process()));
    let _ = Command::new("kill").args(["-ABRT", &stack.process().to_string()]).status();
    let _ = stack.ended();
    cluster.kill();
    disk(&needles, &stack, &cluster, &mut views);
    cluster.start();
    stack.run();
    assert_eq!(Source::new(stack.source_socket()).enter(&second).status, 200);
    stack.stop();
    // What it has in memory alone, it writes when it is asked to stop.
    cluster.stop();
    assert!(cluster.folder().join("data/pg_stat/pgstat.stat").exists(), "its counts");
    disk(&needles, &stack, &cluster, &mut views);
    views.are_empty(&needles);
}

fn marks(cluster: &Cluster, database: &str) -> Vec<Mark> {
    let all = cluster.ask(database, MARKS);
    let mark = |line: &str| {
        let words: Vec<&str> = line.splitn(3, '|').collect();
        let [thing, kind, hex] = words[..] else { panic!("no mark: {line}") };
        let mut bytes = from_hex(hex);
        // So the machine writes numbers.
        if kind.starts_with("number") {
            bytes.reverse();
        }
        Mark { kind: kind.to_owned(), thing: thing.parse().expect("a number"), bytes }
    };
    all.lines().map(mark).collect()
}

fn keys(cluster: &Cluster, database: &str) -> BTreeSet<String> {
    cluster.ask(database, KEYS).lines().map(str::to_owned).collect()
}

/// What a carver finds in all files: where any key of what was deleted is, or half of one; where things lie in the order in which they came.
struct Carved {
    opened: Vec<String>,
    ordered: Vec<String>,
}

impl Carved {
    /// # Panics
    /// When it does not find the keys of what stays.
    fn by(carver: &Carver, cluster: &Cluster) -> Self {
        let (mut opened, mut ordered, mut finds) = (Vec::new(), Vec::new(), false);
        for (path, bytes) in cluster.files() {
            let found = carver.found(&bytes);
            let has = |kind: &str| found.iter().any(|mark| mark.kind == kind);
            finds |= has("key of chunk");
            opened.extend(has(GONE).then(|| path.display().to_string()));
            let kinds = carver::ordered(&found);
            ordered.extend((!kinds.is_empty()).then(|| format!("{}: {}", path.display(), kinds.join(", "))));
        }
        assert!(finds, "what stays is there");
        Self { opened, ordered }
    }
}

fn halves(hex: &str) -> [Mark; 2] {
    let key = from_hex(hex);
    [&key[..16], &key[16..32]].map(|half| Mark { kind: GONE.to_owned(), thing: 0, bytes: half.to_vec() })
}

/// An editor answers one, and its source deletes the answers; gives what there was between.
fn answered_and_deleted<T>(
    stack: &Stack,
    source: &Source,
    codenames: &[String],
    look: impl FnOnce() -> T,
) -> T {
    let anna = Editor::log_in(stack, 0);
    let opened = anna.list().iter().map(|item| anna.open(item)).find(|opened| opened.text == "lettre 0");
    let opened = opened.expect("it is there");
    for answer in ["Merci.", "Encore une question."] {
        assert_eq!(anna.reply(&opened, answer).status, 201);
    }
    let page = source.enter(&codenames[0]);
    let text = page.text();
    let button = text.split("<form").find(|form| form.contains("toutes les réponses")).expect("a button");
    let shown = between(button, "name=\"reply\" value=\"", "\"").expect("an id");
    let between = look();
    let deleted = source.post("/fr/replies/delete", &[("token", &token(&page)), ("reply", shown)]);
    assert_eq!(deleted.status, 200);
    between
}

fn is_taken_back(source: &Source, codename: &str) {
    let page = source.enter(codename);
    let text = page.text();
    let id = between(&text, "name=\"submission\" value=\"", "\"").expect("an id");
    let fields = [("token", token(&page)), ("submission", id.to_owned()), ("sure", "yes".to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(source.post("/fr/replies/withdraw", &fields).status, 200);
}

#[test]
fn the_day_after_no_file_of_a_postgresql_says_what_came_first_or_opens_what_was_deleted() {
    let cluster = Cluster::new("carved");
    let (database, url) = as_the_page_says(&cluster);
    let mut stack = Stack::start_as(&Plan { database: Some(url), ..Plan::default() });
    let source = Source::new(stack.source_socket());
    let film = vec![7; LARGE];
    let write = |n| {
        source.write(&format!("lettre {n}"), &[("film.bin", "application/octet-stream", film.as_slice())])
    };
    let codenames: Vec<String> = (0..MANY).map(write).collect();
    let marks = marks(&cluster, &database);
    let mut before = keys(&cluster, &database);
    before.extend(answered_and_deleted(&stack, &source, &codenames, || keys(&cluster, &database)));
    for codename in codenames.iter().step_by(FOURTH) {
        is_taken_back(&source, codename);
    }
    // As PostgreSQL does by itself when much has come, or from time to time.
    cluster.sql(&database, "ANALYZE");
    cluster.sql(&database, "CHECKPOINT");
    let stay = keys(&cluster, &database);
    let stays = |mark: &Mark| !(mark.thing as usize - 1).is_multiple_of(FOURTH);
    let marks = marks.into_iter().filter(stays).chain(before.difference(&stay).flat_map(|hex| halves(hex)));
    let carver = Carver::new(marks.collect());
    // Until then its files say both: this adversary sees what there is.
    let carved = Carved::by(&carver, &cluster);
    assert!(!carved.opened.is_empty() && !carved.ordered.is_empty());

    stack.run_the_day_after(&cluster, &database);
    let carved = Carved::by(&carver, &cluster);
    assert_eq!(carved.opened, Vec::<String>::new());
    assert_eq!(carved.ordered, Vec::<String>::new());
    stack.stop();
}
