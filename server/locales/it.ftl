# Quello che legge una fonte. Si dà del «tu»; parole neutre (chi, persona), niente asterischi né schwa. Virgolette «…» senza spazi.
# Un termine per ogni cosa:
#   section = sezione · codename = nome in codice (otto parole; in altre lingue otto gruppi di cifre) · submission = invio · answer, reply = risposta
#   seal, sealed = sigillare, sigillato · roster = elenco di chi fa parte della sezione · withdraw, take back = ritirare
#   delete = cancellare · box = casella · fetched by the section = scaricato · kept = conservato · thread = conversazione
#   leaflet = volantino · address = indirizzo (.onion) · digits = cifre · form = modulo
# Davanti a { $day } si scrive «giorno»: «il { $day }» sarebbe sbagliato con 8 e 11 (l’8, l’11).
site-name = Estafette
site-aim = Scrivere a una sezione, senza dire chi sei.
skip-to-content = Vai al contenuto
language-switch = Lingua
language-carries = Se cambi lingua, il tuo testo resta; i file andranno scelti di nuovo.
nav-replies = Ho un nome in codice
nav-how = Come funziona
nav-leave = Esci subito
title-error = Errore: { $title }
mark-needed = necessario
mark-optional = facoltativo

day = { $number ->
    [1] 1º
   *[other] { $number }
 } { $month } { $year }
month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre
thousands = {"."}

landing-title = Scrivi a una sezione
landing-intro = Invia un’informazione, un testo, dei file. Quello che scrivi viene sigillato mentre arriva: solo la sezione che scegli può aprirlo.
landing-no-trace = Niente account, niente cookie, niente JavaScript. Il server non annota né chi scrive né da dove; conserva l’invio sigillato e il giorno, mai l’ora.
landing-codename = Alla fine ricevi un nome in codice. Serve a leggere la risposta e a ritirare quello che hai inviato.
landing-sections = A quale sezione vuoi scrivere?
landing-sections-none = In questo momento nessuna sezione può ricevere niente.
landing-back = Hai già scritto?
landing-back-link = Inserisci il tuo nome in codice

section-title = Scrivi alla sezione { $section }
section-opened = Casella aperta nella settimana del giorno { $day }.
section-site = Il sito di questa sezione: { $site }
section-site-why = L’indirizzo è qui per confrontarlo. Non è un link: se lo apri, esci da questa pagina.
section-silent = Nelle ultime settimane nessuno ha aperto questa casella: il tuo messaggio rischia di restare lì ad aspettare, e poi di essere cancellato senza che nessuno lo legga.
section-closed = In questo momento questa sezione non può ricevere niente: le chiavi di chi ne fa parte non sono più aggiornate. Non dipende da te.
section-others = Puoi scrivere a un’altra sezione:
section-kinds = Che cosa invii?
section-rules = Che cosa pubblica la sezione

kind-tip = Un’informazione
kind-tip-line = Un fatto di repressione o di resistenza che sul sito non c’è.
kind-communique = Un comunicato
kind-communique-line = Un testo da pubblicare. Spesso la sezione ne ricava due paragrafi di informazione.
kind-communique-note = Spesso la sezione ne ricava due paragrafi di informazione. Se il testo deve uscire così com’è, o non uscire affatto, dillo alla voce «Pubblicazione».
kind-prisoner = Un testo dal carcere
kind-prisoner-line = Una lettera, un racconto da dentro: si pubblica così com’è.
kind-prisoner-note = Il testo di una persona detenuta esce così com’è, parola per parola. Alla voce «Pubblicazione» indica con quale nome firmarlo: altrimenti esce senza firma.
kind-event = Un appuntamento
kind-event-line = Un presidio, una proiezione, un’udienza: con una data e un luogo.
kind-offer = Un aiuto
kind-offer-line = Tempo, competenze, materiale.
kind-invite = Un invito
kind-invite-line = Invitare la sezione a una proiezione, una discussione, una formazione, un banchetto.
kind-contact = Un contatto
kind-contact-line = Partecipare, incontrarsi, o qualunque altra cosa.
kind-correction = Una correzione
kind-correction-line = Un errore sul sito, un link che non funziona.

