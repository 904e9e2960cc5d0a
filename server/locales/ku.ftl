# Kurmancî (tîpên latînî). Ji bo kesên ku ji şaxekê re dinivîsin.
# Terms, one for one thing:
#   section = şax (f.: şaxê, ji şaxê re); its name stands after a colon, never inflected
#   codename = koda veşartî (f.); in the button of the header: “Koda min heye”; a group of digits = kom, a digit = reqem, a word = peyv, a number = hejmar
#   submission = şandin (f.); what you sent = tiştê ku we şandiye; to send = şandin (bişînin)
#   answer, reply = bersiv (f.); message = peyam (f.); text = nivîs (f.); file = pel (m.); to attach = pê ve kirin
#   to seal = mohr kirin, sealed = mohrkirî; to keep (on the server) = tomar kirin
#   thread = guftûgo; box = qutî (f.); roster = lîsteya endamên şaxê
#   to take back = vekişandin; to delete = jê birin; to publish = weşandin; as written = wekî xwe
#   prisoner = kesê girtî; repression = zext; key = mifte (f.); server = server (f.); browser = gerok (f.); device = amûr (f.)
#   address (of the site) = navnîşan (f.); address bar = darikê navnîşanê; leaflet = belavok (f.); false = sexte; tab = tab (f.); to compare = bidin ber hev
# Address: hûn, and imperatives in -in, on buttons too. Tor Browser has no Kurmanji: its words stay English, explained; beside them Turkish, as in tr.ftl: “Kimliği yenile”, “En güvenli”.
site-name = Estafette
site-aim = Ji şaxekê re binivîsin, bêyî ku hûn bibêjin hûn kî ne.
skip-to-content = Derbasî naverokê bibin
language-switch = Ziman
language-carries = Dema hûn zimên biguherînin, nivîsa we dimîne; lê divê hûn pelan ji nû ve hilbijêrin.
nav-replies = Koda min heye
nav-how = Çawa dixebite
nav-leave = Zû derkevin
title-error = Çewtî: { $title }
mark-needed = pêwîst
mark-optional = ne mecbûrî

day = { $number ->
    [2] { $number }yê
    [3] { $number }yê
    [22] { $number }yê
    [23] { $number }yê
    [30] { $number }yê
   *[other] { $number }ê
 } { $month } { $year }an
month-1 = Rêbendana
month-2 = Sibata
month-3 = Adara
month-4 = Nîsana
month-5 = Gulana
month-6 = Hezîrana
month-7 = Tîrmeha
month-8 = Tebaxa
month-9 = Îlona
month-10 = Cotmeha
month-11 = Mijdara
month-12 = Berfanbara
thousands = {"."}

landing-title = Ji şaxekê re binivîsin
landing-intro = Agahî, nivîs û pelan bişînin. Tiştê ku hûn dinivîsin, hê dema ku digihîje, tê mohrkirin: tenê şaxa ku we hilbijartiye dikare wî veke.
landing-no-trace = Ne hesab heye, ne çerez (cookie), ne JavaScript. Server tomar nake ka kî dinivîse û ji ku derê dinivîse; şandina mohrkirî û rojê tomar dike, saetê qet tomar nake.
landing-codename = Di dawiyê de kodeke veşartî ji we re tê dayîn. Bi wê hûn dikarin bersivê bixwînin û tiştê ku we şandiye vekişînin.
landing-sections = Hûn dixwazin ji kîjan şaxê re binivîsin?
landing-sections-none = Niha tu şax tiştekî wernagire.
landing-back = We berê nivîsandiye?
landing-back-link = Koda xwe ya veşartî binivîsin

section-title = Ji şaxê re binivîsin: { $section }
section-opened = Şaxê di hefteya { $day } de li vê qutiyê nihêrî.
section-site = Malpera vê şaxê: { $site }
section-site-why = Navnîşan li vir e ji bo ku hûn wê bidin ber hev. Ew ne lînk e: heke hûn wê vekin, hûn ji vê rûpelê derdikevin.
section-silent = Di van hefteyên dawî de kesî li vê qutiyê nenihêriye: dibe ku peyama we li vir bimîne û bêyî ku bê xwendin were jêbirin.
section-closed = Ev şax niha nikare tiştekî werbigire: dema mifteyên endamên wê derbas bûye. Ev ne ji ber we ye.
section-others = Hûn dikarin ji şaxeke din re binivîsin:
section-kinds = Hûn çi dişînin?
section-rules = Şax çi diweşîne

