# What a source reads.
site-name = Estafette
site-aim = Write to a section, without saying who you are.
skip-to-content = Skip to content
language-switch = Language
language-carries = Changing the language keeps your text; files will have to be chosen again.
nav-replies = I have a codename
nav-how = How it works
nav-leave = Leave quickly
title-error = Error: { $title }
mark-needed = needed
mark-optional = optional

day = { $number } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
thousands = {","}

landing-title = Write to a section
landing-intro = Send information, a text, files. What you write is sealed while it arrives: only the section you choose can open it.
landing-no-trace = No account, no cookie, no JavaScript. The server records neither who writes nor from where; it keeps the sealed submission and the day, never the time.
landing-codename = At the end you are given a codename. It opens the answer, and lets you take back what you sent.
landing-sections = Which section do you want to write to?
landing-sections-none = No section receives at the moment.
landing-back = Have you written before?
landing-back-link = Enter your codename

section-title = Write to the section { $section }
section-opened = This box was opened in the week of { $day }.
section-site = The site of this section: { $site }
section-site-why = The address is there to compare. It is not a link: opening it would take you away from this page.
section-silent = Nobody has opened this box for weeks: what you send may wait there, and be deleted unread.
section-closed = This section can receive nothing at the moment, because its members’ keys are out of date. It is nothing that you did.
section-others = You can write to another section:
section-kinds = What are you sending?
section-rules = What the section publishes

kind-tip = Information
kind-tip-line = Something about repression or resistance that the site does not report yet.
kind-communique = A communiqué
kind-communique-line = A text to publish. The section often turns it into two paragraphs of information.
kind-communique-note = The section often turns a communiqué into two paragraphs of information. If yours should appear as written, or not at all, say so under “Publication”.
kind-prisoner = A text by a prisoner
kind-prisoner-line = A letter, an account from inside: published as written.
kind-prisoner-note = A prisoner’s text appears as written, word for word. Say under “Publication” which name signs it: without one, it appears unsigned.
kind-event = An event
kind-event-line = A gathering, a screening, a hearing: with a date and a place.
kind-offer = A helping hand
kind-offer-line = Time, a skill, material.
kind-invite = An invitation
kind-invite-line = Invite the section to a screening, a talk, a training, a stall.
kind-contact = Contact
kind-contact-line = Join, meet, or anything else.
kind-correction = A correction
kind-correction-line = An error on the site, a dead link.

write-title = { $kind } for the section { $section }
write-follow-up = You are writing with your codename: your message joins the same thread.
write-proof-yes = You answer the section: yes, publish.
write-proof-no = You answer the section: no, don’t publish.
write-codename = Your codename
write-details = Details
write-mandate = Publication
write-mandate-hint = Your choice is sealed with the text: the section can’t publish without it.
write-message = Your message
write-message-hint = A text, a file (further down), or both.
write-files = Files
write-more = More choices
help-safe = Before you write: your safety
help-safest = In Tor Browser, set the security level to “Safest”: these pages need nothing more.
help-device = Do not write from a phone, a computer or a network of your work or school, or one that somebody watches. A watched device sees what you type.
help-self = The text itself can give you away: a detail only you know, a turn of phrase, a name.
help-stay = This page keeps nothing when you leave or reload it. Write a long text somewhere else first, on a safe device, and paste it here.
help-files = What your files say about you
help-files-photo = A photo may contain the place, the time and the device. To remove them, open it full size, take a screenshot of it, crop it, and send that screenshot.
help-files-document = A document or a PDF may contain the name of whoever wrote it. Better copy its text into this page.
help-files-name = Give files names that say nothing: 1.jpg, 2.jpg.
help-files-section = Before it publishes, the section covers faces and redraws pictures; it first sees your files as they are.
help-time-line = Over Tor, 100 MB may take from a few minutes to more than an hour. All of it arrives, or nothing is kept.
field-subject = Title
field-starts = Begins: day
field-starts-at = Begins: time
field-ends = Ends: day
field-ends-at = Ends: time
field-place = Place
field-publish-from = Announce from
field-publish-from-hint = Announced too early, an event is forgotten. If you leave it empty, the section chooses.
field-offers = You offer
field-offers-time = Time
field-offers-skill = A skill
field-offers-material = Material
field-page = Address of the page
field-prison = Place of detention
field-proof = Your answer to the section
field-publish = What the section may do with it
field-publish-as-written = Publish as written, or not at all
field-publish-edited = Publish rewritten
field-publish-background = Publish nothing: this is to inform the section
field-not-before = Do not publish before
field-sign-as = Sign as
field-sign-as-hint = If you leave it empty, the text is not signed.
field-language = Language of the text
field-language-und = Another language
field-text = Text
field-limit = { $limit } characters at most
field-text-hint = About twenty pages ({ $kilobytes } KB) at most. If it is longer, attach it as a file.
field-files = Your files
field-files-hint = { $limit } MB in all and { $count } files at most; beyond that, nothing gets through.
field-codename = Codename
field-codename-hint = The eight words, or the eight groups of digits, in order. Accents and capitals don’t matter; four letters of each word are enough.
write-send = Seal and send
write-wait = Keep this page open until the next one appears.

