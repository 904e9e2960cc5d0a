//! How much of the machine a process may take.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::WallError;

/// Takes as many descriptors as the process may have: each connection is one, and the usual limit is of a time when 1,024 were many. Where
/// that fails, it has the usual number.
pub fn raise_descriptors() {
    let most = getrlimit(Resource::Nofile).maximum;
    let _ = setrlimit(Resource::Nofile, Rlimit { current: most, maximum: most });
}

/// Limits for a process that computes and does nothing else.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Memory, in bytes.
    pub memory: u64,
    /// Processor time, in seconds.
    pub seconds: u64,
    /// Descriptors; those that are open stay so.
    pub descriptors: u64,
}

impl Limits {
    /// Sets them, and forbids core dumps, files that grow, and new processes.
    ///
    /// # Errors
    /// [`WallError::Limits`]: the kernel does not accept one of them.
    pub fn set(self) -> Result<(), WallError> {
        let limits = [
            (Resource::Data, self.memory),
            (Resource::Cpu, self.seconds),
            (Resource::Core, 0),
            (Resource::Fsize, 0),
            (Resource::Nofile, self.descriptors),
            (Resource::Nproc, 0),
        ];
        for (resource, limit) in limits {
            let limit = Rlimit { current: Some(limit), maximum: Some(limit) };
            setrlimit(resource, limit).map_err(|_| WallError::Limits)?;
        }
        Ok(())
    }
}
