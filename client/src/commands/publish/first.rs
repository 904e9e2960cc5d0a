//! Before anything of an item leaves this machine, the server is asked what was taken back and what sources answered; whatever the
//! person has to know is shown, and needs their agreement.

use estafette_keys::day::Day;

use crate::commands::fetch::ask::{Heard, ask};
use crate::commands::history::{Answers, mark_read, states};
use crate::commands::knowing::Knowing;
use crate::failure::Cause;
use crate::person::{Person, PersonError, Question};
use crate::plan::publish::UnsettledError;
use crate::publish::consent::Concern;
use crate::session::Session;
use crate::vault::{ShortId, Vault};

/// What came of asking the server.
pub(in crate::commands) enum Inquiry {
    /// It answered.
    Answered(Box<Heard>),
    /// It was not asked, and the person knows.
    Skipped,
    /// The person said no.
    Declined,
}

/// Asks the server; where it can't be asked, the person.
pub(in crate::commands) fn inquire(
    session: &mut Session<'_>,
    vault: &Vault,
    item: &ShortId,
    knowing: &Knowing,
) -> Result<Inquiry, Cause> {
    if knowing.offline {
        return Ok(Inquiry::Skipped);
    }
    let why = match ask(session, vault, asked_since(vault, item)?) {
        Ok(heard) if heard.left == 0 => return Ok(Inquiry::Answered(Box::new(heard))),
        Ok(heard) => UnsettledError::Left(heard.left),
        Err(cause) => UnsettledError::Server(Box::new(cause)),
    };
    match session.person.confirm(&Question::Unheard(&why)) {
        Ok(true) => Ok(Inquiry::Skipped),
        Ok(false) => Ok(Inquiry::Declined),
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
    person: &mut dyn Person,
    open: &[Concern],
    yes: bool,
    question: &Question<'_>,
) -> Result<bool, Cause> {
    if open.is_empty() && yes {
        return Ok(true);
    }
    person.confirm(question).map_err(|error| unanswered(open, error))
}

/// Why nothing is done where nobody answered: what has to be known, as far as there is any.
pub(in crate::commands) fn unanswered(open: &[Concern], error: PersonError) -> Cause {
    match error {
        PersonError::NoTerminal if !open.is_empty() => UnsettledError::Concerns(open.to_vec()).into(),
        error => error.into(),
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
