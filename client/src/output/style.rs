//! Weight and colour, where they are wanted.

/// Styles a piece of text, or leaves it as it is.
pub(super) struct Style {
    is_on: bool,
}

impl Style {
    pub(super) fn new(is_on: bool) -> Self {
        Self { is_on }
    }

    pub(super) fn bold(&self, text: &str) -> String {
        self.with("1", text)
    }

    pub(super) fn dim(&self, text: &str) -> String {
        self.with("2", text)
    }

    pub(super) fn good(&self, text: &str) -> String {
        self.with("32", text)
    }

    pub(super) fn warn(&self, text: &str) -> String {
        self.with("33", text)
    }

    pub(super) fn bad(&self, text: &str) -> String {
        self.with("31", text)
    }

    /// As a printed code is, light on dark, whatever colours the terminal has.
    pub(super) fn white_on_black(&self, text: &str) -> String {
        self.with("97;40", text)
    }

    fn with(&self, code: &str, text: &str) -> String {
        if self.is_on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
