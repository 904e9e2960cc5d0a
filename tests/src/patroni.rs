//! Two databases of PostgreSQL's, of which Patroni has one lead, with etcd beside and HAProxy before them, as the operator's page configures them. Each has
//! addresses of loopback that nobody else uses, so that all ports are those of the page.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::{OpenOptionsExt, chown};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::manual::{run, with};
use crate::postgres::{account, own_folder, programs, spawn, user};

/// Starting and taking over take half a minute.
const PATIENCE: Duration = Duration::from_mins(2);
const PAUSE: Duration = Duration::from_millis(100);
/// Where Patroni says what its PostgreSQL is.
const REST: u16 = 8008;
const PASSWORD: &str = "sept-mots-de-passe";

/// Both, running.
pub struct Pair {
    folder: PathBuf,
    /// The first three numbers of their addresses.
    network: String,
    nodes: [Option<Child>; 2],
    beside: Vec<Child>,
}

impl Pair {
    /// Starts them by the page's configuration of Patroni and of HAProxy.
    #[must_use]
    pub fn start(patroni: &str, haproxy: &str) -> Self {
        let (folder, pid) = (own_folder("patroni"), std::process::id());
        let network = format!("127.{}.{}", 100 + pid / 250 % 150, 1 + pid % 250);
        let mut pair = Self { folder, network, nodes: [None, None], beside: Vec::new() };
        pair.certify();
        for node in 0..2 {
            fs::create_dir(pair.run_folder(node)).expect("a folder");
            chown(pair.run_folder(node), user(), user()).expect("given");
            let own = format!(".{}:", node + 1);
            let mut text = patroni.replace("name: db1", &format!("name: db{}", node + 1));
            for port in ["8008", "5432"] {
                text = text.replace(&format!(".1:{port}"), &format!("{own}{port}"));
            }
            pair.write(&format!("db{}.yml", node + 1), &pair.placed(&text, node));
        }
        pair.write("haproxy.cfg", &pair.placed(haproxy, 0));
        pair.ask_etcd();
        for node in 0..2 {
            pair.run(node);
        }
        let mut haproxy = pair.command("/usr/sbin/haproxy", "haproxy");
        haproxy.arg("-db").arg("-f").arg(pair.folder.join("haproxy.cfg"));
        pair.beside.push(spawn(haproxy));
        pair.until_whole();
        pair
    }

    /// A configuration of the page with the places of this machine.
    fn placed(&self, text: &str, node: usize) -> String {
        let path = |name: &str| self.folder.join(name).display().to_string();
        let places = [
            ("192.0.2.0/24", "127.0.0.0/8".to_owned()),
            ("192.0.2.", format!("{}.", self.network)),
            ("bind 127.0.0.1:", format!("bind {}:", self.balancer())),
            ("/var/lib/postgresql/15/estafette", path(&format!("data{node}"))),
            ("/usr/lib/postgresql/15/bin", programs().display().to_string()),
            ("/run/postgresql", self.run_folder(node).display().to_string()),
            ("/etc/patroni", path("")),
            // Who is no account but their own is let in by that socket.
            ("postgres peer", if user().is_some() { "postgres peer" } else { "postgres trust" }.to_owned()),
        ];
        with(text, &places)
    }

    /// The address that leads to whichever takes writes.
    fn balancer(&self) -> String {
        format!("{}.9", self.network)
    }

    /// The address of the database, as the page writes it for one over a network.
    #[must_use]
    pub fn url(&self, page: &str) -> String {
        let places = [
            ("USER", "estafette".to_owned()),
            ("PASSWORD", PASSWORD.to_owned()),
            ("db.example", self.balancer()),
            ("/etc/estafette", self.folder.display().to_string()),
        ];
        with(page, &places)
    }

    /// Makes account and database by the page's block, on whichever leads, and gives the account its password.
    pub fn make_database(&self, script: &str) {
        let path = format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", programs().display());
        let socket = self.run_folder(self.leader().expect("one leads")).display().to_string();
        let environment = [("PATH", path), ("PGHOST", socket), ("PGUSER", "postgres".to_owned())];
        let sudo = ("sudo -u postgres ", format!("setpriv --pdeathsig=TERM {} ", account().join(" ")));
        let password =
            format!("sudo -u postgres psql --command=\"ALTER ROLE estafette PASSWORD '{PASSWORD}'\"");
        let _ = run(&with(&format!("{script}{password}"), &[sudo]), &environment);
    }

    /// Which of them takes writes.
    #[must_use]
    pub fn leader(&self) -> Option<usize> {
        (0..2).find(|node| self.is(*node, "primary"))
    }

