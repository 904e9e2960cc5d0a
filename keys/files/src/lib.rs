#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod private;
mod small;

pub use small::{read_small, read_small_text};
