//! Where sealed bytes lie, in small steps between commits: files of cells grow, what was there is spread over them, and cells whose bytes
//! are gone become free.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;

use super::cells::Cells;
use super::placer::{Grown, Placer};
use super::pointer::{Column, Piece};
use super::walk::{self, Walk};
use crate::error::StoreError;
use crate::host::{Host, Room};
use crate::shared::Space;

/// After it was looked which cells are used, so many times as long passes as it took, before it is again; and where cells are wanted.
const REST: u32 = 100;
const REST_WANTED: u32 = 2;
/// So long it goes on between two commits.
const AT_ONCE: Duration = Duration::from_millis(5);
/// After a file could not grow, so long passes before it is tried again.
const AFTER_FAILURE: Duration = Duration::from_mins(1);

/// What is placed, and what is left to do about it.
pub(super) struct Placing {
    pub(super) placer: Placer,
    cells: Arc<Cells>,
    spreading: Option<(Grown, Walk)>,
    /// How far it was looked which cells are used, and how long that took so far.
    sweeping: Option<(Walk, Duration)>,
    /// When that was done last, and how long it took.
    swept: Option<(Instant, Duration)>,
    /// Something is gone whose cells are not free yet.
    unswept: bool,
    grows_after: Option<Instant>,
}

impl Placing {
    /// Looks what lies where; and puts into cells what lies in the database.
    pub(super) async fn open(
        connection: &mut SqliteConnection,
        cells: Arc<Cells>,
        space: Space,
        host: Arc<dyn Host>,
    ) -> Result<Self, StoreError> {
        let mut placer = Placer::new(Arc::clone(&cells), space, Arc::clone(&host))?;
        let mut inline = false;
        placer.begin_sweep();
        walk::all(connection, |value| {
            inline |= walk::is_inline(value);
            placer.see(value)
        })
        .await?;
        placer.end_sweep();
        placer.grow_first()?;
        let mut placing = Self {
            placer,
            cells,
            spreading: None,
            sweeping: None,
            swept: None,
            unswept: false,
            grows_after: None,
        };
        if inline {
            placing.take_in(connection, host.as_ref()).await?;
        }
        Ok(placing)
    }

    async fn take_in(
        &mut self,
        connection: &mut SqliteConnection,
        host: &dyn Host,
    ) -> Result<(), StoreError> {
        let mut walk = Walk::default();
        while let Some(steps) = walk.next(connection).await? {
            let mut begun = connection.begin().await?;
            for step in steps {
                if let Column::Inline(bytes) = Column::parse(&step.value)? {
                    let column = self.placer.place(&Arc::new(Piece::seal(bytes, host)))?;
                    step.replace(&mut begun, &column).await?;
                }
            }
            self.placer.flush(true).await?;
            begun.commit().await?;
            self.placer.settle(true);
        }
        Ok(())
    }

    /// Something is gone: its cells are to become free.
    pub(super) fn has_gone(&mut self) {
        self.unswept = true;
    }

    /// Whether there is something to go on with at once.
    pub(super) fn is_busy(&self) -> bool {
        self.spreading.is_some() || self.sweeping.is_some() || self.may_grow()
    }

    /// Does a little of what is left to do.
    pub(super) async fn go_on(
        &mut self,
        connection: &mut SqliteConnection,
        space: &Space,
    ) -> Result<(), StoreError> {
        if self.sweeping.is_some() || (self.unswept && self.spreading.is_none() && self.has_rested(space)) {
            return self.sweep(connection).await;
        }
        if self.spreading.is_none() {
            self.spreading = self.placer.take_grown().map(|grown| (grown, Walk::default()));
        }
        if self.spreading.is_some() {
            return self.spread(connection).await;
        }
        if self.may_grow() && self.placer.grow_some().is_err() {
            // A disk that is full says so to whoever sends something.
            self.grows_after = Some(Instant::now() + AFTER_FAILURE);
        }
        Ok(())
    }

    fn may_grow(&self) -> bool {
        self.placer.is_growing() && self.grows_after.is_none_or(|after| after <= Instant::now())
    }

    /// Whether it may be looked again which cells are used: all rows are walked through for it. Nothing grows for want of cells that are
    /// free already, or that will be soon.
    fn has_rested(&self, space: &Space) -> bool {
        let is_wanted = || space.room(0) != Room::Files || self.placer.is_growing();
        self.swept.is_none_or(|(ended, took)| {
            let passed = ended.elapsed();
            passed >= took * REST || (passed >= took * REST_WANTED && is_wanted())
        })
    }

    /// Looks which cells the next rows point at; those that none did are free in the end.
    async fn sweep(&mut self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let (mut walk, before) = self.sweeping.take().unwrap_or_else(|| {
            self.placer.begin_sweep();
            // What goes from here on may have been met already.
            self.unswept = false;
            (Walk::default(), Duration::ZERO)
        });
        let began = Instant::now();
        let seen = self.see_some(connection, &mut walk).await;
        let took = before + began.elapsed();
        match seen {
            Ok(true) => {}
            Ok(false) => {
                self.sweeping = Some((walk, took));
                return Ok(());
            }
            Err(error) => {
                (self.unswept, self.swept) = (true, Some((Instant::now(), took)));
                return Err(error);
            }
        }
        let undisturbed = self.cells.undisturbed().await;
        self.placer.end_sweep();
        drop(undisturbed);
        self.swept = Some((Instant::now(), took));
        Ok(())
    }

    /// Whether all rows were met.
    async fn see_some(
        &mut self,
        connection: &mut SqliteConnection,
        walk: &mut Walk,
    ) -> Result<bool, StoreError> {
        let began = Instant::now();
        while began.elapsed() < AT_ONCE {
            let Some(steps) = walk.next(connection).await? else { return Ok(true) };
            steps.iter().try_for_each(|step| self.placer.see(&step.value))?;
        }
        Ok(false)
    }

    /// Spreads what the next rows stand for.
    async fn spread(&mut self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let Some((grown, mut walk)) = self.spreading.take() else { return Ok(()) };
        let (began, mut begun) = (Instant::now(), connection.begin().await?);
        let spread = async {
            let rest = loop {
                if began.elapsed() >= AT_ONCE {
                    break Some((grown, walk));
                }
                let Some(steps) = walk.next(&mut begun).await? else { break None };
                for step in steps {
                    if let Column::Placed(mut pointer) = Column::parse(&step.value)?
                        && self.placer.spread(&mut pointer, grown)?
                    {
                        step.replace(&mut begun, &pointer.column()).await?;
                    }
                }
            };
            self.placer.flush(true).await?;
            begun.commit().await?;
            Ok::<_, StoreError>(rest)
        };
        let spread = spread.await;
        self.placer.settle(spread.is_ok());
        let undisturbed = self.cells.undisturbed().await;
        self.placer.leave(spread.is_ok());
        drop(undisturbed);
        // What failed is left where it lies.
        self.spreading = spread?;
        Ok(())
    }
}
