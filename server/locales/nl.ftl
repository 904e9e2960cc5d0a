# Wat een bron leest. Aanspreekvorm: je. Aanhalingstekens: ‘…’. Neutrale woorden.
# Termen, overal gelijk:
#   section = sectie (niet ‘afdeling’: dat is ook een gevangenisafdeling) | codename = codenaam | word of the codename = cijfergroep
#   submission = inzending | message = bericht | answer, reply = antwoord | thread = gesprek
#   seal, sealed = verzegelen, verzegeld | take back, withdraw = intrekken | delete = wissen
#   kept = bewaard | roster = lijst van de sectie | box of the section = brievenbus | (empty) box of the source = postvak
#   fetched by the section = opgehaald | publish, publication = publiceren, publicatie | start page = startpagina
#   leaflet = flyer | address bar = adresbalk | false (page, leaflet) = vals | form = formulier | codename in words = codenaam van woorden
# Tor Browser: ‘Veiligst’, ‘Nieuwe identiteit’, ‘Nieuw Tor-circuit voor deze website’

site-name = Estafette
site-aim = Schrijf aan een sectie, zonder te zeggen wie je bent.
skip-to-content = Naar de inhoud
language-switch = Taal
language-carries = Als je van taal wisselt, blijft je tekst staan; bestanden moet je opnieuw kiezen.
nav-replies = Codenaam invoeren
nav-how = Hoe het werkt
nav-leave = Snel weg
title-error = Fout: { $title }
mark-needed = nodig
mark-optional = niet verplicht

day = { $number } { $month } { $year }
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
thousands = {"."}

landing-title = Schrijf aan een sectie
landing-intro = Stuur informatie, een tekst, bestanden. Wat je schrijft, wordt verzegeld terwijl het binnenkomt: alleen de sectie die je kiest, kan het openen.
landing-no-trace = Geen account, geen cookie, geen JavaScript. De server legt niet vast wie schrijft en ook niet waarvandaan. Hij bewaart de verzegelde inzending en de dag, nooit het tijdstip.
landing-codename = Aan het eind krijg je een codenaam. Daarmee lees je het antwoord en kun je intrekken wat je hebt gestuurd.
landing-sections = Aan welke sectie wil je schrijven?
landing-sections-none = Op dit moment kan geen enkele sectie iets ontvangen.
landing-back = Heb je al eerder geschreven?
landing-back-link = Voer je codenaam in

section-title = Schrijf aan de sectie { $section }
section-opened = Brievenbus geleegd in de week van { $day }.
section-site = De site van deze sectie: { $site }
section-site-why = Het adres staat hier om te vergelijken. Het is geen link: als je het opent, ga je weg van deze pagina.
section-silent = De afgelopen weken heeft niemand deze brievenbus geleegd. Het gevaar bestaat dat je bericht hier blijft liggen en daarna ongelezen wordt gewist.
section-closed = Deze sectie kan nu niets ontvangen: de sleutels van de leden zijn verouderd. Dat ligt niet aan jou.
section-others = Je kunt aan een andere sectie schrijven:
section-kinds = Wat wil je sturen?
section-rules = Wat de sectie publiceert

kind-tip = Informatie
kind-tip-line = Iets over repressie of verzet dat nog niet op de site staat.
kind-communique = Een communiqué
kind-communique-line = Een tekst om te publiceren. Vaak maakt de sectie er twee alinea’s informatie van.
kind-communique-note = Vaak maakt de sectie van een communiqué twee alinea’s informatie. Moet de tekst ongewijzigd verschijnen, of anders helemaal niet? Geef dat aan onder ‘Publicatie’.
kind-prisoner = Een tekst van een gevangene
kind-prisoner-line = Een brief, een verhaal van binnen: wordt ongewijzigd gepubliceerd.
kind-prisoner-note = De tekst van een gevangene verschijnt ongewijzigd, woord voor woord. Geef onder ‘Publicatie’ aan welke naam eronder komt: anders verschijnt de tekst zonder ondertekening.
kind-event = Een activiteit
kind-event-line = Een bijeenkomst, een filmvertoning, een rechtszitting: met een datum en een plaats.
kind-offer = Een helpende hand
kind-offer-line = Tijd, kennis, materiaal.
kind-invite = Een uitnodiging
kind-invite-line = De sectie uitnodigen voor een filmvertoning, een discussie, een training, een infostand.
kind-contact = Een contactverzoek
kind-contact-line = Meedoen, elkaar ontmoeten, of iets anders.
kind-correction = Een correctie
kind-correction-line = Een fout op de site, een dode link.