title-ask = To check: { $title }
ask-summary = Nothing has been sent yet. This may tell who somebody is:
ask-codename = There is a codename in your text. Whoever has it can read your answers: better take it out.
ask-address = An address: { $found }
ask-phone = A phone number: { $found }
ask-names = A list of names, which begins with: { $found }
ask-file-name = A file name that may hold somebody’s name: { $found }
ask-traces = A file says more than it shows: { $found } · { $told }
ask-traces-stay = A file says more than it shows, and we cannot take that out: { $found } · { $told }
trace-place = the place
trace-moment = the time
trace-device = the camera or phone
trace-author = who made it
trace-thumbnail = a thumbnail
trace-embedded = a file inside
trace-revisions = who changed it
trace-people = who is named in it
ask-choose = Is it meant? Send it as it is. If not, change it below, then send. You are asked only once.
ask-send = Send as it is
ask-clean-send = Clean the pictures and send
ask-clean = Clean the pictures: take out what they say beside what they show. What can be seen stays.
ask-held = Your files have arrived and wait here for an hour, sealed: do not choose them again. Tick those not to send:
ask-gone = Your files no longer wait here: please choose them again.

sent-title = It has arrived
sent-kept = What you sent is sealed and kept for the section { $section }. Nobody here can read it: only the section can open it.
sent-what = This is what arrived:
sent-text = { $count ->
    [one] a text of one character
   *[other] a text of { $length } characters
 }
sent-file = { $name } ({ $size })
sent-file-cleaned = { $name } ({ $size }), cleaned
size-bytes = { $count ->
    [one] 1 byte
   *[other] { $length } bytes
 }
size-kilobytes = { $length } KB
size-megabytes = { $length } MB
sent-until = After { $days } days, what waits here may be deleted.
sent-before = This same message had arrived before: it is kept only once.
sent-beside = { $count ->
    [one] This form had arrived before, with other content: both are kept, under the same codename. To take back the one that no longer counts, enter the codename by “I have a codename”; the oldest is first there.
   *[other] This form had arrived { $count } times before, with other contents: all of them are kept, under the same codename. To take back those that no longer count, enter the codename by “I have a codename”; the oldest is first there.
 }
sent-thread-beside = What you sent earlier today with this codename is kept as well. To take back a part of it, enter your codename.
sent-codename = Your codename
sent-keep-paper = Write these words on paper, in order, and keep it somewhere safe. After this page, nobody can give them to you again. No screenshot, no photo.
sent-keep-why = They open the answer, and let you take back what you sent.
sent-no-paper = You can’t write on paper? Learn the words by making a little story of them, or note them in a password manager that only you open. Not in a notes app, nor in a message to yourself.
sent-come-back = Come back to this address in a few days, and choose “I have a codename”.
sent-same-thread = Your message has joined the thread of your codename. Keep the same paper.
sent-next = Once you have noted them, choose “New Identity” in Tor Browser’s menu. If your browser does not have it, close all tabs, then the browser.
sent-answer-yes = Your answer is on its way: yes, publish. You can still say no until the day that was named: a no outweighs it.
sent-answer-no = Your answer is on its way: no, don’t publish. A yes sent later changes nothing: if you change your mind, write that to the section.

replies-title = Your codename
replies-enter = Enter your codename to read the answers.
replies-open = Open
answers-title = Answers
answers-none = Nothing. Were you expecting an answer? Check each word: a wrong word shows an empty box.
answers-again = Enter the codename again
answers-from = Answer from the section { $section }
answers-day = On { $day }
proof-asks = The section wants to publish the text below. Say yes or no. If you do not answer before { $day }, that means yes.
proof-asks-always = The section wants to publish the text below. Say yes or no, before { $day } if possible. If you do not answer, that does not mean yes.
proof-past = The section wanted to publish the text below. An answer was due before this day: { $day }. You can still write to it.
proof-said-yes = The section wants to publish the text below. You answered yes. You can still say no before { $day }: a no outweighs it.
proof-said-yes-past = The section wanted to publish the text below. You answered yes. You can still write to it.
proof-said-no = The section wants to publish the text below. You answered no. A yes sent later changes nothing: if you change your mind, write that to the section.
proof-silence-yes = No answer before { $day }: that is a yes.
proof-first = Until you have answered, it stays here: to delete is not to answer.
proof-silence-no = No answer: that is not a yes.
proof-why = A word to the section: it reads it before it publishes
proof-yes = Yes, publish
proof-no = No, don’t publish
answers-not-editors = Careful: whoever signed this answer is not, or no longer, on the section’s roster. It may be somebody who left or changed device, or somebody else. Do nothing risky because of it: write to the section. Its files are not given out.
answers-files = Attached files
answers-delete = Delete this answer
answers-delete-all = Delete all answers above
answers-reply = Reply to the section { $section }
answers-write = Write something else
answers-section = To which section?
answers-write-go = Continue
answers-sent = What you sent that is still here, from the oldest to the newest
answers-sent-none = Nothing: what you sent is no longer here, or you sent nothing.
answers-sent-one = No. { $number }, to the section { $section }, on { $day }
answers-sent-yes = Your answer to a question: yes
answers-sent-no = Your answer to a question: no
answers-sent-files = { $count ->
    [one] one file ({ $size })
   *[other] { $length } files ({ $size })
 }
