//! What `estafette send` does, without waiting for anything: sealed here, begun, sent, ended.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::envelope::{Binding, ItemKey, SlotRecipient, seal_slot};
use estafette_keys::ids::{InstanceId, SubmissionId, TransferId};
use estafette_keys::message::{FileName, Header, Mandate, MessageSealer, Publish, What};
use estafette_keys::openpgp::Cert;
use estafette_keys::roster::Handle;
use estafette_keys::secret::Secret;
use estafette_keys::source::SourceKeys;
use rand::Rng;
use serde_json::json;

use super::honest::{Attempt, Kept, Named, Visitor};
use super::way::request;
use crate::stack::{Stack, now, today};

const JSON: &str = "application/json";

/// Whom submissions are sealed to.
pub(super) struct Recipients {
    instance: InstanceId,
    editors: Vec<(Handle, Cert)>,
}

impl Recipients {
    pub(super) fn of(stack: &Stack) -> Self {
        let editors = stack.editors.iter().map(|editor| (editor.handle.clone(), editor.cert.cert()));
        Self { instance: stack.instance, editors: editors.collect() }
    }
}

/// A submission, ready to go out.
pub(super) struct Transfer {
    id: SubmissionId,
    name: TransferId,
    slots: Vec<serde_json::Value>,
    content: Vec<u8>,
    text: String,
}

impl Transfer {
    /// With a photograph.
    pub(super) fn packed(to: &Recipients, text: &str, photo: &[u8]) -> Self {
        let mut rng = rand::thread_rng();
        let (id, key) = (SubmissionId::random(&mut rng), ItemKey::generate(&mut rng));
        let section: estafette_keys::message::SectionName = "bruxelles".parse().expect("a section");
        let binding = Binding { instance: to.instance, section: section.clone(), item: id.into() };
        let slot = |(editor, cert): &(Handle, Cert)| {
            let slot = seal_slot(&key, &binding, &SlotRecipient::Cert(cert), now()).expect("a slot");
            json!({ "editor": editor.as_str(), "slot": BASE64_STANDARD.encode(slot) })
        };
        let header = Header {
            what: What::Submission("communique".parse().expect("a kind")),
            instance: to.instance,
            section,
            item: id.into(),
            day: today(),
            language: "fr".parse().expect("a language"),
            reply_to: None,
            mandate: Some(Mandate { publish: Publish::Edited, not_before: None, sign_as: None }),
            details: Vec::new(),
        };
        let author = SourceKeys::from_root(Secret::new(rng.r#gen())).thread_key();
        let sealer = MessageSealer::begin(&key.recipient(), &header, text, author, Vec::new(), &mut rng);
        let mut sealer = sealer.expect("it is begun");
        sealer.begin_file(&FileName::sanitised("photo.jpg"), "image/jpeg").expect("a file");
        sealer.write_file(photo).expect("its bytes");
        let content = sealer.finish().expect("a sealed message");
        let slots = to.editors.iter().map(slot).collect();
        Self { id, name: TransferId::random(&mut rng), slots, content, text: text.to_owned() }
    }

    pub(super) fn sent_by(self, source: &Visitor) -> Attempt {
        let Self { id, name, slots, content, text } = self;
        let (size, path) = (content.len(), format!("/v1/uploads/{name}"));
        let begin = json!({ "transfer": name.to_string(), "id": id.to_string(), "section": "bruxelles" });
        source.asks("begin", 200, &request("POST", "/v1/uploads", JSON, begin.to_string().as_bytes()))?;
        let piece = request("PUT", &format!("{path}?offset=0&size={size}"), JSON, &content);
        source.asks("piece", 204, &piece)?;
        let end = json!({ "size": size, "slots": slots }).to_string();
        source.asks("end", 201, &request("POST", &format!("{path}/end"), JSON, end.as_bytes()))?;
        Ok(Kept { named: Named::Id(id), text })
    }
}
