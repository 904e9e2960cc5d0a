//! Whom a submission is sealed to: the roster in force, and the editors' epoch keys.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use estafette_keys::age_format::Recipient;
use estafette_keys::alive::{Alive, AliveError, UntrustedAlive};
use estafette_keys::day::{Day, Week};
use estafette_keys::envelope::{SlotKey, SlotRecipient};
use estafette_keys::epoch::{EpochError, Epochs, UntrustedEpochs};
use estafette_keys::ids::InstanceId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::{Editor, Handle, Roster, UntrustedRoster};

use tokio::sync::watch;

use crate::clock::Clock;
use crate::store::{Store, StoreError};
use others::Others;

mod others;

/// The roster, as it travels and as it was checked, and the epoch keys of its editors.
#[derive(Clone)]
pub struct Directory {
    in_force: Arc<RwLock<InForce>>,
    epochs: Arc<RwLock<BTreeMap<(Handle, Week), Recipient>>>,
    alive: Arc<RwLock<BTreeMap<SectionName, (UntrustedAlive, Alive)>>>,
    /// Sections whose box was ever opened, whether that still counts or not.
    ever_opened: Arc<RwLock<BTreeSet<SectionName>>>,
    out_of_reach: Arc<Mutex<Option<OutOfReach>>>,
    changed: watch::Sender<()>,
    others: Arc<Others>,
    instance: InstanceId,
    clock: Clock,
}

/// Editors to whom nothing could be sealed when it was last looked at, in this hour.
struct OutOfReach {
    hour: i64,
    editors: Arc<BTreeSet<Handle>>,
}

struct InForce {
    roster: Arc<Roster>,
    travelling: UntrustedRoster,
    /// The last day on which a root signed it.
    signed: Option<Day>,
}

impl InForce {
    fn of(roster: Roster, travelling: UntrustedRoster, now: i64) -> Self {
        let signed = travelling.signed_on(&roster, now);
        Self { roster: Arc::new(roster), travelling, signed }
    }
}

impl Directory {
    /// With a roster that was checked, and no epoch keys yet.
    #[must_use]
    pub fn new(roster: Roster, travelling: UntrustedRoster, clock: Clock) -> Self {
        let instance = roster.body().instance;
        let in_force = Arc::new(RwLock::new(InForce::of(roster, travelling, clock.now())));
        Self {
            in_force,
            epochs: Arc::default(),
            alive: Arc::default(),
            ever_opened: Arc::default(),
            out_of_reach: Arc::default(),
            changed: watch::channel(()).0,
            others: Arc::default(),
            instance,
            clock,
        }
    }

