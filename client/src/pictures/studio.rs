//! The other side of `worker`: starts the process, hands it one picture, and reads what it says.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::wire::{Answer, Job};
use super::{Area, FILE_MAX, Made, PictureError, Wanted, wire, worker};

/// The largest picture takes some seconds.
pub(super) const PATIENCE: Duration = Duration::from_mins(2);
/// Lines of a detector that are read, in bytes.
const DETECTED_MAX: u64 = 64 * 1024;

/// Makes pictures new.
pub struct Studio {
    program: PathBuf,
    detector: Option<Vec<String>>,
}

impl Studio {
    /// By this very program. `detector` is a program of the editor's, with its arguments: it reads a picture on its
    /// standard input and prints a line `X,Y,WIDTHxHEIGHT` for each face.
    #[must_use]
    pub fn new(detector: Option<Vec<String>>) -> Self {
        Self::by("/proc/self/exe".into(), detector)
    }

    /// By this program, which must be `estafette`.
    #[must_use]
    pub fn by(program: PathBuf, detector: Option<Vec<String>>) -> Self {
        Self { program, detector }
    }

    /// Makes a picture new.
    ///
    /// # Errors
    /// [`PictureError`].
    pub fn make(&self, wanted: &Wanted, file: &[u8]) -> Result<Made, PictureError> {
        let (None, Some(detector)) = (&wanted.areas, &self.detector) else {
            return self.by_worker(wanted, file);
        };
        let open = self.by_worker(&Wanted { areas: Some(Vec::new()), ..wanted.clone() }, file)?;
        let faces = detected(detector, &open.file)?;
        let fits = |face: &Area| face.x < open.width && face.y < open.height;
        let areas = faces.into_iter().filter(fits);
        let areas = areas.map(|face| super::cover::widened(face, open.width, open.height)).collect();
        self.by_worker(&Wanted { areas: Some(areas), ..wanted.clone() }, file)
    }

    /// How many pages a file has; a picture is one.
    ///
    /// # Errors
    /// [`PictureError`].
    pub fn pages(&self, file: &[u8]) -> Result<u32, PictureError> {
        match self.ask(&Job::Count, file)? {
            Answer::Pages(pages) => Ok(pages),
            Answer::Made(_) => Err(PictureError::Damaged),
        }
    }

    fn by_worker(&self, wanted: &Wanted, file: &[u8]) -> Result<Made, PictureError> {
        match self.ask(&Job::Make(wanted.clone()), file)? {
            Answer::Made(made) => Ok(*made),
            Answer::Pages(_) => Err(PictureError::Damaged),
        }
    }

    fn ask(&self, job: &Job, file: &[u8]) -> Result<Answer, PictureError> {
        if file.len() > FILE_MAX {
            return Err(PictureError::TooLarge);
        }
        let mut command = Command::new(&self.program);
        command.arg(worker::NAME);
        let answer = exchange(&mut command, wire::job(job, file), wire::ANSWER_MAX as u64, PATIENCE)?;
        // It ends without a word where the kernel does not lock it in, and where the kernel had to end it.
        wire::parse_answer(&answer)
    }
}

/// The lines of an editor's own detector; it gets a picture that was made new already.
fn detected(detector: &[String], file: &[u8]) -> Result<Vec<Area>, PictureError> {
    let Some((program, arguments)) = detector.split_first() else { return Ok(Vec::new()) };
    let mut command = Command::new(Path::new(program));
    command.args(arguments);
    let lines = exchange(&mut command, file.to_vec(), DETECTED_MAX, PATIENCE)?;
    let lines = String::from_utf8(lines).map_err(|_| PictureError::Area)?;
    lines.lines().map(|line| line.trim().parse().map_err(|_| PictureError::Area)).collect()
}

/// Everything in, everything out, within a time and a size.
pub(crate) fn exchange(
    command: &mut Command,
    input: Vec<u8>,
    answer_max: u64,
    patience: Duration,
) -> Result<Vec<u8>, PictureError> {
    command.env_clear().current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = Running(command.spawn().map_err(PictureError::Start)?);
    let (Some(mut stdin), Some(stdout)) = (child.0.stdin.take(), child.0.stdout.take()) else {
        return Err(PictureError::Start(io::ErrorKind::BrokenPipe.into()));
    };
    let (said, heard) = mpsc::channel();
    std::thread::spawn(move || {
        // One that ends before it has read all of it has its reasons.
        let _ = stdin.write_all(&input);
    });
    std::thread::spawn(move || {
        let mut answer = Vec::new();
        let read = stdout.take(answer_max + 1).read_to_end(&mut answer);
        let _ = said.send(read.map(|_| answer));
    });
    let answer = heard.recv_timeout(patience).map_err(|_| PictureError::Slow)?;
    let answer = answer.map_err(PictureError::Start)?;
    if answer.len() as u64 > answer_max { Err(PictureError::TooLarge) } else { Ok(answer) }
}

/// A process that ends with its owner's patience.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
