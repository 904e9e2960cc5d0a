# Ce que le programme dit, demande et conseille.
label-error = erreur :
label-next = à faire :
label-handle = Nom :
label-fingerprint = Empreinte :
label-device = Clé d’appareil :
label-request = Demande :
label-mandate = Accord :
label-thread = De la même personne :
label-closes = Lisible jusqu’au :
label-files = Fichiers
label-page = Page :
label-title = Titre :
label-day = Date :
label-publish-from = Visible dès :
label-signature = Signature :

ask-passphrase = Phrase de passe :
ask-passphrase-again = Ce n’est pas la bonne. Phrase de passe :
ask-passphrase-key-file = Phrase de passe du fichier de clés :
ask-passphrase-new = Nouvelle phrase de passe (cinq mots ou plus) :
ask-passphrase-repeat = Encore une fois :
ask-yes = o oui
ask-publish = Publier ? [o/N]
ask-take-back = Retirer cette page ? [o/N]
ask-reply = Envoyer cette réponse ? [o/N]
ask-forget = Supprimer cet envoi d’ici, pour toujours ? [o/N]
ask-forget-on-server = Supprimer cet envoi d’ici et du serveur, pour toute la section et pour toujours ? [o/N]

ask-paper = Les 24 mots de la clé de papier :
ask-paper-again = Ces mots n’ouvrent pas la sauvegarde. Les 24 mots :
ask-codename = Nom de code (huit mots) :
ask-codename-again = Ce n’est pas un nom de code. Les huit mots :
ask-rotate = Faire de nouvelles clés, et détruire celles que cette date a périmées ? [o/N]
ask-withdraw = Reprendre ces envois, pour toujours ? [o/N]
ask-send = Sceller et envoyer ? [o/N]
ask-replies-delete = Effacer ces réponses du serveur, pour toujours ? [o/N]

say-decimal = ,
say-size-bytes = { $number } o
say-size-kilo = { $number } ko
say-size-mega = { $number } Mo
say-size-giga = { $number } Go

say-nothing-done = Rien n’a été fait.
say-weak-passphrase = Cette phrase de passe se devine trop facilement : il en faut une de cinq mots ou plus.
say-passphrases-differ = Les deux diffèrent.
say-recovered = Un texte d’une session interrompue a été retrouvé : le voici.
say-left-in-clear = Votre texte n’est pas perdu : il est en clair dans { $path }. La même commande le reprend.
say-sending-waiting = Une réponse attendait d’être envoyée : elle part d’abord.

say-init-made = Votre coffre est prêt : { $home }
next-init-new = donnez le fichier de demande à votre coordination, lisez-lui l’empreinte de vive voix, puis « estafette join ADRESSE --pin CODE »
next-init-from = « estafette join ADRESSE --pin CODE »
next-init-passphrase = gardez la phrase de passe en tête : sans elle, rien ne s’ouvre plus, pour personne

say-join-roster = Annuaire n° { $number } vérifié, signé par au moins { $threshold } racine(s) sur { $roots }, valable jusqu’au { $expires }.
say-join-listed = Vous êtes dans l’annuaire sous le nom « { $handle } ».
say-standing-absent = Vous n’êtes pas (encore) dans l’annuaire.
say-standing-other-keys = L’annuaire a votre nom, mais avec d’autres clés que les vôtres.
next-request = donnez le fichier request.toml de votre coffre à votre coordination
next-fetch = « estafette fetch »
next-fetch-again = « estafette fetch » encore ; ce qui est arrivé reste
next-inbox = « estafette inbox »

say-fetch-new =
    { $count ->
        [one] { $count } nouvel envoi
       *[other] { $count } nouveaux envois
    }
say-fetch-nothing = Rien de nouveau.
say-fetch-failed = Pas arrivé :
say-fetch-refused =
    { $count ->
        [one] { $count } envoi arrivé ne s’ouvre pas ; « fetch --retry » essaie à nouveau.
       *[other] { $count } envois arrivés ne s’ouvrent pas ; « fetch --retry » essaie à nouveau.
    }
