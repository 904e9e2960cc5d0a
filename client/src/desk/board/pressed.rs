//! Keys and the mouse, as whoever sits at the desk presses them: which of what is on it takes them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind};

use super::commands::complete;
use super::{Asked, Board, Effect, Typing};
use crate::desk::bindings::bound;
use crate::desk::line::{Line, SecretLine};
use crate::words::key;

/// Lines that a turn of a mouse's wheel moves.
const WHEEL: isize = 3;

impl Board {
    /// Takes the mouse: its wheel, and a click on a line of the inbox, which begins at `top`.
    pub(in crate::desk) fn mouse(&mut self, mouse: MouseEvent, top: u16, first: usize) -> Effect {
        if self.locked.is_some() || self.is_asked() {
            return Effect::None;
        }
        match mouse.kind {
            MouseEventKind::ScrollDown => self.go(WHEEL),
            MouseEventKind::ScrollUp => self.go(-WHEEL),
            MouseEventKind::Down(_) if self.pages.is_empty() && mouse.row >= top => {
                let place = first + usize::from(mouse.row - top);
                if place == self.listing.at() {
                    return self.command("read {item}", false);
                }
                self.listing.put(place);
            }
            _ => {}
        }
        Effect::None
    }

    /// Takes a key.
    pub(in crate::desk) fn key(&mut self, key: KeyEvent) -> Effect {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('z') if is_control => return Effect::Stop,
            KeyCode::Char('l') if is_control => return Effect::Redraw,
            _ => {}
        }
        if self.locked.is_some() {
            return self.key_of_lock(key.code, is_control);
        }
        if self.is_asked() {
            self.key_of_question(key.code, is_control);
            return Effect::None;
        }
        if self.typing.is_some() {
            return self.key_of_line(key.code, is_control);
        }
        self.told.clear();
        self.key_of_desk(key.code, is_control)
    }

    fn key_of_lock(&mut self, code: KeyCode, is_control: bool) -> Effect {
        let Some(typed) = &mut self.locked else { return Effect::None };
        match code {
            KeyCode::Char('c' | 'd') if is_control => return Effect::Leave,
            KeyCode::Esc => return Effect::Leave,
            KeyCode::Enter => return Effect::Try,
            KeyCode::Char('u') if is_control => *typed = SecretLine::new(),
            KeyCode::Backspace => typed.erase(),
            KeyCode::Char(letter) if !is_control => typed.put(letter),
            _ => {}
        }
        Effect::None
    }

    fn key_of_question(&mut self, code: KeyCode, is_control: bool) {
        let Some((side, asked)) = self.asked.pop_front() else { return };
        let room = isize::try_from(self.room).unwrap_or(1);
        let back = match (asked, code) {
            // Dropped, nobody answered.
            (_, KeyCode::Esc) => None,
            (_, KeyCode::Char('c')) if is_control => None,
            (Asked::Question(question, at), code) => {
                let scrolled = match code {
                    KeyCode::Down => Some(1),
                    KeyCode::Up => Some(-1),
                    KeyCode::PageDown | KeyCode::Char(' ') => Some(room),
                    KeyCode::PageUp => Some(-room),
                    _ => None,
                };
                match (scrolled, code) {
                    (Some(lines), _) => Some(Asked::Question(question, at.saturating_add_signed(lines))),
                    (None, KeyCode::Char(letter)) if !is_control => {
                        // Whoever asked may have gone.
                        let _ = question.answer.send(self.speech.is_yes(&letter.to_string()));
                        None
                    }
                    (None, KeyCode::Enter) => {
                        let _ = question.answer.send(false);
                        None
                    }
                    _ => Some(Asked::Question(question, at)),
                }
            }
            (Asked::Secret(question, typed), KeyCode::Enter) => {
                let _ = question.answer.send(typed.take());
                None
            }
            (Asked::Secret(question, mut typed), code) => {
                match code {
                    KeyCode::Char('u') if is_control => typed = SecretLine::new(),
                    KeyCode::Backspace => typed.erase(),
                    KeyCode::Char(letter) if !is_control => typed.put(letter),
                    _ => {}
                }
                Some(Asked::Secret(question, typed))
            }
        };
        if let Some(asked) = back {
            self.asked.push_front((side, asked));
        }
    }

    fn key_of_line(&mut self, code: KeyCode, is_control: bool) -> Effect {
        let Some(typing) = &mut self.typing else { return Effect::None };
        let is_command = matches!(typing, Typing::Command(_));
        let (Typing::Command(line) | Typing::Narrow(line)) = typing;
        match code {
            KeyCode::Esc => return self.stops_typing(!is_command),
            KeyCode::Char('c') if is_control => return self.stops_typing(!is_command),
            KeyCode::Enter => {
                let text = line.text();
                self.typing = None;
                return if is_command { self.typed(&text) } else { Effect::None };
            }
            KeyCode::Up | KeyCode::Down if is_command => {
                if let Some(earlier) = self.history.step(code == KeyCode::Up) {
                    *line = earlier;
                }
            }
            KeyCode::Tab if is_command => {
                let completed = complete(&line.text(), &self.listing);
                *line = Line::of(&completed);
            }
            KeyCode::Left => line.go(false),
            KeyCode::Right => line.go(true),
            KeyCode::Home => line.go_far(false),
            KeyCode::End => line.go_far(true),
            KeyCode::Char('a') if is_control => line.go_far(false),
            KeyCode::Char('e') if is_control => line.go_far(true),
            KeyCode::Char('w') if is_control => line.erase_word(),
            KeyCode::Char('u') if is_control => line.erase_all(),
            KeyCode::Delete => line.delete(),
            KeyCode::Backspace if line.is_empty() => return self.stops_typing(!is_command),
            KeyCode::Backspace => line.erase(),
            KeyCode::Char(letter) if !is_control => line.put(letter),
            _ => {}
        }
        if let Some(Typing::Narrow(line)) = &self.typing {
            self.listing.narrow(Some(&line.text()), &self.screen);
        }
        Effect::None
    }

    /// Nothing is typed any more; what was narrowed is whole again.
    fn stops_typing(&mut self, is_whole: bool) -> Effect {
        self.typing = None;
        if is_whole {
            self.listing.narrow(Some(""), &self.screen);
        }
        Effect::None
    }

    fn key_of_desk(&mut self, code: KeyCode, is_control: bool) -> Effect {
        let room = isize::try_from(self.room).unwrap_or(1);
        match code {
            KeyCode::Char('c') if is_control => return self.closes(),
            // Whoever presses it once too often is still at the desk.
            KeyCode::Esc if self.pages.is_empty() && self.listing.narrowed().is_empty() => {
                self.listing.unmark();
            }
            KeyCode::Char('q') | KeyCode::Esc => return self.closes(),
            KeyCode::Down | KeyCode::Char('j') => self.go(1),
            KeyCode::Up | KeyCode::Char('k') => self.go(-1),
            KeyCode::PageUp => self.go(-room),
            KeyCode::Char('d') if is_control => self.go(room / 2),
            KeyCode::Char('u') if is_control => self.go(-room / 2),
            KeyCode::Home | KeyCode::Char('g') => self.go(isize::MIN),
            KeyCode::End | KeyCode::Char('G') => self.go(isize::MAX),
            KeyCode::Char(' ') if self.pages.is_empty() => self.listing.mark(),
            KeyCode::PageDown | KeyCode::Char(' ') => self.go(room),
            KeyCode::Right | KeyCode::Char('l') => return self.leafs(1),
            KeyCode::Left | KeyCode::Char('h') => return self.leafs(-1),
            KeyCode::Enter if self.pages.is_empty() => return self.command("read {item}", false),
            KeyCode::Char('/') => {
                self.pages.clear();
                self.typing = Some(Typing::Narrow(Line::of(self.listing.narrowed())));
            }
            KeyCode::Char(':') => self.typing = Some(Typing::Command(Line::default())),
            KeyCode::Char('?') | KeyCode::F(1) => self.helps(),
            KeyCode::Char('L') => return Effect::Lock,
            KeyCode::Char(letter) if !is_control => {
                if let Some(binding) = bound(letter) {
                    return self.command(binding.line, binding.is_begun);
                }
                self.told = self.words.say(key!("desk-no-key"), &[]);
            }
            _ => {}
        }
        Effect::None
    }

    /// Goes through what is shown: lines of a page, or items.
    fn go(&mut self, lines: isize) {
        match self.pages.last_mut() {
            // Drawing knows where it ends.
            Some(page) => page.at = page.at.saturating_add_signed(lines),
            None => self.listing.go(lines),
        }
    }

    /// The next item, or the one before, where one is read.
    fn leafs(&mut self, items: isize) -> Effect {
        if self.pages.last().is_some_and(|page| !page.is_item) {
            return Effect::None;
        }
        if self.pages.is_empty() {
            return if items > 0 { self.command("read {item}", false) } else { Effect::None };
        }
        let before = self.listing.at();
        self.listing.go(items);
        if before == self.listing.at() { Effect::None } else { self.command("read {item}", false) }
    }

    fn closes(&mut self) -> Effect {
        if self.pages.pop().is_some() || self.listing.unmark() {
            return Effect::None;
        }
        if !self.listing.narrowed().is_empty() {
            return self.stops_typing(true);
        }
        if self.busy.iter().flatten().all(|busy| busy.is_own) || self.is_warned {
            return Effect::Leave;
        }
        self.is_warned = true;
        self.told = self.words.say(key!("desk-busy"), &[]);
        Effect::None
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::super::Page;
    use super::*;
    use crate::config::{Config, Environment, Options};
    use crate::desk::events::{Question, SecretQuestion, Side};
    use crate::output::Screen;
    use crate::words::{Language, Words};

    fn board() -> Board {
        let options = Options { home: Some("/nowhere".into()), ..Options::default() };
        let config = Config::new(options, Environment::default()).expect("a home");
        let words = || Words::new(Language::FRENCH);
        Board::new(words(), Screen::at_desk(&config, words(), 78), false)
    }

    fn press(board: &mut Board, keys: &str) -> Effect {
        let code = |letter| match letter {
            '\n' => KeyCode::Enter,
            '\u{1b}' => KeyCode::Esc,
            letter => KeyCode::Char(letter),
        };
        let key = |letter| KeyEvent::new(code(letter), KeyModifiers::NONE);
        keys.chars().map(|letter| board.key(key(letter))).last().unwrap_or(Effect::None)
    }

    fn run(side: Side, words: &[&str]) -> Effect {
        Effect::Run(side, words.iter().map(|word| (*word).to_owned()).collect(), false)
    }

    #[test]
    fn a_key_is_a_command_line_and_a_line_is_one_as_a_shell_takes_it() {
        let mut board = board();
        assert_eq!(press(&mut board, "f"), run(Side::Far, &["fetch"]));
        assert_eq!(
            press(&mut board, ":note 4f2a --message 'à lundi'\n"),
            run(Side::Near, &["note", "4f2a", "--message", "à lundi"])
        );
        // A key that needs an item, where there is none; and a quotation that does not end: both are told, and nothing is lost.
        assert_eq!(press(&mut board, "c"), Effect::None);
        assert!(!board.told.is_empty());
        assert_eq!(press(&mut board, ":claim 'x\n"), Effect::None);
        assert!(matches!(&board.typing, Some(Typing::Command(line)) if line.text() == "claim 'x"));
        assert_eq!(press(&mut board, "'\n"), run(Side::Near, &["claim", "x"]));
        // What is pasted carries nothing out by itself.
        press(&mut board, ":");
        board.paste("forget 4f2a\n\u{1b}[A");
        assert!(matches!(&board.typing, Some(Typing::Command(line)) if line.text() == "forget 4f2a  [A"));
        press(&mut board, "\u{1b}");
        assert_eq!(press(&mut board, ":fetch --watch\n"), Effect::None);
    }

    #[test]
    fn whoever_leaves_closes_first_what_lies_on_top_and_is_warned_once() {
        let mut board = board();
        board.pages.push(Page { title: String::new(), text: String::new(), at: 0, is_item: false });
        assert_eq!((press(&mut board, "q"), board.pages.len()), (Effect::None, 0));
        assert_eq!(press(&mut board, "\u{1b}"), Effect::None, "Escape leaves nothing but pages");
        board.begins(Side::Near, &["inbox".to_owned()], true);
        board.begins(Side::Far, &["fetch".to_owned()], false);
        assert_eq!(press(&mut board, "q"), Effect::None);
        assert!(!board.told.is_empty());
        assert_eq!(press(&mut board, "q"), Effect::Leave);
    }

    #[test]
    fn a_question_is_answered_by_its_letter_and_by_nothing_else() {
        let mut board = board();
        let mut ask = |keys: &str| {
            let (answer, answered) = channel();
            let question = Question { before: String::new(), asked: "?".to_owned(), answer };
            board.asked.push_back((Side::Near, Asked::Question(question, 0)));
            assert_eq!(press(&mut board, keys), Effect::None);
            assert!(board.asked.is_empty());
            answered.recv().ok()
        };
        assert_eq!(
            [ask("o"), ask("n"), ask("x"), ask("\n"), ask("\u{1b}")],
            [Some(true), Some(false), Some(false), Some(false), None]
        );
    }

    #[test]
    fn a_locked_desk_has_nothing_and_whoever_waited_for_an_answer_has_none() {
        let mut board = board();
        let (answer, answered) = channel();
        let question = SecretQuestion { asked: "?".to_owned(), answer };
        board.asked.push_back((Side::Near, Asked::Secret(question, SecretLine::new())));
        board.pages.push(Page { title: String::new(), text: "Un secret.".to_owned(), at: 0, is_item: true });
        board.told = "Un secret.".to_owned();
        assert_eq!(press(&mut board, "passe"), Effect::None);
        board.lock();
        assert!(answered.recv().is_err() && board.pages.is_empty() && board.told.is_empty());
        assert_eq!(press(&mut board, "cinq mots\n"), Effect::Try);
        assert_eq!(board.passphrase().expect("it was typed").expose_secret(), "cinq mots");
        assert_eq!(press(&mut board, "\n"), Effect::Try);
        assert_eq!(board.passphrase().expect("typed anew").expose_secret(), "");
    }
}
