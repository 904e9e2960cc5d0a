//! Every name that this program gives to something that is not to stay. What a killed process left behind is recognised by
//! it: `doctor` looks for all of them.

use estafette_files::private as private_file;

/// Something that goes away, or gets its final name, before its process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Temporary {
    /// A folder in memory: the text to publish of an item.
    Draft,
    /// A folder in memory: an answer to an item.
    Reply,
    /// A folder in memory: a text to a section.
    Send,
    /// A folder in memory: pictures that are looked over.
    Review,
    /// A folder in memory: a clone of a site.
    Git,
    /// A folder in memory, or else in the system's folder for temporary files: a site that is built.
    Build,
    /// A file of the vault: an item's sealed content, while it is fetched.
    Arriving,
    /// A file of the vault: a new version of another file, before it takes its place.
    Unfinished,
    /// A file of the vault: written to see whether the disk takes it.
    Probe,
    /// A file of a site: a new version of one of a page's files, before it takes its place.
    Page,
    /// A file in a folder of the person's choice: an attachment, while it is saved.
    Saved,
}

/// Where something temporary is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whereabouts {
    /// In memory; where that is not possible and was allowed, on a disk.
    Memory,
    /// In the vault.
    Vault,
    /// Beside a page that was published.
    Site,
    /// In a folder of the person's choice.
    Chosen,
}

impl Temporary {
    /// All of them. `estafette-send-a-draft` is a text to the section `a-draft`: what has a prefix comes first.
    pub(crate) const ALL: [Self; 11] = [
        Self::Send,
        Self::Review,
        Self::Git,
        Self::Build,
        Self::Draft,
        Self::Reply,
        Self::Arriving,
        Self::Unfinished,
        Self::Probe,
        Self::Page,
        Self::Saved,
    ];

    /// The name, for an item, a section, a process or a file.
    #[must_use]
    pub(crate) fn name_of(self, of: &str) -> String {
        let (before, after) = self.around();
        format!("{before}{of}{after}")
    }

    /// The name for this process.
    #[must_use]
    pub(crate) fn name(self) -> String {
        self.name_of(&std::process::id().to_string())
    }

    /// What has this name at this place; `None` where it is nothing of this program.
    #[must_use]
    pub(crate) fn at(place: Whereabouts, name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|temporary| temporary.whereabouts() == place && temporary.is_name(name))
    }

    /// Where it is put.
    #[must_use]
    pub(crate) fn whereabouts(self) -> Whereabouts {
        match self {
            Self::Draft | Self::Reply | Self::Send | Self::Review | Self::Git | Self::Build => {
                Whereabouts::Memory
            }
            Self::Arriving | Self::Unfinished | Self::Probe => Whereabouts::Vault,
            Self::Page => Whereabouts::Site,
            Self::Saved => Whereabouts::Chosen,
        }
    }

    /// Whether it is a text that the same command on the same item takes up again.
    #[must_use]
    pub(crate) fn is_found_again(self) -> bool {
        matches!(self, Self::Draft | Self::Reply)
    }

    /// What `doctor` calls one that was left behind.
    #[must_use]
    pub(crate) fn check(self) -> &'static str {
        match self {
            Self::Draft => "left-draft",
            Self::Reply => "left-reply",
            Self::Send => "left-send",
            Self::Review => "left-review",
            Self::Git => "left-git",
            Self::Build => "left-build",
            Self::Arriving => "left-arriving",
            Self::Unfinished | Self::Probe => "left-unfinished",
            Self::Page => "left-page",
            Self::Saved => "left-saved",
        }
    }

    fn is_name(self, name: &str) -> bool {
        let (before, after) = self.around();
        match self {
            Self::Arriving | Self::Probe => name == after,
            _ => name.len() > before.len() + after.len() && name.starts_with(before) && name.ends_with(after),
        }
    }

    fn around(self) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("estafette-", "-draft"),
            Self::Reply => ("estafette-", "-reply"),
            Self::Send => ("estafette-send-", ""),
            Self::Review => ("estafette-review-", ""),
            Self::Git => ("estafette-git-", ""),
            Self::Build => ("estafette-build-", ""),
            Self::Arriving => ("", "content.age.part"),
            Self::Probe => ("", "probe"),
            Self::Unfinished | Self::Page => ("", private_file::UNFINISHED),
            Self::Saved => (".estafette-", ".part"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_says_what_it_is_for() {
        for temporary in Temporary::ALL {
            let of = if matches!(temporary, Temporary::Arriving | Temporary::Probe) { "" } else { "4f2a" };
            let name = temporary.name_of(of);
            assert_eq!(Temporary::at(temporary.whereabouts(), &name), Some(temporary), "{name}");
        }
        let in_memory = |name: &str| Temporary::at(Whereabouts::Memory, name);
        assert_eq!(in_memory("estafette-send-a-draft"), Some(Temporary::Send));
        assert_eq!(in_memory(&Temporary::Build.name()), Some(Temporary::Build));
        for others in ["estafette-", "estafette-demo-1", "estafette-draft", "pulse-shm-1"] {
            assert_eq!(in_memory(others), None, "{others}");
        }
        assert_eq!(Temporary::at(Whereabouts::Vault, "state.age"), None);
    }
}
