//! What the server takes of its processors for each thing that a source does, and how many texts a second it stores.
//!
//! `cargo build --release --workspace && cargo bench --workspace --bench cost [MANY]`. MANY: so many texts are stored first, and
//! everything is measured once before and once after.
//!
//! What counts is the processors' time of the server's threads, not what a clock shows: beside other programs the figures rise a
//! little, they do not double. What the server does ahead while nobody asks (stretching codenames) is not in them where a line says
//! that forms were ready, because it is waited for before.

use std::convert::Infallible;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use estafette_tests::editor::Editor;
use estafette_tests::http::Answer;
use estafette_tests::source::{Form, Source, between, codename, token};
use estafette_tests::stack::{Plan, Stack};
use http_body_util::Full;
use hyper::Response;
use hyper::body::Bytes;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tempfile::TempDir;

/// How often each thing is done.
const TIMES: u32 = 200;
/// Of how many forms the server keeps the root; a form that was given out before so many others is stretched when it comes back.
const GIVEN: u32 = 2_048;
/// How many forms are ready at most.
const READY: u32 = 256;
/// How many senders there are at once, where texts a second are counted, and how many texts each sends.
const SENDERS: u32 = 64;
const EACH: u32 = 24;
/// What a text says, of a kilobyte.
const KILOBYTE: usize = 1_000;
/// How many megabytes the large file has.
const MEGABYTES: u32 = 10;
/// How often the large file is sent.
const FILES: u32 = 10;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// What something takes each time.
struct Each {
    milliseconds: f64,
    waits: f64,
}

/// A server that is measured.
struct Measured {
    stack: Stack,
    source: Source,
}

fn main() -> Outcome {
    let many = std::env::args().skip(1).find(|word| !word.starts_with("--")).map(|word| word.parse());
    let many: u32 = many.transpose()?.unwrap_or(0);
    let stack = Stack::start_as(&Plan { forms_ahead: READY as usize, ..Plan::default() });
    // From here on, slots are sealed to an epoch key, as in a section that somebody reads for.
    drop(Editor::log_in(&stack, 0));
    let source = Source::new(stack.source_socket());
    let measured = Measured { stack, source };
    measured.all()?;
    if many > 0 {
        let began = Instant::now();
        measured.store(many);
        let took = began.elapsed().as_secs_f64();
        writeln!(io::stdout(), "{many} texts stored in {took:.0} s: {:.0} a second", f64::from(many) / took)?;
        measured.all()?;
    }
    Ok(())
}

/// The least that a server of files does: it reads the file, and sends it.
struct Still {
    folder: TempDir,
    /// Its one thread.
    thread: PathBuf,
}

impl Still {
    fn serve(page: &[u8]) -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("page.html");
        OpenOptions::new().write(true).create_new(true).open(&file)?.write_all(page)?;
        let listener = UnixListener::bind(folder.path().join("socket"))?;
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let _ = tell.send(std::fs::read_link("/proc/thread-self"));
            runtime.block_on(files(listener, file))
        });
        let thread = told.recv().map_err(io::Error::other)??;
        Ok(Self { folder, thread: Path::new("/proc").join(thread) })
    }

    /// Milliseconds of a processor that it takes each time.
    fn each(&self, times: u32) -> f64 {
        let source = Source::new(self.folder.path().join("socket"));
        let before = self.processor();
        (0..times).for_each(|_| assert_eq!(source.fetch("/").status, 200));
        self.processor().saturating_sub(before).as_secs_f64() * 1_000.0 / f64::from(times)
    }

    fn processor(&self) -> Duration {
        let told = std::fs::read_to_string(self.thread.join("schedstat")).unwrap_or_default();
        Duration::from_nanos(told.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or_default())
    }
}

async fn files(listener: UnixListener, file: PathBuf) -> io::Result<Infallible> {
    let listener = tokio::net::UnixListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let read = || std::fs::read(&file).map(|page| Response::new(Full::new(Bytes::from(page))));
        let answer = service_fn(|_| std::future::ready(read()));
        let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
    }
}

