//! `POST /{language}/replies/delete`: one answer, or all that the page showed; never one that came since, and no question that would be agreed
//! to by that.

use std::str::FromStr;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use estafette_keys::ids::{IdError, ReplyId};
use serde::Deserialize;

use super::SourceToken;
use super::answers::{awaited, show};
use super::own::own_ids;
use crate::i18n::key;
use crate::source::asked::{Asked, Field, Filled};
use crate::source::problem::{Problem, or_refused};
use crate::source::{Page, Source};

/// Which answers.
#[derive(Deserialize)]
pub(crate) struct DeleteForm {
    #[serde(default)]
    token: SourceToken,
    #[serde(default)]
    reply: Field<ReplyIds>,
}

/// One id or several, with spaces between them.
struct ReplyIds(Vec<ReplyId>);

/// Deletes them; the answers that are left.
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<DeleteForm>,
) -> Response {
    or_refused(&source, &asked.language, deleted(&source, &asked.language, form).await)
}

async fn deleted(source: &Arc<Source>, language: &str, form: DeleteForm) -> Result<Response, Problem> {
    let keys = form.token.keys(source)?;
    let ReplyIds(ids) = form.reply.found()?;
    let (mailbox, own) = (keys.mailbox(), own_ids(source, &keys).await?);
    let deleting = async {
        let awaited = awaited(source, &keys, own).await?;
        let (stay, go): (Vec<_>, Vec<_>) = ids.into_iter().partition(|id| awaited.contains(id));
        for id in &go {
            // Of this mailbox only: whose id it is says nothing to others.
            source.store.delete_reply(mailbox, *id).await?;
        }
        let left = source.store.replies(mailbox).await?;
        let is_left = left.iter().any(|reply| go.contains(&reply.id));
        if is_left { Err(Problem::Broken) } else { Ok((stay.len(), go.len())) }
    };
    let (stay, go) = source.steps.in_step(deleting).await?;
    let page = Page::alone(source, language);
    let deleted = (go > 0).then(|| page.locale().say_with(key!("answers-deleted"), "count", go));
    let stays = (stay > 0).then(|| page.say(key!("proof-first")));
    let done = [deleted, stays].into_iter().flatten().collect::<Vec<_>>().join(" ");
    show(source, language, &keys, Some(done)).await
}

impl FromStr for ReplyIds {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let ids = text.split_whitespace().map(str::parse).collect::<Result<Vec<_>, _>>()?;
        if ids.is_empty() { Err(IdError) } else { Ok(Self(ids)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_all_sound_or_none_is_taken() {
        let (one, two) = ("1".repeat(32), "2".repeat(32));
        let count = |text: &str| text.parse::<ReplyIds>().ok().map(|ids| ids.0.len());
        assert_eq!(count(&one), Some(1));
        assert_eq!(count(&format!(" {one} {two} ")), Some(2));
        assert_eq!(count(&format!("{one} {two}2")), None);
        assert_eq!(count(" "), None);
    }
}