kind-tip = Agahiyek
kind-tip-line = Bûyereke zextê yan jî berxwedanê ku hê li ser malperê tune ye.
kind-communique = Daxuyaniyek
kind-communique-line = Nivîsek ji bo weşandinê. Gelek caran şax jê du paragrafên agahiyê derdixe.
kind-communique-note = Gelek caran şax ji daxuyaniyê du paragrafên agahiyê derdixe. Heke divê nivîs wekî xwe bê weşandin, yan jî qet neyê weşandin, li bin sernavê “Weşandin” bibêjin.
kind-prisoner = Nivîsa kesekî girtî
kind-prisoner-line = Nameyek yan vegotinek ji hundirê girtîgehê: wekî xwe tê weşandin.
kind-prisoner-note = Nivîsa kesekî girtî wekî xwe, peyv bi peyv tê weşandin. Li bin sernavê “Weşandin” bibêjin divê bi kîjan navî bê îmzekirin: heke nav tune be, bê îmze tê weşandin.
kind-event = Çalakiyek
kind-event-line = Kombûnek, nîşandana fîlmekî, danişîneke dadgehê: bi roj û cih.
kind-offer = Alîkariyek
kind-offer-line = Dem, zanîna karekî, kelûpel.
kind-invite = Vexwendinek
kind-invite-line = Şaxê ji bo nîşandana fîlmekî, gotûbêjekê, perwerdeyekê yan standekê vexwînin.
kind-contact = Têkilî
kind-contact-line = Tevlîbûn, hevdîtin, yan jî tiştekî din.
kind-correction = Rastkirinek
kind-correction-line = Çewtiyek li ser malperê, lînkeke ku naxebite.

write-title = { $kind }, ji şaxê re: { $section }
write-follow-up = Hûn bi koda xwe ya veşartî dinivîsin: peyama we dikeve nav heman guftûgoyê.
write-proof-yes = Hûn bersivê didin şaxê: erê, biweşînin.
write-proof-no = Hûn bersivê didin şaxê: na, neweşînin.
write-codename = Koda we ya veşartî
write-details = Hûrgilî
write-mandate = Weşandin
write-mandate-hint = Hilbijartina we bi nivîsê re tê mohrkirin: bêyî wê şax nikare nivîsê biweşîne.
write-message = Peyama we
write-message-hint = Nivîsek, pelek (li jêrtir), yan her du.
write-files = Pel
write-more = Vebijarkên din
help-safe = Beriya ku hûn binivîsin: ewlehiya we
help-safest = Di Tor Browser de asta ewlehiyê bikin “Safest” (ya herî ewle; bi tirkî “En güvenli”): ji van rûpelan re tiştekî din ne hewce ye.
help-device = Bi telefon, komputer yan înterneta cihê kar yan dibistanê nenivîsin; bi yên ku kesek wan dişopîne jî nenivîsin. Amûra ku tê şopandin dibîne hûn çi dinivîsin.
help-self = Nivîs bi xwe dikare we eşkere bike: hûrgiliyeke ku tenê hûn pê dizanin, awayekî gotinê, navek.
help-stay = Heke hûn ji vê rûpelê derkevin yan wê ji nû ve bar bikin, tu tişt li ser namîne. Nivîsa dirêj pêşî li cihekî din, li ser amûreke ewle binivîsin, paşê kopî bikin û deynin vir.
help-files = Pelên we li ser we çi dibêjin
help-files-photo = Dibe ku cih, saet û amûr di nav fotoyê de nivîsandî bin. Ji bo rakirina wan, fotoyê bi mezinî vekin, wêneyê ekranê bigirin, kêlekên wî bibirin, û wî wêneyî bişînin.
help-files-document = Dibe ku navê kesê ku belge yan PDF nivîsandiye di nav de hebe. Çêtir e ku hûn nivîsa wê kopî bikin û deynin vê rûpelê.
help-files-name = Navên ku tiştekî nabêjin li pelan bikin: 1.jpg, 2.jpg.
help-files-section = Beriya weşandinê şax rûyan vedişêre û wêneyan ji nû ve çêdike; lê pêşî pelên we wekî xwe dibîne.
help-time-line = Bi Tor, 100 MB dikare ji çend deqeyan heta ji saetekê zêdetir bikişîne. Yan her tişt digihîje, yan jî tiştek nayê tomarkirin.
field-subject = Sernav
field-starts = Destpêk: roj
field-starts-at = Destpêk: saet
field-ends = Dawî: roj
field-ends-at = Dawî: saet
field-place = Cih
field-publish-from = Ji vê rojê pê ve ragihînin
field-publish-from-hint = Çalakiya ku pir zû tê ragihandin tê jibîrkirin. Heke hûn vala bihêlin, şax hildibijêre.
field-offers = Hûn dikarin çi bidin
field-offers-time = Dem
field-offers-skill = Zanîna karekî
field-offers-material = Kelûpel
field-page = Navnîşana rûpelê
field-prison = Girtîgeh yan cihê girtinê
field-proof = Bersiva we ji şaxê re
field-publish = Şax dikare pê çi bike
field-publish-as-written = Wekî xwe biweşînin, yan jî qet neweşînin
field-publish-edited = Ji nû ve binivîsin û biweşînin
field-publish-background = Tiştekî neweşînin: ev ji bo agahdarkirina şaxê ye
field-not-before = Beriya vê rojê neweşînin
field-sign-as = Bi vî navî îmze bikin
field-sign-as-hint = Heke hûn vala bihêlin, nivîs bê îmze dimîne.
field-language = Zimanê nivîsê
field-language-und = Zimanekî din
field-text = Nivîs
field-limit = Herî zêde { $limit } karakter
field-text-hint = Herî zêde bi qasî bîst rûpelan ({ $kilobytes } KB). Heke dirêjtir be, wekî pel pê ve bikin.
field-files = Pelên we
field-files-hint = Bi giştî herî zêde { $limit } MB û herî zêde { $count } pel; heke ji vê zêdetir be, tiştek derbas nabe.
field-codename = Koda veşartî
field-codename-hint = Heşt komên reqeman, bi rêz; di her komê de pênc reqem. Heke koda we ji rûpela zimanekî din be û ji peyvan pêk were: heşt peyv, bi rêz; nîşanên li ser tîpan û tîpên mezin ne girîng in, çar tîpên pêşî yên her peyvê bes in.
write-send = Mohr bikin û bişînin
write-wait = Vê rûpelê vekirî bihêlin, heta ku rûpela din xuya bibe.

