//! What somebody sends: all of it follows from its name, so that it is known again wherever it is found.

use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng};

/// How it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// By the form, alone.
    Text,
    /// By the form, with a photograph.
    Photo,
    /// As `estafette send` does, in three requests.
    Transfer,
    /// By `estafette send`, which goes on where it was when the server is back.
    Program,
}

/// What stands between its name and the rest.
const MARK: &str = " | ";
const WORDS: [&str; 8] = ["quai", "moulins", "mardi", "réunion", "Ñandú", "salle", "vingt", "heures"];

/// Something that is sent once.
pub(super) struct Letter {
    pub(super) way: Way,
    /// No other has it.
    pub(super) name: String,
    words: usize,
    bytes: usize,
}

impl Letter {
    pub(super) fn new(way: Way, writer: usize, number: usize, rng: &mut impl Rng) -> Self {
        let bytes = match way {
            Way::Text => 0,
            // Two pieces of the store, or some more; at times so many that they are not all committed at once.
            Way::Photo | Way::Transfer => rng.gen_range(1_000..600_000),
            Way::Program => rng.gen_range(100_000..2_000_000),
        };
        let name = format!("{way:?} {writer}-{number}");
        Self { way, name, words: rng.gen_range(1..2_000), bytes }
    }

    /// The name of a letter with this text.
    pub(super) fn named(text: &str) -> Option<&str> {
        Some(text.split_once(MARK)?.0)
    }

    pub(super) fn text(&self) -> String {
        let mut rng = self.rng();
        let words = (0..self.words).map(|_| WORDS[rng.gen_range(0..WORDS.len())]);
        self.name.clone() + MARK + &words.collect::<Vec<_>>().join(" ")
    }

    /// What is sent with it.
    pub(super) fn photo(&self) -> Vec<u8> {
        let mut block = [0; 4_096];
        self.rng().fill_bytes(&mut block);
        let mut bytes = Vec::with_capacity(self.bytes + block.len());
        while bytes.len() < self.bytes {
            // No two blocks are the same, and none that another letter has.
            let number = bytes.len().to_le_bytes();
            bytes.extend_from_slice(&number);
            bytes.extend_from_slice(&block[number.len()..]);
        }
        bytes.truncate(self.bytes);
        bytes
    }

    fn rng(&self) -> StdRng {
        let seed =
            self.name.bytes().fold(7_u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
        StdRng::seed_from_u64(seed)
    }
}
