//! What tesseract says, as its table has it: a line for each word. The points that it read may have been made to take it over: it is read
//! as a stranger's.

use super::page::{Line, Word};
use crate::pictures::{Area, SIDE_MAX};

/// The first line begins so.
const BEGINS: &str = "level\tpage_num\t";
/// The level of words.
const WORD: &str = "5";
/// More words than stand on any sheet.
const WORDS_MAX: usize = 10_000;
/// Letters of a word.
const LETTERS_MAX: usize = 100;
/// Specks and the sheet's edge look like strokes, of which nothing is sure.
const SPECK: u8 = 40;

/// The lines from above; `None` where it is no such table. `widths` are those of the points and of the picture.
pub(super) fn parse(table: &str, widths: (u32, u32)) -> Option<Vec<Line>> {
    let mut rows = table.lines();
    rows.next().filter(|first| first.starts_with(BEGINS))?;
    let mut lines: Vec<Line> = Vec::new();
    let mut last = None;
    let mut count = 0;
    for row in rows {
        let columns: Vec<&str> = row.splitn(12, '\t').collect();
        let [level, _, block, paragraph, line, _, left, top, width, height, sure, text] = columns.as_slice()
        else {
            continue;
        };
        let text = text.trim();
        if *level != WORD || text.is_empty() {
            continue;
        }
        count += 1;
        if count > WORDS_MAX {
            return None;
        }
        let [x, y, width, height] = [left, top, width, height].map(|number| number.parse::<u32>().ok());
        let area = scaled(Area { x: x?, y: y?, width: width?, height: height? }, widths)?;
        let word = Word { text: text.chars().take(LETTERS_MAX).collect(), sure: hundredths(sure)?, area };
        if word.sure < SPECK && !word.text.chars().any(char::is_alphanumeric) {
            continue;
        }
        let place = (*block, *paragraph, *line);
        match lines.last_mut() {
            Some(line) if last == Some(place) => line.words.push(word),
            _ => lines.push(Line { words: vec![word] }),
        }
        last = Some(place);
    }
    Some(lines)
}

/// Of the table's own kind: `96.71`.
fn hundredths(sure: &str) -> Option<u8> {
    let (whole, _) = sure.split_once('.').unwrap_or((sure, ""));
    whole.parse::<u8>().ok().filter(|sure| *sure <= 100)
}

fn scaled(area: Area, (from, to): (u32, u32)) -> Option<Area> {
    let scale = |length: u32| {
        let length = u64::from(length.min(SIDE_MAX)) * u64::from(to) / u64::from(from.max(1));
        u32::try_from(length).ok()
    };
    let Area { x, y, width, height } = area;
    Some(Area { x: scale(x)?, y: scale(y)?, width: scale(width)?, height: scale(height)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
        1\t1\t0\t0\t0\t0\t0\t0\t200\t100\t-1\t\n\
        5\t1\t1\t1\t1\t1\t20\t40\t60\t20\t96.769753\tCher\n\
        5\t1\t1\t1\t1\t2\t90\t40\t60\t20\t41.5\tami,\n\
        5\t1\t1\t1\t2\t1\t20\t80\t60\t20\t8.1\t|\n\
        5\t1\t1\t2\t1\t1\t20\t80\t60\t20\t90\tMerci\n\
        5\t1\t1\t2\t1\t2\t90\t80\t60\t20\t96\t \n";

    #[test]
    fn words_have_their_lines_and_places() {
        let lines = parse(TABLE, (200, 100)).expect("a table");
        let texts: Vec<String> = lines.iter().map(Line::text).collect();
        assert_eq!(texts, ["Cher ami,", "Merci"]);
        let [cher, ami] = &lines[0].words[..] else { panic!("two words") };
        assert_eq!(cher.area, Area { x: 10, y: 20, width: 30, height: 10 });
        assert!(!cher.is_unsure() && ami.is_unsure());
    }

    #[test]
    fn what_is_no_table_is_not_believed() {
        for lie in ["", "<html>", "level\tpage\n", "Error, cannot read input file\n"] {
            assert!(parse(lie, (200, 100)).is_none(), "{lie}");
        }
        for (from, to) in
            [("\t96.769753", "\t960"), ("\t20\t40\t60", "\t-20\t40\t60"), ("\t40\t60", "\t99999999999\t60")]
        {
            assert!(parse(&TABLE.replacen(from, to, 1), (200, 100)).is_none(), "{to}");
        }
        let many = TABLE.to_owned() + &"5\t1\t1\t1\t1\t1\t20\t40\t60\t20\t96\tmot\n".repeat(WORDS_MAX);
        assert!(parse(&many, (200, 100)).is_none());
    }
}