title-ask = Ji bo kontrolê: { $title }
ask-summary = Hê tiştek nehatiye şandin. Ev dikare nasnameya kesekî eşkere bike:
ask-codename = Di nivîsa we de kodeke veşartî heye. Kesê ku wê dizane, dikare bersivên ji bo we bixwîne: baştir e ku hûn wê derxin.
ask-address = Navnîşanek: { $found }
ask-phone = Hejmareke telefonê: { $found }
ask-names = Lîsteyeke navan, ku bi vî navî dest pê dike: { $found }
ask-file-name = Navê pelekî; dibe ku navê kesekî tê de hebe: { $found }
ask-traces = Pelek ji ya ku nîşan dide zêdetir dibêje: { $found } · { $told }
ask-traces-stay = Pelek ji ya ku nîşan dide zêdetir dibêje, û em nikarin wê jê derxin: { $found } · { $told }
trace-place = cih
trace-moment = saet
trace-device = amûr
trace-author = kî ew çêkiriye
trace-thumbnail = wêneyekî biçûk
trace-embedded = pelek di nav de
trace-revisions = kî ew guhertiye
trace-people = navên kesan tê de
ask-choose = Hûn wisa dixwazin? Wê wekî ku ye bişînin. Heke na, li jêr biguherînin û paşê bişînin. Ev tenê carekê tê pirsîn.
ask-send = Wekî ku ye bişînin
ask-clean-send = Wêneyan paqij bikin û bişînin
ask-clean = Wêneyan paqij bikin: tiştên ku ji ya xuya zêdetir dibêjin jê derxin. Ya ku tê dîtin dimîne.
ask-held = Pelên we gihîştin û saetekê li vir, mohrkirî, disekinin: wan ji nû ve hilnebijêrin. Yên ku divê neyên şandin nîşan bikin:
ask-gone = Pelên we êdî li vir nasekinin: wan ji nû ve hilbijêrin.

sent-title = Şandina we gihîşt
sent-kept = Şandina we mohrkirî ye û ji bo vê şaxê hat tomarkirin: { $section }. Li vir tu kes nikare wê bixwîne: tenê şax dikare wê veke.
sent-what = Tiştên ku gihîştin ev in:
sent-text = { $count ->
    [one] nivîseke yek karakterî
   *[other] nivîseke { $length } karakterî
 }