write-title = { $kind } voor de sectie { $section }
write-follow-up = Je schrijft met je codenaam: je bericht komt in hetzelfde gesprek.
write-proof-yes = Je antwoordt de sectie: ja, publiceer het.
write-proof-no = Je antwoordt de sectie: nee, publiceer het niet.
write-codename = Je codenaam
write-details = Details
write-mandate = Publicatie
write-mandate-hint = Je keuze wordt met de tekst verzegeld: zonder die keuze kan de sectie niet publiceren.
write-message = Je bericht
write-message-hint = Een tekst, een bestand (verder naar onderen), of allebei.
write-files = Bestanden
write-more = Meer keuzes
help-safe = Voordat je schrijft: je veiligheid
help-safest = Zet in Tor Browser het beveiligingsniveau op ‘Veiligst’: meer hebben deze pagina’s niet nodig om te werken.
help-device = Schrijf niet vanaf een telefoon, een computer of een netwerk van je werk of school, of een die iemand in de gaten houdt. Een apparaat dat in de gaten wordt gehouden, ziet wat je typt.
help-self = De tekst zelf kan je verraden: een detail dat alleen jij kent, een manier van zeggen, een naam.
help-stay = Deze pagina bewaart niets als je haar verlaat of opnieuw laadt. Schrijf een lange tekst eerst ergens anders, op een veilig apparaat, en plak hem hier.
help-files = Wat je bestanden over je vertellen
help-files-photo = Een foto kan de plaats, het tijdstip en het apparaat bevatten. Om die te verwijderen: open de foto op groot formaat, maak er een schermafdruk (screenshot) van, snijd die bij en stuur die schermafdruk.
help-files-document = Een document of pdf kan de naam bevatten van wie het geschreven heeft. Kopieer liever de tekst ervan naar deze pagina.
help-files-name = Geef bestanden namen die niets zeggen: 1.jpg, 2.jpg.
help-files-section = Vóór het publiceren dekt de sectie gezichten af en maakt ze de beelden opnieuw; maar eerst ziet ze je bestanden zoals ze zijn.
help-time-line = Via Tor kan 100 MB een paar minuten tot meer dan een uur duren. Alles komt aan, of er wordt niets bewaard.
field-subject = Titel
field-starts = Begin: dag
field-starts-at = Begin: tijd
field-ends = Einde: dag
field-ends-at = Einde: tijd
field-place = Plaats
field-publish-from = Aankondigen vanaf
field-publish-from-hint = Een activiteit die te vroeg wordt aangekondigd, wordt vergeten. Als je niets invult, kiest de sectie.
field-offers = Je biedt aan
field-offers-time = Tijd
field-offers-skill = Kennis
field-offers-material = Materiaal
field-page = Adres van de pagina
field-prison = Plaats van detentie
field-proof = Je antwoord aan de sectie
field-publish = Wat de sectie ermee mag doen
field-publish-as-written = Ongewijzigd publiceren, of helemaal niet
field-publish-edited = Herschreven publiceren
field-publish-background = Niets publiceren: dit is om de sectie te informeren
field-not-before = Niet publiceren vóór
field-sign-as = Ondertekenen als
field-sign-as-hint = Als je niets invult, wordt de tekst niet ondertekend.
field-language = Taal van de tekst
field-language-und = Een andere taal
field-text = Tekst
field-limit = Hoogstens { $limit } tekens
field-text-hint = Hoogstens zo’n twintig pagina’s ({ $kilobytes } KB). Is je tekst langer, voeg hem dan toe als bestand.
field-files = Je bestanden
field-files-hint = Samen hoogstens { $limit } MB en hoogstens { $count } bestanden; is het meer, dan komt er niets door.
field-codename = Codenaam
field-codename-hint = De acht cijfergroepen of, als je codenaam uit woorden bestaat, de acht woorden, in de juiste volgorde. Bij woorden maken accenten en hoofdletters niet uit; vier letters per woord zijn genoeg.
write-send = Verzegelen en versturen
write-wait = Laat deze pagina open tot de volgende verschijnt.

