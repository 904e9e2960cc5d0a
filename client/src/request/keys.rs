//! `estafette keys`.

/// Show your keys, or make new ones.
pub(crate) struct Keys {
    /// What to do.
    pub step: Step,
}

/// What can be done with keys.
pub(crate) enum Step {
    /// Show the cert, and the weeks that have a key
    Show,
    /// Print the key with which a Tor of your own finds the editors' service, for its `ClientOnionAuthDir`
    Tor,
    /// Have this machine's epoch keys receive in place of another's, after a restore or a move
    TakeOver {
        /// Don't ask
        yes: bool,
    },
    /// Make new epoch keys, publish them, and destroy what expired by this machine's clock
    Rotate {
        /// Don't ask
        yes: bool,
    },
}