say-fetch-not-ours =
    { $count ->
        [one] { $count } envoi n’est pas scellé pour vous : il date d’avant vos clés. Il le sera quand un·e autre éditeurice relèvera les siens.
       *[other] { $count } envois ne sont pas scellés pour vous : ils datent d’avant vos clés. Ils le seront quand un·e autre éditeurice relèvera les siens.
    }
say-fetch-too-large =
    { $count ->
        [one] { $count } envoi trop gros est resté sur le serveur (--max-size).
       *[other] { $count } envois trop gros sont restés sur le serveur (--max-size).
    }
say-fetch-no-room =
    { $count ->
        [one] { $count } envoi n’a pas de place sur ce disque.
       *[other] { $count } envois n’ont pas de place sur ce disque.
    }
say-fetch-expired =
    { $count ->
        [one] { $count } envoi arrivé au bout de sa durée de conservation a été supprimé.
       *[other] { $count } envois arrivés au bout de leur durée de conservation ont été supprimés.
    }
say-fetch-still-linked =
    { $count ->
        [one] { $count } d’entre eux était publié : son lien reste, pour « estafette unpublish ».
       *[other] { $count } d’entre eux étaient publiés : leurs liens restent, pour « estafette unpublish ».
    }
say-fetch-sealed-on =
    { $count ->
        [one] { $count } envoi scellé aussi à un·e éditeurice qui ne pouvait pas l’ouvrir.
       *[other] { $count } envois scellés aussi à des éditeurices qui ne pouvaient pas les ouvrir.
    }
say-epochs-published =
    { $count ->
        [one] Clés publiées pour { $count } semaine.
       *[other] Clés publiées pour { $count } semaines.
    }
say-epochs-destroyed =
    { $count ->
        [one] { $count } clé périmée détruite : ce qu’elle ouvrait reste fermé.
       *[other] { $count } clés périmées détruites : ce qu’elles ouvraient reste fermé.
    }
say-fetch-asked-again =
    { $count ->
        [one] { $count } envoi redemandé : un·e autre éditeurice de la section vous le scellera à sa prochaine relève.
       *[other] { $count } envois redemandés : les autres éditeurices de la section vous les scelleront à leur prochaine relève.
    }
say-fetch-alive =
    { $count ->
        [one] Relève annoncée aux sources de { $count } section.
       *[other] Relève annoncée aux sources de { $count } sections.
    }
say-fetch-clock = Cette machine et le serveur n’ont pas la même date (le serveur dit { $day }). Aucune clé n’a été détruite ni publiée.
next-clock = réglez l’horloge de cette machine, puis « estafette fetch » ; si c’est le serveur qui se trompe, « estafette keys rotate »
say-fetch-roster = Nouvel annuaire, vérifié.

say-inbox-empty = Rien ici.
say-inbox-hidden =
    { $count ->
        [one] { $count } envoi publié n’est pas montré (--all).
       *[other] { $count } envois publiés ne sont pas montrés (--all).
    }
say-inbox-due = Rendez-vous à annoncer maintenant : { $item }
say-inbox-lifted = L’embargo est levé, à publier maintenant : { $item }
say-inbox-record = Publié, texte effacé : { $item }  { $place }
say-closing = { $item } n’est ni publié ni rangé, et s’efface après le { $day }.
next-keep = « estafette keep { $item } --until JOUR » garde un envoi plus longtemps ; « estafette archive { $item } » le range
gone-taken-back = { $item } a été retiré par la personne qui l’a écrit.
gone-deleted = { $item } a été supprimé du serveur par { $editor }.
gone-expired = { $item } est arrivé au bout de sa durée de conservation sur le serveur.
gone-unexplained = Le serveur ne donne plus { $item }, et rien de signé ne dit pourquoi. Ce qui est ici reste.
say-inbox-unopened = ne s’ouvre pas

