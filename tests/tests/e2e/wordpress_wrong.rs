//! What goes wrong with a real WordPress, row by row; and what happens to whoever is killed on the way.

use estafette_tests::desk::Desk;
use estafette_tests::wordpress::{AGES, Between, WordPress, always, nothing_larger};
use serde_json::{Value, json};

/// A desk with a picture that may be published.
struct Wrong(Desk);

impl Wrong {
    fn new() -> Self {
        Self(Desk::with_a_picture())
    }

    fn arguments(&self) -> [&str; 6] {
        ["publish", &self.0.item, "--site", "blog", "--with-pictures", "--yes"]
    }

    fn publishes(&self) -> Value {
        let said = self.0.machine.does(&[&self.arguments()[..], &["--json"]].concat());
        serde_json::from_str(&said).expect("an answer as JSON")
    }

    fn complains(&self) -> String {
        self.0.machine.fails(&self.arguments())
    }

    /// What adding a site at this address says.
    fn is_refused(&self, address: &str, login: &str, password: &str) -> String {
        let name = format!("password of {login} {}", password.len());
        let file = self.0.machine.path(&name);
        if !std::path::Path::new(&file).exists() {
            self.0.machine.put(&name, password.as_bytes());
        }
        let add = ["site", "add", "bad", "--wordpress", address, "--login", login, "--password", &file];
        self.0.machine.fails(&add)
    }
}

#[test]
fn killed_after_each_write_and_run_again_there_is_one_post_and_one_picture() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Wrong::new();
        let before = site.all("posts").len();
        let (mut ended, mut posts) = (false, Vec::new());
        // A draft, its picture, the whole; a tag and a category that are made on the way.
        for at in 1..=8 {
            let desk = if at == 1 { &desk } else { &Wrong::new() };
            let between = Between::cutting(site.port(), at);
            let more = ["--category", "*=actualite", "--tag", "*=bxl"];
            site.is_known_by(&desk.0.machine, &between.url, "editor", &more);
            let mut child = desk.0.machine.starts(&desk.arguments());
            let held = between.holds(|| child.try_wait().expect("it runs").is_none());
            if held {
                child.kill().expect("it is killed");
            }
            let _ = child.wait();
            between.lets_go();
            ended |= !held;
            site.is_known_to(&desk.0.machine, "editor", &more);
            let published = desk.publishes();
            assert_eq!(
                (&published["status"], &published["dropped"]),
                (&json!("draft"), &json!([])),
                "{at}: {published}"
            );
            assert!(!posts.contains(&published["post"]), "each item is a post of its own");
            posts.push(published["post"].clone());
            assert_eq!(site.all("posts").len(), before + posts.len(), "{age}, killed after write {at}");
            assert_eq!(site.all("media").len(), posts.len(), "{age}, killed after write {at}");
            if ended {
                break;
            }
        }
        assert!(ended && posts.len() > 3, "there was a write more to be killed after");
    }
}

#[test]
fn wrong_names_and_passwords_are_told_from_sites_that_take_none() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Wrong::new();
        let right = site.password("author").to_owned();
        assert!(desk.is_refused(site.url(), "author", "aaaa bbbb cccc dddd eeee ffff").contains("compte"));
        assert!(desk.is_refused(site.url(), "nobody", &right).contains("compte"));
        // Revoked meanwhile.
        site.is_known_to(&desk.0.machine, "author", &[]);
        let _ = site.php(
            "WP_Application_Passwords::delete_all_application_passwords(get_user_by('login', 'author')->ID);",
        );
        assert!(desk.complains().contains("compte"));
        let closed = WordPress::start_as(age, &["--env", "production"]);
        let said = desk.is_refused(closed.url(), "author", closed.password("author"));
        assert!(said.contains("mots de passe d’application"), "{said}");
        // Plain addresses answer as well.
        let plain = WordPress::start_as(age, &["--plain"]);
        plain.is_known_to(&desk.0.machine, "editor", &[]);
    }
}

#[test]
fn what_a_site_drops_in_silence_is_said_aloud() {
    for age in AGES {
        let site = WordPress::start(age);
        site.let_contributors_upload();
        let desk = Wrong::new();
        // A contributor makes tags, and no categories.
        site.is_known_to(&desk.0.machine, "contributor", &["--category", "*=inconnue", "--tag", "*=nouveau"]);
        let published = desk.publishes();
        assert_eq!(published["dropped"], json!(["category inconnue"]), "{published}");
        let said = desk.0.machine.does(&desk.arguments());
        assert!(said.contains("inconnue"), "{said}");
        // A site that changes what it is given is found out.
        site.with(
            "sponsor",
            "add_filter('wp_insert_post_data', function ($d) { $d['post_content'] .= '<p>Sponsor</p>'; return $d; });",
        );
        let desk = Wrong::new();
        site.is_known_to(&desk.0.machine, "editor", &[]);
        assert_eq!(desk.publishes()["dropped"], json!(["text"]));
    }
}

