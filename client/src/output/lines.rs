//! Text, line by line.

/// Lines that are being written.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// One more line.
    pub(super) fn add(&mut self, line: impl AsRef<str>) {
        self.0.push_str(line.as_ref());
        self.0.push('\n');
    }

    /// Text that has its line ends already.
    pub(super) fn add_text(&mut self, text: impl AsRef<str>) {
        self.0.push_str(text.as_ref());
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.0.push('\n');
    }

    /// All of it.
    pub(super) fn finish(self) -> String {
        self.0
    }
}
