//! The server's rooms from outside: `store/` holds one file per fault and promise of the store, `v1/` the editors'
//! API and `source/v1/` the source's, URL by URL.

mod api;
mod check_config;
mod clock;
mod decoys;
mod instance;
mod listeners;
mod site;
mod source;
mod store;
mod v1;
