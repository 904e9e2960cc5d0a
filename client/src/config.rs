//! The environment and the paths: read here, once, and nowhere else.

use std::ffi::OsString;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use estafette_keys::secret::Secret;
use estafette_onion::transport::Way;

use crate::failure::{Details, Explained};
use crate::text_file;
use crate::words::Language;
use crate::words::{Key, key};

pub(crate) use settings::{Setting, Settings, SettingsError, way};

mod settings;

/// The longest passphrase that is read from a file.
const PASSPHRASE_MAX: usize = 4_096;

/// The terminal of this process, whatever its standard input is.
pub(crate) const TERMINAL: &str = "/dev/tty";

/// What the environment says, as it is.
#[derive(Default)]
pub(crate) struct Environment {
    /// `ESTAFETTE_HOME`
    pub estafette_home: Option<OsString>,
    /// `XDG_DATA_HOME`
    pub data_home: Option<OsString>,
    /// `HOME`
    pub home: Option<OsString>,
    /// `LC_ALL`, else `LC_MESSAGES`, else `LANG`
    pub locale: Option<String>,
    /// `VISUAL`, else `EDITOR`
    pub editor: Option<String>,
    /// `PAGER`
    pub pager: Option<String>,
    /// `NO_COLOR` is set and not empty
    pub no_color: bool,
    /// `ESTAFETTE_DETECTOR`
    pub detector: Option<String>,
    /// `SSH_AUTH_SOCK`
    pub ssh_agent: Option<String>,
    /// `XDG_RUNTIME_DIR`
    pub runtime_dir: Option<OsString>,
    /// Standard input, output and errors are a terminal.
    pub terminal: Streams,
}

/// Which streams are a terminal.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a stream that is a terminal or not")]
pub(crate) struct Streams {
    /// Somebody can be asked: standard input is one, or it holds a text (`-`) and there is one besides.
    pub input: bool,
    /// It is the one besides.
    pub besides: bool,
    /// Standard output.
    pub output: bool,
    /// Standard error.
    pub error: bool,
}

impl Environment {
    /// Of this process.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
    pub(crate) fn of_process() -> Self {
        let full = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let text = |name: &str| full(name).and_then(|value| value.into_string().ok());
        // `--file -`: what is typed is the text, so whoever is asked answers on the terminal itself.
        let is_taken = !io::stdin().is_terminal() && std::env::args_os().any(|argument| argument == "-");
        let besides = is_taken && std::fs::File::open(TERMINAL).is_ok();
        Self {
            estafette_home: full("ESTAFETTE_HOME"),
            data_home: full("XDG_DATA_HOME"),
            home: full("HOME"),
            locale: text("LC_ALL").or_else(|| text("LC_MESSAGES")).or_else(|| text("LANG")),
            editor: text("VISUAL").or_else(|| text("EDITOR")),
            pager: text("PAGER"),
            no_color: full("NO_COLOR").is_some(),
            detector: text("ESTAFETTE_DETECTOR"),
            ssh_agent: text("SSH_AUTH_SOCK"),
            runtime_dir: full("XDG_RUNTIME_DIR"),
            terminal: Streams {
                input: io::stdin().is_terminal() || besides,
                besides,
                output: io::stdout().is_terminal(),
                error: io::stderr().is_terminal(),
            },
        }
    }

    /// Where the vault is, unless an option says otherwise.
    #[must_use]
    pub(crate) fn vault(&self) -> Option<PathBuf> {
        let data = || self.data_home.as_ref().map(|data| Path::new(data).join("estafette"));
        let home = || self.home.as_ref().map(|home| Path::new(home).join(".local/share/estafette"));
        self.estafette_home.as_ref().map(PathBuf::from).or_else(data).or_else(home)
    }

    /// The language of help and of mistakes in what was typed: the one that was chosen once, else the system's.
    #[must_use]
    pub(crate) fn language_of_help(&self) -> Language {
        let settings = self.vault().and_then(|home| Settings::read(&home).ok());
        settings.and_then(|settings| settings.language()).unwrap_or_else(|| self.language())
    }

    /// The language of the system.
    #[must_use]
    pub(crate) fn language(&self) -> Language {
        self.locale.as_deref().map_or(Language::ENGLISH, Language::of_locale)
    }
}