answers-withdraw = Take back no. { $number }
answers-withdrawn = Taken back: it is no longer on the server. If the section had already fetched it, it has a copy.
answers-withdrawn-before = This was no longer on the server. If the section had fetched it, it has a copy.
answers-not-withdrawn = This is still on the server. Try again to take it back.
answers-deleted = { $count ->
    [one] This answer is deleted.
   *[other] These { $count } answers are deleted.
 }
answers-half-hour = This page remembers your codename for half an hour, in the server’s memory only.
withdraw-title = Take this back?
withdraw-sure = { $which }. It will be erased from the server, for good.
withdraw-yes = Yes, take it back
withdraw-no = No, back to the answers

how-title = How it works
how-sealed-title = Sealed on arrival
how-sealed = Everything you send is encrypted while it arrives, for the section alone. Nothing that you write touches a disk in clear, not even the name of a file.
how-trace-title = No log
how-trace = The server does not record visits. It holds sealed envelopes of similar sizes, a day, a section, and random numbers.
how-keys-title = Keys that die
how-keys = The section’s keys each serve for one week, and are destroyed once the section’s retention is over. What they opened then stays closed, even if a computer is seized later, even against a quantum computer.
how-codename-title = The codename
how-codename = It is recorded nowhere. A wrong, unknown or deleted codename shows the same page as an empty box.
how-not-title = What this does not protect from
how-not-live = A server that was taken and altered while running would see what is written on these pages from then on. Groups that write often can use the estafette program, which seals on their own machine.
how-tor-title = With Tor Browser

leave-title = Close this tab
leave-line = This site has stored nothing in the browser.
leave-next = To make the browser forget the pages you saw, choose “New Identity” in Tor Browser’s menu, or close the browser.

error-summary = There is something to correct. Nothing is lost: all you wrote is still here.
error-at = { $field }: { $error }
error-files-again = Please choose your files again: a browser does not keep them.
error-empty = Write a text, or attach a file.
error-files-empty = The file is empty (0 bytes). Choose it again, or write a text.
error-text-long = This text is too long: { $limit } bytes at most (an accented letter counts as two), and it has { $found }. Shorten it, or attach it as a file.
error-long = This is too long for this field: { $limit } bytes at most (an accented letter counts as two), and there are { $found }.
error-day = Write the day like this: year, month, day (YYYY-MM-DD), for example 2026-12-05.
error-day-missing = The day is missing. If you do not know it yet, send “Information” instead.
error-time = Write the time like this: 19:00.
error-time-alone = There is a time, but no day. Give the day, too, or remove the time.
error-choice = Choose one of the options offered.
error-publish = Choose what the section may do with it.
error-language = Choose the language of the text.
error-codename-count = A codename has eight words; you typed { $found }.
error-codename-word = Word no. { $position } is not in the list. Check its spelling.
error-codename-typo = This is not a codename: a word, or a group of digits, probably has a typo.
error-codename-again = For your safety, the codename is forgotten after half an hour. Enter it again; your text is still here.
problem-title = That didn’t work
problem-not-found = This page does not exist. The section may have changed its name.
problem-method = This address does not take that kind of request.
problem-malformed = What your browser sent is not a form, and nothing was kept. Open the page again, and try once more.
problem-cut = What you sent was cut off on the way, and nothing was kept. Tor can stall: send it again; nothing will arrive twice.
problem-late = Your browser sent part of the form after the files, and nothing was kept. All of it is on this page again: read it over, and send once more.
problem-long-text = This text is too long: { $limit } bytes at most. The page shows only its beginning, and nothing was kept. Attach it as a file.
problem-gone = This same message had arrived before, and is no longer on the server: it was taken back, or the section fetched and then deleted it. It was not kept a second time. To send it all the same, send this page again.
problem-slow = What you sent arrived too slowly, and nothing was kept. Try with fewer files, or later.
problem-large = This is too large: { $limit } MB at most at once. Nothing was kept. Send it in several parts, with the same codename.
problem-many = There are too many files: { $limit } at most at once. Nothing was kept.
problem-full = The server has no more room for files, and nothing was kept. A text without files may still get through; if not, come back tomorrow.
problem-busy = Too many people are writing at once, and nothing was kept. Come back in ten minutes; a text without files gets through more quickly.
problem-often = Too many requests in a row, and nothing was kept. Come back in { $limit } min, or choose “New Tor circuit for this site” in Tor Browser.
problem-today = At most { $limit } a day with one codename, and this one was not kept. Keep this text, and come back tomorrow.
problem-stale = This page is more than half an hour old, or the server has restarted. Enter your codename again.
problem-closed = This section can receive nothing at the moment, because its members’ keys are out of date, and nothing was kept. Keep this text, and come back in a few days, or write to another section, from the start.
problem-broken = The server has a problem, and nothing was kept. Come back later.
problem-kept-text = Your text, so that nothing is lost:
problem-home = Back to the start

