//! When something takes place, as people write it: a day, or a day and an hour, by the clocks of the place.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Time;

use crate::day::Day;

/// The text is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a moment is written 2026-12-05 or 2026-12-05T19:00")]
pub struct MomentError;

/// `2026-12-05` or `2026-12-05T19:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The hour and the minute; `None` for the whole day.
    pub time: Option<Time>,
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
        let clock = |time: &str| {
            if time.len() == 5 { time.parse().map_err(|_| MomentError) } else { Err(MomentError) }
        };
        Ok(Self { day: day.parse().map_err(|_| MomentError)?, time: time.map(clock).transpose()? })
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.day.fmt(f)?;
        self.time.map_or(Ok(()), |time| write!(f, "T{:02}:{:02}", time.hour(), time.minute()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_one_form() {
        for good in ["2026-12-05", "2026-12-05T19:00", "2026-02-28T00:00"] {
            assert_eq!(good.parse::<Moment>().map(|moment| moment.to_string()).as_deref(), Ok(good));
        }
        for bad in [
            "2026-12-05T25:00",
            "2026-12-05T19:00:00",
            "2026-12-05 19:00",
            "2026-02-30",
            "T19:00",
            "2026-12-05T",
            "demain",
            "",
        ] {
            assert_eq!(bad.parse::<Moment>(), Err(MomentError), "{bad}");
        }
    }
}
