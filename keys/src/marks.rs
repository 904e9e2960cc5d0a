//! How an editor marks an item: who holds it, how far it is, tags, comments, and that its thread is put aside. Each editor's marks are their own part of what all
//! editors' notes say together, and say the latest of each thing only. `FORMAT.md` §12.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::day::Day;
use crate::ids::{CommentId, MarkId};
use crate::labels::MARK_ID;
use crate::note::Newer;

pub use merged::{Blocked, Comment as Commented, Held, Merged, Said, Staged as StageSaid, merged};
pub use stage::{Stage, StageError};

mod merged;
mod stage;

/// The longest tag, in characters.
pub const TAG_MAX: usize = 40;
/// An editor says something of so many tags of an item.
pub const TAGS_MAX: usize = 50;
/// The longest reason, in characters.
pub const REASON_MAX: usize = 300;
/// The longest comment, in characters.
pub const COMMENT_MAX: usize = 1000;
/// An editor has so many comments on an item.
pub const COMMENTS_MAX: usize = 50;
/// A mark names at most so many that it takes the place of.
const OVER_MAX: usize = 64;
/// The longest name of a holder or of a stage.
const NAME_MAX: usize = 32;
/// A counter that every reader of JSON holds exactly.
const AT_MAX: u64 = (1 << 53) - 1;
/// A counter goes on from the highest that was read, but not by more than this from its author's own: whoever writes a huge one
/// does not use up what there is for the others.
const AT_JUMP: u64 = 1000;

/// What one editor says of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Who holds it: the handle of an editor, or nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Mark<Option<String>>>,
    /// How far it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Mark<Staged>>,
    /// Tags, each given or taken away.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, Mark<bool>>,
    /// Whether what further comes from its author is put aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Mark<bool>>,
    /// Comments, in the order of their counters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// What a newer version added.
    #[serde(flatten)]
    pub newer: Newer,
}

/// One thing that an editor says; their next word on the same thing takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark<V> {
    /// More than that of any mark on the item which its author had read.
    pub at: u64,
    /// When.
    pub day: Day,
    /// The other editors' marks on the same thing that its author had read: it takes their place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<MarkId>,
    /// What it says.
    pub is: V,
    /// What a newer version added.
    #[serde(flatten)]
    pub newer: Newer,
}

/// How far an item is, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staged {
    /// The name of a [`Stage`], or one that a newer version added.
    pub stage: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What a newer version added.
    #[serde(flatten)]
    pub newer: Newer,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its random id: it is one comment, however often it comes.
    pub id: CommentId,
    /// As of a [`Mark`].
    pub at: u64,
    /// When.
    pub day: Day,
    /// What it says.
    pub text: String,
    /// What a newer version added.
    #[serde(flatten)]
    pub newer: Newer,
}

/// What a mark is about: of two with the same counter, their authors' words on one thing alone take each other's place.
#[derive(Debug, Clone, Copy)]
enum Of<'a> {
    Holder,
    Stage,
    Tag(&'a str),
    Blocked,
}

/// What goes into a mark's id of what it says.
trait Says {
    fn parts(&self) -> Vec<&str>;
}

impl Says for Option<String> {
    fn parts(&self) -> Vec<&str> {
        self.iter().map(String::as_str).collect()
    }
}

impl Says for Staged {
    fn parts(&self) -> Vec<&str> {
        std::iter::once(self.stage.as_str()).chain(self.reason.as_deref()).collect()
    }
}

impl Says for bool {
    fn parts(&self) -> Vec<&str> {
        vec![if *self { "on" } else { "off" }]
    }
}

impl<V> Mark<V> {
    fn is_bounded(&self) -> bool {
        is_counter(self.at) && self.over.len() <= OVER_MAX
    }
}

impl<V: Serialize> Mark<V> {
    /// Of two marks of one editor on one thing: which one is the latter, whatever order they arrived in.
    fn after(&self, other: &Self) -> bool {
        let text = |mark: &Self| serde_json::to_string(mark).unwrap_or_default();
        let by_counter = (self.at, self.day).cmp(&(other.at, other.day));
        by_counter.then_with(|| text(self).cmp(&text(other))) == Ordering::Greater
    }
}

