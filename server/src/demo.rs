//! A throw-away instance: real keys, real sealing, two sections, one editor, gone at the end.

use std::collections::BTreeMap;
use std::fs::DirBuilder;
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use estafette_files::private;
use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::ids::InstanceId;
use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::{Addresses, Root, RosterBody, Section, sign};
use estafette_keys::secret::Secret;
use estafette_keys::silence::Silence;

use crate::clock::Clock;
use crate::config::{Config, Decoys, Language, Limits, Listen, NetworkTable, Pages, StoreTable};
use crate::random::Random;
use crate::report::Coded;
use crate::serve::{Opening, ServeError, Server};

pub use words::Words;

mod words;

/// Work for the passphrase of a demo: it guards nothing.
const WORK: u8 = 12;
const EDITOR: &str = "demo";
const RETENTION_DAYS: u16 = 30;
const LIVENESS_WEEKS: u8 = 3;
/// Weeks the editor has epoch keys for.
const WEEKS: usize = 8;
/// A Hugo site, for `estafette publish` to write to.
const SITE: [(&str, &str); 3] = [
    ("site/hugo.toml", include_str!("../demo/site/hugo.toml")),
    ("site/layouts/_default/single.html", include_str!("../demo/site/single.html")),
    ("site/layouts/_default/list.html", include_str!("../demo/site/list.html")),
];
const RULES_FR: &str = "De l’information plutôt que de l’analyse.\n\
    Pas de pétition, jamais de liste de noms et d’adresses.\n\
    Les visages des manifestant·es sont couverts\u{202f}; aucune image ne doit servir la répression.\n\
    Pas d’avis de recherche.\n";
const RULES_EN: &str = "Information rather than analysis.\n\
    No petitions, never a list of names and addresses.\n\
    Faces of demonstrators are covered; no image may serve repression.\n\
    No wanted notices.\n";

/// The demo does not start.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A folder or file.
    #[error("could not make the demo's files in {}", folder.display())]
    Files {
        /// The folder.
        folder: PathBuf,
        /// The cause.
        #[source]
        cause: io::Error,
    },
    /// OpenPGP.
    #[error("could not make the demo's keys")]
    Keys(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The server.
    #[error(transparent)]
    Serve(#[from] ServeError),
}

impl DemoError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Files { .. } => "name a new folder on a disk with some room: --dir DIR",
            Self::Keys(_) => "try again; if it fails again, the build lacks OpenSSL's algorithms",
            Self::Serve(ServeError::Listen { .. }) => "take another port: --port 9090",
            Self::Serve(error) => error.hint(),
        }
    }
}

impl Coded for DemoError {
    fn code(&self) -> &'static str {
        match self {
            Self::Files { .. } | Self::Keys(_) => "D1",
            Self::Serve(error) => error.code(),
        }
    }
}

/// A running demo.
pub struct Demo {
    server: Server,
    folder: Folder,
    passphrase: String,
    pin: String,
}

/// A private folder that goes away, whatever happens.
struct Folder(PathBuf);

impl Folder {
    fn make(path: PathBuf) -> Result<Self, DemoError> {
        match DirBuilder::new().mode(0o700).create(&path) {
            Ok(()) => Ok(Self(path)),
            Err(cause) => Err(DemoError::Files { folder: path, cause }),
        }
    }

