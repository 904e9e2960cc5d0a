//! An instance that says who it is, and whoever comes to it by one name or another.

use crate::http::{self, Answer, Said};
use crate::stack::{Plan, Stack};

/// Its onion address.
pub const ADDRESS: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";
/// Its mirror, outside Tor.
pub const MIRROR: &str = "contact.example.org";
/// Its mark.
pub const MARK: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M1 1h7v7z\"/></svg>";

/// One that runs.
#[must_use]
pub fn named() -> Stack {
    let mut stack = prepare(&Plan::default());
    stack.run();
    stack
}

/// One by a plan, not started.
#[must_use]
pub fn prepare(plan: &Plan) -> Stack {
    let stack = Stack::prepare(plan);
    stack.write("mark.svg", MARK);
    let config = std::fs::read_to_string(stack.path("server.toml")).expect("it is there");
    let network = format!(
        "[network]\nname = \"Contre-courant\"\nmark = \"mark.svg\"\ntrust = {{ fr = \"Depuis 2010.\" }}\naddress = \"{ADDRESS}\"\n\
         mirror = \"{MIRROR}\"\n"
    );
    stack.write("server.toml", &(config + &network));
    stack
}

/// Asks by these headers.
#[must_use]
pub fn asks(stack: &Stack, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    head.push_str("\r\n");
    let answer = http::says(&stack.source_socket(), &Said::whole(head.as_bytes()));
    http::try_read(&answer[..]).expect("an answer")
}

/// Fetches a page by this name.
#[must_use]
pub fn by(stack: &Stack, host: &str, path: &str) -> Answer {
    asks(stack, "GET", path, &[("Host", host)])
}
