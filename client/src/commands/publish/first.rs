//! Before anything of an item leaves this machine: the server is asked what was taken back and what was answered, and what has to
//! be known is said, and asked.

use estafette_keys::day::Day;

use crate::commands::fetch::ask::{Heard, ask};
use crate::commands::history::{Answers, mark_read, states};
use crate::failure::{Cause, Details, ErrorDetail, Explained};
use crate::person::{PersonError, Question};
use crate::publish::consent::Concern;
use crate::request::knowing::Knowing;
use crate::session::Session;
use crate::vault::{ShortId, Vault};
use crate::words::{Key, key};

/// Why somebody has to decide, and nobody could be asked.
#[derive(Debug, thiserror::Error)]
pub enum UnsettledError {
    /// The server could not be asked.
    #[error("could not ask the server first")]
    Server(#[source] Box<Cause>),
    /// So many items could not be looked at.
    #[error("{0} items could not be looked at first")]
    Left(usize),
    /// What `--yes` alone does not skip.
    #[error("there is something to know first")]
    Concerns(Vec<Concern>),
}

impl Explained for UnsettledError {
    fn key(&self) -> Key {
        match self {
            Self::Server(_) => key!("error-unheard"),
            Self::Left(_) => key!("error-unheard-left"),
            Self::Concerns(_) => key!("error-unsettled"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Server(cause) => Details::of(ErrorDetail::Cause(cause.explained())),
            Self::Left(count) => Details::of(ErrorDetail::Number(*count as u64)),
            Self::Concerns(concerns) => {
                let said = concerns.iter().map(|concern| concern.words()).collect();
                let names: Vec<&str> = concerns.iter().map(|concern| concern.name()).collect();
                let names = ErrorDetail::Line(names.join(",").into());
                Details::default().named("concerns", ErrorDetail::List(said)).named("names", names)
            }
        }
    }
}

/// What came of asking the server.
pub(in crate::commands) enum First {
    /// It was asked.
    Heard(Box<Heard>),
    /// It was not, and the person knows.
    Unheard,
    /// The person said no.
    Declined,
}

/// Asks the server; where it can't be asked, the person.
pub(in crate::commands) fn first(
    session: &mut Session<'_>,
    vault: &Vault,
    item: &ShortId,
    knowing: &Knowing,
) -> Result<First, Cause> {
    if knowing.offline {
        return Ok(First::Unheard);
    }
    let why = match ask(session, vault, asked_since(vault, item)?) {
        Ok(heard) if heard.left == 0 => return Ok(First::Heard(Box::new(heard))),
        Ok(heard) => UnsettledError::Left(heard.left),
        Err(cause) => UnsettledError::Server(Box::new(cause)),
    };
    match session.person.confirm(&Question::Unheard(&why)) {
        Ok(true) => Ok(First::Unheard),
        Ok(false) => Ok(First::Declined),
        Err(PersonError::NoTerminal) => Err(why.into()),
        Err(error) => Err(error.into()),
    }
}

/// The first day on which its source was asked something that it has not answered.
fn asked_since(vault: &Vault, item: &ShortId) -> Result<Option<Day>, Cause> {
    let item = vault.find(item)?;
    let state = item.state()?;
    let states = states(vault)?;
    let answers = Answers::among(states.iter().map(|(id, state)| (*id, state)));
    let history = answers.history(item.id(), &state);
    let unanswered = history.iter().filter(|asked| asked.proof.answer.is_none());
    Ok(unanswered.map(|asked| asked.proof.day).min())
}

/// Asks whether a plan is carried out: with `yes`, only what has to be known and was not named.
pub(in crate::commands) fn is_agreed(
    session: &mut Session<'_>,
    open: &[Concern],
    yes: bool,
    question: &Question<'_>,
) -> Result<bool, Cause> {
    if open.is_empty() && yes {
        return Ok(true);
    }
    match session.person.confirm(question) {
        Err(PersonError::NoTerminal) if !open.is_empty() => {
            Err(UnsettledError::Concerns(open.to_vec()).into())
        }
        answer => Ok(answer?),
    }
}

/// Words that were shown in a plan which was agreed to are read.
pub(in crate::commands) fn read_words(vault: &Vault, item: &ShortId) -> Result<(), Cause> {
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let item = vault.find(item)?;
    let states = states(vault)?;
    let answers = Answers::among(states.iter().map(|(id, state)| (*id, state)));
    mark_read(vault, &answers.beside(vault, &keyring, item.id(), &item.state()?)?)
}