title-ask = Nakijken: { $title }
ask-summary = Er is nog niets verstuurd. Dit kan verraden wie iemand is:
ask-codename = Er staat een codenaam in je tekst. Wie die heeft, kan je antwoorden lezen: haal hem er liever uit.
ask-address = Een adres: { $found }
ask-phone = Een telefoonnummer: { $found }
ask-names = Een lijst met namen, die begint met: { $found }
ask-file-name = Een bestandsnaam waarin misschien iemands naam staat: { $found }
ask-traces = Een bestand zegt meer dan het laat zien: { $found } · { $told }
ask-traces-stay = Een bestand zegt meer dan het laat zien, en wij kunnen dat er niet uit halen: { $found } · { $told }
trace-place = de plaats
trace-moment = het tijdstip
trace-device = het apparaat
trace-author = wie het maakte
trace-thumbnail = een miniatuur
trace-embedded = een bestand erin
trace-revisions = wie het veranderde
trace-people = wie erin genoemd wordt
ask-choose = Is dat de bedoeling? Verstuur het zoals het is. Zo niet, verander het hieronder en verstuur het dan. Dit wordt maar één keer gevraagd.
ask-send = Zo versturen
ask-clean-send = Afbeeldingen opschonen en versturen
ask-clean = De afbeeldingen opschonen: eruit halen wat ze nog meer zeggen. Wat erop te zien is, blijft.
ask-held = Je bestanden zijn aangekomen en wachten hier een uur, verzegeld: kies ze niet opnieuw. Vink aan welke niet verstuurd moeten worden:
ask-gone = Je bestanden wachten hier niet meer: kies ze opnieuw.

sent-title = Het is aangekomen
sent-kept = Je inzending is verzegeld en wordt bewaard voor de sectie { $section }. Niemand hier kan haar lezen: alleen de sectie kan haar openen.
sent-what = Dit is aangekomen:
sent-text = { $count ->
    [one] een tekst van één teken
   *[other] een tekst van { $length } tekens
 }
sent-file = { $name } ({ $size })
sent-file-cleaned = { $name } ({ $size }), opgeschoond
size-bytes = { $count ->
    [one] 1 byte
   *[other] { $length } bytes
 }
size-kilobytes = { $length } KB
size-megabytes = { $length } MB
sent-until = Na { $days } dagen kan gewist worden wat hier wacht.
sent-before = Precies deze inzending was al aangekomen: ze wordt maar één keer bewaard.
sent-beside = { $count ->
    [one] Dit formulier was al eens aangekomen, met een andere inhoud: beide inzendingen worden bewaard, onder dezelfde codenaam. Om de inzending in te trekken die niet meer geldt, voer je de codenaam in via ‘Codenaam invoeren’; de oudste staat daar bovenaan.
   *[other] Dit formulier was al { $count } keer aangekomen, met een andere inhoud: al deze inzendingen worden bewaard, onder dezelfde codenaam. Om de inzendingen in te trekken die niet meer gelden, voer je de codenaam in via ‘Codenaam invoeren’; de oudste staat daar bovenaan.
 }
