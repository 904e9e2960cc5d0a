//! A page of the manual, followed to the letter: its blocks of code are run as they stand there.

use std::path::Path;
use std::process::Command;

/// A block of code on a page.
pub struct Block {
    /// What it is written in, as the page says.
    pub language: String,
    /// Its lines.
    pub text: String,
}

/// The blocks of a section of a page, in order.
///
/// # Panics
/// When the page has no such section.
#[must_use]
pub fn blocks(page: &str, section: &str) -> Vec<Block> {
    let text = text(page);
    let (_, section) = text.split_once(&format!("\n## {section}\n")).expect("it has the section");
    let (mut blocks, mut open) = (Vec::new(), None::<(usize, Block)>);
    for line in section.lines().take_while(|line| !line.starts_with("## ")) {
        let fence = line.trim_start().strip_prefix("```");
        open = match (open, fence) {
            (None, None) => None,
            // A block of a list is indented.
            (None, Some(language)) => {
                let indent = line.len() - line.trim_start().len();
                Some((indent, Block { language: language.to_owned(), text: String::new() }))
            }
            (Some((_, block)), Some(_)) => {
                blocks.push(block);
                None
            }
            (Some((indent, mut block)), None) => {
                block.text.push_str(line.get(indent..).unwrap_or_default());
                block.text.push('\n');
                Some((indent, block))
            }
        };
    }
    blocks
}

/// A page.
#[must_use]
pub fn text(page: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(page);
    std::fs::read_to_string(path).expect("a page")
}

/// A text with the places of one machine instead of those of the page.
#[must_use]
pub fn with(text: &str, places: &[(&str, String)]) -> String {
    places.iter().fold(text.to_owned(), |text, (there, here)| text.replace(there, here))
}

/// Runs a block as a shell does that is given it line by line; what it said.
///
/// # Panics
/// When a line of it fails.
#[must_use]
pub fn run(script: &str, environment: &[(&str, String)]) -> String {
    let mut shell = Command::new("bash");
    shell.args(["-eu", "-o", "pipefail", "-c", script]).current_dir("/");
    shell.envs(environment.iter().map(|(name, value)| (name, value)));
    let output = shell.output().expect("a shell");
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{script}\n{said}");
    said
}
