//! The desk, drawn: a line at the top, what is worked on, what is told or typed, and the keys.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Text};
use ratatui::widgets::{Block, Clear, Padding, Paragraph};

use super::board::{Asked, Board, Busy, Page, Typing};
use super::styled::{line, lines};
use crate::terminal::shortened;
use crate::words::key;

/// What is told has so many lines at most.
const TOLD_MAX: usize = 6;
/// What marks an item, and the item in hand: where there is no colour, too.
const GUTTER: usize = 2;

/// Where the inbox's lines begin, and the first of them that is shown: what a click on a line means.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) top: u16,
    pub(super) first: usize,
}

/// How wide texts are set in a terminal of this width.
#[must_use]
pub(super) fn width_in(cells: u16) -> usize {
    usize::from(cells).saturating_sub(GUTTER).max(1)
}

/// Draws all of it.
pub(super) fn draw(frame: &mut Frame<'_>, board: &mut Board) -> Place {
    let area = frame.area();
    if board.locked.is_some() {
        locked(frame, board);
        return Place::default();
    }
    let told = lines(&board.told, usize::from(area.width).max(1));
    let foot = if board.typing.is_some() { 1 } else { told.len().min(TOLD_MAX) };
    let foot = if board.told.is_empty() && board.typing.is_none() { 0 } else { foot };
    let foot = u16::try_from(foot).unwrap_or_default();
    let rows = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(foot),
        Constraint::Length(1),
    ]);
    let [top, middle, told_in, keys] = rows.areas(area);
    frame.render_widget(Paragraph::new(title(board, top.width)).style(reversed()), top);
    let place = if board.pages.is_empty() { inbox(frame, board, middle) } else { page(frame, board, middle) };
    match &board.typing {
        Some(typing) => typed(frame, board, typing, told_in),
        None => frame.render_widget(Paragraph::new(Text::from(told)), told_in),
    }
    frame.render_widget(Paragraph::new(hints(board, keys.width)).style(dim()), keys);
    if let Some((_, asked)) = board.asked.front() {
        let scrolled = question(frame, board, asked, area);
        if let Some((_, Asked::Question(_, at))) = board.asked.front_mut() {
            *at = (*at).min(scrolled);
        }
    }
    place
}

fn reversed() -> Style {
    Style::default().add_modifier(Modifier::REVERSED)
}

fn dim() -> Style {
    Style::default().add_modifier(Modifier::DIM)
}

fn title(board: &Board, width: u16) -> Line<'static> {
    let words = board.words();
    let left = if let Some(page) = board.pages.last() {
        format!(" estafette · {}", crate::terminal::inline(&page.title))
    } else {
        let (shown, of) = board.listing.count();
        let counts = [("shown", shown.into()), ("count", of.into())];
        let key = if shown == of { key!("desk-title") } else { key!("desk-title-narrowed") };
        format!(" estafette · {}", words.say(key, &counts))
    };
    let busy: Vec<String> = board.busy.iter().filter_map(|queue| queue.front()).map(under_way).collect();
    let right = if busy.is_empty() { String::new() } else { format!("{} ", busy.join("  ")) };
    let room = usize::from(width);
    let left =
        shortened(&left, room.saturating_sub(unicode_width::UnicodeWidthStr::width(right.as_str()) + 1));
    let gap = room.saturating_sub(
        unicode_width::UnicodeWidthStr::width(left.as_str())
            + unicode_width::UnicodeWidthStr::width(right.as_str()),
    );
    Line::from(format!("{left}{}{right}", " ".repeat(gap)))
}

fn under_way(busy: &Busy) -> String {
    match &busy.progress {
        Some((label, Some(percent))) if label.is_empty() => format!("{} {percent} %", busy.verb),
        Some((label, Some(percent))) => format!("{} · {label} {percent} %", busy.verb),
        Some((label, None)) => format!("{} · {label}", busy.verb),
        None => format!("{}…", busy.verb),
    }
}

