# What the program says, asks and suggests.
label-error = error:
label-next = next:
label-handle = Name:
label-fingerprint = Fingerprint:
label-a-fingerprint = FINGERPRINT
label-device = Device key:
label-request = Request:
label-mandate = Mandate:
label-thread = Same author:
label-closes = Readable until:
label-files = Files
say-file-tells = also tells or holds: { $told }
label-page = Page:
label-title = Title:
label-day = Date:
label-publish-from = Shown from:
label-signature = Signed:

ask-passphrase = Passphrase:
ask-passphrase-again = That is not it. Passphrase:
ask-passphrase-key-file = Passphrase of the key file:
ask-passphrase-new = New passphrase (five words or more):
ask-passphrase-repeat = Once more:
ask-yes = y yes
ask-publish = Publish? [y/N]
ask-publish-despite = Publish despite this? [y/N]
ask-unheard = Go on without asking the server first? [y/N]
ask-take-back = Take this page off the site? [y/N]
ask-leave = Leave the page there all the same? Otherwise it is removed. [y/N]
ask-incomplete = Push the page without this check? [y/N]
ask-forward = Hand it on? [y/N]
ask-reply = Send this answer? [y/N]
ask-forget = Delete this item from here, for good? [y/N]
ask-forget-on-server = Delete this item from here, and from the server for the whole section? For seven days `estafette undelete` can bring it back. [y/N]

ask-paper = The paper key’s 24 words:
ask-paper-again = These words don’t open the backup. The 24 words:
ask-codename = Codename (eight words):
ask-codename-again = That is not a codename. The eight words:
ask-rotate = Make new keys, and destroy those that have expired by this date? [y/N]
ask-take-over = Should this machine’s keys receive from now on, instead of the other machine’s? [y/N]
ask-withdraw = Take these back, for good? [y/N]
ask-send = Seal and send? [y/N]
ask-replies-delete = Delete these answers from the server, for good? [y/N]

say-decimal = .
say-size-bytes = { $number } B
say-size-kilo = { $number } kB
say-size-mega = { $number } MB
say-size-giga = { $number } GB

say-nothing-done = Nothing was done.
say-weak-passphrase = This passphrase is too easy to guess: take one of five words or more.
say-passphrases-differ = The two passphrases differ.
say-recovered = A text from an interrupted session was found: here it is.
say-left-in-clear = Your text is not lost: it is in clear in { $path }. The same command opens it again.
say-not-marked = The item is not marked as read: the disk is full, or read-only.
say-broken = { $item }: { $file } { $how }
broken-missing = is missing
broken-unreadable = can’t be read
broken-damaged = is damaged
next-broken = `estafette fetch` asks the server for what it still has; `estafette doctor --repair` puts the rest aside
say-sending-waiting = An answer was waiting to be sent: it goes first.

doing-init = making the vault
say-init-made = Your vault is ready: { $home }
say-init-request = The request holds your name on the roster, this device’s key and the certificate’s keys. The certificate’s names and addresses are not in it.
say-init-request-whole = The request holds your name on the roster, this device’s key and the certificate as it is, with the names and addresses in it: it is no longer valid, and coordinators will refuse it.
next-init-new = give the request file to your coordinators, read them the fingerprint aloud, then `estafette join ADDRESS --pin PIN`
next-init-from = `estafette join ADDRESS --pin PIN`
next-init-passphrase = remember the passphrase: without it, nobody can open anything any more

doing-join = joining the network
say-join-roster = Roster no. { $number } verified, signed by at least { $threshold } of { $roots } roots, valid until { $expires }.
say-join-listed = You are on the roster as “{ $handle }”.
say-standing-absent = You are not on the roster (yet).
say-standing-other-keys = The roster has your name, but with other keys than yours.
next-request = give request.toml, in your vault, to your coordinators
next-fetch = `estafette fetch`
next-fetch-again = run `estafette fetch` again; what arrived stays
next-inbox = `estafette inbox`

doing-fetch = fetching
say-fetch-new =
    { $count ->
        [one] { $count } new item
       *[other] { $count } new items
    }
say-fetch-connecting = Connecting to the server…
say-fetch-listing =
    { $count ->
        [0] Listing items…
        [one] Listing items: { $count }
       *[other] Listing items: { $count }
    }
say-fetch-items = { $at } of { $count }
say-news = Estafette: something new
say-fetch-nothing = Nothing new.
say-fetch-failed = Did not arrive:
say-fetch-refused =
    { $count ->
        [one] { $count } item arrived but can’t be opened; `fetch --retry` tries again.
       *[other] { $count } items arrived but can’t be opened; `fetch --retry` tries again.
    }
say-fetch-not-ours =
    { $count ->
        [one] { $count } item is not sealed to you: it is older than your keys. Another editor’s next fetch will seal it to you.
       *[other] { $count } items are not sealed to you: they are older than your keys. Another editor’s next fetch will seal them to you.
    }
say-fetch-elsewhere =
    { $count ->
        [one] { $count } item is sealed to keys that this machine does not have: those of your other machine. Open it there; or run `estafette keys take-over`, then `estafette fetch --reseal`.
       *[other] { $count } items are sealed to keys that this machine does not have: those of your other machine. Open them there; or run `estafette keys take-over`, then `estafette fetch --reseal`.
    }
say-fetch-mended =
    { $count ->
        [one] { $count } damaged item was mended; the damaged file is in the vault’s folder `aside`.
       *[other] { $count } damaged items were mended; the damaged files are in the vault’s folder `aside`.
    }
say-fetch-too-large =
    { $count ->
        [one] { $count } item is too large and stays on the server (--max-size).
       *[other] { $count } items are too large and stay on the server (--max-size).
    }
say-fetch-no-room =
    { $count ->
        [one] This disk has no room for { $count } item.
       *[other] This disk has no room for { $count } items.
    }
say-fetch-expired =
    { $count ->
        [one] { $count } expired item was deleted.
       *[other] { $count } expired items were deleted.
    }
say-fetch-still-linked =
    { $count ->
        [one] { $count } of them was published: its link stays, for `estafette unpublish`.
       *[other] { $count } of them were published: their links stay, for `estafette unpublish`.
    }
