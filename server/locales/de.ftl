# Was eine Quelle liest. Anrede: du. Anführungszeichen: „…“. Inklusiv: neutrale Wörter.
# Begriffe, immer gleich:
#   section = Sektion (Name nie gebeugt: „an die Sektion X“) | codename = Codename | word of the codename = Zifferngruppe
#   submission = Einsendung | message = Nachricht | answer, reply = Antwort | thread = Unterhaltung
#   seal, sealed = versiegeln, versiegelt | take back, withdraw = zurückziehen | delete = löschen
#   kept = gespeichert | roster = Verzeichnis | box of the section = Briefkasten | (empty) box of the source = Postfach
#   fetched by the section = abgeholt | publish, publication = veröffentlichen, Veröffentlichung | start page = Startseite
#   leaflet = Flyer | address bar = Adressleiste | false (page, leaflet) = gefälscht | form = Formular | codename in words = Codename aus Wörtern
# Tor Browser: „Am sichersten“, „Neue Identität“, „Neuer Kanal für diese Seite“

site-name = Estafette
site-aim = An eine Sektion schreiben, ohne zu sagen, wer du bist.
skip-to-content = Zum Inhalt
language-switch = Sprache
language-carries = Wenn du die Sprache wechselst, bleibt dein Text erhalten; Dateien musst du neu auswählen.
nav-replies = Codename eingeben
nav-how = So funktioniert’s
nav-leave = Schnell weg
title-error = Fehler: { $title }
mark-needed = nötig
mark-optional = freiwillig

day = { $number }. { $month } { $year }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
thousands = {"."}

landing-title = An eine Sektion schreiben
landing-intro = Schick eine Information, einen Text, Dateien. Was du schreibst, wird versiegelt, während es ankommt: Nur die Sektion, die du wählst, kann es öffnen.
landing-no-trace = Kein Konto, kein Cookie, kein JavaScript. Der Server hält weder fest, wer schreibt, noch von wo. Er speichert die versiegelte Einsendung und den Tag, nie die Uhrzeit.
landing-codename = Am Ende bekommst du einen Codenamen. Damit liest du die Antwort und kannst zurückziehen, was du gesendet hast.
landing-sections = An welche Sektion willst du schreiben?
landing-sections-none = Zurzeit kann keine Sektion etwas empfangen.
landing-back = Hast du schon einmal geschrieben?
landing-back-link = Deinen Codenamen eingeben

section-title = An die Sektion { $section } schreiben
section-opened = Briefkasten geleert in der Woche vom { $day }.
section-site = Die Website dieser Sektion: { $site }
section-site-why = Die Adresse steht hier zum Vergleichen. Sie ist kein Link: Wenn du sie öffnest, verlässt du diese Seite.
section-silent = In den letzten Wochen hat niemand diesen Briefkasten geleert. Es besteht die Gefahr, dass deine Nachricht dort liegen bleibt und dann ungelesen gelöscht wird.
section-closed = Diese Sektion kann im Moment nichts empfangen: Die Schlüssel ihrer Mitglieder sind nicht mehr aktuell. Das liegt nicht an dir.
section-others = Du kannst an eine andere Sektion schreiben:
section-kinds = Was willst du senden?
section-rules = Was die Sektion veröffentlicht