write-title = { $kind } per la sezione { $section }
write-follow-up = Stai scrivendo con il tuo nome in codice: il messaggio si aggiunge alla stessa conversazione.
write-proof-yes = Rispondi alla sezione: sì, pubblicate.
write-proof-no = Rispondi alla sezione: no, non pubblicate.
write-codename = Il tuo nome in codice
write-details = Dettagli
write-mandate = Pubblicazione
write-mandate-hint = La tua scelta viene sigillata insieme al testo: senza, la sezione non può pubblicarlo.
write-message = Il tuo messaggio
write-message-hint = Un testo, un file (più in basso), o tutti e due.
write-files = File
write-more = Altre scelte
help-safe = Prima di scrivere: la tua sicurezza
help-safest = In Tor Browser, imposta il livello di sicurezza più alto, «Il più sicuro»: queste pagine non hanno bisogno d’altro.
help-device = Non scrivere da un telefono, da un computer o da una rete del lavoro o della scuola, o che qualcuno sorveglia. Un dispositivo sorvegliato vede quello che digiti.
help-self = Anche il testo può tradirti: un dettaglio che conosci solo tu, un modo di dire, un nome.
help-stay = Se la lasci o la ricarichi, questa pagina non conserva niente. Un testo lungo scrivilo prima altrove, su un dispositivo sicuro, e incollalo qui.
help-files = Che cosa dicono di te i tuoi file
help-files-photo = Una foto può contenere il luogo, l’ora e il dispositivo. Per toglierli, aprila a tutto schermo, fai una cattura dello schermo (screenshot), ritagliala e invia quella.
help-files-document = Un documento o un PDF può contenere il nome di chi l’ha scritto. Meglio copiare il testo in questa pagina.
help-files-name = Dai ai file nomi che non dicono niente: 1.jpg, 2.jpg.
help-files-section = Prima di pubblicare, la sezione copre i volti e rifà le immagini; ma prima vede i tuoi file così come sono.
help-time-line = Con Tor, 100 MB possono richiedere da qualche minuto a più di un’ora. Arriva tutto, oppure non viene conservato niente.
field-subject = Titolo
field-starts = Inizio: il giorno
field-starts-at = Inizio: l’ora
field-ends = Fine: il giorno
field-ends-at = Fine: l’ora
field-place = Luogo
field-publish-from = Annunciare a partire da
field-publish-from-hint = Annunciato troppo presto, un appuntamento si dimentica. Se lasci vuoto, sceglie la sezione.
field-offers = Che cosa offri
field-offers-time = Tempo
field-offers-skill = Competenze
field-offers-material = Materiale
field-page = Indirizzo della pagina
field-prison = Luogo di detenzione
field-proof = La tua risposta alla sezione
field-publish = Che cosa può farne la sezione
field-publish-as-written = Pubblicare così com’è, o non pubblicare affatto
field-publish-edited = Pubblicare dopo averlo riscritto
field-publish-background = Non pubblicare niente: serve a informare la sezione
field-not-before = Non pubblicare prima di questa data
field-sign-as = Firma
field-sign-as-hint = Se lasci vuoto, il testo non viene firmato.
field-language = Lingua del testo
field-language-und = Un’altra lingua
field-text = Testo
field-limit = { $limit } caratteri al massimo
field-text-hint = Una ventina di pagine ({ $kilobytes } KB) al massimo. Se è più lungo, allegalo come file.
field-files = I tuoi file
field-files-hint = { $limit } MB in tutto e { $count } file al massimo; oltre, non arriva niente.
field-codename = Nome in codice
field-codename-hint = Le otto parole, o gli otto gruppi di cifre, in ordine. Accenti e maiuscole non contano; bastano quattro lettere per parola.
write-send = Sigilla e invia
write-wait = Lascia aperta questa pagina finché non appare la successiva.

title-ask = Da controllare: { $title }
ask-summary = Non è ancora stato inviato niente. Questo può far riconoscere qualcuno:
ask-codename = Nel tuo testo c’è un nome in codice. Chi lo ha può leggere le tue risposte: meglio toglierlo.
ask-address = Un indirizzo: { $found }
ask-phone = Un numero di telefono: { $found }
ask-names = Un elenco di nomi, che comincia con: { $found }
ask-file-name = Un nome di file in cui forse c’è il nome di qualcuno: { $found }
ask-traces = Un file dice più di quello che mostra: { $found } · { $told }
ask-traces-stay = Un file dice più di quello che mostra, e quel di più non sappiamo toglierlo: { $found } · { $told }
trace-place = il luogo
trace-moment = l’ora
trace-device = il dispositivo
trace-author = chi l’ha fatto
trace-thumbnail = una miniatura
trace-embedded = un file all’interno
trace-revisions = chi l’ha modificato
trace-people = chi vi è nominato
ask-choose = È voluto? Invia così com’è. Altrimenti cambialo qui sotto, poi invia. Te lo chiediamo una volta sola.
ask-send = Invia così com’è
ask-clean-send = Pulisci le immagini e invia
ask-clean = Pulire le immagini: togliere quello che dicono in più. Quello che si vede resta.
ask-held = I tuoi file sono arrivati e aspettano qui per un’ora, sigillati: non sceglierli di nuovo. Spunta quelli da non inviare:
ask-gone = I tuoi file non aspettano più qui: sceglili di nuovo.

