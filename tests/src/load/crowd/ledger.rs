//! What was sent, what was answered, and whether both agree with what is there.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Mutex, MutexGuard};

use estafette_keys::source::Stretcher;

use super::letter::{Letter, Way};
use crate::editor::{Editor, Opened};
use crate::load::honest::Named;
use crate::stack::Stack;

/// What the crowd sent.
pub struct Ledger {
    entries: Mutex<BTreeMap<String, Entry>>,
    moment: Box<dyn Fn() -> u64 + Send + Sync>,
}

struct Entry {
    letter: Letter,
    fate: Fate,
    /// The ids that it may have, once somebody asked.
    ids: Option<Vec<String>>,
}

/// What somebody was told.
pub(super) enum Fate {
    /// Nothing, or nothing yet.
    Unanswered,
    /// That it was not kept, and how that was said.
    Refused(String),
    /// That it has arrived, at this moment.
    Answered { named: Option<Named>, moment: u64 },
}

impl Entry {
    /// Whether who holds the codename, or the id, finds the submission: as the first of a day, which may have been another when the
    /// form was asked for.
    fn leads_to(&mut self, id: &str, stack: &Stack, stretcher: &mut Stretcher) -> bool {
        let Fate::Answered { named: Some(named), .. } = &self.fate else { return true };
        let ids = self.ids.get_or_insert_with(|| match named {
            Named::Id(id) => vec![id.to_string()],
            Named::Codename(codename, day) => {
                let keys = stretcher.stretch(codename, stack.instance);
                let days = [-1, 0, 1].into_iter().map(|later| day.plus_days(later));
                days.map(|day| keys.withdrawal(day, 0).submission().to_string()).collect()
            }
        });
        ids.iter().any(|one| one == id)
    }
}

/// What is there, compared with what was sent.
#[derive(Debug, Default)]
pub struct Verdict {
    /// How many were told that it had arrived, by the way that it was sent.
    pub answered: BTreeMap<Way, usize>,
    /// How many were told nothing, and their text is not there.
    pub unanswered_absent: usize,
    /// How many were told nothing, and their text is there, whole.
    pub unanswered_there: usize,
    /// How many were refused, by what they were told.
    pub refused: BTreeMap<String, usize>,
    /// How many were refused, and their text is there all the same, whole.
    pub refused_there: usize,
    /// Whatever must not be.
    pub faults: Vec<String>,
}

impl Ledger {
    pub(super) fn new(moment: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        Self { entries: Mutex::default(), moment: Box::new(moment) }
    }

    pub(super) fn moment(&self) -> u64 {
        (self.moment)()
    }

    pub(super) fn begins(&self, letter: Letter) {
        let entry = Entry { letter, fate: Fate::Unanswered, ids: None };
        self.lock().insert(entry.letter.name.clone(), entry);
    }

    /// `None`: it did not go out.
    pub(super) fn ended(&self, name: &str, fate: Option<Fate>) {
        let mut entries = self.lock();
        match fate {
            Some(fate) => entries.get_mut(name).expect("it was begun").fate = fate,
            None => drop(entries.remove(name)),
        }
    }

    /// How many were told that it had arrived.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.answered_until(u64::MAX)
    }

    /// How many were told so until this moment.
    #[must_use]
    pub fn answered_until(&self, until: u64) -> usize {
        let was = |entry: &&Entry| matches!(entry.fate, Fate::Answered { moment, .. } if moment <= until);
        self.lock().values().filter(was).count()
    }

    /// How many were refused.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.lock().values().filter(|entry| matches!(entry.fate, Fate::Refused(_))).count()
    }

    /// Opens all that is there, as an editor. What was answered until this moment must be there; nothing may be there in part, or
    /// twice, or without having been sent.
    #[must_use]
    pub fn compare(&self, stack: &Stack, until: u64) -> Verdict {
        let (mut verdict, mut there) = (Verdict::default(), HashMap::new());
        let mut entries = self.lock();
        let [anna, bruno] = [0, 1].map(|which| Editor::log_in(stack, which));
        let (listed, also): (Vec<_>, Vec<_>) = (anna.list(), bruno.list());
        if listed.len() != also.len() {
            verdict.faults.push(format!("{} for anna, {} for bruno", listed.len(), also.len()));
        }
        for item in &listed {
            let (id, opened) = (item["id"].as_str().expect("an id").to_owned(), anna.open(item));
            let name = Letter::named(&opened.text).unwrap_or_default().to_owned();
            match entries.get(&name) {
                None => verdict.faults.push(format!("nobody sent {id}: {name}")),
                Some(entry) if !is_whole(&entry.letter, &opened) => {
                    verdict.faults.push(format!("{name} is there, but not as it was sent"));
                }
                Some(_) => {}
            }
            if there.insert(name.clone(), id).is_some() {
                verdict.faults.push(format!("{name} is there twice"));
            }
        }
        let mut stretcher = Stretcher::new();
        for (name, entry) in entries.iter_mut() {
            match (&entry.fate, there.get(name)) {
                (Fate::Answered { .. }, Some(id)) => {
                    *verdict.answered.entry(entry.letter.way).or_default() += 1;
                    if !entry.leads_to(id, stack, &mut stretcher) {
                        verdict.faults.push(format!("the codename of {name} does not lead to it"));
                    }
                }
                (Fate::Answered { moment, .. }, None) if *moment <= until => {
                    *verdict.answered.entry(entry.letter.way).or_default() += 1;
                    verdict.faults.push(format!("{name} was answered and is not there"));
                }
                (Fate::Refused(how), there) => {
                    *verdict.refused.entry(how.clone()).or_default() += 1;
                    verdict.refused_there += usize::from(there.is_some());
                }
                (_, Some(_)) => verdict.unanswered_there += 1,
                (_, None) => verdict.unanswered_absent += 1,
            }
        }
        verdict
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Entry>> {
        self.entries.lock().expect("nobody panics with it")
    }
}

fn is_whole(letter: &Letter, opened: &Opened) -> bool {
    let photo = match opened.files.as_slice() {
        [] => Vec::new(),
        [(_, _, bytes)] => bytes.clone(),
        _ => return false,
    };
    opened.text.trim() == letter.text().trim() && photo == letter.photo()
}

impl Verdict {
    /// How many were told that it had arrived, in whatever way they sent it.
    #[must_use]
    pub fn all_answered(&self) -> usize {
        self.answered.values().sum()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list =
            |counts: Vec<String>| if counts.is_empty() { "none".to_owned() } else { counts.join(", ") };
        let answered = self.answered.iter().map(|(way, count)| format!("{way:?} {count}")).collect();
        let refused = self.refused.iter().map(|(how, count)| format!("{count} × {how}")).collect();
        writeln!(f, "answered    {} ({})", self.all_answered(), list(answered))?;
        let (absent, there) = (self.unanswered_absent, self.unanswered_there);
        writeln!(f, "unanswered  {} ({absent} absent, {there} there and whole)", absent + there)?;
        writeln!(f, "refused     {}; {} there all the same", list(refused), self.refused_there)?;
        writeln!(f, "faults      {}", list(self.faults.clone()))
    }
}