impl Measured {
    fn all(&self) -> Outcome {
        let mut out = io::stdout();
        let peak = self.stack.peak_megabytes();
        writeln!(
            out,
            "milliseconds of a processor, and how often a thread waited; peak memory so far {peak} MB"
        )?;
        let mut row = |name: &str, each: Each| {
            writeln!(out, "  {name:<58}{:>8.2}{:>8.1}", each.milliseconds, each.waits)
        };
        row("home page", self.each(TIMES, |_| self.page("/fr/")))?;
        self.until_ready();
        row("form page", self.each(TIMES / 2, |_| drop(self.source.nonce())))?;
        let still = Still::serve(&self.source.fetch("/fr/write/bruxelles/tip").body)?;
        self.until_ready();
        let pages = self.each(TIMES / 2, |_| drop(self.source.fetch("/fr/write/bruxelles/tip")));
        let files = still.each(TIMES / 2);
        writeln!(
            io::stdout(),
            "  a form page / a static file of its size, by hyper alone: {:.2} / {:.2} ms, {:.2} ×",
            pages.milliseconds,
            files,
            pages.milliseconds / files
        )?;
        let text = text_of(0);
        let nonce = self.source.nonce();
        row(
            "form refused: parsed, checked, shown again",
            self.each(TIMES, |_| {
                let form = Form::filled(&nonce, &text).field("publish", "x").ended();
                let answer = self.source.send(&form);
                assert!(answer.status >= 400, "{}", answer.status);
            }),
        )?;
        // Forms that nobody will find ready: so many others are given out behind them.
        let cold = self.nonces(TIMES);
        for _ in 0..=GIVEN / READY {
            self.until_ready();
            let _ = self.nonces(READY);
        }
        self.until_ready();
        let ready = self.nonces(TIMES);
        self.until_ready();
        let codenames = Mutex::new(Vec::new());
        let write = |nonces: &[String], at: usize| {
            let answer = self.source.send(&Form::filled(&nonces[at], &text_of(at)).ended());
            assert_eq!(answer.status, 200, "{}", answer.text());
            codenames.lock().expect("whole").extend(codename(&answer));
        };
        row("new source, 1 KB, form ready", self.each(TIMES, |at| write(&ready, at)))?;
        row("new source, 1 KB, to be stretched", self.each(TIMES, |at| write(&cold, at)))?;
        let codenames = codenames.into_inner()?;
        row(
            "codename to its page, no answers",
            self.each(TIMES, |at| {
                let answer = self.source.enter(&codenames[at]);
                assert_eq!(answer.status, 200);
            }),
        )?;
        // A codename may send so many texts a day.
        let pages: Vec<_> = codenames.iter().take(20).map(|codename| self.source.enter(codename)).collect();
        let again = |at: usize| self.writes_again(&pages[at % pages.len()], at);
        row("known source, 1 KB, with its form page", self.each(TIMES, again))?;
        self.answer(&codenames[1]);
        self.until_ready();
        row(
            "codename to its page, 10 answers",
            self.each(TIMES / 4, |_| {
                let answer = self.source.enter(&codenames[1]);
                assert!(answer.text().contains("Réponse 9"));
            }),
        )?;
        self.until_ready();
        let nonces = self.nonces(FILES);
        self.until_ready();
        let bytes = random(MEGABYTES as usize * 1_000_000);
        let began = Instant::now();
        let file = self.each(FILES, |at| {
            let form = Form::filled(&nonces[at], &text).file("a.bin", "application/octet-stream", &bytes);
            let answer = self.source.send(&form.ended());
            assert_eq!(answer.status, 200, "{}", answer.text());
        });
        let rate = f64::from(FILES * MEGABYTES) / began.elapsed().as_secs_f64();
        row("new source, 1 KB and a file of 10 MB, form ready", file)?;
        writeln!(out, "  files arrive at {rate:.0} MB/s")?;
        let (rate, cost) = self.at_once();
        writeln!(
            out,
            "  {SENDERS} senders at once: {rate:.0} texts a second, {:.2} ms each",
            cost.milliseconds
        )?;
        Ok(())
    }

    fn page(&self, path: &str) {
        assert_eq!(self.source.fetch(path).status, 200);
    }

    /// What something takes of the processors each time.
    fn each(&self, times: u32, act: impl Fn(usize)) -> Each {
        let before = (self.processors(), self.waits());
        (0..times as usize).for_each(act);
        self.since(before, times)
    }

    /// What each of so many took of the processors since then.
    fn since(&self, (processors, waits): (Duration, f64), times: u32) -> Each {
        let milliseconds = self.processors().saturating_sub(processors).as_secs_f64() * 1_000.0;
        let times = f64::from(times);
        Each { milliseconds: milliseconds / times, waits: (self.waits() - waits) / times }
    }

