//! `estafette doctor`, shown: a line for each thing, and under what is not well the next step.

use serde_json::{Value, json};

use super::Screen;
use super::lines::Lines;
use crate::commands::doctor::{Check, Findings, Level};
use crate::terminal::inline;

pub(super) fn human(screen: &Screen, findings: &Findings) -> String {
    let mut lines = Lines::default();
    for check in &findings.0 {
        let mark = match check.level {
            Level::Ok if screen.quiet => continue,
            Level::Ok => screen.style.good("✓"),
            Level::Warn => screen.style.warn("!"),
            Level::Bad => screen.style.bad("✗"),
        };
        lines.add(format!("{mark} {}", said(screen, check)));
        if let Some(next) = next(screen, check) {
            lines.add(format!("  {} {next}", screen.style.dim(&screen.words.say("label-next", &[]))));
        }
    }
    lines.finish()
}

pub(super) fn json(screen: &Screen, findings: &Findings) -> Value {
    let checks = findings.0.iter().map(|check| {
        json!({
            "name": check.name, "level": level_name(check.level), "value": check.value,
            "message": said(screen, check), "next": next(screen, check),
        })
    });
    json!({ "well": findings.is_well(), "checks": checks.collect::<Vec<_>>() })
}

/// A check has words for being well, and others for not being so.
fn said(screen: &Screen, check: &Check) -> String {
    let how = if check.level == Level::Ok { "ok" } else { "bad" };
    let value = inline(&check.value.clone().unwrap_or_default());
    screen.words.say(&format!("check-{}-{how}", check.name), &[("value", value.into())])
}

fn next(screen: &Screen, check: &Check) -> Option<String> {
    if check.level == Level::Ok {
        return None;
    }
    screen.words.find(&format!("check-{}-next", check.name))
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Ok => "ok",
        Level::Warn => "warn",
        Level::Bad => "bad",
    }
}

#[cfg(test)]
mod tests {
    use crate::scratch::names::Temporary;
    use crate::words::{Language, Words};

    #[test]
    fn everything_temporary_has_words_and_a_next_step() {
        for language in Language::ALL {
            let words = Words::new(*language);
            for temporary in Temporary::ALL {
                for ending in ["bad", "next"] {
                    let key = format!("check-{}-{ending}", temporary.check());
                    assert!(words.find(&key).is_some(), "{}: {key}", language.tag());
                }
            }
        }
    }
}
