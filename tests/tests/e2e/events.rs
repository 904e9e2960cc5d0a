//! An event leaves the desk as calendars read it: a file beside its page, a section's feed, structured data. A real parser reads them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use estafette_tests::desk::Desk;
use serde_json::{Value, json};

/// Debian's, and that of 2026 which `tests/run` fetches.
const HUGOS: [&str; 2] = ["hugo", "hugo-2026"];
const SINGLE: &str = "site/layouts/_default/single.html";
const TITLE: &str = "Concert, bal; soupe";

/// What a calendar takes from it, by Debian's icalendar. Bare line feeds and long lines are faults.
pub(super) fn read(bytes: &[u8]) -> Vec<Value> {
    let script = r#"
import sys, json, icalendar
raw = sys.stdin.buffer.read()
assert b"\n" not in raw.replace(b"\r\n", b""), "a bare line feed"
assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "a long line"
calendar = icalendar.Calendar.from_ical(raw)
assert not calendar.errors and "METHOD" not in calendar and str(calendar["VERSION"]) == "2.0"
assert "estafette" not in str(calendar["PRODID"]).lower()
def when(event, name):
    return event[name].dt.isoformat() if name in event else None
print(json.dumps([{
    "uid": str(event["UID"]), "sequence": int(event["SEQUENCE"]), "stamp": when(event, "DTSTAMP"), "starts": when(event, "DTSTART"),
    "ends": when(event, "DTEND"), "title": str(event["SUMMARY"]), "place": str(event.get("LOCATION", "")),
    "status": str(event.get("STATUS", "")), "faults": len(event.errors), "names": sorted(event.keys()),
} for event in calendar.walk("VEVENT")]))
"#;
    let mut parser = Command::new("/usr/bin/python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    parser.stdin.take().expect("a pipe").write_all(bytes).expect("it reads");
    let output = parser.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(bytes));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn the_event(file: impl AsRef<Path>) -> Value {
    let bytes =
        std::fs::read(file.as_ref()).unwrap_or_else(|error| panic!("{}: {error}", file.as_ref().display()));
    let mut events = read(&bytes);
    assert_eq!(events.len(), 1);
    events.remove(0)
}

/// The site as this program builds it.
fn built(desk: &Desk, hugo: &str, into: &str) -> PathBuf {
    let (site, public) = (desk.machine.path("site"), desk.machine.path(into));
    let output = Command::new(hugo).args(["--source", &site, "--destination", &public]).output();
    let output = output.unwrap_or_else(|error| panic!("{hugo}: {error}; tests/run installs it"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    public.into()
}

/// A concert in December, five years from now at the least, and a site for it.
fn concert() -> (Desk, String) {
    let fields = [
        ("starts", "2031-12-05"),
        ("starts-at", "19:00"),
        ("ends", "2031-12-05"),
        ("ends-at", "22:30"),
        ("place", "Maison du Peuple, Liège"),
    ];
    let desk = Desk::with_an_event(TITLE, &fields);
    let site = desk.machine.site();
    (desk, site)
}

fn again(desk: &Desk, file: &str, text: &str) {
    let _ = std::fs::remove_file(desk.machine.path(file));
    desk.machine.put(file, text.as_bytes());
}

#[test]
fn an_event_is_a_file_that_calendars_read_and_follows_its_changes() {
    let (desk, site) = concert();
    let machine = &desk.machine;
    machine.does(&["site", "add", "main", "--hugo", &site]);
    let bundle = Path::new(&site).join("content/bruxelles/concert-bal-soupe");
    let file = bundle.join("event.ics");
    let publish = ["publish", &desk.item, "--to", &site, "--yes"];
    // Without a zone, nobody knows when 19:00 is.
    let said = machine.does(&publish);
    assert!(said.contains("fuseau") && said.contains("site set main --zone"), "{said}");
    assert!(bundle.join("index.md").exists() && !file.exists());
    assert!(machine.fails(&["site", "set", "main", "--zone", "Bruxelles"]).contains("Europe/Brussels"));
    machine.does(&["site", "set", "main", "--zone", "europe/brussels"]);
    assert!(machine.does(&["site", "show"]).contains("Europe/Brussels"));
    let said = machine.does(&publish);
    assert!(!said.contains("fuseau"), "{said}");
    let first = the_event(&file);
    assert_eq!(
        (&first["starts"], &first["ends"]),
        (&json!("2031-12-05T18:00:00+00:00"), &json!("2031-12-05T21:30:00+00:00"))
    );
    assert_eq!((&first["title"], &first["place"]), (&json!(TITLE), &json!("Maison du Peuple, Liège")));
    assert_eq!((&first["sequence"], &first["faults"], &first["status"]), (&json!(0), &json!(0), &json!("")));
    assert!(first["stamp"].as_str().is_some_and(|stamp| stamp.ends_with("T00:00:00+00:00")), "{first}");
    assert_eq!(
        first["names"],
        json!(["DTEND", "DTSTAMP", "DTSTART", "LOCATION", "SEQUENCE", "SUMMARY", "UID"])
    );
    let page = std::fs::read_to_string(bundle.join("index.md")).expect("the page");
    let front: Value =
        serde_json::Deserializer::from_str(&page).into_iter().next().expect("JSON").expect("JSON");
    assert_eq!(front["event"]["starts_utc"], "2031-12-05T18:00:00Z");
    assert_eq!(front["event"]["uid"], first["uid"]);
    // Again: it is the same, to the letter.
    assert!(machine.does(&publish).contains("à l’identique"));
    // A change keeps the id, and an export has it, too.
    machine.does(&["publish", &desk.item, "--site", "main", "--yes", "--title", "Concert déplacé"]);
    let changed = the_event(&file);
    assert_eq!((&changed["uid"], &changed["sequence"]), (&first["uid"], &json!(1)));
    let out = machine.path("out");
    let export = ["export", &desk.item, "--title", "Concert déplacé", "--out", &out];
    assert!(machine.does(&export).contains("--zone"), "an export has no site's zone");
    std::fs::remove_dir_all(&out).expect("removed");
    machine.does(&[&export[..], &["--zone", "Europe/Brussels"]].concat());
    assert_eq!(the_event(Path::new(&out).join("event.ics")), changed);
    // On a second site it is the same event, and the first one has yet to follow.
    machine.put("other/hugo.toml", b"");
    machine.put("other/layouts/_default/single.html", b"{{ .Content }}");
    let other = machine.path("other");
    machine.does(&["site", "add", "other", "--hugo", &other, "--zone", "Europe/Brussels"]);
    let on_both = |title: &str, name: &str| {
        machine.does(&["publish", &desk.item, "--site", name, "--yes", "--title", title])
    };
    assert!(!on_both("Concert déplacé", "other").contains("publiez-le aussi"));
    assert_eq!(the_event(Path::new(&other).join("content/bruxelles/concert-deplace/event.ics")), changed);
    let said = on_both("Concert reporté", "other");
    assert!(said.contains("publiez-le aussi sur") && said.contains(&site), "{said}");
    machine.does(&["unpublish", &desk.item, "--site", "other", "--yes"]);
    // Cancelled, it says so, in a title of the editor's own.
    let cancel = ["publish", &desk.item, "--site", "main", "--yes", "--cancelled"];
    assert!(machine.fails(&cancel).contains("--title"));
    machine.does(&[&cancel[..], &["--title", "Annulé : concert"]].concat());
    let cancelled = the_event(&file);
    assert_eq!((&cancelled["uid"], &cancelled["sequence"]), (&first["uid"], &json!(3)));
    assert_eq!(
        (&cancelled["status"], &cancelled["title"]),
        (&json!("CANCELLED"), &json!("Annulé : concert"))
    );
    // Taken down, the file goes with its page; published once more, it is the same event.
    machine.does(&["unpublish", &desk.item, "--yes"]);
    assert!(!bundle.exists());
    machine.does(&publish);
    let back = the_event(&file);
    assert_eq!((&back["uid"], &back["sequence"], &back["status"]), (&first["uid"], &json!(4), &json!("")));
}

#[test]
fn whole_days_need_no_zone_and_what_is_no_event_is_not_cancelled() {
    let fields = [
        ("starts", "2031-03-29"),
        ("starts-at", ""),
        ("ends", "2031-03-30"),
        ("ends-at", ""),
        ("place", "Turin"),
    ];
    let desk = Desk::with_an_event("Rencontres", &fields);
    let site = desk.machine.site();
    let said = desk.machine.does(&["publish", &desk.item, "--to", &site, "--yes"]);
    assert!(!said.contains("fuseau"), "{said}");
    let event = the_event(Path::new(&site).join("content/bruxelles/rencontres/event.ics"));
    assert_eq!((&event["starts"], &event["ends"]), (&json!("2031-03-29"), &json!("2031-03-31")));
    let desk = Desk::with_text();
    let cancel =
        ["publish", &desk.item, "--to", &desk.machine.site(), "--yes", "--cancelled", "--title", "x"];
    assert!(desk.machine.fails(&cancel).contains("seul un événement"));
}

#[test]
fn a_hidden_event_is_in_no_built_site() {
    let (desk, site) = concert();
    let machine = &desk.machine;
    again(&desk, "site/hugo.toml", "");
    machine.does(&["site", "add", "main", "--hugo", &site, "--zone", "Europe/Brussels"]);
    let calendar = "bruxelles/concert-bal-soupe/event.ics";
    let shown =
        |name: &str| HUGOS.map(|hugo| built(&desk, hugo, &format!("{hugo}-{name}")).join(calendar).exists());
    machine.does(&["publish", &desk.item, "--site", "main", "--draft", "--yes"]);
    assert!(Path::new(&site).join("content").join(calendar).exists(), "it is in the bundle");
    assert_eq!(shown("draft"), [false; 2]);
    machine.does(&["publish", &desk.item, "--site", "main", "--yes"]);
    assert_eq!(shown("public"), [true; 2]);
    // The site's own reasons to leave a page out.
    for (name, cascade) in [("over", "expiryDate: 2020-01-01"), ("later", "publishDate: 2099-01-01")] {
        again(
            &desk,
            "site/content/bruxelles/_index.md",
            &format!("---\ntitle: x\ncascade: {{{cascade}}}\n---\n"),
        );
        assert_eq!(shown(name), [false; 2], "{name}");
    }
    // And its source's: it is not to be shown yet.
    let later = [("starts", "2031-12-05"), ("starts-at", "19:00"), ("publish-from", "2031-11-28")];
    let desk = Desk::with_an_event(TITLE, &later);
    let site = desk.machine.site();
    again(&desk, "site/hugo.toml", "");
    desk.machine.does(&["site", "add", "main", "--hugo", &site, "--zone", "Europe/Brussels"]);
    desk.machine.does(&["publish", &desk.item, "--site", "main", "--yes"]);
    assert!(Path::new(&site).join("content").join(calendar).exists());
    for hugo in HUGOS {
        assert!(!built(&desk, hugo, hugo).join(calendar).exists(), "{hugo}");
    }
}

#[test]
fn the_link_leads_to_the_file_whatever_addresses_a_site_has() {
    let (desk, site) = concert();
    let machine = &desk.machine;
    machine.does(&["site", "add", "main", "--hugo", &site, "--zone", "Europe/Brussels"]);
    let leads = |settings: &str, page: &str| {
        again(&desk, "site/hugo.toml", &format!("buildFuture = true\n{settings}"));
        machine.does(&["publish", &desk.item, "--site", "main", "--yes"]);
        for hugo in HUGOS {
            let public = built(&desk, hugo, "public");
            let page = public.join(page);
            let html =
                std::fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
            let link = html.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
            the_event(page.parent().expect("a folder").join(link));
            std::fs::remove_dir_all(public).expect("removed");
        }
    };
    leads("", "bruxelles/concert-bal-soupe/index.html");
    leads("uglyURLs = true\n", "bruxelles/concert-bal-soupe.html");
    leads(
        "uglyURLs = true\n[permalinks]\nbruxelles = '/agenda/x-:slug/'\n",
        "agenda/x-concert-bal-soupe.html",
    );
    // Back again.
    leads("", "bruxelles/concert-bal-soupe/index.html");
}

/// A block of the guide, by what stands before it.
fn block(guide: &str, before: &str) -> String {
    let (_, rest) = guide.split_once(before).unwrap_or_else(|| panic!("{before}"));
    let (_, rest) = rest.split_once("```").expect("a block");
    let (_, rest) = rest.split_once('\n').expect("lines");
    rest.split_once("```").expect("its end").0.to_owned()
}

#[test]
fn the_guides_lines_make_a_feed_and_structured_data() {
    let guide = include_str!("../../../client/sites.md");
    let title = "</script><b>\"Bal\" & soupe, l'été";
    let fields = [("starts", "2031-12-05"), ("starts-at", "19:00"), ("place", "Quai <2>; « Moulins »")];
    let desk = Desk::with_an_event(title, &fields);
    let site = desk.machine.site();
    again(&desk, "site/hugo.toml", &block(guide, "In `hugo.toml`"));
    let (feed, partial) = ("layouts/_default/list.calendar.ics", "layouts/partials/event.html");
    for name in [feed, partial] {
        desk.machine.put(&format!("site/{name}"), block(guide, &format!("In `{name}`")).as_bytes());
    }
    desk.machine.put("site/layouts/_default/list.html", b"list");
    let call = "{{ partial \"event.html\" . }}";
    assert!(guide.contains(call));
    again(&desk, SINGLE, &format!("{{{{ .Content }}}}{call}"));
    desk.machine.put("site/content/bruxelles/autre.md", b"---\ntitle: Autre\n---\nx");
    desk.machine.does(&["site", "add", "main", "--hugo", &site, "--zone", "Europe/Brussels"]);
    let publish = ["publish", &desk.item, "--site", "main", "--yes"];
    let slug = || {
        let pages = std::fs::read_dir(Path::new(&site).join("content/bruxelles")).expect("a folder");
        let mut bundles = pages.filter_map(|entry| entry.ok().filter(|entry| entry.path().is_dir()));
        bundles.next().expect("a bundle").file_name().into_string().expect("a name")
    };
    desk.machine.does(&publish);
    for (hugo, cancelled) in [(HUGOS[0], false), (HUGOS[1], false), (HUGOS[0], true), (HUGOS[1], true)] {
        if cancelled {
            desk.machine.does(&[&publish[..], &["--cancelled", "--title", title]].concat());
        }
        let public = built(&desk, hugo, &format!("{hugo}-{cancelled}"));
        let own = the_event(Path::new(&site).join("content/bruxelles").join(slug()).join("event.ics"));
        assert_eq!(own["title"], title);
        assert_eq!(
            the_event(public.join("bruxelles/index.ics")),
            own,
            "{hugo}: the feed has the event, as it is"
        );
        let page = std::fs::read_to_string(public.join("bruxelles").join(slug()).join("index.html"))
            .expect("a page");
        let script = page.split("<script type=\"application/ld+json\">").nth(1).expect("structured data");
        let data: Value =
            serde_json::from_str(script.split("</script>").next().expect("its end")).expect("JSON");
        assert_eq!((&data["@type"], &data["name"]), (&json!("Event"), &json!(title)), "{hugo}");
        assert_eq!(data["startDate"], "2031-12-05T18:00:00Z");
        assert_eq!(data["location"]["name"], "Quai <2>; « Moulins »");
        let status = if cancelled { json!("https://schema.org/EventCancelled") } else { Value::Null };
        assert_eq!(data["eventStatus"], status);
    }
}
