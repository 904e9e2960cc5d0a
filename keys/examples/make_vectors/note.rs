//! What editors tell one another of an item.

use crate::{Vectors, replaced};

pub(crate) fn write(vectors: &Vectors) {
    let place = r#"{"place":"blog","status":"draft","since":null,"link":null}"#;
    let public =
        r#"{"place":"blog","status":"public","since":"2026-11-20","link":"https://blog.example/?p=3"}"#;
    let id = "33".repeat(16);
    let hash = "44".repeat(32);
    let proof =
        format!(r#"{{"id":"{id}","day":"2026-11-20","until":"2026-11-24","hash":"{hash}","text":"{hash}"}}"#);
    let relayed = format!(r#"{{"editor":"anna","day":"2026-11-21","places":[{place}]}}"#);
    let whole = format!(
        r#"{{"version":1,"places":[{public}],"drafted":true,"replies":["2026-11-20"],"proofs":[{proof}],"heard":[{relayed}]}}"#
    );
    vectors.good("whole.json", &whole);
    vectors
        .good("nothing-to-say.json", r#"{"version":1,"places":[],"drafted":false,"replies":[],"proofs":[]}"#);
    vectors.good("before-the-version-places-alone.json", format!("[{place}]"));
    vectors.good("before-the-version.json", replaced(&whole, r#""version":1,"#, ""));
    vectors.good("a-newer-version.json", r#"{"version":2,"places":"elsewhere"}"#);
    vectors.good("an-unknown-field.json", {
        let open = whole.strip_suffix('}').expect("an object");
        format!(r#"{open},"comment":{{"text":"wait"}}}}"#)
    });
    vectors.good(
        "an-unknown-field-of-a-place.json",
        replaced(&whole, r#""status":"public""#, r#""status":"public","views":3"#),
    );
    vectors.good(
        "an-unknown-field-of-a-proof.json",
        replaced(&whole, r#""until""#, r#""asked-by":"bruno","until""#),
    );
    let mark = r#""at":3,"day":"2026-11-20","over":["55555555555555555555555555555555"]"#;
    let marks = format!(
        r#""marks":{{"holder":{{{mark},"is":"bruno"}},"stage":{{{mark},"is":{{"stage":"declined","reason":"why"}}}},"tags":{{"prison":{{{mark},"is":true}}}},"comments":[{{"id":"{id}","at":4,"day":"2026-11-20","text":"a word"}}]}}"#
    );
    let marked = replaced(&whole, r#""heard""#, &format!(r#"{marks},"heard""#));
    vectors.good("marks.json", &marked);
    let blocked = format!(r#""tags":{{"prison":{{{mark},"is":true}}}},"blocked":{{{mark},"is":true}}"#);
    let tags = format!(r#""tags":{{"prison":{{{mark},"is":true}}}}"#);
    vectors.good("marks-with-a-thread-put-aside.json", replaced(&marked, &tags, &blocked));
    vectors.put("malformed", "put-aside-as-a-word.json", {
        replaced(&marked, &tags, &format!(r#""blocked":{{{mark},"is":"yes"}}"#))
    });
    vectors.good("marks-with-an-unknown-stage.json", replaced(&marked, "declined", "embargoed"));
    vectors.put("malformed", "marks-of-a-list.json", replaced(&whole, r#""heard""#, r#""marks":[],"heard""#));
    vectors.good("an-unknown-status.json", replaced(&whole, r#""public""#, r#""under-embargo""#));
    vectors.put("too-long", "a-byte-more-than-64-kib.json", {
        let rest = 64 * 1024 + 1 - whole.len();
        format!("{whole}{}", " ".repeat(rest))
    });
    for (name, text) in [
        ("nothing.json", String::new()),
        ("a-number.json", "3".into()),
        ("no-places.json", r#"{"version":1}"#.into()),
        ("cut-off.json", whole.trim_end_matches('}').into()),
        ("something-behind-it.json", format!("{whole}{whole}")),
        ("version-0.json", replaced(&whole, r#""version":1"#, r#""version":0"#)),
        ("version-below-0.json", replaced(&whole, r#""version":1"#, r#""version":-1"#)),
        ("version-as-text.json", replaced(&whole, r#""version":1"#, r#""version":"1""#)),
        ("version-with-a-point.json", replaced(&whole, r#""version":1"#, r#""version":1.0"#)),
        ("a-place-without-a-name.json", replaced(&whole, r#""place":"blog","#, "")),
        ("a-list-of-numbers.json", "[3]".into()),
        ("drafted-as-a-number.json", replaced(&whole, "true", "1")),
        ("not-a-day.json", replaced(&whole, r#"["2026-11-20"]"#, r#"["2026-11-31"]"#)),
        ("an-id-that-is-short.json", replaced(&whole, &id, "33")),
        ("places-as-text.json", replaced(&whole, &format!("[{public}]"), r#""blog""#)),
        ("twice-the-places.json", replaced(&whole, r#""drafted""#, r#""places":[],"drafted""#)),
    ] {
        vectors.put("malformed", name, text);
    }
}
