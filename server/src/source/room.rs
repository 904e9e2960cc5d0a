//! While the disk is short, texts take turns with what is left of it, at a pace by which it lasts: a flood fills nothing at once, and
//! circuits have their turn here as everywhere.

use std::time::Duration;

use crate::schedule::{Asker, Crowded, Lane};

use super::Source;

/// What a text takes of the disk, beside what it says: it is filled up to 64 KiB, and has slots.
const TEXT_TAKES: u64 = 72_000;
/// Texts of more bytes wait behind the others.
const LONG: u64 = 32_000;
/// After so many seconds of a flood, a third of what was left is left. With 768 MB that is a text every two seconds at first.
const THIRD_SECONDS: u64 = 6 * 3_600;
/// A turn holds nobody up for longer: by then there may be room again.
const TURN_MAX: Duration = Duration::from_mins(1);

impl Source {
    /// Waits until a text of so many bytes may come. It waits for nothing as long as there is room for files.
    ///
    /// # Errors
    /// [`Crowded`] after `patience`.
    pub(super) async fn room_for_text(
        &self,
        asker: Asker,
        bytes: u64,
        patience: Duration,
    ) -> Result<(), Crowded> {
        if self.store.left_for_text().is_none() {
            return Ok(());
        }
        let lane = if bytes < LONG { Lane::Text } else { Lane::File };
        let takes = TEXT_TAKES.saturating_add(bytes);
        let turn = self.room.take(lane, asker, takes, patience).await?;
        // Looked at once more: it may have changed in the meantime. What no room is left for, the store refuses.
        if let Some(left) = self.store.left_for_text()
            && let Some(pause) = takes.saturating_mul(THIRD_SECONDS * 1_000).checked_div(left)
        {
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(pause).min(TURN_MAX)).await;
                drop(turn);
            });
        }
        Ok(())
    }
}
