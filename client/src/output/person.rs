//! The real person: prompts, questions, notices and the progress bar, all on standard error and the terminal.

use std::fs::File;
use std::io::{self, BufRead, Write};

use estafette_keys::secret::Secret;
use indicatif::{ProgressBar, ProgressStyle};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use super::style::Style;
use super::{
    consent, forget, image, mandate, names, print, proof, publish, reply, roster, send, transcript, withdraw,
};
use crate::config::{Config, Streams, TERMINAL};
use crate::interrupted::unless_interrupted;
use crate::person::{Asked, Notice, Person, PersonError, Question};
use crate::plan::draft::Notes;
use crate::terminal::{block, inline};
use crate::words::{Words, key};

/// A person at a terminal.
pub(crate) struct Terminal {
    words: Words,
    style: Style,
    streams: Streams,
    shows_progress: bool,
    bar: Option<ProgressBar>,
}

impl Terminal {
    pub(super) fn new(words: Words, config: &Config) -> Self {
        let shows_progress = config.terminal.error && !config.quiet && !config.json;
        let style = Style::new(config.color);
        Self { words, style, streams: config.terminal, shows_progress, bar: None }
    }
}

impl Person for Terminal {
    fn passphrase(&mut self, asked: Asked) -> Result<Secret<String>, PersonError> {
        if !self.streams.input {
            return Err(PersonError::NoTerminal);
        }
        let key = match asked {
            Asked::Vault => key!("ask-passphrase"),
            Asked::VaultAgain => key!("ask-passphrase-again"),
            Asked::KeyFile => key!("ask-passphrase-key-file"),
            Asked::New => key!("ask-passphrase-new"),
            Asked::Repeat => key!("ask-passphrase-repeat"),
            Asked::Paper => key!("ask-paper"),
            Asked::PaperAgain => key!("ask-paper-again"),
            Asked::Codename => key!("ask-codename"),
            Asked::CodenameAgain => key!("ask-codename-again"),
            Asked::Site => key!("ask-site-password"),
        };
        let prompt = format!("{} ", self.words.say(key, &[]));
        let asked = unless_interrupted(move || rpassword::prompt_password(prompt));
        if asked.is_err() {
            show_typing();
        }
        Ok(Secret::new(asked?))
    }

    fn confirm(&mut self, question: &Question<'_>) -> Result<bool, PersonError> {
        if !self.streams.input {
            return Err(PersonError::NoTerminal);
        }
        let (before, asked) = match question {
            Question::Publish(plan) if !plan.known.open.is_empty() => {
                (publish::plan(&self.words, plan, &self.style), key!("ask-publish-despite"))
            }
            Question::Publish(plan) => (publish::plan(&self.words, plan, &self.style), key!("ask-publish")),
            Question::Leave(absent) => {
                (format!("{}\n", publish::absent(&self.words, *absent)), key!("ask-leave"))
            }
            Question::Incomplete(missing) => {
                (format!("{}\n", publish::incomplete(&self.words, missing)), key!("ask-incomplete"))
            }
            Question::Unheard(why) => (consent::unheard(&self.words, why), key!("ask-unheard")),
            Question::TakeBack(page) => {
                (format!("{}\n", publish::place(&page.destination)), key!("ask-take-back"))
            }
            Question::Proof(plan) => (proof::plan(&self.words, plan), key!("ask-proof")),
            Question::Part(part) => (image::part(&self.words, part), key!("ask-part")),
            Question::Review(look) => (image::look(&self.words, look), key!("ask-review")),
            Question::Reply(plan) => (reply::plan(&self.words, plan), key!("ask-reply")),
            Question::Sign(summary) => (roster::text(&self.words, summary), key!("ask-sign")),
            Question::Forget(plan) => {
                let asked = if plan.on_server { key!("ask-forget-on-server") } else { key!("ask-forget") };
                (forget::plan(&self.words, plan), asked)
            }
            Question::Rotate(day) => {
                let day = self.words.say(key!("say-keys-day"), &[("day", self.words.day(*day).into())]);
                (format!("{day}\n"), key!("ask-rotate"))
            }
            Question::TakeOver => {
                (format!("{}\n", self.words.say(key!("say-keys-other-machine"), &[])), key!("ask-take-over"))
            }
            Question::Send(plan) => (send::plan(&self.words, plan), key!("ask-send")),
            Question::DeleteReplies(count) => {
                let count = self.words.say(key!("say-replies-count"), &[("count", (*count).into())]);
                (format!("{count}\n"), key!("ask-replies-delete"))
            }
            Question::Withdraw(waiting) => (withdraw::lines(&self.words, waiting), key!("ask-withdraw")),
        };
        let asked_in_words = format!("{before}{} ", self.words.say(asked, &[]));
        let besides = self.streams.besides;
        // Asked once signals are waited for: whoever presses Ctrl-C at the first glance is heard.
        let answer = unless_interrupted(move || {
            print::error(&asked_in_words);
            line(besides)
        })?;
        let yes = self.words.say(key!("ask-yes"), &[]);
        Ok(yes.split_whitespace().any(|word| word == answer.trim().to_lowercase()))
    }

