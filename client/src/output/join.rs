//! `estafette join`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use crate::commands::join::JoinedNow;
use crate::commands::standing::Standing;
use crate::terminal::inline;
use crate::words::key;

pub(super) fn human(screen: &Screen, joined: &JoinedNow) -> String {
    let words = &screen.words;
    let body = joined.roster.body();
    let mut lines = Lines::default();
    lines.add(words.say(
        key!("say-join-roster"),
        &[
            ("number", body.number.into()),
            ("expires", body.expires.to_string().into()),
            ("roots", body.roots.len().into()),
            ("threshold", body.threshold.into()),
        ],
    ));
    for section in &body.sections {
        let editors: Vec<String> =
            joined.roster.editors_of(&section.name).map(|editor| editor.handle.to_string()).collect();
        let title = screen.style.bold(&inline(section.title(words.language().tag())));
        lines.add(format!("  {title} ({})  {}", section.name, editors.join(", ")));
    }
    lines.gap();
    let standing = match joined.standing {
        Standing::Listed => words.say(key!("say-join-listed"), &[("handle", joined.handle.as_str().into())]),
        Standing::Absent => words.say(key!("say-standing-absent"), &[]),
        Standing::OtherKeys => words.say(key!("say-standing-other-keys"), &[]),
    };
    lines.add(standing);
    if joined.epochs_published > 0 {
        lines.add(words.say(key!("say-epochs-published"), &[("count", joined.epochs_published.into())]));
    }
    if joined.other_machine {
        lines.add(screen.style.bad(&words.say(key!("say-keys-other-machine"), &[])));
        lines.add_text(screen.next(key!("next-take-over"), &[]));
    }
    let next = if joined.standing == Standing::Listed { key!("next-fetch") } else { key!("next-request") };
    lines.add_text(screen.next(next, &[]));
    lines.finish()
}

pub(super) fn json(_screen: &Screen, joined: &JoinedNow) -> Value {
    let body = joined.roster.body();
    json!({
        "instance": body.instance.to_string(),
        "roster": body.number,
        "expires": joined.expires().to_string(),
        "sections": body.sections.iter().map(|section| section.name.as_str()).collect::<Vec<_>>(),
        "editors": body.editors.iter().map(|editor| editor.handle.as_str()).collect::<Vec<_>>(),
        "standing": standing_name(joined.standing),
        "epochs_published": joined.epochs_published,
        "other_machine": joined.other_machine,
    })
}

pub(super) fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Listed => "listed",
        Standing::OtherKeys => "other-keys",
        Standing::Absent => "absent",
    }
}
