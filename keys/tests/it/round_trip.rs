//! What goes in comes out, whatever its size, and says little by its own.

use estafette_keys::envelope::ItemKey;
use estafette_keys::message::{Clue, Detail, FIELD_MAX, Form, Mandate, Publish, TEXT_MAX, text_length};
use estafette_keys::padding;

use crate::sample::{TEXT, header, line, plaintext, read, rng, sealed, source};

#[test]
fn text_and_files_come_back_byte_for_byte() {
    let key = ItemKey::generate(&mut rng());
    let noise: Vec<u8> = (0..300_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    let files: [(&str, &str, &[u8]); 4] = [
        ("tract été ✊.pdf", "application/pdf", b"%PDF-1.4\r\n--0000\r\n\r\n\x00\xff"),
        ("vide.txt", "text/plain", b""),
        ("photo.jpg", "image/jpeg", &noise),
        ("photo.jpg", "image/jpeg", b"\r\n"),
    ];
    let content = sealed(&key, &header(), TEXT, &files);
    let message = read(key.open_content(content.as_slice()).expect("it opens")).expect("it is read");
    assert_eq!(message.text, TEXT);
    assert_eq!(message.author, source().thread_key().public());
    assert_eq!(message.files.len(), files.len());
    for ((name, media_type, bytes), (sent_name, sent_type, sent)) in message.files.iter().zip(files) {
        assert!(name == sent_name && media_type == sent_type && bytes == sent, "{sent_name}");
    }
    assert!(message.header.mandate == header().mandate);
    assert!(message.header.details == header().details);
    assert!(message.header.reply_to == header().reply_to);
}

#[test]
fn sizes_around_chunk_and_window_borders_come_back() {
    let key = ItemKey::generate(&mut rng());
    for border in [65_536_usize, 131_072] {
        for size in (border - 3_700..border - 3_500).step_by(13).chain(border - 90..border + 90) {
            let bytes = vec![b'\r'; size];
            let content = sealed(&key, &header(), "", &[("a", "text/plain", &bytes)]);
            let message = read(plaintext(&key, &content).as_slice()).expect("it is read");
            assert!(message.files[0].2 == bytes, "{size}");
        }
    }
}

#[test]
fn every_text_only_message_has_one_size() {
    let key = ItemKey::generate(&mut rng());
    let mut longest = header();
    let widest = line(&"ж".repeat(FIELD_MAX / 2));
    longest.mandate = Some(Mandate {
        publish: Publish::AsWritten,
        not_before: Some(longest.day),
        sign_as: Some(widest.clone()),
    });
    longest.details = Detail::ALL
        .iter()
        .map(|detail| match detail.form() {
            Form::LocalTime => (*detail, line("2026-12-05T19:00")),
            Form::Day => (*detail, line("2026-12-05")),
            Form::Choice(choices) => (*detail, line(choices.last().expect("a choice"))),
            Form::Item => (*detail, line(&"2".repeat(32))),
            Form::Clues => {
                let all: Vec<_> = Clue::ALL.iter().map(|clue| clue.name()).collect();
                (*detail, line(&all.join(" ")))
            }
            Form::Line | Form::ProofAnswer => (*detail, widest.clone()),
        })
        .collect();
    let newlines = "\n".repeat(TEXT_MAX / 2);
    assert_eq!(text_length(&newlines), TEXT_MAX);
    for text in ["", "a", TEXT, &"ж".repeat(TEXT_MAX / 2), &newlines] {
        for header in [&header(), &longest] {
            let message = plaintext(&key, &sealed(&key, header, text, &[]));
            assert_eq!(message.len() as u64, padding::FLOOR);
        }
    }
}

#[test]
fn line_ends_come_back_as_one_byte() {
    let key = ItemKey::generate(&mut rng());
    let content = sealed(&key, &header(), "a\r\nb\nc\rd", &[]);
    assert_eq!(read(plaintext(&key, &content).as_slice()).expect("it is read").text, "a\nb\nc\nd");
}