say-fetch-hidden = The server does not show, or no longer shows, the keys of the week of { $editors }, who did publish them. Nothing was sealed to them. Tell your coordinators: this server is broken, or it lies.
say-fetch-sealed-on =
    { $count ->
        [one] { $count } item was also sealed to an editor who could not open it.
       *[other] { $count } items were also sealed to editors who could not open them.
    }
say-epochs-published =
    { $count ->
        [one] Keys published for { $count } week.
       *[other] Keys published for { $count } weeks.
    }
say-epochs-destroyed =
    { $count ->
        [one] { $count } expired key destroyed: what it opened stays closed.
       *[other] { $count } expired keys destroyed: what they opened stays closed.
    }
say-fetch-out-of-reach = { $editor } receives nothing any more: the certificate has ended, and there is no key of this week. `estafette fetch` on their machine publishes keys; or the coordinators list a new certificate.
say-fetch-asked-again =
    { $count ->
        [one] { $count } item asked for again: another editor of the section seals it to you at their next fetch.
       *[other] { $count } items asked for again: other editors of the section seal them to you at their next fetch.
    }
say-fetch-alive =
    { $count ->
        [one] The sources of { $count } section see that its box was opened.
       *[other] The sources of { $count } sections see that their box was opened.
    }
say-fetch-held = Your last fetch was more than a week ago: what has expired stays readable until your first fetch from { $day } on, which destroys it.
say-fetch-clock = This machine and the server have different dates (the server says { $day }). No key was destroyed or published.
next-clock = set this machine’s clock, then `estafette fetch`; if it is the server’s that is wrong, `estafette keys rotate`
say-fetch-roster = A new roster, verified.

doing-inbox = listing
say-inbox-empty = Nothing here.
say-inbox-hidden =
    { $count ->
        [one] { $count } published, declined or forwarded item is not shown (--all).
       *[other] { $count } published, declined or forwarded items are not shown (--all).
    }
say-inbox-due = Event to announce now: { $item }
say-inbox-lifted = The embargo is over, to be published now: { $item }
say-inbox-past = The event is over, and was never announced: { $item } (`estafette archive` puts it away)
say-inbox-unanswered = { $item }: its source had until { $day } to answer, and did not.
say-inbox-appeared = { $item } was to appear on { $day }: `estafette site follow` says whether it did.
say-inbox-missed = { $item } had a day, { $day }, and was deleted without having been published (`estafette archive` puts it away).
say-inbox-record = Published, its text is deleted: { $item }  { $place }
say-closing = { $item } is neither published nor put away, and will be deleted after { $day }.
next-keep = `estafette keep { $item } --until DAY` keeps an item for longer; `estafette archive { $item }` puts it away
gone-taken-back = { $item } was taken back by its source.
gone-deleted = { $item } was deleted from the server by { $editor }.
gone-expired = { $item } has reached the end of its time on the server.
gone-unexplained = The server no longer lists { $item }, and no signed statement says why. The copy on this machine stays.
say-inbox-unopened = does not open

doing-read = reading
say-mandate-none = none: publish nothing
say-mandate-not-before = not before { $day }
say-mandate-sign-as = sign as “{ $name }”
say-mandate-unsigned = unsigned
say-read-answered = Answered on { $day }
say-read-waiting = An answer waits to be sent: `estafette fetch` sends it, `estafette reply --edit` changes it.
next-reply = `estafette reply { $item }`
next-save = `estafette save { $item }`
next-draft = `estafette draft { $item }`

doing-reply = answering
say-reply-sent =
    { $count ->
        [one] Answer left for { $item }.
       *[other] { $count } answers left for { $item }.
    }
doing-save = saving files
say-save-open = This disk (a USB stick, a card) can’t reserve files for one account: whoever holds it can read them.
say-save-in-memory = These files are in clear, in memory only. Don’t open them on a machine that is online.
say-save-on-disk = These files are in clear on a disk. Don’t open them on a machine that is online; delete them afterwards.