sent-file = { $name } ({ $size })
sent-file-cleaned = { $name } ({ $size }), hat paqijkirin
size-bytes = { $count ->
    [one] 1 bayt
   *[other] { $length } bayt
 }
size-kilobytes = { $length } KB
size-megabytes = { $length } MB
sent-until = Piştî { $days } rojan tiştê ku li vir li bendê ye dikare bê jêbirin.
sent-before = Heman şandin berê jî gihîştibû: ew tenê carekê tê tomarkirin.
sent-beside = { $count ->
    [one] Ev form berê jî, bi naverokeke din, gihîştibû: her du şandin bi heman koda veşartî hatin tomarkirin. Ji bo vekişandina şandina ku êdî ne derbasdar e, “Koda min heye” hilbijêrin û koda veşartî binivîsin; li wir ya herî kevn li pêş e.
   *[other] Ev form berê { $count } caran, bi naverokên din, gihîştibû: ev hemû şandin bi heman koda veşartî hatin tomarkirin. Ji bo vekişandina şandinên ku êdî ne derbasdar in, “Koda min heye” hilbijêrin û koda veşartî binivîsin; li wir ya herî kevn li pêş e.
 }
sent-thread-beside = Tiştên ku we îro bi vê koda veşartî şandibûn jî tomarkirî dimînin. Ji bo ku hûn hinekan ji wan vekişînin, koda xwe ya veşartî binivîsin.
sent-codename = Koda we ya veşartî
sent-keep-paper = Van peyvan bi rêz li ser kaxezekê binivîsin, û kaxezê li cihekî ewle biparêzin. Piştî vê rûpelê tu kes nikare wan dîsa bide we. Wêneyê ekranê negirin, fotoyê nekişînin.
sent-keep-why = Bi wan hûn dikarin bersivê bixwînin û tiştê ku we şandiye vekişînin.
sent-no-paper = Hûn nikarin li ser kaxezê binivîsin? Reqeman kom bi kom, wekî hejmarên telefonê, ji ber bikin, yan jî wan di bernameyeke şîfreyan (password manager) de binivîsin ku tenê hûn vedikin. Wan di nîşeyên telefonê de nenivîsin, bi peyamekê ji xwe re jî neşînin.
sent-come-back = Piştî çend rojan vegerin vê navnîşanê, û “Koda min heye” hilbijêrin.
sent-same-thread = Peyama we ket nav guftûgoya koda we ya veşartî. Heman kaxezê biparêzin.
sent-next = Piştî ku we reqem nivîsandin, di menuya Tor Browser de “New Identity” (nasnameya nû; bi tirkî “Kimliği yenile”) hilbijêrin. Heke di geroka we de ev vebijark tune be, hemû rûpelên vekirî (tab) bigirin, paşê gerokê jî bigirin.
sent-answer-yes = Bersiva we hat şandin: erê, biweşînin. Heta roja diyarkirî hûn hê jî dikarin bibêjin na: wê gavê na tê hesibandin.
sent-answer-no = Bersiva we hat şandin: na, neweşînin. Erêya ku paşê tê şandin tiştekî naguherîne: heke hûn fikra xwe biguherînin, vê ji şaxê re binivîsin.

