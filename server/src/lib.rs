#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod api;
mod blocking;
pub mod calendar;
pub mod check;
pub mod circuit;
pub mod cli;
pub mod clock;
pub mod config;
pub mod copy;
pub mod decoys;
pub mod demo;
pub mod directory;
pub mod editor;
pub mod failure;
pub mod form;
mod headers;
pub mod i18n;
mod jobs;
pub mod leaflet;
mod listen;
pub mod machine_clock;
pub mod openapi;
mod peers;
pub mod random;
mod ready;
pub mod relay;
pub mod report;
pub mod router;
pub mod sandbox;
mod schedule;
pub mod sealing;
pub mod serve;
pub mod source;
pub mod status;
pub mod store;
pub mod token;
