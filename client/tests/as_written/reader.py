"""What a reader of a page sees, by a parser that shares nothing with the writer: held against what was written.

Reads a line of JSON for each text, writes one for each difference, and last how many were compared.
"""
import html.parser, json, re, sys, unicodedata

BLOCKS = set("p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr table thead tbody tr td th figure figcaption section article aside header footer main html body".split())
VOID = set("br hr img meta link input wbr source".split())


class Page(html.parser.HTMLParser):
    """Paragraphs as lists of lines, tags, pictures, and the direction in force at each paragraph."""

    def __init__(self, text, within=None):
        super().__init__(convert_charrefs=True)
        self.within, self.open, self.inside = within, [], within is None
        self.title, self.paragraphs, self.pictures, self.tags, self.directions = "", [], [], set(), []
        self.current = [""]
        self.feed(text)
        self.close()
        self.flush()

    def direction(self):
        return next((d for _, d in reversed(self.open) if d), "ltr")

    def flush(self):
        lines = [" ".join(line.split()) for line in self.current]
        lines = [line for line in lines if line]
        if lines:
            self.paragraphs.append(lines)
            self.directions.append(self.direction())
        self.current = [""]

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "br":
            self.current.append("")
        if tag in BLOCKS:
            self.flush()
        if tag == self.within:
            self.inside = True
        elif self.inside:
            self.tags.add(tag)
        if tag == "img" and self.inside:
            self.pictures.append([attributes.get("src"), attributes.get("alt")])
        if tag not in VOID:
            self.open.append((tag, attributes.get("dir")))

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.flush()
        if tag == self.within:
            self.inside = False
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if self.inside:
            self.current[-1] += data
        elif any(name == "h1" for name, _ in self.open):
            self.title += data


def paragraphs_of(text):
    """By the separators that Unicode and programs know, and by lines that are blank."""
    text = text.replace("\r\n", "\n")
    text = re.sub("[\f\u2029]", "\n\n", text)
    text = re.sub("[\r\v\x85\u2028]", "\n", text)
    found = [[]]
    for line in text.split("\n"):
        line = " ".join(line.split())
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


def bare(text):
    """Without what has no shape."""
    hidden = lambda c: unicodedata.category(c) in ("Cf", "Cc", "Cn") or c in "\u034f\ufffc\u180e" or "\ufe00" <= c <= "\ufe0f" or "\U000e0000" <= c <= "\U000e0fff"
    return "".join(c for c in text if not hidden(c))


def words(paragraphs):
    return [w for lines in paragraphs for line in lines for w in [bare(word) for word in line.split()] if w]


def is_rtl(text):
    """`None` where letters of both directions are in it."""
    letters = [unicodedata.bidirectional(c) in ("R", "AL") for c in text if c.isalpha()]
    share = sum(letters) / len(letters) if letters else 0.5
    return True if share > 0.9 else False if share < 0.1 else None


def differences(one, page, seen):
    """What of a page is not as it was written."""
    meant = paragraphs_of(one["clean"])
    if seen != meant:
        yield "text", meant, seen
    # Cleaning has taken nothing that is read.
    if words(paragraphs_of(one["written"])) != words(seen):
        yield "words", words(paragraphs_of(one["written"])), words(seen)
    tags = page.tags - set(one["tags"])
    if tags:
        yield "tags", one["tags"], sorted(tags)
    # Descriptions lose the signs that Markdown knows, and no word.
    alone = lambda pictures: [[name.rsplit("/", 1)[-1], re.findall(r"[^\W_]+", alt or "")] for name, alt in pictures]
    if alone(page.pictures) != alone(one["pictures"]):
        yield "pictures", one["pictures"], page.pictures


def main():
    count = 0
    for line in sys.stdin:
        one = json.loads(line)
        count += 1
        if "file" in one:
            try:
                with open(one["file"], encoding="utf-8", newline="") as file:
                    one["html"] = file.read()
            except OSError:
                print(json.dumps({"id": one["id"], "what": "page", "meant": one["file"], "shown": None}))
                continue
        page = Page(one["html"], one.get("within"))
        found = list(differences(one, page, page.paragraphs))
        if "title" in one and " ".join(page.title.split()) != one["title"]:
            found.append(("title", one["title"], page.title))
        wanted = is_rtl(one["clean"])
        if wanted is not None and any((shown == "rtl") != wanted for shown in page.directions):
            found.append(("direction", wanted, page.directions))
        for what, meant, shown in found:
            print(json.dumps({"id": one["id"], "what": what, "meant": meant, "shown": shown}, ensure_ascii=False))
    print(json.dumps({"compared": count}))


main()