doing-draft = drafting
say-draft-kept = Draft “{ $title }” sealed.
say-draft-kept-untitled = Draft sealed, without a title (first line: # Title).
say-draft-nothing = Nothing changed: no new draft.
next-publish = `estafette publish { $item } --to SITE_FOLDER`

doing-publish = publishing
doing-unpublish = taking down
doing-export = exporting
say-publish-written = Written: { $page }
say-publish-not-shown = Written, but the site does not show it: { $page }
say-publish-merged = The branch is gone, but the page was merged: it is still on the site. Remove it from the main branch, then run the same command again.
say-publish-dated = The page is dated { $day }: by the site’s clock, the next day has not begun yet.
say-publish-otherwise = The site changes signs of this text. Meant: “{ $meant }”. Shown: “{ $instead }”. Read the page; the site’s settings (“typographer” or “smart_punctuation”) or its template are the cause.
say-publish-picture-lost = The site does not show this picture beside the text: “{ $alt }”. Look at the page; the site’s template, or one of its plugins, leaves it out.
say-publish-picture-order = The site shows the pictures in another order. Look at the page.
say-publish-alt = The site describes a picture differently. Meant: “{ $meant }”. Shown: “{ $instead }”.
say-publish-alt-lost = The site shows this picture without its description: “{ $meant }”. Who doesn’t see the picture learns nothing of it; the site’s template is the cause.
say-publish-agreed-otherwise = The source said yes to this text, and the site does not show it that way. Tell them.
next-publish-again = `estafette proof { $item } --until DAY` shows them the difference and asks again
say-publish-from-right = This text is written from right to left, but the page does not say so: its lines begin at the left, and their punctuation is misplaced. The site’s template must give the text dir="rtl" (for Hugo: .Params.dir; for Zola: page.extra.dir).
say-publish-from-left = This text is written from left to right, but the page says the opposite: its lines begin at the right, and their punctuation is misplaced. The site’s template must give the text dir="ltr".
say-publish-foreign = This site has several languages, but not this text’s: the page is among those of the main language.
say-publish-left = An earlier build still has this page: { $page }. Delete it, then build the site and put it online again.
say-publish-incomplete = Parts of the site are missing ({ $parts }): they are git submodules that could not be copied. The page was not checked. To have it checked, these repositories must be on this machine, or reachable by https or ssh through a Tor that is running (--tor 127.0.0.1:9050).
say-absent-draft = the site makes it a draft
say-absent-later = for the site, its date is still to come
say-absent-over = for the site, its expiry date is past
say-absent-inside = a folder above it holds an index.md and is a page itself; rename that file to _index.md
say-absent-unlisted = the site takes no page from this place; look at contentDir, the languages and ignoreFiles in its settings
say-absent-no-template = the site has no template for a page; a theme is missing, or a file single.html in layouts
say-absent-unrendered = it is not in the site that was built; look at its settings (cascade, build, outputs, disableKinds)
say-absent-no-text = the page is there, but without the text; its template leaves it out
say-publish-unchanged = Already there, unchanged: { $page }
say-publish-taken-back = Taken back: { $page }
say-publish-draft = Marked as a draft: Hugo leaves it out.
say-publish-update = The page exists: it will be replaced.
say-publish-cancelled = The event is marked as cancelled: calendars will say so.
say-publish-no-zone = This event has an hour, but the site’s time zone is not known: there is no file for calendars.
say-publish-elsewhere = The event changed: publish it on { $page }, too, where it is still as it was.
say-publish-gone = Careful:
say-publish-read-in = Text read in the picture ({ $numbers }): compare it with the picture one last time (`estafette image review { $item } N`).
say-changes-none = Word for word the text that arrived.
say-changes =
    { $count ->
        [one] In one place it is not word for word the text that arrived:
       *[other] In { $count } places it is not word for word the text that arrived:
    }
say-changes-more = … and { $count } more.
say-publish-files =
    { $count ->
        [one] With { $count } text file.
       *[other] With { $count } text files.
    }
next-published = build the site with Hugo; `estafette publish { $item } … --undo` takes the page back
next-zone = `estafette site set { $site } --zone Europe/Brussels` (or another zone), then publish again
next-zone-add = `estafette site add NAME --hugo DIR --zone Europe/Brussels` (or --zola, or another zone), then publish again
next-export-zone = `estafette export { $item } --out DIR --zone Europe/Brussels` (or another zone)

doing-forget = deleting
say-forget-draft = Its draft will be deleted as well.
say-forget-here = { $item } is deleted here; it stays on the server.
say-forget-everywhere = { $item } is deleted here and on the server; for seven days `estafette undelete` brings it back.

doing-undelete = bringing back
say-undelete-nothing = No editor of your sections has deleted anything on the server in the last seven days.
say-undelete-aside =
    { $count ->
        [one] { $count } deleted item can be brought back:
       *[other] { $count } deleted items can be brought back:
    }
say-undelete-back =
    { $count ->
        [one] { $count } item is back on the server, for the whole section:
       *[other] { $count } items are back on the server, for the whole section:
    }
say-undelete-line = arrived on { $day }, deleted by { $editor }
next-undelete = `estafette undelete ITEM`, or --all to bring everything back
next-undelete-fetch = `estafette fetch` brings what is not here

template-how = Write above the scissors: the title after #, then the text in Markdown. Nothing below is kept.
template-rules = Rules of the section:

doing-doctor = checking
check-terminal-ok = The terminal uses UTF-8.
check-terminal-bad = Nothing indicates that the terminal uses UTF-8.
check-terminal-next = set LANG, for example en_GB.UTF-8
check-editor-ok = A text editor is chosen.
check-editor-bad = No text editor is chosen: it will be vi.
check-editor-next = set EDITOR
check-memory-ok = Texts in clear stay in memory.
check-memory-bad = No folder is backed by memory: `draft` and `reply` will refuse to write.
check-memory-next = mount a tmpfs on /dev/shm
check-left-draft-bad = A draft in clear was left behind: { $value }
check-left-draft-next = `estafette draft` on the same item takes it up
check-left-reply-bad = An answer in clear was left behind: { $value }
check-left-reply-next = `estafette reply` on the same item takes it up
check-left-send-bad = A text in clear was left behind: { $value }
check-left-send-next = `estafette send` to the same section takes it up; otherwise delete the folder
check-left-review-bad = Pictures in clear were left behind: { $value }
check-left-review-next = delete the folder
check-left-git-bad = A copy of a site was left behind, with a text in clear in it: { $value }
check-left-git-next = delete the folder
check-left-build-bad = A site that was built was left behind, with a text in clear in it: { $value }
check-left-build-next = delete the folder
check-left-arriving-bad = An item was not fetched to its end: { $value }
check-left-arriving-next = `estafette fetch` goes on where it was
check-left-unfinished-bad = A file of the vault was not written to its end: { $value }
check-left-unfinished-next = delete it: the file it was to replace is whole
check-left-page-bad = A file of a page was not written to its end: { $value }
check-left-page-next = delete it, or publish the item again
check-left-saved-bad = A file in clear was not saved to its end: { $value }
check-left-saved-next = delete it, or save the item again into the same folder
check-swap-ok = Memory is not swapped to a disk in clear.
check-swap-bad = Memory may be written to a disk in clear (swap).
check-swap-next = encrypt the swap, or `swapoff -a`
check-core-ok = No core dumps.
check-core-bad = The kernel refuses to turn core dumps off.
check-vault-ok = There is a vault.
check-vault-bad = There is no vault.
check-vault-next = `estafette init --handle NAME`
check-permissions-ok = The vault is open to nobody else.
check-permissions-bad = Files of the vault open to others: { $value }.
check-permissions-next = `chmod -R go=` on the vault’s folder
check-disk-ok = The disk can be written to (room: { $value } MB).
check-disk-bad = There is little room on the disk: { $value } MB.
check-disk-next = make room: `estafette forget ITEM`, or other files
check-disk-reads-only-bad = The vault’s disk is read-only: you can read, but nothing can be saved.
check-disk-reads-only-next = mount it for writing; if it became read-only by itself it may be failing: make a backup
check-disk-full-bad = The vault’s disk is full: you can read, but nothing new can be saved.
check-disk-full-next = `estafette forget ITEM` makes room
check-disk-broken-bad = Nothing can be written into the vault ({ $value }).
check-disk-broken-next = check who owns this folder, and whether the disk is failing
check-opened-ok = Items opened: { $value }.
check-opened-bad = Items opened: { $value }.
check-closed-ok = Every item is sealed to a key that this machine has.
check-closed-bad = Items sealed to keys that this machine does not have: { $value }.
check-closed-next = open them on your other machine; or `estafette keys take-over`, then `estafette fetch --reseal`
check-broken-ok = No file is damaged.
check-broken-bad = Damaged, unreadable or missing: { $value }
check-broken-next = `estafette doctor --repair`, then `estafette fetch`
check-broken-roster-bad = Damaged, unreadable or missing: { $value }
check-broken-roster-next = `estafette join ADDRESS --pin PIN`, as on the first day
check-broken-keys-bad = Damaged, unreadable or missing: { $value }
check-broken-keys-next = keep a copy of this folder, then `estafette restore` with your backup, into an empty folder (--home)
check-repaired-ok = Files put aside or made anew: { $value }.
check-repaired-bad = Nothing could be put aside.
check-repaired-next = check that the disk can be written to
check-aside-ok = No damaged file was put aside.
check-aside-bad = Damaged files, put aside: { $value }.
check-aside-next = they are in the vault’s folder `aside`; delete them when everything is back
check-closed-to-others-ok = Files and folders closed to others: { $value }.
check-kept-ok = The vault is on a disk.
check-kept-bad = The vault is in memory: it is gone when the machine stops.
check-kept-next = `--home` or ESTAFETTE_HOME on an encrypted disk
check-passphrase-ok = The vault opens.
check-passphrase-bad = The vault does not open.
check-passphrase-next = try `estafette inbox` with the right passphrase
check-replies-ok = No answer waits.
check-replies-bad = Answers that wait to be sent: { $value }.
check-replies-next = `estafette fetch` sends them
check-joined-ok = A network is joined.
check-joined-bad = No network is joined.
check-joined-next = `estafette join ADDRESS --pin PIN`
check-clock-ok = The clock is not behind.
check-clock-bad = The clock is behind: the last accepted roster is newer.
check-clock-next = set the clock
check-server-ok = The server answers.
check-server-bad = The server does not answer.
check-server-next = check that the server, and the tunnel to it, are running
check-roster-ok = The server’s roster follows the one that is known.
check-roster-bad = The server’s roster is not valid.
check-roster-next = ask your coordinators, not the server
check-expiry-ok = The roster is valid until { $value }.
check-expiry-bad = The roster is only valid until { $value }.
check-expiry-next = `estafette fetch`; if nothing changes, ask your coordinators for a new roster
check-receiving-bad = Nothing can be sealed to: { $value }. Their certificate no longer receives, and they have no key of this week.
check-receiving-next = they run `estafette fetch`, which publishes keys; or give the coordinators a request.toml with a certificate that receives
check-standing-ok = You are on the roster.
check-standing-bad = You are not on the roster, or not with these keys.
check-standing-next = give request.toml to your coordinators
check-epochs-ok = Coming weeks that have a key: { $value }.
check-epochs-bad = Coming weeks that have a key: only { $value }.
check-epochs-next = `estafette fetch`

doing-roster = roster
ask-sign = Sign this roster? [y/N]
say-roster-root = Root { $name } was made. Its fingerprint, to be compared by word of mouth:
say-roster-root-files = { $secret } is sealed under your passphrase: keep it offline. { $public } goes to the coordinators.
next-roster-root = with all the roots: estafette roster new --root NAME.asc --root …
say-roster-number = Roster no. { $number }, valid until { $expires }
say-roster-pin = The network’s pin, to be given by word of mouth: { $pin }
say-roster-roots = { $threshold } of these { $roots } roots must sign:
say-roster-signed = has signed
say-roster-unsigned = has not signed
say-roster-kept = kept { $days } days
say-roster-changes = What changes since the previous roster:
say-roster-no-change = Nothing changes.
say-roster-pushed = The server has roster no. { $number }, which is now in force.
next-roster-fill = sections (estafette roster add-section), then editors (estafette roster add-editor)
next-roster-sign = each root signs, on its own machine, with roster.toml, the one before and the request-*.toml: estafette roster sign --root NAME.age
next-roster-push = estafette roster push; for a first roster, give roster.toml and its signatures to the server
say-change-expires = valid until:
say-change-threshold = roots that must sign:
say-change-root-added = new root: { $what }
say-change-root-removed = root removed: { $what }
say-change-section-added = new section: { $what }
say-change-section-removed = section removed: { $what }
say-change-editor-added = new editor: { $what }
say-change-editor-removed = editor removed: { $what }
say-roster-former-roots = The previous roots decide on this change: { $threshold } of { $roots } must sign. These leave:
say-roster-none = (none)
label-roster-instance = Instance:
label-roster-hash = Hash of this roster:
label-roster-previous = Hash of the previous roster:
label-roster-source = Address for sources:
label-roster-editors = Address for editors:
say-roster-silence-yes = A source’s silence, once it was shown what will be published, is a yes.
say-roster-silence-no = A source’s silence, once it was shown what will be published, is NOT a yes.
say-roster-site = Its site: { $site }
say-roster-section = Section { $section }
say-roster-liveness = warns when nobody opened the box for { $weeks } weeks
say-roster-unread = when the disk is short, what nobody opened stays { $days } days at least
say-roster-no-liveness = does not show when its box was opened
say-roster-rules = Rules ({ $language }):
say-roster-editor = Editor { $handle }, reads for: { $sections }
say-roster-vouched = Its certificate vouches for this device key, by a signed request.
say-roster-vouched-before = As in the previous roster.
say-roster-vouched-unsigned = WATCH OUT: the request is not signed. Compare these words by voice: whoever has this key logs in as this editor and signs the answers.
say-roster-vouched-differs = WATCH OUT: the request has OTHER keys than the roster. Don’t sign before you know why.
say-roster-vouched-no-request = WATCH OUT: no signed request is in this folder. Compare these words by voice, or ask for it.
say-roster-former-absent = The previous roster is not in this folder, so what changes can’t be shown. Read all of the above.
say-roster-former-other = WATCH OUT: the file of the previous roster is not the one that this roster names.
say-roster-note-unsigned = The request of { $handle } is not signed: nothing vouches for the device key. Compare its words by voice before you sign.
say-roster-note-revokers = The certificate of { $handle } names other keys that may revoke it ({ $revokers }): ask whether that was done.
say-change-instance = another instance:
say-change-number = number:
say-change-previous = follows another roster:
say-change-address-source = address for sources:
say-change-address-editors = address for editors:
say-change-silence = what a source’s silence means:
say-change-root-name = name of the root { $what }:
say-change-root-cert = renewed certificate of the root { $what }:
say-change-section-retention = { $what }, days kept:
say-change-section-unread = { $what }, days that what nobody opened stays at least when the disk is short:
say-change-section-site = { $what }, its own site:
say-change-section-silence = { $what }, what a source’s silence means:
say-change-section-liveness = { $what }, weeks before warning that the box is not opened:
say-change-section-languages = { $what }, languages:
say-change-section-title = title of { $what }:
say-change-section-rules = rules of { $what }:
say-change-editor-device = device key of { $what }:
say-change-editor-cert = certificate of { $what }:
say-change-editor-cert-renewed = renewed certificate of { $what }:
say-change-order = the order of roots, sections or editors
say-change-other = the file, in a way that this program can’t show: don’t sign
say-change-editor-sections = { $what } reads for:

doing-keys = keys
say-keys-none = No week has a key; `estafette fetch` makes some.
say-keys-until = opens until { $day }
say-keys-day = This machine says that today is { $day }.
say-keys-not-published = The new keys are not published:
next-keys = `estafette fetch` will publish them, once the server answers
say-keys-rotated = New keys receive from now on. What came before still opens, until its day.
say-keys-took-over = This machine’s keys receive from now on. What was sealed to the other machine still opens there, not here. The other machine learns this at its next `fetch`, and publishes nothing any more.
say-keys-other-machine = Another machine has published its keys with your certificate (a backup that was restored, a folder that was copied). What arrives is sealed to that machine. This one has published nothing, so that the other can go on receiving.
next-keys-reseal = `estafette fetch --reseal`: the other editors will seal to you what opens only there
next-take-over = read on the other machine; or, to go on with this one, `estafette keys take-over`

doing-backup = backup
say-backup-made = Backup written: { $file }
say-backup-holds = It has your cert, your device key, the roster and your sites. It has no items, no drafts, no passphrase, and no weeks’ keys.
say-backup-with-epochs = It has your cert, your keys, the roster and your sites, and the weeks’ keys too: with the paper, it opens what waits to be read. It has no items, no drafts and no passphrase.
say-backup-same-paper = It opens with the paper key you have already.
say-paper = The paper key. Copy these words now: they won’t be shown again.
next-paper = keep the paper away from the file, and never photograph it; then `estafette restore --check FILE`

doing-restore = restoring a backup
say-restore-fits = File and paper go together: this is the backup of “{ $handle }”.
say-restore-made = The vault of “{ $handle }” is back: { $home }
say-restore-looked-at = All of it opens again: certificate, device key, network, sites ({ $sites }).
next-take-over-lost = if the old machine is lost: `estafette keys take-over`, then `estafette fetch`
say-restore-closed = The weeks’ keys were not in the backup: what was sealed to them does not open from here.
next-restore = if the old machine is lost: `estafette keys take-over`, then `estafette fetch --reseal`; the other editors of the section will seal to you what waits

doing-withdraw = taking back
say-withdraw-nothing = The server has nothing that was sent with this codename.
say-withdraw-waits =
    { $count ->
        [one] { $count } item is still on the server:
       *[other] { $count } items are still on the server:
    }
say-withdraw-day = arrived on { $day }
say-withdraw-gone =
    { $count ->
        [one] Taken back: { $count } item is no longer on the server. Whoever fetched it before still has it.
       *[other] Taken back: { $count } items are no longer on the server. Whoever fetched them before still has them.
    }
next-withdraw = `estafette withdraw ITEM`, or --all to take everything back

doing-send = sending
say-codename =
    Your codename. Write it down now, away from this machine:
      { $codename }
say-roster-age = Roster no. { $number }, signed on { $day }, good until { $until }.
say-roster-age-unknown = Roster no. { $number }, good until { $until }.
say-roster-not-kept = This roster can’t be remembered on this machine: a server can give an older one, and nobody will notice.
say-send-by-cert = Careful: the server shows no key of this week of { $editors }. It will be sealed to their lasting key: whoever takes that, even years from now, can open it. A hostile server can hide the keys of the week: ask the section whether this is expected.
say-silent = Nobody has opened this section’s box for a long time. What you send may wait, and be deleted unread.
say-going-on = The connection broke. Nothing is lost: sending goes on from where it was.
say-send-arrived =
    { $count ->
        [one] Your message has arrived, and is kept: only the section’s editors can open it.
       *[other] { $count } messages have arrived, and are kept: only the section’s editors can open them.
    }
say-send-codename = This is your codename: only with it can you read the answers and take back what you sent. Nobody can give it to you again.
say-send-discarded =
    { $count ->
        [0] Nothing was waiting.
        [one] { $count } interrupted message is deleted from here.
       *[other] { $count } interrupted messages are deleted from here.
    }
next-send = `estafette replies` in a few days; `estafette withdraw` to take it back
doing-replies = answers
say-replies-none = There is no answer under this codename.
say-replies-count =
    { $count ->
        [one] { $count } answer.
       *[other] { $count } answers.
    }
say-replies-not-editors = Careful: whoever signed this answer is not, or no longer, on the section’s roster. It may be somebody who left or changed device, or somebody else. Do nothing risky because of it: write to the section. Its files are not saved.
say-replies-refused =
    { $count ->
        [one] { $count } answer does not open: it is not shown.
       *[other] { $count } answers don’t open: they are not shown.
    }
say-replies-deleted =
    { $count ->
        [one] { $count } answer is deleted from the server.
       *[other] { $count } answers are deleted from the server.
    }
say-replies-stay =
    { $count ->
        [one] { $count } question stays on the server until its day: to delete is not to answer, and silence would be a yes.
       *[other] { $count } questions stay on the server until their day: to delete is not to answer, and silence would be a yes.
    }
next-replies = `estafette send SECTION --again` to answer, `estafette replies --delete` to delete
say-asking-agent = gpg-agent is about to sign: it may ask for a passphrase or a PIN.
say-tor = Tor is finding its network

# Sites, pictures, publishing
label-picture = Picture:
label-alt = Description:

ask-site-password = The account’s password, on a WordPress its application password (it is not shown):
ask-part = Is everything in this part covered that must be? If not, nothing is approved: `image cover ITEM N --add`, counting from where it lies [y/N]
ask-review = Is every face, number plate, badge and name covered that must be? [y/N]

doing-site = sites
say-site-added = Site “{ $site }” is remembered.
say-site-checked = Site “{ $site }”: it answers.
say-site-none = No site is remembered. `estafette site add --help` says how.
say-site-no-posts = Nothing of this vault is on a WordPress or a Gancio.
say-site-removed = Site “{ $site }” is forgotten. What is published there stays.
say-site-zone = The hours of the site “{ $site }” are those of { $zone }.
next-site = `estafette publish ITEM --site { $site }`
say-account = Account: { $name } ({ $roles }).
say-account-hidden = A plugin of the site hides its list of accounts (/users): this account can write, but its other rights are not known. Best: the role “contributor”, with the right `upload_files`.
say-account-no-drafts = This account can’t write drafts.
say-account-no-uploads = This account can’t upload pictures. Best: the role “contributor”, with the right `upload_files`.
say-account-all = This account may do too much: administer, or put any code into a page. Whoever steals it has the site. Best: the role “contributor”, with the right `upload_files`.
say-account-publishes = This account may publish: only this program holds it back. Best: the role “contributor”, with the right `upload_files`.
say-account-good = This account writes drafts and can’t publish: just right.
say-account-languages = Languages that the site keeps apart: { $languages }.

post-begun = begun
post-draft = draft
post-pending = waits for review
post-scheduled = scheduled
post-public = public
post-private = private
post-gone = deleted
post-is-begun = The post is begun.
post-is-draft = It is a draft: the site does not show it.
post-is-pending = The post waits for review on the site.
post-is-scheduled = The post is scheduled: the site will show it by itself.
post-is-public = The post is public.
post-is-private = The post is private.
post-is-gone = The post is not on the site any more.

say-publish-drafted = A draft again: { $page }
say-publish-post-draft = It will be a draft: nothing becomes public.
say-publish-not-built = The program that builds the site is not on this machine, so nobody checked that the site still builds.
say-dropped-category = The site did not take the category { $what }: it does not exist, and this account can’t create it.
say-dropped-tag = The site did not take the tag { $what }.
say-dropped-cover = The site did not take the featured picture.
say-dropped-alt = The site did not take a picture’s description.
say-dropped-day = The site did not take the date.
say-dropped-text = The site changed the text or the title: check them there.
say-dropped-signs = The site shows some characters of the text differently: { $what }. Check the preview there; this text must stay as it was written.
say-dropped-shown = The site kept the text, but does not show it as it was sent. Meant: “{ $meant }”. Shown: “{ $instead }”. Check the preview there.
say-dropped-page = The post is not published any more, but its page is still shown from a cache. Ask the site’s administrator to empty the cache.
say-dropped-language = The site keeps languages apart, and does not have this text’s language: choose one there.
say-dropped-calendar = The site did not take the file for calendars (event.ics): this account may not upload files, or the site refuses this type.
say-dropped-event = The site’s calendar did not take the date or the place as they are: check them there.
say-dropped-hours = This site knows no event without an hour: there it lasts from 00:00 to 23:59.
say-dropped-pictures = This site takes only one picture: the first one is there.
next-published-branch = read the branch, then merge it; `estafette unpublish { $item }` removes it
next-published-post = read the draft on the site; `estafette site follow` will say what becomes of it, `estafette unpublish { $item }` takes it down

doing-image = pictures
image-raw = as received
image-made = redrawn, not reviewed yet
image-reviewed = reviewed
cover-solid = one colour
cover-mosaic = mosaic
say-image-about = { $width } × { $height }; areas covered: { $count } ({ $cover })
say-image-made = Picture { $number }, redrawn from its pixels
say-image-incomplete = The end of this picture did not arrive: { $missing } % of it is missing (at the bottom, or all over if it is blurred).
say-image-in-part = A part of it could not be drawn (a font, a picture): compare it with the file.
say-image-making = Picture { $number } ({ $at } of { $count })…
say-image-part = Part { $at } of { $count }, at { $area } (left, top, size):
say-image-failed = Picture { $number }: { $cause }
say-image-reviewed = Picture { $number } is reviewed: it can be published.
say-image-look = Look at these two (they are in memory, and go away after your answer): what would be published, then what is under each area.
say-image-areas = Areas covered: { $count }. The program finds faces that look at the camera and no others: look for those, for number plates, badges, tattoos, names.
next-image-clean = `estafette image clean { $item }`
next-image-review = `estafette image review { $item } { $number } --alt "what it shows"`; `image cover` changes the areas
next-image-publish = `estafette publish { $item } --site NAME --with-pictures`
say-image-paper = A sheet made level, its paper white
say-transcript-address = Put apart, as it looks like an address for replies:
say-transcript-words = Picture { $number }, read in { $languages }. Words: { $count }
say-transcript-unsure = Unsure words: { $count }. Each is written "{ $before }word{ $behind }"; while one is left, nothing is published. Look at the picture, correct the word, delete the signs; what nobody can read is written [illegible].
say-transcript-mostly-unsure = Almost nothing is sure: handwriting can hardly be read this way. Better type the letter.
say-transcript-not-paper = This picture is neither made level nor white: `estafette image clean { $item } { $number } --paper`, then again, if it shows a sheet of paper.
say-transcript-apart = Lines put apart, as they look like an address for replies: { $count }. They are not in the text; `estafette draft` shows them below the scissors.
say-draft-replaces = A typed text arrived, too. This draft stands in its place: before publishing, `estafette publish` shows where they differ and asks whether that is meant.
next-transcript = `estafette draft { $item } --from-picture { $number }`
next-draft-unsure = `estafette draft { $item }`, beside the picture
template-transcript = Read in a picture by a program, which makes mistakes: compare every word. What stands between { $before } and { $behind } is unsure: correct it, then delete these signs. Nothing is published while one is left.
template-transcript-picture = To see picture { $number }, in another terminal: estafette image review { $item } { $number } --alt "A letter" (it stays until you answer)
template-transcript-address = An address for replies, it seems: not in the text, never published. If a line belongs to the letter, copy it above.

say-proof-yes = The source said yes to this text.
say-proof-no = The source said no to this text.
say-proof-silent = The source saw this text and did not answer before { $day }. It had been told that this means yes.
say-proof-silent-other = The source saw another version and did not answer before { $day }. It has said nothing about this one.
say-proof-silent-no = The source did not answer before { $day }. Its silence is not a yes.
say-proof-silent-prisoner = The source did not answer before { $day }. These are the words of somebody in prison: their silence is not a yes.
say-proof-waits = The source was asked, and can answer before { $day }.
say-proof-no-other = The source said NO to an earlier version. It has said nothing about this one.
say-proof-yes-other = The source said yes to another version than this one.
say-proof-yes-pictures = The source said yes to this text, but with other pictures or files.
say-proof-said-yes = The source said yes to what it was shown.
say-proof-said-no = The source said no to what it was shown.
say-consent-words-yes = With its yes, on { $day }, the source writes ({ $item }):
say-consent-words-no = With its no, on { $day }, the source writes ({ $item }):
say-consent-files = Files that came with this answer: { $count }.
say-consent-unread = From the same source, not read yet: { $items }
say-publish-unseen = Picture { $number }: reviewed by its description; this program has not shown it.
say-colleague = { $editor }, on { $day }: { $did }
say-newer = says more, which a newer version of the program understands
say-colleague-drafted = has a draft
say-colleague-replied = answered the source on { $day }
say-colleague-asked = asked the source, for an answer before { $day }
say-concern-taken-back = the source took it back, or the section deleted it
say-concern-said-no = the source said no to an earlier version
say-concern-changed = the source saw another version than this one
say-concern-silence = the source did not answer, and its silence is not a yes
say-concern-words = the source wrote words beside a yes or a no, and nobody read them
say-concern-colleague = another editor is working on it, too
say-concern-replaced = the source typed a text, and one that was read in a picture stands in its place
say-unheard = The server could not be asked ({ $cause }): the source may have taken the item back, or said no.
say-unheard-left =
    { $count ->
        [one] { $count } item could not be read: it may be an answer.
       *[other] { $count } items could not be read: one of them may be an answer.
    }

say-inbox-still-published = Taken back by its source, and still published: { $item } (`estafette unpublish { $item }`)
say-inbox-still-published-deleted = Deleted from the server by { $editor }, and still published: { $item } (`estafette unpublish { $item }`)
say-inbox-said-no = The source said NO, and it is still published: { $item } (`estafette unpublish`)
say-inbox-waiting = An answer waits to be sent: { $item } (`estafette fetch` sends it)
say-inbox-answer-yes = yes to { $item }, with words: { $words }
say-inbox-answer-no = NO to { $item }, with words: { $words }
say-read-answer-yes = This says yes, with words, to what was shown of { $item }.
say-read-answer-no = This says NO, with words, to what was shown of { $item }.
say-unpublish-others = Elsewhere, and not taken down by this command:
say-inbox-over = This event is over: { $item } (`estafette archive` puts it away)
next-unpublish = `estafette unpublish { $item }` takes down what it became
doing-keep = keeping
say-keep-until = { $item } is kept until { $day }.
say-keep-usual = { $item } is kept until { $day } anyway.
say-keep-opens = Your keys open it until { $day }; each `estafette fetch` extends this.
say-keep-here-alone = The server no longer has it: it is kept on this machine only.
say-keep-without = These editors have published no keys, so they can’t open it for longer: { $names }
doing-archive = putting away
say-archived = Put away: { $item } (`inbox --all` still shows it)
say-unarchived = Back again: { $item }

doing-proof = proof
ask-proof = Show this to the source? [y/N]
say-proof-plan = Small pictures with it: { $count }. No answer before { $day } will mean yes.
say-proof-plan-always = Small pictures with it: { $count }. The source is asked to answer before { $day }. It is in prison: silence will not mean yes, and the page says so.
say-proof-plan-no = Small pictures with it: { $count }. The source is asked to answer before { $day }. Silence will not mean yes, and the page says so.
say-proof-sent = Shown. No answer before { $day } means yes.
say-proof-sent-always = Shown. The source is asked to answer before { $day }; silence does not mean yes.
say-proof-told = — For you, not to be published:
say-proof-read-in = This text was read in the picture or pictures you sent (file { $numbers }). Compare it with the original.
say-proof-changes = It stands in place of the text that you had typed. In [-…-] what is gone, in {"{"}+…+{"}"} what is new:
say-proof-shown = A site already shows this text otherwise than you agreed to:
next-proof = `estafette fetch` brings the answer, `estafette publish { $item } …` shows it
say-fetch-proof-yes = { $item }: the source says yes to what you showed.
say-fetch-proof-no = { $item }: the source says NO to what you showed.
say-fetch-proof-words = And the source adds words: `estafette read { $item }`, before you publish.
say-fetch-reply-sent = { $item }: the waiting answer was sent.
say-fetch-reply-failed = { $item }: the answer still waits ({ $cause }). `estafette reply { $item } --edit` changes it.
say-fetch-reply-overtaken = { $item }: { $cause }
say-fetch-late = { $item }: the source should have been asked before a day that is past; nothing was sent. Run `estafette proof` again.
say-replies-proof = This is what the editors want to publish. No answer before { $day } means yes.
say-replies-proof-always = This is what the editors want to publish. Answer before { $day } if you can: your silence will not be taken for a yes.
next-replies-proof = `estafette send { $section } --again --kind contact --publish background --message "…" --with proof="yes { $id }"`, or "no { $id }"

say-fetch-told =
    { $count ->
        [one] The other editors were told where { $count } item stands.
       *[other] The other editors were told where { $count } items stand.
    }

doing-unlock = opening the vault
say-unlocked =
    { $minutes ->
        [one] The vault stays open for a minute; `estafette lock` closes it.
       *[other] The vault stays open for { $minutes } minutes; `estafette lock` closes it.
    }
doing-lock = closing the vault
say-locked = The vault is closed; its key is no longer in memory.
say-locked-before = The vault was closed already.

doing-template = answers at hand
say-template-kept = The answer is kept in the vault.
say-template-forgotten = The answer is forgotten.
say-template-stock = { $name } (the program’s)
stock-received = Received, thank you. We are reading what you sent, and will answer here. Come back in a few days, with your codename.
stock-question = Thank you for what you sent. Before we publish it, something is missing: { $message }
    Answer here, below this answer, when you can.
stock-published = It is published: { $page }
    If something has to change, or to go, tell us here.
stock-declined = Thank you for what you sent. We won’t publish it: { $reason }
    You can answer us here, or take back what you sent.

doing-undo = undoing
say-undone = It is as before. The others learn of it at your next `fetch`.
say-undo-changed = { $item } was changed since: it stays as it is.

doing-config = settings
config-by-itself-language = (the system’s)
config-by-itself-tor = (own: the Tor in this program)
config-by-itself-color = (auto: on a terminal)
config-by-itself-editor = ($VISUAL, $EDITOR, else vi)

doing-completion = writing completions
doing-manual = writing the manual

doing-claim = claiming
doing-assign = assigning
doing-state = marking
doing-tag = tagging
doing-note = noting
say-marked = The other editors will see it after your next `estafette fetch`.
say-held = { $editors } has { $item } in hand.
say-held-by-several = Several took { $item } at once: { $editors }. If nobody lets go, { $first } has it.
say-held-by-nobody = Nobody has { $item } in hand.
say-note = Note by { $editor }, { $day }:
say-note-passed-on = Note by { $editor }, { $day }, passed on by { $by }:
next-assign = `estafette assign { $item } --to YOUR-HANDLE` takes it all the same

doing-forward = handing on
say-forward-to = To the section { $title } ({ $section }), read by: { $editors }
say-forward-retention =
    { $count ->
        [one] Its keys open for { $count } day.
       *[other] Its keys open for { $count } days.
    }
say-forward-why = Why, for its editors:
say-forward-told = Whoever wrote it will receive:
say-forward-not-told = Whoever wrote it is not told: they can’t be answered, or they know already.
say-forward-done = { $item } is with the section { $section }, too, which answers from now on.
say-forward-source-told = Whoever wrote it has that in their mailbox.
say-forward-source-waits = What whoever wrote it is told was not sent; `estafette fetch` will send it.
say-forward-source-not-told = Whoever wrote it was told nothing.
say-forward-without = No key this week yet: { $editors }. A later fetch will seal it to them.
say-forwarded = Sent to { $from }, handed to { $to } by { $editor }.
say-fetch-handed = { $item }: sent to { $from }, handed to { $to } by { $editor }.
say-fetch-astray =
    { $count ->
        [one] The server showed { $count } item that is of none of your sections, and that nobody handed to you: it was not fetched.
       *[other] The server showed { $count } items that are of none of your sections, and that nobody handed to you: they were not fetched.
    }
say-consent-handed = Handed to the section { $sections }, which deals with it.
say-forget-forwarded = It will be deleted for the section { $sections }, too, to which it was handed.
say-forget-block = What comes from the same author will be put aside no more: your decision goes with this item.

doing-block = putting aside
say-block-done = What further comes from whoever wrote { $item } is put aside, for the whole section. Nothing is deleted.
say-block-undone = What comes from whoever wrote { $item } is put aside no more.
say-blocked = { $editor } puts aside what this author writes since { $day } (`estafette block --undo`).
say-inbox-aside =
    { $count ->
        [one] { $count } item is put aside (`estafette inbox --aside`).
       *[other] { $count } items are put aside (`estafette inbox --aside`).
    }
say-fetch-aside =
    { $count ->
        [one] { $count } new item is put aside (`estafette inbox --aside`).
       *[other] { $count } new items are put aside (`estafette inbox --aside`).
    }

# What a source receives whose text was handed on, in its language.
source-handed-ar = نُقل نصّكم إلى مجموعة { $section }، وستجيبكم هنا. إذا سحبتموه، يُسحب من المجموعتين معًا.
source-handed-de = Dein Text wurde an die Sektion { $section } weitergegeben; sie antwortet dir hier. Wenn du ihn zurückziehst, verschwindet er bei beiden Sektionen.
source-handed-en = Your text was passed on to the section { $section }, which will answer you here. If you take it back, it is taken back from both sections.
source-handed-es = Tu texto se ha pasado a la sección { $section }, que te responderá aquí. Si lo retiras, se retira de las dos secciones.
source-handed-fr = Votre texte a été transmis à la section { $section }, qui vous répondra ici. Si vous le retirez, il l’est des deux sections.
source-handed-it = Il tuo testo è stato passato alla sezione { $section }, che ti risponderà qui. Se lo ritiri, viene ritirato da entrambe le sezioni.
source-handed-ku = Nivîsa we ji şaxa { $section } re hat şandin; ew ê li vir bersiva we bide. Heke hûn wê vekişînin, ew ji her du şaxan tê vekişandin.
source-handed-nl = Je tekst is doorgegeven aan de sectie { $section }, die je hier zal antwoorden. Als je hem intrekt, verdwijnt hij bij beide secties.
source-handed-tr = Metniniz { $section } grubuna iletildi; size buradan yanıt verecek. Metni geri çekerseniz iki gruptan da çekilir.

doing-thread = thread
doing-search = searching
doing-agenda = agenda
say-thread-answered = answer of the section
say-thread-asked = proof, an answer was asked for before { $day }: { $answer }
say-thread-no-answer = no answer
say-thread-yes = says yes
say-thread-no = says no
say-thread-noted = note by { $editor }
say-search-title = title
say-search-text = text
say-search-draft = draft
say-search-note = note
say-search-none = No item has all these words.
say-search-closed = { $count ->
    [one] 1 item does not open: nobody looked in it.
   *[other] { $count } items do not open: nobody looked in them.
}
say-agenda-over = Overdue, and not done yet
say-agenda-week = Week { $week }, from { $day }
say-agenda-none = Nothing until { $day }.
say-agenda-not-before = may be published
say-agenda-announce = to be announced
say-agenda-appears = appears on the site
say-agenda-takes-place = takes place
say-agenda-ends = ends
say-agenda-answer = answer due before
say-agenda-closes = last day that it opens
say-agenda-missed = deleted without having been published
say-agenda-written = Calendar written: { $file }
