//! What all editors' marks say together. It depends on the marks alone: not on when they arrived, how often, or in which order.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mark, Marks, Of, Says, Stage, TAGS_MAX, mark_id};
use crate::day::Day;
use crate::ids::{CommentId, MarkId};

/// One editor's marks, as they were read.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The editor's handle.
    pub editor: &'a str,
    /// Who passed it on, where it was not read in a note of that editor's own.
    pub by: Option<&'a str>,
    /// What they say.
    pub marks: &'a Marks,
}

/// What all say together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Who holds it. More than one where they took it before they had read of each other; the first is who has it if nobody
    /// lets go.
    pub holders: Vec<Held>,
    /// How far it is; `None` where nobody said.
    pub stage: Option<Staged>,
    /// Its tags.
    pub tags: BTreeSet<String>,
    /// That what further comes from its author is put aside.
    pub blocked: Option<Blocked>,
    /// Comments, in the order in which they were read.
    pub comments: Vec<Comment>,
    /// Somebody says something that only a newer version understands.
    pub is_newer: bool,
    at: u64,
    own_at: u64,
    holder_marks: Vec<(MarkId, Option<String>)>,
    stage_marks: Vec<MarkId>,
    tag_marks: BTreeMap<String, Vec<MarkId>>,
    block_marks: Vec<MarkId>,
}

/// Who holds an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The editor who holds it.
    pub editor: String,
    /// Who says so: the same one, or whoever gave it to them.
    pub given_by: String,
    /// Since when.
    pub day: Day,
    /// Who passed this on, where it was not read first hand.
    pub by: Option<String>,
}

/// How far an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// `None` for one that a newer version added.
    pub stage: Option<Stage>,
    /// Why.
    pub reason: Option<String>,
    /// Who said so.
    pub editor: String,
    /// When.
    pub day: Day,
    /// Who passed this on, where it was not read first hand.
    pub by: Option<String>,
}

/// Who had what further comes from an author put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// Who said so.
    pub editor: String,
    /// Since when.
    pub day: Day,
    /// Who passed this on, where it was not read first hand.
    pub by: Option<String>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// Who wrote it.
    pub editor: String,
    /// When.
    pub day: Day,
    /// What it says.
    pub text: String,
    /// Who passed this on, where it was not read first hand.
    pub by: Option<String>,
    at: u64,
}

/// One editor's marks, joined.
struct Part<'a> {
    editor: &'a str,
    by: Option<&'a str>,
    marks: Marks,
}

