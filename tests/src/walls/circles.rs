//! Circles: what can be gone round by following arrows.

use std::collections::{BTreeMap, BTreeSet};

/// Who uses whom.
pub(super) type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The strongly connected components of more than one member, each sorted.
pub(super) fn circles(arrows: &Arrows) -> Vec<Vec<String>> {
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        arrows.keys().map(|from| (from, reached_from(arrows, from))).collect();
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for (from, there) in &reached {
        let back = |to: &&&String| reached.get(**to).is_some_and(|from_there| from_there.contains(*from));
        let circle: Vec<String> = there.iter().filter(back).map(|member| (*member).clone()).collect();
        if circle.len() > 1 && seen.insert(circle.clone()) {
            circles.push(circle);
        }
    }
    circles
}

/// All that can be reached over one arrow or more.
fn reached_from<'a>(arrows: &'a Arrows, from: &String) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&String> = arrows.get(from).into_iter().flatten().collect();
    while let Some(member) = next.pop() {
        if reached.insert(member) {
            next.extend(arrows.get(member).into_iter().flatten());
        }
    }
    reached
}
