//! How a store is, as far as whoever looks after it may know.

use estafette_keys::day::Day;

/// The state of a store.
pub struct StoreStatus {
    /// Whether a server has it open.
    pub is_in_use: bool,
    /// How many submissions came today.
    pub today: u64,
    /// How many came yesterday.
    pub yesterday: u64,
    /// The day on which all rows were last written anew.
    pub rewritten: Option<Day>,
}
