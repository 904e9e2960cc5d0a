//! That an editor hands a submission to another section, as their device signs it.

use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::hex;
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::signing::DeviceKey;

use crate::Vectors;
use crate::sample::{INSTANCE, rng};

const SUBMISSION: SubmissionId = SubmissionId::from_bytes([0x22; 16]);

pub(crate) fn write(vectors: &Vectors) {
    let mut rng = rng();
    let (device, another) = (DeviceKey::generate(&mut rng), DeviceKey::generate(&mut rng));
    let by = |device: &DeviceKey, instance, id, from: &str, to: &str| {
        let (from, to) = (from.parse().expect("a name"), to.parse().expect("a name"));
        UntrustedForwarding::state(device, instance, id, (&from, to), "anna".parse().expect("a handle")).proof
    };
    let of = |from: &str, to: &str, proof: [u8; 64]| {
        format!(
            "device = \"{}\"\ninstance = \"{INSTANCE}\"\nsubmission = \"{SUBMISSION}\"\nfrom = \"{from}\"\nto = \"{to}\"\nproof = \"{}\"\n",
            device.public().to_hex(),
            hex::encode(&proof)
        )
    };
    let to_geneve = |from, to| of(from, to, by(&device, INSTANCE, SUBMISSION, from, to));
    vectors.good("from-brussels-to-geneva.toml", to_geneve("bruxelles", "geneve"));
    vectors.good("back.toml", to_geneve("geneve", "bruxelles"));
    let other = SubmissionId::from_bytes([0x23; 16]);
    let elsewhere = InstanceId::from_bytes([0x12; 16]);
    let kept = UntrustedKeeping::state(
        &device,
        INSTANCE,
        SUBMISSION,
        "anna".parse().expect("a handle"),
        "2027-01-31".parse().expect("a day"),
    );
    for (name, proof) in [
        ("another-submission", by(&device, INSTANCE, other, "bruxelles", "geneve")),
        ("another-instance", by(&device, elsewhere, SUBMISSION, "bruxelles", "geneve")),
        ("another-device", by(&another, INSTANCE, SUBMISSION, "bruxelles", "geneve")),
        ("the-other-way-round", by(&device, INSTANCE, SUBMISSION, "geneve", "bruxelles")),
        ("letters-of-one-name-in-the-other", by(&device, INSTANCE, SUBMISSION, "bruxelle", "sgeneve")),
        ("a-keeping", kept.proof),
        ("zeros", [0; 64]),
    ] {
        vectors.put("refused", &format!("{name}.toml"), of("bruxelles", "geneve", proof));
    }
    vectors.put("refused", "to-its-own-section.toml", to_geneve("bruxelles", "bruxelles"));
    vectors.put("refused", "to-a-section-that-is-not-listed.toml", to_geneve("bruxelles", "lyon"));
}
