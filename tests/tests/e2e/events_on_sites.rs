//! An event on sites that have an interface: a WordPress of two ages, one with a plugin for events, and a Gancio. Real parsers read what is
//! there; the plugin and the Gancio are stand-ins (`fixtures/the_events_calendar.php`, `src/gancio.rs`).

use std::io::Write;
use std::process::{Command, Stdio};

use estafette_tests::desk::Desk;
use estafette_tests::gancio::Gancio;
use estafette_tests::wordpress::{AGES, Between, WordPress};
use serde_json::{Value, json};

use crate::events::read;

const TITLE: &str = "Concert, bal; soupe";
const PLACE: &str = "Maison du Peuple, Liège";
const PLUGIN: &str = include_str!("../../fixtures/the_events_calendar.php");

fn concert() -> Desk {
    let fields = [
        ("starts", "2031-12-05"),
        ("starts-at", "19:00"),
        ("ends", "2031-12-05"),
        ("ends-at", "22:30"),
        ("place", PLACE),
    ];
    Desk::with_an_event(TITLE, &fields)
}

fn publishes(desk: &Desk, site: &str, more: &[&str]) -> Value {
    let always = ["publish", &desk.item, "--site", site, "--yes", "--json"];
    serde_json::from_str(&desk.machine.does(&[&always, more].concat())).expect("an answer as JSON")
}

fn complains(desk: &Desk, site: &str, more: &[&str]) -> String {
    desk.machine.fails(&[&["publish", &desk.item, "--site", site, "--yes"], more].concat())
}

