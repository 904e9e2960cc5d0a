//! A repository is looked at when it is added; and its parts that are repositories of their own are fetched, or said to be
//! missing.

use std::process::Command;

use estafette_tests::desk::Desk;
use estafette_tests::machine::Machine;
use serde_json::Value;

const AUTHOR: &str = "Rédaction <redaction@site.example>";

fn git(machine: &Machine, folder: &str, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args([
            "-C",
            &machine.path(folder),
            "-c",
            "protocol.file.allow=always",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(["-c", "user.name=x", "-c", "user.email=x@site.example"])
        .args(arguments)
        .output()
        .expect("git is installed");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

fn repository(machine: &Machine, folder: &str) {
    git(machine, folder, &["init", "--quiet"]);
    git(machine, folder, &["add", "--all"]);
    git(machine, folder, &["commit", "--quiet", "--message", "begin"]);
}

#[test]
fn what_is_not_there_is_not_remembered() {
    let desk = Desk::with_text();
    let machine = &desk.machine;
    let add = |remote: &str, branch: &str| {
        let add = ["site", "add", "pages", "--git", remote, "--author", AUTHOR, "--branch", branch];
        machine.fails(&add)
    };
    assert!(add(&machine.path("nowhere.git"), "main").contains("pas de dépôt git"));
    assert!(add("file:///nowhere.git", "main").contains("pas de dépôt git"));
    machine.put("empty/README", b"");
    assert!(add(&machine.path("empty"), "main").contains("pas de dépôt git"));
    repository(machine, "empty");
    assert!(add(&machine.path("empty"), "main").contains("ne contient pas de site"));
    assert!(add(&machine.path("empty"), "trunk").contains("branche de ce nom"));
    assert!(machine.does(&["site", "show"]).contains("Aucun site"));
    // What builds it is seen.
    machine.put("zola/config.toml", b"base_url = \"https://site.example\"\n");
    machine.put("zola/templates/page.html", b"{{ page.content | safe }}");
    repository(machine, "zola");
    machine.does(&["site", "add", "pages", "--git", &machine.path("zola"), "--author", AUTHOR]);
    let said = machine.does(&["publish", &desk.item, "--site", "pages", "--yes", "--json"]);
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let branch = said["branch"].as_str().expect("a branch");
    let page =
        git(machine, "zola", &["show", &format!("{branch}:content/bruxelles/refus-de-plateaux/index.md")]);
    assert!(page.starts_with("+++\n"), "{page}");
    // Gone since: said when it is checked.
    std::fs::rename(machine.path("zola"), machine.path("moved")).expect("moved");
    assert!(machine.fails(&["site", "check", "pages"]).contains("pas de dépôt git"));
}

#[test]
fn a_theme_in_a_submodule_is_fetched_or_said_to_be_missing() {
    let desk = Desk::with_text();
    let machine = &desk.machine;
    machine.put("theme/layouts/_default/single.html", b"{{ .Content }}");
    machine.put("theme/layouts/shortcodes/note.html", b"<aside>{{ .Inner }}</aside>");
    repository(machine, "theme");
    machine.put("seed/hugo.toml", b"theme = \"simple\"\n");
    machine.put("seed/content/_index.md", b"---\ntitle: x\n---\n{{< note >}}Un mot.{{< /note >}}\n");
    git(machine, "seed", &["init", "--quiet"]);
    let theme = format!("file://{}", machine.path("theme"));
    git(machine, "seed", &["submodule", "--quiet", "add", &theme, "themes/simple"]);
    repository(machine, "seed");
    let seed = machine.path("seed");
    machine.does(&["site", "add", "pages", "--git", &seed, "--author", AUTHOR]);
    let publish = ["publish", &desk.item, "--site", "pages", "--yes"];
    let said = machine.does(&[&publish[..], &["--json"]].concat());
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((&said["built"], &said["shown"]), (&Value::Bool(true), &Value::Bool(true)));
    machine.does(&["unpublish", &desk.item, "--yes"]);

    std::fs::rename(machine.path("theme"), machine.path("moved")).expect("moved");
    let said = machine.does(&publish);
    assert!(
        said.contains("themes/simple") && said.contains("sous-modules") && said.contains("pas été vérifiée"),
        "{said}"
    );
    assert!(git(machine, "seed", &["branch", "--list", "communique/*"]).contains("communique/"));
    machine.does(&["unpublish", &desk.item, "--yes"]);
    // Nobody to ask, and nobody said yes: nothing is pushed.
    let _ = machine.fails(publish.get(..4).expect("without --yes"));
    assert_eq!(git(machine, "seed", &["branch", "--list", "communique/*"]), "");
}
