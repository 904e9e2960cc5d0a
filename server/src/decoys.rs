//! Envelopes that hold nothing, among those of others: who counts what a seized server holds does not learn how many
//! people wrote. They are made as any submission is, and only an editor's key tells them apart. Answers to nobody, and facts about
//! what nobody took back, are among those of others, too.
//!
//! They come at random moments that know nothing of each other (a Poisson process). Such a schedule has no memory, so there
//! is nothing of it to keep, and nothing to find; a restart changes nothing about what is still to come.

use std::time::Duration;

use bytes::Bytes;
use estafette_keys::envelope::{Binding, ItemKey};
use estafette_keys::ids::SubmissionId;
use estafette_keys::memo::SealedMemo;
use estafette_keys::message::{Header, LanguageTag, SectionName, What};
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::secret::Secret;
use estafette_keys::source::SourceKeys;
use rand::{Rng, RngCore};
use tokio::sync::watch;
use zeroize::Zeroizing;

use crate::clock::Clock;
use crate::config;
use crate::directory::Directory;
use crate::random::Random;
use crate::sealing::{Sealing, slots};
use crate::store::{FormTag, NewSubmission, Reserved, Room, Sought, Store, StoreError};

const DAY_SECONDS: f64 = 86_400.0;
/// With one in so many, it looks as if the source of something that is there had come back to it.
const COMES_BACK: u32 = 4;
/// Of so many, one is taken back as soon as it is there, as by a source that thought again.
const TAKEN_BACK: u32 = 20;
/// With one in so many comes an answer to nobody; with one in so many of these another to the same mailbox.
const ANSWERED: u32 = 4;
/// What is sealed at once.
static NOTHING: [u8; 64 * 1024] = [0; 64 * 1024];

mod answer;
mod size;

/// Leaves decoys.
pub struct Decoys {
    store: Store,
    directory: Directory,
    clock: Clock,
    random: Random,
    per_day: f64,
    largest: u64,
}

impl Decoys {
    /// Into this store, as often as this.
    #[must_use]
    pub fn new(
        store: Store,
        directory: Directory,
        clock: Clock,
        random: Random,
        config: &config::Decoys,
    ) -> Self {
        let largest = config.largest_megabytes.saturating_mul(1_000_000);
        Self { store, directory, clock, random, per_day: config.per_day, largest }
    }

    /// Does so until `stop` turns true.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let (mut changes, mut random) = (self.directory.changes(), self.random.clone());
        loop {
            let sections = self.sections();
            let many = f64::from(u32::try_from(sections.len()).unwrap_or(u32::MAX));
            let next = gap(self.per_day * many, &mut random);
            tokio::select! {
                () = passed(next) => {}
                // Other sections, another rate: what is drawn anew is as random as what was drawn.
                changed = changes.changed() => if changed.is_ok() { continue } else { return },
                _ = stop.wait_for(|stop| *stop) => return,
            }
            // Each server of a store draws, and one of them leaves what it drew: there come as many as one alone would leave.
            if let (Some(section), Ok(true)) = (one_of(&sections, &mut random), self.store.leads().await) {
                // A decoy that can't be stored is left out; the store reports its own faults.
                let _ = self.leave(section).await;
            }
        }
    }

    /// Leaves one in a section, where there is room for anything; and now and then what else people and editors leave: an answer,
    /// a look at something that is there, the fact that something was taken back.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn leave(&self, section: &SectionName) -> Result<(), StoreError> {
        if self.store.room() != Room::Files {
            return Ok(());
        }
        self.leave_envelope(section).await?;
        if self.one_in(ANSWERED) {
            self.leave_answers(section).await?;
        }
        if self.one_in(COMES_BACK) {
            self.come_back(section).await?;
        }
        Ok(())
    }

    async fn leave_envelope(&self, section: &SectionName) -> Result<(), StoreError> {
        let (mut random, mut root) = (self.random.clone(), Secret::new([0; 32]));
        let largest = size::largest_of(self.largest);
        let there = self.store.a_submission(section, SubmissionId::random(&mut random), largest).await?;
        let files = size::of_files(there.map(|(_, size)| size), largest, &mut random);
        let form = FormTag(random.bytes());
        random.fill_bytes(root.expose_secret_mut());
        let today = self.clock.today();
        let author = SourceKeys::from_root(root);
        let withdrawal = author.withdrawal(today, 0);
        let Reserved::Fresh(reservation) = self.store.reserve(&[withdrawal.submission()], form).await? else {
            return Ok(());
        };
        let (instance, item) = (self.directory.instance(), reservation.id().into());
        let binding = Binding { instance, section: section.clone(), item };
        let header = Header {
            what: What::Decoy,
            instance,
            section: section.clone(),
            item,
            day: today,
            language: self.language(section),
            reply_to: None,
            mandate: None,
            details: Vec::new(),
        };
        let (key, author) = (ItemKey::generate(&mut random), author.thread_key());
        let to = key.recipient();
        let mut sealing = Sealing::begin(&self.store, to, header, Zeroizing::default(), author, random);
        if fill(&mut sealing, files).await.is_none() {
            return sealing.give_up().await.map_or(Ok(()), Err);
        }
        let upload = sealing.finish().await?;
        let section = section.clone();
        let slots = slots(&self.directory, key, binding, today, self.clock.now()).await;
        let Some(slots) = slots else { return Ok(()) };
        let memo = SealedMemo::random(&mut self.random.clone());
        self.store.accept(NewSubmission { reservation, section, day: today, upload, slots, memo }).await?;
        if self.one_in(TAKEN_BACK) {
            self.store.withdraw(UntrustedRemoval::take_back(&withdrawal), today).await?;
        }
        Ok(())
    }

    /// As if the source of something that is there, a decoy or not, had come back to it: a decoy is not marked as it arrives, since
    /// two copies of the store, of two days, would tell it from what was marked between them.
    async fn come_back(&self, section: &SectionName) -> Result<(), StoreError> {
        let from = SubmissionId::random(&mut self.random.clone());
        match self.store.a_submission(section, from, u64::MAX).await? {
            Some((id, _)) => self.store.seek(vec![id], Sought::BySource).await,
            None => Ok(()),
        }
    }

    fn one_in(&self, many: u32) -> bool {
        self.random.clone().gen_range(0..many) == 0
    }

    fn language(&self, section: &SectionName) -> LanguageTag {
        let roster = self.directory.roster();
        let first = roster.section(section).and_then(|section| section.languages.first().cloned());
        first.unwrap_or_else(|| match "fr".parse() {
            Ok(language) => language,
            Err(_) => unreachable!("it is a language"),
        })
    }

    /// Those that somebody reads.
    fn sections(&self) -> Vec<SectionName> {
        let roster = self.directory.roster();
        let names = roster.body().sections.iter().map(|section| section.name.clone());
        names.filter(|name| roster.editors_of(name).next().is_some()).collect()
    }
}

