//! That a submission is handed to another section.

use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::NoteId;
use estafette_keys::roster::Handle;
use estafette_wire::Base64;
use estafette_wire::submissions::{ForwardedNote, NewForwarding};
use hyper::Method;

use super::{Api, ApiError, to_json};

/// Sealed to editors, by their handles.
pub(crate) type Slots = Vec<(Handle, Vec<u8>)>;

impl Api {
    /// Hands a submission to another section, with slots for that one's editors and a note to them. What is handed to it already is as
    /// well handed.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn put_forwarded(
        &self,
        forwarding: &UntrustedForwarding,
        slots: &Slots,
        (id, told, content): (NoteId, &Slots, &[u8]),
    ) -> Result<(), ApiError> {
        let named = |slots: &Slots| {
            slots.iter().map(|(handle, slot)| (handle.as_str().to_owned(), Base64(slot.clone()))).collect()
        };
        let note = ForwardedNote { id, slots: named(told), content: Base64(content.to_vec()) };
        let body = NewForwarding { proof: Base64(forwarding.proof.to_vec()), slots: named(slots), note };
        let path = format!("/v1/submissions/{}/forwarded/{}", forwarding.id, forwarding.to);
        self.send(Method::PUT, &path, Some(to_json(&body)?)).map(drop)
    }
}
