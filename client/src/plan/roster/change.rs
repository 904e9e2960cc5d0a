//! What can change in a roster: every field, by name.

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $name:literal,)+) => {
        /// What of a roster changed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Field {
            $($(#[$doc])* $field,)+
        }

        impl Field {
            /// All of them.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$field,)+];

            /// Its name for programs, and the ending of its words' key.
            #[must_use]
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)+
                }
            }
        }
    };
}

fields! {
    /// The instance.
    Instance = "instance",
    /// The number.
    Number = "number",
    /// The hash of the roster before.
    Previous = "previous",
    /// The last day on which it counts.
    Expires = "expires",
    /// How many roots must sign.
    Threshold = "threshold",
    /// What a source's silence means to the network.
    Silence = "silence",
    /// Where sources reach the instance.
    AddressSource = "address-source",
    /// Where editors do.
    AddressEditors = "address-editors",
    /// A root is new.
    RootAdded = "root-added",
    /// A root is gone.
    RootRemoved = "root-removed",
    /// A root has another name.
    RootName = "root-name",
    /// A root's cert says something else: a longer life, say.
    RootCert = "root-cert",
    /// A section is new.
    SectionAdded = "section-added",
    /// A section is gone.
    SectionRemoved = "section-removed",
    /// How long a section keeps.
    SectionRetention = "section-retention",
    /// Whether a section says when its box was opened.
    SectionLiveness = "section-liveness",
    /// How long a section keeps at least what nobody looked for, when the disk is short.
    SectionUnread = "section-unread",
    /// A section's own site.
    SectionSite = "section-site",
    /// What a source's silence means to a section, where the section says it.
    SectionSilence = "section-silence",
    /// A section's languages, and their order.
    SectionLanguages = "section-languages",
    /// A section's title in one language.
    SectionTitle = "section-title",
    /// A section's rules in one language.
    SectionRules = "section-rules",
    /// An editor is new.
    EditorAdded = "editor-added",
    /// An editor is gone.
    EditorRemoved = "editor-removed",
    /// An editor logs in, and signs answers, with another device key.
    EditorDevice = "editor-device",
    /// An editor has another cert.
    EditorCert = "editor-cert",
    /// An editor's cert says something else: a longer life, another subkey.
    EditorCertRenewed = "editor-cert-renewed",
    /// An editor reads for other sections.
    EditorSections = "editor-sections",
    /// The order in which roots, sections or editors stand.
    Order = "order",
    /// The file, in a way that none of the above says.
    Other = "other",
}

/// A change: of what, of whose, from what to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// What changed.
    pub field: Field,
    /// Of which root, section (and language) or editor.
    pub of: String,
    /// As it was.
    pub old: Option<String>,
    /// As it is.
    pub new: Option<String>,
}
