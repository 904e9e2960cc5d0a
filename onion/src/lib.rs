#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod address;
pub mod cli;
pub mod clients;
pub mod config;
mod control;
pub mod host;
pub mod keys;
mod places;
mod preface;
pub mod report;
pub mod sandbox;
pub mod torrc;
pub mod transport;

/// Tells arti's TLS whose cryptography it uses; once, before anything of Tor. Again, it changes nothing.
pub fn install_crypto() {
    // An error says that it was done before.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
