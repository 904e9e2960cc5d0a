//! From the desk to a site that a program builds: Hugo's folder, Zola's, and a branch of a repository.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use estafette_tests::desk::Desk;
use serde_json::Value;

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

fn hugo(desk: &Desk) -> String {
    let site = desk.machine.path("site");
    let made = Command::new("hugo").args(["new", "site", &site]).stdout(Stdio::null()).status();
    assert!(made.expect("hugo is installed").success());
    desk.machine.put("site/layouts/_default/single.html", b"<h1>{{ .Title }}</h1>{{ .Content }}");
    site
}

#[test]
fn a_picture_is_published_once_it_was_looked_over_and_described() {
    let desk = Desk::with_a_raw_picture();
    let site = hugo(&desk);
    let publish = ["publish", &desk.item, "--to", &site, "--with-pictures", "--yes"];
    assert!(desk.machine.fails(&publish).contains("personne n’a relu cette image"));
    desk.machine.does(&["image", "clean", &desk.item]);
    assert!(desk.machine.fails(&publish).contains("personne n’a relu cette image"));
    assert!(desk.machine.fails(&["image", "review", &desk.item, "1", "--yes"]).contains("description"));
    desk.machine.does(&["image", "review", &desk.item, "1", "--alt", "Une [grille]", "--yes"]);
    desk.machine.does(&publish);
    let bundle = Path::new(&site).join("content/bruxelles/refus-de-plateaux");
    assert!(std::fs::read(bundle.join("image-1.jpg")).expect("the picture").starts_with(b"\xff\xd8\xff"));
    let public = desk.machine.path("public");
    run("hugo", &["--source", &site, "--destination", &public]);
    let page = std::fs::read_to_string(Path::new(&public).join("bruxelles/refus-de-plateaux/index.html"));
    let page = page.expect("the page");
    assert!(page.contains("alt=\"Une (grille)\"") && page.contains("src=\"image-1.jpg\""), "{page}");
    assert!(page.contains("piège"), "the site's own mark is text: {page}");
    let moment = ["publish", &desk.item, "--to", &site, "--schedule", "2099-01-01T10:00", "--yes"];
    assert!(desk.machine.fails(&moment).contains("seul un WordPress"));
    // Covered anew, it waits to be looked over again.
    desk.machine.does(&["image", "cover", &desk.item, "1", "--add", "10,10,40x40"]);
    assert!(desk.machine.fails(&publish).contains("personne n’a relu cette image"));
}

#[test]
fn a_site_that_does_not_build_with_a_page_is_as_it_was() {
    let desk = Desk::with_text();
    let site = hugo(&desk);
    desk.machine.does(&["publish", &desk.item, "--to", &site, "--yes"]);
    let page = Path::new(&site).join("content/bruxelles/refus-de-plateaux/index.md");
    let before = std::fs::read(&page).expect("the page");
    // A site whose template breaks on a word.
    let template = "{{ if in .RawContent \"casse\" }}{{ errorf \"cassé\" }}{{ end }}{{ .Content }}";
    std::fs::remove_file(Path::new(&site).join("layouts/_default/single.html")).expect("removed");
    desk.machine.put("site/layouts/_default/single.html", template.as_bytes());
    desk.drafts("draft-2.md", "# Refus\n\nUn mot qui casse.\n");
    let said = desk.machine.fails(&["publish", &desk.item, "--to", &site, "--draft", "--yes"]);
    assert!(said.contains("ne se construit pas") && said.contains("cassé"), "{said}");
    assert_eq!(std::fs::read(&page).expect("the page"), before);
    // Nobody changed it by hand: it can be brought up to date.
    desk.drafts("draft-3.md", "# Refus\n\nUn autre mot.\n");
    desk.machine.does(&["publish", &desk.item, "--to", &site, "--yes"]);
    // The first time, nothing is left.
    let desk = Desk::with_text();
    let site = hugo(&desk);
    std::fs::remove_file(Path::new(&site).join("layouts/_default/single.html")).expect("removed");
    desk.machine.put("site/layouts/_default/single.html", b"{{ errorf \"no\" }}");
    let _ = desk.machine.fails(&["publish", &desk.item, "--to", &site, "--yes"]);
    assert!(!Path::new(&site).join("content/bruxelles/refus-de-plateaux").exists());
    assert!(
        desk.machine.fails(&["publish", &desk.item, "--to", &site, "--undo", "--yes"]).contains("pas publié")
    );
}