/// The events that a page tells programs of, by Debian's mf2py.
fn told(html: &str) -> Value {
    let script = "import sys, json, mf2py\n\
                  parsed = mf2py.parse(doc=sys.stdin.read())\n\
                  print(json.dumps([item['properties'] for item in parsed['items'] if item['type'] == ['h-event']]))";
    let mut parser = Command::new("/usr/bin/python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    parser.stdin.take().expect("a pipe").write_all(html.as_bytes()).expect("it reads");
    let output = parser.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{html}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn post(site: &WordPress, route: &str, id: &Value) -> Value {
    let posts = site.all(route);
    posts.iter().find(|post| post["id"] == *id).cloned().unwrap_or_else(|| panic!("{id} among {posts:?}"))
}

/// The one file for calendars that is on the site, as a calendar takes it.
fn the_file(site: &WordPress) -> (Value, String) {
    let media = site.all("media");
    let [file] = media.as_slice() else { panic!("{media:?}") };
    assert_eq!(file["mime_type"], "text/calendar");
    let source = file["source_url"].as_str().expect("an address").to_owned();
    let bytes = site.ask(None, "GET", source.strip_prefix(site.url()).expect("on this site"), None).body;
    let mut events = read(&bytes);
    assert_eq!(events.len(), 1);
    (events.remove(0), source)
}

#[test]
fn a_wordpress_tells_calendars_and_programs_and_follows_each_change() {
    for age in AGES {
        let site = WordPress::start(age);
        site.let_contributors_upload();
        let _ = site.php("update_option('timezone_string', 'Europe/Brussels');");
        let desk = concert();
        let said = site.is_known_to(&desk.machine, "contributor", &[]);
        assert!(said.contains("Europe/Brussels"), "the site says where its clocks are: {said}");

        // A script with structured data would stand there as text: contributors may write none.
        let script = "<script type=\"application/ld+json\">{\"@type\":\"Event\"}</script>";
        let fields = json!({ "title": "x", "content": script });
        let made = site.ask(Some("contributor"), "POST", "/?rest_route=/wp/v2/posts", Some(&fields)).json();
        let raw = made["content"]["raw"].as_str().expect("a text");
        assert!(!raw.contains("<script") && raw.contains("@type"), "{age}: {raw}");

        let first = publishes(&desk, "blog", &[]);
        assert_eq!((&first["status"], &first["dropped"]), (&json!("draft"), &json!([])), "{age}: {first}");
        let there = post(&site, "posts", &first["post"]);
        let event = json!([{
            "name": [TITLE], "location": [PLACE], "start": ["2031-12-05T18:00:00Z"], "end": ["2031-12-05T21:30:00Z"],
            "uid": told(there["content"]["rendered"].as_str().expect("its page"))[0]["uid"],
        }]);
        assert_eq!(told(there["content"]["rendered"].as_str().expect("its page")), event, "{age}");
        let raw = there["content"]["raw"].as_str().expect("its text");
        assert_eq!(site.blocks(raw)["invalid"], json!([]), "{age}: {raw}");
        let (file, source) = the_file(&site);
        assert_eq!((&file["uid"], &file["sequence"]), (&event[0]["uid"][0], &json!(0)));
        assert_eq!((&file["starts"], &file["title"]), (&json!("2031-12-05T18:00:00+00:00"), &json!(TITLE)));
        assert!(raw.contains(&format!("<a href=\"{source}\"")), "{raw}");
        // Again: the same post, the same file.
        assert_eq!(publishes(&desk, "blog", &[])["post"], first["post"]);
        assert_eq!(the_file(&site), (file.clone(), source.clone()));

        // A change: another file, under another name; the one before is gone.
        publishes(&desk, "blog", &["--title", "Concert déplacé"]);
        let (changed, other) = the_file(&site);
        assert_eq!((&changed["uid"], &changed["sequence"]), (&file["uid"], &json!(1)));
        assert_eq!(changed["title"], "Concert déplacé");
        assert_ne!(other, source);
        let gone = site.ask(None, "GET", source.strip_prefix(site.url()).expect("on this site"), None);
        assert_eq!(gone.status, 404, "{age}");

        // Once it is public, who may write drafts only can't change it, and is told so.
        let route = format!("/?rest_route=/wp/v2/posts/{}", first["post"]);
        let fields = json!({ "status": "publish", "slug": "concert", "comment_status": "open" });
        assert_eq!(site.ask(Some("editor"), "PUT", &route, Some(&fields)).status, 200);
        let cancel = ["--cancelled", "--title", "Annulé : concert"];
        let said = complains(&desk, "blog", &cancel);
        assert!(said.contains("ne peut pas changer cet article"), "{age}: {said}");
        // Who may, does; its address and its comments stay.
        site.is_known_to(&desk.machine, "editor", &[]);
        let cancelled = publishes(&desk, "blog", &cancel);
        assert_eq!(
            (&cancelled["status"], &cancelled["post"]),
            (&json!("public"), &first["post"]),
            "{age}: {cancelled}"
        );
        let there = post(&site, "posts", &first["post"]);
        assert_eq!(there["title"]["raw"], "Annulé : concert");
        assert_eq!((&there["slug"], &there["comment_status"]), (&json!("concert"), &json!("open")));
        let (file, _) = the_file(&site);
        assert_eq!((&file["uid"], &file["status"]), (&changed["uid"], &json!("CANCELLED")));
        // What somebody wrote into it stays.
        assert_eq!(site.ask(Some("editor"), "PUT", &route, Some(&json!({ "content": "À moi" }))).status, 200);
        assert!(complains(&desk, "blog", &["--title", "Concert"]).contains("rien n’y est écrit par-dessus"));
        // Taken back for good, nothing is left.
        desk.machine.does(&["unpublish", &desk.item, "--delete", "--yes"]);
        assert_eq!(
            (site.all("media"), site.ask(Some("editor"), "GET", &route, None).status),
            (Vec::new(), 404)
        );
    }
}

#[test]
fn a_wordpress_that_takes_no_file_gets_the_event_all_the_same() {
    let site = WordPress::start(AGES[1]);
    let desk = concert();
    // Its clocks are a difference to UTC, which is no zone.
    let _ = site.php("update_option('timezone_string', ''); update_option('gmt_offset', 1);");
    site.is_known_to(&desk.machine, "contributor", &[]);
    let first = publishes(&desk, "blog", &[]);
    assert_eq!((&first["lacks_zone"], &first["dropped"]), (&json!(true), &json!([])), "{first}");
    let there = post(&site, "posts", &first["post"]);
    let page = there["content"]["rendered"].as_str().expect("its page");
    assert_eq!(told(page)[0]["start"], json!(["2031-12-05T19:00"]), "as it was written: {page}");
    desk.machine.does(&["site", "set", "blog", "--zone", "Europe/Brussels"]);
    let zoned = publishes(&desk, "blog", &[]);
    assert_eq!((&zoned["lacks_zone"], &zoned["dropped"]), (&Value::Null, &json!(["calendar"])), "{zoned}");
    assert_eq!((&zoned["post"], site.all("media").len()), (&first["post"], 0));
    // The account may upload, and the site takes no such file.
    site.let_contributors_upload();
    site.with(
        "no-calendars",
        "add_filter('upload_mimes', fn ($mimes) => array_diff($mimes, ['text/calendar']));",
    );
    assert_eq!(publishes(&desk, "blog", &[])["dropped"], json!(["calendar"]));
    site.without("no-calendars");
    assert_eq!(publishes(&desk, "blog", &[])["dropped"], json!([]));
    assert_eq!(the_file(&site).0["title"], TITLE);
}

#[test]
fn a_killed_run_leaves_one_post_and_one_file() {
    let site = WordPress::start(AGES[1]);
    let (mut ended, mut posts) = (false, 0);
    for at in 1..=6 {
        let desk = concert();
        let between = Between::cutting(site.port(), at);
        site.is_known_by(&desk.machine, &between.url, "editor", &["--zone", "Europe/Brussels"]);
        let mut child = desk.machine.starts(&["publish", &desk.item, "--site", "blog", "--yes"]);
        let held = between.holds(|| child.try_wait().expect("it runs").is_none());
        if held {
            child.kill().expect("it is killed");
        }
        let _ = child.wait();
        between.lets_go();
        site.is_known_to(&desk.machine, "editor", &["--zone", "Europe/Brussels"]);
        publishes(&desk, "blog", &["--title", "Concert déplacé"]);
        posts += 1;
        let all = site.all("posts");
        let ours = all.iter().filter(|post| post["title"]["raw"] == "Concert déplacé").count();
        assert_eq!((ours, site.all("media").len()), (posts, posts), "killed after write {at}");
        ended |= !held;
        if ended {
            break;
        }
    }
    assert!(ended && posts > 2, "there was a write more to be killed after");
}

#[test]
fn the_events_calendar_gets_its_own_fields() {
    for age in AGES {
        let site = WordPress::start(age);
        site.with("tec", PLUGIN);
        let desk = concert();
        site.is_known_to(
            &desk.machine,
            "editor",
            &["--zone", "Europe/Brussels", "--category", "*/event=concerts"],
        );
        let said = publishes(&desk, "blog", &[]);
        assert_eq!((&said["status"], &said["dropped"]), (&json!("draft"), &json!([])), "{age}: {said}");
        let there = post(&site, "tribe_events", &said["post"]);
        let raw = there["content"]["raw"].as_str().expect("its text");
        assert!(raw.contains("Venez.") && !raw.contains("2031") && !raw.contains("event.ics"), "{raw}");
        assert_eq!(there["tribe_events_cat"].as_array().map(Vec::len), Some(1));
        let fields = || {
            let route = format!("/?rest_route=/tribe/events/v1/events/{}", said["post"]);
            let event = site.ask(Some("admin"), "GET", &route, None).json();
            ["start_date", "end_date", "timezone", "all_day", "status"].map(|field| event[field].clone())
        };
        let at = |status: &str| {
            [
                json!("2031-12-05 19:00:00"),
                json!("2031-12-05 22:30:00"),
                json!("Europe/Brussels"),
                json!(false),
                json!(status),
            ]
        };
        assert_eq!(fields(), at("draft"), "{age}");
        // Nobody learns of the place before the event is public; and it is one place, however often it is published.
        publishes(&desk, "blog", &["--title", "Concert déplacé"]);
        let venues = site.all("tribe_venue");
        assert_eq!((venues.len(), &venues[0]["status"]), (1, &json!("draft")));
        assert_eq!(site.all("tribe_events").len(), 1);
        assert!(site.all("posts").iter().all(|post| post["title"]["raw"] != "Concert déplacé"), "{age}");
        // Public, it stays so, and so do its days where somebody changed them there.
        let route = format!("/?rest_route=/wp/v2/tribe_events/{}", said["post"]);
        assert_eq!(site.ask(Some("admin"), "PUT", &route, Some(&json!({ "status": "publish" }))).status, 200);
        let cancelled = publishes(&desk, "blog", &["--cancelled", "--title", "Annulé : concert"]);
        assert_eq!(cancelled["status"], "public");
        assert_eq!(fields(), at("publish"));
        let _ = site
            .php(&format!("update_post_meta({}, '_EventStartDate', '2031-12-06 19:00:00');", said["post"]));
        assert!(complains(&desk, "blog", &["--title", "Concert"]).contains("rien n’y est écrit par-dessus"));
        desk.machine.does(&["unpublish", &desk.item, "--delete", "--yes"]);
        assert_eq!(site.all("tribe_events").len(), 0);
    }
}

#[test]
fn a_gancio_gets_an_event_and_follows_each_change() {
    let desk = concert();
    let agenda = Gancio::default();
    agenda.knows("Maison du peuple", "Rue X 3, Huy");
    agenda.is_known_to(&desk.machine, &agenda.url, &["--tag", "*=musique"]);
    assert!(desk.machine.does(&["site", "show"]).contains("Europe/Brussels"));
    let said = publishes(&desk, "agenda", &[]);
    assert_eq!((&said["status"], &said["dropped"]), (&json!("public"), &json!([])), "{said}");
    let event = || {
        let mut events = agenda.events();
        assert_eq!(events.len(), 1, "{events:?}");
        events.remove(0)
    };
    let first = event();
    // 19:00 and 22:30 in Brussels, in December.
    assert_eq!(
        (&first["start_datetime"], &first["end_datetime"]),
        (&json!(1_954_260_000), &json!(1_954_272_600))
    );
    assert_eq!(
        (&first["title"], &first["multidate"], &first["tags"]),
        (&json!(TITLE), &json!(false), &json!(["musique"]))
    );
    // The agenda knows another place by this name, and would send people there.
    assert_eq!(first["place"], json!({ "name": PLACE, "address": "Liège" }));
    assert_eq!(first["description"], "<p>Venez.</p>\n");
    // Again: nothing is written.
    let puts = || {
        agenda
            .requests()
            .iter()
            .filter(|request| memchr::memmem::find(request, b" /api/event ").is_some())
            .count()
    };
    assert_eq!(puts(), 1);
    publishes(&desk, "agenda", &[]);
    assert_eq!(puts(), 1);
    // A change and a cancellation are the same event.
    publishes(&desk, "agenda", &["--cancelled", "--title", "Annulé : concert"]);
    assert_eq!((&event()["id"], &event()["title"]), (&first["id"], &json!("Annulé : concert")));
    // What was changed there stays.
    agenda.changes(0, "description", json!("<p>À moi.</p>"));
    assert!(complains(&desk, "agenda", &["--title", "Concert"]).contains("rien n’y est écrit par-dessus"));
    agenda.changes(0, "description", first["description"].clone());
    // Hidden there, it is not made a second time.
    agenda.changes(0, "is_visible", json!(false));
    let followed: Value =
        serde_json::from_str(&desk.machine.does(&["site", "follow", "--json"])).expect("an answer as JSON");
    assert_eq!(followed["posts"][0]["status"], "gone", "{followed}");
    assert!(complains(&desk, "agenda", &["--title", "Concert"]).contains("masqué ou supprimé"));
    agenda.changes(0, "is_visible", json!(true));
    publishes(&desk, "agenda", &["--title", "Concert"]);
    desk.machine.does(&["unpublish", &desk.item, "--yes"]);
    assert_eq!(agenda.events(), Vec::<Value>::new());
    assert!(desk.machine.fails(&["unpublish", &desk.item, "--yes"]).contains("n’est pas publié"));
}

#[test]
fn a_gancio_is_told_days_and_what_it_has_no_words_for_is_said() {
    let fields =
        [("starts", "2031-03-29"), ("starts-at", ""), ("ends", "2031-03-30"), ("ends-at", ""), ("place", "")];
    let desk = Desk::with_an_event("Rencontres", &fields);
    let agenda = Gancio::default();
    agenda.is_known_to(&desk.machine, &agenda.url, &[]);
    let said = publishes(&desk, "agenda", &[]);
    assert_eq!(said["dropped"], json!(["hours"]), "{said}");
    let events = agenda.events();
    // From midnight to 23:59 of the day after, which has an hour less.
    let seconds = events[0]["end_datetime"].as_i64().zip(events[0]["start_datetime"].as_i64());
    assert_eq!(seconds.map(|(ends, starts)| ends - starts), Some(47 * 3_600 - 60));
    assert_eq!(
        (&events[0]["multidate"], &events[0]["place"]["name"]),
        (&json!(true), &json!("Lieu à préciser"))
    );
    assert!(complains(&desk, "agenda", &["--draft"]).contains("brouillon"));
    // What is no event does not go there, nor what is to be shown later.
    let text = Desk::with_text();
    agenda.is_known_to(&text.machine, &agenda.url, &[]);
    assert!(complains(&text, "agenda", &[]).contains("que des événements"));
    let later = [("starts", "2031-12-05"), ("starts-at", "19:00"), ("publish-from", "2031-11-28")];
    let later = Desk::with_an_event(TITLE, &later);
    agenda.is_known_to(&later.machine, &agenda.url, &[]);
    assert!(complains(&later, "agenda", &[]).contains("2031"));
    assert_eq!(agenda.events().len(), 1);
}

#[test]
fn a_gancio_that_answered_nobody_has_one_event() {
    // Logging in is the first write, the event is the second.
    let (desk, agenda) = (concert(), Gancio::default());
    let between = Between::cutting(agenda.port(), 3);
    agenda.is_known_to(&desk.machine, &between.url, &[]);
    let mut child = desk.machine.starts(&["publish", &desk.item, "--site", "agenda", "--yes"]);
    assert!(between.holds(|| child.try_wait().expect("it runs").is_none()), "the event was on its way");
    child.kill().expect("it is killed");
    let _ = child.wait();
    between.lets_go();
    assert_eq!(agenda.events().len(), 1, "it arrived, and nobody was told");
    agenda.is_known_to(&desk.machine, &agenda.url, &[]);
    let said = publishes(&desk, "agenda", &["--title", "Concert déplacé"]);
    assert_eq!((said["status"].as_str(), agenda.events().len()), (Some("public"), 1));
    assert_eq!(agenda.events()[0]["title"], "Concert déplacé");
    // A password that is wrong is a wrong password, whatever the agenda says.
    desk.machine.put("wrong", b"x");
    let wrong = desk.machine.path("wrong");
    let login =
        ["--login", estafette_tests::gancio::LOGIN, "--password", &wrong, "--zone", "Europe/Brussels"];
    let add = [&["site", "add", "other", "--gancio", &agenda.url][..], &login].concat();
    assert!(desk.machine.fails(&add).contains("refuse ce compte"));
    let page = estafette_tests::wordpress::always("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<html>");
    let add = [&["site", "add", "other", "--gancio", &page][..], &login].concat();
    assert!(desk.machine.fails(&add).contains("pas un Gancio"));
}
