//! What the source's API answers, bounded and parsed.

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::Day;
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::ReplyId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use estafette_wire::sections::{self, Opened};
use estafette_wire::{Base64, mailbox};

use crate::api::ApiError;
use crate::http::HttpError;

/// No section has more editors.
const EDITORS_MAX: usize = 200;

/// What the editors of a section state, to be checked against the roster.
pub(crate) struct Stated {
    /// The server's day.
    pub today: Day,
    /// Their epoch keys.
    pub epochs: Vec<(Handle, UntrustedEpochs)>,
    /// That the box was opened.
    pub opened: Option<UntrustedAlive>,
}

/// A sealed answer.
pub(crate) struct Answer {
    /// Its id.
    pub id: ReplyId,
    /// The section it is from, as the server says.
    pub section: SectionName,
    /// The item key, sealed to us.
    pub slot: Vec<u8>,
    /// The message.
    pub content: Vec<u8>,
}

impl Stated {
    pub(super) fn of(section: &SectionName, stated: sections::Stated) -> Result<Self, ApiError> {
        if stated.epochs.len() > EDITORS_MAX {
            return Err(HttpError::TooLarge.into());
        }
        let epochs = stated.epochs.into_iter().map(|of| Ok((handle(&of.editor)?, of.statement.into())));
        let epochs = epochs.collect::<Result<_, ApiError>>()?;
        let opened = stated.opened.map(|opened| alive(section, opened)).transpose()?;
        Ok(Self { today: stated.today, epochs, opened })
    }
}

/// A page's answers, which must ascend from `after`: so a listing ends whatever the server says.
pub(super) fn answers(page: Vec<mailbox::Answer>, after: Option<ReplyId>) -> Result<Vec<Answer>, ApiError> {
    let mut last = after;
    let mut answers = Vec::with_capacity(page.len());
    for mailbox::Answer { id, section, slot: Base64(slot), content: Base64(content) } in page {
        if last.is_some_and(|last| id <= last) {
            return Err(ApiError::Malformed);
        }
        last = Some(id);
        let section = section.parse().map_err(|_| ApiError::Malformed)?;
        if slot.len() > SLOT_MAX {
            return Err(HttpError::TooLarge.into());
        }
        answers.push(Answer { id, section, slot, content });
    }
    Ok(answers)
}

fn alive(section: &SectionName, opened: Opened) -> Result<UntrustedAlive, ApiError> {
    let Opened { editor, week, proof: Base64(proof) } = opened;
    let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
    Ok(UntrustedAlive { section: section.clone(), editor: handle(&editor)?, week, proof })
}

fn handle(text: &str) -> Result<Handle, ApiError> {
    text.parse().map_err(|_| ApiError::Malformed)
}