impl Marks {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same without what is longer, or more, than a writer of this version would write.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        let is_name = |name: &str| !name.is_empty() && name.chars().count() <= NAME_MAX;
        self.holder = self.holder.filter(|mark| mark.is_bounded() && mark.is.as_deref().is_none_or(is_name));
        self.stage = self.stage.filter(|mark| {
            let reason = mark.is.reason.as_deref().unwrap_or_default();
            mark.is_bounded() && is_name(&mark.is.stage) && reason.chars().count() <= REASON_MAX
        });
        self.tags.retain(|tag, mark| mark.is_bounded() && !tag.is_empty() && tag.chars().count() <= TAG_MAX);
        self.blocked = self.blocked.filter(Mark::is_bounded);
        self.comments.retain(|one| is_counter(one.at) && one.text.chars().count() <= COMMENT_MAX);
        let mut comments = Vec::new();
        for comment in std::mem::take(&mut self.comments) {
            join_comment(&mut comments, comment);
        }
        self.comments = comments;
        self.newest(COMMENTS_MAX, TAGS_MAX)
    }

    /// The same with so many comments and tags at most, the newest.
    #[must_use]
    pub fn newest(mut self, comments: usize, tags: usize) -> Self {
        self.comments.sort_by_key(|one| (one.at, one.id));
        self.comments.drain(..self.comments.len().saturating_sub(comments));
        if self.tags.len() > tags {
            let mut by_age: Vec<(u64, String)> =
                self.tags.iter().map(|(tag, mark)| (mark.at, tag.clone())).collect();
            by_age.sort_unstable();
            by_age.truncate(self.tags.len() - tags);
            for (_, tag) in by_age {
                self.tags.remove(&tag);
            }
        }
        self
    }

    /// Adds what the same editor said in another note, whichever of the two came first: of each thing the later word stays.
    pub fn join(&mut self, other: &Self) {
        join(&mut self.holder, other.holder.as_ref());
        join(&mut self.stage, other.stage.as_ref());
        join(&mut self.blocked, other.blocked.as_ref());
        for (tag, mark) in &other.tags {
            let mut own = self.tags.remove(tag);
            join(&mut own, Some(mark));
            self.tags.extend(own.map(|own| (tag.clone(), own)));
        }
        for comment in &other.comments {
            join_comment(&mut self.comments, comment.clone());
        }
        self.newer.join(&other.newer);
        *self = std::mem::take(self).newest(COMMENTS_MAX, TAGS_MAX);
    }

    /// The highest counter.
    #[must_use]
    pub fn at(&self) -> u64 {
        let marks = self.holder.iter().map(|mark| mark.at).chain(self.stage.iter().map(|mark| mark.at));
        let tags = self.tags.values().chain(&self.blocked).map(|mark| mark.at);
        marks.chain(tags).chain(self.comments.iter().map(|one| one.at)).max().unwrap_or_default()
    }

    /// Gives the item to an editor, or to nobody.
    pub fn hold(&mut self, seen: &Merged, to: Option<&str>, day: Day) {
        let over = seen.holders_seen();
        self.holder = Some(self.next(seen, over, day, to.map(str::to_owned)));
    }

    /// Lets go of it: of what this editor, whose handle is given, took, and of what was given to them. What others hold stays.
    pub fn let_go(&mut self, seen: &Merged, own: &str, day: Day) {
        let mut over = self.holder.as_ref().map(|mark| mark.over.clone()).unwrap_or_default();
        over.extend(seen.given_to(own));
        over.sort_unstable();
        over.dedup();
        self.holder = Some(self.next(seen, over, day, None));
    }

    /// Says how far it is.
    pub fn put_at(&mut self, seen: &Merged, stage: Stage, reason: Option<String>, day: Day) {
        let staged = Staged { stage: stage.name().to_owned(), reason, newer: Newer::default() };
        self.stage = Some(self.next(seen, seen.stages_seen(), day, staged));
    }

    /// Gives it a tag, or takes one away.
    pub fn tag(&mut self, seen: &Merged, tag: &str, is_on: bool, day: Day) {
        let mark = self.next(seen, seen.tags_seen(tag), day, is_on);
        self.tags.insert(tag.to_owned(), mark);
    }

    /// Has what further comes from its author put aside, or no more.
    pub fn block(&mut self, seen: &Merged, is_on: bool, day: Day) {
        self.blocked = Some(self.next(seen, seen.blocks_seen(), day, is_on));
    }

    /// What those may hear who do not read the section: who holds it and how far it is, but no word that was written for its editors.
    #[must_use]
    pub fn without_words(&self) -> Self {
        let stage = self.stage.clone().filter(|mark| mark.is.reason.is_none());
        Self { holder: self.holder.clone(), stage, ..Self::default() }
    }

    /// Comments on it.
    pub fn comment(&mut self, seen: &Merged, id: CommentId, text: String, day: Day) {
        let at = self.next_at(seen);
        self.comments.push(Comment { id, at, day, text, newer: Newer::default() });
    }

    fn next<V>(&self, seen: &Merged, mut over: Vec<MarkId>, day: Day, is: V) -> Mark<V> {
        over.truncate(OVER_MAX);
        Mark { at: self.next_at(seen), day, over, is, newer: Newer::default() }
    }

    /// Beyond what was read, but not far beyond this editor's own: see [`AT_JUMP`].
    fn next_at(&self, seen: &Merged) -> u64 {
        let own = self.at().max(seen.own_at());
        (seen.at() + 1).min(own + AT_JUMP).max(own + 1).min(AT_MAX)
    }
}

/// The hash of whose it is and all that it says. As `over` is part of it, no two marks can name each other.
fn mark_id<V: Says>(mark: &Mark<V>, of: Of<'_>, editor: &str) -> MarkId {
    let (thing, tag) = match of {
        Of::Holder => ("holder", ""),
        Of::Stage => ("stage", ""),
        Of::Tag(tag) => ("tag", tag),
        Of::Blocked => ("blocked", ""),
    };
    let (at, day) = (mark.at.to_string(), mark.day.to_string());
    let over = mark.over.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let mut hash = Sha256::new_with_prefix(MARK_ID);
    let says = mark.is.parts();
    for part in [thing, tag, editor, &at, &day, &over].into_iter().chain(says) {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    let mut id = [0; 16];
    for (byte, hashed) in id.iter_mut().zip(hash.finalize()) {
        *byte = hashed;
    }
    MarkId::from_bytes(id)
}

fn is_counter(at: u64) -> bool {
    (1..=AT_MAX).contains(&at)
}

fn join<V: Clone + Serialize>(own: &mut Option<Mark<V>>, other: Option<&Mark<V>>) {
    if let Some(other) = other
        && own.as_ref().is_none_or(|own| other.after(own))
    {
        *own = Some(other.clone());
    }
}

/// A comment that came twice, and differs, is the later one of the two.
fn join_comment(comments: &mut Vec<Comment>, comment: Comment) {
    let order = |one: &Comment| (one.at, one.day, one.text.clone(), serde_json::to_string(&one.newer).ok());
    match comments.iter_mut().find(|one| one.id == comment.id) {
        Some(own) if order(&comment) > order(own) => *own = comment,
        Some(_) => {}
        None => comments.push(comment),
    }
}
