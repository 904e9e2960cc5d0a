//! A real browser without a window, set as Tor Browser is at "Safest": no script, nothing sent unasked.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;

/// No page takes longer than this.
const PATIENCE: Duration = Duration::from_mins(2);

/// A browser, driven as a person drives it: Firefox ESR, unless it is said otherwise.
pub struct Browser {
    driver: Child,
    client: Client,
    runtime: Runtime,
    profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one, with these preferences besides the usual.
    #[must_use]
    pub fn start(preferences: &[(&str, Value)]) -> Self {
        let profile = tempfile::tempdir().expect("a folder");
        let mut driver = Command::new("geckodriver");
        driver.args(["--port", "0"]).arg("--profile-root").arg(profile.path());
        let mut prefs = safest(profile.path());
        prefs.extend(preferences.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        let options = json!({
            "moz:firefoxOptions": {
                "binary": "/usr/bin/firefox-esr",
                "args": ["-headless"],
                "prefs": prefs,
            },
        });
        Self::driven(driver, "Listening on", options, profile)
    }

    /// Starts a Chromium without script and cookies.
    #[must_use]
    pub fn chromium() -> Self {
        let profile = tempfile::tempdir().expect("a folder");
        let mut driver = Command::new("chromedriver");
        driver.arg("--port=0");
        // Its sandbox does not start as root.
        let args =
            ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"];
        let folder = format!("--user-data-dir={}", profile.path().join("chromium").display());
        let args: Vec<&str> = args.into_iter().chain([folder.as_str()]).collect();
        let blocked = json!({ "javascript": 2, "cookies": 2 });
        let options = json!({
            "goog:chromeOptions": {
                "binary": "/usr/bin/chromium",
                "args": args,
                "prefs": { "profile.managed_default_content_settings": blocked },
            },
        });
        Self::driven(driver, "started successfully on port", options, profile)
    }

    /// Starts a driver, waits for the line that ends with where it listens, and has it start a browser.
    fn driven(mut driver: Command, line: &str, options: Value, profile: tempfile::TempDir) -> Self {
        driver.env("TMPDIR", profile.path()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = driver.spawn().expect("the driver is installed");
        let out = BufReader::new(driver.stdout.take().expect("its words"));
        let mut lines = out.lines().map_while(Result::ok);
        let line = lines.find(|said| said.contains(line)).expect("where it listens");
        // It goes on talking, and would stumble if nobody listened.
        std::thread::spawn(move || lines.for_each(drop));
        let place = line.rsplit([' ', ':']).next().expect("a word").trim_end_matches('.');
        let address = format!("http://127.0.0.1:{place}");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let Value::Object(options) = options else { unreachable!("an object is one") };
        let client = runtime.block_on(async {
            ClientBuilder::new(HttpConnector::new()).capabilities(options).connect(&address).await
        });
        Self { driver, client: client.expect("a browser"), runtime, profile }
    }

    /// Goes to an address.
    pub fn go(&self, address: &str) {
        self.runtime.block_on(self.client.goto(address)).expect("the page loads");
    }

    /// Goes back, as its button does: to the page before, or to none, where the browser may not show that again.
    pub fn back(&self) {
        let _ = self.runtime.block_on(self.client.back());
    }

    /// Loads the page again, as its button does.
    pub fn reload(&self) {
        self.runtime.block_on(self.client.refresh()).expect("the page loads again");
    }

    /// An attribute of an element, if it has it.
    #[must_use]
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let attribute =
            self.runtime.block_on(async { self.client.find(Locator::Css(css)).await?.attr(name).await });
        attribute.unwrap_or_else(|error| panic!("reading {css}: {error}"))
    }

    /// What a field holds.
    #[must_use]
    pub fn value(&self, css: &str) -> String {
        let value =
            self.runtime.block_on(async { self.client.find(Locator::Css(css)).await?.prop("value").await });
        value.unwrap_or_else(|error| panic!("reading {css}: {error}")).unwrap_or_default()
    }

    /// Clicks, and waits for the page that follows, if one does.
    pub fn click(&self, css: &str) {
        self.runtime
            .block_on(async { self.client.find(Locator::Css(css)).await?.click().await })
            .unwrap_or_else(|error| panic!("clicking {css}: {error}"));
    }

    /// Types into a field.
    pub fn fill(&self, css: &str, text: &str) {
        self.runtime
            .block_on(async { self.client.find(Locator::Css(css)).await?.send_keys(text).await })
            .unwrap_or_else(|error| panic!("typing into {css}: {error}"));
    }

    /// Chooses files in a field that takes several.
    pub fn choose(&self, css: &str, files: &[&Path]) {
        let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
        self.fill(css, &paths.join("\n"));
    }

    /// Chooses of a list, by the value.
    pub fn select(&self, css: &str, value: &str) {
        self.click(&format!("{css} option[value='{value}']"));
    }

    /// The texts of all that fit.
    #[must_use]
    pub fn texts(&self, css: &str) -> Vec<String> {
        self.runtime
            .block_on(async {
                let mut texts = Vec::new();
                for element in self.client.find_all(Locator::Css(css)).await? {
                    texts.push(element.text().await?);
                }
                Ok::<_, fantoccini::error::CmdError>(texts)
            })
            .expect("the page is there")
    }

    /// Waits until something is on the page.
    pub fn wait_for(&self, css: &str) {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css));
        let found = self.runtime.block_on(async { found.await.map(|_| ()) });
        found.unwrap_or_else(|error| panic!("{css} never came ({error}) on {}", self.source()));
    }

    /// The page, as it is.
    #[must_use]
    pub fn source(&self) -> String {
        self.runtime.block_on(self.client.source()).expect("the page is there")
    }

    /// How large the window is, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        self.runtime.block_on(self.client.set_window_size(width, height)).expect("the window is there");
    }

    /// What a person sees, as PNG.
    #[must_use]
    pub fn picture(&self) -> Vec<u8> {
        self.runtime.block_on(self.client.screenshot()).expect("the page is there")
    }

    /// Keeps such a picture, for people to look at.
    pub fn keep_picture(&self, folder: &Path, name: &str) {
        std::fs::create_dir_all(folder).expect("a folder");
        let path = folder.join(name).with_extension("png");
        let file = OpenOptions::new().write(true).create(true).truncate(true).open(path);
        file.and_then(|mut file| file.write_all(&self.picture())).expect("it is written");
    }

    /// How far to the right anything in these elements reaches, in CSS pixels.
    #[must_use]
    pub fn widest(&self, css: &str) -> f64 {
        self.runtime
            .block_on(async {
                let mut widest = 0.0_f64;
                for element in self.client.find_all(Locator::Css(css)).await? {
                    let (x, _, width, _) = element.rectangle().await?;
                    widest = widest.max(x + width);
                }
                Ok::<_, fantoccini::error::CmdError>(widest)
            })
            .expect("the page is there")
    }

    /// Runs a script of the test's own, which is asked to look and not to change: for what no driver tells.
    #[must_use]
    pub fn looks(&self, script: &str, arguments: Vec<Value>) -> Value {
        let looked = self.runtime.block_on(self.client.execute_async(script, arguments));
        looked.unwrap_or_else(|error| panic!("{script:.200}: {error}"))
    }

    /// Presses keys together, wherever the focus is.
    pub fn press(&self, keys: &[char]) {
        let press = KeyActions::new("keyboard".to_owned());
        let press = keys.iter().fold(press, |press, key| press.then(KeyAction::Down { value: *key }));
        let press = keys.iter().rev().fold(press, |press, key| press.then(KeyAction::Up { value: *key }));
        self.runtime.block_on(self.client.perform_actions(press)).expect("the page is there");
    }

    /// Where it keeps what it downloads.
    #[must_use]
    pub fn downloads(&self) -> &Path {
        self.profile.path()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have fallen over; the driver ends it in any case.
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn safest(downloads: &Path) -> Map<String, Value> {
    let prefs = json!({
        "javascript.enabled": false,
        "privacy.resistFingerprinting": true,
        "network.cookie.cookieBehavior": 2,
        "browser.download.folderList": 2,
        "browser.download.dir": downloads.display().to_string(),
        "browser.download.always_ask_before_handling_new_types": false,
        "app.update.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "toolkit.telemetry.enabled": false,
        "browser.safebrowsing.downloads.enabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "extensions.update.enabled": false,
        "services.settings.server": "http://127.0.0.1:9/",
    });
    match prefs {
        Value::Object(prefs) => prefs,
        _ => unreachable!("an object is one"),
    }
}
