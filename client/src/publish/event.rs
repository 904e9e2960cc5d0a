//! When and where an event takes place, as a line to read: for sites that have no field for it.

use estafette_keys::day::Day;
use estafette_keys::moment::Moment;
use jiff::civil::Time;

use super::{Event, markdown};

/// Months by language; a day in another language is written as a date.
const MONTHS: [(&str, [&str; 12]); 5] = [
    (
        "fr",
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
    ),
    (
        "en",
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
    (
        "de",
        [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
    ),
    (
        "it",
        [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
    ),
    (
        "es",
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    ),
];

/// The text of an event with when and where above it, in Markdown; any other text as it is.
#[must_use]
pub(crate) fn with_event(body: &str, event: Option<&Event>, language: &str) -> String {
    match event.map(|event| line(event, language)) {
        Some(line) if !body.contains(&line) => format!("{line}\n\n{body}"),
        _ => body.to_owned(),
    }
}

/// The same text where something else says when and where: without a line that says just this at its beginning.
#[must_use]
pub(crate) fn without_event<'a>(body: &'a str, event: &Event, language: &str) -> &'a str {
    let rest = body.trim_start().strip_prefix(&line(event, language));
    rest.filter(|rest| rest.is_empty() || rest.starts_with('\n')).map_or(body, str::trim_start)
}

/// When and where, in words: plain text.
pub(crate) struct Told {
    /// When it begins.
    pub starts: String,
    /// When it ends, where that says more.
    pub ends: Option<String>,
    /// The place, on one line.
    pub place: Option<String>,
}

impl Told {
    /// In this language.
    #[must_use]
    pub(crate) fn of(event: &Event, language: &str) -> Self {
        let language = language.split('-').next().unwrap_or_default();
        let ends = event.ends.and_then(|ends| match ends.time {
            Some(until) if ends.day == event.starts.day => Some(clock(until, language)),
            None if ends.day == event.starts.day => None,
            _ => Some(moment(ends, language)),
        });
        let place =
            event.place.as_deref().map(|place| place.split_whitespace().collect::<Vec<_>>().join(" "));
        Self { starts: moment(event.starts, language), ends, place: place.filter(|place| !place.is_empty()) }
    }
}

/// What stands where nobody said a place, and there has to be one.
#[must_use]
pub(crate) fn no_place(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or_default() {
        "fr" => "Lieu à préciser",
        "en" => "Place to be announced",
        "de" => "Ort folgt",
        "it" => "Luogo da precisare",
        "es" => "Lugar por confirmar",
        _ => "…",
    }
}

/// `**5 décembre 2026, 19 h – 22 h**, Maison du Peuple`
fn line(event: &Event, language: &str) -> String {
    let Told { starts, ends, place } = Told::of(event, language);
    let ends = ends.map(|ends| format!(" – {ends}")).unwrap_or_default();
    let place = place.map(|place| format!(", {}", markdown::from_plain(&place))).unwrap_or_default();
    format!("**{starts}{ends}**{place}")
}

fn moment(moment: Moment, language: &str) -> String {
    let date = date(moment.day, language).unwrap_or_else(|| moment.day.to_string());
    moment.time.map_or_else(|| date.clone(), |time| format!("{date}, {}", clock(time, language)))
}

fn date(day: Day, language: &str) -> Option<String> {
    let (year, month, day) = day.civil();
    let (_, months) = MONTHS.iter().find(|(tag, _)| *tag == language)?;
    let month = months.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    Some(match (language, day) {
        ("fr", 1) => format!("1er {month} {year}"),
        ("it", 1) => format!("1º {month} {year}"),
        ("de", _) => format!("{day}. {month} {year}"),
        ("es", _) => format!("{day} de {month} de {year}"),
        _ => format!("{day} {month} {year}"),
    })
}

/// As the clock is read in the language: `19 h 30`, else `19:30`.
fn clock(time: Time, language: &str) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (language, minute) {
        ("fr", 0) => format!("{hour}\u{a0}h"),
        ("fr", _) => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        _ => format!("{hour:02}:{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(starts: &str, ends: Option<&str>, place: Option<&str>) -> Event {
        let moment = |text: &str| text.parse().expect("a moment");
        Event {
            starts: moment(starts),
            ends: ends.map(moment),
            place: place.map(str::to_owned),
            is_cancelled: false,
        }
    }

    #[test]
    fn it_is_said_when_and_where_in_the_languages_of_the_sites() {
        let fair = event("2027-01-25T09:30", Some("2027-01-25T17:00"), Some("Halle *B*, quai"));
        for (language, expected) in [
            ("fr", "**25 janvier 2027, 9\u{a0}h\u{a0}30 – 17\u{a0}h**, Halle \\*B\\*, quai"),
            ("en", "**25 January 2027, 09:30 – 17:00**, Halle \\*B\\*, quai"),
            ("de-CH", "**25. Januar 2027, 09:30 – 17:00**, Halle \\*B\\*, quai"),
            ("ar", "**2027-01-25, 09:30 – 17:00**, Halle \\*B\\*, quai"),
        ] {
            assert_eq!(line(&fair, language), expected);
        }
        assert_eq!(line(&event("2027-03-01", None, None), "fr"), "**1er mars 2027**");
        let days = event("2027-05-01", Some("2027-05-03"), Some("Turin"));
        assert_eq!(line(&days, "it"), "**1º maggio 2027 – 3 maggio 2027**, Turin");
        assert_eq!(line(&event("2027-05-01", Some("2027-05-01"), None), "es"), "**1 de mayo de 2027**");
    }

    #[test]
    fn it_stands_above_the_text_once_and_above_events_alone() {
        let fair = event("2027-01-25", None, Some("Lyon"));
        let with = with_event("Venez.", Some(&fair), "fr");
        assert_eq!(with, "**25 janvier 2027**, Lyon\n\nVenez.");
        assert_eq!(with_event(&with, Some(&fair), "fr"), with);
        assert_eq!(with_event("Venez.", None, "fr"), "Venez.");
        assert_eq!(without_event(&with, &fair, "fr"), "Venez.");
        let within = "Venez.\n\n**25 janvier 2027**, Lyon";
        assert_eq!(without_event(within, &fair, "fr"), within, "it is left where an editor put it");
        let more = "**25 janvier 2027**, Lyon et Turin";
        assert_eq!(without_event(more, &fair, "fr"), more);
    }
}
