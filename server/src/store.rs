//! The store as this server has it: what the store package offers, told the day by this server's clock, with this server's codes.

use estafette_keys::day::Day;
use rand::RngCore;

pub use estafette_store::{
    ASIDE_DAYS, CHUNK, Content, Counts, DataFolder, Expiry, Floors, FormTag, Given, Host, Junk, LockedFolder,
    NewSubmission, Peer, Place, PostgresAddress, PostgresPlace, Progress, PutOutcome, Reservation, Reserved,
    Room, ServerId, Setting, Sought, Space, Store, StoreError, StoredNote, StoredReply, StoredStatement,
    Told, Upload, Waiting, Weight, copy,
};

use crate::clock::Clock;
use crate::random::Random;
use crate::report::{self, Coded};

impl Host for Clock {
    fn today(&self) -> Day {
        Self::today(self)
    }

    fn report(&self, error: &StoreError) {
        report::trouble("store", error);
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        Random::System.fill_bytes(bytes);
    }
}

impl Coded for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::Full => "S1",
            Self::Busy => "S2",
            Self::Corrupt => "S3",
            Self::Newer => "S4",
            Self::InUse => "S5",
            Self::Instance => "S6",
            Self::Folder(_) => "S7",
            Self::Database(_) => "S8",
            Self::Taken => "S9",
            Self::Disk => "S10",
            Self::Away => "S12",
            Self::Address(_) => "S13",
            Self::Refused => "S14",
            Self::Older => "S15",
            Self::Source(_) => "S16",
            Self::Differs { .. } => "S17",
        }
    }
}