    /// Waits until one leads and the other has all that it commits.
    pub fn until_whole(&self) {
        let is_whole = || (0..2).any(|node| self.is(node, "primary") && self.is(1 - node, "synchronous"));
        until(is_whole, "both are there");
    }

    /// Waits until this one leads.
    pub fn until_leads(&self, node: usize) {
        until(|| self.is(node, "primary"), "the other takes over");
    }

    fn is(&self, node: usize, what: &str) -> bool {
        let address = format!("{}.{}", self.network, node + 1);
        let Ok(mut stream) = TcpStream::connect((address.as_str(), REST)) else { return false };
        let mut answer = String::new();
        let asked =
            write!(stream, "GET /{what} HTTP/1.0\r\n\r\n").and_then(|()| stream.read_to_string(&mut answer));
        asked.is_ok() && answer.split(' ').nth(1) == Some("200")
    }

    /// As if its machine lost power: Patroni and PostgreSQL are killed.
    pub fn kill(&mut self, node: usize) {
        if let Some(mut patroni) = self.nodes[node].take() {
            patroni.kill().expect("killed");
            patroni.wait().expect("dead");
        }
        let lock =
            fs::read_to_string(self.folder.join(format!("data{node}/postmaster.pid"))).unwrap_or_default();
        if let Some(postgres) = lock.lines().next() {
            let children = Command::new("pkill").args(["-KILL", "-P", postgres]).status();
            let killed = Command::new("kill").args(["-KILL", postgres]).stderr(Stdio::null()).status();
            assert!(children.is_ok() && killed.is_ok());
        }
    }

    /// Starts it, for the first time or again.
    pub fn run(&mut self, node: usize) {
        let name = format!("db{}", node + 1);
        let mut patroni = self.command("/usr/bin/patroni", &name);
        patroni.arg(self.folder.join(format!("{name}.yml")));
        self.nodes[node] = Some(spawn(patroni));
    }

    /// One etcd, at all three addresses that the page has.
    fn ask_etcd(&mut self) {
        let clients: Vec<String> =
            (1..4).map(|last| format!("http://{}.{last}:2379", self.network)).collect();
        let (clients, peers) = (clients.join(","), format!("http://{}.1:2380", self.network));
        let mut etcd = self.command("/usr/bin/etcd", "etcd");
        etcd.arg("--data-dir")
            .arg(self.folder.join("etcd"))
            .args(["--initial-cluster", &format!("default={peers}")]);
        etcd.args(["--listen-client-urls", &clients, "--advertise-client-urls", &clients]);
        etcd.args(["--listen-peer-urls", &peers, "--initial-advertise-peer-urls", &peers]);
        self.beside.push(spawn(etcd));
    }

    /// An authority, and the certificate that both have.
    fn certify(&self) {
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
        let script = format!(
            "umask 022; cd {folder}; as='setpriv {account}'
             $as openssl req -x509 {key} -keyout ca.key -out db-ca.pem -subj '/CN=databases' -addext basicConstraints=critical,CA:TRUE
             $as openssl req {key} -keyout db.key -out db.csr -subj '/CN=database'
             echo 'subjectAltName=IP:{name}' >names
             $as openssl x509 -req -in db.csr -CA db-ca.pem -CAkey ca.key -CAcreateserial -out db.crt -extfile names",
            folder = self.folder.display(),
            account = if account().is_empty() { "--pdeathsig=TERM".to_owned() } else { account().join(" ") },
            name = self.balancer(),
        );
        let _ = run(&script, &[]);
    }

    fn command(&self, program: &str, log: &str) -> Command {
        let log = fs::File::options().create(true).append(true).open(self.folder.join(format!("{log}.log")));
        let log = log.expect("a log");
        let mut command = Command::new("setpriv");
        command.arg("--pdeathsig=TERM").args(account()).arg(program).current_dir(&self.folder);
        command.env_clear().envs([("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8")]).env("HOME", &self.folder);
        command.stdout(log.try_clone().expect("a log")).stderr(log);
        command
    }

    fn run_folder(&self, node: usize) -> PathBuf {
        self.folder.join(format!("run{node}"))
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        let file = fs::File::options().write(true).create_new(true).mode(0o600).open(&path);
        file.and_then(|mut file| file.write_all(text.as_bytes())).expect("written");
        chown(path, user(), user()).expect("given");
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        for node in 0..2 {
            self.kill(node);
        }
        for child in &mut self.beside {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn until(is_so: impl Fn() -> bool, what: &str) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < PATIENCE, "{what}");
        std::thread::park_timeout(PAUSE);
    }
}
