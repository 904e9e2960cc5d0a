//! `estafette publish`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use super::style::Style;
use super::{changes, consent, mandate, names};
use crate::commands::publish::Outcome;
use crate::plan::publish::Plan;
use crate::publish::build::{Absent, Built};
use crate::publish::shown::Difference;
use crate::publish::status::Status;
use crate::publish::target::{Destination, Dropped};
use crate::terminal::{block, inline};
use crate::words::{Key, Words, key};

pub(super) fn human(screen: &Screen, outcome: &Outcome) -> String {
    let words = &screen.words;
    let (key, page) = match outcome {
        Outcome::Published(page) if matches!(page.built, Some(Built::Absent(_))) => {
            (key!("say-publish-not-shown"), page)
        }
        Outcome::Published(page) => (key!("say-publish-written"), page),
        Outcome::Unchanged(page) => (key!("say-publish-unchanged"), page),
        Outcome::TakenBack(page) if page.status == Some(Status::Draft) => (key!("say-publish-drafted"), page),
        Outcome::TakenBack(page) => (key!("say-publish-taken-back"), page),
        Outcome::Declined => return words.say(key!("say-nothing-done"), &[]) + "\n",
    };
    let mut lines = Lines::default();
    lines.add(words.say(key, &[("page", place(&page.destination).into())]));
    for said in page.built.iter().flat_map(|built| self::built(words, built)) {
        lines.add(screen.style.warn(&said));
    }
    if !page.agreed.is_empty() {
        lines.add(screen.style.bad(&words.say(key!("say-publish-agreed-otherwise"), &[])));
        lines.add_text(screen.next(key!("next-publish-again"), &[("item", page.short.as_str().into())]));
    }
    if page.is_merged {
        lines.add(screen.style.bad(&words.say(key!("say-publish-merged"), &[])));
    }
    if let Some(day) = page.dated {
        lines.add(words.say(key!("say-publish-dated"), &[("day", words.day(day).into())]));
    }
    if page.is_foreign {
        lines.add(screen.style.warn(&words.say(key!("say-publish-foreign"), &[])));
    }
    for left in &page.left {
        let left = inline(&left.display().to_string());
        lines.add(screen.style.warn(&words.say(key!("say-publish-left"), &[("page", left.into())])));
    }
    if page.lacks_zone {
        lines.add(screen.style.warn(&words.say(key!("say-publish-no-zone"), &[])));
        let next = match page.destination.site.as_ref().or(page.known_as.as_ref()) {
            Some(site) => screen.next(key!("next-zone"), &[("site", site.to_string().into())]),
            None => screen.next(key!("next-zone-add"), &[]),
        };
        lines.add_text(next);
    }
    for site in &page.outdated {
        let site = [("page", inline(site).into())];
        lines.add(screen.style.warn(&words.say(key!("say-publish-elsewhere"), &site)));
    }
    for dropped in &page.dropped {
        lines.add(screen.style.warn(&self::dropped(words, dropped)));
    }
    if let (Outcome::Published(_), Some(status)) = (outcome, page.status) {
        lines.add(words.say(names::status_sentence(status), &[]));
    }
    if let (Outcome::Published(_), Some(next)) = (outcome, page.destination.next) {
        lines.add_text(screen.next(next, &[("item", page.short.as_str().into())]));
    }
    lines.finish()
}

/// What is to be known of the site as it was built; nothing where it shows the page as it was meant.
fn built(words: &Words, built: &Built) -> Vec<String> {
    match built {
        Built::Shown | Built::Hidden => Vec::new(),
        Built::NotTried => vec![words.say(key!("say-publish-not-built"), &[])],
        Built::Absent(absent) => vec![self::absent(words, *absent)],
        Built::Incomplete(missing) => vec![incomplete(words, missing)],
        Built::Otherwise(differences) => differences.iter().map(|one| difference(words, one)).collect(),
    }
}

/// What a site shows otherwise than it was meant.
pub(super) fn difference(words: &Words, difference: &Difference) -> String {
    let both =
        |meant: &str, instead: &str| [("meant", inline(meant).into()), ("instead", inline(instead).into())];
    match difference {
        Difference::Words(meant, instead) => words.say(key!("say-publish-otherwise"), &both(meant, instead)),
        Difference::Alt(meant, instead) if instead.is_empty() => {
            words.say(key!("say-publish-alt-lost"), &[("meant", inline(meant).into())])
        }
        Difference::Alt(meant, instead) => words.say(key!("say-publish-alt"), &both(meant, instead)),
        Difference::Picture(alt) => {
            words.say(key!("say-publish-picture-lost"), &[("alt", inline(alt).into())])
        }
        Difference::Order => words.say(key!("say-publish-picture-order"), &[]),
        Difference::Direction("rtl") => words.say(key!("say-publish-from-right"), &[]),
        Difference::Direction(_) => words.say(key!("say-publish-from-left"), &[]),
    }
}

