//! The keys room as its callers use it: one binary, a module per theme.

mod bounds;
mod cert_faults;
mod certs;
mod editors;
mod epochs;
mod facts;
mod gpg;
mod interop;
mod marks;
mod mutation;
mod nameless;
mod requests;
mod roster;
mod round_trip;
mod sample;
mod slots;
mod stock;
mod times;
mod vectors;