# Who is behind these pages, and by which address one comes to them.
who-title = Who is behind this page?
who-address = The address of this site, in seven groups of eight characters. Compare it, letter by letter, with the address bar of the browser, and with a leaflet if you have one:
who-words = The same address in six words, to compare with the leaflet:
who-numbers = The same address in six numbers, to compare with the leaflet:
who-copied = A false page can copy all of this. What counts is the address that your browser shows.
elsewhere-title = Write nothing here
elsewhere-between = You are not at the .onion address of this site. Between you and it, somebody can read what you write, and see that you are here. That is why there is no form here.
elsewhere-open = Open this address in Tor Browser:
elsewhere-tor = Tor Browser is free. It can be downloaded from torproject.org.
section-new = This box is new.

# What leads people here: a leaflet to fold, a block for a site, a page outside Tor.
leaflet-aim = Write to us, without saying who you are
leaflet-aim-section = Write to the section { $section }, without saying who you are
leaflet-intro = Send information, a text, photos. Everything is sealed while it arrives: only the section that you choose can open it. No account, no phone number, no e-mail address.
leaflet-steps = In three steps
leaflet-step-tor = Install Tor Browser, from torproject.org (computer, Android). On an iPhone, install Onion Browser.
leaflet-step-level = Open it, and set the security level to “Safest”.
leaflet-step-type = Type the .onion address printed here into its address bar, or scan the code. Compare all letters.
leaflet-step-copy = Copy the .onion address given here into its address bar.
leaflet-address = The address
leaflet-words = The same in six words, which the page shows, too:
leaflet-numbers = The same in six numbers, which the page shows, too:
leaflet-care = Don’t write from work or school, nor with a device that others control.
leaflet-copied = A false leaflet or a false site can give a false address. Compare it with the one that somebody you trust gives you.
leaflet-code = QR code of the address
# Codenames in digits, a page shown once, the arrival of something large
error-codename-digits = A codename in digits has forty of them. There are { $found }.
error-codename-group = Group no. { $position } has a typo. Check its five digits.
error-codename-order = These groups of digits are right, but not in order. Type them from left to right, the first one first.
sent-keep-digits = Write these eight groups of digits on paper, from left to right, and keep it somewhere safe. After this page, nobody can give them to you again. No screenshot, no photo.
sent-shown-before = It was shown before, and cannot be shown again: the page of a codename is shown for five minutes only, and not at all once it was left. This way nobody can find it in this browser after you.
sent-shown-lost = If you have noted it, keep that paper: all is well. If not, open a new form and send your text once more: you will be given a new codename. What has already arrived stays kept.
sent-shown-anew = Open a new form
progress-link = Follow the arrival of something large (in a new tab)
arrived-title = How far what you are sending has come
arrived-nothing = Nothing has arrived here yet. It begins when you press “Seal and send” on the other page, and can be followed only where there are files.
arrived-elsewhere = If you have pressed it already, keep the other page open: it may be arriving by another server, which this page does not see.
arrived-coming = { $come } of { $of } MB have arrived.
arrived-left = { $minutes ->
    [one] At this pace it takes about one more minute.
   *[other] At this pace it takes about { $minutes } more minutes.
}
arrived-reloads = This page reloads itself every five seconds. Keep the other page open.
arrived-whole = All of it has arrived. Go back to the other page, then close this one.
arrived-refused = What you were sending was cut off or could not be taken, and nothing of it was kept. The other page says why; if it says nothing, send again.
arrived-stopped = This page no longer reloads itself.
arrived-again = Look again
