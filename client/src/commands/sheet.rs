//! What a text editor opens on. Lines that begin with `%%` are for the person who writes, and are never kept; below
//! the line with the scissors nothing is.
//!
//! The words come from `output`, as everywhere; here is only the form.

use estafette_keys::message::Detail;

/// What a comment begins with.
const COMMENT: &str = "%%";
/// Below this nothing is kept.
const SCISSORS: &str = "%% ---- >8 ----";

/// A draft's template: the first text, then mandate, rules and the source's text as comments and quotes.
pub(super) struct Draft<'a> {
    /// The title, if there is one.
    pub(super) title: &'a str,
    /// The text to begin with.
    pub(super) body: &'a str,
    /// Helpful lines.
    pub(super) notes: &'a [String],
    /// Everything of the source, to look at.
    pub(super) details: &'a [(Detail, String)],
    /// The source's text.
    pub(super) source: &'a str,
}

impl Draft<'_> {
    pub(super) fn to_text(&self) -> String {
        let mut lines = vec![
            format!("# {}", self.title),
            String::new(),
            kept(self.body.trim_end()),
            String::new(),
            SCISSORS.to_owned(),
        ];
        let notes = self.notes.iter().flat_map(|note| note.lines().chain(note.is_empty().then_some("")));
        lines.extend(notes.map(|note| format!("{COMMENT} {note}")));
        lines.push(COMMENT.to_owned());
        lines.extend(self.details.iter().map(|(detail, value)| format!("{COMMENT} {detail}: {value}")));
        lines.push(quoted(self.source));
        lines.join("\n") + "\n"
    }
}

/// A reply's template.
pub(super) fn reply(source: &str) -> String {
    reply_from("", source)
}

/// The same, on a text that is there.
pub(super) fn reply_from(text: &str, source: &str) -> String {
    format!("{}\n\n{SCISSORS}\n{}\n", kept(text.trim_end()), quoted(source))
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
}

/// Lines of the text itself that would be taken for comments get a backslash; those that have some, one more.
fn kept(text: &str) -> String {
    let lines =
        text.lines().map(|line| if is_escapable(line) { format!("\\{line}") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}

/// The text above the scissors, without comments, and without the backslashes of [`kept`].
pub(super) fn without_comments(text: &str) -> String {
    let above = text.lines().take_while(|line| line.trim_end() != SCISSORS);
    let lines = above.filter(|line| !line.starts_with(COMMENT)).map(|line| match line.strip_prefix('\\') {
        Some(rest) if is_escapable(rest) => rest,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n").trim_end().trim_start_matches('\n').to_owned()
}

/// Whether a person wrote below the line with the scissors, where this program put only comments and quotes.
pub(super) fn is_written_below(text: &str) -> bool {
    let below = text.lines().skip_while(|line| line.trim_end() != SCISSORS);
    let ours = |line: &str| line.trim().is_empty() || line.starts_with(COMMENT) || line.starts_with('>');
    !below.into_iter().all(ours)
}

fn is_escapable(line: &str) -> bool {
    line.trim_start_matches('\\').starts_with(COMMENT)
}

/// A draft as it is kept: a first line `# Title`, then the text.
pub(super) struct DraftText<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) body: &'a str,
}

impl<'a> DraftText<'a> {
    pub(super) fn parse(draft: &'a str) -> Self {
        let (first, rest) = draft.split_once('\n').unwrap_or((draft, ""));
        match first.strip_prefix('#').filter(|title| title.is_empty() || title.starts_with(' ')) {
            Some(title) => {
                Self { title: Some(title.trim()).filter(|title| !title.is_empty()), body: rest.trim() }
            }
            None => Self { title: None, body: draft.trim() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template<'a>(body: &'a str, notes: &'a [String]) -> Draft<'a> {
        Draft { title: "Titre", body, notes, details: &[], source: "texte\n%% ---- >8 ----\nfin" }
    }

    #[test]
    fn only_what_stands_above_the_scissors_is_kept() {
        let notes = ["une\nrègle".to_owned()];
        let text = template("", &notes).to_text();
        assert!(text.contains("%% règle\n") && text.contains("> fin\n"));
        assert_eq!(without_comments(&text), "# Titre");
        let text = text.replacen("# Titre\n\n", "# Titre\n\nDeux phrases.\n%% une remarque\nUne autre.\n", 1);
        assert_eq!(without_comments(&text), "# Titre\n\nDeux phrases.\nUne autre.");
    }

    #[test]
    fn what_a_person_writes_below_the_scissors_is_seen() {
        let notes = ["une\nrègle\n\nfin".to_owned()];
        for text in [template("", &notes).to_text(), reply("un\n\ntexte\n%% ---- >8 ----\nfin")] {
            assert!(!is_written_below(&text), "{text}");
            assert!(is_written_below(&(text.clone() + "\nDeux phrases.\n")));
            assert!(!is_written_below(&format!("Deux phrases.\n{text}")));
        }
        assert!(!is_written_below("sans ciseaux"));
    }

    #[test]
    fn a_text_with_our_own_marks_comes_back_whole() {
        let source = "%% ---- >8 ----\n%% note\n\\%% b\nfin";
        let draft = without_comments(&template(source, &[]).to_text());
        assert_eq!(DraftText::parse(&draft).body, source);
    }

    #[test]
    fn a_title_is_a_first_line_with_one_sign() {
        let parsed = |text| {
            let draft = DraftText::parse(text);
            (draft.title, draft.body)
        };
        assert_eq!(parsed("# Titre\n\ntexte"), (Some("Titre"), "texte"));
        assert_eq!(parsed("#\n\ntexte"), (None, "texte"));
        assert_eq!(parsed("## Sous-titre\ntexte"), (None, "## Sous-titre\ntexte"));
        assert_eq!(parsed("# "), (None, ""));
    }
}
