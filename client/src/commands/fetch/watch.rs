//! `fetch --watch`: again and again, at moments that follow from nothing but chance. Each turn asks the server the same, whatever there
//! is; only how many bytes come back depends on it.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rand::Rng;

use crate::api::ApiError;
use crate::clock::randomness;
use crate::commands::{Outcome, Request};
use crate::failure::Cause;
use crate::person::Notice;
use crate::session::Session;
use crate::vault::VaultError;

/// The first pause after a turn that failed; each further one is twice as long.
const AGAIN: Duration = Duration::from_mins(1);
/// The longest pause after a turn that failed, where nobody asked for longer ones.
const AGAIN_MAX: Duration = Duration::from_hours(1);
/// What shows a notice on the desktop, where it is installed.
const DESKTOP: &str = "notify-send";

/// Turn after turn.
pub(crate) struct Watch {
    every: Duration,
    /// Turns that failed, one after the other.
    failed: u32,
    /// What shows the last notice on the desktop.
    notice: Option<Child>,
}

impl Watch {
    /// Where somebody asked for it.
    #[must_use]
    pub(crate) fn of(request: &Request) -> Option<Self> {
        match request {
            Request::Fetch(fetch) if fetch.watch => Some(Self::every(fetch.every)),
            _ => None,
        }
    }

    fn every(minutes: u16) -> Self {
        Self { every: Duration::from_mins(minutes.into()), failed: 0, notice: None }
    }

    /// How long to wait after a turn; `None` when there is no use in another one. Says when something came.
    pub(crate) fn after(
        &mut self,
        session: &mut Session<'_>,
        done: &Result<Outcome, Cause>,
    ) -> Option<Duration> {
        if matches!(done, Ok(Outcome::Fetch(fetched)) if fetched.has_news()) {
            session.person.tell(&Notice::News);
            self.show(&session.person.news());
        }
        let failed = match done {
            Ok(_) => false,
            Err(cause) if passes(cause) => true,
            Err(_) => return None,
        };
        Some(self.pause(failed, &mut randomness()))
    }

    fn pause(&mut self, failed: bool, rng: &mut impl Rng) -> Duration {
        let usual = if failed {
            let longer = AGAIN.saturating_mul(1_u32.checked_shl(self.failed).unwrap_or(u32::MAX));
            self.failed = self.failed.saturating_add(1);
            longer.min(AGAIN_MAX.max(self.every))
        } else {
            self.failed = 0;
            self.every
        };
        // Half as long to half as long again.
        usual.mul_f64(rng.gen_range(0.5..1.5))
    }

    /// Shows it on the desktop. What can't be shown there was said in the terminal.
    fn show(&mut self, text: &str) {
        if let Some(mut shown) = self.notice.take()
            && matches!(shown.try_wait(), Ok(None))
        {
            // The desktop does not answer: one of them waits for it, not more.
            self.notice = Some(shown);
            return;
        }
        let mut command = Command::new(DESKTOP);
        command.args(["--app-name=Estafette", "--", text]);
        let command = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        self.notice = command.spawn().ok();
    }
}

/// Whether it may go away by itself: what a network or a server has, or another `fetch` under way.
fn passes(cause: &Cause) -> bool {
    cause.find::<ApiError>().is_some() || matches!(cause.find(), Some(VaultError::Fetching))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(duration: Duration) -> f64 {
        duration.as_secs_f64() / 60.0
    }

    #[test]
    fn pauses_are_chance_and_grow_while_nobody_answers() {
        let mut rng = rand::rngs::mock::StepRng::new(1 << 63, 0);
        let mut watch = Watch::every(20);
        assert!((minutes(watch.pause(false, &mut rng)) - 20.0).abs() < 0.1);
        let failed: Vec<f64> = (0..40).map(|_| minutes(watch.pause(true, &mut rng)).round()).collect();
        assert_eq!(failed[..8], [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]);
        assert!((failed[39] - 60.0).abs() < 0.1, "however long it lasts");
        assert!((minutes(watch.pause(false, &mut rng)) - 20.0).abs() < 0.1, "as before");
        assert!((minutes(watch.pause(true, &mut rng)) - 1.0).abs() < 0.1);
        let mut lowest = rand::rngs::mock::StepRng::new(0, 0);
        assert!((minutes(watch.pause(false, &mut lowest)) - 10.0).abs() < 0.1);
    }
}
