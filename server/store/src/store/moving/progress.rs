//! How far a copy is.

/// How far a copy is: counts, and nothing finer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Submissions that are there, and compared.
    pub submissions: u64,
    /// Of so many.
    pub of_submissions: u64,
    /// Bytes of their content.
    pub bytes: u64,
    /// Of so many.
    pub of_bytes: u64,
    /// Whatever else is there, and compared.
    pub others: u64,
}

/// Tells whoever waits.
pub(super) struct Told<'a> {
    pub(super) progress: Progress,
    tell: &'a mut (dyn FnMut(Progress) + Send),
}

impl<'a> Told<'a> {
    /// Of so much.
    pub(super) fn new(
        (of_submissions, of_bytes): (u64, u64),
        tell: &'a mut (dyn FnMut(Progress) + Send),
    ) -> Self {
        let mut told = Self { progress: Progress { of_submissions, of_bytes, ..Progress::default() }, tell };
        told.tell();
        told
    }

    /// More is there.
    pub(super) fn add(&mut self, add: impl FnOnce(&mut Progress)) {
        add(&mut self.progress);
        self.tell();
    }

    fn tell(&mut self) {
        (self.tell)(self.progress);
    }
}