replies-title = Koda we ya veşartî
replies-enter = Ji bo xwendina bersivan, koda xwe ya veşartî binivîsin.
replies-open = Vekin
answers-title = Bersiv
answers-none = Tiştek tune ye. Hûn li benda bersivekê bûn? Her komê kontrol bikin: komeke çewt qutiyeke vala nîşan dide.
answers-again = Koda veşartî dîsa binivîsin
answers-from = Bersiva şaxê: { $section }
answers-day = Roja { $day }
proof-asks = Şax dixwaze nivîsa jêrîn biweşîne. Erê yan na bibêjin. Heke hûn beriya { $day } bersivê nedin, ev wekî “erê” tê hesibandin.
proof-asks-always = Şax dixwaze nivîsa jêrîn biweşîne. Erê yan na bibêjin, heke pêkan be beriya { $day }. Heke hûn bersivê nedin, ev wekî “erê” nayê hesibandin.
proof-past = Şaxê dixwest nivîsa jêrîn biweşîne. Diviyabû bersiv beriya vê rojê bihata dayîn: { $day }. Hûn hê jî dikarin jê re binivîsin.
proof-said-yes = Şax dixwaze nivîsa jêrîn biweşîne. We got erê. Beriya { $day } hûn hê jî dikarin bibêjin na: wê gavê na tê hesibandin.
proof-said-yes-past = Şaxê dixwest nivîsa jêrîn biweşîne. We got erê. Hûn hê jî dikarin jê re binivîsin.
proof-said-no = Şax dixwaze nivîsa jêrîn biweşîne. We got na. Erêya ku paşê tê şandin tiştekî naguherîne: heke hûn fikra xwe biguherînin, vê ji şaxê re binivîsin.
proof-silence-yes = Heke beriya { $day } bersiv neyê dayîn, ev wekî “erê” tê hesibandin.
proof-first = Heta hûn bersivê nedin, ev pirs li vir dimîne: jêbirin ne bersiv e.
proof-silence-no = Heke bersiv neyê dayîn, ev wekî “erê” nayê hesibandin.
proof-why = Gotinek ji şaxê re: şax beriya weşandinê wê dixwîne
proof-yes = Erê, biweşînin
proof-no = Na, neweşînin
answers-not-editors = Hişyar bin: kesê ku ev bersiv îmze kiriye ne di lîsteya endamên şaxê de ye, yan êdî ne tê de ye. Dibe ku ew kesek be ku ji şaxê derketiye yan amûra xwe guherandiye, yan jî kesekî din be. Xwe nespêrin vê bersivê û tiştekî xeternak nekin: ji şaxê re binivîsin. Pelên wê nayên dayîn.
answers-files = Pelên pêvekirî
answers-delete = Vê bersivê jê bibin
answers-delete-all = Hemû bersivên jorîn jê bibin
answers-reply = Bersivê bidin şaxê: { $section }
answers-write = Tiştekî din binivîsin
answers-section = Ji kîjan şaxê re?
answers-write-go = Berdewam bikin
answers-sent = Tiştên ku we şandine û hê li vir in, ji yê herî kevn heta yê herî nû
answers-sent-none = Tiştek tune ye: şandinên we êdî ne li vir in, yan we tiştek neşandiye.
answers-sent-one = Hejmar { $number }, ji şaxê re: { $section }, roja { $day }
answers-sent-yes = Bersiva we ji pirsekê re: erê
answers-sent-no = Bersiva we ji pirsekê re: na
answers-sent-files = { $count ->
    [one] pelek ({ $size })
   *[other] { $length } pel ({ $size })
 }
answers-withdraw = Hejmar { $number } vekişînin
answers-withdrawn = Hat vekişandin: ev şandin êdî ne li ser serverê ye. Heke şaxê ew berê wergirtibe, kopiyeke wê li ba şaxê heye.
answers-withdrawn-before = Ev şandin jixwe êdî ne li ser serverê bû. Heke şaxê ew wergirtibe, kopiyeke wê li ba şaxê heye.
answers-not-withdrawn = Ev şandin hê li ser serverê ye. Careke din hewl bidin ku wê vekişînin.
answers-deleted = { $count ->
    [one] Ev bersiv hat jêbirin.
   *[other] Ev { $count } bersiv hatin jêbirin.
 }
answers-half-hour = Ev rûpel nîv saetê koda we ya veşartî ji bîr nake: kod tenê di bîra serverê de dimîne.
withdraw-title = Hûn dixwazin vê şandinê vekişînin?
withdraw-sure = { $which }. Ev şandin dê ji serverê bê jêbirin û êdî venagere.
withdraw-yes = Erê, vekişînin
withdraw-no = Na, vegerin bersivan

