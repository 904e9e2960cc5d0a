//! A network's mark: an SVG file, of which only shapes come into a page. It is read as XML and written anew, so that no page holds
//! anything that was not understood.

use std::fmt::Write;

use roxmltree::{Document, Node};

/// The largest file of a mark, in bytes: it is in every page that shows it.
pub(super) const MARK_MAX: u64 = 4 * 1024;
const SVG: &str = "http://www.w3.org/2000/svg";
/// The height of a mark in a page, in CSS pixels, and the most of its width.
const HEIGHT: f64 = 64.0;
const WIDTH_MAX: f64 = 320.0;

const SHAPES: [&str; 8] = ["g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"];
/// Elements that are left out: nobody sees them.
const UNSEEN: [&str; 3] = ["title", "desc", "metadata"];
const GEOMETRY: [&str; 14] =
    ["d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "transform"];
const PAINT: [&str; 13] = [
    "fill",
    "fill-rule",
    "fill-opacity",
    "clip-rule",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-opacity",
    "opacity",
];
/// Attributes that are left out: in a page they would name something of the page, or nothing.
const UNUSED: [&str; 4] = ["id", "class", "version", "baseProfile"];

/// Why a file is no mark.
#[derive(Debug, thiserror::Error)]
pub enum MarkError {
    /// Not XML, or with a document type.
    #[error("it is not valid XML")]
    Xml(#[source] roxmltree::Error),
    /// Another document, or one without a size.
    #[error("it must be an `svg` with a `viewBox` of four numbers")]
    Svg,
    /// An element that is no shape: a script, a style, a text, a picture, a link.
    #[error("`<{0}>` may not be in it: only shapes may")]
    Element(String),
    /// An attribute that is neither geometry nor paint: an event, a style, a reference.
    #[error("the attribute `{0}` may not be in it")]
    Attribute(String),
    /// A value that refers to something.
    #[error("the attribute `{0}` has a value that may not be in it")]
    Value(String),
    /// Letters between the elements.
    #[error("there is text in it")]
    Text,
}

/// A mark, as it may stand in a page.
#[derive(Debug)]
pub struct Mark {
    view: [f64; 4],
    paint: String,
    shapes: String,
}

impl Mark {
    /// Reads an SVG file.
    ///
    /// # Errors
    /// [`MarkError`].
    pub fn read(text: &str) -> Result<Self, MarkError> {
        let document = Document::parse(text).map_err(MarkError::Xml)?;
        let root = document.root_element();
        if !root.has_tag_name((SVG, "svg")) {
            return Err(MarkError::Svg);
        }
        let (mut view, mut paint, mut shapes) = (None, String::new(), String::new());
        for attribute in root.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            match name {
                _ if attribute.namespace().is_some() => return Err(MarkError::Attribute(name.to_owned())),
                "viewBox" => view = Some(numbers(value).ok_or(MarkError::Svg)?),
                // Where it stands and how large it is, the page says.
                "x" | "y" | "width" | "height" | "preserveAspectRatio" => {}
                name => write_attribute(&mut paint, name, value, &PAINT)?,
            }
        }
        for child in root.children() {
            write_node(&mut shapes, child)?;
        }
        // Where nothing is said, it has the colour of the text beside it, in the dark as well.
        if root.attribute("fill").is_none() {
            paint.push_str(" fill=\"currentColor\"");
        }
        Ok(Self { view: view.ok_or(MarkError::Svg)?, paint, shapes })
    }

    /// As an element of a page. What it says stands beside it as text, so it is hidden from who listens.
    #[must_use]
    pub(crate) fn in_page(&self) -> String {
        let ratio = self.view[2] / self.view[3];
        let width = (HEIGHT * ratio).min(WIDTH_MAX);
        self.at(&format!(
            "width=\"{:.0}\" height=\"{:.0}\" aria-hidden=\"true\"",
            width.max(1.0),
            (width / ratio).max(1.0)
        ))
    }

    /// As an element that has these attributes.
    #[must_use]
    pub(crate) fn at(&self, place: &str) -> String {
        let [x, y, width, height] = self.view;
        format!("<svg viewBox=\"{x} {y} {width} {height}\" {place}{}>{}</svg>", self.paint, self.shapes)
    }
}

fn write_node(out: &mut String, node: Node<'_, '_>) -> Result<(), MarkError> {
    if node.is_text() {
        return if node.text().is_none_or(|text| text.trim().is_empty()) {
            Ok(())
        } else {
            Err(MarkError::Text)
        };
    }
    if !node.is_element() {
        // A comment.
        return Ok(());
    }
    let tag = node.tag_name();
    let name = tag.name();
    if tag.namespace() == Some(SVG) && UNSEEN.contains(&name) {
        return Ok(());
    }
    if tag.namespace() != Some(SVG) || !SHAPES.contains(&name) {
        return Err(MarkError::Element(name.to_owned()));
    }
    out.extend(["<", name]);
    for attribute in node.attributes() {
        if attribute.namespace().is_some() {
            return Err(MarkError::Attribute(attribute.name().to_owned()));
        }
        let allowed = GEOMETRY.into_iter().chain(["width", "height"]).chain(PAINT).collect::<Vec<_>>();
        write_attribute(out, attribute.name(), attribute.value(), &allowed)?;
    }
    out.push('>');
    for child in node.children() {
        write_node(out, child)?;
    }
    out.extend(["</", name, ">"]);
    Ok(())
}

fn write_attribute(out: &mut String, name: &str, value: &str, allowed: &[&str]) -> Result<(), MarkError> {
    if UNUSED.contains(&name) {
        return Ok(());
    }
    if !allowed.contains(&name) {
        return Err(MarkError::Attribute(name.to_owned()));
    }
    let fits = |letter: char| letter.is_ascii_alphanumeric() || " \t\r\n.,+-#()%".contains(letter);
    if !value.chars().all(fits) || value.to_ascii_lowercase().contains("url") {
        return Err(MarkError::Value(name.to_owned()));
    }
    // Writing to a string does not fail.
    let _ = write!(out, " {name}=\"{value}\"");
    Ok(())
}

/// Of a `viewBox`: where it begins, and how large it is.
fn numbers(text: &str) -> Option<[f64; 4]> {
    let separate = |letter: char| letter.is_ascii_whitespace() || letter == ',';
    let numbers = text.split(separate).filter(|number| !number.is_empty());
    let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
    let view: [f64; 4] = numbers.try_into().ok()?;
    (view.iter().all(|number| number.is_finite()) && view[2] > 0.0 && view[3] > 0.0).then_some(view)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!("<svg xmlns=\"{SVG}\" viewBox=\"0 0 10 20\">{inside}</svg>")
    }

    fn refused(inside: &str) -> String {
        Mark::read(&svg(inside)).err().unwrap_or_else(|| panic!("it is taken: {inside}")).to_string()
    }

    #[test]
    fn shapes_come_through_and_nothing_beside_them() {
        let text = format!(
            "<?xml version=\"1.0\"?><!-- by a program --><svg xmlns=\"{SVG}\" id=\"logo\" class=\"leave\" width=\"1cm\" \
             viewBox=\"0,0 10 20\" stroke=\"#123\"><title>x</title><g transform=\"scale(2)\"><path id=\"a\" d=\"M0 0L1,1z\"/></g></svg>"
        );
        let mark = Mark::read(&text).expect("a mark");
        assert_eq!(
            mark.in_page(),
            "<svg viewBox=\"0 0 10 20\" width=\"32\" height=\"64\" aria-hidden=\"true\" stroke=\"#123\" \
             fill=\"currentColor\"><g transform=\"scale(2)\"><path d=\"M0 0L1,1z\"></path></g></svg>"
        );
    }

    #[test]
    fn a_wide_mark_is_no_wider_than_a_phone() {
        let text = svg("").replace("10 20", "1000 10");
        let page = Mark::read(&text).expect("a mark").in_page();
        assert!(page.contains("width=\"320\" height=\"3\""), "{page}");
    }

    #[test]
    fn scripts_styles_pages_and_pictures_are_refused() {
        for name in [
            "script",
            "style",
            "foreignObject",
            "a",
            "image",
            "use",
            "text",
            "animate",
            "set",
            "iframe",
            "filter",
            "linearGradient",
            "svg",
        ] {
            let said = refused(&format!("<g><{name}/></g>"));
            assert!(said.contains(&format!("<{name}>")), "{said}");
        }
        refused("<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>");
        refused("<title xmlns=\"http://www.w3.org/1999/xhtml\">x</title>");
    }

    #[test]
    fn events_styles_and_references_are_refused() {
        for attribute in [
            "onload=\"alert(1)\"",
            "ONCLICK=\"alert(1)\"",
            "onbegin=\"x\"",
            "style=\"fill:red\"",
            "href=\"https://example.org/\"",
            "filter=\"none\"",
            "mask=\"none\"",
            "tabindex=\"0\"",
        ] {
            let said = refused(&format!("<path {attribute}/>"));
            assert!(said.contains("the attribute"), "{said}");
            let on_root = svg("").replace("viewBox", &format!("{attribute} viewBox"));
            assert!(Mark::read(&on_root).is_err(), "{attribute} on the root");
        }
        refused("<path xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"#x\"/>");
        refused("<path xml:base=\"https://example.org/\"/>");
        for value in
            ["url(https://example.org/#x)", "URL(#x)", "javascript:alert(1)", "&quot;&gt;&lt;script&gt;"]
        {
            let said = refused(&format!("<path fill=\"{value}\"/>"));
            assert!(said.contains("has a value"), "{said}");
        }
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        for text in [
            "",
            "<svg",
            "<svg viewBox=\"0 0 1 1\"/>",
            "<html/>",
            &format!("<svg xmlns=\"{SVG}\"/>"),
            &svg("").replace("10 20", "0 20"),
            &svg("").replace("10 20", "NaN 20"),
            &svg("letters"),
            &svg("<![CDATA[<script>]]>"),
            &format!("<!DOCTYPE svg [<!ENTITY x \"y\">]>{}", svg("<path d=\"&x;\"/>")),
        ] {
            assert!(Mark::read(text).is_err(), "{text}");
        }
    }
}
