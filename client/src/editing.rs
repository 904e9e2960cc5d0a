//! A person's text editor, run on a text in a scratch folder.

use std::io;
use std::process::{Command, ExitStatus};

use rustix::process::{Pid, Signal, kill_process};
use tokio::signal::unix::{SignalKind, signal};

use crate::failure::{Details, Explained};
use crate::interrupted::Attended;
use crate::scratch::{Scratch, ScratchError};
use crate::words::{Key, key};

/// Vim's own ways of keeping text elsewhere: swap, undo, backup and history files.
const VIM_KEEPS_NOTHING: [&str; 5] =
    ["-n", "-i", "NONE", "--cmd", "set noswapfile noundofile nobackup nowritebackup"];

/// The text could not be edited.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EditingError {
    /// The program did not start.
    #[error("could not start the text editor")]
    Start(#[source] io::Error),
    /// It ended with an error.
    #[error("the text editor failed")]
    Failed,
    /// Something was written below the scissors, where nothing is kept.
    #[error("a part was written below the scissors")]
    BelowScissors,
    /// The scratch folder failed.
    #[error(transparent)]
    Scratch(#[from] ScratchError),
}

impl Explained for EditingError {
    fn key(&self) -> Key {
        match self {
            Self::Start(_) => key!("error-editor-start"),
            Self::Failed => key!("error-editor-failed"),
            Self::BelowScissors => key!("error-below-scissors"),
            Self::Scratch(error) => error.key(),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Start(cause) => Details::of_system(cause),
            Self::Scratch(error) => error.details(),
            Self::Failed | Self::BelowScissors => Details::default(),
        }
    }
}

/// Opens the text in the editor and waits. Ctrl-C is the editor's; when we are told to end (the terminal closes, the
/// session ends) so is the editor, and what was saved so far counts.
///
/// # Errors
/// [`EditingError`].
pub(crate) fn edit(scratch: &Scratch, editor: &str) -> Result<String, EditingError> {
    if editor.trim().is_empty() {
        return Err(EditingError::Start(io::ErrorKind::NotFound.into()));
    }
    // As git does: the shell's quotes, its variables, its `~`. The file is the last argument.
    let exec = if is_one_program(editor) { "exec " } else { "" };
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{exec}{editor} \"$@\"")).arg("sh");
    if is_vim(editor) {
        command.args(VIM_KEEPS_NOTHING);
    }
    command.arg(scratch.text_path());
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(EditingError::Start)?;
    let (status, was_ended) = runtime.block_on(run(command)).map_err(EditingError::Start)?;
    if !status.success() && !was_ended {
        return Err(match status.code() {
            // So the shell says that it found no such program, or could not run it.
            Some(127) => EditingError::Start(io::ErrorKind::NotFound.into()),
            Some(126) => EditingError::Start(io::ErrorKind::PermissionDenied.into()),
            _ => EditingError::Failed,
        });
    }
    Ok(scratch.read()?.unwrap_or_default())
}

/// Then it takes the shell's place, and what we are told reaches it.
fn is_one_program(editor: &str) -> bool {
    let first = editor.split_whitespace().next().unwrap_or_default();
    !first.contains('=') && !editor.contains([';', '|', '&', '<', '>', '(', ')', '\n'])
}

/// By the name of the program: the first word, between quotes or not.
fn is_vim(editor: &str) -> bool {
    let editor = editor.trim_start();
    let program = match editor.chars().next() {
        Some(quote @ ('"' | '\'')) => editor.split(quote).nth(1),
        _ => editor.split_whitespace().next(),
    };
    let name = program.and_then(|program| program.rsplit('/').next());
    matches!(name, Some("vi" | "vim" | "nvim" | "vim.basic" | "vim.tiny"))
}

async fn run(mut command: Command) -> io::Result<(ExitStatus, bool)> {
    let _attended = Attended::begin();
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    let mut child = command.spawn()?;
    let pid = Pid::from_child(&child);
    let mut waiting = tokio::task::spawn_blocking(move || child.wait());
    let mut was_ended = false;
    loop {
        tokio::select! {
            status = &mut waiting => return Ok((status??, was_ended)),
            _ = interrupt.recv() => {}
            _ = terminate.recv() => was_ended = end(pid),
            _ = hang_up.recv() => was_ended = end(pid),
        }
    }
}

/// The editor gets the chance to save what it has.
fn end(pid: Pid) -> bool {
    // It may have ended just now; then waiting tells.
    let _ = kill_process(pid, Signal::HUP);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(script: &str) -> Result<String, EditingError> {
        let folder = tempfile::tempdir().expect("a folder");
        let scratch = Scratch::open(&[], Some(folder.path()), "one").expect("a folder");
        scratch.write("before\n").expect("written");
        edit(&scratch, &format!("sh -c '{script}'"))
    }

    #[test]
    fn what_the_editor_saved_is_the_text() {
        // sh -c SCRIPT FILE: the file is $0.
        assert_eq!(edited("echo after >> \"$0\"").ok().as_deref(), Some("before\nafter\n"));
    }

    #[test]
    fn an_editor_is_what_a_shell_takes_it_for() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("Éditeur d’Anna");
        std::fs::create_dir(&place).expect("a folder");
        let program = place.join("ed");
        estafette_files::private::write(
            &program,
            b"#!/bin/sh\nfor last; do :; done\necho \"$#\" > \"$last\"\n",
        )
        .expect("written");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).expect("set");
        let quoted = program.display();
        let escaped = quoted.to_string().replace(' ', "\\ ");
        for (editor, arguments) in [
            (format!("\"{quoted}\" --wait"), "2\n"),
            (format!("'{quoted}' 'a b' -w"), "3\n"),
            (escaped, "1\n"),
            (format!("LANG=C \"{quoted}\""), "1\n"),
        ] {
            let scratch = Scratch::open(&[], Some(folder.path()), "one").expect("a folder");
            scratch.write("before").expect("written");
            let edited = edit(&scratch, &editor);
            assert_eq!(edited.ok().as_deref(), Some(arguments), "{editor}");
        }
        assert!(is_vim("vim -f") && is_vim("\"/usr/bin/vi\"") && !is_vim("\"/opt/vim x/ed\""));
    }

    #[test]
    fn an_editor_that_fails_is_told() {
        assert!(matches!(edited("exit 1"), Err(EditingError::Failed)));
        let folder = tempfile::tempdir().expect("a folder");
        let scratch = Scratch::open(&[], Some(folder.path()), "one").expect("a folder");
        assert!(matches!(edit(&scratch, "/nowhere/editor --wait"), Err(EditingError::Start(_))));
        assert!(matches!(edit(&scratch, " "), Err(EditingError::Start(_))));
    }
}