    fn add(&self, name: &str) -> Result<(), DemoError> {
        let made = DirBuilder::new().mode(0o700).recursive(true).create(self.0.join(name));
        made.map_err(|cause| DemoError::Files { folder: self.0.clone(), cause })
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, DemoError> {
        let path = self.0.join(name);
        let file = private::create_new(&path);
        file.and_then(|mut file| file.write_all(bytes))
            .map_err(|cause| DemoError::Files { folder: self.0.clone(), cause })?;
        Ok(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What can't be removed stays where the operator was told it is.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Demo {
    /// Makes and starts it: the page at `port`, the editors' side at the next one. `folder` is made, and removed at
    /// the end; without one it is a folder for temporary files.
    ///
    /// # Errors
    /// [`DemoError`].
    pub async fn start(
        port: u16,
        folder: Option<PathBuf>,
        clock: &Clock,
        random: &Random,
    ) -> Result<Self, DemoError> {
        let now = clock.now();
        let instance = InstanceId::random(&mut random.clone());
        let anywhere = || {
            let name = format!("estafette-demo-{}", InstanceId::random(&mut random.clone()));
            std::env::temp_dir().join(name)
        };
        let folder = Folder::make(folder.unwrap_or_else(anywhere))?;

        let root = SecretCert::generate_root("demo root", now).map_err(keys)?;
        let handle = EDITOR.parse().map_err(keys)?;
        let week = clock.today().week();
        let secrets = EditorSecrets::generate(handle, week, WEEKS, now, &mut random.clone()).map_err(keys)?;
        let sections =
            [section("bruxelles", "Bruxelles", "Brussels")?, section("geneve", "Genève", "Geneva")?];
        let body = RosterBody {
            instance,
            number: 1,
            previous: None,
            expires: clock.today().plus_days(30),
            addresses: Addresses::default(),
            threshold: 1,
            silence: Silence::Yes,
            roots: vec![Root { name: "demo root".to_owned(), cert: root.cert() }],
            editors: vec![secrets.listed(sections.iter().map(|section| section.name.clone()).collect(), now)],
            sections: sections.to_vec(),
        };
        let text = body.to_text();
        let passphrase = passphrase(random);
        let sealed = secrets.seal(&Secret::new(passphrase.clone()), WORK).map_err(keys)?;
        folder.write("editor.age", &sealed)?;
        folder.add("site/layouts/_default")?;
        for (name, text) in SITE {
            folder.write(name, text.as_bytes())?;
        }
        let config = Config {
            data: folder.0.join("data"),
            roster: folder.write("roster.toml", text.as_bytes())?,
            signatures: vec![
                folder.write("roster.toml.asc", sign(&text, &root, now).map_err(keys)?.as_bytes())?,
            ],
            pin: body.pin().to_string(),
            listen: Listen {
                source: format!("127.0.0.1:{port}"),
                // Port 0 takes any; behind the last port there is none, which the listener will say.
                editors: format!("127.0.0.1:{}", if port == 0 { 0 } else { port.saturating_add(1) }),
                circuits: false,
            },
            store: StoreTable::default(),
            pages: Pages::default(),
            network: NetworkTable::default(),
            decoys: Decoys { per_day: 0.0, ..Decoys::default() },
            limits: Limits { disk_reserve_megabytes: 100, ..Limits::default() },
        };
        let opening = Opening::of(&config)?;
        let server = Server::start_with(opening, &config, clock.clone(), random.clone()).await?;
        Ok(Self { server, folder, passphrase, pin: config.pin })
    }

    /// The port of the page.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.server.source_port
    }

    /// What to do with it; `programs` is the folder that `estafette` is in.
    #[must_use]
    pub fn words(&self, language: Language, programs: &Path) -> Words {
        let address = |port: Option<u16>| format!("http://127.0.0.1:{}", port.unwrap_or_default());
        Words::new(
            language,
            programs,
            &[
                ("{page}", format!("{}/{}/", address(self.server.source_port), language.tag())),
                ("{api}", address(self.server.editors_port)),
                ("{folder}", self.folder.0.display().to_string()),
                ("{passphrase}", self.passphrase.clone()),
                ("{pin}", self.pin.clone()),
            ],
        )
    }

    /// Stops it, and removes all it made.
    pub async fn stop(self) {
        self.server.stop().await;
    }
}

fn keys(cause: impl std::error::Error + Send + Sync + 'static) -> DemoError {
    DemoError::Keys(Box::new(cause))
}

fn section(name: &str, fr: &str, en: &str) -> Result<Section, DemoError> {
    let texts = |fr: &str, en: &str| {
        BTreeMap::from([("fr".to_owned(), fr.to_owned()), ("en".to_owned(), en.to_owned())])
    };
    Ok(Section {
        name: name.parse().map_err(keys)?,
        retention_days: RETENTION_DAYS,
        liveness_weeks: Some(LIVENESS_WEEKS),
        unread_days: None,
        site: None,
        silence: None,
        languages: vec!["fr".parse().map_err(keys)?, "en".parse().map_err(keys)?],
        titles: texts(fr, en),
        rules: texts(RULES_FR, RULES_EN),
    })
}

/// Words without accents, that any keyboard has.
fn passphrase(random: &Random) -> String {
    Codename::from_entropy(random.bytes()).words(WordLanguage::English).join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_is_whole_while_it_runs_and_gone_afterwards() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("demo");
        let clock = Clock::at(1_795_176_000);
        let demo = Demo::start(0, Some(folder.clone()), &clock, &Random::seeded(1)).await.expect("a demo");
        for name in ["editor.age", "roster.toml", "roster.toml.asc", "data/estafette.sqlite"] {
            assert!(folder.join(name).exists(), "{name}");
        }
        let sealed = std::fs::read(folder.join("editor.age")).expect("a file");
        let secrets = EditorSecrets::open(&sealed, &Secret::new(demo.passphrase.clone())).expect("it opens");
        assert_eq!((secrets.handle.as_str(), secrets.epochs.len()), (EDITOR, WEEKS));
        demo.stop().await;
        assert!(!folder.exists());
    }

    #[tokio::test]
    async fn a_folder_of_somebody_elses_is_not_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let error =
            Demo::start(0, Some(folder.path().to_owned()), &Clock::system(), &Random::System).await.err();
        assert!(matches!(error, Some(DemoError::Files { .. })));
        assert!(folder.path().exists());
    }
}
