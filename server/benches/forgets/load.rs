//! What a source does to a server, as fast as it can.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use estafette_server::clock::Clock;
use estafette_server::demo::Demo;
use estafette_server::random::Random;

pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const PAGES: u32 = 4_000;
const TEXTS: u32 = 40;
const MEGABYTES: u32 = 200;
const BOUNDARY: &str = "----------------------------estafette-bench";

/// The rates, a second, with a space between.
pub(crate) async fn rates() -> Outcome<String> {
    let demo = Demo::start(0, None, &Clock::system(), &Random::System).await?;
    let port = demo.port().ok_or("a port")?;
    let rates = tokio::task::spawn_blocking(move || measured(port)).await?;
    demo.stop().await;
    rates
}

fn measured(port: u16) -> Outcome<String> {
    // The first of each is not counted.
    let _ = (page(port)?, submit(port, 0)?);
    let began = Instant::now();
    for _ in 0..PAGES {
        page(port)?;
    }
    let pages = f64::from(PAGES) / began.elapsed().as_secs_f64();
    let began = Instant::now();
    for _ in 0..TEXTS {
        submit(port, 0)?;
    }
    let texts = f64::from(TEXTS) / began.elapsed().as_secs_f64();
    let began = Instant::now();
    submit(port, MEGABYTES)?;
    let megabytes = f64::from(MEGABYTES) / began.elapsed().as_secs_f64();
    Ok(format!("{pages} {texts} {megabytes}"))
}

/// The form's page.
fn page(port: u16) -> Outcome<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.write_all(b"GET /fr/write/bruxelles/tip HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")?;
    let mut page = String::new();
    stream.read_to_string(&mut page)?;
    Ok(page)
}

/// A form with a text, and a file of so many megabytes.
fn submit(port: u16, megabytes: u32) -> Outcome<()> {
    let page = page(port)?;
    let nonce = page.split("name=\"nonce\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let fields =
        [("nonce", nonce.ok_or("a nonce")?), ("language", "fr"), ("text", "Bonjour"), ("publish", "edited")];
    let mut head = String::new();
    for (name, value) in fields.into_iter().chain([("not-before", ""), ("sign-as", "")]) {
        head += &part(&format!("name=\"{name}\""), value);
    }
    if megabytes > 0 {
        head += part("name=\"files\"; filename=\"film.mp4\"", "").trim_end_matches("\r\n");
        head += "\r\n\r\n";
    }
    let end = format!("{}--{BOUNDARY}--\r\n", if megabytes > 0 { "\r\n" } else { "" });
    let length = head.len() + end.len() + megabytes as usize * MEGABYTE.len();
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(
        stream,
        "POST /fr/write/bruxelles/tip HTTP/1.1\r\nHost: bench\r\nContent-Length: {length}\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n{head}"
    )?;
    for _ in 0..megabytes {
        stream.write_all(&MEGABYTE)?;
    }
    stream.write_all(end.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if answer.starts_with("HTTP/1.1 200") {
        Ok(())
    } else {
        Err(answer.lines().next().unwrap_or("nothing").into())
    }
}

static MEGABYTE: [u8; 1_000_000] = [0x5a; 1_000_000];

fn part(name: &str, value: &str) -> String {
    format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {name}\r\n\r\n{value}\r\n")
}
