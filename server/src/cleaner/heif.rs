//! HEIC and AVIF: a table at the beginning says what stands where. What is no picture is overwritten, so are descriptions of pictures, and
//! parts of the file that nobody needs. Films, and files whose table is not understood or comes last, are not cleaned.

use super::format::{Format, Next, Plan, WHOLE_MAX, number};

/// What is a picture.
const PICTURES: [&[u8; 4]; 9] =
    [b"hvc1", b"av01", b"grid", b"iden", b"iovl", b"jpeg", b"tmap", b"avc1", b"vvc1"];
/// What is said of one in words, or of when it was made.
const SAID: [&[u8; 4]; 5] = [b"udes", b"altt", b"crtt", b"mdft", b"uuid"];
/// A kind of thing that nobody knows.
const NOTHING: &[u8; 4] = b"none";
/// A part that is to be passed over.
const FREE: &[u8; 4] = b"free";
const HEAD: usize = 8;

#[derive(Default)]
pub(super) struct Heif {
    at: At,
    /// How many bytes were passed.
    passed: u64,
    has_table: bool,
    /// From where to where pictures stand, in order.
    pictures: Vec<(u64, u64)>,
}

#[derive(Default, Clone)]
enum At {
    #[default]
    Head,
    /// A length that needs more room.
    Long([u8; 4]),
    Table,
}

impl Format for Heif {
    fn begin(&mut self) -> Next {
        Next::LookOrEnd(HEAD)
    }

    fn look(&mut self, bytes: &[u8], out: &mut Vec<u8>, plan: &mut Plan) -> Option<()> {
        self.passed += bytes.len() as u64;
        match self.at.clone() {
            At::Head => {
                let (length, kind) = bytes.split_first_chunk::<4>()?;
                let kind = *kind.first_chunk()?;
                match number(length) {
                    1 => {
                        self.at = At::Long(kind);
                        plan.push_back(Next::Look(8));
                        return Some(());
                    }
                    length => self.part(kind, (length.checked_sub(8)?, length), out, plan)?,
                }
            }
            At::Long(kind) => {
                let length = number(bytes);
                self.part(kind, (length.checked_sub(16)?, length), out, plan)?;
            }
            At::Table => {
                let mut table = bytes.to_vec();
                self.pictures = table_cleaned(&mut table)?;
                self.pictures.sort_unstable();
                self.has_table = true;
                out.extend_from_slice(&table);
                self.head(plan);
            }
        }
        Some(())
    }

    fn is_done(&self) -> bool {
        self.has_table && self.pictures.is_empty()
    }
}

impl Heif {
    fn head(&mut self, plan: &mut Plan) {
        self.at = At::Head;
        plan.push_back(Next::LookOrEnd(HEAD));
    }

    /// A part, of which the head was seen, in one of both forms.
    fn part(
        &mut self,
        kind: [u8; 4],
        (content, length): (u64, u64),
        out: &mut Vec<u8>,
        plan: &mut Plan,
    ) -> Option<()> {
        let name = match &kind {
            b"ftyp" | b"meta" | b"mdat" => kind,
            // A film, or pieces of one.
            b"moov" | b"moof" | b"mfra" | b"sidx" => return None,
            _ => *FREE,
        };
        if length - content == 16 {
            out.extend([&1_u32.to_be_bytes(), &name[..], &length.to_be_bytes()].concat());
        } else {
            out.extend([&u32::try_from(length).ok()?.to_be_bytes(), &name[..]].concat());
        }
        match &kind {
            b"meta" if !self.has_table => {
                self.at = At::Table;
                let whole = usize::try_from(content).ok().filter(|length| *length <= WHOLE_MAX)?;
                plan.push_back(Next::Look(whole));
                return Some(());
            }
            b"meta" => return None,
            b"mdat" if !self.has_table => return None,
            b"mdat" => self.contents(content, plan),
            b"ftyp" => plan.push_back(Next::Keep(content)),
            _ => plan.push_back(Next::Fill(content, 0)),
        }
        self.passed = self.passed.checked_add(content)?;
        self.head(plan);
        Some(())
    }

    /// Pictures stay, and what stands between them goes.
    fn contents(&mut self, length: u64, plan: &mut Plan) {
        let (mut at, end) = (self.passed, self.passed.saturating_add(length));
        // What does not stand here whole stays in the list: then the file is not clean.
        self.pictures.retain(|(from, to)| {
            let is_here = *from >= self.passed && *to <= end;
            if is_here {
                let from = at.max(*from);
                plan.extend([Next::Fill(from - at, 0), Next::Keep(to.saturating_sub(from))]);
                at = at.max(*to);
            }
            !is_here
        });
        plan.push_back(Next::Fill(end - at, 0));
    }
}

