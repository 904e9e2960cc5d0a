//! What the kernel tells of the server's process.

use super::Stack;

/// The highest resident memory of a process so far, in megabytes.
#[must_use]
pub fn peak_megabytes(process: u32) -> u64 {
    peak_while_it_runs(process).expect("a peak")
}

/// The same; `None` of a process that has ended.
#[must_use]
pub fn peak_while_it_runs(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1_024)
}

impl Stack {
    /// The highest resident memory so far, in megabytes.
    #[must_use]
    pub fn peak_megabytes(&self) -> u64 {
        peak_megabytes(self.process())
    }

    /// Starts anew, so that each connection has to name its circuit, or must not.
    pub fn names_circuits(&mut self, named: bool) {
        self.stop();
        let config = std::fs::read_to_string(self.path("server.toml")).expect("a configuration");
        let line = |named: bool| format!("circuits = {named}\n");
        self.write("server.toml", &config.replace(&line(!named), &line(named)));
        self.run();
    }

    /// Its process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.as_ref().expect("it runs").id()
    }

    /// The process that it started beside itself.
    ///
    /// # Panics
    /// When there is none, or more than one.
    #[must_use]
    pub fn child(&self) -> u32 {
        let process = self.process();
        let children = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children"));
        children.expect("its children").trim().parse().expect("one")
    }

    /// How many inet sockets the process holds.
    #[must_use]
    pub fn inet_sockets(&self) -> usize {
        let id = self.child.as_ref().expect("it runs").id();
        let own: Vec<String> = std::fs::read_dir(format!("/proc/{id}/fd"))
            .expect("its descriptors")
            .filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok())
            .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
            .collect();
        ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"]
            .iter()
            .filter_map(|table| std::fs::read_to_string(format!("/proc/{id}/net/{table}")).ok())
            .flat_map(|table| table.lines().skip(1).map(ToOwned::to_owned).collect::<Vec<_>>())
            .filter(|line| {
                line.split_whitespace().nth(9).is_some_and(|inode| own.iter().any(|own| own == inode))
            })
            .count()
    }
}
