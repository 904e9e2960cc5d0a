//! `[limits]`: how much the server takes, and at which pace.

use std::time::Duration;

use serde::Deserialize;

use crate::circuit;
use crate::form::Pace;
use crate::store::Floors;

/// The most bytes of a form beside its files.
const FORM_BYTES: u64 = 16_000_000;
/// About as many bytes a second as a Tor circuit carries at best.
const BYTES_A_SECOND: u64 = 1_000_000;

/// Limits on what is taken.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Limits {
    /// The most megabytes of files in one submission.
    pub submission_megabytes: u64,
    /// How many submissions with files may arrive at once.
    pub uploads: usize,
    /// Megabytes of disk that files leave free.
    pub disk_reserve_megabytes: u64,
    /// How many codenames are stretched at once.
    pub stretchers: usize,
    /// Seconds without a byte after which an upload is given up.
    pub silence_seconds: u64,
    /// Bytes a second that an upload must bring on average.
    pub bytes_per_second: u64,
    /// Pages that one Tor circuit may have in a minute, one after the other.
    pub pages_per_minute: u32,
    /// Forms that one Tor circuit may send in a minute, one after the other.
    pub forms_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            submission_megabytes: 500,
            uploads: 16,
            disk_reserve_megabytes: 1024,
            stretchers: 1,
            silence_seconds: 120,
            bytes_per_second: 1024,
            pages_per_minute: 60,
            forms_per_minute: 6,
        }
    }
}

impl Limits {
    /// What stays free on the disk: files leave four times what text leaves.
    #[must_use]
    pub fn floors(&self) -> Floors {
        let files = self.disk_reserve_megabytes.saturating_mul(1_000_000);
        Floors { files, text: files / 4 }
    }

    /// What a circuit may have: half a minute's pages and two minutes' forms at once, the files of one submission, and
    /// a megabyte a second after that.
    #[must_use]
    pub fn circuit(&self) -> circuit::Limits {
        let each = |per_minute: u32| Duration::from_mins(1) / per_minute.max(1);
        circuit::Limits {
            pages: (self.pages_per_minute.div_ceil(2), each(self.pages_per_minute)),
            forms: (self.forms_per_minute.saturating_mul(2), each(self.forms_per_minute)),
            bytes: (self.pace().bytes_max.saturating_add(FORM_BYTES), BYTES_A_SECOND),
        }
    }

    /// What a form may bring, and how slowly.
    #[must_use]
    pub fn pace(&self) -> Pace {
        Pace {
            bytes_max: self.submission_megabytes.saturating_mul(1_000_000),
            silence: Duration::from_secs(self.silence_seconds),
            rate: self.bytes_per_second,
        }
    }
}
