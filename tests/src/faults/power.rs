//! What is on a disk once the power has gone. A kernel keeps what is written in pages of its own, and may write each of them at any
//! moment; only a sync that succeeds says that all of them are there. After one that failed, it takes them for written, and they
//! are not: they reach the disk only if something is written to them again.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use rand::Rng;

use super::Faults;

/// What is written to the disk at once.
const PAGE: usize = 4_096;
/// Before each note stand what it is, of which file, and two numbers.
const HEAD: usize = 24;
const NAMES: [&str; 4] =
    ["estafette.sqlite", "estafette.sqlite-wal", "estafette.cells-64k", "estafette.cells-4k"];
/// What only the process that is gone knew of the journal.
const INDEX: &str = "estafette.sqlite-shm";

const WROTE: u8 = 1;
const CUT: u8 = 2;
const SYNCED: u8 = 3;
const LOST: u8 = 4;
const REMOVED: u8 = 5;

/// A disk whose power goes.
pub struct Power {
    log: Vec<u8>,
    /// How far the log was read.
    at: usize,
    /// The files at that moment, where they are there.
    files: [Option<Written>; 4],
}

/// What became of the pages that were not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsynced {
    /// None of them is there.
    Lost,
    /// All of them are.
    There,
    /// Some are.
    Some,
}

impl Unsynced {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Lost, Self::There, Self::Some];
}

impl Power {
    /// All that was noted so far.
    #[must_use]
    pub fn of(faults: &Faults) -> Self {
        Self { log: std::fs::read(faults.log()).expect("it was noted"), at: 0, files: Default::default() }
    }

    /// Where each thing that was noted ends.
    #[must_use]
    pub fn moments(&self) -> Vec<u64> {
        let (mut at, mut ends) = (0, Vec::new());
        while let Some((_, next)) = self.note(at) {
            ends.push(next as u64);
            at = next;
        }
        ends
    }

    /// Writes a data folder's files as they are when the power went after so much was noted.
    pub fn goes(&mut self, moment: u64, unsynced: Unsynced, rng: &mut impl Rng, folder: &Path) {
        self.read_until(moment);
        let _ = std::fs::remove_file(folder.join(INDEX));
        for (name, file) in NAMES.iter().zip(self.files.clone()) {
            let path = folder.join(name);
            let _ = std::fs::remove_file(&path);
            if let Some(mut file) = file {
                file.lose_power(unsynced, rng);
                let made = OpenOptions::new().write(true).create_new(true).open(path);
                made.expect("a file").write_all(&file.there).expect("it is written");
            }
        }
    }

    /// All that was noted by this moment is done.
    fn read_until(&mut self, moment: u64) {
        let (mut at, mut files) = (self.at, std::mem::take(&mut self.files));
        if at as u64 > moment {
            (at, files) = (0, Default::default());
        }
        while let Some((note, next)) = self.note(at).filter(|(_, next)| *next as u64 <= moment) {
            at = next;
            let file = &mut files[usize::from(note.file) - 1];
            if note.what == REMOVED {
                *file = None;
            } else {
                file.get_or_insert_default().takes(&note);
            }
        }
        (self.at, self.files) = (at, files);
    }

    fn note(&self, at: usize) -> Option<(Note<'_>, usize)> {
        let head = self.log.get(at..at + HEAD)?;
        let number = |from: usize| {
            let bytes: [u8; 8] = head[from..from + 8].try_into().expect("eight bytes");
            usize::try_from(u64::from_ne_bytes(bytes)).expect("it fits")
        };
        let next = at + HEAD + number(16);
        let bytes = self.log.get(at + HEAD..next)?;
        Some((Note { what: head[0], file: head[1], offset: number(8), bytes }, next))
    }
}

/// Puts the log right after a process was killed, which may have noted a thing in part, or done one that it had not noted yet.
pub(super) fn killed(faults: &Faults, folder: &Path) {
    let mut power = Power::of(faults);
    power.read_until(u64::MAX);
    let mut log = OpenOptions::new().append(true).open(faults.log()).expect("the log");
    log.set_len(power.at as u64).expect("it is cut");
    for (number, (name, seen)) in (1..).zip(NAMES.iter().zip(power.files)) {
        let seen = seen.map(|file| file.seen);
        let mut note = |what: u8, offset: usize, bytes: &[u8]| {
            let numbers = [offset, bytes.len()].map(|number| (number as u64).to_ne_bytes());
            let head = [[what, number, 0, 0, 0, 0, 0, 0], numbers[0], numbers[1]].concat();
            log.write_all(&[&head, bytes].concat()).expect("it is noted");
        };
        let Ok(is) = std::fs::read(folder.join(name)) else {
            if seen.is_some() {
                note(REMOVED, 0, &[]);
            }
            continue;
        };
        let seen = seen.unwrap_or_default();
        if seen.len() > is.len() {
            note(CUT, is.len(), &[]);
        }
        for (page, bytes) in is.chunks(PAGE).enumerate() {
            if seen.get(page * PAGE..page * PAGE + bytes.len()) != Some(bytes) {
                note(WROTE, page * PAGE, bytes);
            }
        }
    }
}

struct Note<'a> {
    what: u8,
    /// Counted from 1, in the order of [`NAMES`].
    file: u8,
    offset: usize,
    bytes: &'a [u8],
}

/// A file: as programs see it, and as it is on the disk.
#[derive(Default, Clone)]
struct Written {
    seen: Vec<u8>,
    there: Vec<u8>,
    /// Pages that may or may not be there.
    dirty: BTreeSet<usize>,
}

impl Written {
    fn takes(&mut self, note: &Note<'_>) {
        match note.what {
            WROTE => {
                let end = note.offset + note.bytes.len();
                self.seen.resize(self.seen.len().max(end), 0);
                self.seen[note.offset..end].copy_from_slice(note.bytes);
                self.dirty.extend(note.offset / PAGE..end.div_ceil(PAGE));
            }
            CUT => {
                self.seen.resize(note.offset, 0);
                self.dirty.retain(|page| page * PAGE < note.offset);
                if !note.offset.is_multiple_of(PAGE) {
                    self.dirty.insert(note.offset / PAGE);
                }
            }
            SYNCED => {
                for page in std::mem::take(&mut self.dirty) {
                    self.reaches(page);
                }
                self.there.resize(self.seen.len(), 0);
            }
            LOST => self.dirty.clear(),
            _ => panic!("the log has a note that nobody knows"),
        }
    }

    fn lose_power(&mut self, unsynced: Unsynced, rng: &mut impl Rng) {
        let mut comes = || match unsynced {
            Unsynced::Lost => false,
            Unsynced::There => true,
            Unsynced::Some => rng.r#gen(),
        };
        for page in std::mem::take(&mut self.dirty) {
            if comes() {
                self.reaches(page);
            }
        }
        if comes() {
            self.there.resize(self.seen.len(), 0);
        }
    }

    /// A page reaches the disk.
    fn reaches(&mut self, page: usize) {
        let (from, to) = (page * PAGE, ((page + 1) * PAGE).min(self.seen.len()));
        if from < to {
            self.there.resize(self.there.len().max(to), 0);
            self.there[from..to].copy_from_slice(&self.seen[from..to]);
        }
    }
}