sent-thread-beside = Wat je vandaag al eerder met deze codenaam had gestuurd, blijft ernaast bewaard. Om een deel daarvan in te trekken, voer je je codenaam in.
sent-codename = Je codenaam
sent-keep-paper = Schrijf deze woorden op papier, in deze volgorde, en bewaar het papier op een veilige plek. Na deze pagina kan niemand ze je nog een keer geven. Geen schermafdruk (screenshot), geen foto.
sent-keep-why = Hiermee kun je het antwoord lezen en intrekken wat je hebt gestuurd.
sent-no-paper = Kun je niet op papier schrijven? Leer de acht cijfergroepen uit je hoofd, een voor een, zoals telefoonnummers, of noteer ze in een wachtwoordmanager die alleen jij opent. Niet in een notitie-app, en niet in een bericht aan jezelf.
sent-come-back = Kom over een paar dagen terug naar dit adres en kies ‘Codenaam invoeren’.
sent-same-thread = Je bericht staat nu in het gesprek van je codenaam. Bewaar hetzelfde papier.
sent-next = Als je de cijfergroepen hebt genoteerd, kies dan ‘Nieuwe identiteit’ in het menu van Tor Browser. Heeft je browser die keuze niet, sluit dan alle tabbladen en daarna de browser.
sent-answer-yes = Je antwoord is verstuurd: ja, publiceer het. Je kunt tot de genoemde dag nog nee zeggen: een nee gaat voor.
sent-answer-no = Je antwoord is verstuurd: nee, publiceer het niet. Een ja dat je later stuurt, verandert daar niets aan: als je van gedachten verandert, schrijf dat dan aan de sectie.

replies-title = Je codenaam
replies-enter = Voer je codenaam in om de antwoorden te lezen.
replies-open = Openen
answers-title = Antwoorden
answers-none = Niets. Verwachtte je een antwoord? Controleer elke cijfergroep: is er één fout, dan zie je een leeg postvak.
answers-again = Codenaam opnieuw invoeren
answers-from = Antwoord van de sectie { $section }
answers-day = Op { $day }
proof-asks = De sectie wil de tekst hieronder publiceren. Zeg ja of nee. Als je niet vóór { $day } antwoordt, betekent dat ja.
proof-asks-always = De sectie wil de tekst hieronder publiceren. Zeg ja of nee, als het kan vóór { $day }. Als je niet antwoordt, betekent dat niet ja.
proof-past = De sectie wilde de tekst hieronder publiceren. Je moest vóór deze datum antwoorden: { $day }. Je kunt de sectie nog altijd schrijven.
proof-said-yes = De sectie wil de tekst hieronder publiceren. Je hebt ja geantwoord. Vóór { $day } kun je nog nee zeggen: een nee gaat voor.
proof-said-yes-past = De sectie wilde de tekst hieronder publiceren. Je hebt ja geantwoord. Je kunt de sectie nog altijd schrijven.
proof-said-no = De sectie wil de tekst hieronder publiceren. Je hebt nee geantwoord. Een ja dat je later stuurt, verandert daar niets aan: als je van gedachten verandert, schrijf dat dan aan de sectie.
proof-silence-yes = Geen antwoord vóór { $day }: dat is een ja.
proof-first = Zolang je niet hebt geantwoord, blijft de vraag hier staan: wissen is geen antwoord.
proof-silence-no = Geen antwoord: dat is geen ja.
proof-why = Nog iets voor de sectie? Ze leest het voordat ze publiceert
proof-yes = Ja, publiceer het
proof-no = Nee, publiceer het niet
answers-not-editors = Let op: wie dit antwoord heeft ondertekend, staat niet of niet meer op de lijst van de sectie. Het kan iemand zijn die is weggegaan of een ander apparaat heeft, of iemand anders. Doe niets riskants alleen omdat het in dit antwoord staat: schrijf aan de sectie. De bestanden bij dit antwoord worden niet vrijgegeven.
answers-files = Toegevoegde bestanden
answers-delete = Dit antwoord wissen
answers-delete-all = Alle antwoorden hierboven wissen
answers-reply = Antwoord aan de sectie { $section }
answers-write = Iets anders schrijven
answers-section = Aan welke sectie?
answers-write-go = Verder
answers-sent = Wat je hebt gestuurd en wat nog hier is, van oud naar nieuw
answers-sent-none = Niets: je inzendingen zijn niet meer hier, of er zijn er geen.
answers-sent-one = Nr. { $number }, aan de sectie { $section }, op { $day }
answers-sent-yes = Je antwoord op een vraag: ja
answers-sent-no = Je antwoord op een vraag: nee
answers-sent-files = { $count ->
    [one] één bestand ({ $size })
   *[other] { $length } bestanden ({ $size })
 }
