//! From inside the running processes, everything is tried that somebody would who got in. The kernel refuses.

use std::process::Command;

use estafette_tests::postgres::Cluster;
use estafette_tests::seizure::{Came, inside};
use estafette_tests::source::between;
use estafette_tests::stack::{Plan, Stack};
use estafette_tests::tor::{Onion, shared};

const EPERM: i32 = 1;
const EACCES: i32 = 13;

/// What is tried, by which call, with which arguments.
type Try<'a> = (&'a str, i64, &'a str);

/// What neither may do.
const FORBIDDEN: [Try<'_>; 31] = [
    ("another program", libc::SYS_execve, "\"/bin/true\", 0, 0"),
    ("another program, by its descriptor", libc::SYS_execveat, "0, \"\", 0, 0, 0x1000"),
    ("another process", libc::SYS_fork, "0"),
    ("another process that waits for none", libc::SYS_vfork, "0"),
    ("another process, as threads begin", libc::SYS_clone, "17, 0, 0, 0, 0"),
    ("looking into another process", libc::SYS_ptrace, "16, 1, 0, 0"),
    ("being looked into", libc::SYS_ptrace, "0, 0, 0, 0"),
    ("reading another's memory", libc::SYS_process_vm_readv, "1, 0, 0, 0, 0, 0"),
    ("a socket by UDP", libc::SYS_socket, "2, 2, 0"),
    ("a raw socket", libc::SYS_socket, "2, 3, 1"),
    ("a socket of the kernel's", libc::SYS_socket, "16, 3, 0"),
    ("a socket of packets", libc::SYS_socket, "17, 3, 0"),
    ("a signal to another", libc::SYS_kill, "1, 0"),
    ("another namespace", libc::SYS_unshare, "0x10000000"),
    ("typing into a terminal", libc::SYS_ioctl, "0, 0x5412, \"x\""),
    ("the same, with something beside it", libc::SYS_ioctl, "0, 0x100005412, \"x\""),
    ("pasting into a terminal", libc::SYS_ioctl, "0, 0x541c, \"\\003\""),
    ("a terminal of its own", libc::SYS_ioctl, "0, 0x540e, 1"),
    ("a mount", libc::SYS_mount, "\"/\", \"/mnt\", 0, 4096, 0"),
    ("another root", libc::SYS_chroot, "\"/tmp\""),
    ("another account", libc::SYS_setuid, "65534"),
    ("code of its own", libc::SYS_mmap, "0, 4096, 7, 34, -1, 0"),
    ("a program for the kernel", libc::SYS_bpf, "0, 0, 0"),
    ("a key of the kernel's", libc::SYS_keyctl, "0, 0, 0"),
    ("asynchronous calls", libc::SYS_io_uring_setup, "1, 0"),
    ("catching page faults", libc::SYS_userfaultfd, "0"),
    ("counting what happens", libc::SYS_perf_event_open, "0, 0, -1, -1, 0"),
    ("a file of the system", libc::SYS_openat, "-100, \"/etc/passwd\", 0, 0"),
    ("a file among temporary ones", libc::SYS_openat, "-100, \"/tmp/estafette-was-here\", 0101, 0600"),
    ("its own memory as a file", libc::SYS_openat, "-100, \"/proc/self/mem\", 2, 0"),
    ("a folder of the system", libc::SYS_openat, "-100, \"/root\", 0x10000, 0"),
];

/// The server has no network; it makes no folder; it connects to nobody.
const SERVER: [Try<'_>; 5] = [
    ("a socket by TCP", libc::SYS_socket, "2, 1, 0"),
    ("one by TCP over IPv6", libc::SYS_socket, "10, 1, 0"),
    ("a socket between processes", libc::SYS_socket, "1, 1, 0"),
    ("a connection", libc::SYS_connect, "0, 0, 0"),
    ("a folder", libc::SYS_mkdirat, "-100, \"/tmp/estafette-was-here\", 0700"),
];

