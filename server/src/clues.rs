//! What in a text or a file's name may name somebody: found by its form alone, in no language's words. Whoever asks a
//! person about it says it (`source/write/found.rs`).

pub use names::{is_somebodys, list_of_names};
pub use numbers::{addresses, phones};

mod names;
mod numbers;
