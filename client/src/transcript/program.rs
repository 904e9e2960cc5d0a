//! The process that reads: it gives up all but what tesseract needs, and becomes tesseract. Points of grey come in, a table of words goes
//! out; it reads its own files and writes none, and opens no socket.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode};

use estafette_walls::calls::{READ_ONLY, RUN, Refusal};
use estafette_walls::limits::Limits;
use estafette_walls::{Access, Calls, Files, Tcp, WallError, shut_in};

use super::languages::Languages;

/// The first argument of such a process; the second says the languages.
pub(crate) const NAME: &str = "read-letters";
/// Debian's own program. Another that stands before it in a path is not asked.
pub(super) const TESSERACT: &str = "/usr/bin/tesseract";
/// Where what it knows of languages may be.
pub(super) const DATA: [&str; 3] =
    ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"];
/// What begins a program and loads its libraries.
const LOADERS: [&str; 3] =
    ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-linux-armhf.so.3"];
/// Libraries, and what is known of where they are.
const LIBRARIES: [&str; 5] = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache"];
/// A full page takes a third of this.
const LIMITS: Limits = Limits { memory: 1000 * 1000 * 1000, seconds: 300, descriptors: 64 };
const CALLS: Calls<'_> = Calls { allowed: &[RUN], conditional: &[READ_ONLY], refusal: Refusal::NotPermitted };

/// Locks this process in, and becomes tesseract.
#[must_use]
pub(crate) fn run(languages: Option<&OsStr>) -> ExitCode {
    let languages =
        languages.and_then(OsStr::to_str).and_then(|languages| languages.parse::<Languages>().ok());
    let (Some(languages), Some(data)) = (languages, data(&DATA)) else { return ExitCode::FAILURE };
    if lock_in(data).is_ok() {
        let mut tesseract = Command::new(TESSERACT);
        tesseract.args(["stdin", "stdout", "--tessdata-dir"]).arg(data).args(["-l", &languages.to_string()]);
        // Threads are forbidden, so it starts none.
        tesseract.args(["-c", "tessedit_create_tsv=1"]).env_clear().env("OMP_THREAD_LIMIT", "1");
        // It only comes back where it could not begin.
        let _ = tesseract.exec();
    }
    ExitCode::FAILURE
}

/// The folder of its languages.
pub(super) fn data(folders: &[&'static str]) -> Option<&'static Path> {
    folders.iter().map(|folder| Path::new(*folder)).find(|folder| folder.is_dir())
}

fn lock_in(data: &Path) -> Result<(), WallError> {
    LIMITS.set()?;
    let run = [TESSERACT].into_iter().chain(LOADERS).map(|path| (Path::new(path), Access::Run));
    let read = LIBRARIES.into_iter().map(|path| (Path::new(path), Access::Read));
    let allowed = run.chain(read).chain([(data, Access::Read)]).filter(|(path, _)| path.exists());
    let allowed: Vec<(&Path, Access)> = allowed.collect();
    shut_in(&Files { allowed: &allowed, tcp: Tcp::None }, &CALLS)
}

#[cfg(test)]
mod tests {
    use std::fs::{File, OpenOptions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const WHAT: &str = "ESTAFETTE_TEST_READER_TRIES";

    /// Does nothing, unless the test below runs it in a process of its own.
    #[test]
    fn from_inside() {
        #[expect(clippy::disallowed_methods, reason = "the test below says what to try")]
        let Ok(what) = std::env::var(WHAT) else { return };
        assert!(lock_in(data(&DATA).expect("tesseract is installed")).is_ok());
        let tried = match what.as_str() {
            "its own files" => {
                let own = format!("{}/fra.traineddata", data(&DATA).expect("a folder").display());
                File::open(own).map(drop).and(File::open(TESSERACT).map(drop))
            }
            "a file" => File::open("/etc/hostname").map(drop),
            "a device" => File::open("/dev/urandom").map(drop),
            "a new file" => {
                OpenOptions::new().write(true).create_new(true).open("/tmp/estafette-was-here").map(drop)
            }
            "memory as a disk" => {
                OpenOptions::new().write(true).create_new(true).open("/dev/shm/estafette-was-here").map(drop)
            }
            "its own program" => OpenOptions::new().append(true).open(TESSERACT).map(drop),
            "a mode" => std::fs::set_permissions(TESSERACT, std::fs::Permissions::from_mode(0o777)),
            "a folder" => std::fs::create_dir("/tmp/estafette-was-here"),
            "a socket" => std::net::TcpStream::connect("127.0.0.1:9").map(drop),
            "a socket for names" => std::net::UdpSocket::bind("127.0.0.1:0").map(drop),
            "a socket of this machine" => std::os::unix::net::UnixDatagram::unbound().map(drop),
            "a program" => Err(Command::new("/bin/true").exec()),
            "another process" => Command::new(TESSERACT).arg("--version").status().map(drop),
            _ => std::thread::Builder::new().spawn(|| ()).map(drop),
        };
        // The test's own process may write nothing either.
        std::process::exit(match tried {
            Ok(()) => 7,
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => 8,
            Err(_) => 9,
        });
    }

    #[test]
    fn whoever_is_inside_reads_its_own_files_and_can_do_nothing_else() {
        let ends = |what: &str| {
            let mut child = Command::new("/proc/self/exe");
            child.args(["--exact", "transcript::program::tests::from_inside"]).env(WHAT, what);
            child.output().expect("it runs").status.code()
        };
        assert_eq!(ends("its own files"), Some(7));
        for what in [
            "a file",
            "a device",
            "a new file",
            "memory as a disk",
            "its own program",
            "a mode",
            "a folder",
            "a socket",
            "a socket for names",
            "a socket of this machine",
            "a program",
            "another process",
            "a thread",
        ] {
            assert_eq!(ends(what), Some(8), "{what}");
        }
    }
}
