//! A carver: finds, in raw bytes, what belongs to things of which it knows in which order they came.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many bytes of a mark are looked up at once; no mark is shorter.
const START: usize = 8;
/// Of fewer things than this, order may be chance.
const ENOUGH: usize = 30;
/// What the order of so many things has with another by chance once in ten million times.
const CHANCE: f64 = 0.75;

/// Bytes that only one thing has: an id, a key.
pub struct Mark {
    /// What it is.
    pub kind: String,
    /// The number of its thing, in the order of arrival.
    pub thing: u32,
    /// Itself.
    pub bytes: Vec<u8>,
}

/// Looks for marks.
pub struct Carver {
    marks: Vec<Mark>,
    starts: HashMap<[u8; START], Vec<usize>>,
    /// Whether the start of any mark ends with these two bytes; the first two of a number may be zero, as much else is.
    ends: Vec<bool>,
}

impl Carver {
    /// # Panics
    /// When a mark is too short to be found.
    #[must_use]
    pub fn new(marks: Vec<Mark>) -> Self {
        let mut starts: HashMap<[u8; START], Vec<usize>> = HashMap::new();
        let mut ends = vec![false; 1 << 16];
        for (number, mark) in marks.iter().enumerate() {
            let start = *mark.bytes.first_chunk().expect("a mark is longer");
            ends[two(&start)] = true;
            starts.entry(start).or_default().push(number);
        }
        Self { marks, starts, ends }
    }

    /// Each mark that is in these bytes, in the order in which they lie there.
    #[must_use]
    pub fn found(&self, bytes: &[u8]) -> Vec<&Mark> {
        let mut found = Vec::new();
        for (at, start) in bytes.windows(START).enumerate() {
            if !self.ends[two(start)] {
                continue;
            }
            let Some(numbers) = start.first_chunk::<START>().and_then(|start| self.starts.get(start)) else {
                continue;
            };
            let marks = numbers.iter().map(|number| &self.marks[*number]);
            found.extend(marks.filter(|mark| bytes[at..].starts_with(&mark.bytes)));
        }
        found
    }
}

/// The kinds of marks that were found in the order in which their things came, or in the opposite one.
#[must_use]
pub fn ordered(found: &[&Mark]) -> Vec<String> {
    let mut things: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for mark in found {
        // Where the first of each thing lies.
        if seen.insert((&mark.kind, mark.thing)) {
            things.entry(&mark.kind).or_default().push(mark.thing);
        }
    }
    let ordered = things.into_iter().filter(|(_, things)| things.len() >= ENOUGH);
    let ordered = ordered.map(|(kind, things)| (kind, correlation(&things)));
    ordered
        .filter(|(_, correlation)| correlation.abs() > CHANCE)
        .map(|(kind, correlation)| format!("{kind} ({correlation:.2})"))
        .collect()
}

fn two(start: &[u8]) -> usize {
    usize::from(start[START - 2]) << 8 | usize::from(start[START - 1])
}

/// How much the order of these numbers says of the numbers: 1 all, 0 nothing, -1 all, the other way round (Spearman).
fn correlation(numbers: &[u32]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let ranks = numbers.iter().map(|number| sorted.partition_point(|other| other < number));
    let differences = ranks.enumerate().map(|(place, rank)| {
        let difference = f64::from(u32::try_from(place.abs_diff(rank)).unwrap_or(u32::MAX));
        difference * difference
    });
    let many = f64::from(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
    1.0 - 6.0 * differences.sum::<f64>() / (many * (many * many - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(things: &mut dyn Iterator<Item = u32>) -> Vec<u8> {
        things.flat_map(|thing| format!("--thing {thing:04}").into_bytes()).collect()
    }

    #[test]
    fn order_is_seen_where_there_is_one() {
        let marks = (0..40).map(|thing| {
            let bytes = format!("thing {thing:04}").into_bytes();
            Mark { kind: "id".to_owned(), thing, bytes }
        });
        let carver = Carver::new(marks.collect());
        let order = |things: &mut dyn Iterator<Item = u32>| ordered(&carver.found(&marked(things)));
        assert_eq!(carver.found(&marked(&mut (0..40))).len(), 40);
        assert_eq!(order(&mut (0..40)), ["id (1.00)"]);
        assert_eq!(order(&mut (0..40).rev()), ["id (-1.00)"]);
        // A step of another length each time.
        assert_eq!(order(&mut (0..40).map(|thing| thing * 17 % 40)), Vec::<String>::new());
        assert_eq!(order(&mut (0..20)), Vec::<String>::new(), "too few to say");
    }
}