sent-title = È arrivato
sent-kept = Il tuo invio è sigillato e conservato per la sezione { $section }. Qui nessuno può leggerlo: solo la sezione può aprirlo.
sent-what = Ecco che cosa è arrivato:
sent-text = { $count ->
    [one] un testo di un carattere
   *[other] un testo di { $length } caratteri
 }
sent-file = { $name } ({ $size })
sent-file-cleaned = { $name } ({ $size }), pulito
size-bytes = { $count ->
    [one] 1 byte
   *[other] { $length } byte
 }
size-kilobytes = { $length } KB
size-megabytes = { $length } MB
sent-until = Dopo { $days } giorni, ciò che aspetta qui può essere cancellato.
sent-before = Questo stesso invio era già arrivato: viene conservato una volta sola.
sent-beside = { $count ->
    [one] Questo modulo era già arrivato, con un altro contenuto: tutti e due gli invii sono conservati, sotto lo stesso nome in codice. Per ritirare quello che non vale più, inserisci il nome in codice da «Ho un nome in codice»; lì il più vecchio è il primo.
   *[other] Questo modulo era già arrivato { $count } volte, con altri contenuti: tutti questi invii sono conservati, sotto lo stesso nome in codice. Per ritirare quelli che non valgono più, inserisci il nome in codice da «Ho un nome in codice»; lì il più vecchio è il primo.
 }
sent-thread-beside = Anche quello che avevi già inviato oggi con questo nome in codice resta conservato. Per ritirarne una parte, inserisci il tuo nome in codice.
sent-codename = Il tuo nome in codice
sent-keep-paper = Scrivi queste parole su un foglio, in ordine, e mettilo in un posto sicuro. Dopo questa pagina nessuno può ridartele. Niente screenshot, niente foto.
sent-keep-why = Servono a leggere la risposta e a ritirare quello che hai inviato.
sent-no-paper = Non puoi scrivere su carta? Impara le parole a memoria facendone una piccola storia, o annotale in un gestore di password che apri solo tu. Non nelle note, né in un messaggio da te a te.
sent-come-back = Torna a questo indirizzo tra qualche giorno, e scegli «Ho un nome in codice».
sent-same-thread = Il tuo messaggio si è aggiunto alla conversazione del tuo nome in codice. Tieni lo stesso foglio.
sent-next = Quando le hai annotate, scegli «Nuova identità» nel menu di Tor Browser. Se il tuo browser non ha questa voce, chiudi tutte le schede, poi il browser.
sent-answer-yes = La tua risposta è partita: sì, pubblicate. Fino alla data indicata puoi ancora dire di no: il no prevale.
sent-answer-no = La tua risposta è partita: no, non pubblicate. Un sì inviato dopo non cambia nulla: se cambi idea, scrivilo alla sezione.

