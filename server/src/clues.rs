//! What in a text or a file may name somebody, or tell where they were: found by its form alone, in no language's words. Whoever asks a
//! person about it says it (`source/write/found.rs`).

pub use names::{is_somebodys, list_of_names};
pub use numbers::{addresses, phones};
pub use trace::{Trace, Traces};
pub use traces::Looker;

mod names;
mod notes;
mod numbers;
mod trace;
mod traces;
