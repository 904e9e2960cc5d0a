//! The other side of `program`: hands it a picture, and reads what it says.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::error::TranscriptError;
use super::languages::Languages;
use super::letter::Letter;
use super::{program, tsv};
use crate::pictures::points::Points;
use crate::pictures::studio::exchange;

/// A full page in two languages takes some ten seconds on a slow machine.
const PATIENCE: Duration = Duration::from_mins(5);
/// A table is shorter.
const TABLE_MAX: u64 = 4 * 1024 * 1024;

/// Reads a picture that was made new, and is so wide.
///
/// # Errors
/// [`TranscriptError`].
pub(crate) fn read(file: Vec<u8>, width: u32, languages: &Languages) -> Result<Letter, TranscriptError> {
    check_installed(Path::new(program::TESSERACT), program::data(&program::DATA), languages)?;
    let points = Points::of(file).map_err(TranscriptError::Picture)?;
    let mut command = Command::new("/proc/self/exe");
    command.args([program::NAME, &languages.to_string()]);
    let table =
        exchange(&mut command, points.to_file(), TABLE_MAX, PATIENCE).map_err(TranscriptError::Picture)?;
    let table = String::from_utf8(table).map_err(|_| TranscriptError::Failed)?;
    // It ends without a word where the kernel does not lock it in, and where it had to end.
    let lines = tsv::parse(&table, (points.width, width)).ok_or(TranscriptError::Failed)?;
    if lines.is_empty() { Err(TranscriptError::NoWords) } else { Ok(Letter::of(lines)) }
}

/// Says which of Debian's packages are missing.
fn check_installed(
    tesseract: &Path,
    data: Option<&Path>,
    languages: &Languages,
) -> Result<(), TranscriptError> {
    let knows = |name: &&str| data.is_some_and(|data| data.join(format!("{name}.traineddata")).is_file());
    let missing = languages.names().filter(|name| !knows(name));
    let missing: Vec<String> =
        missing.map(|name| format!("tesseract-ocr-{}", name.replace('_', "-"))).collect();
    if !tesseract.is_file() {
        let all = [vec!["tesseract-ocr".to_owned()], missing].concat();
        return Err(TranscriptError::NoProgram(all.join(" ")));
    }
    if missing.is_empty() { Ok(()) } else { Err(TranscriptError::NoLanguage(missing.join(" "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_as_debian_names_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("fra.traineddata");
        estafette_files::private::write(&file, b"x").expect("a file");
        let languages: Languages = "fra+kmr+chi_sim".parse().expect("languages");
        let said = |tesseract: &Path, data| match check_installed(tesseract, data, &languages) {
            Err(TranscriptError::NoProgram(packages)) => format!("program: {packages}"),
            Err(TranscriptError::NoLanguage(packages)) => format!("language: {packages}"),
            _ => String::new(),
        };
        let nowhere = Path::new("/nowhere/tesseract");
        assert_eq!(
            said(nowhere, None),
            "program: tesseract-ocr tesseract-ocr-fra tesseract-ocr-kmr tesseract-ocr-chi-sim"
        );
        assert_eq!(said(&file, Some(folder.path())), "language: tesseract-ocr-kmr tesseract-ocr-chi-sim");
        let one: Languages = "fra".parse().expect("a language");
        assert!(check_installed(&file, Some(folder.path()), &one).is_ok());
    }
}