    fn tell(&mut self, notice: &Notice) {
        if let Notice::Tor(percent) = notice {
            return self.show_tor(*percent);
        }
        if let Notice::Picture { .. } = notice
            && !self.shows_progress
        {
            return;
        }
        let text = match notice {
            Notice::WeakPassphrase => self.words.say(key!("say-weak-passphrase"), &[]),
            Notice::PassphrasesDiffer => self.words.say(key!("say-passphrases-differ"), &[]),
            Notice::Recovered => self.words.say(key!("say-recovered"), &[]),
            Notice::Tor(_) => return,
            Notice::Picture { number, at, of } => {
                let values =
                    [("number", number.to_string().into()), ("at", (*at).into()), ("count", (*of).into())];
                self.words.say(key!("say-image-making"), &values)
            }
            Notice::NotMarked => self.words.say(key!("say-not-marked"), &[]),
            Notice::AskingAgent => self.words.say(key!("say-asking-agent"), &[]),
            Notice::Codename(words) => {
                self.words.say(key!("say-codename"), &[("codename", words.join(" ").into())])
            }
            Notice::Roster { number, signed, expires } => {
                roster::age(&self.words, *number, *signed, *expires)
            }
            Notice::RosterNotKept => self.words.say(key!("say-roster-not-kept"), &[]),
            Notice::Silent => self.words.say(key!("say-silent"), &[]),
            Notice::GoingOn => self.words.say(key!("say-going-on"), &[]),
            Notice::Elsewhere(others) => consent::elsewhere(&self.words, others).trim_end().to_owned(),
            Notice::SendingWaiting => self.words.say(key!("say-sending-waiting"), &[]),
            Notice::LeftInClear(path) => {
                let path = inline(&path.display().to_string());
                self.words.say(key!("say-left-in-clear"), &[("path", path.into())])
            }
        };
        print::error(&format!("{text}\n"));
    }

    fn notes(&self, notes: &Notes<'_>) -> Vec<String> {
        let mut lines = vec![self.words.say(key!("template-how"), &[]), String::new()];
        lines.push(self.words.say(names::template(notes.kind), &[]));
        lines.extend(mandate::lines(&self.words, notes.mandate));
        if let Some(rules) = notes.rules {
            lines.extend([String::new(), self.words.say(key!("template-rules"), &[]), block(rules)]);
        }
        if let Some((item, pictures, address)) = notes.from {
            lines.push(String::new());
            lines.extend(transcript::notes(&self.words, item, pictures, address));
        }
        lines
    }

    fn transfer(&mut self, bytes: u64) {
        if !self.shows_progress {
            return;
        }
        let bar = ProgressBar::new(bytes);
        let style = ProgressStyle::with_template("{bar:30} {decimal_bytes}/{decimal_total_bytes} {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.bar = Some(bar);
    }

    fn transferred(&mut self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
            if bar.length() == Some(bytes) {
                bar.finish_and_clear();
            }
        }
    }
}

/// A line that somebody types.
fn line(besides: bool) -> io::Result<String> {
    let mut line = String::new();
    if besides {
        io::BufReader::new(File::open(TERMINAL)?).read_line(&mut line)?;
    } else {
        io::stdin().lock().read_line(&mut line)?;
    }
    Ok(line)
}

/// A question that was left in the middle of a passphrase leaves a terminal that shows nothing.
fn show_typing() {
    if let Ok(terminal) = File::open(TERMINAL)
        && let Ok(mut how) = tcgetattr(&terminal)
    {
        how.local_modes |= LocalModes::ECHO;
        let _ = tcsetattr(&terminal, OptionalActions::Now, &how);
    }
}

impl Terminal {
    fn show_tor(&mut self, percent: u8) {
        if !self.shows_progress {
            return;
        }
        let words = &self.words;
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::new(100);
            let style = ProgressStyle::with_template("{msg} {bar:30} {pos} %");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(words.say(key!("say-tor"), &[]));
            bar
        });
        bar.set_position(percent.into());
        if percent >= 100 {
            bar.finish_and_clear();
            self.bar = None;
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        // What a prompt left on the line.
        let _ = io::stderr().flush();
    }
}