fn are_refused(process: u32, tried: &[Try<'_>]) {
    let calls: Vec<(i64, &str)> = tried.iter().map(|(_, call, arguments)| (*call, *arguments)).collect();
    for ((what, ..), came) in tried.iter().zip(inside(process, &calls)) {
        assert!(matches!(came, Came::Refused(EPERM | EACCES)), "{what}: {came:?}");
    }
}

/// `clone3`, whose flags no filter sees, is unknown: threads begin by `clone`.
fn is_unknown(process: u32, call: i64) {
    let came = inside(process, &[(call, "0, 0")]);
    assert!(matches!(came[..], [Came::Refused(libc::ENOSYS)]), "{came:?}");
}

/// That calls can be made from inside at all, and that what is needed is allowed.
fn are_allowed(process: u32, calls: &[(i64, &str)]) {
    for (call, came) in calls.iter().zip(inside(process, calls)) {
        assert!(matches!(came, Came::Of(_)), "{call:?}: {came:?}");
    }
}

fn opening(path: &std::path::Path, flags: &str) -> String {
    format!("-100, \"{}\", {flags}, 0600", path.display())
}

fn has_no_new_privileges(process: u32) {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("its status");
    for line in ["NoNewPrivs:\t1", "Seccomp:\t2"] {
        assert!(status.contains(line), "{line}");
    }
    // Every thread.
    for thread in std::fs::read_dir(format!("/proc/{process}/task")).expect("its threads") {
        let status = std::fs::read_to_string(thread.expect("a thread").path().join("status"));
        assert!(status.expect("its status").contains("Seccomp:\t2"));
    }
}

#[test]
fn the_server_opens_nothing_outside_its_data_folder_and_talks_to_nobody_new() {
    let stack = Stack::start();
    has_no_new_privileges(stack.process());
    are_refused(stack.process(), &FORBIDDEN);
    are_refused(stack.process(), &SERVER);
    is_unknown(stack.process(), libc::SYS_clone3);
    let (own, new) =
        (opening(&stack.path("data/estafette.sqlite"), "0"), opening(&stack.path("data/new"), "0102"));
    let open = libc::SYS_openat;
    are_allowed(stack.process(), &[(libc::SYS_getpid, "0"), (open, &own), (open, &new)]);
    // What is beside its folder is out of reach: the configuration, the roster.
    are_refused(
        stack.process(),
        &[("its own configuration", open, &opening(&stack.path("server.toml"), "0"))],
    );
    assert!(!std::path::Path::new("/tmp/estafette-was-here").exists());
    assert_eq!(stack.said(), "estafette-server: ready\n");
}

/// Where its database is another process, it may have sockets, and connect them to a name as long as that of its relay; nothing else.
#[test]
fn a_server_on_postgresql_reaches_its_relay_alone_and_the_relay_opens_nothing() {
    let cluster = Cluster::shared();
    let database = Some(cluster.url(&cluster.make_database()));
    let stack = Stack::start_as(&Plan { database, ..Plan::default() });
    has_no_new_privileges(stack.process());
    are_refused(stack.process(), &FORBIDDEN);
    let of_sockets = |(what, ..): &&Try<'_>| !what.contains("between processes");
    are_refused(stack.process(), &SERVER.iter().filter(of_sockets).copied().collect::<Vec<_>>());
    is_unknown(stack.process(), libc::SYS_clone3);
    let (connect, bind) = (libc::SYS_connect, libc::SYS_bind);
    are_refused(
        stack.process(),
        &[
            ("datagrams between processes", libc::SYS_socket, "1, 2, 0"),
            ("a longer name", connect, "0, \"\\001\\000/run/dbus/system_bus_socket\", 29"),
            ("the longest name", connect, "0, \"\\001\\000\", 110"),
            ("a shorter name", connect, "0, \"\\001\\000a\", 4"),
            ("a name of its own", bind, "0, \"\\001\\000./.s.PGSQL.1\", 15"),
        ],
    );
    // As long as its relay's: the kernel looks at it, and says that standard input is no socket.
    let relay = inside(stack.process(), &[(connect, "0, \"\\001\\000./.s.PGSQL.1\", 15")]);
    assert!(matches!(relay[..], [Came::Refused(libc::ENOTSOCK)]), "{relay:?}");

    let relay = stack.child();
    has_no_new_privileges(relay);
    are_refused(relay, &FORBIDDEN);
    let open = libc::SYS_openat;
    are_refused(
        relay,
        &[
            ("a file of the server's", open, &opening(&stack.path("data/estafette.lock"), "0")),
            ("the configuration", open, &opening(&stack.path("server.toml"), "0")),
            ("a connection by TCP, to a database that is on this machine", connect, &tcp(relay)),
        ],
    );
    assert_eq!(stack.said(), "estafette-server: ready\n");
}

/// A connection to 127.0.0.1:7777, on a socket that it may have.
fn tcp(process: u32) -> String {
    let socket = match inside(process, &[(libc::SYS_socket, "2, 1, 0")])[..] {
        [Came::Of(socket)] => socket,
        ref other => panic!("{other:?}"),
    };
    format!("{socket}, {LOOPBACK}, 16")
}

/// `struct sockaddr_in` of 127.0.0.1:7777.
const LOOPBACK: &str = "\"\\002\\000\\036\\141\\177\\000\\000\\001\\000\\000\\000\\000\\000\\000\\000\\000\"";

#[test]
fn the_onion_process_opens_nothing_outside_its_state_and_asks_no_name_of_anybody() {
    let _shared = shared();
    let stack = Stack::start_as(&Plan { circuits: true, ..Plan::default() });
    let mut onion = Onion::before(&stack);
    let process = onion.process().id();
    has_no_new_privileges(process);
    are_refused(process, &FORBIDDEN);
    is_unknown(process, libc::SYS_clone3);
    let data = opening(&stack.path("data/estafette.sqlite"), "0");
    are_refused(process, &[("the server's database", libc::SYS_openat, &data)]);
    let bind = tcp(process);
    are_refused(process, &[("a port to listen on", libc::SYS_bind, &bind)]);
    are_allowed(process, &[(libc::SYS_getpid, "0")]);
}

/// The units forbid the same from outside: systemd itself says how much is left, from 0 (nothing) to 10.
#[test]
fn systemd_finds_nothing_left_to_forbid() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    for (unit, most) in [("server/estafette-server.service", 0.5), ("onion/estafette-onion.service", 1.5)] {
        let path = format!("{root}/{unit}");
        let analyze = |verb: &[&str]| {
            let output =
                Command::new("systemd-analyze").args(verb).arg(&path).output().expect("systemd is installed");
            String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
        };
        let said = analyze(&["security", "--offline=true", "--no-pager"]);
        let level = between(&said, "exposure level for ", "\n").and_then(|line| line.split(' ').nth(1));
        let level: f64 = level.and_then(|level| level.parse().ok()).unwrap_or_else(|| panic!("{said}"));
        assert!(level <= most, "{said}");
        // Every line is understood; the program is where an operator puts it, and not here.
        let wrong = analyze(&["verify"]);
        let wrong: Vec<&str> = wrong.lines().filter(|line| line.contains(&path)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