/// What was chosen for a run, with any verb.
#[derive(Default)]
pub(crate) struct Options {
    /// The vault's folder.
    pub home: Option<PathBuf>,
    /// Where the passphrase comes from, when nobody is asked.
    pub passphrase_file: Option<PathBuf>,
    /// The language of answers.
    pub language: Option<Language>,
    /// Which Tor.
    pub tor: Option<Way>,
    /// Answers are JSON.
    pub json: bool,
    /// Only what was asked for.
    pub quiet: bool,
    /// Colour, or none; `None` for colour on a terminal.
    pub color: Option<bool>,
}

/// How this run goes.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub(crate) struct Config {
    /// The vault's folder.
    pub home: PathBuf,
    /// Where the passphrase comes from, when nobody is asked.
    pub passphrase_file: Option<PathBuf>,
    /// The language of answers.
    pub language: Language,
    /// Which Tor onion services are reached by.
    pub tor: Way,
    /// Answers are JSON.
    pub json: bool,
    /// Only what was asked for.
    pub quiet: bool,
    /// Standard output is coloured.
    pub color: bool,
    /// The program texts are written in, as a shell takes it.
    pub editor: String,
    /// Somebody chose that program.
    pub editor_is_set: bool,
    /// The locale says that text is UTF-8.
    pub is_utf8: bool,
    /// The program long texts are read in; `None` when standard output is no terminal, or it is `cat`.
    pub pager: Option<Vec<String>>,
    /// A program that finds faces, in place of our own, and its arguments.
    pub detector: Option<Vec<String>>,
    /// Where git's ssh finds the editor's keys.
    pub ssh_agent: Option<String>,
    /// Folders that may be backed by memory, best first.
    pub memory_folders: Vec<PathBuf>,
    /// Which streams are a terminal.
    pub terminal: Streams,
}

/// A run can't go like that.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// No folder to keep a vault in.
    #[error("neither --home, ESTAFETTE_HOME, XDG_DATA_HOME nor HOME says where the vault is")]
    NoHome,
    /// What was chosen once can't be read.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}

impl Explained for ConfigError {
    fn key(&self) -> Key {
        match self {
            Self::NoHome => key!("error-home"),
            Self::Settings(error) => error.key(),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::NoHome => Details::default(),
            Self::Settings(error) => error.details(),
        }
    }
}

/// The passphrase file could not be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PassphraseFileError {
    /// Not there, not readable, not text.
    #[error("could not read the passphrase file")]
    Read(#[source] io::Error),
    /// Nothing on its first line.
    #[error("the passphrase file's first line is empty")]
    Empty,
}

impl Explained for PassphraseFileError {
    fn key(&self) -> Key {
        match self {
            Self::Read(_) => key!("error-passphrase-file"),
            Self::Empty => key!("error-passphrase-file-empty"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Read(cause) => Details::of_system(cause),
            Self::Empty => Details::default(),
        }
    }
}

impl Config {
    /// Options first, then what was chosen once, then the environment.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub(crate) fn new(options: Options, environment: Environment) -> Result<Self, ConfigError> {
        let home = options.home.or_else(|| environment.vault()).ok_or(ConfigError::NoHome)?;
        let settings = Settings::read(&home)?;
        let language =
            options.language.or_else(|| settings.language()).unwrap_or_else(|| environment.language());
        let by_itself = environment.terminal.output && !environment.no_color;
        let color = options.color.unwrap_or_else(|| !options.json && settings.color().unwrap_or(by_itself));
        let editor = settings.get(Setting::Editor).map(str::to_owned).or(environment.editor);
        let is_utf8 = environment.locale.as_deref().is_some_and(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.ends_with("utf-8") || locale.ends_with("utf8")
        });
        let words = |text: String| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let pager = environment.pager.map_or_else(|| vec!["less".to_owned()], words);
        let pages = environment.terminal.output && pager.first().is_some_and(|program| program != "cat");
        let memory_folders = environment
            .runtime_dir
            .map(PathBuf::from)
            .into_iter()
            .chain(["/dev/shm".into()])
            .filter(|folder| folder.is_absolute())
            .collect();
        Ok(Self {
            home,
            passphrase_file: options.passphrase_file,
            language,
            tor: options.tor.or_else(|| settings.tor()).unwrap_or(Way::Own),
            json: options.json,
            quiet: options.quiet,
            color,
            editor_is_set: editor.is_some(),
            is_utf8,
            editor: editor.unwrap_or_else(|| "vi".to_owned()),
            pager: pages.then_some(pager),
            detector: environment.detector.map(words),
            ssh_agent: environment.ssh_agent,
            memory_folders,
            terminal: environment.terminal,
        })
    }
}

