# What is mistyped, and what the things are called that a verb expects.
usage-value-missing = { $argument } needs a value: { $form }.
usage-value-not-possible = { $argument } does not accept "{ $value }". Possible: { $valid }.
usage-value-not-valid = "{ $value }" does not fit { $argument }. Expected: { $form }.
usage-address-onion = "{ $value }" is a mistyped onion address: it has 56 letters and digits before ".onion".
usage-address-elsewhere = "{ $value }": in clear, this program connects only to this machine (127.0.0.1, localhost, [::1]), never to another one.
usage-address-https = "{ $value }": https is not supported. Expected: http://….onion, http://127.0.0.1:PORT or unix:/PATH.
usage-out-of-range = "{ $value }" does not fit { $argument }. Expected: a number { $reason }.
usage-range-between = from { $least } to { $most }
usage-range-from = of at least { $least }
usage-unknown-argument = "{ $argument }" is not expected here.
usage-unknown-verb = There is no command "{ $verb }".
usage-missing-verb = A command is missing: { $valid }.
usage-missing-argument = An argument is missing: { $argument }.
usage-conflict = { $argument } can’t be used with { $prior }.
usage-conflict-alone = { $argument } can’t be used with the rest.
usage-twice = { $argument } is given twice.
usage-too-many-values = "{ $value }" is one too many for { $argument }.
usage-no-equals = { $argument } needs an equals sign before its value.
usage-not-text = An argument contains bytes that are not UTF-8.
usage-not-understood = This command line can’t be understood.
usage-suggested = Perhaps: { $name }
usage-more = To learn more: --help.
value-address = ADDRESS
form-address = http://….onion, http://127.0.0.1:PORT or unix:/PATH
value-day = DAY
form-day = a day, such as 2026-12-05
value-yyyy-mm-dd = YYYY-MM-DD
form-yyyy-mm-dd = a day, such as 2026-12-05
value-yyyy-mm-ddthh-mm = YYYY-MM-DDTHH:MM
form-yyyy-mm-ddthh-mm = a day and an hour, such as 2026-12-05T09:00
value-days = DAYS
form-days = a number of days
value-weeks = WEEKS
form-weeks = a number of weeks
value-word = WORD
form-word = a word, or several in quotes
value-minutes = MINUTES
form-minutes = a number of minutes
value-seconds = SECONDS
form-seconds = a number of seconds
value-mib = MIB
form-mib = a whole number of MiB
value-dir = DIR
form-dir = a folder
value-file = FILE
form-file = a file
value-field-value = FIELD=VALUE
form-field-value = a field’s name, =, and what it holds, such as place=Brussels
value-item = ITEM
form-item = the beginning of an id, four characters or more, digits and letters a to f, as `estafette inbox` shows it
value-k = K
form-k = an area’s number, as `image list` shows it
value-k-x-y-wxh = K=X,Y,WxH
form-k-x-y-wxh = an area’s number, =, and where it goes: 2=640,210,90x110
value-x-y-wxh = X,Y,WxH
form-x-y-wxh = left, top, width x height, in pixels: 640,210,90x110
value-kind = KIND
form-kind = one of %kinds%
value-lang = LANG
form-lang = a language of this program, such as fr or en
value-lang-file = LANG=FILE
form-lang-file = a language, =, and a file: fr=rules.txt
value-lang-text = LANG=TEXT
form-lang-text = a language, =, and a text: fr=Bruxelles
value-langs = LANGS
form-langs = one language or several, such as fra or fra+ara
value-m = M
form-m = a number of roots
value-n = N
form-n = a whole number
value-name = NAME
form-name = 1 to 32 characters: a-z, 0-9 and hyphens
value-name-address = NAME <ADDRESS>
form-name-address = a name and an address: Editors <editors@site.example>
value-pin = PIN
form-pin = a pin of 40 characters (0-9 and a-f) or 15 words; hyphens and spaces don’t count
value-remote = REMOTE
form-remote = a git repository’s address, or its folder
value-section = SECTION
form-section = a section’s name, 1 to 32 characters: a-z, 0-9 and hyphens
value-section-kind-slug = SECTION/KIND=SLUG
form-section-kind-slug = a section or *, /, a kind or *, =, and the short name on the site: */event=agenda
value-shell = SHELL
form-shell = bash, zsh, fish, elvish or powershell
value-tag = TAG
form-tag = a language, such as fr or pt-BR
value-text = TEXT
form-text = a text
value-title = TITLE
form-title = a title, on one line
value-tor = TOR
form-tor = own, 127.0.0.1:9050 or unix:/PATH
value-what = WHAT
form-what = as-written, edited or background
value-when = WHEN
form-when = auto, always or never
value-number = NUMBER
form-number = a number, such as 3, or 3.2 for page 2 of file 3
value-zone = ZONE
form-zone = an IANA time zone: Europe/Brussels, America/Montreal
value-answer = ANSWER
form-answer = yes or no
value-url = URL
form-url = https://NAME, or http://….onion, and perhaps a path; no user name, port, ? or #
value-command = COMMAND
value-site = SITE
form-site = https://…, http://….onion or http://127.0.0.1:PORT; by http, never another machine
list-or = or
value-handle = HANDLE
form-handle = an editor’s handle, as on the roster
value-state = STATE
form-state = new, in-progress, waiting, ready, published or declined
value-label = LABEL
form-label = a tag, of 40 characters at most