answers-withdraw = Nr. { $number } intrekken
answers-withdrawn = Ingetrokken: deze inzending staat niet meer op de server. Als de sectie haar al heeft opgehaald, heeft de sectie er een kopie van.
answers-withdrawn-before = Deze inzending stond al niet meer op de server. Als de sectie haar heeft opgehaald, heeft de sectie er een kopie van.
answers-not-withdrawn = Deze inzending staat nog op de server. Probeer nog een keer om haar in te trekken.
answers-deleted = { $count ->
    [one] Dit antwoord is gewist.
   *[other] Deze { $count } antwoorden zijn gewist.
 }
answers-half-hour = Deze pagina onthoudt je codenaam een half uur, alleen in het werkgeheugen van de server.
withdraw-title = Deze inzending intrekken?
withdraw-sure = { $which }. Deze inzending wordt voorgoed van de server gewist.
withdraw-yes = Ja, intrekken
withdraw-no = Nee, terug naar de antwoorden

how-title = Hoe het werkt
how-sealed-title = Verzegeld bij aankomst
how-sealed = Elke inzending wordt versleuteld terwijl ze binnenkomt, alleen voor de sectie. Niets van wat je schrijft, komt onversleuteld op een schijf, zelfs geen bestandsnaam.
how-trace-title = Geen logboek
how-trace = De server legt geen bezoeken vast. Hij bewaart verzegelde enveloppen van ongeveer dezelfde grootte, een dag, een sectie en willekeurige nummers.
how-keys-title = Sleutels die sterven
how-keys = Elke sleutel van de sectie wordt maar één week gebruikt. De sleutels worden vernietigd als de bewaartermijn van de sectie voorbij is. Wat ze openden, blijft dan gesloten, ook als er later een computer in beslag wordt genomen, ook voor een kwantumcomputer.
how-codename-title = De codenaam
how-codename = Die wordt nergens vastgelegd. Een foute, onbekende of gewiste codenaam toont dezelfde pagina als een leeg postvak.
how-not-title = Waar dit niet tegen beschermt
how-not-live = Een server die iemand overneemt en verandert terwijl hij draait, zou vanaf dat moment zien wat er op deze pagina’s wordt geschreven. Groepen die vaak schrijven, kunnen het programma estafette gebruiken: dat verzegelt op hun eigen apparaat.
how-tor-title = Met Tor Browser

leave-title = Sluit dit tabblad
leave-line = Deze site heeft niets in de browser opgeslagen.
leave-next = Wil je dat de browser ook de bezochte pagina’s vergeet, kies dan ‘Nieuwe identiteit’ in het menu van Tor Browser, of sluit de browser.

