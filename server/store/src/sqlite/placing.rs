//! Where sealed bytes lie, in small steps between commits: files of cells grow, what was there is spread over them, and cells whose bytes
//! are gone become free.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;

use super::cells::Cells;
use super::placer::{Grown, Placer};
use super::pointer::{Column, Piece};
use super::space::Space;
use super::walk::Walk;
use crate::error::StoreError;
use crate::host::{Host, Room};

/// After it was looked which cells are used, so many times as long passes as it took, before it is again; unless room is short.
const REST: u32 = 100;
/// So long bytes are moved between two commits.
const AT_ONCE: Duration = Duration::from_millis(20);
/// After a file could not grow, so long passes before it is tried again.
const AFTER_FAILURE: Duration = Duration::from_mins(1);

/// What is placed, and what is left to do about it.
pub(super) struct Placing {
    pub(super) placer: Placer,
    cells: Arc<Cells>,
    spreading: Option<(Grown, Walk)>,
    /// Something is gone whose cells are not free yet.
    unswept: bool,
    rests_until: Option<Instant>,
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
        let (mut used, mut walk, mut inline) = (placer.nothing(), Walk::default(), false);
        while let Some(steps) = walk.next(connection).await? {
            for step in steps {
                used.mark(&step.value)?;
                inline |= step.is_inline();
            }
        }
        placer.sweep(used);
        placer.grow_first()?;
        let mut placing =
            Self { placer, cells, spreading: None, unswept: false, rests_until: None, grows_after: None };
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
        self.spreading.is_some() || self.may_grow()
    }

    /// Does a little of what is left to do.
    pub(super) async fn go_on(
        &mut self,
        connection: &mut SqliteConnection,
        space: &Space,
    ) -> Result<(), StoreError> {
        // Nothing grows for want of cells that are free already.
        let is_wanted = || space.room(0) != Room::Files || self.placer.is_growing();
        let has_rested = self.rests_until.is_none_or(|until| until <= Instant::now());
        if self.unswept && self.spreading.is_none() && (has_rested || is_wanted()) {
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

    async fn sweep(&mut self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let began = Instant::now();
        let (mut used, mut walk) = (self.placer.nothing(), Walk::default());
        while let Some(steps) = walk.next(connection).await? {
            steps.iter().try_for_each(|step| used.mark(&step.value))?;
        }
        let undisturbed = self.cells.undisturbed().await;
        self.placer.sweep(used);
        drop(undisturbed);
        (self.unswept, self.rests_until) = (false, Some(Instant::now() + began.elapsed() * REST));
        Ok(())
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
                        self.unswept = true;
                    }
                }
            };
            self.placer.flush(true).await?;
            begun.commit().await?;
            Ok::<_, StoreError>(rest)
        };
        let spread = spread.await;
        self.placer.settle(spread.is_ok());
        // What failed is left where it lies.
        self.spreading = spread?;
        Ok(())
    }
}
