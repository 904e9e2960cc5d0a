//! Takes back what was sent, with its codename. Keys are derived here: the server learns which submissions are asked for,
//! and never the codename.

use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::KEPT_DAYS_MAX;
use estafette_keys::source::{SUBMISSIONS_A_DAY, Stretcher, WithdrawalSecret};

use super::action::{Action, carry_out};
use super::correspondence::{Correspondence, Way, codename};
use super::ending::{Ending, Ends};
use crate::api::SourceApi;
use crate::failure::{Cause, Explained};
use crate::person::Question;
use crate::plan::withdraw::Waiting;
use crate::session::Session;
use crate::vault::{ShortId, Unfound};
use crate::words::{Key, key};

/// Take back what you sent, with its codename.
pub(crate) struct Withdraw {
    /// The beginning of an id; without it, what still waits is listed
    pub item: Option<ShortId>,
    /// Everything that still waits
    pub all: bool,
    /// Where to, and as whom.
    pub way: Way,
    /// Don't ask
    pub yes: bool,
}

/// A form may have been begun the day before it was stored, and clocks differ by a midnight; and what is past its time stays put aside for
/// a week.
const DAYS_MORE: i32 = 9;

/// Why nothing could be taken back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WithdrawError {
    /// Nothing that waits begins so.
    #[error("nothing that waits begins so")]
    None,
    /// Several begin so.
    #[error("several begin so")]
    Several,
}

impl Explained for WithdrawError {
    fn key(&self) -> Key {
        match self {
            Self::None => key!("error-withdraw-none"),
            Self::Several => key!("error-withdraw-several"),
        }
    }
}

/// What came of it.
pub(crate) enum Withdrawn {
    /// What still waits; nothing was taken back.
    Waits(Vec<Waiting>),
    /// These are gone.
    Gone(Vec<Waiting>),
    /// The person said no.
    Declined,
}

impl Ends for Withdrawn {
    fn ending(&self) -> Ending {
        if matches!(self, Self::Declined) { Ending::Declined } else { Ending::Done }
    }
}

/// Runs `estafette withdraw`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Withdraw) -> Result<Withdrawn, Cause> {
    let Correspondence { roster, api } = Correspondence::open(session, &asked.way)?;
    let body = roster.body();
    let codename = codename(session, asked.way.codename_file.as_deref())?;
    // Under the instance of the roster that was pinned: another server's name would give other keys.
    let keys = Stretcher::new().stretch(&codename, body.instance);
    let today = session.clock.today();
    let secrets: Vec<WithdrawalSecret> = (-1..=KEPT_DAYS_MAX + DAYS_MORE)
        .flat_map(|ago| (0..SUBMISSIONS_A_DAY).map(move |number| (today.plus_days(-ago), number)))
        .map(|(day, number)| keys.withdrawal(day, number))
        .collect();
    let waiting = waiting(&api, secrets)?;
    let chosen = match &asked.item {
        Some(short) => vec![only(short, waiting)?],
        None if asked.all => waiting,
        None => return Ok(Withdrawn::Waits(waiting)),
    };
    if chosen.is_empty() {
        return Ok(Withdrawn::Waits(chosen));
    }
    carry_out(session, Withdrawal { api, chosen }, asked.yes)
}

/// What will be taken back.
struct Withdrawal {
    api: SourceApi,
    chosen: Vec<Waiting>,
}

impl Action for Withdrawal {
    type Outcome = Withdrawn;

    fn question(&self) -> Option<Question<'_>> {
        Some(Question::Withdraw(&self.chosen))
    }

    fn commit(self, _: &mut Session<'_>) -> Result<Withdrawn, Cause> {
        for one in &self.chosen {
            self.api.withdraw(&one.secret)?;
        }
        Ok(Withdrawn::Gone(self.chosen))
    }

    fn decline(self, _: &mut Session<'_>) -> Result<Withdrawn, Cause> {
        Ok(Withdrawn::Declined)
    }
}

fn waiting(api: &SourceApi, secrets: Vec<WithdrawalSecret>) -> Result<Vec<Waiting>, Cause> {
    let mut ids: Vec<SubmissionId> = secrets.iter().map(WithdrawalSecret::submission).collect();
    // Sorted, so that their order says nothing of days and numbers.
    ids.sort_unstable();
    let found = api.waiting(&ids)?;
    let here: Vec<SubmissionId> = found.iter().map(|item| item.id).collect();
    let mut waiting: Vec<Waiting> = secrets
        .into_iter()
        .filter_map(|secret| {
            let id = secret.submission();
            let item = found.iter().find(|item| item.id == id)?;
            let (section, day) = (item.section.clone(), item.day);
            Some(Waiting { short: ShortId::of(id, &here), section, day, secret })
        })
        .collect();
    waiting.sort_by(|a, b| (a.day, a.short.as_str()).cmp(&(b.day, b.short.as_str())));
    Ok(waiting)
}

fn only(short: &ShortId, waiting: Vec<Waiting>) -> Result<Waiting, WithdrawError> {
    let ids: Vec<SubmissionId> = waiting.iter().map(|one| one.secret.submission()).collect();
    let id = short.among(&ids).map_err(|unfound| match unfound {
        Unfound::None => WithdrawError::None,
        Unfound::Several => WithdrawError::Several,
    })?;
    waiting.into_iter().find(|one| one.secret.submission() == id).ok_or(WithdrawError::None)
}