/// How long nothing comes, where so many come a day on average; `None` where none ever does.
#[must_use]
pub fn gap(per_day: f64, rng: &mut impl RngCore) -> Option<Duration> {
    let seconds = -rng.gen_range(f64::MIN_POSITIVE..1.0).ln() * DAY_SECONDS / per_day;
    Duration::try_from_secs_f64(seconds).ok()
}

async fn passed(gap: Option<Duration>) {
    match gap {
        Some(gap) => tokio::time::sleep(gap).await,
        None => std::future::pending().await,
    }
}

fn one_of<'a>(sections: &'a [SectionName], rng: &mut impl RngCore) -> Option<&'a SectionName> {
    let most = sections.len().checked_sub(1)?;
    sections.get(rng.gen_range(0..=most))
}

/// A file of so many bytes; none, for none.
async fn fill(sealing: &mut Sealing, mut bytes: u64) -> Option<()> {
    if bytes > 0 {
        sealing.begin_file("a", "application/octet-stream").await.ok()?;
    }
    while bytes > 0 {
        let piece = usize::try_from(bytes).map_or(NOTHING.len(), |bytes| bytes.min(NOTHING.len()));
        sealing.write(Bytes::from_static(NOTHING.get(..piece)?)).await.ok()?;
        bytes -= piece as u64;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: u32 = 4_000;

    /// How many come in so many days, when the process begins again after each of these times.
    fn come(restarts_a_day: Option<f64>) -> u32 {
        let (mut time, mut count, mut rng) = (0.0, 0, Random::seeded(1));
        let random = rng.clone();
        let restart = |from: f64| match restarts_a_day {
            Some(rate) => from + gap(rate, &mut random.clone()).map_or(f64::MAX, |gap| gap.as_secs_f64()),
            None => f64::MAX,
        };
        let mut next_restart = restart(0.0);
        while time < f64::from(DAYS) * DAY_SECONDS {
            let next = time + gap(3.0, &mut rng).expect("some time").as_secs_f64();
            if next < next_restart {
                (time, count) = (next, count + 1);
            } else {
                (time, next_restart) = (next_restart, restart(next_restart));
            }
        }
        count
    }

    #[test]
    fn they_come_as_often_as_they_should_however_often_the_server_is_restarted() {
        for restarts in [None, Some(1.0), Some(48.0)] {
            let (come, wanted) = (f64::from(come(restarts)), 3.0 * f64::from(DAYS));
            // Six times what chance moves it by.
            assert!((come - wanted).abs() < 6.0 * wanted.sqrt(), "{come} of {wanted}, {restarts:?}");
        }
    }

    #[test]
    fn with_none_a_day_none_ever_comes() {
        assert_eq!(gap(0.0, &mut Random::seeded(1)), None);
    }
}