/// Merges what all editors say of an item. `own` is who reads it; `is_here` says who is an editor of the section: nobody else holds
/// anything.
///
/// What was passed on counts where nothing of its author was read first hand, and for `own`, who may have lost what they had.
#[must_use]
pub fn merged(said: &[Said<'_>], own: &str, is_here: impl Fn(&str) -> bool) -> Merged {
    let parts = parts(said, own);
    let is_newer = |marks: &Marks| {
        let stage = marks.stage.as_ref().map(|mark| mark.newer.is_empty() && mark.is.newer.is_empty());
        let holder = marks.holder.as_ref().map(|mark| mark.newer.is_empty());
        let mut tags = marks.tags.values().chain(&marks.blocked).map(|mark| mark.newer.is_empty());
        let mut comments = marks.comments.iter().map(|one| one.newer.is_empty());
        !marks.newer.is_empty()
            || stage == Some(false)
            || holder == Some(false)
            || tags.any(|known| !known)
            || comments.any(|known| !known)
    };
    let mut merged = Merged {
        is_newer: parts.iter().any(|part| is_newer(&part.marks)),
        at: parts.iter().map(|part| part.marks.at()).max().unwrap_or_default(),
        own_at: parts.iter().find(|part| part.editor == own).map(|part| part.marks.at()).unwrap_or_default(),
        ..Merged::default()
    };

    let holders =
        standing(Of::Holder, parts.iter().filter_map(|part| Some((part, part.marks.holder.as_ref()?))));
    merged.holder_marks = holders.iter().map(|one| (one.id, one.mark.is.clone())).collect();
    for one in holders.iter().filter(|one| one.stands) {
        let held = one.mark.is.as_deref().filter(|to| is_here(to));
        if let Some(to) = held.filter(|to| merged.holders.iter().all(|held| held.editor != *to)) {
            merged.holders.push(Held {
                editor: to.to_owned(),
                given_by: one.part.editor.to_owned(),
                day: one.mark.day,
                by: one.part.by.map(str::to_owned),
            });
        }
    }

    let stages =
        standing(Of::Stage, parts.iter().filter_map(|part| Some((part, part.marks.stage.as_ref()?))));
    merged.stage_marks = stages.iter().map(|one| one.id).collect();
    merged.stage = stages.iter().find(|one| one.stands).map(|one| Staged {
        stage: one.mark.is.stage.parse().ok(),
        reason: one.mark.is.reason.clone(),
        editor: one.part.editor.to_owned(),
        day: one.mark.day,
        by: one.part.by.map(str::to_owned),
    });

    let names: BTreeSet<&str> =
        parts.iter().flat_map(|part| part.marks.tags.keys()).map(String::as_str).collect();
    for name in names {
        let marks = parts.iter().filter_map(|part| Some((part, part.marks.tags.get(name)?)));
        let tags = standing(Of::Tag(name), marks);
        if tags.iter().find(|one| one.stands).is_some_and(|one| one.mark.is) && merged.tags.len() < TAGS_MAX {
            merged.tags.insert(name.to_owned());
        }
        merged.tag_marks.insert(name.to_owned(), tags.iter().map(|one| one.id).collect());
    }

    let blocks =
        standing(Of::Blocked, parts.iter().filter_map(|part| Some((part, part.marks.blocked.as_ref()?))));
    // Whoever takes it back takes back what they had read, and no other's.
    merged.block_marks = blocks.iter().map(|one| one.id).collect();
    merged.blocked = blocks.iter().find(|one| one.stands && one.mark.is).map(|one| Blocked {
        editor: one.part.editor.to_owned(),
        day: one.mark.day,
        by: one.part.by.map(str::to_owned),
    });

    merged.comments = comments(&parts);
    merged
}

impl Merged {
    /// The highest counter that was read.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// The highest counter of whoever reads it.
    pub(super) fn own_at(&self) -> u64 {
        self.own_at
    }

    /// What was said of who holds it.
    pub(super) fn holders_seen(&self) -> Vec<MarkId> {
        self.holder_marks.iter().map(|(id, _)| *id).collect()
    }

    /// What gives it to this editor.
    pub(super) fn given_to(&self, editor: &str) -> Vec<MarkId> {
        let given = self.holder_marks.iter().filter(|(_, to)| to.as_deref() == Some(editor));
        given.map(|(id, _)| *id).collect()
    }

    /// What was said of how far it is.
    pub(super) fn stages_seen(&self) -> Vec<MarkId> {
        self.stage_marks.clone()
    }

    /// What was said of putting its thread aside.
    pub(super) fn blocks_seen(&self) -> Vec<MarkId> {
        self.block_marks.clone()
    }

    /// What was said of a tag.
    pub(super) fn tags_seen(&self, tag: &str) -> Vec<MarkId> {
        self.tag_marks.get(tag).cloned().unwrap_or_default()
    }
}

/// Each editor once; those of whom only others told once as well, by the first of those others.
fn parts<'a>(said: &[Said<'a>], own: &str) -> Vec<Part<'a>> {
    let mut first_hand: BTreeMap<&'a str, Marks> = BTreeMap::new();
    let mut passed_on: BTreeMap<&'a str, (&'a str, Marks)> = BTreeMap::new();
    for one in said.iter().filter(|one| !one.marks.is_empty()) {
        match one.by {
            None => first_hand.entry(one.editor).or_default().join(one.marks),
            Some(by) => {
                let (first, marks) = passed_on.entry(one.editor).or_insert_with(|| (by, Marks::default()));
                *first = by.min(first);
                marks.join(one.marks);
            }
        }
    }
    // What this editor lost, and says no more themselves, is theirs all the same.
    if let (Some(here), Some((_, told))) = (first_hand.get_mut(own), passed_on.get(own)) {
        here.join(told);
    }
    passed_on.retain(|editor, _| !first_hand.contains_key(editor));
    let passed_on = passed_on.into_iter().map(|(editor, (by, marks))| Part { editor, by: Some(by), marks });
    first_hand.into_iter().map(|(editor, marks)| Part { editor, by: None, marks }).chain(passed_on).collect()
}

/// One mark among those on the same thing.
struct Standing<'a, V> {
    part: &'a Part<'a>,
    mark: &'a Mark<V>,
    id: MarkId,
    /// None of the others takes its place.
    stands: bool,
}

/// Marks on one thing, the winner first among those that stand: whoever had read another's mark takes its place; among those that
/// had not read of each other, the higher counter wins, then the handle that is later in byte order.
fn standing<'a, V: Says>(
    of: Of<'_>,
    marks: impl Iterator<Item = (&'a Part<'a>, &'a Mark<V>)>,
) -> Vec<Standing<'a, V>> {
    let mut all: Vec<Standing<'a, V>> = marks
        .map(|(part, mark)| Standing { part, mark, id: mark_id(mark, of, part.editor), stands: true })
        .collect();
    let over: BTreeSet<MarkId> = all.iter().flat_map(|one| one.mark.over.iter().copied()).collect();
    for one in &mut all {
        one.stands = !over.contains(&one.id);
    }
    all.sort_by(|a, b| (b.stands, b.mark.at, b.part.editor).cmp(&(a.stands, a.mark.at, a.part.editor)));
    all
}

fn comments(parts: &[Part<'_>]) -> Vec<Comment> {
    let of = |part: &Part<'_>, one: &super::Comment| Comment {
        id: one.id,
        editor: part.editor.to_owned(),
        day: one.day,
        text: one.text.clone(),
        by: part.by.map(str::to_owned),
        at: one.at,
    };
    let each = parts.iter().flat_map(|part| part.marks.comments.iter().map(move |one| of(part, one)));
    let mut comments: Vec<Comment> = each.collect();
    comments.sort_by(|a, b| (a.at, &a.editor, a.id).cmp(&(b.at, &b.editor, b.id)));
    comments
}