how-title = Çawa dixebite
how-sealed-title = Dema digihîje tê mohrkirin
how-sealed = Her şandin hê dema ku digihîje, tenê ji bo şaxê tê şîfrekirin. Ji tiştên ku hûn dinivîsin, tu tişt bê şîfre li ser dîskê nayê nivîsandin, navê pelekî jî na.
how-trace-title = Serdan nayên tomarkirin
how-trace = Server serdanan tomar nake. Li ba wê zerfên mohrkirî yên bi mezinahiyên nêzî hev, rojek, şaxek û hejmarên rasthatî hene.
how-keys-title = Mifteyên ku dimirin
how-keys = Her mifteya şaxê tenê hefteyekê kar dike, û dema ku muhleta tomarkirinê ya şaxê derbas dibe, mifte tê tunekirin. Tiştê ku bi wê dihat vekirin êdî girtî dimîne, heke paşê dest li ser komputerekê bê danîn jî, li hember komputereke kuantûmê jî.
how-codename-title = Koda veşartî
how-codename = Ew li tu derê nayê tomarkirin. Kodeke veşartî ya çewt, nenas yan jêbirî heman rûpelê nîşan dide ku qutiyeke vala nîşan dide.
how-not-title = Ev we ji çi naparêze
how-not-live = Heke server di dema xebatê de bikeve destê hinekan û bê guhertin, ji wê gavê pê ve ew dê tiştên ku li ser van rûpelan tên nivîsandin bibîne. Komên ku pir caran dinivîsin dikarin bernameya estafette bi kar bînin; ew li ser komputera wan bi xwe mohr dike.
how-tor-title = Bi Tor Browser

leave-title = Vê rûpelê (tab) bigirin
leave-line = Vê malperê di gerokê de tiştek tomar nekiriye.
leave-next = Ji bo ku gerok rûpelên ku we dîtine jî ji bîr bike, di menuya Tor Browser de “New Identity” (nasnameya nû; bi tirkî “Kimliği yenile”) hilbijêrin, yan jî gerokê bigirin.

error-summary = Tiştek heye ku divê bê rastkirin. Tiştek winda nebûye: her tiştê ku we nivîsandiye li cihê xwe ye.
error-at = { $field }: { $error }
error-files-again = Pelên xwe ji nû ve hilbijêrin: gerok wan di bîra xwe de nagire.
error-empty = Nivîsekê binivîsin, yan pelekî pê ve bikin.
error-files-empty = Pel vala ye (0 bayt). Wî ji nû ve hilbijêrin, yan nivîsekê binivîsin.
error-text-long = Ev nivîs pir dirêj e: herî zêde { $limit } bayt (tîpeke bi nîşan, wekî ê yan ş, du bayt e), lê tê de { $found } hene. Kurt bikin, yan wekî pel pê ve bikin.
error-long = Ev ji bo vê qadê pir dirêj e: herî zêde { $limit } bayt (tîpeke bi nîşan, wekî ê yan ş, du bayt e), lê { $found } hene.
error-day = Rojê wiha binivîsin: sal, meh, roj (SSSS-MM-RR), wekî mînak 2026-12-05.
error-day-missing = Roj nehatiye nivîsandin. Heke hûn hê rojê nizanin, li şûna wê “Agahiyek” bişînin.
error-time = Saetê wiha binivîsin: 19:00.
error-time-alone = Saet heye, lê roj tune ye. Rojê jî binivîsin, yan saetê jê bibin.
error-choice = Yek ji vebijarkên li vir hilbijêrin.
error-publish = Hilbijêrin ka şax dikare bi şandina we çi bike.
error-language = Zimanê nivîsê hilbijêrin.
error-codename-count = Koda veşartî ya bi peyvan ji heşt peyvan pêk tê; hejmara peyvên ku we nivîsandine: { $found }.
error-codename-word = Peyva hejmar { $position } ne di lîsteyê de ye. Kontrol bikin ka rast hatiye nivîsandin.
error-codename-typo = Ev ne kodeke veşartî ye: bi îhtimaleke mezin di peyvekê yan di komeke reqeman de çewtiyek heye.
error-codename-again = Ji bo ewlehiya we, koda veşartî piştî nîv saetê tê jibîrkirin. Wê dîsa binivîsin; nivîsa we hê li vir e.
problem-title = Bi ser neket
problem-not-found = Ev rûpel tune ye. Dibe ku navê şaxê hatibe guhertin.
problem-method = Ev navnîşan daxwazên bi vî rengî wernagire.
problem-malformed = Tiştê ku geroka we şandiye ne form e, û tiştek nehat tomarkirin. Rûpelê dîsa vekin, û careke din hewl bidin.
problem-cut = Şandin di rê de qut bû, û tiştek nehat tomarkirin. Carinan Tor asê dibe: dîsa bişînin, tiştek du caran nagihîje.
problem-late = Geroka we beşek ji formê piştî pelan şand, û tiştek nehat tomarkirin. Her tişt dîsa li ser rûpelê ye: careke din bixwînin, û dîsa bişînin.
problem-long-text = Ev nivîs pir dirêj e: herî zêde { $limit } bayt. Rûpel tenê destpêka wê nîşan dide, û tiştek nehat tomarkirin. Wekî pel pê ve bikin.
problem-gone = Heman şandin berê gihîştibû, û êdî ne li ser serverê ye: yan hatiye vekişandin, yan şaxê ew wergirtiye û paşê jê biriye. Ew cara duyem nehat tomarkirin. Heke hûn dîsa jî dixwazin bişînin, vê rûpelê careke din bişînin.
problem-slow = Şandin pir hêdî dihat, û tiştek nehat tomarkirin. Bi kêmtir pelan, yan jî paşê, dîsa hewl bidin.
problem-large = Ev pir mezin e: di şandinekê de herî zêde { $limit } MB. Tiştek nehat tomarkirin. Bi heman koda veşartî, beş bi beş bişînin.
problem-many = Pel pir zêde ne: di şandinekê de herî zêde { $limit }. Tiştek nehat tomarkirin.
problem-full = Êdî li ser serverê ji bo pelan cih tune ye, û tiştek nehat tomarkirin. Dibe ku nivîseke bê pel hê derbas bibe; heke na, sibê vegerin.
problem-busy = Pir zêde kes di heman demê de dinivîsin, û tiştek nehat tomarkirin. Piştî deh deqeyan vegerin; nivîseke bê pel zûtir derbas dibe.
problem-often = Pir zêde daxwaz li pey hev hatin, û tiştek nehat tomarkirin. { $limit } deqe bisekinin û vegerin, yan jî di Tor Browser de “New Tor circuit for this site” (ji bo vê malperê riyeke nû ya Tor) hilbijêrin.
problem-today = Bi heman koda veşartî rojê herî zêde { $limit } şandin, û ev nehat tomarkirin. Vê nivîsê li ba xwe bihêlin, û sibê vegerin.
problem-stale = Ev rûpel ji nîv saetê kevntir e, yan jî serverê ji nû ve dest pê kiriye. Koda xwe ya veşartî dîsa binivîsin.
problem-closed = Ev şax niha nikare tiştekî werbigire: dema mifteyên endamên wê derbas bûye, û tiştek nehat tomarkirin. Vê nivîsê li ba xwe bihêlin û piştî çend rojan vegerin, yan jî ji rûpela destpêkê ji şaxeke din re binivîsin.
problem-broken = Li serverê pirsgirêkek heye, û tiştek nehat tomarkirin. Paşê vegerin.
problem-kept-text = Nivîsa we, da ku tiştek winda nebe:
problem-home = Vegerin destpêkê