error-summary = Er moet iets verbeterd worden. Er is niets verloren: alles wat je hebt geschreven, staat er nog.
error-at = { $field }: { $error }
error-files-again = Je moet je bestanden opnieuw kiezen: een browser onthoudt ze niet.
error-empty = Schrijf een tekst of voeg een bestand toe.
error-files-empty = Het bestand is leeg (0 bytes). Kies het opnieuw of schrijf een tekst.
error-text-long = Deze tekst is te lang: hoogstens { $limit } bytes (een letter met een accent telt als twee), en hij heeft er { $found }. Kort hem in of voeg hem toe als bestand.
error-long = Dit is te lang voor dit veld: hoogstens { $limit } bytes (een letter met een accent telt als twee), en het zijn er { $found }.
error-day = Schrijf de dag zo: jaar, maand, dag (JJJJ-MM-DD), bijvoorbeeld 2026-12-05.
error-day-missing = De dag ontbreekt. Als je die nog niet weet, stuur dan liever ‘Informatie’.
error-time = Schrijf de tijd zo: 19:00.
error-time-alone = Er is een tijd, maar geen dag. Geef ook de dag op, of haal de tijd weg.
error-choice = Kies een van de mogelijkheden.
error-publish = Kies wat de sectie met je inzending mag doen.
error-language = Kies de taal van de tekst.
error-codename-count = Een codenaam van woorden heeft acht woorden; je hebt er { $found } getypt.
error-codename-word = Woord nr. { $position } staat niet in de woordenlijst. Controleer de spelling.
error-codename-typo = Dit is geen codenaam: in een woord of een cijfergroep zit waarschijnlijk een typefout.
error-codename-again = Voor je veiligheid wordt de codenaam na een half uur vergeten. Voer hem opnieuw in; je tekst staat er nog.
problem-title = Dat is niet gelukt
problem-not-found = Deze pagina bestaat niet. Misschien heeft de sectie een andere naam gekregen.
problem-method = Dit adres neemt zo’n verzoek niet aan.
problem-malformed = Wat je browser heeft gestuurd, is geen formulier, en er is niets bewaard. Open de pagina opnieuw en probeer het nog een keer.
problem-cut = Het versturen is onderweg afgebroken, en er is niets bewaard. Tor kan vastlopen: stuur het nog een keer, niets komt dubbel aan.
problem-late = Je browser heeft een deel van het formulier pas na de bestanden gestuurd, en er is niets bewaard. Alles staat weer op deze pagina: lees het na en stuur het nog een keer.
problem-long-text = Deze tekst is te lang: hoogstens { $limit } bytes. De pagina toont alleen het begin, en er is niets bewaard. Voeg de tekst toe als bestand.
problem-gone = Precies deze inzending was al aangekomen en staat niet meer op de server: ze is ingetrokken, of de sectie heeft haar opgehaald en daarna gewist. Ze is niet nog een keer bewaard. Wil je haar toch sturen, stuur deze pagina dan nog een keer.
problem-slow = Het versturen ging te langzaam, en er is niets bewaard. Probeer het met minder bestanden, of later.
problem-large = Dit is te groot: hoogstens { $limit } MB per keer. Er is niets bewaard. Stuur het in delen, met dezelfde codenaam.
problem-many = Dit zijn te veel bestanden: hoogstens { $limit } per keer. Er is niets bewaard.
problem-full = De server heeft geen plaats meer voor bestanden, en er is niets bewaard. Een tekst zonder bestanden komt er misschien nog door; zo niet, kom dan morgen terug.
problem-busy = Te veel mensen schrijven tegelijk, en er is niets bewaard. Kom over tien minuten terug; een tekst zonder bestanden komt er sneller door.
problem-often = Te veel verzoeken achter elkaar, en er is niets bewaard. Kom over { $limit } min. terug, of kies ‘Nieuw Tor-circuit voor deze website’ in Tor Browser.
problem-today = Hoogstens { $limit } inzendingen per dag met dezelfde codenaam, en deze is niet bewaard. Bewaar deze tekst zelf en kom morgen terug.
problem-stale = Deze pagina is meer dan een half uur oud, of de server is opnieuw gestart. Voer je codenaam opnieuw in.
problem-closed = Deze sectie kan nu niets ontvangen: de sleutels van de leden zijn verouderd, en er is niets bewaard. Bewaar deze tekst zelf en kom over een paar dagen terug, of schrijf via de startpagina aan een andere sectie.
problem-broken = De server heeft een probleem, en er is niets bewaard. Kom later terug.
problem-kept-text = Je tekst, zodat er niets verloren gaat:
problem-home = Terug naar de startpagina

# Wie er achter deze pagina’s zit, en via welk adres je er komt.
who-title = Wie zit er achter deze pagina?
who-address = Het adres van deze site, in zeven groepen van acht tekens. Vergelijk het, teken voor teken, met de adresbalk van de browser, en met een flyer als je er een hebt:
who-words = Hetzelfde adres in zes woorden, om te vergelijken met de flyer:
who-numbers = Hetzelfde adres in zes getallen, om te vergelijken met de flyer:
who-copied = Een valse pagina kan dit allemaal kopiëren. Wat telt, is het adres dat je browser toont.
elsewhere-title = Schrijf hier niets
elsewhere-between = Je bent niet op het .onion-adres van deze site. Tussen jou en de site kan iemand lezen wat je schrijft, en zien dat je hier bent. Daarom staat hier geen formulier.
elsewhere-open = Open dit adres in Tor Browser:
elsewhere-tor = Tor Browser is gratis. Je kunt hem downloaden van torproject.org.
section-new = Deze brievenbus is nieuw.

