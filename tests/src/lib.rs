#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![expect(clippy::missing_panics_doc, reason = "a harness panics wherever a test must fail")]

pub mod browser;
pub mod demo;
pub mod desk;
pub mod disk;
pub mod door;
pub mod editing;
pub mod editor;
pub mod faults;
pub mod gancio;
pub mod http;
pub mod inventory;
pub mod lies;
pub mod load;
pub mod machine;
pub mod manual;
pub mod month;
pub mod named;
pub mod needles;
pub mod noted;
pub mod patroni;
pub mod postgres;
pub mod proxy;
pub mod relay;
pub mod seizure;
pub mod source;
pub mod stack;
pub mod states;
pub mod terminal;
pub mod time;
pub mod tmux;
pub mod tor;
pub mod vault;
#[cfg(test)]
mod walls;
pub mod wire;
pub mod wordpress;
