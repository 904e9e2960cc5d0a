//! When and where an event takes place, above a post's text: in words, and as programs read it. A site takes a script with
//! structured data from those alone who may write code into its pages; these classes (microformats, h-event) it takes from anybody.

use super::blocks::{Style, classed, harmless};
use super::letters::by_number;
use crate::publish::Event;
use crate::publish::calendar::Entry;
use crate::publish::event::Told;
use crate::publish::html::escaped;

/// The block. A bare hour is given as it was written where nobody said in which zone it is.
pub(super) fn block(event: &Event, entry: Option<&Entry>, title: &str, style: Style<'_>) -> String {
    let Told { starts, ends, place } = Told::of(event, style.language);
    let written = || (event.starts.to_string(), event.ends.map(|ends| ends.to_string()));
    let (first, last) = entry.map_or_else(written, Entry::dates);
    let mut html = unseen("p-name", title);
    html.extend(entry.map(|entry| unseen("u-uid", &entry.listing.uid)));
    html.extend(["<strong>", &dated("dt-start", &first, &starts)]);
    if let Some(ends) = ends {
        let ends = last.map_or_else(|| text(&ends), |last| dated("dt-end", &last, &ends));
        html.extend([" – ", &ends]);
    }
    html.push_str("</strong>");
    html.extend(place.map(|place| format!(", <span class=\"p-location\">{}</span>", text(&place))));
    by_number(&classed(&html, "h-event", &style.mark), style.letters)
}

/// A value that programs read, and nobody sees.
fn unseen(class: &str, value: &str) -> String {
    let value = text(value);
    format!("<span class=\"{class}\"><span class=\"value-title\" title=\"{value}\"></span></span>")
}

/// Words that a reader sees, with the date that programs read. It stands in an abbreviation, where each of them looks for it:
/// WordPress takes no `time` from a contributor.
fn dated(class: &str, date: &str, words: &str) -> String {
    let (date, words) = (text(date), text(words));
    format!("<span class=\"{class}\"><abbr class=\"value\" title=\"{date}\"></abbr>{words}</span>")
}

fn text(plain: &str) -> String {
    harmless(&escaped(plain))
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Mark;
    use super::super::letters::Letters;
    use super::*;

    fn block_of(starts: &str, ends: Option<&str>, place: &str, language: &str) -> String {
        let moment = |text: &str| text.parse().expect("a moment");
        let (starts, ends) = (moment(starts), ends.map(moment));
        let event = Event { starts, ends, place: Some(place.to_owned()), is_cancelled: false };
        let zone = "Europe/Brussels".parse().expect("a zone");
        let day = "2026-11-28".parse().expect("a day");
        let mut rng = rand::rngs::mock::StepRng::new(7, 11);
        let entry = Entry::of("Bal", &event, Some(&zone), None, day, &mut rng).expect("an entry");
        let mark = Mark::of(language, if language == "ar" { "نص" } else { "texte" }, "fr", false);
        let style = Style { language, mark, letters: Letters::Beyond16Bits, as_written: false };
        block(&event, Some(&entry), "Bal \"d’été\"", style)
    }

    #[test]
    fn it_is_said_to_readers_and_to_programs() {
        let block = block_of("2031-07-05T19:00", Some("2031-07-06T02:00"), "Quai <2> [moulin]", "fr");
        for part in [
            "<!-- wp:paragraph {\"className\":\"h-event\"} -->\n<p class=\"h-event\">",
            "title=\"2031-07-05T17:00:00Z\"></abbr>5 juillet 2031, 19\u{a0}h</span>",
            "title=\"2031-07-06T00:00:00Z\"></abbr>6 juillet 2031, 2\u{a0}h</span>",
            "<span class=\"p-location\">Quai &lt;2&gt; &#091;moulin&#093;</span></p>",
            "title=\"Bal &quot;d’été&quot;\"",
        ] {
            assert!(block.contains(part), "{part} in {block}");
        }
        let days = block_of("2031-07-05", Some("2031-07-07"), "Turin", "it");
        assert!(days.contains("title=\"2031-07-05\"") && days.contains("title=\"2031-07-07\""), "{days}");
        let day = block_of("2031-07-05", None, "Turin", "it");
        assert!(!day.contains("dt-end"), "{day}");
    }

    #[test]
    fn it_is_marked_as_the_text_is() {
        let block = block_of("2031-07-05", None, "وهران", "ar");
        assert!(
            block.starts_with(
                "<!-- wp:paragraph {\"direction\":\"rtl\",\"className\":\"h-event\"} -->\n<p dir=\"rtl\" class=\"h-event\"><span lang=\"ar\">"
            ),
            "{block}"
        );
    }
}
