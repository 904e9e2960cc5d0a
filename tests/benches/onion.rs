//! The onion process against C-tor: both before the same server, by the same client, in the same network, in turn.
//!
//! `cargo build --release --workspace && cargo bench -p estafette-tests --bench onion [-- first-byte | upload | crowd…]`

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use estafette_tests::source::{Form, content_type};
use estafette_tests::stack::{Plan, Stack, program};
use estafette_tests::tor::{Client, Onion, connect_as, network};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const FIRST_BYTES: usize = 30;
const UPLOADS: usize = 9;
const UPLOAD: usize = 10 * 1024 * 1024;
const CROWDS: usize = 3;
/// How many come at once.
const SMALL: usize = 50;
const LARGE: usize = 150;

fn main() -> Outcome<()> {
    let stack = Stack::start_as(&Plan { circuits: true, ..Plan::default() });
    let mut onion = Onion::before(&stack);
    let folder = tempfile::tempdir()?;
    let (host, c_tors) = c_tor_before(&stack, folder.path())?;
    let client = network().client(&folder.path().join("client"), "MaxClientCircuitsPending 512\n");
    let services = [onion.source.clone(), c_tors];
    for service in &services {
        client.reaches(service);
    }
    let visitor = Visitor { client: &client, services, lost: Default::default() };
    let named: Vec<String> = std::env::args().skip(1).filter(|name| !name.starts_with("--")).collect();
    let asked = |name: &str| named.is_empty() || named.iter().any(|named| named == name);

    let mut out = io::stdout();
    writeln!(out, "{:<40}{:>12}{:>12}{:>12}", "median", "ours", "C-tor", "ours/C-tor")?;
    let row = |what: &str, [ours, theirs]: [Duration; 2]| {
        let (ours, theirs) = (ours.as_secs_f64(), theirs.as_secs_f64());
        writeln!(io::stdout(), "{what:<40}{ours:>10.3} s{theirs:>10.3} s{:>12.2}", ours / theirs)
    };
    if asked("first-byte") {
        row("time to first byte, circuit and all", visitor.in_turn(FIRST_BYTES, Visitor::first_byte)?)?;
    }
    if asked("upload") {
        row("10 MiB upload, sealed and stored", visitor.in_turn(UPLOADS, Visitor::upload)?)?;
    }
    for crowd in [SMALL, LARGE].into_iter().filter(|_| asked("crowd")) {
        let came = visitor.in_turn(CROWDS, |visitor, service, name| visitor.crowd(crowd, service, name))?;
        row(&format!("{crowd} new circuits at once, the last page"), came)?;
        let [ours, theirs] = visitor.lost.each_ref().map(|lost| lost.swap(0, Ordering::Relaxed));
        let all = CROWDS * crowd;
        writeln!(out, "of {all} visitors in such crowds, without a page: {ours} ours, {theirs} C-tor's")?;
    }
    writeln!(out, "the onion process's peak memory: {} MB", onion.process().peak_megabytes())?;
    drop(host);
    Ok(())
}

/// C-tor before the same server, with the lines that are printed for it.
fn c_tor_before(stack: &Stack, folder: &std::path::Path) -> Outcome<(Client, String)> {
    let config = folder.join("onion.toml");
    let text = format!(
        "state = \"tor\"\nsource = \"{}\"\neditors = \"{}\"\n",
        stack.source_socket().display(),
        stack.editors_socket().display()
    );
    std::fs::File::create_new(&config)?.write_all(text.as_bytes())?;
    let host = folder.join("host");
    let mut torrc = std::process::Command::new(program("estafette-onion"));
    torrc.arg("torrc").arg("--folder").arg(&host).arg("--config").arg(&config);
    let lines = String::from_utf8(torrc.output()?.stdout)?;
    let running = network().client(&host, &lines);
    let address = std::fs::read_to_string(host.join("estafette-source/hostname"))?;
    Ok((running, address.trim().to_owned()))
}

/// Who comes, each time by a circuit of their own.
struct Visitor<'a> {
    client: &'a Client,
    services: [String; 2],
    /// Those of all crowds who got no page.
    lost: [AtomicUsize; 2],
}

impl Visitor<'_> {
    /// The medians of both, measured in turn.
    fn in_turn(
        &self,
        times: usize,
        measure: impl Fn(&Self, &str, &str) -> Outcome<Duration>,
    ) -> Outcome<[Duration; 2]> {
        let mut taken = [Vec::new(), Vec::new()];
        for time in 0..times {
            for (service, taken) in self.services.iter().zip(&mut taken) {
                let name = format!("{times}-{time}");
                taken.push(measure(self, service, &name)?);
            }
        }
        Ok(taken.map(|mut taken| {
            taken.sort();
            taken[taken.len() / 2]
        }))
    }

    fn connect(&self, service: &str, name: &str) -> Outcome<TcpStream> {
        connect_as(name, self.client.socks, service).map_err(|code| format!("no way in: {code:#x}").into())
    }

    fn first_byte(&self, service: &str, name: &str) -> Outcome<Duration> {
        let began = Instant::now();
        let mut stream = self.connect(service, name)?;
        stream.write_all(b"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        stream.read_exact(&mut [0])?;
        let taken = began.elapsed();
        stream.read_to_end(&mut Vec::new())?;
        Ok(taken)
    }

    fn upload(&self, service: &str, name: &str) -> Outcome<Duration> {
        let page = get(self.connect(service, name)?, "/fr/write/bruxelles/communique")?;
        let nonce = page.split("name=\"nonce\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let form = Form::filled(nonce.ok_or("no nonce")?, "Dix mégaoctets");
        let body = form.file("film.mp4", "video/mp4", &vec![7; UPLOAD]).ended();
        let began = Instant::now();
        let mut stream = self.connect(service, name)?;
        let head = format!(
            "POST /fr/write/bruxelles/communique HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Type: {}\r\nContent-Length: {}\r\n\r\n",
            content_type(),
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(&body)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let taken = began.elapsed();
        if answer.starts_with("HTTP/1.1 200") { Ok(taken) } else { Err("not accepted".into()) }
    }

    /// Until the last page of those who get one. Who has none in the end is counted, and waited for.
    fn crowd(&self, crowd: usize, service: &str, name: &str) -> Outcome<Duration> {
        let began = Instant::now();
        let come = &|number: usize| {
            let stream = self.connect(service, &format!("{crowd}-{name}-{number}")).ok()?;
            get(stream, "/fr/").ok().map(|_| began.elapsed())
        };
        let mut came: Vec<Duration> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..crowd).map(|number| scope.spawn(move || come(number))).collect();
            all.into_iter().filter_map(|one| one.join().ok().flatten()).collect()
        });
        let at = self.services.iter().position(|known| known == service).ok_or("no such service")?;
        self.lost[at].fetch_add(crowd - came.len(), Ordering::Relaxed);
        came.sort();
        Ok(came.last().copied().unwrap_or_default())
    }
}

fn get(mut stream: TcpStream, path: &str) -> Outcome<String> {
    stream.write_all(
        format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes(),
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if answer.starts_with("HTTP/1.1 200") { Ok(answer) } else { Err("no page".into()) }
}
