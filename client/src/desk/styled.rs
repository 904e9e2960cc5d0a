//! Answers of verbs, as the desk draws them: their weight and colour, and lines that fit.

use estafette_words::bidi;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthChar;

/// Lines that are `width` cells wide at most. What `output` marks with weight and colour has them; there is no other sign that acts on a
/// terminal, as what comes from outside was escaped.
#[must_use]
pub(super) fn lines(text: &str, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut style = Style::default();
        let mut pieces = Pieces::new(width);
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            if letter == '\u{1b}' {
                let code: String = letters.by_ref().skip(1).take_while(|letter| *letter != 'm').collect();
                style = styled(&code, style);
            } else {
                pieces.put(letter, style);
            }
        }
        lines.extend(pieces.finish());
    }
    lines
}

/// One line, as wide as it is.
#[must_use]
pub(super) fn line(text: &str) -> Line<'static> {
    lines(text, usize::MAX).into_iter().next().unwrap_or_default()
}

fn styled(code: &str, before: Style) -> Style {
    match code {
        "1" => before.add_modifier(Modifier::BOLD),
        "2" => before.add_modifier(Modifier::DIM),
        "31" => before.fg(Color::Red),
        "32" => before.fg(Color::Green),
        "33" => before.fg(Color::Yellow),
        "97;40" => before.fg(Color::White).bg(Color::Black),
        _ => Style::default(),
    }
}

/// A line that is being cut where it is too long.
struct Pieces {
    width: usize,
    lines: Vec<Line<'static>>,
    spans: Vec<(String, Style)>,
    used: usize,
}

impl Pieces {
    fn new(width: usize) -> Self {
        Self { width: width.max(1), lines: Vec::new(), spans: Vec::new(), used: 0 }
    }

    fn put(&mut self, letter: char, style: Style) {
        let cells = letter.width().unwrap_or_default();
        if self.used + cells > self.width {
            self.end();
        }
        self.used += cells;
        match self.spans.last_mut() {
            Some((text, last)) if *last == style => text.push(letter),
            _ => self.spans.push((letter.to_string(), style)),
        }
    }

    fn end(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let is_right_to_left = spans.iter().map(|(text, _)| text).find_map(|text| first_strong(text));
        let line =
            Line::from(spans.into_iter().map(|(text, style)| Span::styled(text, style)).collect::<Vec<_>>());
        let line = if is_right_to_left == Some(true) { line.right_aligned() } else { line };
        self.lines.push(line);
        self.used = 0;
    }

    fn finish(mut self) -> Vec<Line<'static>> {
        if !self.spans.is_empty() || self.lines.is_empty() {
            self.end();
        }
        self.lines
    }
}

/// Whether the first letter that has a direction is written from right to left.
fn first_strong(text: &str) -> Option<bool> {
    text.chars().find_map(|letter| {
        let mut bytes = [0; 4];
        let is_right_to_left = bidi::has_right_to_left(letter.encode_utf8(&mut bytes));
        (is_right_to_left || letter.is_alphabetic()).then_some(is_right_to_left)
    })
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Alignment;

    use super::*;

    fn plain(lines: &[Line<'_>]) -> Vec<String> {
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn weight_and_colour_are_kept_and_nothing_else_acts() {
        let lines = lines("\u{1b}[1mBruxelles\u{1b}[0m  \u{1b}[31mrefusé\u{1b}[0m\nsuite", 40);
        assert_eq!(plain(&lines), ["Bruxelles  refusé", "suite"]);
        let styles: Vec<Style> = lines[0].spans.iter().map(|span| span.style).collect();
        assert_eq!(
            styles,
            [Style::new().add_modifier(Modifier::BOLD), Style::default(), Style::new().fg(Color::Red)]
        );
    }

    #[test]
    fn long_lines_are_cut_where_they_are_full() {
        assert_eq!(plain(&lines("abcdef\n\n漢字漢", 4)), ["abcd", "ef", "", "漢字", "漢"]);
        let long = "x".repeat(1_000_000);
        assert_eq!(lines(&long, 80).len(), 12_500);
    }

    #[test]
    fn what_is_written_from_right_to_left_stands_at_the_right() {
        let lines = lines("السجن، 12\nLe mot السجن\n12 سجن", 40);
        let right: Vec<bool> = lines.iter().map(|line| line.alignment == Some(Alignment::Right)).collect();
        assert_eq!(right, [true, false, true]);
    }
}
