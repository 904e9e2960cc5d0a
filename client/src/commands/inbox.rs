//! Lists what was fetched.

use std::collections::BTreeMap;

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::marks::{Merged, Stage};
use estafette_keys::message::{Kind, SectionName};
use estafette_keys::note::Place;
use estafette_keys::roster::Handle;

use super::aside::Aside;
use super::colleagues::merged;
use super::days::{Due, Reminders};
use super::due;
use super::ending::Ends;
use super::history::Answers;
use crate::failure::Cause;
use crate::publish::consent::stands_at_no;
use crate::session::Session;
use crate::vault::{
    Elsewhere, Fault, Gone, Item, Listed, Opened, ProofAnswer, ShortId, State, Vault, VaultError,
};

pub(crate) use content::Content;
pub(super) use content::content;
pub(super) use content::named;

mod content;

/// List what was fetched.
pub(crate) struct Inbox {
    /// Only this section
    pub section: Option<SectionName>,
    /// Only this kind
    pub kind: Option<Kind>,
    /// Only what is at this state
    pub state: Option<Stage>,
    /// Only what this editor holds; also: me, nobody
    pub holder: Option<Handle>,
    /// Only what has this tag
    pub tag: Option<String>,
    /// Only what arrived on this day, or later
    pub since: Option<Day>,
    /// What was published, declined or handed on too
    pub all: bool,
    /// Only what is put aside
    pub aside: bool,
}

/// What was fetched.
pub(crate) struct List {
    /// By section, then day, latest first.
    pub entries: Vec<Entry>,
    /// How many more there are that were published, declined or handed on; shown with `--all`.
    pub hidden: usize,
    /// How many more are put aside; shown with `--aside`.
    pub aside: usize,
    /// What has to be said because of a day.
    pub reminders: Reminders,
    /// Taken back by their source, or deleted by an editor, and still published.
    pub still_published: Vec<(ShortId, Gone)>,
    /// Published, though their source said no.
    pub said_no: Vec<ShortId>,
    /// Answers that wait to be sent: of these items.
    pub waiting: Vec<ShortId>,
    /// Published events that are over: to be put away.
    pub over: Vec<ShortId>,
    /// Files that are broken, each with the item it is of.
    pub broken: Vec<(ShortId, Fault)>,
    /// Where items are published whose time is over, and whose texts are gone, by this editor and by others; shown with `--all`.
    pub records: Vec<(ShortId, Vec<Place>, Vec<Elsewhere>)>,
}

impl Ends for List {}

/// One item.
pub(crate) struct Entry {
    /// Its id.
    pub id: SubmissionId,
    /// The beginning that tells it apart.
    pub short: ShortId,
    /// The section for which this editor deals with it.
    pub section: String,
    /// The section that its source chose.
    pub sent_to: String,
    /// To which others it was handed, and by whom.
    pub forwarded: Vec<(String, String)>,
    /// Those that it was handed to deal with it in this editor's place.
    pub is_handed_on: bool,
    /// The day it arrived.
    pub day: Day,
    /// Size of its sealed content.
    pub size: u64,
    /// How far it got.
    pub progress: Progress,
    /// How far it is, as editors say or as follows from what they did; `None` for what only a newer version understands.
    pub stage: Option<Stage>,
    /// What all editors of its section say of it.
    pub merged: Merged,
    /// Why it is not on the server any more.
    pub gone: Option<Gone>,
    /// The last day it opens.
    pub closes: Option<Day>,
    /// It is an answer: what it says, and of which item, where that is here.
    pub answer: Option<(ProofAnswer, Option<ShortId>)>,
    /// Which of the authors who wrote more than once; `None` for an only item.
    pub thread: Option<usize>,
    /// What it says; `None` when it does not open.
    pub content: Option<Content>,
}

/// How far an item got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Progress {
    /// Nobody read it.
    New,
    /// Read.
    Read,
    /// Answered.
    Answered,
    /// There is a draft.
    Drafted,
    /// Published.
    Published,
}