/// A paper key or a codename: all of a short file, or of standard input for `-`, as it may be written in lines.
///
/// # Errors
/// [`PassphraseFileError`].
pub(crate) fn secret_text_from(file: &Path) -> Result<Secret<String>, PassphraseFileError> {
    use std::io::Read;
    let mut text = Secret::new(String::with_capacity(2 * PASSPHRASE_MAX));
    let read = if file == Path::new("-") {
        io::stdin().lock().take(PASSPHRASE_MAX as u64).read_to_string(text.expose_secret_mut())
    } else {
        std::fs::File::open(file)
            .and_then(|file| file.take(PASSPHRASE_MAX as u64).read_to_string(text.expose_secret_mut()))
    };
    read.map_err(PassphraseFileError::Read)?;
    if text.expose_secret().trim().is_empty() { Err(PassphraseFileError::Empty) } else { Ok(text) }
}

/// The first line of a file, or of standard input for `-`.
///
/// # Errors
/// [`PassphraseFileError`].
pub(crate) fn passphrase_from(file: &Path) -> Result<Secret<String>, PassphraseFileError> {
    use std::io::Read;
    let mut line = Secret::new(String::new());
    let read = if file == Path::new("-") {
        io::stdin().lock().take(PASSPHRASE_MAX as u64).read_line(line.expose_secret_mut())
    } else {
        first_line_of(file, &mut line)
    };
    read.map_err(PassphraseFileError::Read)?;
    let kept = line.expose_secret().trim_end_matches(['\r', '\n']).len();
    line.expose_secret_mut().truncate(kept);
    if kept == 0 { Err(PassphraseFileError::Empty) } else { Ok(line) }
}

/// As a person's editor saved it.
fn first_line_of(file: &Path, line: &mut Secret<String>) -> io::Result<usize> {
    use std::io::Read;
    let mut bytes = Secret::new(Vec::with_capacity(2 * PASSPHRASE_MAX));
    std::fs::File::open(file)?.take(2 * PASSPHRASE_MAX as u64).read_to_end(bytes.expose_secret_mut())?;
    let text = text_file::decoded(bytes.expose_secret()).map(Secret::new);
    let text = text.map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    line.expose_secret_mut().push_str(text.expose_secret().lines().next().unwrap_or_default());
    Ok(line.expose_secret().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vault_is_where_the_nearest_word_says() {
        let home =
            |options: Options, environment| Config::new(options, environment).map(|config| config.home).ok();
        let all = || Environment {
            estafette_home: Some("/e".into()),
            data_home: Some("/d".into()),
            home: Some("/h".into()),
            ..Environment::default()
        };
        let option = Options { home: Some("/o".into()), ..Options::default() };
        assert_eq!(home(option, all()), Some("/o".into()));
        assert_eq!(home(Options::default(), all()), Some("/e".into()));
        let environment = Environment { estafette_home: None, ..all() };
        assert_eq!(home(Options::default(), environment), Some("/d/estafette".into()));
        let environment = Environment { estafette_home: None, data_home: None, ..all() };
        assert_eq!(home(Options::default(), environment), Some("/h/.local/share/estafette".into()));
        assert_eq!(home(Options::default(), Environment::default()), None);
    }

    #[test]
    fn a_passphrase_is_the_first_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("pass");
        estafette_files::private::write(&file, "phrase à mots\r\nrest\n".as_bytes()).expect("written");
        let passphrase = passphrase_from(&file).ok();
        assert_eq!(passphrase.as_ref().map(|p| p.expose_secret().as_str()), Some("phrase à mots"));
        // As Notepad saves it.
        for bytes in [&b"\xef\xbb\xbfphrase\r\n"[..], b"\xff\xfep\0h\0r\0a\0s\0e\0\r\0\n\0"] {
            estafette_files::private::write(&file, bytes).expect("written");
            let passphrase = passphrase_from(&file).ok();
            assert_eq!(passphrase.as_ref().map(|p| p.expose_secret().as_str()), Some("phrase"));
        }
        estafette_files::private::write(&file, b"\n").expect("written");
        assert!(matches!(passphrase_from(&file), Err(PassphraseFileError::Empty)));
    }
}
