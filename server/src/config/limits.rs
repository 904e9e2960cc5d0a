//! `[limits]`: how much the server takes in, and at which pace.

use std::time::Duration;

use serde::Deserialize;

use crate::form::Pace;
use crate::schedule;
use crate::store::Floors;

/// The bytes that a form may have beside its files.
const FORM_BYTES: u64 = 16_000_000;
/// How many bytes of files a circuit's budget gains each second: about what a Tor circuit carries at best.
const BYTES_A_SECOND: u64 = 1_000_000;

/// How much the server takes in, and at which pace.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Limits {
    /// The most megabytes of files in one submission.
    pub submission_megabytes: u64,
    /// How many submissions with files may arrive at once.
    pub uploads: usize,
    /// How many megabytes of the disk stay free when files come in.
    pub disk_reserve_megabytes: u64,
    /// How many texts and codenames are worked on at once; half of these turns are for texts alone.
    pub stretchers: usize,
    /// How many forms are made ready while nobody asks for one, at most.
    pub forms_ahead: usize,
    /// After how many seconds without a byte an upload is given up.
    pub silence_seconds: u64,
    /// How many bytes a second an upload must bring on average.
    pub bytes_per_second: u64,
    /// How many pages a minute one Tor circuit may ask for in the long run.
    pub pages_per_minute: u32,
    /// How many forms a minute one Tor circuit may send in the long run.
    pub forms_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            submission_megabytes: 500,
            uploads: 16,
            disk_reserve_megabytes: 1024,
            stretchers: 2,
            forms_ahead: 256,
            silence_seconds: 120,
            bytes_per_second: 1024,
            pages_per_minute: 60,
            forms_per_minute: 60,
        }
    }
}

impl Limits {
    /// How much of the disk stays free. Text may use more of it than files: a message still comes in when there is no room for files.
    #[must_use]
    pub fn floors(&self) -> Floors {
        let files = self.disk_reserve_megabytes.saturating_mul(1_000_000);
        Floors { files, text: files / 4 }
    }

    /// The budgets of each circuit. At once it may have the pages of half a minute, the forms of two minutes, and the files of one
    /// submission; after that a page and a form at a time, and a megabyte of files a second.
    #[must_use]
    pub fn circuit(&self) -> schedule::Limits {
        let each = |per_minute: u32| Duration::from_mins(1) / per_minute.max(1);
        schedule::Limits {
            pages: (self.pages_per_minute.div_ceil(2), each(self.pages_per_minute)),
            forms: (self.forms_per_minute.saturating_mul(2), each(self.forms_per_minute)),
            bytes: (self.pace().bytes_max.saturating_add(FORM_BYTES), BYTES_A_SECOND),
        }
    }

    /// How many bytes a form may bring, and how slowly they may come.
    #[must_use]
    pub(crate) fn pace(&self) -> Pace {
        Pace {
            bytes_max: self.submission_megabytes.saturating_mul(1_000_000),
            silence: Duration::from_secs(self.silence_seconds),
            rate: self.bytes_per_second,
        }
    }
}
