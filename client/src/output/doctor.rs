//! `estafette doctor`, shown: a line for each thing, and under what is not well the next step.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::doctor::{Check, Findings, Level};
use crate::terminal::inline;
use crate::words::{Key, key};

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
            lines.add(format!("  {} {next}", screen.style.dim(&screen.words.say(key!("label-next"), &[]))));
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

fn said(screen: &Screen, check: &Check) -> String {
    let told = told(check.name).and_then(|told| if check.level == Level::Ok { told.well } else { told.ill });
    let value = inline(&check.value.clone().unwrap_or_default());
    told.map_or_else(|| check.name.to_owned(), |key| screen.words.say(key, &[("value", value.into())]))
}

fn next(screen: &Screen, check: &Check) -> Option<String> {
    let told = told(check.name).filter(|_| check.level != Level::Ok)?;
    Some(screen.words.say(told.next?, &[]))
}

fn told(name: &str) -> Option<&'static Told> {
    TOLD.iter().find(|told| told.name == name)
}

/// The messages of a check.
struct Told {
    name: &'static str,
    /// Where all is well.
    well: Option<Key>,
    /// Where it is not.
    ill: Option<Key>,
    /// What to do then.
    next: Option<Key>,
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Ok => "ok",
        Level::Warn => "warn",
        Level::Bad => "bad",
    }
}

