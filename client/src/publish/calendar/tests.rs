use rand::rngs::mock::StepRng;

use super::*;

fn event(starts: &str, ends: Option<&str>) -> Event {
    let moment = |text: &str| text.parse().expect("a moment");
    Event { starts: moment(starts), ends: ends.map(moment), place: None, is_cancelled: false }
}

fn entry(
    title: &str,
    event: &Event,
    zone: Option<&str>,
    before: Option<&Listing>,
    day: &str,
) -> Option<Entry> {
    let zone: Option<Zone> = zone.map(|zone| zone.parse().expect("a zone"));
    let day = day.parse().expect("a day");
    Entry::of(title, event, zone.as_ref(), before, day, &mut StepRng::new(7, 11))
}

fn file(title: &str, event: &Event, zone: Option<&str>) -> String {
    entry(title, event, zone, None, "2026-11-28").expect("an entry").file()
}

#[test]
fn an_hour_is_an_instant_and_needs_a_zone() {
    let mut concert = event("2026-12-05T19:00", Some("2026-12-05T22:30"));
    concert.place = Some("Maison du Peuple, Liège".into());
    assert!(entry("Concert", &concert, None, None, "2026-11-28").is_none());
    let file = file("Concert", &concert, Some("Europe/Brussels"));
    let uid = file.lines().find_map(|line| line.strip_prefix("UID:")).expect("a UID");
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Agenda//Event//EN\r\nBEGIN:VEVENT\r\n\
         UID:{uid}\r\nDTSTAMP:20261128T000000Z\r\nSEQUENCE:0\r\nDTSTART:20261205T180000Z\r\n\
         DTEND:20261205T213000Z\r\nSUMMARY:Concert\r\nLOCATION:Maison du Peuple\\, Liège\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(file, expected.replace("{uid}", uid));
    let parts: Vec<usize> = uid.split('-').map(str::len).collect();
    assert_eq!((parts, uid.get(14..15)), (vec![8, 4, 4, 4, 12], Some("4")));
}

#[test]
fn whole_days_need_no_zone_and_end_before_the_next_one() {
    let dates = |starts: &str, ends: Option<&str>| {
        let file = file("Fête", &event(starts, ends), None);
        let dates = file.lines().filter_map(|line| line.split_once(";VALUE=DATE:"));
        dates.map(|(_, date)| date.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(dates("2026-12-05", None), ["20261205", "20261206"]);
    assert_eq!(dates("2026-12-31", Some("2027-01-02")), ["20261231", "20270103"]);
    assert_eq!(dates("2026-12-05", Some("2026-12-05T23:00")), ["20261205", "20261206"]);
    assert_eq!(dates("2026-12-05", Some("2026-12-01")), ["20261205", "20261206"], "it can't end before");
}

#[test]
fn a_day_is_all_its_minutes_however_many_there_are() {
    let zone: Zone = "Europe/Brussels".parse().expect("a zone");
    let seconds = |starts: &str, ends: Option<&str>| {
        let entry = entry("Fête", &event(starts, ends), None, None, "2026-11-28").expect("an entry");
        let (first, last) = entry.instants(&zone).expect("instants");
        (first.to_string(), last.map_or(0, |last| last.as_second() - first.as_second()))
    };
    assert_eq!(seconds("2026-12-05", None), ("2026-12-04T23:00:00Z".to_owned(), 24 * 3_600 - 60));
    // The clocks are put forward, and back.
    assert_eq!(seconds("2027-03-28", None).1, 23 * 3_600 - 60);
    assert_eq!(seconds("2027-10-31", None).1, 25 * 3_600 - 60);
    assert_eq!(seconds("2027-10-30", Some("2027-10-31")).1, 49 * 3_600 - 60);
}

#[test]
fn an_end_is_later_or_is_left_out() {
    let ends = |starts: &str, ends: &str| {
        let file = file("Fête", &event(starts, Some(ends)), Some("Europe/Brussels"));
        file.lines().find_map(|line| line.strip_prefix("DTEND:").map(str::to_owned))
    };
    assert_eq!(ends("2026-12-05T19:00", "2026-12-05T02:00"), None);
    assert_eq!(ends("2026-12-05T19:00", "2026-12-05"), None);
    assert_eq!(ends("2026-12-05T19:00", "2026-12-06").as_deref(), Some("20261206T230000Z"));
    // Half past two is half past three on that night: nothing ends at three.
    assert_eq!(ends("2027-03-28T02:30", "2027-03-28T03:00"), None);
    // Through the hour that there is twice.
    assert_eq!(ends("2027-10-31T01:30", "2027-10-31T03:30").as_deref(), Some("20271031T023000Z"));
}

#[test]
fn a_change_keeps_the_uid_and_counts() {
    let concert = event("2026-12-05", None);
    let first = entry("Concert", &concert, None, None, "2026-11-28").expect("an entry");
    let same = entry("Concert", &concert, None, Some(&first.listing), "2026-11-30").expect("an entry");
    assert_eq!(same.file(), first.file(), "nothing changed: the file is the same on another day");
    let cancelled = Event { is_cancelled: true, ..concert };
    let changed = entry("Annulé", &cancelled, None, Some(&first.listing), "2026-11-30").expect("an entry");
    assert_eq!((&changed.listing.uid, changed.listing.sequence), (&first.listing.uid, 1));
    let file = changed.file();
    assert!(file.contains("STATUS:CANCELLED\r\n") && file.contains("DTSTAMP:20261130T000000Z\r\n"), "{file}");
    assert!(!file.contains("METHOD"), "it asks nobody to answer");
}

#[test]
fn a_hostile_title_is_one_property() {
    let title = "a;b,c\\d\nEND:VEVENT\r\u{0}\u{202e}e\u{2066}\u{2028}f\u{7f}";
    let file = file(title, &event("2026-12-05", None), None);
    assert!(file.contains("\r\nSUMMARY:a\\;b\\,c\\\\d\\nEND:VEVENTe f\r\n"), "{file:?}");
    assert_eq!(file.matches("END:VEVENT\r\n").count(), 1);
}

#[test]
fn long_lines_are_folded_between_letters() {
    for letter in ["a", "é", "ع", "語", "🏴"] {
        let title = letter.repeat(100);
        let file = file(&title, &event("2026-12-05", None), None);
        assert!(file.split("\r\n").all(|line| line.len() <= LINE_MAX && !line.contains('\n')), "{file}");
        assert!(file.replace("\r\n ", "").contains(&format!("\r\nSUMMARY:{title}\r\n")), "{letter}");
    }
    let mut whole = String::new();
    fold(&"a".repeat(LINE_MAX), &mut whole);
    assert_eq!(whole.matches("\r\n").count(), 1, "75 octets are one line");
}