kind-tip = Eine Information
kind-tip-line = Etwas über Repression oder Widerstand, das noch nicht auf der Website steht.
kind-communique = Eine Erklärung
kind-communique-line = Ein Text zum Veröffentlichen. Oft macht die Sektion daraus zwei Absätze Information.
kind-communique-note = Oft macht die Sektion aus einer Erklärung zwei Absätze Information. Wenn der Text unverändert oder gar nicht erscheinen soll, gib das unter „Veröffentlichung“ an.
kind-prisoner = Ein Text von Gefangenen
kind-prisoner-line = Ein Brief, ein Bericht von drinnen: wird unverändert veröffentlicht.
kind-prisoner-note = Ein Text von Gefangenen erscheint unverändert, Wort für Wort. Gib unter „Veröffentlichung“ an, mit welchem Namen er unterschrieben wird: Sonst erscheint er ohne Unterschrift.
kind-event = Ein Termin
kind-event-line = Eine Kundgebung, eine Filmvorführung, ein Gerichtstermin: mit Datum und Ort.
kind-offer = Ein Hilfsangebot
kind-offer-line = Zeit, Können, Material.
kind-invite = Eine Einladung
kind-invite-line = Die Sektion zu einer Filmvorführung, einer Diskussion, einem Workshop oder einem Infostand einladen.
kind-contact = Eine Kontaktanfrage
kind-contact-line = Mitmachen, sich treffen oder irgendetwas anderes.
kind-correction = Eine Korrektur
kind-correction-line = Ein Fehler auf der Website, ein toter Link.

write-title = { $kind } für die Sektion { $section }
write-follow-up = Du schreibst mit deinem Codenamen: Deine Nachricht kommt in dieselbe Unterhaltung.
write-proof-yes = Du antwortest der Sektion: ja, veröffentlichen.
write-proof-no = Du antwortest der Sektion: nein, nicht veröffentlichen.
write-codename = Dein Codename
write-details = Einzelheiten
write-mandate = Veröffentlichung
write-mandate-hint = Deine Entscheidung wird mit dem Text versiegelt: Ohne sie kann die Sektion ihn nicht veröffentlichen.
write-message = Deine Nachricht
write-message-hint = Ein Text, eine Datei (weiter unten) oder beides.
write-files = Dateien
write-more = Weitere Möglichkeiten
help-safe = Bevor du schreibst: deine Sicherheit
help-safest = Stell im Tor Browser die Sicherheitsstufe auf „Am sichersten“: Mehr brauchen diese Seiten nicht, um zu funktionieren.
help-device = Schreib nicht von einem Handy, einem Computer oder einem Netz aus, das zur Arbeit oder zur Schule gehört oder das jemand überwacht. Ein überwachtes Gerät sieht, was du tippst.
help-self = Der Text selbst kann dich verraten: eine Einzelheit, die nur du kennst, eine typische Formulierung, ein Name.
help-stay = Diese Seite speichert nichts, wenn du sie verlässt oder neu lädst. Schreib einen langen Text zuerst woanders, auf einem sicheren Gerät, und füge ihn hier ein.
help-files = Was deine Dateien über dich verraten
help-files-photo = Ein Foto kann den Ort, die Uhrzeit und das Gerät enthalten. Um das zu entfernen, öffne es groß, mach davon einen Screenshot, schneide ihn zu und schick diesen Screenshot.
help-files-document = Ein Dokument oder ein PDF kann den Namen der Person enthalten, die es geschrieben hat. Kopiere lieber den Text daraus in diese Seite.
help-files-name = Gib den Dateien Namen, die nichts verraten: 1.jpg, 2.jpg.
help-files-section = Vor dem Veröffentlichen verdeckt die Sektion Gesichter und erstellt die Bilder neu. Zuerst sieht sie deine Dateien aber so, wie sie sind.
help-time-line = Über Tor können 100 MB ein paar Minuten bis über eine Stunde brauchen. Alles kommt an, oder nichts wird gespeichert.
field-subject = Titel
field-starts = Beginn: Tag
field-starts-at = Beginn: Uhrzeit
field-ends = Ende: Tag
field-ends-at = Ende: Uhrzeit
field-place = Ort
field-publish-from = Ankündigen ab
field-publish-from-hint = Wird ein Termin zu früh angekündigt, gerät er in Vergessenheit. Wenn du nichts einträgst, entscheidet die Sektion.
field-offers = Du bietest an
field-offers-time = Zeit
field-offers-skill = Können
field-offers-material = Material
field-page = Adresse der Seite
field-prison = Haftort
field-proof = Deine Antwort an die Sektion
field-publish = Was die Sektion damit machen darf
field-publish-as-written = Unverändert veröffentlichen oder gar nicht
field-publish-edited = Umgeschrieben veröffentlichen
field-publish-background = Nichts veröffentlichen: Das ist nur zur Information der Sektion
field-not-before = Nicht veröffentlichen vor dem
field-sign-as = Unterschreiben mit
field-sign-as-hint = Wenn du nichts einträgst, wird der Text nicht unterschrieben.
field-language = Sprache des Textes
field-language-und = Eine andere Sprache
field-text = Text
field-limit = Höchstens { $limit } Zeichen
field-text-hint = Höchstens etwa zwanzig Seiten ({ $kilobytes } KB). Ist er länger, häng ihn als Datei an.
field-files = Deine Dateien
field-files-hint = Zusammen höchstens { $limit } MB und höchstens { $count } Dateien; ist es mehr, kommt nichts durch.
field-codename = Codename
field-codename-hint = Die acht Zifferngruppen oder, wenn dein Codename aus Wörtern besteht, die acht Wörter, in der richtigen Reihenfolge. Bei Wörtern sind Akzente und Großbuchstaben egal; vier Buchstaben pro Wort reichen.
write-send = Versiegeln und senden
write-wait = Lass diese Seite offen, bis die nächste erscheint.

