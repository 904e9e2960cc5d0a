//! A prisoner's letter on paper: photographed aslant and in the shade, made level and white, read, put right beside the picture, and
//! published as it was written. What stood on it in clear is on no disk.

use std::path::{Path, PathBuf};
use std::process::Command;

use estafette_tests::desk::Desk;
use estafette_tests::machine::Machine;
use estafette_tests::needles::{Needle, hunt};
use estafette_tests::source::{Form, Source};
use estafette_tests::stack::Stack;
use serde_json::Value;

/// Writes a letter on grey paper, blurs one line of it, tilts it, and takes it in the shade.
const DRAWN: &str = r"
import sys, random
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
file, text, degrees, blurred = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
right = any('\u0600' <= letter <= '\u06ff' for letter in text)
name = 'noto/NotoNaskhArabic-Regular.ttf' if right else 'dejavu/DejaVuSerif.ttf'
face = ImageFont.truetype('/usr/share/fonts/truetype/' + name, 38)
paper = Image.new('L', (1654, 1500), 226)
draw = ImageDraw.Draw(paper)
for number, line in enumerate(text.split('\n')):
    y = 120 + 62 * number
    direction = 'rtl' if right else None
    x = 1500 - draw.textlength(line, font=face, direction=direction) if right else 150
    draw.text((x, y), line, font=face, fill=48, direction=direction)
    if number == blurred:
        box = (100, y - 10, 1600, y + 56)
        paper.paste(paper.crop(box).filter(ImageFilter.GaussianBlur(6)), box)
paper = paper.rotate(degrees, resample=Image.BICUBIC, expand=True, fillcolor=226)
shade = Image.linear_gradient('L').rotate(90).resize(paper.size).point(lambda value: int(255 - value * .45))
paper = ImageChops.add(ImageChops.multiply(paper, shade), Image.effect_noise(paper.size, 14), 1, -128)
colours = (paper, paper.point(lambda value: int(value * .98)), paper.point(lambda value: int(value * .92)))
Image.merge('RGB', colours).save(file, quality=88)
";

/// No line is.
pub(super) const NOT_BLURRED: &str = "-1";
const FRENCH: &str = "Chère amie,\n\nje t’écris de la prison de Valrive où la lumière s’éteint à dix\nheures. On nous refuse le parloir depuis trois semaines et les\nlettres arrivent ouvertes. Nous avons commencé une grève de la\nfaim le premier novembre.\n\nMerci à celles et ceux qui ont écrit.";
const ARABIC: &str = "رفاقي الأعزاء\n\nأكتب إليكم من السجن حيث ينطفئ الضوء في الساعة العاشرة\nمنعوا عنا الزيارة منذ ثلاثة أسابيع وتصل الرسائل مفتوحة\nبدأنا إضرابا عن الطعام في أول الشهر\n\nشكرا لكل من كتب لنا";
const TURKISH: &str = "Sevgili dostlar,\n\nsize hapishaneden yazıyorum. Işıklar saat onda sönüyor ve\nmektuplar açılmış geliyor. Üç haftadır görüş yasağı var. Ayın\nbaşında açlık grevine başladık.\n\nYazan herkese çok teşekkürler.";
const GERMAN: &str = "Liebe Freundinnen,\n\nich schreibe euch aus dem Gefängnis, wo das Licht um zehn Uhr\nausgeht. Seit drei Wochen verweigern sie uns den Besuch, und die\nBriefe kommen geöffnet an. Am Ersten haben wir einen Hungerstreik\nbegonnen.\n\nGrüße und Dank an alle, die geschrieben haben.";
const KURDISH: &str = "Hevalên hêja,\n\nez ji girtîgehê ji we re dinivîsim. Ronahî di saet dehan de vedimire\nû name vekirî tên. Me di destpêka mehê de dest bi greva birçîbûnê\nkir.\n\nSpas ji bo her kesê ku ji me re nivîsand.";

