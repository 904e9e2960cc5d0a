//! `status`: what an operator may know of a server that runs.

use std::fmt;

use estafette_keys::day::Day;

use crate::calendar::{Calendar, CalendarState};
use crate::check::{Report, kept_calendar};
use crate::clock::Clock;
use crate::config::Config;
use crate::failure::Failure;
use crate::report::Rounded;
use crate::serve::ServeError;
use crate::store::DataFolder;

/// The state of a server, as far as anybody may know it.
pub struct Status {
    runs: bool,
    wrong: Vec<String>,
    today: Rounded,
    yesterday: Rounded,
    rewritten: Option<Day>,
    calendar: CalendarState,
}

impl Status {
    /// Looks at the data folder, and changes nothing.
    ///
    /// # Errors
    /// [`Failure`], when there is no database to look at.
    pub async fn of(config: &Config, clock: &Clock) -> Result<Self, Failure> {
        let calendar = Calendar::new(clock.machine().clone(), kept_calendar(config).await?);
        let today = calendar.today();
        let seen = match config.store.address()? {
            Some(address) => address.status(today).await,
            None => DataFolder::at(&config.data).status(today).await,
        };
        let seen = seen.map_err(ServeError::from)?;
        Ok(Self {
            runs: seen.is_in_use,
            wrong: Report::of(config, clock).await.wrong(),
            today: Rounded(seen.today),
            yesterday: Rounded(seen.yesterday),
            rewritten: seen.rewritten,
            calendar: calendar.state(),
        })
    }

    /// The exit code that says the same.
    #[must_use]
    pub fn exit(&self) -> u8 {
        u8::from(!self.runs || !self.wrong.is_empty())
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "running    {}", if self.runs { "yes" } else { "no" })?;
        writeln!(f, "health     {}", if self.wrong.is_empty() { "good" } else { "WRONG" })?;
        for wrong in &self.wrong {
            writeln!(f, "           {wrong}")?;
        }
        let CalendarState { believed, agreed, .. } = self.calendar;
        write!(f, "day        {believed}; ")?;
        if let Some(agreed) = agreed {
            writeln!(f, "an editor's machine last agreed on {agreed}")?;
        } else {
            writeln!(f, "nothing is deleted until an editor's machine agrees on the day, at a fetch")?;
        }
        writeln!(f, "today      {} so far, decoys among them", self.today)?;
        writeln!(f, "yesterday  {}", self.yesterday)?;
        match self.rewritten {
            Some(day) => {
                writeln!(f, "rewritten  {day}: what is older does not show in which order it arrived")
            }
            None => writeln!(f, "rewritten  not yet"),
        }
    }
}