# Wat mensen hierheen brengt: een flyer om te vouwen, een blok voor een site, een pagina buiten Tor.
leaflet-aim = Schrijf ons, zonder te zeggen wie je bent
leaflet-aim-section = Schrijf aan de sectie { $section }, zonder te zeggen wie je bent
leaflet-intro = Stuur informatie, een tekst, foto’s. Alles wordt verzegeld terwijl het binnenkomt: alleen de sectie die je kiest, kan het openen. Geen account, geen telefoonnummer, geen e-mailadres.
leaflet-steps = In drie stappen
leaflet-step-tor = Installeer Tor Browser, van torproject.org (computer, Android). Installeer op een iPhone Onion Browser.
leaflet-step-level = Open hem en zet het beveiligingsniveau op ‘Veiligst’.
leaflet-step-type = Typ het .onion-adres dat hier gedrukt staat in de adresbalk ervan, of scan de code. Vergelijk alle tekens.
leaflet-step-copy = Kopieer het .onion-adres dat hier staat naar de adresbalk ervan.
leaflet-address = Het adres
leaflet-words = Hetzelfde in zes woorden, die ook op de pagina staan:
leaflet-numbers = Hetzelfde in zes getallen, die ook op de pagina staan:
leaflet-care = Schrijf niet vanaf je werk of school, en niet met een apparaat waar anderen controle over hebben.
leaflet-copied = Een valse flyer of een valse site kan een vals adres geven. Vergelijk het met het adres dat je krijgt van iemand die je vertrouwt.
leaflet-code = QR-code van het adres
# Codenamen van cijfers, een pagina die maar één keer wordt getoond, het aankomen van een grote inzending
error-codename-digits = Een codenaam van cijfers heeft veertig cijfers; je hebt er { $found } getypt.
error-codename-group = In cijfergroep nr. { $position } zit een typefout. Controleer de vijf cijfers ervan.
error-codename-order = Deze cijfergroepen kloppen, maar de volgorde niet. Typ ze van links naar rechts, te beginnen met de eerste.
sent-keep-digits = Schrijf deze acht cijfergroepen op papier, van links naar rechts, en bewaar het papier op een veilige plek. Na deze pagina kan niemand ze je nog een keer geven. Geen schermafdruk (screenshot), geen foto.
sent-shown-before = De codenaam is al getoond en kan niet nog een keer worden getoond: de pagina met een codenaam is maar vijf minuten te zien, en helemaal niet meer zodra je haar hebt verlaten. Zo kan niemand haar na jou in deze browser terugvinden.
sent-shown-lost = Als je hem hebt genoteerd, bewaar dan dat papier: alles is in orde. Zo niet, open dan een nieuw formulier en stuur je tekst nog een keer: je krijgt dan een nieuwe codenaam. Wat al is aangekomen, blijft bewaard.
sent-shown-anew = Nieuw formulier openen
progress-link = Volgen hoe een grote inzending aankomt (in een nieuw tabblad)
arrived-title = Hoe ver je inzending is
arrived-nothing = Hier is nog niets aangekomen. Het versturen begint als je op de andere pagina op ‘Verzegelen en versturen’ drukt; je kunt het alleen volgen als er bestanden bij zijn.
arrived-elsewhere = Heb je al gedrukt, laat de andere pagina dan open: misschien komt de inzending aan via een andere server, die deze pagina niet ziet.
arrived-coming = { $come } van { $of } MB is aangekomen.
arrived-left = { $minutes ->
    [one] In dit tempo duurt het nog ongeveer één minuut.
   *[other] In dit tempo duurt het nog ongeveer { $minutes } minuten.
 }
arrived-reloads = Deze pagina laadt zichzelf elke vijf seconden opnieuw. Laat de andere pagina open.
arrived-whole = Alles is aangekomen. Ga terug naar de andere pagina en sluit daarna deze.
arrived-refused = Het versturen is afgebroken of de inzending kon niet worden aangenomen, en er is niets van bewaard. De andere pagina zegt waarom; zegt ze niets, stuur het dan nog een keer.
arrived-stopped = Deze pagina laadt zichzelf niet meer opnieuw.
arrived-again = Nog een keer kijken
