//! How an editor stands on a roster.

use estafette_keys::editor::EditorSecrets;
use estafette_keys::roster::Roster;

/// How an editor stands on a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// With these keys.
    Listed,
    /// Under this name, with other keys.
    OtherKeys,
    /// Not at all.
    Absent,
}

impl Standing {
    /// Of these keys on this roster.
    #[must_use]
    pub(crate) fn of(secrets: &EditorSecrets, roster: &Roster) -> Self {
        match roster.editor(&secrets.handle) {
            None => Self::Absent,
            Some(editor) => {
                let same = editor.device == secrets.device.public()
                    && editor.cert.fingerprint() == secrets.cert.cert().fingerprint();
                if same { Self::Listed } else { Self::OtherKeys }
            }
        }
    }
}
