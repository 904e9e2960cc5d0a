//! The walls that cargo-deny can't see.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Tests run in their package's folder. (A path taken while compiling may be that of another checkout, where several
/// share a target folder.)
fn top() -> PathBuf {
    Path::new("..").canonicalize().expect("a workspace")
}

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                sources(&path)
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("text");
                vec![(path, text)]
            } else {
                Vec::new()
            }
        })
        .collect()
}

/// Every line of these rooms that holds a text, as `path: line`.
fn lines_with(rooms: &[&str], text: &str) -> Vec<String> {
    let top = top();
    rooms
        .iter()
        .flat_map(|room| sources(&top.join(room)))
        .filter(|(path, _)| !path.ends_with("tidy.rs"))
        .flat_map(|(path, source)| {
            let path = path.strip_prefix(&top).expect("below").display().to_string();
            let lines = source.lines().filter(|line| line.contains(text));
            lines.map(|line| format!("{path}: {}", line.trim())).collect::<Vec<_>>()
        })
        .collect()
}

const ALL: [&str; 5] = ["keys", "server", "client", "onion", "tests"];

#[test]
fn age_and_sequoia_have_one_adapter_each() {
    for (library, adapter) in [("age::", "keys/src/age_format"), ("sequoia_openpgp", "keys/src/openpgp")] {
        let elsewhere: Vec<String> = lines_with(&ALL, library)
            .into_iter()
            // Faults are made with the library itself.
            .filter(|line| !line.starts_with(adapter) && !line.starts_with("keys/examples"))
            .filter(|line| library != "age::" || line.split(": ").nth(1).is_some_and(names_the_age_crate))
            .collect();
        assert_eq!(elsewhere, Vec::<String>::new());
    }
}

/// Bytes in, bytes out: no runtime, no database, no server, no file, no socket.
#[test]
fn keys_is_a_leaf_that_opens_nothing() {
    let tree = std::process::Command::new("cargo")
        .args([
            "tree",
            "--locked",
            "--offline",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "-p",
            "estafette-keys",
        ])
        .current_dir(top())
        .output()
        .expect("cargo runs the tests");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
    assert!(tree.starts_with("estafette-keys "), "{tree}");
    for banned in ["tokio", "sqlx", "axum", "hyper", "arti-client"] {
        let found = tree.lines().find(|line| line.starts_with(&format!("{banned} ")));
        assert_eq!(found, None);
    }
    for banned in ["std::fs", "fs::File", "std::net", "std::os::unix", "SystemTime::now", "async fn"] {
        assert_eq!(lines_with(&["keys/src"], banned), Vec::<String>::new());
    }
}

/// `age::` on its own, not the end of `message::` or `storage::`.
fn names_the_age_crate(line: &str) -> bool {
    line.match_indices("age::").any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    })
}

#[test]
fn the_server_formats_nothing_for_debugging() {
    let lines: Vec<String> = lines_with(&["server/src", "server/store/src"], ":?}")
        .into_iter()
        .filter(|line| !line.contains("assert") && !line.contains("panic!"))
        .collect();
    assert_eq!(lines, Vec::<String>::new());
}

/// Everything else takes a generator as an argument, or has one in its state.
#[test]
fn the_server_asks_for_randomness_in_one_place() {
    for draw in ["OsRng", "thread_rng", "rand::random"] {
        let elsewhere: Vec<String> = lines_with(&["server/src"], draw)
            .into_iter()
            .filter(|line| !line.starts_with("server/src/random.rs") && !line.starts_with("server/src/store"))
            .collect();
        assert_eq!(elsewhere, Vec::<String>::new());
    }
}

/// Everything else is given the time, or asks `clock::moment` for what a timer reckons from.
#[test]
fn the_server_asks_what_time_it_is_in_one_place() {
    for question in ["Instant::now", "SystemTime::now", ".elapsed()"] {
        let elsewhere: Vec<String> = lines_with(&["server/src"], question)
            .into_iter()
            .filter(|line| {
                !line.starts_with("server/src/clock.rs: ")
                    && !line.starts_with("server/src/machine_clock.rs: ")
            })
            .collect();
        assert_eq!(elsewhere, Vec::<String>::new());
    }
}

#[test]
fn labels_are_spelled_in_their_list_only() {
    let strays: Vec<String> = lines_with(&ALL, "estafette/v1/")
        .into_iter()
        .filter(|line| !line.starts_with("keys/src/labels.rs: "))
        .collect();
    assert_eq!(strays, Vec::<String>::new());
}

#[test]
fn no_test_is_ignored_and_nothing_is_left_for_later() {
    for word in ["#[ignore", concat!("TO", "DO"), concat!("FIX", "ME"), "unimplemented!"] {
        assert_eq!(lines_with(&ALL, word), Vec::<String>::new(), "{word}");
    }
}

/// What is depended on without being named in a source file, and why.
const UNNAMED: [(&str, &str); 1] = [
    // OpenSSL is built from source because of it; sequoia uses it.
    ("keys", "openssl-sys"),
];

