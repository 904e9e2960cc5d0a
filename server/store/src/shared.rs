//! What all servers of one store must agree on: which ids and forms are taken, which day it is, and what is past its time.

pub mod calendar;
mod expiry;
mod reservation;

pub use expiry::{ASIDE_DAYS, Expiry, Junk};
pub use reservation::{FormTag, IdHold, Reservation, Reserved};

pub(crate) use reservation::FormHold;