# Who is behind these pages, and by which address one comes to them.
who-title = Kî li pişt vê rûpelê ye?
who-address = Navnîşana vê malperê: heft kom, di her komê de heşt karakter. Wê tîp bi tîp bi darikê navnîşanê yê gerokê re bidin ber hev, û heke belavokek li ba we hebe, bi belavokê re jî:
who-words = Heman navnîşan bi şeş peyvan, ji bo ku hûn wê bi belavokê re bidin ber hev:
who-numbers = Heman navnîşan bi şeş hejmaran, ji bo ku hûn wê bi belavokê re bidin ber hev:
who-copied = Rûpeleke sexte dikare van hemûyan kopî bike. Ya girîng ew navnîşan e ku geroka we nîşan dide.
elsewhere-title = Li vir tiştekî nenivîsin
elsewhere-between = Hûn ne li navnîşana vê malperê ya .onion in. Di navbera we û malperê de, kesek dikare tiştên ku hûn dinivîsin bixwîne, û bibîne ku hûn li vir in. Ji ber vê yekê li vir form tune ye.
elsewhere-open = Vê navnîşanê di Tor Browser de vekin:
elsewhere-tor = Tor Browser belaş e. Hûn dikarin wê ji torproject.org daxînin.
section-new = Ev qutî nû ye.