    /// How often one of the server's threads gave its processor up.
    fn waits(&self) -> f64 {
        let told = self.of_threads("status", |told| {
            let line = told.lines().find(|line| line.starts_with("voluntary_ctxt_switches"))?;
            line.split_whitespace().nth(1)?.parse().ok()
        });
        told.into_iter().map(|count: u32| f64::from(count)).sum()
    }

    /// Time of the processors that the server took.
    fn processors(&self) -> Duration {
        let nanoseconds: Vec<u64> = self.of_threads("schedstat", |told| told.split(' ').next()?.parse().ok());
        Duration::from_nanos(nanoseconds.into_iter().sum())
    }

    /// What the kernel tells of each thread in a file of this name.
    fn of_threads<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let tasks = format!("/proc/{}/task", self.stack.process());
        let tasks = std::fs::read_dir(Path::new(&tasks)).expect("its threads");
        tasks.filter_map(|task| read(&std::fs::read_to_string(task.ok()?.path().join(name)).ok()?)).collect()
    }

    /// Waits until the server does nothing any more, so that as many forms are ready as there may be.
    fn until_ready(&self) {
        let mut before = self.processors();
        loop {
            std::thread::park_timeout(Duration::from_millis(200));
            let now = self.processors();
            if now.saturating_sub(before) < Duration::from_millis(4) {
                return;
            }
            before = now;
        }
    }

    fn nonces(&self, count: u32) -> Vec<String> {
        (0..count).map(|_| self.source.nonce()).collect()
    }

    /// A source that was here before, from the page of its answers: it asks for a form, and sends it.
    fn writes_again(&self, page: &Answer, at: usize) {
        let fields = [("token", &*token(page)), ("section", "geneve"), ("kind", "contact")];
        let form = self.source.post("/fr/replies/write", &fields);
        let nonce = between(&form.text(), "name=\"nonce\" value=\"", "\"").expect("a nonce").to_owned();
        let filled = Form::filled(&nonce, &text_of(at)).field("token", &token(&form));
        let answer = self.source.send_to("/fr/write/geneve/contact", &filled.ended());
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// An editor answers the text of this codename ten times.
    fn answer(&self, codename: &str) {
        let editor = Editor::log_in(&self.stack, 0);
        let fields = [("codename", codename)];
        let page = self.source.post("/fr/replies", &fields).text();
        let id = between(&page, "name=\"submission\" value=\"", "\"").expect("an id");
        let list = editor.list();
        let item = list.iter().find(|item| item["id"] == id).expect("it is in the list");
        let opened = editor.open(item);
        for number in 0..10 {
            assert_eq!(editor.reply(&opened, &format!("Réponse {number}")).status, 201);
        }
    }

    /// Many senders at once, each with a form in hand: how many texts a second, and what one takes of the processors.
    fn at_once(&self) -> (f64, Each) {
        let count = SENDERS * EACH;
        let mut nonces = Vec::new();
        for _ in 0..count / READY {
            self.until_ready();
            nonces.extend(self.nonces(READY));
        }
        self.until_ready();
        let (before, began) = ((self.processors(), self.waits()), Instant::now());
        self.send_all(&nonces);
        let took = began.elapsed().as_secs_f64();
        (f64::from(count) / took, self.since(before, count))
    }

    fn send_all(&self, nonces: &[String]) {
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..SENDERS {
                scope.spawn(|| {
                    while let Some(nonce) = nonces.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let answer = self.source.send(&Form::filled(nonce, &text_of(0)).ended());
                        assert_eq!(answer.status, 200, "{}", answer.text());
                    }
                });
            }
        });
    }

    /// Stores so many texts.
    fn store(&self, many: u32) {
        let mut left = many;
        while left > 0 {
            let some = left.min(SENDERS * EACH);
            self.send_all(&self.nonces(some));
            left -= some;
        }
    }
}

fn text_of(number: usize) -> String {
    let mut text = format!("Numéro {number}. ");
    while text.len() < KILOBYTE {
        text.push_str("Rien à signaler. ");
    }
    text
}

fn random(bytes: usize) -> Vec<u8> {
    let mut random = vec![0; bytes];
    rand::RngCore::fill_bytes(&mut rand::thread_rng(), &mut random);
    random
}
