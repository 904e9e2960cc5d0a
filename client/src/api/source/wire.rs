//! What travels between the CLI and the source's side, as JSON.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::{Day, Week};
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::{ReplyId, SubmissionId, TransferId};
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use serde::{Deserialize, Serialize};

use crate::api::ApiError;
use crate::http::HttpError;

/// No section has more editors.
const EDITORS_MAX: usize = 200;

/// What the editors of a section state, to be checked against the roster.
pub struct Stated {
    /// The server's day.
    pub today: Day,
    /// Their epoch keys.
    pub epochs: Vec<(Handle, UntrustedEpochs)>,
    /// That the box was opened.
    pub opened: Option<UntrustedAlive>,
}

#[derive(Deserialize)]
pub(super) struct StatedForm {
    today: Day,
    epochs: Vec<EpochsForm>,
    opened: Option<OpenedForm>,
}

#[derive(Deserialize)]
struct EpochsForm {
    editor: String,
    statement: UntrustedEpochs,
}

#[derive(Deserialize)]
struct OpenedForm {
    editor: String,
    week: Week,
    proof: String,
}

impl StatedForm {
    pub(super) fn parse(self, section: &SectionName) -> Result<Stated, ApiError> {
        if self.epochs.len() > EDITORS_MAX {
            return Err(HttpError::TooLarge.into());
        }
        let handle = |text: &str| text.parse::<Handle>().map_err(|_| ApiError::Malformed);
        let stated = |form: EpochsForm| Ok((handle(&form.editor)?, form.statement));
        let epochs = self.epochs.into_iter().map(stated).collect::<Result<_, ApiError>>()?;
        let opened = match self.opened {
            None => None,
            Some(form) => {
                let proof = BASE64_STANDARD.decode(&form.proof).map_err(|_| ApiError::Malformed)?;
                let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
                let (section, editor) = (section.clone(), handle(&form.editor)?);
                Some(UntrustedAlive { section, editor, week: form.week, proof })
            }
        };
        Ok(Stated { today: self.today, epochs, opened })
    }
}

#[derive(Serialize)]
pub(super) struct Begin<'a> {
    pub(super) transfer: TransferId,
    pub(super) id: SubmissionId,
    pub(super) section: &'a str,
}

/// How far an upload has come.
#[derive(Deserialize)]
pub struct Begun {
    /// Bytes that are there.
    pub offset: u64,
    /// All of it is, and kept.
    pub stored: bool,
    /// The most bytes a request may bring.
    pub piece: u64,
}

/// An editor's slot.
#[derive(Serialize, Deserialize)]
pub struct SlotFor {
    editor: String,
    slot: String,
}

impl SlotFor {
    /// Of these bytes.
    #[must_use]
    pub fn new(editor: &Handle, slot: &[u8]) -> Self {
        Self { editor: editor.as_str().to_owned(), slot: BASE64_STANDARD.encode(slot) }
    }
}

#[derive(Serialize)]
pub(super) struct End<'a> {
    pub(super) size: u64,
    pub(super) slots: &'a [SlotFor],
}

#[derive(Deserialize)]
pub(super) struct MailboxChallenge {
    pub(super) challenge: String,
}

#[derive(Serialize)]
pub(super) struct Proof {
    pub(super) key: String,
    pub(super) challenge: String,
    pub(super) signature: String,
}

#[derive(Serialize)]
pub(super) struct ReadMailbox {
    pub(super) mailbox: Proof,
    pub(super) after: Option<ReplyId>,
}

#[derive(Serialize)]
pub(super) struct DeleteReply {
    pub(super) mailbox: Proof,
    pub(super) reply: ReplyId,
}

#[derive(Deserialize)]
pub(super) struct Answers {
    replies: Vec<AnswerForm>,
    pub(super) more: bool,
}

#[derive(Deserialize)]
struct AnswerForm {
    id: ReplyId,
    section: String,
    slot: String,
    content: String,
}

/// A sealed answer.
pub struct Answer {
    /// Its id.
    pub id: ReplyId,
    /// The section it is from, as the server says.
    pub section: SectionName,
    /// The item key, sealed to us.
    pub slot: Vec<u8>,
    /// The message.
    pub content: Vec<u8>,
}

impl Answers {
    /// The answers, which must ascend from `after`: so a listing ends whatever the server says.
    pub(super) fn parse(self, after: Option<ReplyId>) -> Result<Vec<Answer>, ApiError> {
        let mut last = after;
        let mut answers = Vec::with_capacity(self.replies.len());
        for form in self.replies {
            if last.is_some_and(|last| form.id <= last) {
                return Err(ApiError::Malformed);
            }
            last = Some(form.id);
            let section = form.section.parse().map_err(|_| ApiError::Malformed)?;
            let slot = BASE64_STANDARD.decode(form.slot).map_err(|_| ApiError::Malformed)?;
            if slot.len() > SLOT_MAX {
                return Err(HttpError::TooLarge.into());
            }
            let content = BASE64_STANDARD.decode(form.content).map_err(|_| ApiError::Malformed)?;
            answers.push(Answer { id: form.id, section, slot, content });
        }
        Ok(answers)
    }
}
