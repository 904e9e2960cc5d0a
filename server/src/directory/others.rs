//! What editors brought to another server of the same store: it counts here within seconds.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::epoch::Epochs;
use estafette_keys::roster::{Handle, UntrustedRoster};
use tokio::sync::{MutexGuard, watch};

use super::Directory;
use crate::report;
use crate::store::{PutOutcome, Store, StoreError, StoredStatement};

/// How soon what failed is done again. The store has waited before.
const AGAIN: Duration = Duration::from_secs(1);

/// What a directory needs to follow others.
#[derive(Default)]
pub(super) struct Others {
    /// One at a time replaces the roster.
    turn: tokio::sync::Mutex<()>,
    /// How often keys were published here, or a roster put in force: what was read of the store before that may be older.
    state: AtomicU64,
    /// Editors who are off the roster, and to whom this server may have sealed something before it saw that.
    sealed_late: Mutex<BTreeSet<Handle>>,
}

impl Directory {
    /// For whoever replaces the roster: each must follow from the one before.
    pub(crate) async fn turn(&self) -> MutexGuard<'_, ()> {
        self.others.turn.lock().await
    }

    /// Puts the stored roster in force where it follows from the one that is. Gives what is stored.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) async fn follow(
        &self,
        store: &Store,
        _: &MutexGuard<'_, ()>,
    ) -> Result<Option<UntrustedRoster>, StoreError> {
        let Some(stored) = store.roster().await? else { return Ok(None) };
        let (known, now, untrusted) = (self.roster(), self.clock.now(), stored.clone());
        if stored.text != self.travelling().text {
            let before = Arc::clone(&known);
            let checked = tokio::task::spawn_blocking(move || untrusted.verify_after(&before, now)).await;
            // The operator's file may be the newer one, and one that does not hold is nobody's.
            if let Ok(Ok(next)) = checked {
                let gone = known.body().editors.iter().map(|editor| &editor.handle);
                let gone = gone.filter(|handle| next.editor(handle).is_none()).cloned();
                let mut late = self.sealed_late();
                late.extend(gone);
                late.retain(|handle| next.editor(handle).is_none());
                drop(late);
                self.put_in_force(next, stored.clone());
            }
        }
        // Whoever put it removed their slots before this server saw it. Editors who have other keys now keep theirs: some may be sealed to
        // the new ones already.
        let late: Vec<Handle> = self.sealed_late().iter().cloned().collect();
        if !late.is_empty() {
            // Where it is replaced meanwhile, the next one decides.
            if store.put_roster(stored.clone(), None, late.clone()).await? == PutOutcome::Same {
                self.sealed_late().retain(|editor| !late.contains(editor));
            }
        }
        Ok(Some(stored))
    }

    /// Reads again what servers remember, whenever any of them put something; until `stop` turns true.
    pub(crate) async fn heed(
        self,
        store: Store,
        mut changes: watch::Receiver<u64>,
        mut stop: watch::Receiver<bool>,
    ) {
        loop {
            tokio::select! {
                // Where there are no other servers, nothing ever comes.
                changed = changes.changed() => if changed.is_err() { return },
                _ = stop.wait_for(|stop| *stop) => return,
            }
            let mut is_told = false;
            while let Err(error) = self.read_again(&store).await {
                if !std::mem::replace(&mut is_told, true) {
                    report::trouble("directory", &error);
                }
                tokio::select! {
                    () = tokio::time::sleep(AGAIN) => {}
                    _ = stop.wait_for(|stop| *stop) => return,
                }
            }
        }
    }

    async fn read_again(&self, store: &Store) -> Result<(), StoreError> {
        let turn = self.turn().await;
        self.follow(store, &turn).await?;
        drop(turn);
        self.load(store).await
    }

    /// Another number after each change that was brought to this server.
    pub(super) fn state(&self) -> u64 {
        self.others.state.load(Ordering::SeqCst)
    }

    /// Something was brought to this server. Said while keys are held for writing.
    pub(super) fn changed_here(&self) {
        self.others.state.fetch_add(1, Ordering::SeqCst);
    }

    /// Takes what is stored, unless something was brought to this server since it was read: it might be newer. Says whether it did.
    pub(super) fn take(&self, stored: Vec<StoredStatement>, alive: Vec<UntrustedAlive>, before: u64) -> bool {
        for alive in alive {
            self.add_ever_opened(alive.section.clone());
            if let Ok(held) = self.check_alive(&alive) {
                self.add_alive(alive, held);
            }
        }
        let checked = stored.into_iter().filter_map(|stored| {
            let mut epochs = self.check(&stored.editor, &stored.statement).ok()?;
            epochs.keys.retain(|(week, _)| stored.weeks.contains(week));
            Some((stored.editor, epochs))
        });
        let checked: Vec<(Handle, Epochs)> = checked.collect();
        let mut held = self.epochs.write().unwrap_or_else(PoisonError::into_inner);
        if self.state() != before {
            return false;
        }
        for (editor, epochs) in checked {
            held.extend(epochs.keys.into_iter().map(|(week, recipient)| ((editor.clone(), week), recipient)));
        }
        drop(held);
        self.look_again();
        true
    }

    fn sealed_late(&self) -> std::sync::MutexGuard<'_, BTreeSet<Handle>> {
        self.others.sealed_late.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