#[test]
fn what_answers_and_is_no_wordpress_is_named() {
    let desk = Wrong::new();
    for (answer, word) in [
        (
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<!DOCTYPE html><p>Accueil",
            "WordPress",
        ),
        (
            "HTTP/1.1 301 Moved\r\nLocation: https://elsewhere.example/\r\nConnection: close\r\n\r\n",
            "ailleurs",
        ),
        (
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\nRetry-After: 600\r\nConnection: close\r\n\r\n<p>",
            "maintenance",
        ),
        ("HTTP/1.1 413 Too Large\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>", "trop"),
        (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n<br>Warning {}",
            "WordPress",
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"namespaces\":[]}",
            "WordPress",
        ),
        ("SSH-2.0-OpenSSH\r\n", "connexion"),
    ] {
        let said = desk.is_refused(&always(answer), "author", "aaaa");
        assert!(said.contains(word), "{answer:?}: {said}");
    }
    let said = desk.is_refused("http://127.0.0.1:9", "author", "aaaa");
    assert!(said.contains("répond"), "{said}");
    assert!(desk.is_refused("http://site.example", "author", "aaaa").contains("https"));
}

#[test]
fn a_site_that_is_being_maintained_says_so_and_the_same_command_goes_on() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Wrong::new();
        site.is_known_to(&desk.0.machine, "editor", &[]);
        let first = desk.publishes();
        let _ = site.php("file_put_contents(ABSPATH . '.maintenance', '<?php $upgrading = time();');");
        let said = desk.complains();
        assert!(said.contains("maintenance"), "{said}");
        let maintained = std::path::Path::new(site.docroot()).join(".maintenance");
        std::fs::remove_file(maintained).expect("it is over");
        assert_eq!(desk.publishes()["post"], first["post"]);
    }
}

#[test]
fn a_file_that_a_site_does_not_take_leaves_a_draft_to_go_on_with() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Wrong::new();
        site.is_known_to(&desk.0.machine, "editor", &[]);
        site.with("none", "add_filter('upload_mimes', fn () => []);");
        let said = desk.complains();
        assert!(said.contains("fichier"), "{said}");
        site.without("none");
        let before = site.all("posts").len();
        assert_eq!(desk.publishes()["status"], "draft");
        assert_eq!((site.all("posts").len(), site.all("media").len()), (before, 1));
    }
}

#[test]
fn a_post_that_a_site_publishes_at_once_is_put_back() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Wrong::new();
        site.is_known_to(&desk.0.machine, "editor", &[]);
        site.with(
            "now",
            "add_filter('wp_insert_post_data', function ($d) {
                if ($d['post_status'] === 'future') $d['post_status'] = 'publish';
                return $d;
            });",
        );
        let said =
            desk.0.machine.fails(&[&desk.arguments()[..], &["--schedule", "2099-01-01T10:00"]].concat());
        assert!(said.contains("brouillon"), "{said}");
        let ours: Vec<Value> = site.all("posts").into_iter().map(|post| post["status"].clone()).collect();
        assert!(ours.contains(&json!("draft")) && !ours.contains(&json!("future")), "{ours:?}");
        let heard = site.ask(None, "GET", "/?rest_route=/wp/v2/posts&search=plateaux", None);
        assert_eq!(heard.json(), json!([]), "nobody sees it");
    }
}

#[test]
fn of_two_that_begin_at_one_moment_the_older_post_stays() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Wrong::new();
        site.is_known_to(&desk.0.machine, "editor", &[]);
        let before = site.all("posts").len();
        // Between our look and our post, the same one comes from elsewhere.
        site.with(
            "twin",
            "add_filter('rest_pre_insert_post', function ($post, $request) {
                if (!isset($request['id'])) wp_insert_post(wp_slash(['post_title' => $post->post_title,
                    'post_content' => $post->post_content, 'post_name' => $post->post_name, 'post_status' => 'draft']));
                return $post;
            }, 10, 2);",
        );
        let published = desk.publishes();
        assert_eq!(
            (&published["status"], &published["dropped"]),
            (&json!("draft"), &json!([])),
            "{published}"
        );
        let posts = site.all("posts");
        assert_eq!(posts.len(), before + 1, "{age}");
        let newest = posts.iter().filter_map(|post| post["id"].as_u64()).max();
        assert_eq!(newest, published["post"].as_u64());
        assert_eq!(site.all("media").len(), 1);
    }
}

#[test]
fn a_host_that_takes_no_large_file_and_a_site_that_warns_are_told_and_lose_nothing() {
    for age in AGES {
        let site = WordPress::start(age);
        let desk = Wrong::new();
        site.is_known_by(&desk.0.machine, &nothing_larger(site.port(), 4_000), "editor", &[]);
        let said = desk.complains();
        assert!(said.contains("trop"), "{said}");
        let before = site.all("posts").len();
        site.is_known_to(&desk.0.machine, "editor", &[]);
        site.with(
            "warns",
            "add_action('rest_api_init', function () { ini_set('display_errors', '1'); trigger_error('piège', E_USER_WARNING); });",
        );
        // The warning stands before the answer, and in none of ours.
        let said = desk.0.machine.does(&desk.arguments());
        assert!(!said.contains("piège"), "{said}");
        site.without("warns");
        assert_eq!(desk.publishes()["status"], "draft");
        assert_eq!((site.all("posts").len(), site.all("media").len()), (before, 1), "the same draft");
    }
}