say-mandate-none = aucun : ne rien publier
say-mandate-not-before = pas avant le { $day }
say-mandate-sign-as = signer « { $name } »
say-mandate-unsigned = sans signature
say-read-answered = Répondu le { $day }
say-read-waiting = Une réponse attend d’être envoyée : « estafette reply » la reprend.
next-reply = « estafette reply { $item } »
next-save = « estafette save { $item } »
next-draft = « estafette draft { $item } »

say-reply-sent =
    { $count ->
        [one] Réponse déposée pour { $item }.
       *[other] { $count } réponses déposées pour { $item }.
    }
say-save-in-memory = Ces fichiers sont en clair, en mémoire seulement. Ne les ouvrez pas sur une machine connectée.
say-save-on-disk = Ces fichiers sont en clair sur un disque. Ne les ouvrez pas sur une machine connectée ; effacez-les ensuite.

say-draft-kept = Brouillon « { $title } » scellé.
say-draft-kept-untitled = Brouillon scellé, sans titre (première ligne : # Titre).
say-draft-nothing = Rien n’a changé : pas de nouveau brouillon.
next-publish = « estafette publish { $item } --to DOSSIER_DU_SITE »

say-publish-written = Écrit : { $page }
say-publish-unchanged = Déjà là, à l’identique : { $page }
say-publish-taken-back = Retiré : { $page }
say-publish-draft = Marquée comme brouillon : Hugo ne la montre pas.
say-publish-update = La page existe : elle sera remplacée.
say-publish-gone = Attention !
say-publish-files =
    { $count ->
        [one] Avec { $count } fichier de texte.
       *[other] Avec { $count } fichiers de texte.
    }
next-published = construisez le site avec Hugo ; « estafette publish { $item } … --undo » retire la page

say-forget-here = { $item } est supprimé d’ici ; il reste sur le serveur.
say-forget-everywhere = { $item } est supprimé d’ici et du serveur.

template-how = Écrivez au-dessus des ciseaux : le titre après #, puis le texte en Markdown. Rien de ce qui suit n’est gardé.
template-rules = Règles de la section :
template-kind-tip = Information : vérifier, recouper, puis deux paragraphes d’information.
template-kind-communique = Communiqué : deux paragraphes d’information, sans analyse, sauf si l’accord dit « tel quel ».
template-kind-prisoner = Prison : se publie tel quel. Seul le titre est à vous ; un texte changé est refusé.
template-kind-event = Rendez-vous : quoi, quand, où. Annoncer au bon jour, ni avant ni après.
template-kind-offer = Coup de main : répondre plutôt que publier.
template-kind-invite = Invitation : répondre plutôt que publier.
template-kind-contact = Contact : répondre plutôt que publier.
template-kind-correction = Correction : corriger la page indiquée, puis répondre.

check-terminal-ok = Le terminal parle UTF-8.
check-terminal-bad = Rien ne dit que le terminal parle UTF-8.
check-terminal-next = réglez LANG, par exemple fr_FR.UTF-8
check-editor-ok = Un éditeur de texte est choisi.
check-editor-bad = Aucun éditeur de texte n’est choisi : ce sera vi.
check-editor-next = réglez EDITOR
check-memory-ok = Les textes en clair restent en mémoire.
check-memory-bad = Aucun dossier n’est en mémoire : « draft » et « reply » refuseront d’écrire.
check-memory-next = montez un tmpfs sur /dev/shm
check-left-over-ok = Aucun texte en clair ne traîne.
check-left-over-bad = Textes en clair laissés par des sessions interrompues : { $value }.
check-left-over-next = « estafette draft » ou « reply » sur le même envoi les reprend
check-swap-ok = La mémoire n’est pas échangée sur un disque en clair.
check-swap-bad = De la mémoire peut être écrite en clair sur un disque (swap).
check-swap-next = chiffrez le swap, ou « swapoff -a »
check-core-ok = Pas d’image mémoire en cas de panne.
check-core-bad = Le noyau refuse d’empêcher les images mémoire.
check-vault-ok = Il y a un coffre.
check-vault-bad = Il n’y a pas de coffre.
check-vault-next = « estafette init --handle NOM »
check-permissions-ok = Le coffre n’est ouvert à personne d’autre.
check-permissions-bad = Fichiers du coffre ouverts à d’autres : { $value }.
check-permissions-next = « chmod -R go= » sur le dossier du coffre
check-kept-ok = Le coffre est sur un disque.
check-kept-bad = Le coffre est en mémoire : il disparaît à l’arrêt.
check-kept-next = « --home » ou ESTAFETTE_HOME vers un disque chiffré
check-passphrase-ok = Le coffre s’ouvre.
check-passphrase-bad = Le coffre ne s’ouvre pas.
check-passphrase-next = essayez « estafette inbox » et la bonne phrase de passe
check-replies-ok = Aucune réponse n’attend.
check-replies-bad = Réponses qui attendent d’être envoyées : { $value }.
check-replies-next = « estafette reply ENVOI »
check-joined-ok = Un réseau est rejoint.
check-joined-bad = Aucun réseau n’est rejoint.
check-joined-next = « estafette join ADRESSE --pin CODE »
check-clock-ok = L’horloge avance.
check-clock-bad = L’horloge est en retard sur l’annuaire déjà accepté.
check-clock-next = mettez l’horloge à l’heure
check-server-ok = Le serveur répond.
check-server-bad = Le serveur ne répond pas.
check-server-next = le serveur, ou le tunnel vers lui, tourne-t-il ?
check-roster-ok = L’annuaire du serveur suit celui qui est connu.
check-roster-bad = L’annuaire du serveur ne tient pas.
check-roster-next = demandez à votre coordination, pas au serveur
check-expiry-ok = L’annuaire vaut jusqu’au { $value }.
check-expiry-bad = L’annuaire ne vaut que jusqu’au { $value }.
check-expiry-next = « estafette fetch » ; sinon demandez un nouvel annuaire à votre coordination
check-standing-ok = Vous êtes dans l’annuaire.
check-standing-bad = L’annuaire ne vous a pas, ou pas avec ces clés.
check-standing-next = donnez request.toml à votre coordination
check-epochs-ok = Semaines de clés devant vous : { $value }.
check-epochs-bad = Semaines de clés devant vous : { $value } seulement.
check-epochs-next = « estafette fetch »

ask-sign = Signer cet annuaire ? [o/N]
say-roster-root = Racine { $name } créée. Son empreinte, à comparer de vive voix :
say-roster-root-files = { $secret } est scellé par votre phrase de passe : gardez-le hors ligne. { $public } se donne à la coordination.
next-roster-root = avec toutes les racines : estafette roster new --root NOM.asc --root …
say-roster-number = Annuaire n° { $number }, bon jusqu’au { $expires }
say-roster-pin = Le code du réseau, à donner de vive voix : { $pin }
say-roster-roots = { $threshold } de ces { $roots } racines doivent signer :
say-roster-signed = a signé
say-roster-unsigned = n’a pas signé
say-roster-kept = gardé { $days } jours
say-roster-changes = Ce qui change depuis le précédent :
say-roster-no-change = Rien ne change.
say-roster-pushed = Le serveur a l’annuaire n° { $number }. Il compte dès maintenant.
next-roster-fill = des sections (estafette roster add-section), puis des éditeurices (estafette roster add-editor)
next-roster-sign = chaque racine signe, sur sa machine : estafette roster sign --root NOM.age
next-roster-push = estafette roster push ; pour un premier annuaire, donnez roster.toml et ses signatures au serveur
say-change-expires = bon jusqu’au { $what }
say-change-threshold = { $what } racines doivent signer
say-change-root-added = nouvelle racine : { $what }
say-change-root-removed = racine retirée : { $what }
say-change-section-added = nouvelle section : { $what }
say-change-section-removed = section retirée : { $what }
say-change-section-changed = section modifiée : { $what }
say-change-editor-added = nouvel·le éditeurice : { $what }
say-change-editor-removed = éditeurice retiré·e : { $what }
say-change-editor-keys = nouvelles clés : { $what }
say-change-editor-sections = autres sections : { $what }
say-change-addresses = autres adresses

say-keys-none = Aucune semaine n’a de clé ; « estafette fetch » en fait.
say-keys-until = lisible jusqu’au { $day }
say-keys-day = Cette machine dit que nous sommes le { $day }.
say-keys-not-published = Les nouvelles clés ne sont pas publiées :
next-keys = « estafette fetch » les publiera, quand le serveur répondra
say-keys-rotated = De nouvelles clés reçoivent dès maintenant. Ce qui est arrivé avant s’ouvre encore, jusqu’à sa date.

say-backup-made = Sauvegarde écrite : { $file }
say-backup-holds = Elle a votre certificat, votre clé d’appareil, l’annuaire et vos sites. Elle n’a ni les envois, ni les brouillons, ni la phrase de passe, ni les clés des semaines.
say-backup-with-epochs = Elle a votre certificat, vos clés, l’annuaire et vos sites, et aussi les clés des semaines : avec le papier, elle ouvre ce qui attend d’être lu. Elle n’a ni les envois, ni les brouillons, ni la phrase de passe.
say-backup-same-paper = Elle s’ouvre avec la clé de papier que vous avez déjà.
say-paper = La clé de papier. Recopiez ces mots maintenant : ils ne seront plus montrés.
next-paper = rangez le papier loin du fichier, jamais en photo ; puis « estafette restore --check FICHIER »

say-restore-fits = Le fichier et le papier vont ensemble : c’est la sauvegarde de « { $handle } ».
say-restore-made = Le coffre de « { $handle } » est de retour : { $home }
say-restore-closed = Les clés des semaines n’étaient pas dans la sauvegarde : ce qui leur était scellé ne s’ouvre pas d’ici.
next-restore = « estafette fetch », puis « estafette fetch --reseal » : les autres éditeurices de la section vous scelleront ce qui attend

say-withdraw-nothing = Rien n’attend sous ce nom de code.
say-withdraw-waits =
    { $count ->
        [one] { $count } envoi est encore sur le serveur :
       *[other] { $count } envois sont encore sur le serveur :
    }
say-withdraw-day = arrivé le { $day }
say-withdraw-gone =
    { $count ->
        [one] Repris : { $count } envoi n’est plus sur le serveur. Qui l’a déjà relevé l’a encore.
       *[other] Repris : { $count } envois ne sont plus sur le serveur. Qui les a déjà relevés les a encore.
    }
next-withdraw = « estafette withdraw ENVOI », ou --all pour tout reprendre

say-codename =
    Votre nom de code, à noter maintenant, hors de cette machine :
      { $codename }
say-silent = Personne n’a relevé la boîte de cette section depuis longtemps. Votre envoi pourrait attendre, et s’effacer sans avoir été lu.
say-going-on = La connexion s’est coupée. Rien n’est perdu : on reprend là où l’envoi en était.
say-send-arrived =
    { $count ->
        [one] Arrivé, et gardé : seul·es les éditeurices de la section peuvent l’ouvrir.
       *[other] { $count } envois sont arrivés, et gardés : seul·es les éditeurices de la section peuvent les ouvrir.
    }
say-send-codename = C’est votre nom de code : lui seul ouvre les réponses et reprend l’envoi. Personne ne peut vous le redonner.
say-send-discarded =
    { $count ->
        [0] Rien n’attendait.
        [one] { $count } envoi interrompu est effacé d’ici.
       *[other] { $count } envois interrompus sont effacés d’ici.
    }
next-send = « estafette replies » dans quelques jours ; « estafette withdraw » pour reprendre l’envoi
say-replies-none = Pas de réponse sous ce nom de code.
say-replies-count =
    { $count ->
        [one] { $count } réponse.
       *[other] { $count } réponses.
    }
say-replies-refused =
    { $count ->
        [one] { $count } réponse ne s’ouvre pas, ou n’est pas signée par la section : elle n’est pas montrée.
       *[other] { $count } réponses ne s’ouvrent pas, ou ne sont pas signées par la section : elles ne sont pas montrées.
    }
say-replies-deleted =
    { $count ->
        [one] { $count } réponse est effacée du serveur.
       *[other] { $count } réponses sont effacées du serveur.
    }
next-replies = « estafette send SECTION --again » pour répondre, « estafette replies --delete » pour effacer
say-asking-agent = gpg-agent va signer : il demandera peut-être une phrase de passe ou un code PIN.
say-tor = Tor cherche son réseau

# Sites, images, publication
label-picture = Image :
label-alt = Description :

ask-site-password = Mot de passe d’application du compte (il ne s’affiche pas) :
ask-review = Tous les visages, plaques, badges et noms qui doivent l’être sont-ils couverts ? [o/N]

say-site-added = Site « { $site } » retenu.
say-site-checked = Site « { $site } » : il répond.
say-site-none = Aucun site n’est retenu. « estafette site add --help » dit comment faire.
say-site-no-posts = Rien de ce coffre n’est sur un WordPress.
say-site-removed = Site « { $site } » oublié. Ce qui y est publié y reste.
next-site = « estafette publish ENVOI --site { $site } »
say-account = Compte : { $name } ({ $roles }).
say-account-no-drafts = Ce compte ne peut pas écrire de brouillon.
say-account-no-uploads = Ce compte ne peut pas déposer d’image. Le mieux : le rôle « contributeur », avec le droit « upload_files ».
say-account-all = Ce compte peut trop : administrer, ou mettre n’importe quel code dans une page. S’il est volé, le site l’est aussi. Le mieux : le rôle « contributeur », avec le droit « upload_files ».
say-account-publishes = Ce compte peut publier : seul ce programme s’en garde. Le mieux : le rôle « contributeur », avec le droit « upload_files ».
say-account-good = Ce compte écrit des brouillons, et ne peut rien publier : c’est ce qu’il faut.
say-account-languages = Langues tenues à part : { $languages }.

post-begun = commencé
post-draft = brouillon
post-pending = en attente de relecture
post-scheduled = programmé
post-public = public
post-private = privé
post-gone = supprimé
post-is-begun = L’article est commencé.
post-is-draft = C’est un brouillon : le site ne le montre pas.
post-is-pending = L’article attend une relecture sur le site.
post-is-scheduled = L’article est programmé : le site le montrera de lui-même.
post-is-public = L’article est public.
post-is-private = L’article est privé.
post-is-gone = L’article n’est plus sur le site.

say-publish-drafted = Remis en brouillon : { $page }
say-publish-post-draft = Ce sera un brouillon : rien ne devient public.
say-publish-not-built = Le programme qui construit le site n’est pas sur cette machine : rien ne dit que le site se construit encore.
say-dropped-category = Le site n’a pas pris la catégorie { $what } : elle n’existe pas, et ce compte ne peut pas la créer.
say-dropped-tag = Le site n’a pas pris l’étiquette { $what }.
say-dropped-cover = Le site n’a pas pris l’image à la une.
say-dropped-alt = Le site n’a pas pris la description d’une image.
say-dropped-day = Le site n’a pas pris la date.
say-dropped-text = Le site a changé le texte ou le titre : relisez-le là-bas.
say-dropped-language = Le site tient des langues à part, et n’a pas celle de ce texte : choisissez-la là-bas.
next-published-branch = relisez la branche, puis fusionnez-la ; « estafette unpublish { $item } » la retire
next-published-post = relisez le brouillon sur le site ; « estafette site follow » dira ce qu’il devient, « estafette unpublish { $item } » le retire

image-raw = telle quelle
image-made = refaite, pas encore relue
image-reviewed = relue
cover-solid = aplat
cover-mosaic = mosaïque
say-image-about = { $width } × { $height } ; zones couvertes : { $count } ({ $cover })
say-image-made = Image { $number }, refaite à partir de ses points
say-image-failed = Image { $number } : { $cause }
say-image-reviewed = Image { $number } relue : elle peut être publiée.
say-image-look = Regardez ces deux images (elles sont en mémoire, et disparaissent après votre réponse) : ce qui serait publié, puis ce qui est sous chaque zone.
say-image-areas = Zones couvertes : { $count }. Le programme ne trouve que les visages de face : cherchez les autres, les plaques, les badges, les tatouages, les noms.
next-image-clean = « estafette image clean { $item } »
next-image-review = « estafette image review { $item } { $number } --alt "ce qu’elle montre" » ; « image cover » change les zones
next-image-publish = « estafette publish { $item } --site NOM --with-pictures »

say-proof-yes = La personne a dit oui à ce texte.
say-proof-no = La personne a dit non à ce texte.
say-proof-silent = La personne a vu ce texte et n’a pas répondu (elle avait jusqu’au { $day }).
say-proof-other = La personne a vu un autre texte que celui-ci.

say-inbox-still-published = Retiré par la personne qui l’a écrit, et encore publié : { $item } (« estafette unpublish { $item } »)
say-inbox-still-published-deleted = Supprimé du serveur par { $editor }, et encore publié : { $item } (« estafette unpublish { $item } »)
say-inbox-over = Rendez-vous passé : { $item } (« estafette archive » le range)
next-unpublish = « estafette unpublish { $item } » retire ce qu’il est devenu
say-keep-until = { $item } est gardé jusqu’au { $day }.
say-keep-usual = { $item } est gardé jusqu’au { $day } de toute façon.
say-keep-opens = Vos clés l’ouvrent jusqu’au { $day } ; chaque « estafette fetch » prolonge cela.
say-keep-here-alone = Le serveur ne l’a plus : il n’est gardé qu’ici.
say-keep-without = Sans clés publiées, et donc sans accès plus long : { $names }
say-archived = Rangé : { $item } (« inbox --all » le montre encore)
say-unarchived = De nouveau là : { $item }

ask-proof = Montrer cela à qui l’a écrit ? [o/N]
say-proof-plan = Images jointes, petites : { $count }. Sans réponse avant cette date, ce sera oui : { $day }.
say-proof-sent = Montré. Sans réponse avant cette date, c’est oui : { $day }.
next-proof = « estafette fetch » ramène la réponse, « estafette publish { $item } … » la montre
say-fetch-proof-yes = { $item } : la personne dit oui à ce que vous lui avez montré.
say-fetch-proof-no = { $item } : la personne dit NON à ce que vous lui avez montré.
say-replies-proof = Voilà ce que la rédaction veut publier. Sans réponse avant cette date, c’est oui : { $day }.
next-replies-proof = « estafette send { $section } --again --kind contact --publish background --message "…" --with proof="yes { $id }" », ou "no { $id }"

say-fetch-told =
    { $count ->
        [one] Dit aux autres éditeurices où en est { $count } envoi.
       *[other] Dit aux autres éditeurices où en sont { $count } envois.
    }

say-unlocked =
    { $minutes ->
        [one] Le coffre reste ouvert une minute ; « estafette lock » le referme.
       *[other] Le coffre reste ouvert { $minutes } minutes ; « estafette lock » le referme.
    }
say-locked = Refermé. Sa clé n’est plus en mémoire.
say-locked-before = Il était fermé.
