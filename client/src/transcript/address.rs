//! The address for answers: short lines around a postcode, above or below the letter. It is put apart, and shown, so that nobody publishes it
//! by mistake; whoever reads sees whether it is one.

use super::page::Line;

/// It stands in so many lines at the top, or at the bottom.
const EDGE: usize = 9;
/// Lines above the one with the postcode: name, number, wing, prison, street.
const ABOVE: usize = 5;
/// Words of such a line.
const WORDS_MAX: usize = 8;
/// Lines that are farther apart than this, in hundredths of their height, don't belong together.
const APART: u32 = 260;
/// What the last line may say.
const COUNTRIES: [&str; 18] = [
    "belgique",
    "belgië",
    "belgien",
    "france",
    "suisse",
    "schweiz",
    "svizzera",
    "deutschland",
    "allemagne",
    "germany",
    "türkiye",
    "turquie",
    "turkey",
    "italia",
    "italie",
    "españa",
    "nederland",
    "pays-bas",
];

/// The address, and the other lines.
pub(super) fn split(lines: Vec<Line>) -> (Vec<Line>, Vec<Line>) {
    let Some(range) = found(&lines) else { return (Vec::new(), lines) };
    let (mut address, mut others) = (Vec::new(), Vec::new());
    for (line, number) in lines.into_iter().zip(0_usize..) {
        if range.contains(&number) { address.push(line) } else { others.push(line) }
    }
    (address, others)
}

fn found(lines: &[Line]) -> Option<std::ops::Range<usize>> {
    let count = lines.len();
    let at_edge = |at: &usize| *at < EDGE || at + EDGE >= count;
    let at = (0..count).filter(at_edge).find(|at| lines.get(*at).is_some_and(has_postcode))?;
    let joins = |one: usize, other: usize| {
        let (Some(one), Some(other)) = (lines.get(one), lines.get(other)) else { return false };
        let distance = other.top().saturating_sub(one.top());
        one.top() <= other.top() && distance * 100 <= one.height().max(other.height()) * APART
    };
    let mut from = at;
    while from > 0
        && at - from < ABOVE
        && joins(from - 1, from)
        && lines.get(from - 1).is_some_and(may_belong)
    {
        from -= 1;
    }
    // A street or a name stands above it: alone it is as likely a sentence's end.
    if from == at {
        return None;
    }
    let names_country =
        lines.get(at + 1).is_some_and(|line| COUNTRIES.contains(&line.text().to_lowercase().as_str()));
    Some(from..at + if names_country && joins(at, at + 1) { 2 } else { 1 })
}

/// A short line that is no sentence.
fn may_belong(line: &Line) -> bool {
    let text = line.text();
    let ends = text.trim_end().ends_with(['.', '!', '?', ':', ';', '…']);
    let greets = text.trim_end().ends_with(',')
        && text.split(' ').count() < 4
        && !text.chars().any(|letter| letter.is_ascii_digit());
    line.words.len() <= WORDS_MAX && !ends && !greets
}

/// Four or five digits, with the letter of a country before or two letters behind, and then a place: Belgium, Switzerland, the
/// Netherlands; France, Germany, Italy, Spain, Türkiye.
fn has_postcode(line: &Line) -> bool {
    if !may_belong(line) {
        return false;
    }
    let text = line.text();
    let words: Vec<&str> = text.split(' ').collect();
    words
        .iter()
        .zip(1_usize..)
        .any(|(word, next)| is_postcode(word) && words.get(next).is_some_and(|word| is_place(word)))
}

fn is_postcode(word: &str) -> bool {
    let country =
        |word: &str| (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let digits = match word.split_once('-') {
        Some((before, digits)) if country(before) => digits,
        Some(_) => return false,
        None => word,
    };
    matches!(digits.len(), 4 | 5) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_place(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::super::page::Word;
    use super::*;
    use crate::pictures::Area;

    fn lines(text: &str) -> Vec<Line> {
        let mut y = 0;
        let mut lines = Vec::new();
        for line in text.lines() {
            y += 40;
            if !line.is_empty() {
                let word = |text: &str| Word {
                    text: text.into(),
                    sure: 95,
                    area: Area { x: 0, y, width: 9, height: 24 },
                };
                lines.push(Line { words: line.split(' ').map(word).collect() });
            }
        }
        lines
    }

    fn address(text: &str) -> Vec<String> {
        split(lines(text)).0.iter().map(Line::text).collect()
    }

    const LETTER: &str = "\n\nCher camarade,\nje vous écris pour la première fois depuis la grève de la faim\nqui a commencé en 2026 Paris ne répond pas et nous tenons bon.\n\n";

    #[test]
    fn the_address_is_put_apart_wherever_it_stands() {
        for block in [
            "Anna Exemple\nÉcrou 123456\nMaison d’arrêt de Fresnes\n1 allée des Thuyas\n94261 Fresnes Cedex",
            "Bruno Exemple\nRue des Aumôniers 12\nB-4450 Juprelle\nBelgique",
            "Exemple Ayşe\nSilivri 9 Nolu Cezaevi\n34570 Silivri/İstanbul",
            "JVA Stuttgart\nAsperger Straße 60\n70439 Stuttgart",
            "Chemin Exemple 4\n1225 Chêne-Bourg",
            "Naam Voorbeeld\nStraat 4\n1234 AB Stad",
        ] {
            let expected: Vec<&str> = block.lines().collect();
            assert_eq!(address(&format!("{block}{LETTER}À bientôt")), expected);
            assert_eq!(address(&format!("{LETTER}À bientôt\n\n\n{block}")), expected);
        }
    }

    #[test]
    fn a_letter_without_one_stays_whole() {
        for text in [
            LETTER.to_owned(),
            format!("Lantin, le 3 novembre 2026{LETTER}"),
            format!("{LETTER}Nous sommes 1200 Prisonniers.\nAvec 4000 Signatures."),
            format!("Silivri 2026{LETTER}À bientôt"),
        ] {
            assert_eq!(address(&text), Vec::<String>::new(), "{text}");
        }
    }
}
