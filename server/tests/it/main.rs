//! The server's rooms from outside: `v1/` holds the editors' API, URL by URL.

mod api;
mod check_config;
mod clock;
mod decoys;
mod instance;
mod listeners;
mod site;
mod v1;
