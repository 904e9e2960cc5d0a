//! `/v1/sections/{section}`.

mod opened;