/// Reads a table's fields.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn number(&mut self, length: usize) -> Option<u64> {
        self.bytes(length).map(number)
    }

    /// The version, of a part that has one.
    fn version(&mut self) -> Option<u64> {
        self.number(4).map(|word| word >> 24)
    }
}

/// A part's name, and from where to where its content stands.
type Part = ([u8; 4], (usize, usize));

/// The parts within a part.
fn parts(bytes: &[u8], from: usize) -> Option<Vec<Part>> {
    let (mut all, mut at) = (Vec::new(), from);
    while at < bytes.len() {
        let mut fields = Fields(bytes.get(at..)?);
        let length = usize::try_from(fields.number(4)?).ok()?;
        let name = *fields.bytes(4)?.first_chunk()?;
        let end = at.checked_add(length).filter(|end| length >= HEAD && *end <= bytes.len())?;
        all.push((name, (at + HEAD, end)));
        at = end;
    }
    Some(all)
}

/// Overwrites what the table itself says in words; gives where pictures stand in the file's contents.
fn table_cleaned(table: &mut [u8]) -> Option<Vec<(u64, u64)>> {
    let (mut pictures, mut places, mut said, mut others) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (name, (from, to)) in parts(table, 4)? {
        let content = table.get(from..to)?;
        match &name {
            b"iinf" => {
                for thing in things(content)? {
                    let (kind, end) = (from + thing.kind, from + thing.end);
                    said.push((kind + NOTHING.len(), end));
                    if thing.is_picture {
                        pictures.push(thing.id);
                    } else {
                        others.push(kind);
                    }
                }
            }
            b"iloc" => places = all_places(content)?,
            b"iprp" => {
                for (name, (first, last)) in parts(content, 0)? {
                    if &name == b"ipco" {
                        let properties = parts(content.get(..last)?, first)?;
                        let of_words = properties.into_iter().filter(|(name, _)| SAID.contains(&name));
                        said.extend(of_words.map(|(_, (first, last))| (from + first, from + last)));
                    }
                }
            }
            b"hdlr" | b"pitm" | b"iref" | b"grpl" | b"idat" | b"dinf" => {}
            _ => said.push((from, to)),
        }
    }
    for (from, to) in said {
        table.get_mut(from..to)?.fill(0);
    }
    for kind in others {
        table.get_mut(kind..kind + NOTHING.len())?.copy_from_slice(NOTHING);
    }
    let mut kept = Vec::new();
    for (item, place, extents) in places {
        match place {
            Where::Contents if pictures.contains(&item) => kept.extend(extents),
            Where::Contents => {}
            Where::Table if pictures.contains(&item) => {}
            Where::Table | Where::Elsewhere => return None,
        }
    }
    // One without an end goes on to the file's.
    kept.iter().all(|(from, to)| from < to).then_some(kept)
}

/// A thing that a table names: where its kind stands in the list, and where its name ends.
struct Thing {
    id: u64,
    is_picture: bool,
    kind: usize,
    end: usize,
}

fn things(bytes: &[u8]) -> Option<Vec<Thing>> {
    let mut fields = Fields(bytes);
    let count = if fields.version()? == 0 { 2 } else { 4 };
    let count = fields.number(count)?;
    let from = bytes.len() - fields.0.len();
    let entries = parts(bytes, from)?;
    if entries.len() as u64 != count {
        return None;
    }
    let mut all = Vec::new();
    for (name, (from, end)) in entries {
        let mut fields = Fields(bytes.get(from..end)?);
        let id = match fields.version()? {
            2 if &name == b"infe" => 2,
            3 if &name == b"infe" => 4,
            _ => return None,
        };
        let (id, _protected) = (fields.number(id)?, fields.number(2)?);
        let kind = end - fields.0.len();
        let is_picture = PICTURES.contains(&fields.bytes(NOTHING.len())?.first_chunk()?);
        all.push(Thing { id, is_picture, kind, end });
    }
    Some(all)
}

/// Where a thing stands.
#[derive(Clone, Copy)]
enum Where {
    Contents,
    Table,
    Elsewhere,
}

/// A thing's number, and from where to where it stands.
type Place = (u64, Where, Vec<(u64, u64)>);