fn inbox(frame: &mut Frame<'_>, board: &mut Board, area: Rect) -> Place {
    let [head, below] = Layout::vertical([Constraint::Length(1), Constraint::Min(1)]).areas(area);
    let room = usize::from(below.height);
    board.room = room;
    let words = board.words();
    if board.listing.count().0 == 0 {
        let key = match board.listing.list() {
            None => key!("desk-opening"),
            Some(list) if list.entries.is_empty() => key!("desk-empty"),
            Some(_) => key!("desk-nothing-narrowed"),
        };
        let text = lines(&words.say(key, &[]), usize::from(below.width).saturating_sub(GUTTER));
        let block = Block::new().padding(Padding::new(2, 0, 1, 0));
        frame.render_widget(Paragraph::new(Text::from(text)).block(block), below);
        return Place::default();
    }
    frame.render_widget(Paragraph::new(format!("  {}", board.listing.head())).style(dim()), head);
    // The item in hand stands in the middle, but at both ends of the list.
    let (count, _) = board.listing.count();
    let first = board.listing.at().saturating_sub(room / 2).min(count.saturating_sub(room));
    let shown = board.listing.lines().skip(first).take(room).map(|(text, is_in_hand, is_marked)| {
        let gutter = match (is_in_hand, is_marked) {
            (true, true) => ">*",
            (true, false) => "> ",
            (false, true) => " *",
            (false, false) => "  ",
        };
        let mut row = line(text);
        row.alignment = None;
        row.spans.insert(0, gutter.into());
        if is_in_hand { row.style(reversed()) } else { row }
    });
    let shown: Vec<Line<'_>> = shown.collect();
    frame.render_widget(Paragraph::new(shown), below);
    Place { top: below.y, first }
}

fn page(frame: &mut Frame<'_>, board: &mut Board, area: Rect) -> Place {
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    let room = usize::from(area.height);
    board.room = room.saturating_sub(1).max(1);
    let Some(Page { text, at, .. }) = board.pages.last_mut() else { return Place::default() };
    let all = lines(text, usize::from(area.width).saturating_sub(1));
    *at = (*at).min(all.len().saturating_sub(room));
    let shown: Vec<Line<'_>> = all.into_iter().skip(*at).take(room).collect();
    frame.render_widget(Paragraph::new(shown), area);
    Place::default()
}

fn typed(frame: &mut Frame<'_>, board: &Board, typing: &Typing, area: Rect) {
    let (sign, line) = match typing {
        Typing::Command(line) => (":", line),
        Typing::Narrow(line) => ("/", line),
    };
    let (shown, at) = line.shown(usize::from(area.width).saturating_sub(2));
    // What is pasted is as foreign as what is read.
    frame.render_widget(Paragraph::new(format!("{sign}{}", crate::terminal::block(&shown))), area);
    if !board.is_asked() {
        let at = u16::try_from(at).unwrap_or_default().saturating_add(1);
        frame.set_cursor_position(Position::new(area.x.saturating_add(at), area.y));
    }
}

fn hints(board: &Board, width: u16) -> String {
    let key = match (&board.typing, board.pages.last()) {
        (Some(Typing::Command(_)), _) => key!("desk-hints-command"),
        (Some(Typing::Narrow(_)), _) => key!("desk-hints-narrow"),
        (None, None) => key!("desk-hints-inbox"),
        (None, Some(page)) if page.is_item => key!("desk-hints-item"),
        (None, Some(_)) => key!("desk-hints-page"),
    };
    shortened(&format!(" {}", board.words().say(key, &[])), usize::from(width))
}

/// A question over all else; gives the last line that can be the first.
fn question(frame: &mut Frame<'_>, board: &Board, asked: &Asked, area: Rect) -> usize {
    let words = board.words();
    let width = usize::from(area.width).saturating_sub(4).max(1);
    let (before, asked_line, at, how) = match asked {
        Asked::Question(question, at) => {
            (question.before.as_str(), question.asked.as_str(), *at, key!("desk-hints-question"))
        }
        Asked::Secret(question, _) => ("", question.asked.as_str(), 0, key!("desk-hints-secret")),
    };
    let before = lines(before.trim_end(), width);
    let before =
        if before.len() == 1 && before.iter().all(|line| line.width() == 0) { Vec::new() } else { before };
    let asked_lines = lines(asked_line, width);
    let most = usize::from(area.height).saturating_sub(3 + asked_lines.len()).max(1);
    let shown = before.len().min(most);
    let height = u16::try_from(shown + asked_lines.len() + 3).unwrap_or(area.height).min(area.height);
    let over = Rect { y: area.y + area.height - height, height, ..area };
    let last = before.len().saturating_sub(shown);
    let mut text: Vec<Line<'_>> = before.into_iter().skip(at.min(last)).take(shown).collect();
    text.extend(
        asked_lines.into_iter().map(|line| line.style(Style::default().add_modifier(Modifier::BOLD))),
    );
    text.push(Line::from(shortened(&words.say(how, &[]), width)).style(dim()));
    frame.render_widget(Clear, over);
    let block = Block::bordered().padding(Padding::horizontal(1));
    frame.render_widget(Paragraph::new(text).block(block), over);
    last
}

fn locked(frame: &mut Frame<'_>, board: &Board) {
    let area = frame.area();
    let words = board.words();
    let width = usize::from(area.width).saturating_sub(4).max(1);
    let mut text = lines(&words.say(key!("desk-locked"), &[]), width);
    text.extend(lines(&board.told, width));
    let block = Block::new().padding(Padding::new(2, 2, 1, 0));
    frame.render_widget(Paragraph::new(text).block(block), area);
}
