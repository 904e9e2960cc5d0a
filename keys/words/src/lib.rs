#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod bidi;
mod faults;
mod key;
mod language;
mod value;
mod words;

pub use faults::faults;
pub use key::{Key, Keys};
pub use language::{Direction, Language};
pub use value::Value;
pub use words::{DayKeys, Said, Words};
