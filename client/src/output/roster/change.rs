//! One change, shown: what it is, what it was, what it becomes.

use std::fmt::Write as _;

use estafette_keys::signing::DevicePublic;

use super::device_words;
use crate::output::init::grouped;
use crate::output::names;
use crate::plan::roster::{Change, Field};
use crate::terminal::{block, inline};
use crate::words::Words;

/// More pairs of lines than this are not compared: all of the old is shown, then all of the new.
const PAIRS_MAX: usize = 1_000_000;

pub(super) fn lines(words: &Words, change: &Change) -> String {
    let of = inline(&change.of);
    let mut shown = format!("  {}\n", words.say(names::change(change.field), &[("what", of.into())]));
    let value = |value: &str| match change.field {
        Field::EditorDevice => DevicePublic::from_hex(value)
            .map_or_else(|_| inline(value), |device| device_words(words, &device)),
        Field::RootAdded
        | Field::RootRemoved
        | Field::RootCert
        | Field::EditorCert
        | Field::EditorRemoved
        | Field::EditorCertRenewed => grouped(&inline(value)),
        _ => block(value),
    };
    let old = change.old.as_deref().map(value).unwrap_or_default();
    let new = change.new.as_deref().map(value).unwrap_or_default();
    for (mark, line) in compared(&old, &new) {
        // Writing to a string does not fail.
        let _ = writeln!(shown, "    {mark} {line}");
    }
    shown
}

/// The lines of the old that are gone (`-`), those of the new that came (`+`), and `…` for what stays.
fn compared<'a>(old: &'a str, new: &'a str) -> Vec<(char, &'a str)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut shown: Vec<(char, &str)> = Vec::new();
    if old.len() * new.len() > PAIRS_MAX {
        shown.extend(old.iter().map(|line| ('-', *line)));
        shown.extend(new.iter().map(|line| ('+', *line)));
        return shown;
    }
    // How many lines the rests have in common, from each pair of places on.
    let width = new.len() + 1;
    let mut common = vec![0_usize; (old.len() + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[at(i, j)] = if old[i] == new[j] {
                common[at(i + 1, j + 1)] + 1
            } else {
                common[at(i + 1, j)].max(common[at(i, j + 1)])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            if !matches!(shown.last(), Some(('…', _))) {
                shown.push(('…', ""));
            }
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[at(i + 1, j)] >= common[at(i, j + 1)]) {
            shown.push(('-', old[i]));
            i += 1;
        } else {
            shown.push(('+', new[j]));
            j += 1;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn of_long_rules_what_changed_is_shown() {
        let old = "un\ndeux\ntrois\nquatre";
        let new = "un\ndeux et demi\ntrois\nquatre\ncinq";
        let expected = [('…', ""), ('-', "deux"), ('+', "deux et demi"), ('…', ""), ('+', "cinq")];
        assert_eq!(compared(old, new), expected);
        assert_eq!(compared("", "a"), [('+', "a")]);
        assert_eq!(compared("a", ""), [('-', "a")]);
        let long = "x\n".repeat(2_000);
        assert_eq!(compared(&long, &long).len(), 4_000);
    }

    #[test]
    fn a_value_can_not_pretend_to_be_another_line() {
        let change = Change {
            field: Field::SectionTitle,
            of: "rivage\n  x".into(),
            old: Some("a".into()),
            new: Some("b\u{1b}[2K".into()),
        };
        let shown = lines(&Words::new(Language::ENGLISH), &change);
        assert_eq!(shown.lines().count(), 3, "{shown}");
        assert!(!shown.contains('\u{1b}'));
    }
}