replies-title = Il tuo nome in codice
replies-enter = Inserisci il tuo nome in codice per leggere le risposte.
replies-open = Apri
answers-title = Risposte
answers-none = Niente. Aspettavi una risposta? Controlla ogni parola: una parola sbagliata mostra una casella vuota.
answers-again = Inserisci di nuovo il nome in codice
answers-from = Risposta della sezione { $section }
answers-day = Il giorno { $day }
proof-asks = La sezione vuole pubblicare il testo qui sotto. Rispondi sì o no. Se non rispondi prima del giorno { $day }, vuol dire sì.
proof-asks-always = La sezione vuole pubblicare il testo qui sotto. Rispondi sì o no, se possibile prima del giorno { $day }. Se non rispondi, non vuol dire sì.
proof-past = La sezione voleva pubblicare il testo qui sotto. Bisognava rispondere prima di questa data: { $day }. Puoi comunque scriverle.
proof-said-yes = La sezione vuole pubblicare il testo qui sotto. Hai risposto sì. Prima del giorno { $day } puoi ancora dire di no: il no prevale.
proof-said-yes-past = La sezione voleva pubblicare il testo qui sotto. Hai risposto sì. Puoi comunque scriverle.
proof-said-no = La sezione vuole pubblicare il testo qui sotto. Hai risposto no. Un sì inviato dopo non cambia nulla: se cambi idea, scrivilo alla sezione.
proof-silence-yes = Senza risposta prima del giorno { $day }: è un sì.
proof-first = Finché non hai risposto, la domanda resta qui: cancellare non è rispondere.
proof-silence-no = Senza risposta: non è un sì.
proof-why = Due righe per la sezione: le legge prima di pubblicare
proof-yes = Sì, pubblicate
proof-no = No, non pubblicate
answers-not-editors = Attenzione: chi ha firmato questa risposta non è nell’elenco di chi fa parte della sezione, o non c’è più. Può essere una persona che se n’è andata o che ha cambiato dispositivo, oppure tutt’altra persona. Non fare niente di rischioso sulla base di questa risposta: scrivi alla sezione. I file di questa risposta non vengono consegnati.
answers-files = File allegati
answers-delete = Cancella questa risposta
answers-delete-all = Cancella tutte le risposte qui sopra
answers-reply = Rispondi alla sezione { $section }
answers-write = Scrivi altro
answers-section = A quale sezione?
answers-write-go = Continua
answers-sent = Quello che hai inviato e che è ancora qui, dal più vecchio al più recente
answers-sent-none = Niente: i tuoi invii non sono più qui, o non ce ne sono.
answers-sent-one = N. { $number }, per la sezione { $section }, il giorno { $day }
answers-sent-yes = La tua risposta a una domanda: sì
answers-sent-no = La tua risposta a una domanda: no
answers-sent-files = { $count ->
    [one] un file ({ $size })
   *[other] { $length } file ({ $size })
 }
answers-withdraw = Ritira il n. { $number }
answers-withdrawn = Ritirato: questo invio non è più sul server. Se la sezione l’ha già scaricato, ne ha una copia.
answers-withdrawn-before = Questo invio non era già più sul server. Se la sezione l’ha scaricato, ne ha una copia.
answers-not-withdrawn = Questo invio è ancora sul server. Prova di nuovo a ritirarlo.
answers-deleted = { $count ->
    [one] Questa risposta è cancellata.
   *[other] Queste { $count } risposte sono cancellate.
 }
answers-half-hour = Questa pagina ricorda il tuo nome in codice per mezz’ora, solo nella memoria del server.
withdraw-title = Ritirare questo invio?
withdraw-sure = { $which }. Verrà cancellato dal server, per sempre.
withdraw-yes = Sì, ritira
withdraw-no = No, torna alle risposte

how-title = Come funziona
how-sealed-title = Sigillato mentre arriva
how-sealed = Ogni invio viene cifrato mentre arriva, solo per la sezione. Niente di quello che scrivi arriva in chiaro su un disco, nemmeno il nome di un file.
how-trace-title = Nessun registro
how-trace = Il server non annota le visite. Conserva buste sigillate di dimensioni simili, un giorno, una sezione e numeri a caso.
how-keys-title = Chiavi che muoiono
how-keys = Ogni chiave della sezione serve solo per una settimana, e viene distrutta quando è passato il tempo di conservazione della sezione. Quello che apriva resta allora chiuso, anche se poi viene sequestrato un computer, anche davanti a un computer quantistico.
how-codename-title = Il nome in codice
how-codename = Non è registrato da nessuna parte. Un nome in codice sbagliato, sconosciuto o cancellato mostra la stessa pagina di una casella vuota.
how-not-title = Da che cosa non protegge
how-not-live = Un server preso e modificato mentre è in funzione vedrebbe quello che si scrive in queste pagine da quel momento in poi. I gruppi che scrivono spesso possono usare il programma estafette, che sigilla sul loro computer.
how-tor-title = Con Tor Browser

leave-title = Chiudi questa scheda
leave-line = Questo sito non ha registrato niente nel browser.
leave-next = Perché il browser dimentichi anche le pagine visitate, scegli «Nuova identità» nel menu di Tor Browser, o chiudi il browser.