title-ask = Bitte prüfen: { $title }
ask-summary = Noch ist nichts gesendet. Das hier kann verraten, wer jemand ist:
ask-codename = In deinem Text steht ein Codename. Wer ihn hat, kann deine Antworten lesen: Nimm ihn besser heraus.
ask-address = Eine Adresse: { $found }
ask-phone = Eine Telefonnummer: { $found }
ask-names = Eine Liste von Namen, die so anfängt: { $found }
ask-file-name = Ein Dateiname, in dem vielleicht der Name eines Menschen steht: { $found }
ask-traces = Eine Datei sagt mehr, als sie zeigt: { $found } · { $told }
ask-traces-stay = Eine Datei sagt mehr, als sie zeigt, und wir können das nicht entfernen: { $found } · { $told }
trace-place = der Ort
trace-moment = die Uhrzeit
trace-device = das Gerät
trace-author = wer sie gemacht hat
trace-thumbnail = ein Vorschaubild
trace-embedded = eine Datei darin
trace-revisions = wer sie geändert hat
trace-people = wer darin genannt wird
ask-choose = Ist das gewollt? Dann sende es so, wie es ist. Wenn nicht, ändere es unten und sende dann. Gefragt wird nur einmal.
ask-send = So senden
ask-clean-send = Bilder bereinigen und senden
ask-clean = Die Bilder bereinigen: entfernen, was sie sonst noch sagen. Was zu sehen ist, bleibt.
ask-held = Deine Dateien sind angekommen und warten hier eine Stunde, versiegelt: Wähle sie nicht noch einmal aus. Kreuze an, welche nicht gesendet werden sollen:
ask-gone = Deine Dateien warten hier nicht mehr: Wähle sie noch einmal aus.

sent-title = Es ist angekommen
sent-kept = Deine Einsendung ist versiegelt und für die Sektion { $section } gespeichert. Niemand hier kann sie lesen: Nur die Sektion kann sie öffnen.
sent-what = Das ist angekommen:
sent-text = { $count ->
    [one] ein Text mit einem Zeichen
   *[other] ein Text mit { $length } Zeichen
 }
sent-file = { $name } ({ $size })
sent-file-cleaned = { $name } ({ $size }), bereinigt
size-bytes = { $count ->
    [one] 1 Byte
   *[other] { $length } Bytes
 }