#[test]
fn a_page_for_zola_has_toml_above_it_and_says_when_nothing_built_it() {
    let desk = Desk::with_a_picture();
    desk.machine.put("zola/config.toml", b"base_url = \"https://site.example\"\n");
    desk.machine.put("zola/templates/page.html", b"{{ page.content | safe }}");
    let site = desk.machine.path("zola");
    desk.machine.does(&["site", "add", "pages", "--zola", &site]);
    let said = desk.machine.does(&["publish", &desk.item, "--site", "pages", "--with-pictures", "--yes"]);
    let has_zola = Command::new("zola").arg("--version").output().is_ok();
    assert!(has_zola || said.contains("n’est pas sur cette machine"), "{said}");
    let page = std::fs::read_to_string(Path::new(&site).join("content/bruxelles/refus-de-plateaux/index.md"));
    let page = page.expect("the page");
    let (front, text) = page.trim_start_matches("+++\n").split_once("\n+++\n").expect("front matter");
    let front: toml::Table = front.parse().expect("TOML");
    assert_eq!(front["title"].as_str(), Some("Refus de plateaux"));
    assert!(!text.contains("{{") && !text.contains("{%"), "{text}");
}

#[test]
fn a_branch_tells_of_no_hour_no_person_and_is_pushed_once() {
    let desk = Desk::with_a_picture();
    let site = hugo(&desk);
    let (bare, seed) = (desk.machine.path("bare.git"), desk.machine.path("seed"));
    run("git", &["init", "--quiet", "--bare", "--initial-branch=main", &bare]);
    run("git", &["clone", "--quiet", &bare, &seed]);
    run("cp", &["-r", &format!("{site}/."), &seed]);
    let git = |folder: &str, arguments: &[&str]| {
        run(
            "git",
            &[&["-C", folder, "-c", "user.name=x", "-c", "user.email=x@example.org"], arguments].concat(),
        )
    };
    git(&seed, &["checkout", "--quiet", "-B", "main"]);
    git(&seed, &["add", "--all"]);
    git(&seed, &["commit", "--quiet", "--message", "begin"]);
    git(&seed, &["push", "--quiet", "origin", "main"]);

    let author = "Rédaction <redaction@site.example>";
    desk.machine.does(&["site", "add", "pages", "--git", &bare, "--author", author]);
    let publish = ["publish", &desk.item, "--site", "pages", "--with-pictures", "--yes", "--json"];
    let published: Value = serde_json::from_str(&desk.machine.does(&publish)).expect("JSON");
    let branch = published["branch"].as_str().expect("a branch").to_owned();
    assert_eq!(published["built"], true);
    assert!(branch.starts_with("communique/") && !branch.contains(&desk.item));
    let form = ["log", "-1", "--format=%an|%ae|%cn|%ce|%ad|%cd|%s", "--date=iso", &branch];
    let about = git(&bare, &form);
    let parts: Vec<&str> = about.trim().split('|').collect();
    assert_eq!(parts[..4], ["Rédaction", "redaction@site.example", "Rédaction", "redaction@site.example"]);
    for date in &parts[4..6] {
        assert!(date.ends_with("00:00:00 +0000"), "{date}");
    }
    let files = git(&bare, &["ls-tree", "-r", "--name-only", &branch, "content"]);
    assert!(files.contains("index.md") && files.contains("image-1.jpg"), "{files}");

    // Cut off between what it remembers and the push, it goes on from there.
    let hook = Path::new(&bare).join("hooks/pre-receive");
    desk.drafts("draft-2.md", "# Refus de plateaux\n\nUn mot de plus.\n");
    desk.machine.put("bare.git/hooks/pre-receive", b"#!/bin/sh\nexit 1\n");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("a hook");
    assert!(desk.machine.fails(&publish[..6]).contains("git"));
    std::fs::remove_file(hook).expect("removed");
    let updated: Value = serde_json::from_str(&desk.machine.does(&publish)).expect("JSON");
    assert_eq!((&updated["outcome"], &updated["branch"]), (&published["outcome"], &published["branch"]));
    assert!(git(&bare, &["grep", "-h", "Un mot de plus", &branch]).contains("de plus"));

    // Again: just so. Changed by hand: left alone.
    let again: Value = serde_json::from_str(&desk.machine.does(&publish)).expect("JSON");
    assert_eq!(again["outcome"], "unchanged");
    git(&seed, &["fetch", "--quiet", "origin"]);
    git(&seed, &["checkout", "--quiet", "-B", "hand", &format!("origin/{branch}")]);
    git(&seed, &["commit", "--quiet", "--allow-empty", "--message", "by hand"]);
    git(&seed, &["push", "--quiet", "origin", &format!("hand:{branch}")]);
    assert!(desk.machine.fails(&publish[..6]).contains("à la main"));
    assert!(desk.machine.fails(&["unpublish", &desk.item, "--yes"]).contains("à la main"));
    git(&seed, &["push", "--quiet", "--force", "origin", &format!("hand~1:{branch}")]);
    desk.machine.does(&["unpublish", &desk.item, "--yes"]);
    assert_eq!(git(&bare, &["branch", "--list", &branch]).trim(), "");
    // Merged, it is on the site without its branch, and that is said until it is out.
    let merged: Value = serde_json::from_str(&desk.machine.does(&publish)).expect("JSON");
    let branch = merged["branch"].as_str().expect("a branch").to_owned();
    git(&seed, &["fetch", "--quiet", "origin"]);
    git(&seed, &["push", "--quiet", "origin", &format!("origin/{branch}:refs/heads/main")]);
    assert!(desk.machine.does(&["unpublish", &desk.item, "--yes"]).contains("encore sur le site"));
    git(&seed, &["push", "--quiet", "--force", "origin", "main:main"]);
    assert!(!desk.machine.does(&["unpublish", &desk.item, "--yes"]).contains("encore sur le site"));
    assert!(desk.machine.fails(&["unpublish", &desk.item, "--yes"]).contains("pas publié"));
    // Another machine's repository, without a Tor that runs.
    let far = ["site", "add", "far", "--git", "git@host.example:a.git", "--author", author];
    assert!(desk.machine.fails(&far).contains("Tor"));
}