#[test]
fn whatever_is_depended_on_is_used() {
    let top = top();
    let read = |folder: &str| -> toml::Table {
        let text = std::fs::read_to_string(top.join(folder).join("Cargo.toml")).expect("a manifest");
        text.parse().expect("a manifest")
    };
    let workspace = read("");
    let members = workspace["workspace"]["members"].as_array().expect("members");
    let mut named_by_some = BTreeSet::new();
    let mut unused = Vec::new();
    for member in members.iter().map(|member| member.as_str().expect("a folder")) {
        let manifest = read(member);
        let names = names_in(&top.join(member));
        let dependencies =
            ["dependencies", "dev-dependencies"].into_iter().filter_map(|kind| manifest.get(kind));
        for dependency in dependencies.filter_map(toml::Value::as_table).flat_map(toml::Table::keys) {
            named_by_some.insert(dependency.clone());
            let library = if dependency == "kamadak-exif" { "exif" } else { dependency };
            if !names.contains(&library.replace('-', "_")) && !UNNAMED.contains(&(member, dependency)) {
                unused.push(format!("{member}: {dependency}"));
            }
        }
    }
    let entered = workspace["workspace"]["dependencies"].as_table().expect("dependencies").keys();
    unused.extend(
        entered.filter(|name| !named_by_some.contains(*name)).map(|name| format!("workspace: {name}")),
    );
    assert_eq!(unused, Vec::<String>::new());
}

/// Every name in the sources of a package, without those of packages below it.
fn names_in(package: &Path) -> BTreeSet<String> {
    let is_own = |path: &Path| {
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != package);
        !folders.into_iter().any(|folder| folder.join("Cargo.toml").exists())
    };
    sources(package).iter().filter(|(path, _)| is_own(path)).flat_map(|(_, source)| names(source)).collect()
}

/// Every name in the code of a source.
fn names(source: &str) -> Vec<String> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric() && letter != '_'))
        .map(ToOwned::to_owned)
        .collect()
}

/// Within its package a function says `pub(crate)`, so that the compiler sees when nobody calls it any more. (A type may be in a
/// public function's signature without being named elsewhere.)
#[test]
fn a_function_is_public_only_where_another_package_calls_it() {
    let top = top();
    // The library of a package: its programs, tests and benches are others.
    let package_of = |path: &Path| {
        let source = path.ancestors().find(|folder| folder.ends_with("src"));
        source.filter(|_| !path.ends_with("main.rs")).map(Path::to_owned)
    };
    let all: Vec<_> = ALL.iter().flat_map(|room| sources(&top.join(room))).collect();
    let packages: BTreeSet<PathBuf> = all.iter().filter_map(|(path, _)| package_of(path)).collect();
    let mut named: BTreeMap<String, BTreeSet<Option<PathBuf>>> = BTreeMap::new();
    for (path, source) in &all {
        for name in names(source) {
            named.entry(name).or_default().insert(package_of(path));
        }
    }
    let mut unused = Vec::new();
    for package in packages.iter().filter(|package| !package.starts_with(top.join("tests"))) {
        for (path, source) in all.iter().filter(|(path, _)| package_of(path).as_ref() == Some(package)) {
            let declared = source.lines().filter_map(|line| line.trim_start().strip_prefix("pub "));
            let functions = declared.filter_map(|line| {
                let line =
                    line.strip_prefix("const ").or_else(|| line.strip_prefix("async ")).unwrap_or(line);
                line.strip_prefix("fn ")?.split(['(', '<']).next()
            });
            let by_nobody =
                functions.filter(|name| named[*name].iter().all(|place| place.as_ref() == Some(package)));
            unused.extend(by_nobody.map(|name| format!("{}: {name}", path.display())));
        }
    }
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn the_top_level_holds_what_was_asked_for() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "server",
        "client",
        "keys",
        "tests",
        "onion",
        "README.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "SECURITY.md",
        "CHANGELOG.md",
        "rust-toolchain.toml",
        "target",
    ];
    for entry in std::fs::read_dir(top()).expect("a folder").filter_map(Result::ok) {
        let name = entry.file_name().into_string().expect("a name");
        assert!(name.starts_with('.') || allowed.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn templates_hold_no_words() {
    for entry in std::fs::read_dir(top().join("server/templates")).expect("a folder").filter_map(Result::ok) {
        let text = std::fs::read_to_string(entry.path()).expect("text");
        let bare = bare_words(&text);
        assert!(bare.is_empty(), "{}: {bare:?}", entry.path().display());
    }
}

/// Words outside tags and template expressions.
fn bare_words(template: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, opened)) = rest.find(['<', '{']).and_then(|at| rest.split_at_checked(at)) {
        text.extend([before, " "]);
        let end = match opened {
            opened if opened.starts_with("{%") => "%}",
            opened if opened.starts_with("{{") => "}}",
            _ => ">",
        };
        rest = opened.split_once(end).map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(ToOwned::to_owned)
        .collect()
}