fn all_places(bytes: &[u8]) -> Option<Vec<Place>> {
    let mut fields = Fields(bytes);
    let version = fields.version()?;
    let sizes = fields.bytes(2)?;
    let [offset, length, base, index] =
        [sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4, sizes[1] & 15].map(usize::from);
    if version > 2 || [offset, length, base, index].iter().any(|size| ![0, 4, 8].contains(size)) {
        return None;
    }
    let wide = if version < 2 { 2 } else { 4 };
    let mut all = Vec::new();
    for _ in 0..fields.number(wide)? {
        let item = fields.number(wide)?;
        let construction = if version == 0 { 0 } else { fields.number(2)? & 15 };
        let place = match (fields.number(2)?, construction) {
            (0, 0) => Where::Contents,
            (0, 1) => Where::Table,
            _ => Where::Elsewhere,
        };
        let base = fields.number(base)?;
        let mut extents = Vec::new();
        for _ in 0..fields.number(2)? {
            let _index = if version == 0 { 0 } else { fields.number(index)? };
            let from = base.checked_add(fields.number(offset)?)?;
            extents.push((from, from.checked_add(fields.number(length)?)?));
        }
        all.push((item, place, extents));
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::super::tests::cleaned;

    fn part(kind: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).expect("short").to_be_bytes();
        [&length[..], kind, content].concat()
    }

    fn entry(id: u8, kind: &[u8], name: &[u8]) -> Vec<u8> {
        part(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], kind, name].concat())
    }

    /// A picture of three things; this many bytes of what was seen stand before the contents.
    fn file(description: &[u8], exif: &[u8], xmp: &[u8], before: u32) -> Vec<u8> {
        let is_clean = xmp.iter().all(|byte| *byte == 0);
        let name =
            |kind: &'static [u8]| if is_clean { (b"none".as_slice(), [0; 4]) } else { (kind, *b"nom\0") };
        let ((exif_kind, noted), (xmp_kind, _)) = (name(b"Exif"), name(b"mime"));
        let things = [entry(1, b"hvc1", &noted), entry(2, exif_kind, &noted), entry(3, xmp_kind, &noted)];
        let things = things.concat();
        let info = part(b"iinf", &[&[0, 0, 0, 0, 0, 3], &things[..]].concat());
        let place = |id: u8, from: u32, length: usize| {
            let length = u32::try_from(length).expect("short").to_be_bytes();
            [&[0, id, 0, 0, 0, 1], &from.to_be_bytes()[..], &length].concat()
        };
        let exif_at = before + 5;
        let xmp_at = exif_at + u32::try_from(exif.len()).expect("short");
        let places =
            [place(2, exif_at, exif.len()), place(3, xmp_at, xmp.len()), place(1, before, 5)].concat();
        let places = part(b"iloc", &[&[0, 0, 0, 0, 0x44, 0, 0, 3], &places[..]].concat());
        let properties = part(b"ipco", &[part(b"irot", &[1]), part(b"udes", description)].concat());
        let table = [part(b"hdlr", b"pict"), info, places, part(b"iprp", &properties)].concat();
        let table = part(b"meta", &[&[0; 4], &table[..]].concat());
        let contents = part(b"mdat", &[b"pixel", exif, xmp].concat());
        [part(b"ftyp", b"heic\0\0\0\0"), table, part(b"free", &[0; 7]), contents].concat()
    }

    fn whole(description: &[u8], exif: &[u8], xmp: &[u8]) -> Vec<u8> {
        let short = file(description, exif, xmp, 0);
        let before = short.windows(5).position(|five| five == b"pixel").expect("it is there");
        file(description, exif, xmp, u32::try_from(before).expect("short"))
    }

    #[test]
    fn pictures_stay_and_all_else_is_noughts() {
        let mut dirty = whole(b"Anna", b"Exif\0\0II*\0", b"<x:xmpmeta>");
        let clean = whole(&[0; 4], &[0; 10], &[0; 11]);
        assert_eq!(cleaned(&dirty), Some(clean.clone()));
        assert_eq!(cleaned(&clean), Some(clean.clone()), "what is clean stays as it is");
        assert_eq!(cleaned(&clean[..clean.len() - 1]), None);
        dirty.extend(part(b"uuid", b"quelque chose"));
        assert_eq!(cleaned(&dirty), Some([&clean[..], &part(b"free", &[0; 13])].concat()));
    }

    #[test]
    fn films_and_what_is_not_understood_are_not_cleaned() {
        let clean = whole(b"", b"Exif", b"x");
        assert!(cleaned(&clean).is_some());
        let begins = part(b"ftyp", b"heic\0\0\0\0");
        let film = [&clean[..], &part(b"moov", b"")].concat();
        let table_last = [&begins[..], &part(b"mdat", b"pixels"), &clean[begins.len()..]].concat();
        let elsewhere = file(b"", b"Exif", b"x", 10);
        for file in [film, table_last, elsewhere, begins] {
            assert_eq!(cleaned(&file), None);
        }
    }
}