#[test]
fn an_export_has_the_text_in_three_forms_and_nothing_for_others_to_read() {
    let desk = Desk::with_a_picture();
    let out = desk.machine.path("out");
    desk.machine.does(&["export", &desk.item, "--out", &out, "--with-pictures"]);
    let read = |name: &str| std::fs::read_to_string(Path::new(&out).join(name)).expect("a file");
    assert!(read("text.md").starts_with("# Refus de plateaux\n"));
    assert!(
        read("text.html").contains("<em>prisonnier·es</em>")
            && read("text.html").contains("alt=\"Une [grille]\"")
    );
    assert!(read("spip.txt").contains("{prisonnier·es}"));
    for entry in std::fs::read_dir(&out).expect("a folder") {
        let mode = entry.expect("a file").metadata().expect("its mode").permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
    assert!(desk.machine.fails(&["export", &desk.item, "--out", &out]).contains("déjà là"));
}

#[test]
fn what_a_source_takes_back_is_one_command_away_and_what_is_over_is_put_away() {
    let Desk { stack, machine, item, codename } = Desk::with_text();
    let site = machine.site();
    machine.does(&["publish", &item, "--to", &site, "--yes"]);
    let pin = stack.pin();
    machine.put("codename", codename.as_bytes());
    let taken = [
        "withdraw",
        "--codename-file",
        &machine.path("codename"),
        "--pin",
        pin,
        "--address",
        &format!("unix:{}", stack.source_socket().display()),
        "--all",
        "--yes",
    ];
    machine.does(&taken);
    machine.does(&["fetch"]);
    let inbox = machine.does(&["inbox"]);
    assert!(inbox.contains("encore publié"), "{inbox}");
    assert!(machine.does(&["read", &item]).contains("estafette unpublish"));
    machine.does(&["unpublish", &item, "--yes"]);
    assert!(!Path::new(&site).join("content/bruxelles/refus-de-plateaux").exists());
    let short = item.get(..4).expect("an id");
    machine.does(&["archive", &item]);
    assert!(!machine.does(&["inbox"]).contains(short));
    assert!(machine.does(&["inbox", "--all"]).contains(short));
}