/// The same for programs.
fn differences_json(differences: &[Difference]) -> Value {
    let mut value = json!({});
    let mut pictures = Vec::new();
    for difference in differences {
        match difference {
            Difference::Words(meant, instead) => {
                (value["meant"], value["instead"]) = (json!(meant), json!(instead));
            }
            Difference::Alt(meant, instead) => pictures.push(json!({ "meant": meant, "instead": instead })),
            Difference::Picture(alt) => pictures.push(json!({ "meant": alt, "instead": null })),
            Difference::Order => value["order"] = json!(true),
            Difference::Direction(direction) => value["direction"] = json!(direction),
        }
    }
    if !pictures.is_empty() {
        value["pictures"] = json!(pictures);
    }
    value
}

/// Why a site does not show a page.
pub(super) fn absent(words: &Words, absent: Absent) -> String {
    words.say(absent.words(), &[])
}

fn absent_name(absent: Absent) -> &'static str {
    match absent {
        Absent::Draft => "draft",
        Absent::Later => "later",
        Absent::Over => "over",
        Absent::Inside => "inside",
        Absent::Unlisted => "unlisted",
        Absent::NoTemplate => "no-template",
        Absent::Unrendered => "unrendered",
        Absent::NoText => "no-text",
    }
}

/// Which parts of a site are not there.
pub(super) fn incomplete(words: &Words, missing: &[String]) -> String {
    words.say(key!("say-publish-incomplete"), &[("parts", inline(&missing.join(", ")).into())])
}

/// What a site left out in silence.
fn dropped(words: &Words, dropped: &Dropped) -> String {
    let (key, what) = match dropped {
        Dropped::Category(slug) => (key!("say-dropped-category"), slug.as_str()),
        Dropped::Tag(slug) => (key!("say-dropped-tag"), slug.as_str()),
        Dropped::Cover => (key!("say-dropped-cover"), ""),
        Dropped::Alt => (key!("say-dropped-alt"), ""),
        Dropped::Day => (key!("say-dropped-day"), ""),
        Dropped::Text => (key!("say-dropped-text"), ""),
        Dropped::Signs(signs) => (key!("say-dropped-signs"), signs.as_str()),
        Dropped::Shown(Difference::Words(meant, instead)) => {
            let both = [("meant", inline(meant).into()), ("instead", inline(instead).into())];
            return words.say(key!("say-dropped-shown"), &both);
        }
        Dropped::Shown(difference) => return self::difference(words, difference),
        Dropped::Page => (key!("say-dropped-page"), ""),
        Dropped::Language => (key!("say-dropped-language"), ""),
        Dropped::Calendar => (key!("say-dropped-calendar"), ""),
        Dropped::Event => (key!("say-dropped-event"), ""),
        Dropped::Hours => (key!("say-dropped-hours"), ""),
        Dropped::Pictures => (key!("say-dropped-pictures"), ""),
    };
    words.say(key, &[("what", inline(what).into())])
}

pub(super) fn json(_screen: &Screen, outcome: &Outcome) -> Value {
    let (what, page) = match outcome {
        Outcome::Published(page) => ("published", Some(page)),
        Outcome::Unchanged(page) => ("unchanged", Some(page)),
        Outcome::TakenBack(page) => ("taken-back", Some(page)),
        Outcome::Declined => ("declined", None),
    };
    let mut value = json!({ "outcome": what, "item": page.map(|page| page.short.as_str()) });
    if let Some(page) = page {
        for (name, field) in &page.destination.fields {
            value[name] = field.clone();
        }
        value["built"] = json!(page.built.as_ref().map(|built| {
            matches!(built, Built::Shown | Built::Otherwise(..) | Built::Hidden | Built::Absent(_))
        }));
        // `null`: not on the site yet, or nobody looked.
        value["shown"] = match &page.built {
            Some(Built::Shown) => json!(true),
            Some(Built::Otherwise(..) | Built::Absent(_)) => json!(false),
            _ => Value::Null,
        };
        if let Some(Built::Otherwise(differences)) = &page.built {
            value["differs"] = differences_json(differences);
        }
        if let Some(Built::Absent(absent)) = &page.built {
            value["absent"] = json!(absent_name(*absent));
        }
        if let Some(Built::Incomplete(missing)) = &page.built {
            value["missing"] = json!(missing);
        }
        if !page.agreed.is_empty() {
            value["agreed_otherwise"] = json!(true);
        }
        if !page.left.is_empty() {
            value["left"] = json!(page.left);
        }
        if page.is_merged {
            value["merged"] = json!(true);
        }
        if !page.outdated.is_empty() {
            value["outdated"] = json!(page.outdated);
        }
        if page.lacks_zone {
            value["lacks_zone"] = json!(true);
        }
        if page.is_foreign {
            value["foreign_language"] = json!(true);
        }
        value["status"] = json!(page.status.map(Status::name));
        value["dropped"] = page.dropped.iter().map(dropped_json).collect();
    }
    value
}