size-kilobytes = { $length } KB
size-megabytes = { $length } MB
sent-until = Nach { $days } Tagen kann gelöscht werden, was hier wartet.
sent-before = Genau diese Einsendung war schon angekommen: Sie ist nur einmal gespeichert.
sent-beside = { $count ->
    [one] Dieses Formular war schon einmal angekommen, mit anderem Inhalt: Beide Einsendungen sind gespeichert, unter demselben Codenamen. Um die zurückzuziehen, die nicht mehr gilt, gib den Codenamen über „Codename eingeben“ ein; die älteste steht dort an erster Stelle.
   *[other] Dieses Formular war schon { $count } Mal angekommen, mit anderen Inhalten: Alle diese Einsendungen sind gespeichert, unter demselben Codenamen. Um die zurückzuziehen, die nicht mehr gelten, gib den Codenamen über „Codename eingeben“ ein; die älteste steht dort an erster Stelle.
 }
sent-thread-beside = Was du heute schon mit diesem Codenamen gesendet hattest, bleibt daneben gespeichert. Um einen Teil davon zurückzuziehen, gib deinen Codenamen ein.
sent-codename = Dein Codename
sent-keep-paper = Schreib diese Wörter auf Papier, in dieser Reihenfolge, und bewahre das Papier an einem sicheren Ort auf. Nach dieser Seite kann sie dir niemand noch einmal geben. Kein Screenshot, kein Foto.
sent-keep-why = Mit ihnen kannst du die Antwort lesen und zurückziehen, was du gesendet hast.
sent-no-paper = Du kannst nicht auf Papier schreiben? Lern die acht Zifferngruppen auswendig, eine nach der anderen, wie Telefonnummern, oder notiere sie in einem Passwortmanager, den nur du öffnest. Nicht in einer Notizen-App und nicht in einer Nachricht an dich selbst.
sent-come-back = Komm in ein paar Tagen wieder zu dieser Adresse und wähle „Codename eingeben“.
sent-same-thread = Deine Nachricht ist jetzt in der Unterhaltung zu deinem Codenamen. Behalte dasselbe Papier.
sent-next = Wenn du die Zifferngruppen notiert hast, wähle im Menü von Tor Browser „Neue Identität“. Wenn dein Browser das nicht anbietet, schließ alle Tabs und dann den Browser.
sent-answer-yes = Deine Antwort ist abgeschickt: ja, veröffentlichen. Du kannst bis zum genannten Tag noch nein sagen: Ein Nein geht vor.
sent-answer-no = Deine Antwort ist abgeschickt: nein, nicht veröffentlichen. Ein späteres Ja ändert daran nichts: Wenn du es dir anders überlegst, schreib das der Sektion.

