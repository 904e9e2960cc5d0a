//! That a submission is kept past its section's retention.

use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::roster::Handle;
use estafette_wire::Base64;
use estafette_wire::submissions::NewKept;
use hyper::Method;

use super::{Api, ApiError, to_json};

impl Api {
    /// Has a submission kept, with slots that open so long instead of those that are there.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn put_kept(
        &self,
        keeping: &UntrustedKeeping,
        slots: &[(Handle, Vec<u8>)],
    ) -> Result<(), ApiError> {
        let slots = slots.iter().map(|(handle, slot)| (handle.as_str().to_owned(), Base64(slot.clone())));
        let proof = Base64(keeping.proof.to_vec());
        let kept = NewKept { until: keeping.until, proof, slots: slots.collect() };
        self.send(Method::PUT, &format!("/v1/submissions/{}/kept", keeping.id), Some(to_json(&kept)?))
            .map(drop)
    }
}
