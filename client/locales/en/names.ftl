# Names: kinds, mandates, fields, states, columns.
kind-tip = tip
kind-communique = communiqué
kind-prisoner = prisoner
kind-event = event
kind-offer = offer
kind-invite = invite
kind-contact = contact
kind-correction = correction

template-kind-tip = Tip: check, confirm, then two paragraphs of information.
template-kind-communique = Communiqué: two paragraphs of information, without analysis, unless the mandate says “as written”.
template-kind-prisoner = Prisoner: published as written. Only the title is yours; a changed text is refused.
template-kind-event = Event: what, when, where. Announce on the right day, neither before nor after.
template-kind-offer = Offer: answer rather than publish.
template-kind-invite = Invite: answer rather than publish.
template-kind-contact = Contact: answer rather than publish.
template-kind-correction = Correction: correct the page it names, then answer.

publish-as-written = publish as written
publish-edited = publish, edited
publish-background = not for publication: background

publish-short-as-written = as written
publish-short-edited = edited
publish-short-background = background

detail-subject = Title:
detail-starts = Starts:
detail-ends = Ends:
detail-place = Place:
detail-publish-from = Announce from:
detail-offers = Offers:
detail-page = Page:
detail-prison = Prison:
detail-about = About:
detail-from = From:
detail-proof = Answer to the proof:
detail-proof-silence = Silence is a yes:
detail-proof-until = Answer before:
detail-asked = Meant by its source:

clue-codename = a codename in the text
clue-address = an address
clue-phone = a phone number
clue-names = a list of names
clue-file-name = a file name that names somebody
clue-traces = a file that says where, when, with what or by whom it was made
clue-cleaned = pictures cleaned as they were sent

trace-place = where
trace-moment = when
trace-device = with which device
trace-author = by whom
trace-thumbnail = a thumbnail, perhaps of before it was edited
trace-embedded = a file inside
trace-revisions = who changed it or remarked on it
trace-people = who is named in it

state-new = new
state-in-progress = in progress
state-waiting = waiting
state-ready = ready
state-declined = declined
state-read = read
state-answered = answered
state-drafted = drafted
state-published = published
state-forwarded = handed on
state-taken-back = taken back
state-deleted = deleted
state-expired = expired
state-unexplained = missing

head-item = ITEM
head-state = STATE
head-holder = HOLDER
head-kind = KIND
head-section = SECTION
head-lang = LANG
head-mandate = MANDATE
head-day = DAY
head-size = SIZE
head-due = DUE
head-thread = THREAD

date-day = { $number } { $month } { $year }
date-month-1 = January
date-month-2 = February
date-month-3 = March
date-month-4 = April
date-month-5 = May
date-month-6 = June
date-month-7 = July
date-month-8 = August
date-month-9 = September
date-month-10 = October
date-month-11 = November
date-month-12 = December