replies-title = Dein Codename
replies-enter = Gib deinen Codenamen ein, um die Antworten zu lesen.
replies-open = Öffnen
answers-title = Antworten
answers-none = Nichts. Hast du eine Antwort erwartet? Prüfe jede Zifferngruppe: Ist eine falsch, siehst du ein leeres Postfach.
answers-again = Codenamen noch einmal eingeben
answers-from = Antwort der Sektion { $section }
answers-day = Am { $day }
proof-asks = Die Sektion will den Text unten veröffentlichen. Sag ja oder nein. Wenn du nicht vor dem { $day } antwortest, bedeutet das ja.
proof-asks-always = Die Sektion will den Text unten veröffentlichen. Sag ja oder nein, wenn möglich vor dem { $day }. Wenn du nicht antwortest, bedeutet das nicht ja.
proof-past = Die Sektion wollte den Text unten veröffentlichen. Die Antwort musste vor diesem Datum kommen: { $day }. Du kannst ihr immer noch schreiben.
proof-said-yes = Die Sektion will den Text unten veröffentlichen. Du hast ja geantwortet. Vor dem { $day } kannst du noch nein sagen: Ein Nein geht vor.
proof-said-yes-past = Die Sektion wollte den Text unten veröffentlichen. Du hast ja geantwortet. Du kannst ihr immer noch schreiben.
proof-said-no = Die Sektion will den Text unten veröffentlichen. Du hast nein geantwortet. Ein späteres Ja ändert daran nichts: Wenn du es dir anders überlegst, schreib das der Sektion.
proof-silence-yes = Keine Antwort vor dem { $day }: Das heißt ja.
proof-first = Solange du nicht geantwortet hast, bleibt die Frage hier: Löschen ist keine Antwort.
proof-silence-no = Keine Antwort: Das ist kein Ja.
proof-why = Ein Wort an die Sektion: Sie liest es, bevor sie veröffentlicht
proof-yes = Ja, veröffentlichen
proof-no = Nein, nicht veröffentlichen
answers-not-editors = Achtung: Wer diese Antwort unterzeichnet hat, steht nicht oder nicht mehr im Verzeichnis der Sektion. Das kann eine Person sein, die gegangen ist oder ein neues Gerät hat, oder jemand ganz anderes. Tu nichts Riskantes, nur weil es in dieser Antwort steht: Schreib der Sektion. Die Dateien dieser Antwort werden nicht herausgegeben.
answers-files = Angehängte Dateien
answers-delete = Diese Antwort löschen
answers-delete-all = Alle Antworten oben löschen
answers-reply = Der Sektion { $section } antworten
answers-write = Etwas anderes schreiben
answers-section = An welche Sektion?
answers-write-go = Weiter
answers-sent = Was du gesendet hast und was noch hier ist, vom Ältesten zum Neuesten
answers-sent-none = Nichts: Deine Einsendungen sind nicht mehr hier, oder es gibt keine.
answers-sent-one = Nr. { $number }, an die Sektion { $section }, am { $day }
answers-sent-yes = Deine Antwort auf eine Frage: ja
answers-sent-no = Deine Antwort auf eine Frage: nein
answers-sent-files = { $count ->
    [one] eine Datei ({ $size })
   *[other] { $length } Dateien ({ $size })
 }
answers-withdraw = Nr. { $number } zurückziehen
answers-withdrawn = Zurückgezogen: Diese Einsendung ist nicht mehr auf dem Server. Wenn die Sektion sie schon abgeholt hat, hat sie eine Kopie davon.
answers-withdrawn-before = Diese Einsendung war schon nicht mehr auf dem Server. Wenn die Sektion sie abgeholt hat, hat sie eine Kopie davon.
answers-not-withdrawn = Diese Einsendung ist noch auf dem Server. Versuch noch einmal, sie zurückzuziehen.
answers-deleted = { $count ->
    [one] Diese Antwort ist gelöscht.
   *[other] Diese { $count } Antworten sind gelöscht.
 }
answers-half-hour = Diese Seite merkt sich deinen Codenamen eine halbe Stunde lang, nur im Arbeitsspeicher des Servers.
withdraw-title = Diese Einsendung zurückziehen?
withdraw-sure = { $which }. Diese Einsendung wird endgültig vom Server gelöscht.
withdraw-yes = Ja, zurückziehen
withdraw-no = Nein, zurück zu den Antworten

how-title = So funktioniert’s
how-sealed-title = Beim Ankommen versiegelt
how-sealed = Jede Einsendung wird verschlüsselt, während sie ankommt, allein für die Sektion. Nichts, was du schreibst, landet unverschlüsselt auf einer Festplatte, nicht einmal ein Dateiname.
how-trace-title = Kein Protokoll
how-trace = Der Server zeichnet keine Besuche auf. Er speichert versiegelte Umschläge von ähnlicher Größe, einen Tag, eine Sektion und zufällige Nummern.
how-keys-title = Schlüssel, die sterben
how-keys = Jeder Schlüssel der Sektion gilt nur eine Woche. Die Schlüssel werden vernichtet, wenn die Aufbewahrungsfrist der Sektion vorbei ist. Was sie öffnen konnten, bleibt dann verschlossen, auch wenn später ein Computer beschlagnahmt wird, auch für einen Quantencomputer.
how-codename-title = Der Codename
how-codename = Er ist nirgends gespeichert. Ein falscher, unbekannter oder gelöschter Codename zeigt dieselbe Seite wie ein leeres Postfach.
how-not-title = Wovor das nicht schützt
how-not-live = Ein Server, den jemand übernimmt und im laufenden Betrieb verändert, würde von da an sehen, was auf diesen Seiten geschrieben wird. Gruppen, die oft schreiben, können das Programm estafette benutzen: Es versiegelt auf ihrem eigenen Gerät.
how-tor-title = Mit dem Tor Browser

