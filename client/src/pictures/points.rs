//! A picture that was made new, as points of grey: what a program that reads letters is given. The file is opened in a locked-in
//! process once more, so that no decoder but ours meets bytes that a picture may have shaped: any points are as good as any others.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, ExitCode};

use super::faces::grey;
use super::studio::{PATIENCE, exchange};
use super::{PUBLISHED_MAX, PictureError, SIDE_MAX, decode, encode, sandbox};

/// The only argument of such a process.
pub(crate) const NAME: &str = "picture-in-grey";
/// Letters of a smaller picture are too small to be read: it is made twice as large.
const SMALL: u32 = SIDE_MAX / 2;

/// Points of grey, line by line.
pub(crate) struct Points {
    /// Points in a line.
    pub(crate) width: u32,
    /// Lines.
    pub(crate) height: u32,
    /// 0 is black, 255 white.
    pub(crate) grey: Vec<u8>,
}

impl Points {
    /// Those of a picture that was made new, opened by this very program.
    ///
    /// # Errors
    /// [`PictureError`].
    pub(crate) fn of(file: Vec<u8>) -> Result<Self, PictureError> {
        Self::by(Path::new("/proc/self/exe"), file)
    }

    fn by(program: &Path, file: Vec<u8>) -> Result<Self, PictureError> {
        let mut command = Command::new(program);
        command.arg(NAME);
        let most = u64::from(SIDE_MAX) * u64::from(SIDE_MAX) + 8;
        Self::parse(&exchange(&mut command, file, most, PATIENCE)?).ok_or(PictureError::Damaged)
    }

    /// Two numbers, and as many bytes as they say.
    fn parse(answer: &[u8]) -> Option<Self> {
        let (width, rest) = answer.split_first_chunk()?;
        let (height, grey) = rest.split_first_chunk()?;
        let (width, height) = (u32::from_be_bytes(*width), u32::from_be_bytes(*height));
        let sides_fit = (1..=SIDE_MAX).contains(&width) && (1..=SIDE_MAX).contains(&height);
        let fits = sides_fit && usize::try_from(width * height) == Ok(grey.len());
        fits.then(|| Self { width, height, grey: grey.to_vec() })
    }

    /// As the simplest of all files: a line of text, and the points.
    pub(crate) fn to_file(&self) -> Vec<u8> {
        let mut file = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        file.extend_from_slice(&self.grey);
        file
    }
}

/// Locks this process in, and answers with the points of the picture on standard input.
#[must_use]
pub(crate) fn run() -> ExitCode {
    if sandbox::lock_in().is_err() {
        return ExitCode::FAILURE;
    }
    let mut file = Vec::new();
    let read = std::io::stdin().lock().take(PUBLISHED_MAX as u64 + 1).read_to_end(&mut file);
    if read.is_err() || file.len() > PUBLISHED_MAX {
        return ExitCode::FAILURE;
    }
    let Ok(answer) = answer(&file) else { return ExitCode::FAILURE };
    let mut output = std::io::stdout().lock();
    match output.write_all(&answer).and_then(|()| output.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer(file: &[u8]) -> Result<Vec<u8>, PictureError> {
    let mut pixels = decode::decode(file, 1)?.pixels;
    let (width, height) = pixels.dimensions();
    if width.max(height) > SIDE_MAX {
        return Err(PictureError::TooLarge);
    }
    if width.max(height) <= SMALL {
        pixels = encode::resized(&pixels, (width * 2, height * 2))?;
    }
    let mut answer = [pixels.width().to_be_bytes(), pixels.height().to_be_bytes()].concat();
    answer.extend(pixels.pixels().map(|pixel| grey(pixel.0)));
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_as_many_as_they_are_said_to_be() {
        let file = encode::jpeg(&image::RgbImage::from_pixel(60, 40, image::Rgb([250; 3]))).expect("a file");
        let answer = answer(&file).expect("points");
        let points = Points::parse(&answer).expect("they hold");
        assert_eq!((points.width, points.height), (120, 80));
        assert!(points.grey.iter().all(|point| *point > 240));
        assert!(points.to_file().starts_with(b"P5\n120 80\n255\n"));
        for lie in [&answer[..answer.len() - 1], &answer[..7], &[answer.as_slice(), b"x"].concat(), &[0; 8]] {
            assert!(Points::parse(lie).is_none());
        }
    }
}