error-summary = C’è qualcosa da correggere. Niente è andato perso: tutto quello che hai scritto è ancora qui.
error-at = { $field }: { $error }
error-files-again = I tuoi file vanno scelti di nuovo: un browser non li conserva.
error-empty = Scrivi un testo, o allega un file.
error-files-empty = Il file è vuoto (0 byte). Sceglilo di nuovo, o scrivi un testo.
error-text-long = Questo testo è troppo lungo: { $limit } byte al massimo (una lettera accentata conta per due), e ne ha { $found }. Accorcialo, o allegalo come file.
error-long = È troppo lungo per questo campo: { $limit } byte al massimo (una lettera accentata conta per due), e ce ne sono { $found }.
error-day = Scrivi il giorno così: anno, mese, giorno (AAAA-MM-GG), per esempio 2026-12-05.
error-day-missing = Manca il giorno. Se non lo sai ancora, invia piuttosto «Un’informazione».
error-time = Scrivi l’ora così: 19:00.
error-time-alone = C’è un’ora, ma non un giorno. Indica anche il giorno, o togli l’ora.
error-choice = Scegli una delle risposte proposte.
error-publish = Scegli che cosa la sezione può fare del tuo invio.
error-language = Scegli la lingua del testo.
error-codename-count = Un nome in codice ha otto parole; ne hai scritte { $found }.
error-codename-word = La parola n. { $position } non è nella lista. Controlla come è scritta.
error-codename-typo = Questo non è un nome in codice: probabilmente c’è un errore in una parola, o in un gruppo di cifre.
error-codename-again = Per la tua sicurezza, il nome in codice viene dimenticato dopo mezz’ora. Inseriscilo di nuovo; il tuo testo è ancora qui.
problem-title = Non ha funzionato
problem-not-found = Questa pagina non esiste. Forse la sezione ha cambiato nome.
problem-method = Questo indirizzo non riceve richieste di questo tipo.
problem-malformed = Quello che il tuo browser ha inviato non è un modulo, e niente è stato conservato. Riapri la pagina e prova ancora.
problem-cut = L’invio si è interrotto per strada, e niente è stato conservato. Tor può bloccarsi: invia di nuovo, niente arriverà due volte.
problem-late = Il tuo browser ha inviato una parte del modulo dopo i file, e niente è stato conservato. È di nuovo tutto nella pagina: rileggi, e invia ancora.
problem-long-text = Questo testo è troppo lungo: { $limit } byte al massimo. La pagina ne mostra solo l’inizio, e niente è stato conservato. Allegalo come file.
problem-gone = Questo stesso invio era già arrivato, e non è più sul server: è stato ritirato, oppure la sezione l’ha scaricato e poi cancellato. Non è stato conservato una seconda volta. Per inviarlo comunque, invia di nuovo questa pagina.
problem-slow = L’invio procedeva troppo lentamente, e niente è stato conservato. Prova con meno file, o più tardi.
problem-large = È troppo grande: { $limit } MB al massimo per ogni invio. Niente è stato conservato. Invia in più volte, con lo stesso nome in codice.
problem-many = Ci sono troppi file: { $limit } al massimo per ogni invio. Niente è stato conservato.
problem-full = Il server non ha più spazio per i file, e niente è stato conservato. Un testo senza file forse passa ancora; se no, torna domani.
problem-busy = Troppe persone stanno scrivendo insieme, e niente è stato conservato. Torna tra dieci minuti; un testo senza file passa più in fretta.
problem-often = Troppe richieste di seguito, e niente è stato conservato. Torna tra { $limit } min, o scegli «Nuovo circuito Tor per questo sito» in Tor Browser.
problem-today = Al massimo { $limit } invii al giorno con uno stesso nome in codice, e questo non è stato conservato. Tieni da parte questo testo, e torna domani.
problem-stale = Questa pagina ha più di mezz’ora, o il server è ripartito. Inserisci di nuovo il tuo nome in codice.
problem-closed = In questo momento questa sezione non può ricevere niente: le chiavi di chi ne fa parte non sono più aggiornate, e niente è stato conservato. Tieni da parte questo testo, e torna tra qualche giorno, o scrivi a un’altra sezione, dalla pagina iniziale.
problem-broken = Il server ha un problema, e niente è stato conservato. Torna più tardi.
problem-kept-text = Il tuo testo, perché niente vada perso:
problem-home = Torna alla pagina iniziale

# Chi c’è dietro queste pagine, e a quale indirizzo ci si arriva.
who-title = Chi c’è dietro questa pagina?
who-address = L’indirizzo di questo sito, in sette gruppi di otto caratteri. Confrontalo, lettera per lettera, con la barra degli indirizzi del browser, e con un volantino se ne hai uno:
who-words = Lo stesso indirizzo in sei parole, da confrontare con il volantino:
who-numbers = Lo stesso indirizzo in sei numeri, da confrontare con il volantino:
who-copied = Una pagina falsa può copiare tutto questo. Quello che conta è l’indirizzo che mostra il tuo browser.
elsewhere-title = Non scrivere niente qui
elsewhere-between = Non sei all’indirizzo .onion di questo sito. Tra te e il sito qualcuno può leggere quello che scrivi, e vedere che sei qui. Per questo qui non c’è nessun modulo.
elsewhere-open = Apri questo indirizzo in Tor Browser:
elsewhere-tor = Tor Browser è gratuito. Si scarica da torproject.org.
section-new = Questa casella è nuova.

