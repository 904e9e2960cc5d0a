# Ce que lit une source. Espaces fines insécables (U+202F) devant ; : ! ? et dans les guillemets.
site-name = Estafette
site-aim = Écrire à une section, sans dire qui vous êtes.
skip-to-content = Aller au contenu
language-switch = Langue
language-carries = Changer de langue garde votre texte ; les fichiers seront à choisir de nouveau.
# at most 24
nav-replies = J’ai un nom de code
# at most 24
nav-how = Comment ça marche
# at most 20
nav-leave = Quitter vite
title-error = Erreur : { $title }
mark-needed = nécessaire
mark-optional = facultatif

day = { $number ->
    [1] 1er
   *[other] { $number }
 } { $month } { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
thousands = {" "}

landing-title = Écrire à une section
landing-intro = Envoyez une information, un texte, des fichiers. Ce que vous écrivez est scellé pendant qu’il arrive : seule la section choisie peut l’ouvrir.
landing-no-trace = Ni compte, ni cookie, ni JavaScript. Le serveur ne note ni qui écrit, ni d’où ; il garde l’envoi scellé et le jour, jamais l’heure.
landing-codename = À la fin, vous recevez un nom de code. Il sert à lire la réponse, et à retirer ce que vous avez envoyé.
landing-sections = À quelle section écrire ?
landing-sections-none = Aucune section ne reçoit pour l’instant.
landing-back = Vous avez déjà écrit ?
# at most 36
landing-back-link = Entrer votre nom de code

section-title = Écrire à la section { $section }
section-opened = Boîte relevée la semaine du { $day }.
section-site = Le site de cette section : { $site }
section-site-why = L’adresse est là pour comparer. Ce n’est pas un lien : l’ouvrir vous ferait quitter cette page.
section-silent = Personne n’a relevé cette boîte ces dernières semaines : votre message risque d’y attendre, puis d’être effacé sans être lu.
section-closed = Cette section ne peut rien recevoir en ce moment : les clés de ses membres ne sont plus à jour. Ce n’est pas de votre fait.
section-others = Vous pouvez écrire à une autre section :
section-kinds = Qu’est-ce que vous envoyez ?
section-rules = Ce que la section publie

kind-tip = Une information
kind-tip-line = Un fait de répression ou de résistance que le site n’a pas.
kind-communique = Un communiqué
kind-communique-line = Un texte à publier. Souvent, la section en tire deux paragraphes d’information.
kind-communique-note = Souvent, la section en tire deux paragraphes d’information. Si le texte doit paraître tel quel, ou pas du tout, dites-le sous « Publication ».
kind-prisoner = Un texte de prisonnier·e
kind-prisoner-line = Une lettre, un récit de l’intérieur : publié tel quel.
kind-prisoner-note = Le texte d’un·e prisonnier·e paraît tel quel, mot pour mot. Dites sous « Publication » de quel nom le signer : sans cela, il paraît sans signature.
kind-event = Un rendez-vous
kind-event-line = Un rassemblement, une projection, une audience : avec une date et un lieu.
kind-offer = Un coup de main
kind-offer-line = Du temps, un savoir-faire, du matériel.
kind-invite = Une invitation
kind-invite-line = Inviter la section à une projection, une discussion, une formation, un stand.
kind-contact = Un contact
kind-contact-line = Rejoindre, se rencontrer, ou toute autre chose.
kind-correction = Une correction
kind-correction-line = Une erreur sur le site, un lien mort.

write-title = { $kind } pour la section { $section }
write-follow-up = Vous écrivez avec votre nom de code : votre message rejoint le même fil.
write-proof-yes = Vous répondez à la section : oui, publiez.
write-proof-no = Vous répondez à la section : non, ne publiez pas.
write-codename = Votre nom de code
write-details = Précisions
write-mandate = Publication
write-mandate-hint = Votre choix est scellé avec le texte : la section ne peut pas publier sans lui.
write-message = Votre message
write-message-hint = Un texte, un fichier (plus bas), ou les deux.
write-files = Fichiers
write-more = Autres choix
help-safe = Avant d’écrire : votre sécurité
help-safest = Dans Tor Browser, réglez le niveau de sécurité sur « Le plus sûr » : ces pages n’ont besoin de rien d’autre.
help-device = N’écrivez pas depuis un téléphone, un ordinateur ou un réseau du travail, de l’école, ou que quelqu’un surveille. Un appareil surveillé voit ce que vous tapez.
help-self = Le texte lui-même peut vous trahir : un détail que vous êtes seul·e à connaître, une tournure, un nom.
help-stay = Cette page ne garde rien si vous la quittez ou la rechargez. Pour un long texte, écrivez-le d’abord ailleurs, sur un appareil sûr, et collez-le ici.
help-files = Ce que vos fichiers disent de vous
help-files-photo = Une photo peut contenir le lieu, l’heure et l’appareil. Pour les enlever, ouvrez-la en grand, faites-en une capture d’écran, recadrez-la, et envoyez cette capture.
help-files-document = Un document ou un PDF peut contenir le nom de qui l’a écrit. Copiez plutôt son texte dans cette page.
help-files-name = Donnez aux fichiers des noms qui ne disent rien : 1.jpg, 2.jpg.
help-files-section = Avant de publier, la section couvre les visages et refait les images ; elle voit d’abord vos fichiers tels quels.
help-time-line = Par Tor, 100 Mo peuvent prendre de quelques minutes à plus d’une heure. Tout arrive, ou rien n’est gardé.
field-subject = Titre
field-starts = Début : le jour
field-starts-at = Début : l’heure
field-ends = Fin : le jour
field-ends-at = Fin : l’heure
field-place = Lieu
field-publish-from = Annoncer à partir du
field-publish-from-hint = Annoncé trop tôt, un rendez-vous s’oublie. Si vous laissez vide, la section choisit.
field-offers = Vous proposez
field-offers-time = Du temps
field-offers-skill = Un savoir-faire
field-offers-material = Du matériel
field-page = Adresse de la page
field-prison = Lieu de détention
field-proof = Votre réponse à la section
field-publish = Ce que la section peut en faire
field-publish-as-written = Publier tel quel, ou pas du tout
field-publish-edited = Publier après réécriture
field-publish-background = Ne rien publier : c’est pour informer la section
field-not-before = Ne pas publier avant le
field-sign-as = Signer
field-sign-as-hint = Si vous laissez vide, le texte n’est pas signé.
field-language = Langue du texte
field-language-und = Une autre langue
field-text = Texte
field-limit = { $limit } caractères au plus
field-text-hint = Une vingtaine de pages ({ $kilobytes } Ko) au plus. Plus long : joignez-le en fichier.
field-files = Vos fichiers
field-files-hint = { $limit } Mo en tout et { $count } fichiers au plus ; au-delà, rien ne passe.
field-codename = Nom de code
field-codename-hint = Les huit mots, ou les huit groupes de chiffres, dans l’ordre. Ni les accents, ni les majuscules ne comptent ; quatre lettres par mot suffisent.
# at most 36
write-send = Sceller et envoyer
write-wait = Laissez cette page ouverte jusqu’à ce que la suivante s’affiche.

# Questions posées une fois, avant de sceller. $found est ce que la personne a écrit.
title-ask = À vérifier : { $title }
ask-summary = Rien n’est encore envoyé. Ceci peut faire reconnaître quelqu’un :
ask-codename = Un nom de code est dans votre texte. Qui l’a peut lire vos réponses : mieux vaut l’enlever.
ask-address = Une adresse : { $found }
ask-phone = Un numéro de téléphone : { $found }
ask-names = Une liste de noms, qui commence par : { $found }
ask-file-name = Un nom de fichier où il y a peut-être le nom de quelqu’un : { $found }
ask-traces = Un fichier dit plus que ce qu’il montre : { $found } · { $told }
ask-traces-stay = Un fichier dit plus que ce qu’il montre, et nous ne savons pas l’en enlever : { $found } · { $told }
trace-place = le lieu
trace-moment = l’heure
trace-device = l’appareil
trace-author = son auteurice
trace-thumbnail = une vignette
trace-embedded = un fichier dedans
trace-revisions = qui l’a modifié
trace-people = qui y est nommé
ask-choose = C’est voulu ? Envoyez tel quel. Sinon, changez-le ci-dessous, puis envoyez. On ne vous le demande qu’une fois.
# at most 36
ask-send = Envoyer tel quel
# at most 36
ask-clean-send = Nettoyer les images et envoyer
ask-clean = Nettoyer les images : enlever ce qu’elles disent en plus. Ce qu’on y voit reste.
ask-held = Vos fichiers sont arrivés et attendent ici une heure, scellés : ne les choisissez pas de nouveau. Cochez ceux à ne pas envoyer :
ask-gone = Vos fichiers n’attendent plus ici : choisissez-les de nouveau.

sent-title = C’est arrivé
sent-kept = Votre envoi est scellé et gardé pour la section { $section }. Personne ici ne peut le lire : seule la section peut l’ouvrir.
sent-what = Voici ce qui est arrivé :
sent-text = { $count ->
    [one] un texte d’un caractère
   *[other] un texte de { $length } caractères
 }
sent-file = { $name } ({ $size })
sent-file-cleaned = { $name } ({ $size }), nettoyé
size-bytes = { $count ->
    [one] 1 octet
   *[other] { $length } octets
 }
size-kilobytes = { $length } Ko
size-megabytes = { $length } Mo
sent-until = Après { $days } jours, ce qui attend ici peut être effacé.
sent-before = Ce même envoi était déjà arrivé : il n’est gardé qu’une fois.
sent-beside = { $count ->
    [one] Ce formulaire était déjà arrivé, avec un autre contenu : les deux envois sont gardés, sous le même nom de code. Pour retirer celui qui ne vaut plus, entrez le nom de code par « J’ai un nom de code » ; le plus ancien y est en premier.
   *[other] Ce formulaire était déjà arrivé { $count } fois, avec d’autres contenus : tous ces envois sont gardés, sous le même nom de code. Pour retirer ceux qui ne valent plus, entrez le nom de code par « J’ai un nom de code » ; le plus ancien y est en premier.
 }
sent-thread-beside = Ce que vous aviez envoyé aujourd’hui avec ce nom de code reste gardé à côté. Pour en retirer une partie, entrez votre nom de code.
sent-codename = Votre nom de code
sent-keep-paper = Écrivez ces mots sur un papier, dans l’ordre, et rangez-le en lieu sûr. Après cette page, personne ne peut vous les redonner. Pas de capture d’écran, pas de photo.
sent-keep-why = Ils permettent de lire la réponse et de retirer ce que vous avez envoyé.
sent-no-paper = Vous ne pouvez pas écrire sur un papier ? Apprenez les mots en en faisant une petite histoire, ou notez-les dans un gestionnaire de mots de passe que vous seul·e ouvrez. Pas dans des notes, ni dans un message à vous-même.
sent-come-back = Revenez à cette adresse dans quelques jours, et choisissez « J’ai un nom de code ».
sent-same-thread = Votre message a rejoint le fil de votre nom de code. Gardez le même papier.
sent-next = Quand vous les avez notés, choisissez « Nouvelle identité » dans le menu de Tor Browser. Si votre navigateur n’a pas ce choix, fermez tous les onglets, puis le navigateur.
sent-answer-yes = Votre réponse est partie : oui, publiez. Vous pouvez encore dire non jusqu’à la date dite : un non l’emporte.
sent-answer-no = Votre réponse est partie : non, ne publiez pas. Un oui envoyé plus tard n’y change rien : si vous changez d’avis, écrivez-le à la section.

replies-title = Votre nom de code
replies-enter = Entrez votre nom de code pour lire les réponses.
# at most 36
replies-open = Ouvrir
answers-title = Réponses
answers-none = Rien. Vous attendiez une réponse ? Vérifiez chaque mot : un mot faux montre une boîte vide.
answers-again = Entrer le nom de code de nouveau
answers-from = Réponse de la section { $section }
answers-day = Le { $day }
proof-asks = La section veut publier le texte ci-dessous. Dites oui ou non. Si vous ne répondez pas avant le { $day }, cela veut dire oui.
proof-asks-always = La section veut publier le texte ci-dessous. Dites oui ou non, si possible avant le { $day }. Si vous ne répondez pas, cela ne veut pas dire oui.
proof-past = La section voulait publier le texte ci-dessous. Il fallait répondre avant cette date : { $day }. Vous pouvez toujours lui écrire.
proof-said-yes = La section veut publier le texte ci-dessous. Vous avez répondu oui. Vous pouvez encore dire non avant le { $day } : un non l’emporte.
proof-said-yes-past = La section voulait publier le texte ci-dessous. Vous avez répondu oui. Vous pouvez toujours lui écrire.
proof-said-no = La section veut publier le texte ci-dessous. Vous avez répondu non. Un oui envoyé plus tard n’y change rien : si vous changez d’avis, écrivez-le à la section.
proof-silence-yes = Sans réponse avant le { $day } : c’est oui.
proof-first = Tant que vous n’avez pas répondu, elle reste ici : effacer n’est pas répondre.
proof-silence-no = Sans réponse : ce n’est pas un oui.
proof-why = Un mot pour la section : elle le lit avant de publier
# at most 36
proof-yes = Oui, publiez
# at most 36
proof-no = Non, ne publiez pas
answers-not-editors = Attention : qui a signé cette réponse ne figure pas, ou plus, dans l’annuaire de la section. Cela peut être quelqu’un qui est parti ou a changé d’appareil, ou quelqu’un d’autre. Ne faites rien de risqué sur sa foi : écrivez à la section. Ses fichiers ne sont pas donnés.
answers-files = Fichiers joints
# at most 36
answers-delete = Effacer cette réponse
# at most 44
answers-delete-all = Effacer toutes les réponses ci-dessus
answers-reply = Répondre à la section { $section }
answers-write = Écrire autre chose
answers-section = À quelle section ?
# at most 36
answers-write-go = Continuer
answers-sent = Ce que vous avez envoyé qui est encore ici, du plus ancien au plus récent
answers-sent-none = Rien : vos envois ne sont plus ici, ou il n’y en a pas.
answers-sent-one = N° { $number }, pour la section { $section }, le { $day }
answers-sent-yes = Votre réponse à une question : oui
answers-sent-no = Votre réponse à une question : non
answers-sent-files = { $count ->
    [one] un fichier ({ $size })
   *[other] { $length } fichiers ({ $size })
 }
# at most 36
answers-withdraw = Retirer le n° { $number }
answers-withdrawn = C’est retiré : cet envoi n’est plus sur le serveur. Si la section l’a déjà relevé, elle en a une copie.
answers-withdrawn-before = Cet envoi n’était déjà plus sur le serveur. Si la section l’a relevé, elle en a une copie.
answers-not-withdrawn = Cet envoi est encore sur le serveur. Essayez encore de le retirer.
answers-deleted = { $count ->
    [one] Cette réponse est effacée.
   *[other] Ces { $count } réponses sont effacées.
 }
answers-half-hour = Cette page se souvient de votre nom de code une demi-heure, dans la mémoire du serveur seulement.
withdraw-title = Retirer cet envoi ?
withdraw-sure = { $which }. Il sera effacé du serveur, pour de bon.
# at most 36
withdraw-yes = Oui, retirer
# at most 36
withdraw-no = Non, revenir aux réponses

how-title = Comment ça marche
how-sealed-title = Scellé en arrivant
how-sealed = Chaque envoi est chiffré pendant qu’il arrive, pour la section seule. Rien de ce que vous écrivez ne touche un disque en clair, pas même un nom de fichier.
how-trace-title = Aucun journal
how-trace = Le serveur ne note pas les visites. Il garde des enveloppes scellées de tailles semblables, un jour, une section et des numéros au hasard.
how-keys-title = Des clés qui meurent
how-keys = Les clés de la section ne servent qu’une semaine chacune, et sont détruites quand le délai de garde de la section est passé. Ce qu’elles ouvraient reste alors fermé, même si un ordinateur est saisi ensuite, même face à un ordinateur quantique.
how-codename-title = Le nom de code
how-codename = Il n’est enregistré nulle part. Un nom de code faux, inconnu ou effacé montre la même page qu’une boîte vide.
how-not-title = Ce que cela ne protège pas
how-not-live = Un serveur pris et modifié pendant qu’il tourne verrait ce qui s’écrit sur ces pages à partir de ce moment. Les groupes qui écrivent souvent peuvent utiliser le programme estafette, qui scelle sur leur propre machine.
how-tor-title = Avec Tor Browser

leave-title = Fermez cet onglet
leave-line = Ce site n’a rien enregistré dans le navigateur.
leave-next = Pour que le navigateur oublie aussi les pages visitées, choisissez « Nouvelle identité » dans le menu de Tor Browser, ou fermez le navigateur.

error-summary = Il y a quelque chose à corriger. Rien n’est perdu : tout ce que vous avez écrit est resté.
error-at = { $field } : { $error }
error-files-again = Vos fichiers sont à choisir de nouveau : un navigateur ne les garde pas.
error-empty = Écrivez un texte, ou joignez un fichier.
error-files-empty = Le fichier est vide (0 octet). Choisissez-le de nouveau, ou écrivez un texte.
error-text-long = Ce texte est trop long : { $limit } octets au plus (une lettre accentuée en compte deux), et il en a { $found }. Coupez-le, ou joignez-le en fichier.
error-long = C’est trop long pour ce champ : { $limit } octets au plus (une lettre accentuée en compte deux), et il y en a { $found }.
error-day = Écrivez le jour ainsi : année, mois, jour (AAAA-MM-JJ), par exemple 2026-12-05.
error-day-missing = Il manque le jour. Si vous ne le connaissez pas encore, envoyez plutôt « Une information ».
error-time = Écrivez l’heure ainsi : 19:00.
error-time-alone = Il y a une heure, mais pas de jour. Donnez aussi le jour, ou effacez l’heure.
error-choice = Choisissez l’une des réponses proposées.
error-publish = Choisissez ce que la section peut faire de votre envoi.
error-language = Choisissez la langue du texte.
error-codename-count = Un nom de code a huit mots ; vous en avez tapé { $found }.
error-codename-word = Le mot n° { $position } n’est pas dans la liste. Vérifiez son orthographe.
error-codename-typo = Ce n’est pas un nom de code : un mot, ou un groupe de chiffres, a sans doute une faute.
error-codename-again = Pour votre sécurité, le nom de code est oublié au bout d’une demi-heure. Entrez-le de nouveau ; votre texte est toujours là.
problem-title = Ça n’a pas marché
problem-not-found = Cette page n’existe pas. La section a peut-être changé de nom.
problem-method = Cette adresse ne reçoit pas ce genre de demande.
problem-malformed = Ce que votre navigateur a envoyé n’est pas un formulaire, et rien n’a été gardé. Rouvrez la page, et essayez encore.
problem-cut = L’envoi s’est coupé en route, et rien n’a été gardé. Tor peut caler : envoyez encore, rien n’arrivera deux fois.
problem-late = Votre navigateur a envoyé une partie du formulaire après les fichiers, et rien n’a été gardé. Tout est de nouveau dans la page : relisez, et envoyez encore.
problem-long-text = Ce texte est trop long : { $limit } octets au plus. La page n’en montre que le début, et rien n’a été gardé. Joignez-le en fichier.
problem-gone = Ce même envoi était arrivé, et n’est plus sur le serveur : il a été retiré, ou la section l’a relevé puis effacé. Il n’a pas été gardé une seconde fois. Pour l’envoyer quand même, envoyez encore cette page.
problem-slow = L’envoi avançait trop lentement, et rien n’a été gardé. Essayez avec moins de fichiers, ou plus tard.
problem-large = C’est trop gros : { $limit } Mo au plus en un envoi. Rien n’a été gardé. Envoyez en plusieurs fois, avec le même nom de code.
problem-many = Il y a trop de fichiers : { $limit } au plus en un envoi. Rien n’a été gardé.
problem-full = Le serveur n’a plus de place pour des fichiers, et rien n’a été gardé. Un texte sans fichier passe peut-être encore ; sinon, revenez demain.
problem-busy = Trop de personnes écrivent en même temps, et rien n’a été gardé. Revenez dans dix minutes ; un texte sans fichier passe plus vite.
problem-often = Trop de demandes à la suite, et rien n’a été gardé. Revenez dans { $limit } min, ou choisissez « Nouveau circuit Tor pour ce site » dans Tor Browser.
problem-today = Au plus { $limit } envois par jour avec un même nom de code, et celui-ci n’a pas été gardé. Gardez ce texte, et revenez demain.
problem-stale = Cette page a plus d’une demi-heure, ou le serveur a redémarré. Entrez votre nom de code de nouveau.
problem-closed = Cette section ne peut rien recevoir en ce moment : les clés de ses membres ne sont plus à jour, et rien n’a été gardé. Gardez ce texte, et revenez dans quelques jours, ou écrivez à une autre section, depuis l’accueil.
problem-broken = Le serveur a un problème, et rien n’a été gardé. Revenez plus tard.
problem-kept-text = Votre texte, pour que rien ne se perde :
# at most 36
problem-home = Retour à l’accueil

# Qui est derrière ces pages, et par quelle adresse on y vient.
who-title = Qui est derrière cette page ?
who-address = L’adresse de ce site, en sept groupes de huit caractères. Comparez-la, lettre par lettre, avec la barre d’adresse du navigateur, et avec un tract si vous en avez un :
who-words = La même adresse en six mots, à comparer avec le tract :
who-numbers = La même adresse en six nombres, à comparer avec le tract :
who-copied = Une fausse page peut copier tout cela. Ce qui compte, c’est l’adresse que montre votre navigateur.
elsewhere-title = N’écrivez rien ici
elsewhere-between = Vous n’êtes pas à l’adresse en .onion de ce site. Entre vous et lui, quelqu’un peut lire ce que vous écrivez, et voir que vous êtes là. C’est pourquoi il n’y a pas de formulaire ici.
elsewhere-open = Ouvrez cette adresse dans Tor Browser :
elsewhere-tor = Tor Browser est gratuit. Il se télécharge sur torproject.org.
section-new = Cette boîte est nouvelle.

# Ce qui mène les gens ici : un tract à plier, un bloc pour un site, une page hors de Tor.
leaflet-aim = Nous écrire, sans dire qui vous êtes
leaflet-aim-section = Écrire à la section { $section }, sans dire qui vous êtes
leaflet-intro = Envoyez une information, un texte, des photos. Tout est scellé pendant que cela arrive : seule la section que vous choisissez peut l’ouvrir. Ni compte, ni numéro, ni adresse e-mail.
leaflet-steps = En trois étapes
leaflet-step-tor = Installez Tor Browser, depuis torproject.org (ordinateur, Android). Sur iPhone, installez Onion Browser.
leaflet-step-level = Ouvrez-le, et réglez le niveau de sécurité sur « Le plus sûr ».
leaflet-step-type = Tapez dans sa barre d’adresse celle en .onion qui est imprimée ici, ou scannez le code. Comparez toutes les lettres.
leaflet-step-copy = Copiez dans sa barre d’adresse celle en .onion donnée ici.
leaflet-address = L’adresse
leaflet-words = La même en six mots, que la page montre aussi :
leaflet-numbers = La même en six nombres, que la page montre aussi :
leaflet-care = N’écrivez ni depuis le travail ou l’école, ni avec un appareil que d’autres contrôlent.
leaflet-copied = Un faux tract ou un faux site peut donner une fausse adresse. Comparez-la avec celle que vous donne une personne de confiance.
leaflet-code = Code QR de l’adresse
# Noms de code en chiffres, page montrée une seule fois, arrivée d’un gros envoi
error-codename-digits = Un nom de code en chiffres en a quarante. Il y en a { $found }.
error-codename-group = Le groupe n° { $position } a une faute. Relisez ses cinq chiffres.
error-codename-order = Ces groupes de chiffres sont justes, mais pas dans l’ordre. Tapez-les de gauche à droite, en commençant par le premier.
sent-keep-digits = Écrivez ces huit groupes de chiffres sur un papier, de gauche à droite, et rangez-le en lieu sûr. Après cette page, personne ne peut vous les redonner. Pas de capture d’écran, pas de photo.
sent-shown-before = Il a déjà été affiché, et ne peut plus l’être : une page de nom de code ne s’affiche que cinq minutes, et plus du tout dès qu’on l’a quittée. Ainsi, personne ne peut la retrouver après vous dans ce navigateur.
sent-shown-lost = Si vous l’avez noté, gardez ce papier : tout va bien. Sinon, ouvrez un nouveau formulaire et envoyez encore une fois votre texte : vous recevrez un nouveau nom de code. Ce qui est déjà arrivé reste gardé.
sent-shown-anew = Ouvrir un nouveau formulaire
progress-link = Suivre l’arrivée d’un gros envoi (dans un nouvel onglet)
arrived-title = Où en est votre envoi
arrived-nothing = Rien n’est arrivé ici pour l’instant. L’envoi commence quand vous appuyez sur « Sceller et envoyer » sur l’autre page ; il ne se suit que s’il y a des fichiers.
arrived-elsewhere = Si vous avez déjà appuyé, gardez l’autre page ouverte : l’envoi arrive peut-être par un autre serveur, que cette page ne voit pas.
arrived-coming = { $come } Mo sur { $of } sont arrivés.
arrived-left = { $minutes ->
    [one] À cette allure, il faut encore une minute environ.
   *[other] À cette allure, il faut encore { $minutes } minutes environ.
}
arrived-reloads = Cette page se recharge seule toutes les cinq secondes. Gardez l’autre page ouverte.
arrived-whole = Tout est arrivé. Retournez à l’autre page, puis fermez celle-ci.
arrived-refused = Cet envoi s’est coupé ou n’a pas pu être pris, et rien n’en a été gardé. L’autre page dit pourquoi ; si elle ne dit rien, envoyez encore.
arrived-stopped = Cette page ne se recharge plus seule.
arrived-again = Regarder encore
