//! A throw-away instance: real keys, real sealing, two sections, one editor, gone at the end.

use std::collections::BTreeMap;
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::ids::InstanceId;
use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::{Addresses, Editor, Root, RosterBody, Section, sign};
use estafette_keys::secret::Secret;
use estafette_keys::signing::DeviceKey;
use rand::RngCore;

use crate::clock::Clock;
use crate::config::{Config, Limits, Listen};
use crate::serve::Server;

/// Work for the passphrase of a demo: it guards nothing.
const WORK: u8 = 12;
const RETENTION_DAYS: u16 = 30;
const RULES_FR: &str = "De l’information plutôt que de l’analyse.\n\
    Pas de pétition, jamais de liste de noms et d’adresses.\n\
    Les visages des manifestant·es sont couverts ; aucune image ne doit servir la répression.\n\
    Pas d’avis de recherche.\n";
const RULES_EN: &str = "Information rather than analysis.\n\
    No petitions, never a list of names and addresses.\n\
    Faces of demonstrators are covered; no image may serve repression.\n\
    No wanted notices.\n";

/// A running demo.
pub struct Demo {
    server: Server,
    folder: PathBuf,
    passphrase: String,
    pin: String,
    port: u16,
}

impl Demo {
    /// Makes and starts it.
    ///
    /// # Errors
    /// When the ports are taken, or there is no place for temporary files.
    pub async fn start(port: u16, clock: &Clock) -> Result<Self, Box<dyn std::error::Error>> {
        let (now, mut rng) = (clock.now(), rand::thread_rng());
        let instance = InstanceId::random(&mut rng);
        let folder = std::env::temp_dir().join(format!("estafette-demo-{}", InstanceId::random(&mut rng)));
        DirBuilder::new().mode(0o700).create(&folder)?;

        let root = SecretCert::generate_root("demo root", now)?;
        let secrets = EditorSecrets {
            handle: "demo".parse()?,
            cert: SecretCert::generate("demo", now)?,
            device: DeviceKey::generate(&mut rng),
            epochs: Vec::new(),
        };
        let sections = [("bruxelles", "Bruxelles", "Brussels"), ("geneve", "Genève", "Geneva")];
        let sections: Vec<Section> =
            sections.into_iter().map(|(name, fr, en)| section(name, fr, en)).collect::<Result<_, _>>()?;
        let body = RosterBody {
            instance,
            number: 1,
            previous: None,
            expires: clock.today().plus_days(30),
            addresses: Addresses::default(),
            threshold: 1,
            roots: vec![Root { name: "demo root".to_owned(), cert: root.cert() }],
            editors: vec![Editor {
                handle: secrets.handle.clone(),
                device: secrets.device.public(),
                sections: sections.iter().map(|section| section.name.clone()).collect(),
                cert: secrets.cert.cert(),
            }],
            sections,
        };
        let text = body.to_text();
        let passphrase = passphrase();
        write(&folder.join("roster.toml"), text.as_bytes())?;
        write(&folder.join("roster.toml.asc"), sign(&text, &root, now)?.as_bytes())?;
        write(&folder.join("editor.age"), &secrets.seal(&Secret::new(passphrase.clone()), WORK)?)?;

        let config = Config {
            data: folder.join("data"),
            roster: folder.join("roster.toml"),
            signatures: vec![folder.join("roster.toml.asc")],
            pin: body.pin().to_string(),
            listen: Listen {
                source: format!("127.0.0.1:{port}"),
                editors: format!("127.0.0.1:{}", port.checked_add(1).ok_or("the port must be below 65535")?),
            },
            limits: Limits::default(),
        };
        let server = Server::start(&config, clock.clone()).await?;
        Ok(Self { server, folder, passphrase, pin: config.pin, port })
    }

    /// What to do with it, in French and in English.
    #[must_use]
    pub fn words(&self) -> String {
        let Self { folder, passphrase, pin, port, .. } = self;
        let (folder, api) = (folder.display(), port + 1);
        let program = std::env::current_exe()
            .ok()
            .and_then(|path| path.parent().map(|folder| folder.join("estafette")))
            .unwrap_or_else(|| "estafette".into());
        let program = program.display();
        format!(
            "\n  La page est ouverte. / The page is open:\n\n    http://127.0.0.1:{port}/\n\n\
             \n  Pour lire ce qui arrive, dans un autre terminal. / To read what arrives, in another terminal:\n\n\
             \x20   export ESTAFETTE_HOME={folder}/home\n\
             \x20   {program} init --from {folder}/editor.age     # phrase de passe / passphrase: {passphrase}\n\
             \x20   {program} join http://127.0.0.1:{api} --pin {pin}\n\
             \x20   {program} fetch\n\
             \x20   {program} inbox\n\
             \x20   {program} read ITEM\n\
             \x20   {program} save ITEM --out {folder}/files\n\
             \x20   {program} reply ITEM --message 'Merci, bien reçu.'\n\
             \x20   {program} draft ITEM\n\
             \x20   {program} publish ITEM --to {folder}/site\n\n\
             \n  Ctrl-C arrête et efface tout. / Ctrl-C stops and erases everything.\n\n"
        )
    }

    /// Stops it, and removes all it made.
    pub async fn stop(self) {
        self.server.stop().await;
        // What can't be removed is in the folder for temporary files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn section(name: &str, fr: &str, en: &str) -> Result<Section, Box<dyn std::error::Error>> {
    let texts = |fr: &str, en: &str| {
        BTreeMap::from([("fr".to_owned(), fr.to_owned()), ("en".to_owned(), en.to_owned())])
    };
    Ok(Section {
        name: name.parse()?,
        retention_days: RETENTION_DAYS,
        languages: vec!["fr".parse()?, "en".parse()?],
        titles: texts(fr, en),
        rules: texts(RULES_FR, RULES_EN),
    })
}

/// Four French words.
fn passphrase() -> String {
    let mut random = [0; 11];
    rand::thread_rng().fill_bytes(&mut random);
    let words = Codename::from_entropy(random).words(WordLanguage::English);
    words.iter().take(4).copied().collect::<Vec<_>>().join("-")
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?.write_all(bytes)
}
