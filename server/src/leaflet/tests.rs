use roxmltree::Document;

use super::*;
use crate::config::NetworkTable;

const ADDRESS: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";
/// How many pixels a dot has where a code is read.
const DOT: usize = 4;

fn network(trust: &str) -> Network {
    let table = NetworkTable {
        name: Some("Contre <courant> & \"co\"".to_owned()),
        trust: [("fr".to_owned(), trust.to_owned())].into(),
        address: Some(ADDRESS.to_owned()),
        ..NetworkTable::default()
    };
    let mark = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";
    let mut network = table.read().expect("a network");
    network.mark = Some(Mark::read(mark).expect("a mark"));
    network
}

fn leaflet(language: &str, section: Option<&str>) -> Leaflet {
    let words = Words::new();
    let locale = words.locale(language).expect("a language");
    let section = section.map(|name| (name.parse().expect("a name"), "Bruxelles".to_owned()));
    Leaflet::saying(&locale, network("Depuis 2010."), section.as_ref()).expect("a leaflet")
}

fn every_language() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|language| language.tag)
}

/// What a phone reads.
fn scanned(code: &Code) -> String {
    let side = usize::from(code.side);
    let mut dark = vec![false; side * side];
    for run in code.path.split('M').filter(|run| !run.is_empty()) {
        let (x, rest) = run.split_once(' ').expect("a place");
        let (y, rest) = rest.split_once('h').expect("a width");
        let (width, _) = rest.split_once('v').expect("a height");
        let [x, y, width] = [x, y, width].map(|number| number.parse::<usize>().expect("a number"));
        dark[y * side + x..y * side + x + width].fill(true);
    }
    let light = |x: usize, y: usize| if dark[y / DOT * side + x / DOT] { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side * DOT, side * DOT, light);
    let grids = picture.detect_grids();
    grids.first().expect("a code").decode().expect("it is read").1
}

#[test]
fn a_phone_reads_the_address() {
    assert_eq!(scanned(&leaflet("fr", None).code), format!("http://{ADDRESS}/"));
    let section = leaflet("en", Some("bruxelles"));
    assert_eq!(scanned(&section.code), format!("http://{ADDRESS}/en/write/bruxelles"));
}

#[test]
fn the_sheet_is_well_formed_in_every_language() {
    for language in every_language() {
        let leaflet = leaflet(language, Some("bruxelles"));
        let text = leaflet.text(Form::A6);
        let sheet = Document::parse(&text).expect("XML");
        let lines: Vec<&str> = sheet
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .filter_map(|node| node.text())
            .collect();
        let said = lines.join(" ");
        for part in [
            &*leaflet.name,
            &*leaflet.aim,
            &*leaflet.words,
            &*leaflet.groups(),
            "torproject.org",
            "Depuis 2010.",
        ] {
            assert!(said.contains(part), "{language}: {part}");
        }
        assert_eq!(sheet.descendants().filter(|node| node.attribute("transform").is_some()).count(), 5);
        for banned in ["script", "href", "style", "foreignObject", "image"] {
            assert!(
                !text.contains(&format!("<{banned}")) && !text.contains(&format!(" {banned}=")),
                "{banned}"
            );
        }
    }
}

#[test]
fn nothing_leaves_its_page_of_the_sheet() {
    let words = Words::new();
    for language in every_language() {
        let locale = words.locale(language).expect("a language");
        for trust in ["Depuis 2010.".to_owned(), "Très long, ".repeat(27)] {
            let leaflet = Leaflet::saying(&locale, network(&trust), None).expect("a leaflet");
            for panel in fold::panels(&leaflet) {
                for piece in panel.pieces {
                    let Piece::Line(line) = piece else { continue };
                    assert!(line.y.parse::<f64>().is_ok_and(|y| y < 139.0), "{language}: {}", line.text);
                }
            }
        }
    }
}

#[test]
fn a_leaflet_that_is_read_from_the_right_opens_the_other_way() {
    let mut leaflet = leaflet("fr", None);
    let places =
        |leaflet: &Leaflet| fold::panels(leaflet).into_iter().map(|panel| panel.place).collect::<Vec<_>>();
    let from_left = places(&leaflet);
    leaflet.direction = "rtl";
    let from_right = places(&leaflet);
    assert_eq!(from_right, [from_left[3], from_left[2], from_left[1], from_left[0]]);
    let text = leaflet.text(Form::A6);
    let sheet = Document::parse(&text).expect("XML");
    for line in sheet.descendants().filter(|node| node.has_tag_name("text")) {
        let is_exact = line.attribute("font-family") == Some("monospace");
        let expected = if is_exact { ("ltr", "10") } else { ("rtl", "95") };
        assert_eq!((line.attribute("direction"), line.attribute("x")), (Some(expected.0), Some(expected.1)));
    }
    assert!(leaflet.text(Form::Block).starts_with("<div lang=\"fr\" dir=\"rtl\""));
}

#[test]
fn a_block_asks_nobody_for_anything_and_is_well_formed() {
    for language in every_language() {
        let leaflet = leaflet(language, Some("bruxelles"));
        let text = leaflet.text(Form::Block);
        Document::parse(&text).expect("XML");
        for banned in ["<script", "<style", "<img", "<svg", "<iframe", "<form", "<link", " src=", " class="] {
            assert!(!text.contains(banned), "{banned}");
        }
        assert_eq!(text.matches(" href=\"").count(), 1);
        assert!(text.contains(&format!("href=\"http://{ADDRESS}/{language}/write/bruxelles\"")), "{text}");
        assert!(text.contains(&leaflet.groups()) && text.contains(&leaflet.words));
    }
}

#[test]
fn a_page_sends_tor_browser_on_and_asks_nobody_for_anything() {
    for language in every_language() {
        let leaflet = leaflet(language, None);
        let text = leaflet.text(Form::Page);
        assert!(text.starts_with(&format!("<!doctype html>\n<html lang=\"{language}\" dir=\"")));
        let sent_on = format!("<meta http-equiv=\"onion-location\" content=\"http://{ADDRESS}/\">");
        assert!(text.contains(&sent_on) && text.contains(&leaflet.text(Form::Block)));
        assert!(text.contains("Contre &#60;courant&#62; &#38;"), "{text}");
        assert!(text.contains(&leaflet.code.path) && !text.contains("noindex"));
        for banned in ["<script", "<img", "<iframe", "<form", "https://", " src=", "url(", "@import"] {
            assert!(!text.contains(banned), "{banned}");
        }
        assert_eq!(text.matches(" href=\"").count(), 2, "the address, and an icon of nothing");
    }
}

#[test]
fn without_an_address_there_is_nothing_to_lead_to() {
    let words = Words::new();
    let locale = words.locale("fr").expect("a language");
    let error = Leaflet::saying(&locale, Network::default(), None).err().expect("it is refused");
    assert!(matches!(error, LeafletError::NoAddress));
}

#[test]
fn a_file_that_is_there_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("leaflet.svg");
    let leaflet = leaflet("fr", None);
    leaflet.write(Form::A6, &path).expect("written");
    assert!(matches!(leaflet.write(Form::Page, &path), Err(LeafletError::Write { .. })));
    assert_eq!(std::fs::read_to_string(&path).expect("text"), leaflet.text(Form::A6));
}
