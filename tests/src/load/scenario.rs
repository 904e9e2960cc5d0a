//! What a flood consists of.

use rand::RngCore;

/// A kind of flood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scenario {
    /// Nobody means harm: what the others are compared with.
    Quiet,
    /// Pages are asked for.
    Pages,
    /// A form is fetched, and a text is sent with it.
    Texts,
    /// Texts with forms that were fetched before: old enough for somebody to have filled them in, and each used once.
    Hoarded,
    /// Codenames that nobody has, with valid checksums.
    Guesses,
    /// Files of 500 MB, as quickly as they are taken.
    Uploads,
    /// Connections that say nothing, or a letter now and then.
    SlowHeads,
    /// Requests to `/v1/waiting` that never come to their end.
    SlowBodies,
    /// Forms that never come to their end.
    SlowForms,
    /// Files that come at 1 KiB a second, sixteen at once; the honest source has a photograph.
    SlowFiles,
    /// Forms that are refused, some because they are too large, and whose files go on coming at 1 KiB a second; the honest source has a
    /// photograph.
    Refused,
    /// Transfers that are begun, and of which nothing comes; the honest source sends by a transfer as well.
    Begun,
    /// Ends of transfers, of a megabyte each: of some that were begun, mostly of none.
    Ends,
    /// One form, sent again and again: the same text, and others.
    Replays,
    /// Forms that are none: thousands of parts, no boundary, a head without end.
    Hostile,
    /// All of these at once.
    Mixed,
}

/// Which circuits a flood comes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circuits {
    /// The same all the time: 200, unless the scenario is about fewer.
    Kept,
    /// Another for every connection.
    New,
}

/// What the honest source sends beside texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    Nothing,
    Photo,
    Transfer,
}

/// What is mixed.
const MIXED: [Scenario; 13] = [
    Scenario::Pages,
    Scenario::Texts,
    Scenario::Guesses,
    Scenario::SlowHeads,
    Scenario::SlowBodies,
    Scenario::SlowForms,
    Scenario::SlowFiles,
    Scenario::Refused,
    Scenario::Begun,
    Scenario::Ends,
    Scenario::Replays,
    Scenario::Hostile,
    Scenario::Texts,
];

impl Scenario {
    /// All, the quiet one first.
    pub const ALL: [Self; 16] = [
        Self::Quiet,
        Self::Pages,
        Self::Texts,
        Self::Hoarded,
        Self::Guesses,
        Self::Uploads,
        Self::SlowHeads,
        Self::SlowBodies,
        Self::SlowForms,
        Self::SlowFiles,
        Self::Refused,
        Self::Begun,
        Self::Ends,
        Self::Replays,
        Self::Hostile,
        Self::Mixed,
    ];

    /// As it is asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Pages => "pages",
            Self::Texts => "texts",
            Self::Hoarded => "hoarded",
            Self::Guesses => "guesses",
            Self::Uploads => "uploads",
            Self::SlowHeads => "slow-heads",
            Self::SlowBodies => "slow-bodies",
            Self::SlowForms => "slow-forms",
            Self::SlowFiles => "slow-files",
            Self::Refused => "refused",
            Self::Begun => "begun",
            Self::Ends => "ends",
            Self::Replays => "replays",
            Self::Hostile => "hostile",
            Self::Mixed => "mixed",
        }
    }

    /// How many connections there are at once. Where each is work for the server, 200; where it is held up by waiting, more than
    /// it has places.
    pub(super) fn connections(self) -> usize {
        match self {
            Self::Quiet => 0,
            Self::Uploads | Self::SlowFiles => 16,
            Self::Begun => 64,
            Self::Ends => 448,
            Self::SlowBodies | Self::SlowForms => 512,
            Self::SlowHeads => 600,
            _ => 200,
        }
    }

    /// How many circuits are kept: as few as the connections that one may have allow, where that is what holds others up.
    pub(super) fn kept(self) -> usize {
        match self {
            Self::SlowFiles => 1,
            Self::SlowBodies => 32,
            _ => 200,
        }
    }

    /// What one of its connections does.
    pub(super) fn of_connection(self, number: usize) -> Self {
        if self == Self::Mixed { MIXED[number % MIXED.len()] } else { self }
    }

    pub(super) fn beside(self) -> Beside {
        match self {
            Self::SlowFiles | Self::Refused | Self::Uploads => Beside::Photo,
            Self::Begun => Beside::Transfer,
            _ => Beside::Nothing,
        }
    }
}

impl Circuits {
    /// As it is shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::New => "new",
        }
    }

    /// The circuit of a connection.
    pub(super) fn tag(self, number: usize) -> [u8; 16] {
        let mut tag = [0; 16];
        match self {
            Self::Kept => tag[..8].copy_from_slice(&(number as u64 + 1).to_be_bytes()),
            Self::New => rand::thread_rng().fill_bytes(&mut tag),
        }
        tag
    }
}