impl Progress {
    /// How far this one got.
    #[must_use]
    pub(crate) fn of(state: &State) -> Self {
        if state.is_published() {
            Self::Published
        } else if state.drafted {
            Self::Drafted
        } else if !state.replies.is_empty() {
            Self::Answered
        } else if state.read {
            Self::Read
        } else {
            Self::New
        }
    }

    /// Its name.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Read => "read",
            Self::Answered => "answered",
            Self::Drafted => "drafted",
            Self::Published => "published",
        }
    }
}

/// Runs `estafette inbox`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Inbox) -> Result<List, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let today = session.clock.today();
    let own = &keyring.secrets().handle;

    let ids = vault.ids()?;
    let All { items, states, records, broken } = all(&vault, &ids)?;
    let mut contents = vault.index(Listed::Contents);
    let threads = threads(&states);
    let answers = Answers::among(items.iter().map(Item::id).zip(&states));
    let mut list = List {
        entries: Vec::new(),
        hidden: 0,
        aside: 0,
        reminders: Reminders::default(),
        still_published: Vec::new(),
        said_no: Vec::new(),
        waiting: Vec::new(),
        over: Vec::new(),
        broken,
        records: Vec::new(),
    };
    let aside = Aside::among(&joined, own, items.iter().map(Item::id).zip(&states));
    for (item, state) in items.iter().zip(&states) {
        if asked.section.as_ref().is_some_and(|asked| state.sections().all(|section| section != asked)) {
            continue;
        }
        let is_aside = aside.has(item.id(), state);
        if is_aside != asked.aside {
            list.aside += usize::from(is_aside);
            continue;
        }
        let content = content(item, &keyring, state, &mut contents).unwrap_or_else(|error| {
            let fault = error.fault().cloned();
            list.broken.extend(fault.map(|fault| (ShortId::of_ascending(item.id(), &ids), fault)));
            None
        });
        if asked.kind.is_some() && asked.kind != content.as_ref().map(|content| content.kind) {
            continue;
        }
        let progress = Progress::of(state);
        let merged = merged(&joined, own, state);
        let stage = stage(state, &merged);
        if !asked.is_for(state.day, stage, &merged, own) {
            continue;
        }
        let short = ShortId::of_ascending(item.id(), &ids);
        if let (Progress::Published, Some(gone)) =
            (progress, state.gone.as_ref().filter(|gone| gone.is_signed()))
        {
            list.still_published.push((short.clone(), gone.clone()));
        }
        let days = content.as_ref().map(|content| content.days).unwrap_or_default();
        let asked_last = due::asked(&answers, item.id(), state);
        list.reminders.take(&short, &due::of(&joined, &keyring, state, &days, asked_last.as_ref()), today);
        if progress == Progress::Published && stands_at_no(&answers.history(item.id(), state)) {
            list.said_no.push(short.clone());
        }
        if item.waiting_reply().is_ok_and(|waiting| waiting.is_some()) {
            list.waiting.push(short.clone());
        }
        let is_over = content.as_ref().and_then(|content| content.over).is_some_and(|day| day < today);
        if progress == Progress::Published && is_over && !state.archived {
            list.over.push(short.clone());
        }
        let handed_on = !state.handed_on(&joined.roster, own).is_empty();
        let is_settled = progress == Progress::Published || stage == Some(Stage::Declined) || state.archived;
        let is_done = is_settled || handed_on;
        if is_done && !asked.all && asked.state.is_none() {
            list.hidden += 1;
            continue;
        }
        list.entries.push(Entry {
            id: item.id(),
            short,
            section: state.section_of(&joined.roster, own).as_str().to_owned(),
            sent_to: state.section.as_str().to_owned(),
            forwarded: state.handings(),
            is_handed_on: handed_on,
            day: state.day,
            size: state.size,
            progress,
            stage,
            merged,
            gone: state.gone.clone(),
            closes: Some(state.last_day(&joined.roster)),
            answer: state.answer.as_ref().map(|answer| {
                (answer.says, answers.about(answer.reply).map(|id| ShortId::of_ascending(id, &ids)))
            }),
            thread: thread(state, &threads),
            content,
        });
    }
    // Where it can't be written, the list is none the worse.
    let _ = vault.keep_index(&contents);
    add_records(records, &ids, asked, &mut list);
    list.reminders.sort();
    list.entries.sort_by(|a, b| (&a.section, b.day, a.id).cmp(&(&b.section, a.day, b.id)));
    Ok(list)
}

