//! The server's rooms from outside: `v1/` holds the editors' API and `source/v1/` the source's, URL by URL.

mod api;
mod check_config;
mod clock;
mod copy;
mod decoys;
mod instance;
mod listeners;
#[path = "../../store/tests/it/look.rs"]
mod look;
mod room;
#[path = "../../store/tests/it/sent.rs"]
mod sent;
mod site;
mod source;
mod v1;
