//! What a kind of file says as its bytes pass: what stays, and what it has to look at.

use std::collections::VecDeque;

/// The longest part that is looked at as a whole.
pub(super) const WHOLE_MAX: usize = 1 << 20;

/// What becomes of the next bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// So many are looked at together.
    Look(usize),
    /// The same; or the file ends here.
    LookOrEnd(usize),
    /// They stay.
    Keep(u64),
    /// They are left out.
    Drop(u64),
    /// There are as many of these in their place.
    Fill(u64, u8),
    /// They stay, up to a JPEG's next marker.
    Scan,
    /// All that comes is left out.
    End,
}

pub(super) type Plan = VecDeque<Next>;

/// A kind of file. Not known, not so, not clean: `None`.
pub(super) trait Format {
    /// Says what is first.
    fn begin(&mut self) -> Next;

    /// Was given what it wanted to look at: says what stays of it, and what is next.
    fn look(&mut self, bytes: &[u8], out: &mut Vec<u8>, plan: &mut Plan) -> Option<()>;

    /// Whether it found all that it knows of, once the file has ended.
    fn is_done(&self) -> bool {
        true
    }
}

/// An unsigned number, the largest byte first.
pub(super) fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