# Quello che porta qui le persone: un volantino da piegare, un riquadro per un sito, una pagina fuori da Tor.
leaflet-aim = Scrivici, senza dire chi sei
leaflet-aim-section = Scrivi alla sezione { $section }, senza dire chi sei
leaflet-intro = Invia un’informazione, un testo, delle foto. Tutto viene sigillato mentre arriva: solo la sezione che scegli può aprirlo. Niente account, niente numero di telefono, niente indirizzo e-mail.
leaflet-steps = In tre passi
leaflet-step-tor = Installa Tor Browser, da torproject.org (computer, Android). Su iPhone, installa Onion Browser.
leaflet-step-level = Aprilo, e imposta il livello di sicurezza più alto, «Il più sicuro».
leaflet-step-type = Scrivi nella sua barra degli indirizzi l’indirizzo .onion stampato qui, o inquadra il codice. Confronta tutte le lettere.
leaflet-step-copy = Copia nella sua barra degli indirizzi l’indirizzo .onion che trovi qui.
leaflet-address = L’indirizzo
leaflet-words = Lo stesso in sei parole, che anche la pagina mostra:
leaflet-numbers = Lo stesso in sei numeri, che anche la pagina mostra:
leaflet-care = Non scrivere dal lavoro o dalla scuola, né con un dispositivo controllato da altre persone.
leaflet-copied = Un volantino falso o un sito falso può dare un indirizzo falso. Confronta l’indirizzo con quello che ti dà una persona di cui ti fidi.
leaflet-code = Codice QR dell’indirizzo
# Nomi in codice in cifre, pagina mostrata una sola volta, arrivo di un invio grande
error-codename-digits = Un nome in codice in cifre ne ha quaranta. Ne hai scritte { $found }.
error-codename-group = Il gruppo n. { $position } contiene un errore. Controlla le sue cinque cifre.
error-codename-order = Questi gruppi di cifre sono giusti, ma non sono in ordine. Scrivili da sinistra a destra, cominciando dal primo.
sent-keep-digits = Scrivi questi otto gruppi di cifre su un foglio, da sinistra a destra, e mettilo in un posto sicuro. Dopo questa pagina nessuno può ridarteli. Niente screenshot, niente foto.
sent-shown-before = Il nome in codice è già stato mostrato, e non può essere mostrato di nuovo: la sua pagina si vede solo per cinque minuti, e appena la si lascia non si può più vedere. Così nessuno può ritrovarla in questo browser dopo di te.
sent-shown-lost = Se lo hai annotato, tieni quel foglio: va tutto bene. Se no, apri un nuovo modulo e invia ancora una volta il tuo testo: riceverai un nuovo nome in codice. Quello che è già arrivato resta conservato.
sent-shown-anew = Apri un nuovo modulo
progress-link = Segui l’arrivo di un invio grande (in una nuova scheda)
arrived-title = A che punto è il tuo invio
arrived-nothing = Per ora qui non è arrivato niente. L’invio comincia quando premi «Sigilla e invia» nell’altra pagina; si può seguire solo se ci sono dei file.
arrived-elsewhere = Se hai già premuto, tieni aperta l’altra pagina: forse l’invio sta arrivando attraverso un altro server, che questa pagina non vede.
arrived-coming = Sono arrivati { $come } MB su { $of }.
arrived-left = { $minutes ->
    [one] A questo ritmo ci vuole ancora circa un minuto.
   *[other] A questo ritmo ci vogliono ancora circa { $minutes } minuti.
 }
arrived-reloads = Questa pagina si ricarica da sola ogni cinque secondi. Tieni aperta l’altra pagina.
arrived-whole = È arrivato tutto. Torna all’altra pagina, poi chiudi questa.
arrived-refused = Questo invio si è interrotto o non è stato possibile accettarlo, e non ne è stato conservato niente. L’altra pagina dice perché; se non dice niente, invia di nuovo.
arrived-stopped = Questa pagina non si ricarica più da sola.
arrived-again = Guarda di nuovo