pub(super) fn drawn(folder: &Path, name: &str, text: &str, degrees: &str, blurred: &str) -> Vec<u8> {
    let file = folder.join(name);
    let output = Command::new("/usr/bin/python3")
        .args(["-c", DRAWN])
        .arg(&file)
        .args([text, degrees, blurred])
        .output()
        .expect("python3 is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(file).expect("a picture")
}

/// How many of a text's words stand in another, in hundredths.
fn recalled(text: &str, read: &str) -> usize {
    let plain = |text: &str| text.replace('’', "'").replace("[?", "").replace("?]", "");
    let (text, read) = (plain(text), plain(read));
    let read: Vec<&str> = read.split_whitespace().collect();
    let words = || text.split_whitespace();
    words().filter(|word| read.contains(word)).count() * 100 / words().count()
}

fn json(said: &str) -> Value {
    serde_json::from_str(said).expect("JSON")
}

#[test]
fn letters_in_five_languages_are_read_aslant_and_in_the_shade() {
    let folder = tempfile::tempdir().expect("a folder");
    let letters = [
        ("fra", FRENCH, "4"),
        ("ara", ARABIC, "-3"),
        ("tur", TURKISH, "-7.5"),
        ("deu", GERMAN, "11"),
        ("kmr", KURDISH, "1.5"),
    ];
    let files: Vec<(String, Vec<u8>)> = letters
        .iter()
        .map(|(language, text, degrees)| {
            let name = format!("{language}.jpg");
            let file = drawn(folder.path(), &name, text, degrees, NOT_BLURRED);
            (name, file)
        })
        .collect();
    let files: Vec<_> =
        files.iter().map(|(name, file)| (name.as_str(), "image/jpeg", file.as_slice())).collect();
    let desk = Desk::of(&files, "");
    desk.machine.does(&["image", "clean", &desk.item, "1", "2", "3", "4", "5", "--paper"]);
    for ((language, text, degrees), number) in letters.iter().zip(1..) {
        let number = number.to_string();
        let read = ["image", "transcribe", &desk.item, &number, "--language", language, "--json"];
        let said = json(&desk.machine.does(&read));
        let read = said["text"].as_str().expect("a text");
        let recalled = recalled(text, read);
        assert!(recalled >= 90, "{language} at {degrees}°: {recalled} %: {read}");
        assert!(said["unsure"].as_u64().is_some_and(|unsure| unsure <= 8), "{language}: {said}");
    }
    // In another language than its own a letter is not read; where none is said, it is the item's.
    let read = |more: &[&str]| {
        let asked = [&["image", "transcribe", &desk.item, "2", "--json"], more].concat();
        let output = desk.machine.run("passphrase", &asked);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(!read(&[]).contains("السجن"));
    assert!(read(&["--language", "fra+ar"]).contains("السجن"));
    // Where a language is missing, it is said how it comes.
    let missing = desk.machine.fails(&["image", "transcribe", &desk.item, "1", "--language", "xyz"]);
    assert!(missing.contains("apt install tesseract-ocr-xyz"), "{missing}");
}

const WRITTEN: &str = "Nous refusons le travail dans les ateliers depuis lundi";
const BLURRED: &str = "et le directeur a promis une réponse avant dimanche prochain.";
const ADDRESS: [&str; 4] =
    ["Camille Exemplaire", "Écrou 987654", "Maison d’arrêt de Valrive", "94261 Valrive-les-Bains Cedex"];

fn sent(stack: &Stack, photograph: &[u8]) {
    let source = Source::new(stack.source_socket());
    let form = Form::default().field("nonce", &source.nonce()).field("language", "fr");
    let form =
        form.field("text", "Voici la lettre de Camille, photographiée.").field("subject", "Une lettre");
    let form = form.field("publish", "as-written").field("not-before", "").field("sign-as", "");
    let form = form.file("IMG_2041.jpg", "image/jpeg", photograph);
    let answer = source.send_to("/fr/write/bruxelles/prisoner", &form.ended());
    assert_eq!(answer.status, 200, "{}", answer.text());
}

/// Does this to the text that the program opens, and keeps what it was.
fn editor(machine: &Machine, name: &str, seen: &Path, script: &str) -> String {
    let all = format!(
        "import sys, re\nfile = sys.argv[-1]\ntext = open(file, encoding='utf-8').read()\n\
         open('{}', 'w', encoding='utf-8').write(text)\n{script}\nopen(file, 'w', encoding='utf-8').write(text)\n",
        seen.display()
    );
    machine.put(name, all.as_bytes());
    format!("/usr/bin/python3 {}", machine.path(name))
}

/// On the machine's own disk and where programs leave what they have no place for.
fn left(machine: &Machine, texts: &[&str]) -> Vec<String> {
    let needle = |text: &&str| Needle { place: (*text).to_owned(), text: (*text).to_owned() };
    let needles: Vec<Needle> = texts.iter().map(needle).collect();
    let home = PathBuf::from(machine.path("home"));
    hunt(&[&home, Path::new("/tmp"), Path::new("/var/tmp"), Path::new("/dev/shm")], &needles)
}

#[test]
fn a_scanned_letter_is_published_as_written_once_somebody_put_it_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let text =
        format!("{}\n\n\nChère amie,\n\n{WRITTEN}\n{BLURRED}\n\nÀ bientôt, et merci.", ADDRESS.join("\n"));
    let photograph = drawn(folder.path(), "letter.jpg", &text, "5", "9");
    let stack = Stack::start();
    sent(&stack, &photograph);
    let machine = Machine::joined(&stack);
    machine.does(&["fetch"]);
    let item = machine.only_item();
    // What others left on this machine is theirs.
    let hunted = [WRITTEN, "refusons le travail dans les ateliers", ADDRESS[3]];
    let before = left(&machine, &hunted);

    // Only what was made new is read.
    let told = machine.fails(&["image", "transcribe", &item, "1"]);
    assert!(told.contains("image clean"), "{told}");
    machine.does(&["image", "clean", &item, "1", "--paper"]);
    let told = machine.does(&["image", "transcribe", &item, "1"]);
    assert!(
        told.contains("Nous refusons") && told.contains("[?") && told.contains("--from-picture 1"),
        "{told}"
    );
    assert!(told.contains("adresse") && told.contains("94261"), "{told}");
    let said = json(&machine.does(&["image", "transcribe", &item, "1", "--json"]));
    let words = said["words"].as_array().expect("words");
    let unsure: Vec<&Value> = words.iter().filter(|word| word["unsure"] == true).collect();
    assert!(unsure.len() >= 2, "a line is blurred: {said}");
    assert!(words.iter().all(|word| word["confidence"].as_u64().is_some() && word["area"].is_string()));

    // The draft begins with what was read; the address is not in it.
    let seen = folder.path().join("seen.md");
    let as_read = editor(&machine, "as_read.py", &seen, "");
    let output = machine.edits_with(&as_read, &["draft", &item, "--from-picture", "1"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("Mots incertains") && told.contains("mises à part"), "{told}");
    let first = std::fs::read_to_string(&seen).expect("it was opened");
    let (above, below) = first.split_once("%% ---- >8 ----").expect("scissors");
    assert!(above.contains("Nous refusons") && above.contains("[?") && !above.contains("94261"), "{above}");
    assert!(
        below.contains("94261")
            && below.contains(&format!("image review {} 1", item.get(..4).unwrap_or_default())),
        "{below}"
    );

    // While a mark is left, nothing is published.
    let site = machine.site();
    let publish = ["publish", &item, "--to", &site, "--title", "Une lettre de Valrive", "--yes"];
    let refused = machine.fails(&publish);
    assert!(refused.contains("incertains") && refused.contains("estafette draft"), "{refused}");

    // Somebody types what stands there.
    let corrected = format!(
        "above, below = text.split('%% ---- >8 ----', 1)\n\
         text = '# Une lettre\\n\\nChère amie,\\n\\n{WRITTEN} {BLURRED}\\n\\nÀ bientôt, et merci.\\n\\n%% ---- >8 ----' + below"
    );
    let correct = editor(&machine, "correct.py", &seen, &corrected);
    let output = machine.edits_with(&correct, &["draft", &item]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(
        std::fs::read_to_string(&seen).expect("it was opened").contains("94261"),
        "the address stays at hand"
    );
    let told = machine.does(&publish);
    assert!(!told.contains("94261"), "{told}");
    let built = Command::new("hugo").args(["--quiet", "--source", &site]).status();
    assert!(built.expect("hugo is installed").success());
    let page = std::fs::read_dir(Path::new(&site).join("public")).expect("a site");
    assert!(page.count() > 0);
    let published =
        hunt(&[&Path::new(&site).join("public")], &[Needle { place: "text".into(), text: WRITTEN.into() }]);
    assert!(!published.is_empty(), "the letter is on the site");
    let address = Needle { place: "address".into(), text: ADDRESS[3].into() };
    assert_eq!(hunt(&[Path::new(&site)], &[address]), Vec::<String>::new());

    // Beside the site that shows it, it stands nowhere.
    std::fs::remove_file(&seen).expect("removed");
    std::fs::remove_file(machine.path("correct.py")).expect("removed");
    std::fs::remove_dir_all(&site).expect("removed");
    let mut after = left(&machine, &hunted);
    after.retain(|place| !before.contains(place));
    assert_eq!(after, Vec::<String>::new());
}
