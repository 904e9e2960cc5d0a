//! What servers of one store tell each other through it. The store does not know what it is.

/// What a server goes by, until it is gone.
pub type ServerId = i64;

/// What a server tells.
#[derive(Clone, Default)]
pub struct Told {
    /// How it presents itself to all others.
    pub hello: Vec<u8>,
    /// What it gives: in the place of what it gave that server before.
    pub given: Vec<Given>,
    /// Whose it took, and the number of that.
    pub taken: Vec<(ServerId, i64)>,
}

/// What a server gives another.
#[derive(Clone)]
pub struct Given {
    /// To whom.
    pub to: ServerId,
    /// Above that of what was given before, and above 0.
    pub number: i64,
    /// What.
    pub sealed: Vec<u8>,
}

/// Another server of the store, as it is seen now.
pub struct Peer {
    /// What it goes by.
    pub id: ServerId,
    /// How it presents itself.
    pub hello: Vec<u8>,
    /// Of what it was given by who asks, the number of what it took last; `None` where nothing is there for it.
    pub took: Option<i64>,
    /// What it gives to who asks, and was not taken: its number, and what.
    pub gives: Option<(i64, Vec<u8>)>,
}