leave-title = Schließ diesen Tab
leave-line = Diese Website hat nichts im Browser gespeichert.
leave-next = Damit der Browser auch die besuchten Seiten vergisst, wähle im Menü von Tor Browser „Neue Identität“ oder schließ den Browser.

error-summary = Etwas muss korrigiert werden. Nichts ist verloren: Alles, was du geschrieben hast, ist noch da.
error-at = { $field }: { $error }
error-files-again = Du musst deine Dateien neu auswählen: Ein Browser merkt sie sich nicht.
error-empty = Schreib einen Text oder häng eine Datei an.
error-files-empty = Die Datei ist leer (0 Bytes). Wähle sie neu aus oder schreib einen Text.
error-text-long = Dieser Text ist zu lang: höchstens { $limit } Bytes (ein Buchstabe wie ä, é oder ß zählt als zwei), und er hat { $found }. Kürze ihn oder häng ihn als Datei an.
error-long = Das ist zu lang für dieses Feld: höchstens { $limit } Bytes (ein Buchstabe wie ä, é oder ß zählt als zwei), und es sind { $found }.
error-day = Schreib den Tag so: Jahr, Monat, Tag (JJJJ-MM-TT), zum Beispiel 2026-12-05.
error-day-missing = Der Tag fehlt. Wenn du ihn noch nicht weißt, sende stattdessen „Eine Information“.
error-time = Schreib die Uhrzeit so: 19:00.
error-time-alone = Es gibt eine Uhrzeit, aber keinen Tag. Gib auch den Tag an oder lösch die Uhrzeit.
error-choice = Wähle eine der angebotenen Möglichkeiten.
error-publish = Wähle, was die Sektion mit deiner Einsendung machen darf.
error-language = Wähle die Sprache des Textes.
error-codename-count = Ein Codename aus Wörtern hat acht Wörter; du hast { $found } eingegeben.
error-codename-word = Das Wort Nr. { $position } steht nicht in der Wortliste. Prüfe, ob es richtig geschrieben ist.
error-codename-typo = Das ist kein Codename: In einem Wort oder in einer Zifferngruppe ist wohl ein Tippfehler.
error-codename-again = Zu deiner Sicherheit wird der Codename nach einer halben Stunde vergessen. Gib ihn noch einmal ein; dein Text ist noch da.
problem-title = Das hat nicht geklappt
problem-not-found = Diese Seite gibt es nicht. Vielleicht hat die Sektion ihren Namen geändert.
problem-method = Diese Adresse nimmt solche Anfragen nicht an.
problem-malformed = Was dein Browser gesendet hat, ist kein Formular, und nichts wurde gespeichert. Öffne die Seite neu und versuch es noch einmal.
problem-cut = Die Übertragung ist unterwegs abgebrochen, und nichts wurde gespeichert. Tor kann hängen bleiben: Sende noch einmal, nichts wird doppelt ankommen.
problem-late = Dein Browser hat einen Teil des Formulars erst nach den Dateien gesendet, und nichts wurde gespeichert. Alles steht wieder auf dieser Seite: Lies es durch und sende noch einmal.
problem-long-text = Dieser Text ist zu lang: höchstens { $limit } Bytes. Die Seite zeigt nur den Anfang, und nichts wurde gespeichert. Häng ihn als Datei an.
problem-gone = Genau diese Einsendung war schon angekommen und ist nicht mehr auf dem Server: Sie wurde zurückgezogen, oder die Sektion hat sie abgeholt und dann gelöscht. Sie wurde nicht ein zweites Mal gespeichert. Um sie trotzdem zu senden, sende diese Seite noch einmal.
problem-slow = Die Übertragung war zu langsam, und nichts wurde gespeichert. Versuch es mit weniger Dateien oder später.
problem-large = Das ist zu groß: höchstens { $limit } MB auf einmal. Nichts wurde gespeichert. Sende es in mehreren Teilen, mit demselben Codenamen.
problem-many = Das sind zu viele Dateien: höchstens { $limit } auf einmal. Nichts wurde gespeichert.
problem-full = Der Server hat keinen Platz mehr für Dateien, und nichts wurde gespeichert. Ein Text ohne Dateien kommt vielleicht noch durch; wenn nicht, komm morgen wieder.
problem-busy = Zu viele Menschen schreiben gleichzeitig, und nichts wurde gespeichert. Komm in zehn Minuten wieder; ein Text ohne Dateien kommt schneller durch.
problem-often = Zu viele Anfragen hintereinander, und nichts wurde gespeichert. Komm in { $limit } Min. wieder oder wähle im Tor Browser „Neuer Kanal für diese Seite“.
problem-today = Höchstens { $limit } Einsendungen pro Tag mit demselben Codenamen, und diese wurde nicht gespeichert. Heb diesen Text auf und komm morgen wieder.
problem-stale = Diese Seite ist älter als eine halbe Stunde, oder der Server wurde neu gestartet. Gib deinen Codenamen noch einmal ein.
problem-closed = Diese Sektion kann im Moment nichts empfangen: Die Schlüssel ihrer Mitglieder sind nicht mehr aktuell, und nichts wurde gespeichert. Heb diesen Text auf und komm in ein paar Tagen wieder, oder schreib über die Startseite an eine andere Sektion.
problem-broken = Der Server hat ein Problem, und nichts wurde gespeichert. Komm später wieder.
problem-kept-text = Dein Text, damit nichts verloren geht:
problem-home = Zurück zur Startseite