/// Some checks are told at one level only.
const TOLD: &[Told] = &[
    Told {
        name: "receiving",
        well: None,
        ill: Some(key!("check-receiving-bad")),
        next: Some(key!("check-receiving-next")),
    },
    Told {
        name: "terminal",
        well: Some(key!("check-terminal-ok")),
        ill: Some(key!("check-terminal-bad")),
        next: Some(key!("check-terminal-next")),
    },
    Told {
        name: "editor",
        well: Some(key!("check-editor-ok")),
        ill: Some(key!("check-editor-bad")),
        next: Some(key!("check-editor-next")),
    },
    Told {
        name: "memory",
        well: Some(key!("check-memory-ok")),
        ill: Some(key!("check-memory-bad")),
        next: Some(key!("check-memory-next")),
    },
    Told {
        name: "left-draft",
        well: None,
        ill: Some(key!("check-left-draft-bad")),
        next: Some(key!("check-left-draft-next")),
    },
    Told {
        name: "left-reply",
        well: None,
        ill: Some(key!("check-left-reply-bad")),
        next: Some(key!("check-left-reply-next")),
    },
    Told {
        name: "left-send",
        well: None,
        ill: Some(key!("check-left-send-bad")),
        next: Some(key!("check-left-send-next")),
    },
    Told {
        name: "left-review",
        well: None,
        ill: Some(key!("check-left-review-bad")),
        next: Some(key!("check-left-review-next")),
    },
    Told {
        name: "left-git",
        well: None,
        ill: Some(key!("check-left-git-bad")),
        next: Some(key!("check-left-git-next")),
    },
    Told {
        name: "left-build",
        well: None,
        ill: Some(key!("check-left-build-bad")),
        next: Some(key!("check-left-build-next")),
    },
    Told {
        name: "left-arriving",
        well: None,
        ill: Some(key!("check-left-arriving-bad")),
        next: Some(key!("check-left-arriving-next")),
    },
    Told {
        name: "left-unfinished",
        well: None,
        ill: Some(key!("check-left-unfinished-bad")),
        next: Some(key!("check-left-unfinished-next")),
    },
    Told {
        name: "left-page",
        well: None,
        ill: Some(key!("check-left-page-bad")),
        next: Some(key!("check-left-page-next")),
    },
    Told {
        name: "left-saved",
        well: None,
        ill: Some(key!("check-left-saved-bad")),
        next: Some(key!("check-left-saved-next")),
    },
    Told {
        name: "swap",
        well: Some(key!("check-swap-ok")),
        ill: Some(key!("check-swap-bad")),
        next: Some(key!("check-swap-next")),
    },
    Told { name: "core", well: Some(key!("check-core-ok")), ill: Some(key!("check-core-bad")), next: None },
    Told {
        name: "vault",
        well: Some(key!("check-vault-ok")),
        ill: Some(key!("check-vault-bad")),
        next: Some(key!("check-vault-next")),
    },
    Told {
        name: "permissions",
        well: Some(key!("check-permissions-ok")),
        ill: Some(key!("check-permissions-bad")),
        next: Some(key!("check-permissions-next")),
    },
    Told {
        name: "disk",
        well: Some(key!("check-disk-ok")),
        ill: Some(key!("check-disk-bad")),
        next: Some(key!("check-disk-next")),
    },
    Told {
        name: "disk-reads-only",
        well: None,
        ill: Some(key!("check-disk-reads-only-bad")),
        next: Some(key!("check-disk-reads-only-next")),
    },
    Told {
        name: "disk-full",
        well: None,
        ill: Some(key!("check-disk-full-bad")),
        next: Some(key!("check-disk-full-next")),
    },
    Told {
        name: "disk-broken",
        well: None,
        ill: Some(key!("check-disk-broken-bad")),
        next: Some(key!("check-disk-broken-next")),
    },
    Told {
        name: "opened",
        well: Some(key!("check-opened-ok")),
        ill: Some(key!("check-opened-bad")),
        next: None,
    },
    Told {
        name: "closed",
        well: Some(key!("check-closed-ok")),
        ill: Some(key!("check-closed-bad")),
        next: Some(key!("check-closed-next")),
    },
    Told {
        name: "broken",
        well: Some(key!("check-broken-ok")),
        ill: Some(key!("check-broken-bad")),
        next: Some(key!("check-broken-next")),
    },
    Told {
        name: "broken-roster",
        well: None,
        ill: Some(key!("check-broken-roster-bad")),
        next: Some(key!("check-broken-roster-next")),
    },
    Told {
        name: "broken-keys",
        well: None,
        ill: Some(key!("check-broken-keys-bad")),
        next: Some(key!("check-broken-keys-next")),
    },
    Told {
        name: "repaired",
        well: Some(key!("check-repaired-ok")),
        ill: Some(key!("check-repaired-bad")),
        next: Some(key!("check-repaired-next")),
    },
    Told {
        name: "aside",
        well: Some(key!("check-aside-ok")),
        ill: Some(key!("check-aside-bad")),
        next: Some(key!("check-aside-next")),
    },
    Told { name: "closed-to-others", well: Some(key!("check-closed-to-others-ok")), ill: None, next: None },
    Told {
        name: "kept",
        well: Some(key!("check-kept-ok")),
        ill: Some(key!("check-kept-bad")),
        next: Some(key!("check-kept-next")),
    },
    Told {
        name: "passphrase",
        well: Some(key!("check-passphrase-ok")),
        ill: Some(key!("check-passphrase-bad")),
        next: Some(key!("check-passphrase-next")),
    },
    Told {
        name: "replies",
        well: Some(key!("check-replies-ok")),
        ill: Some(key!("check-replies-bad")),
        next: Some(key!("check-replies-next")),
    },
    Told {
        name: "joined",
        well: Some(key!("check-joined-ok")),
        ill: Some(key!("check-joined-bad")),
        next: Some(key!("check-joined-next")),
    },
    Told {
        name: "clock",
        well: Some(key!("check-clock-ok")),
        ill: Some(key!("check-clock-bad")),
        next: Some(key!("check-clock-next")),
    },
    Told {
        name: "server",
        well: Some(key!("check-server-ok")),
        ill: Some(key!("check-server-bad")),
        next: Some(key!("check-server-next")),
    },
    Told {
        name: "roster",
        well: Some(key!("check-roster-ok")),
        ill: Some(key!("check-roster-bad")),
        next: Some(key!("check-roster-next")),
    },
    Told {
        name: "expiry",
        well: Some(key!("check-expiry-ok")),
        ill: Some(key!("check-expiry-bad")),
        next: Some(key!("check-expiry-next")),
    },
    Told {
        name: "standing",
        well: Some(key!("check-standing-ok")),
        ill: Some(key!("check-standing-bad")),
        next: Some(key!("check-standing-next")),
    },
    Told {
        name: "epochs",
        well: Some(key!("check-epochs-ok")),
        ill: Some(key!("check-epochs-bad")),
        next: Some(key!("check-epochs-next")),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::names::Temporary;

    /// The names that a source file gives to checks, and whether only one level of it is told.
    fn names(source: &str) -> Vec<(String, Option<bool>)> {
        let mut names = Vec::new();
        for call in [".add(\"", ".add_with(\"", ".add_if(\""] {
            for rest in source.split(call).skip(1) {
                let (name, rest) = rest.split_once('"').expect("a name");
                let is_well = match rest {
                    rest if rest.starts_with(", Level::Ok") => Some(true),
                    rest if rest.starts_with(", Level::") => Some(false),
                    _ => None,
                };
                names.push((name.to_owned(), is_well));
            }
        }
        names
    }

    #[test]
    fn every_check_has_its_messages() {
        for file in ["src/commands/doctor.rs", "src/commands/doctor/opened.rs"] {
            let source = std::fs::read_to_string(file).expect("a source file");
            let names = names(&source);
            assert!(names.len() > 3, "{file}");
            for (name, is_well) in names {
                let told = told(&name).unwrap_or_else(|| panic!("no messages for {name}"));
                assert!(is_well == Some(false) || told.well.is_some(), "{name} has no words for being well");
                assert!(is_well == Some(true) || told.ill.is_some(), "{name} has no words for being ill");
            }
        }
    }

    #[test]
    fn everything_temporary_has_words_and_a_next_step() {
        for temporary in Temporary::ALL {
            let told = told(temporary.check()).unwrap_or_else(|| panic!("{temporary:?}"));
            assert!(told.ill.is_some() && told.next.is_some(), "{temporary:?}");
        }
    }
}