/// All that is here, and what stays of items whose time is over.
struct All<'a> {
    items: Vec<Item<'a>>,
    states: Vec<State>,
    records: Vec<(SubmissionId, State)>,
    broken: Vec<(ShortId, Fault)>,
}

fn all<'a>(vault: &'a Vault, ids: &[SubmissionId]) -> Result<All<'a>, Cause> {
    let mut known = vault.known()?;
    let here = known.len();
    known.extend(vault.records()?);
    let mut states = vault.states(&known);
    let records = known.split_off(here).into_iter().zip(states.split_off(here));
    let records = records.filter_map(|(record, state)| Some((record.id(), state.ok()?))).collect();
    let mut all = All { items: Vec::new(), states: Vec::new(), records, broken: Vec::new() };
    for (item, state) in known.into_iter().zip(states) {
        match state {
            Ok(state) => {
                all.items.push(item);
                all.states.push(state);
            }
            // It keeps no other from being shown.
            Err(VaultError::Broken(fault)) => all.broken.push((ShortId::of_ascending(item.id(), ids), fault)),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(all)
}

/// What stays of items whose time is over.
fn add_records(records: Vec<(SubmissionId, State)>, ids: &[SubmissionId], asked: &Inbox, list: &mut List) {
    for (id, state) in records {
        if asked.section.as_ref().is_some_and(|asked| state.sections().all(|section| section != asked)) {
            continue;
        }
        let short = ShortId::of_ascending(id, ids);
        if let Some(gone) = state.gone.as_ref().filter(|gone| gone.is_signed() && state.is_published()) {
            list.still_published.push((short.clone(), gone.clone()));
        }
        if let Some(day) = state.missed.filter(|_| !due::is_settled(&state)) {
            list.reminders.take(&short, &[(Due::Missed, day)], day);
        }
        if asked.all {
            list.records.push((short, state.places(), state.elsewhere));
        }
    }
}

impl Inbox {
    /// Whether this is what was asked for.
    fn is_for(&self, day: Day, stage: Option<Stage>, merged: &Merged, own: &Handle) -> bool {
        let holds = |handle: &str| merged.holders.iter().any(|held| held.editor == handle);
        let is_holder = match self.holder.as_ref().map(Handle::as_str) {
            None => true,
            Some("nobody") => merged.holders.is_empty(),
            Some("me") => holds(own.as_str()),
            Some(handle) => holds(handle),
        };
        is_holder
            && self.state.is_none_or(|asked| stage == Some(asked))
            && self.tag.as_ref().is_none_or(|tag| merged.tags.contains(&tag.trim().to_lowercase()))
            && self.since.is_none_or(|since| day >= since)
    }
}

/// How far an item is: as the editors say; but what was published since is published. Where nobody said, it follows from what they did.
pub(super) fn stage(state: &State, merged: &Merged) -> Option<Stage> {
    let others = state.elsewhere.iter().flat_map(|other| &other.places);
    let published = state.places().iter().chain(others).filter_map(|place| place.since).max();
    match &merged.stage {
        Some(said) if !state.is_published() || published.is_none_or(|day| said.day > day) => said.stage,
        _ if state.is_published() => Some(Stage::Published),
        _ => {
            let is_begun = state.drafted || !state.replies.is_empty() || !merged.holders.is_empty();
            let is_at_it = is_begun || state.elsewhere.iter().any(Elsewhere::is_at_it);
            Some(if is_at_it { Stage::InProgress } else { Stage::New })
        }
    }
}

/// Authors of more than one item, numbered.
fn threads(states: &[State]) -> BTreeMap<&str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for state in states {
        if let Opened::By(author) = &state.opened {
            *counts.entry(author).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(author, _)| author).zip(1..).collect()
}

fn thread(state: &State, threads: &BTreeMap<&str, usize>) -> Option<usize> {
    match &state.opened {
        Opened::By(author) => threads.get(author.as_str()).copied(),
        Opened::Untried | Opened::Refused => None,
    }
}