# Wer hinter diesen Seiten steht und über welche Adresse man zu ihnen kommt.
who-title = Wer steht hinter dieser Seite?
who-address = Die Adresse dieser Website, in sieben Gruppen zu je acht Zeichen. Vergleiche sie, Zeichen für Zeichen, mit der Adressleiste des Browsers und, wenn du einen hast, mit einem Flyer:
who-words = Dieselbe Adresse in sechs Wörtern, zum Vergleichen mit dem Flyer:
who-numbers = Dieselbe Adresse in sechs Zahlen, zum Vergleichen mit dem Flyer:
who-copied = Eine gefälschte Seite kann all das kopieren. Was zählt, ist die Adresse, die dein Browser anzeigt.
elsewhere-title = Schreib hier nichts
elsewhere-between = Du bist nicht unter der .onion-Adresse dieser Website. Zwischen dir und der Website kann jemand lesen, was du schreibst, und sehen, dass du hier bist. Darum gibt es hier kein Formular.
elsewhere-open = Öffne diese Adresse im Tor Browser:
elsewhere-tor = Tor Browser ist kostenlos. Du kannst ihn von torproject.org herunterladen.
section-new = Dieser Briefkasten ist neu.

# Was die Leute hierher führt: ein Flyer zum Falten, ein Block für eine Website, eine Seite außerhalb von Tor.
leaflet-aim = Schreib uns, ohne zu sagen, wer du bist
leaflet-aim-section = Schreib an die Sektion { $section }, ohne zu sagen, wer du bist
leaflet-intro = Schick eine Information, einen Text, Fotos. Alles wird versiegelt, während es ankommt: Nur die Sektion, die du wählst, kann es öffnen. Kein Konto, keine Telefonnummer, keine E-Mail-Adresse.
leaflet-steps = In drei Schritten
leaflet-step-tor = Installiere Tor Browser, von torproject.org (Computer, Android). Auf dem iPhone installiere Onion Browser.
leaflet-step-level = Öffne ihn und stell die Sicherheitsstufe auf „Am sichersten“.
leaflet-step-type = Tipp die .onion-Adresse, die hier gedruckt ist, in seine Adressleiste oder scanne den Code. Vergleiche alle Zeichen.
leaflet-step-copy = Kopiere die .onion-Adresse, die hier steht, in seine Adressleiste.
leaflet-address = Die Adresse
leaflet-words = Dieselbe in sechs Wörtern, die auch auf der Seite stehen:
leaflet-numbers = Dieselbe in sechs Zahlen, die auch auf der Seite stehen:
leaflet-care = Schreib nicht von der Arbeit oder der Schule aus und nicht mit einem Gerät, das andere kontrollieren.
leaflet-copied = Ein gefälschter Flyer oder eine gefälschte Website kann eine falsche Adresse angeben. Vergleiche die Adresse mit der, die dir eine Person gibt, der du vertraust.
leaflet-code = QR-Code der Adresse
# Codenamen aus Ziffern, eine nur einmal gezeigte Seite, das Ankommen einer großen Einsendung
error-codename-digits = Ein Codename aus Ziffern hat vierzig Ziffern; du hast { $found } eingegeben.
error-codename-group = In der Zifferngruppe Nr. { $position } ist ein Tippfehler. Prüfe ihre fünf Ziffern.
error-codename-order = Diese Zifferngruppen stimmen, aber ihre Reihenfolge nicht. Gib sie von links nach rechts ein, die erste zuerst.
sent-keep-digits = Schreib diese acht Zifferngruppen auf Papier, von links nach rechts, und bewahre das Papier an einem sicheren Ort auf. Nach dieser Seite kann sie dir niemand noch einmal geben. Kein Screenshot, kein Foto.
sent-shown-before = Der Codename wurde schon angezeigt und kann nicht noch einmal angezeigt werden: Die Seite mit einem Codenamen ist nur fünf Minuten lang zu sehen, und gar nicht mehr, sobald du sie verlassen hast. So kann sie nach dir niemand in diesem Browser wiederfinden.
sent-shown-lost = Wenn du ihn notiert hast, behalte dieses Papier: Alles ist gut. Wenn nicht, öffne ein neues Formular und sende deinen Text noch einmal: Du bekommst dann einen neuen Codenamen. Was schon angekommen ist, bleibt gespeichert.
sent-shown-anew = Neues Formular öffnen
progress-link = Verfolgen, wie eine große Einsendung ankommt (in einem neuen Tab)
arrived-title = Wie weit deine Einsendung ist
arrived-nothing = Hier ist noch nichts angekommen. Das Senden beginnt, wenn du auf der anderen Seite auf „Versiegeln und senden“ drückst; verfolgen kannst du es nur, wenn Dateien dabei sind.
arrived-elsewhere = Wenn du schon gedrückt hast, lass die andere Seite offen: Vielleicht kommt die Einsendung über einen anderen Server an, den diese Seite nicht sieht.
arrived-coming = { $come } von { $of } MB sind angekommen.
arrived-left = { $minutes ->
    [one] Bei diesem Tempo dauert es noch etwa eine Minute.
   *[other] Bei diesem Tempo dauert es noch etwa { $minutes } Minuten.
 }
arrived-reloads = Diese Seite lädt sich alle fünf Sekunden selbst neu. Lass die andere Seite offen.
arrived-whole = Alles ist angekommen. Geh zurück zur anderen Seite und schließ dann diese hier.
arrived-refused = Die Übertragung ist abgebrochen, oder die Einsendung konnte nicht angenommen werden, und nichts davon wurde gespeichert. Die andere Seite sagt, warum; wenn sie nichts sagt, sende noch einmal.
arrived-stopped = Diese Seite lädt sich nicht mehr selbst neu.
arrived-again = Noch einmal nachsehen
