//! The only times there are: a civil day in UTC, and the ISO week an epoch key lives for.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Deserialize, Serialize};

/// The text is not a day (`2026-11-20`) or a week (`2026-W47`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day is written 2026-11-20 and a week 2026-W47")]
pub struct DayError;

/// A civil day, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

impl Day {
    /// The day of a Unix time in seconds; `None` past year 9999.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let time = jiff::Timestamp::from_second(seconds).ok()?;
        Some(Self(time.to_zoned(jiff::tz::TimeZone::UTC).date()))
    }

    /// Midnight UTC of this day, in Unix seconds.
    #[must_use]
    pub fn to_unix_seconds(self) -> i64 {
        self.days_since_epoch() * 86_400
    }

    /// Days since 1970-01-01, as stored.
    #[must_use]
    pub fn days_since_epoch(self) -> i64 {
        i64::from((self.0 - Date::constant(1970, 1, 1)).get_days())
    }

    /// The inverse of [`Day::days_since_epoch`]; `None` outside years 1970 to 9999.
    #[must_use]
    pub fn from_days_since_epoch(days: i64) -> Option<Self> {
        Self::from_unix_seconds(days.checked_mul(86_400)?)
    }

    /// The day `days` later (earlier, when negative), held at the calendar's ends.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days.days()))
    }

    /// Year, month from 1, and day of the month from 1.
    #[must_use]
    pub fn civil(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The ISO week this day lies in.
    #[must_use]
    pub fn week(self) -> Week {
        let date = self.0.iso_week_date();
        Week { year: date.year(), week: date.week() }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        if text.len() != 10 {
            return Err(DayError);
        }
        text.parse().map(Self).map_err(|_| DayError)
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, DayError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

/// An ISO week: how long an epoch key receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Week {
    year: i16,
    week: i8,
}

impl Week {
    /// Its Monday.
    #[must_use]
    pub fn first_day(self) -> Day {
        // Weeks are only made from a real date, so the conversion holds.
        ISOWeekDate::new(self.year, self.week, Weekday::Monday)
            .map_or(Day(Date::ZERO), |date| Day(date.date()))
    }

    /// Its Sunday.
    #[must_use]
    pub fn last_day(self) -> Day {
        self.first_day().plus_days(6)
    }

    /// The week after.
    #[must_use]
    pub fn next(self) -> Self {
        self.first_day().plus_days(7).week()
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}

impl FromStr for Week {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let (year, week) = text.split_once("-W").ok_or(DayError)?;
        if year.len() != 4
            || week.len() != 2
            || !(year.bytes().chain(week.bytes())).all(|b| b.is_ascii_digit())
        {
            return Err(DayError);
        }
        let (year, week) = (year.parse().map_err(|_| DayError)?, week.parse().map_err(|_| DayError)?);
        ISOWeekDate::new(year, week, Weekday::Monday).map_err(|_| DayError)?;
        Ok(Self { year, week })
    }
}

impl TryFrom<String> for Week {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, DayError> {
        text.parse()
    }
}

impl From<Week> for String {
    fn from(week: Week) -> Self {
        week.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        let day: Day = "2026-11-20".parse().expect("a day");
        assert_eq!(Day::from_days_since_epoch(day.days_since_epoch()), Some(day));
        assert_eq!(day.days_since_epoch(), 20_777);
    }

    #[test]
    fn a_week_may_start_in_the_year_before() {
        let day: Day = "2027-01-01".parse().expect("a day");
        assert_eq!(day.week().to_string(), "2026-W53");
        assert_eq!(day.week().next().to_string(), "2027-W01");
        assert_eq!(day.week().first_day().to_string(), "2026-12-28");
    }

    #[test]
    fn sloppy_texts_are_refused() {
        for text in ["2026-1-2", "20261120", "2026-11-20T10:00", "2026-02-30", ""] {
            assert_eq!(text.parse::<Day>(), Err(DayError), "{text}");
        }
        for text in ["2026-W54", "2026-W1", "2026W01", "+026-W01"] {
            assert_eq!(text.parse::<Week>(), Err(DayError), "{text}");
        }
    }
}