# What leads people here: a leaflet to fold, a block for a site, a page outside Tor.
leaflet-aim = Ji me re binivîsin, bêyî ku hûn bibêjin hûn kî ne
leaflet-aim-section = Bêyî ku hûn bibêjin hûn kî ne, ji şaxê re binivîsin: { $section }
leaflet-intro = Agahî, nivîs û fotoyan bişînin. Her tişt, hê dema ku digihîje, tê mohrkirin: tenê şaxa ku hûn hildibijêrin dikare wî veke. Ne hesab lazim e, ne hejmara telefonê, ne navnîşana e-mailê.
leaflet-steps = Di sê gavan de
leaflet-step-tor = Tor Browser ji torproject.org saz bikin (komputer, Android). Li ser iPhone, Onion Browser saz bikin.
leaflet-step-level = Wê vekin, û asta ewlehiyê bikin “Safest” (ya herî ewle; bi tirkî “En güvenli”).
leaflet-step-type = Navnîşana .onion ya ku li vir hatiye çapkirin di darikê wê yê navnîşanê de binivîsin, yan jî koda QR skan bikin. Hemû tîpan bidin ber hev.
leaflet-step-copy = Navnîşana .onion ya ku li vir hatiye dayîn kopî bikin û deynin darikê wê yê navnîşanê.
leaflet-address = Navnîşan
leaflet-words = Heman navnîşan bi şeş peyvan; rûpel jî wan nîşan dide:
leaflet-numbers = Heman navnîşan bi şeş hejmaran; rûpel jî wan nîşan dide:
leaflet-care = Ji cihê kar yan ji dibistanê nenivîsin; bi amûreke ku di bin kontrola kesên din de ye jî nenivîsin.
leaflet-copied = Belavokeke sexte yan malpereke sexte dikare navnîşaneke sexte bide. Navnîşanê ji kesekî ku hûn pê bawer in jî bistînin, û her duyan bidin ber hev.
leaflet-code = Koda QR ya navnîşanê
# Codenames in digits, a page shown once, the arrival of something large
error-codename-digits = Koda veşartî ya bi reqeman ji çil reqeman pêk tê; hejmara reqemên ku we nivîsandine: { $found }.
error-codename-group = Di koma hejmar { $position } de çewtiyek heye. Her pênc reqemên wê kontrol bikin.
error-codename-order = Ev komên reqeman rast in, lê ne bi rêz in. Wan ji çepê ber bi rastê ve binivîsin, bi koma yekem dest pê bikin.
sent-keep-digits = Van heşt komên reqeman ji çepê ber bi rastê ve li ser kaxezekê binivîsin, û kaxezê li cihekî ewle biparêzin. Piştî vê rûpelê tu kes nikare wan dîsa bide we. Wêneyê ekranê negirin, fotoyê nekişînin.
sent-shown-before = Koda veşartî berê hatiye nîşandan, û êdî nikare dîsa bê nîşandan: rûpela koda veşartî tenê pênc deqeyan tê nîşandan, û piştî ku mirov jê derket, qet nayê nîşandan. Bi vî awayî, piştî we tu kes nikare wê di vê gerokê de bibîne.
sent-shown-lost = Heke we ew nivîsandibe, wê kaxezê biparêzin: her tişt baş e. Heke na, formeke nû vekin û nivîsa xwe careke din bişînin: kodeke veşartî ya nû dê ji we re bê dayîn. Tiştê ku berê gihîştiye tomarkirî dimîne.
sent-shown-anew = Formeke nû vekin
progress-link = Li gihîştina şandineke mezin binihêrin (di tabeke nû de)
arrived-title = Çiqas ji şandina we gihîştiye
arrived-nothing = Hê tiştek negihîştiye vir. Şandin, dema ku hûn li rûpela din pêl bişkoja “Mohr bikin û bişînin” dikin, dest pê dike; gihîştina wê tenê heke pel hebin tê dîtin.
arrived-elsewhere = Heke we berê pêl wê bişkojê kiribe, rûpela din vekirî bihêlin: dibe ku şandin niha bi rêya servereke din bigihîje; ev rûpel wê serverê nabîne.
arrived-coming = Tiştê ku heta niha gihîştiye: { $come } MB ji { $of } MB.
arrived-left = { $minutes ->
    [one] Bi vê lezê hê nêzî deqeyekê dikişîne.
   *[other] Bi vê lezê hê nêzî { $minutes } deqeyan dikişîne.
}
arrived-reloads = Ev rûpel her pênc saniyeyan carekê xwe ji nû ve bar dike. Rûpela din vekirî bihêlin.
arrived-whole = Her tişt gihîşt. Vegerin rûpela din, paşê vê rûpelê bigirin.
arrived-refused = Ev şandin di rê de qut bû yan jî nehat wergirtin, û jê tiştek nehat tomarkirin. Rûpela din dibêje çima; heke ew tiştekî nebêje, dîsa bişînin.
arrived-stopped = Ev rûpel êdî xwe ji nû ve bar nake.
arrived-again = Dîsa binihêrin
