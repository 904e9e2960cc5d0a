//! What all servers of one store must agree on: which ids and forms are taken, which day it is, what is past its time, and what there is
//! room for.

pub mod calendar;
mod expiry;
pub(crate) mod holds;
pub(crate) mod limits;
mod peers;
mod reservation;
mod space;
mod status;

pub use expiry::{ASIDE_DAYS, Expiry, Junk};
pub use peers::{Given, Peer, ServerId, Told};
pub use reservation::{FormTag, IdHold, Reservation, Reserved};
pub use space::{Floors, Space};
pub use status::StoreStatus;

pub(crate) use expiry::Settled;
pub(crate) use reservation::FormHold;