fn dropped_json(dropped: &Dropped) -> Value {
    json!(match dropped {
        Dropped::Category(slug) => format!("category {slug}"),
        Dropped::Tag(slug) => format!("tag {slug}"),
        Dropped::Cover => "cover".to_owned(),
        Dropped::Alt | Dropped::Shown(Difference::Alt(..)) => "alt".to_owned(),
        Dropped::Day => "day".to_owned(),
        Dropped::Text => "text".to_owned(),
        Dropped::Signs(signs) => format!("signs {signs}"),
        Dropped::Shown(Difference::Words(..)) => "shown".to_owned(),
        Dropped::Shown(Difference::Picture(_) | Difference::Order) => "picture".to_owned(),
        Dropped::Shown(Difference::Direction(_)) => "direction".to_owned(),
        Dropped::Page => "page".to_owned(),
        Dropped::Language => "language".to_owned(),
        Dropped::Calendar => "calendar".to_owned(),
        Dropped::Event => "event".to_owned(),
        Dropped::Hours => "hours".to_owned(),
        Dropped::Pictures => "pictures".to_owned(),
    })
}

/// What will be written.
pub(super) fn plan(words: &Words, plan: &Plan, style: &Style) -> String {
    let mut lines = Lines::default();
    let mut field = |label: Key, value: &str| lines.add(format!("{} {value}", words.say(label, &[])));
    field(key!("label-mandate"), &mandate::line(words, Some(&plan.mandate)));
    field(key!("label-page"), &place(&plan.proposal.destination));
    field(key!("label-title"), &inline(&plan.title));
    if let Some(day) = plan.proposal.day {
        field(key!("label-day"), &words.day(day));
    }
    if let Some(day) = plan.proposal.publish_from {
        field(key!("label-publish-from"), &words.day(day));
    }
    if let Some(signature) = &plan.signature {
        field(key!("label-signature"), &inline(signature));
    }
    for alt in &plan.pictures {
        field(key!("label-picture"), &inline(alt));
    }
    let proposal = &plan.proposal;
    let is_draft = (proposal.is_draft, proposal.destination.draft);
    let is_cancelled = (plan.is_cancelled, key!("say-publish-cancelled"));
    for (holds, key) in [is_draft, (proposal.is_update, key!("say-publish-update")), is_cancelled] {
        if holds {
            lines.add(words.say(key, &[]));
        }
    }
    if plan.files > 0 {
        lines.add(words.say(key!("say-publish-files"), &[("count", plan.files.into())]));
    }
    if let Some(rules) = &plan.rules {
        lines.gap();
        lines.add(words.say(key!("template-rules"), &[]));
        lines.add(block(rules));
    }
    lines.gap();
    lines.add(block(&plan.body));
    lines.gap();
    if !plan.read_in.is_empty() {
        let numbers: Vec<String> = plan.read_in.iter().map(ToString::to_string).collect();
        let values = [("item", plan.short.as_str().into()), ("numbers", numbers.join(", ").into())];
        lines.add(words.say(key!("say-publish-read-in"), &values));
    }
    if let Some(changes) = &plan.changes {
        lines.add(changes::told(words, changes, style));
    }
    // Last, so that it stands beside the question.
    consent::of_plan(words, plan, &mut lines);
    lines.finish()
}

/// Where something is, on one line.
pub(super) fn place(destination: &Destination) -> String {
    let place = inline(&destination.place);
    match &destination.site {
        Some(site) => format!("{site}: {place}"),
        None => place,
    }
}
