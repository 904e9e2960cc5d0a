#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod age_format;
pub mod alive;
pub mod at_rest;
pub mod codename;
pub mod day;
pub mod editor;
pub mod envelope;
pub mod epoch;
pub mod forwarded;
pub mod hex;
mod hpke;
pub mod ids;
pub mod kept;
pub mod labels;
pub mod marks;
pub mod memo;
pub mod message;
pub mod moment;
pub mod note;
pub mod onion_address;
pub mod openpgp;
pub mod padding;
pub mod paper;
pub mod removed;
pub mod roster;
pub mod secret;
pub mod signed_day;
pub mod signing;
pub mod silence;
pub mod source;
mod version;
