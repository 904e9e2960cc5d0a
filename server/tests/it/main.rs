//! The server's rooms from outside: `store/` holds one file per fault and promise of the store, the other paths are
//! the URLs they test.

mod instance;
mod store;