    /// Reads the stored statements. One that no longer holds is passed over: then the editor's cert receives.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn load(&self, store: &Store) -> Result<(), StoreError> {
        loop {
            let before = self.state();
            let (epochs, alive) = (store.epochs().await?, store.alive().await?);
            let directory = self.clone();
            // A signature takes milliseconds, and there may be many: not on a thread that serves others.
            let loaded = tokio::task::spawn_blocking(move || directory.take(epochs, alive, before)).await;
            // A server that is stopping needs none of them; else, what changed meanwhile is read again.
            if loaded.unwrap_or(true) {
                return Ok(());
            }
        }
    }

    /// The roster in force at this moment.
    #[must_use]
    pub fn roster(&self) -> Arc<Roster> {
        Arc::clone(&self.in_force.read().unwrap_or_else(PoisonError::into_inner).roster)
    }

    /// The roster with its signatures.
    #[must_use]
    pub fn travelling(&self) -> UntrustedRoster {
        self.in_force.read().unwrap_or_else(PoisonError::into_inner).travelling.clone()
    }

    /// The instance: the same in every roster that follows.
    #[must_use]
    pub fn instance(&self) -> InstanceId {
        self.instance
    }

    /// Editors whom the next roster does not list, or lists with another cert or device: what was sealed to them, or
    /// published by them, is of a key that no longer counts.
    #[must_use]
    pub(crate) fn changed_by(&self, next: &Roster) -> Vec<Handle> {
        let is_changed = |editor: &&Editor| {
            next.editor(&editor.handle).is_none_or(|listed| {
                listed.device != editor.device || listed.cert.fingerprint() != editor.cert.fingerprint()
            })
        };
        self.roster().body().editors.iter().filter(is_changed).map(|editor| editor.handle.clone()).collect()
    }

    /// Puts the next roster in force: from now on it decides who logs in and whom is sealed to.
    pub(crate) fn put_in_force(&self, next: Roster, travelling: UntrustedRoster) {
        let changed = self.changed_by(&next);
        let coming = InForce::of(next, travelling, self.clock.now());
        let mut epochs = self.epochs.write().unwrap_or_else(PoisonError::into_inner);
        epochs.retain(|(editor, _), _| !changed.contains(editor));
        self.changed_here();
        let mut alive = self.alive.write().unwrap_or_else(PoisonError::into_inner);
        alive.retain(|_, (statement, checked)| match statement.verify(&coming.roster, self.clock.today()) {
            Ok(again) => {
                *checked = again;
                true
            }
            Err(_) => false,
        });
        let mut in_force = self.in_force.write().unwrap_or_else(PoisonError::into_inner);
        *in_force = coming;
        drop(in_force);
        drop(epochs);
        self.look_again();
        self.changed.send_replace(());
    }

    /// Wakes whoever waits for the next roster.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    /// The keys with which editors find their service.
    #[must_use]
    pub(crate) fn client_keys(&self) -> Vec<[u8; 32]> {
        self.roster().body().editors.iter().map(|editor| editor.device.client_key()).collect()
    }

    /// Checks an editor's statement against the roster.
    ///
    /// # Errors
    /// [`EpochError`]; an editor who is not on the roster has no signature that holds.
    pub fn check(&self, editor: &Handle, statement: &UntrustedEpochs) -> Result<Epochs, EpochError> {
        let roster = self.roster();
        let cert = &roster.editor(editor).ok_or(EpochError::Signature)?.cert;
        statement.verify(cert, self.instance(), editor, self.clock.now())
    }

    /// Seals to these keys of an editor from now on.
    pub(crate) fn add_epochs(&self, editor: &Handle, epochs: Epochs) {
        let mut held = self.epochs.write().unwrap_or_else(PoisonError::into_inner);
        self.changed_here();
        held.extend(epochs.keys.into_iter().map(|(week, recipient)| ((editor.clone(), week), recipient)));
        drop(held);
        self.look_again();
    }

    /// Editors to whom nothing can be sealed: they have no epoch key of this week, and their cert does not receive any more. Looked at
    /// once an hour, and when something changes.
    #[must_use]
    pub(crate) fn out_of_reach(&self) -> Arc<BTreeSet<Handle>> {
        let (now, week) = (self.clock.now(), self.clock.today().week());
        let hour = now.div_euclid(3_600);
        let mut known = self.out_of_reach.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.as_ref().filter(|known| known.hour == hour) {
            return Arc::clone(&known.editors);
        }
        let held = self.epochs.read().unwrap_or_else(PoisonError::into_inner);
        let roster = self.roster();
        let is_out = |editor: &&Editor| {
            !held.contains_key(&(editor.handle.clone(), week)) && editor.cert.check_receives(now).is_err()
        };
        let editors = roster.body().editors.iter().filter(is_out).map(|editor| editor.handle.clone());
        let editors: Arc<BTreeSet<_>> = Arc::new(editors.collect());
        *known = Some(OutOfReach { hour, editors: Arc::clone(&editors) });
        editors
    }

    /// Whether something can be sealed to any editor of a section.
    #[must_use]
    pub(crate) fn reaches(&self, section: &SectionName) -> bool {
        let out_of_reach = self.out_of_reach();
        self.roster().editors_of(section).any(|editor| !out_of_reach.contains(&editor.handle))
    }

    fn look_again(&self) {
        *self.out_of_reach.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Checks that a box was opened, against the roster.
    ///
    /// # Errors
    /// [`AliveError`].
    pub fn check_alive(&self, alive: &UntrustedAlive) -> Result<Alive, AliveError> {
        alive.verify(&self.roster(), self.clock.today())
    }

    /// Shows a statement that was checked from now on, unless there is a later one.
    pub(crate) fn add_alive(&self, alive: UntrustedAlive, checked: Alive) {
        self.add_ever_opened(alive.section.clone());
        let mut held = self.alive.write().unwrap_or_else(PoisonError::into_inner);
        if held.get(&alive.section).is_none_or(|(_, known)| *known <= checked) {
            held.insert(alive.section.clone(), (alive, checked));
        }
    }

    /// When the box of a section was opened, by a statement that still holds.
    #[must_use]
    pub fn alive(&self, section: &SectionName) -> Option<Alive> {
        let held = self.alive.read().unwrap_or_else(PoisonError::into_inner);
        let today = self.clock.today();
        held.get(section).map(|(_, checked)| *checked).filter(|checked| checked.until >= today)
    }

    /// Whether nobody can be expected to have opened this box: nobody ever did, and its roster was signed within the weeks for which it
    /// would count.
    #[must_use]
    pub(crate) fn is_new(&self, section: &SectionName) -> bool {
        let ever_opened = self.ever_opened.read().unwrap_or_else(PoisonError::into_inner).contains(section);
        let in_force = self.in_force.read().unwrap_or_else(PoisonError::into_inner);
        let weeks = in_force.roster.section(section).and_then(|section| section.liveness_weeks);
        let until = in_force.signed.zip(weeks).map(|(day, weeks)| day.plus_days(7 * i32::from(weeks)));
        !ever_opened && until.is_some_and(|until| self.clock.today() <= until)
    }

    fn add_ever_opened(&self, section: SectionName) {
        self.ever_opened.write().unwrap_or_else(PoisonError::into_inner).insert(section);
    }

    /// That statement, as it was signed.
    #[must_use]
    pub(crate) fn alive_statement(&self, section: &SectionName) -> Option<UntrustedAlive> {
        self.alive(section)?;
        let held = self.alive.read().unwrap_or_else(PoisonError::into_inner);
        held.get(section).map(|(statement, _)| statement.clone())
    }

    /// The keys that an editor receives with from `day` on, by week.
    #[must_use]
    pub fn epochs(&self, editor: &Handle, day: Day) -> Vec<(Week, Recipient)> {
        let held = self.epochs.read().unwrap_or_else(PoisonError::into_inner);
        let from = (editor.clone(), day.week());
        held.range(from..)
            .take_while(|((holder, _), _)| holder == editor)
            .map(|((_, week), recipient)| (*week, recipient.clone()))
            .collect()
    }

    /// The editors of a section, and the key each receives with on a day.
    #[must_use]
    pub fn recipients(&self, section: &SectionName, day: Day) -> Vec<(Handle, SlotKey)> {
        let held = self.epochs.read().unwrap_or_else(PoisonError::into_inner);
        self.roster()
            .editors_of(section)
            .map(|editor| {
                let epoch = held.get(&(editor.handle.clone(), day.week()));
                (editor.handle.clone(), SlotRecipient::of_editor(epoch, &editor.cert).into())
            })
            .collect()
    }
}
