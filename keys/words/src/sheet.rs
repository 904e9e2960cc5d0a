//! The words of one language as they are checked: what each message has in it.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

use crate::Language;

/// The words of one language, built in or from files.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The language's tag.
    pub tag: String,
    /// Its Fluent files.
    pub texts: Vec<String>,
}

/// What a message has in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Its words alone, a line for each form.
    pub(crate) text: String,
    /// How many characters its longest form has, without values.
    pub(crate) length: usize,
    /// The values it uses.
    pub(crate) values: BTreeSet<String>,
    /// The terms and messages that it takes in, and the elements of HTML.
    pub(crate) markup: BTreeSet<String>,
    /// What its plural forms are for: the names and numbers of each choice among them.
    pub(crate) plurals: Vec<BTreeSet<String>>,
    /// Whether nothing can be read in it.
    pub(crate) is_empty: bool,
    /// How many characters it may have: `# at most 20` in the comment above it.
    pub(crate) at_most: Option<usize>,
}

/// All messages of a sheet.
#[derive(Default)]
pub(crate) struct Messages {
    pub(crate) parts: BTreeMap<String, Parts>,
    /// Those that are there more than once.
    pub(crate) twice: Vec<String>,
    /// Lines that are no Fluent, as they begin.
    pub(crate) junk: Vec<String>,
}

const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// The elements that can stand in a sentence.
const ELEMENTS: [&str; 12] = ["a", "abbr", "b", "bdi", "br", "code", "em", "i", "kbd", "q", "span", "strong"];
const AT_MOST: &str = "at most ";

impl From<&Language> for Sheet {
    fn from(language: &Language) -> Self {
        let texts = language.texts.iter().map(|text| (*text).to_owned()).collect();
        Self { tag: language.tag.to_owned(), texts }
    }
}

impl Sheet {
    /// The words of each message, without values, a line for each form.
    #[must_use]
    pub fn words(&self) -> BTreeMap<String, String> {
        self.read().parts.into_iter().map(|(key, parts)| (key, parts.text)).collect()
    }

    pub(crate) fn read(&self) -> Messages {
        let mut messages = Messages::default();
        for text in &self.texts {
            let resource = parser::parse(text.as_str()).unwrap_or_else(|(partial, _)| partial);
            for entry in resource.body {
                match entry {
                    Entry::Message(message) => messages.add(&message),
                    Entry::Junk { content } => {
                        messages.junk.push(content.lines().next().unwrap_or_default().to_owned());
                    }
                    _ => {}
                }
            }
        }
        messages
    }
}

impl Messages {
    fn add(&mut self, message: &Message<&str>) {
        let mut parts = Parts::default();
        let mut is_empty = true;
        let patterns =
            message.value.iter().chain(message.attributes.iter().map(|attribute| &attribute.value));
        for pattern in patterns {
            let length = parts.walk(pattern, &mut is_empty);
            parts.length = parts.length.max(length);
        }
        parts.is_empty = is_empty;
        let lines = message.comment.iter().flat_map(|comment| comment.content.iter());
        let mut lines = lines.filter_map(|line| line.trim().strip_prefix(AT_MOST));
        parts.at_most = lines.find_map(|rest| rest.split_whitespace().next()?.parse().ok());
        if self.parts.insert(message.id.name.to_owned(), parts).is_some() {
            self.twice.push(message.id.name.to_owned());
        }
    }
}

impl Parts {
    /// Takes in a pattern, and says how long its longest form is.
    fn walk(&mut self, pattern: &Pattern<&str>, is_empty: &mut bool) -> usize {
        let mut length = 0;
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    *is_empty &= value.trim().is_empty();
                    self.text.push_str(value);
                    self.markup.extend(elements(value));
                    length += value.chars().filter(|letter| !is_mark(*letter)).count();
                }
                PatternElement::Placeable { expression } => length += self.expression(expression, is_empty),
            }
        }
        length
    }

    fn expression(&mut self, expression: &Expression<&str>, is_empty: &mut bool) -> usize {
        match expression {
            Expression::Inline(inline) => self.inline(inline, is_empty),
            Expression::Select { selector, variants } => {
                self.inline(selector, is_empty);
                let key = |key: &VariantKey<&str>| match key {
                    VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key } => {
                        (*key).to_owned()
                    }
                };
                let keys: BTreeSet<String> = variants.iter().map(|variant| key(&variant.key)).collect();
                // `[1] … *[other]` chooses among numbers, not among forms.
                if keys.iter().any(|key| FORMS.contains(&key.as_str()) && key != "other") {
                    self.plurals.push(keys);
                }
                let mut longest = 0;
                for variant in variants {
                    self.text.push('\n');
                    longest = longest.max(self.walk(&variant.value, is_empty));
                }
                longest
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, is_empty: &mut bool) -> usize {
        *is_empty = false;
        match inline {
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                return value.chars().count();
            }
            InlineExpression::VariableReference { id } => {
                self.values.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.markup.insert(format!("{}()", id.name));
                for argument in &arguments.positional {
                    self.inline(argument, is_empty);
                }
            }
            InlineExpression::MessageReference { id, .. } => {
                self.markup.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, .. } => {
                self.markup.insert(format!("-{}", id.name));
            }
            InlineExpression::Placeable { expression } => return self.expression(expression, is_empty),
        }
        0
    }
}

/// The elements of HTML that a text has: `<b>`, `</b>`. Other things stand between such brackets, too: `<ADDRESS>`.
fn elements(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('<').skip(1).filter_map(|rest| {
        let (inside, _) = rest.split_once('>')?;
        let name = inside.trim_matches('/').split_whitespace().next()?;
        ELEMENTS.contains(&name).then(|| format!("<{inside}>"))
    })
}

/// Marks that take no place.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}' | '\u{64b}'..='\u{652}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Messages {
        Sheet { tag: "fr".to_owned(), texts: vec![text.to_owned()] }.read()
    }

    #[test]
    fn a_message_is_taken_apart() {
        let messages = read(
            "# A button.\n# at most 12 characters\nsend = <b>Envoyer</b> { $count ->\n    [one] un { $name }\n   *[other] { $count } { -things }\n }\n",
        );
        let parts = &messages.parts["send"];
        assert_eq!(parts.at_most, Some(12));
        assert_eq!(parts.values, ["count", "name"].map(str::to_owned).into());
        assert_eq!(parts.markup, ["-things", "</b>", "<b>"].map(str::to_owned).into());
        assert_eq!(parts.plurals, [["one", "other"].map(str::to_owned).into()]);
        assert_eq!((parts.length, parts.is_empty), ("<b>Envoyer</b> ".len() + "un ".len(), false));
    }

    #[test]
    fn what_is_no_message_is_found() {
        let messages = read("one = 1\none = 2\n?? what\nblank = {\"\"}\nspace =\n    .hint = x\n# no\n");
        assert_eq!(messages.twice, ["one"]);
        assert_eq!(messages.junk, ["?? what"]);
        assert!(!messages.parts["blank"].is_empty);
        assert!(
            read("day = { $number ->\n    [1] 1er\n   *[other] { $number }\n }\n").parts["day"]
                .plurals
                .is_empty()
        );
    }
}
