#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod bidi;
mod faults;
mod key;
mod language;
mod plurals;
mod sheet;
mod value;
mod words;

pub use faults::{Finding, Found, faults, findings};
pub use key::{Key, Keys};
pub use language::{Direction, Language, usual};
pub use plurals::has_plurals;
pub use sheet::Sheet;
pub use value::{Sayable, Value};
pub use words::{DayKeys, Said, Words};
