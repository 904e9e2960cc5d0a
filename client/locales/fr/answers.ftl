# Ce que le programme dit, demande et conseille.
label-error = erreur :
label-next = à faire :
label-handle = Nom :
label-fingerprint = Empreinte :
label-a-fingerprint = EMPREINTE
label-device = Clé d’appareil :
label-request = Demande :
label-mandate = Accord :
label-thread = De la même personne :
label-closes = Lisible jusqu’au :
label-files = Fichiers
say-file-tells = dit ou contient aussi : { $told }
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
ask-publish-despite = Publier malgré cela ? [o/N]
ask-unheard = Continuer sans avoir consulté le serveur ? [o/N]
ask-take-back = Retirer cette page ? [o/N]
ask-leave = Laisser la page là malgré tout ? Sinon elle est retirée. [o/N]
ask-incomplete = Pousser la page sans cette vérification ? [o/N]
ask-forward = Transmettre ? [o/N]
ask-reply = Envoyer cette réponse ? [o/N]
ask-forget = Supprimer cet envoi d’ici, pour toujours ? [o/N]
ask-forget-on-server = Supprimer cet envoi d’ici, et du serveur pour toute la section ? Pendant sept jours, « estafette undelete » peut le rétablir. [o/N]

ask-paper = Les 24 mots de la clé de papier :
ask-paper-again = Ces mots n’ouvrent pas la sauvegarde. Les 24 mots :
ask-codename = Nom de code (huit mots) :
ask-codename-again = Ce n’est pas un nom de code. Les huit mots :
ask-rotate = Faire de nouvelles clés, et détruire celles qui sont périmées à cette date ? [o/N]
ask-withdraw = Retirer ces envois, pour toujours ? [o/N]
ask-take-over = À partir de maintenant, les clés de cette machine doivent-elles recevoir à la place de celles de l’autre ? [o/N]
ask-send = Sceller et envoyer ? [o/N]
ask-replies-delete = Effacer ces réponses du serveur, pour toujours ? [o/N]

say-decimal = ,
say-size-bytes = { $number } o
say-size-kilo = { $number } ko
say-size-mega = { $number } Mo
say-size-giga = { $number } Go

say-nothing-done = Rien n’a été fait.
say-weak-passphrase = Cette phrase de passe se devine trop facilement : il en faut une de cinq mots ou plus.
say-passphrases-differ = Les deux phrases de passe sont différentes.
say-recovered = Un texte d’une session interrompue a été retrouvé : le voici.
say-left-in-clear = Votre texte n’est pas perdu : il est en clair dans { $path }. La même commande le rouvre.
say-not-marked = L’envoi n’est pas marqué comme lu : le disque est plein, ou en lecture seule.
say-broken = { $item } : { $file } { $how }
broken-missing = manque
broken-unreadable = est illisible
broken-damaged = est abîmé
next-broken = « estafette fetch » redemande au serveur ce qu’il a encore ; « estafette doctor --repair » met le reste de côté
say-sending-waiting = Une réponse attendait d’être envoyée : elle part d’abord.

doing-init = création du coffre
say-init-made = Votre coffre est prêt : { $home }
say-init-request = La demande contient votre nom d’annuaire, la clé de cet appareil et les clés du certificat. Les noms et adresses du certificat n’y sont pas.
say-init-request-whole = La demande contient votre nom d’annuaire, la clé de cet appareil et le certificat tel quel, avec les noms et adresses qu’il porte : il n’est plus valable, et la coordination le refusera.
next-init-new = donnez le fichier de demande à votre coordination, lisez-lui l’empreinte de vive voix, puis « estafette join ADRESSE --pin CODE »
next-init-from = « estafette join ADRESSE --pin CODE »
next-init-passphrase = retenez la phrase de passe : sans elle, plus personne ne peut rien ouvrir

doing-join = entrée dans le réseau
say-join-roster = Annuaire n° { $number } vérifié, signé par au moins { $threshold } des { $roots } clés de la coordination, valable jusqu’au { $expires }.
say-join-listed = Vous êtes dans l’annuaire sous le nom « { $handle } ».
say-standing-absent = Vous n’êtes pas (encore) dans l’annuaire.
say-standing-other-keys = L’annuaire a votre nom, mais avec d’autres clés que les vôtres.
next-request = donnez le fichier request.toml de votre coffre à votre coordination
next-fetch = « estafette fetch »
next-fetch-again = relancez « estafette fetch » ; ce qui est arrivé reste
next-inbox = « estafette inbox »

doing-fetch = relève des envois
say-fetch-new =
    { $count ->
        [one] { $count } nouvel envoi
       *[other] { $count } nouveaux envois
    }
say-fetch-connecting = Connexion au serveur…
say-fetch-listing =
    { $count ->
        [0] Liste des envois…
        [one] Liste des envois : { $count }
       *[other] Liste des envois : { $count }
    }
say-fetch-items = { $at } sur { $count }
say-news = Estafette : du nouveau
say-fetch-nothing = Rien de nouveau.
say-fetch-failed = Pas arrivé :
say-fetch-refused =
    { $count ->
        [one] { $count } envoi arrivé ne s’ouvre pas ; « fetch --retry » essaie à nouveau.
       *[other] { $count } envois arrivés ne s’ouvrent pas ; « fetch --retry » essaie à nouveau.
    }
say-fetch-not-ours =
    { $count ->
        [one] { $count } envoi n’est pas scellé pour vous : il date d’avant vos clés. Un·e autre éditeurice le scellera pour vous à sa prochaine relève.
       *[other] { $count } envois ne sont pas scellés pour vous : ils datent d’avant vos clés. Un·e autre éditeurice les scellera pour vous à sa prochaine relève.
    }
say-fetch-elsewhere =
    { $count ->
        [one] { $count } envoi est scellé pour des clés que cette machine n’a pas : celles de votre autre machine. Ouvrez-le là-bas ; ou lancez « estafette keys take-over », puis « estafette fetch --reseal ».
       *[other] { $count } envois sont scellés pour des clés que cette machine n’a pas : celles de votre autre machine. Ouvrez-les là-bas ; ou lancez « estafette keys take-over », puis « estafette fetch --reseal ».
    }
say-fetch-mended =
    { $count ->
        [one] { $count } envoi abîmé a été réparé ; le fichier abîmé est dans le dossier « aside » du coffre.
       *[other] { $count } envois abîmés ont été réparés ; les fichiers abîmés sont dans le dossier « aside » du coffre.
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
say-fetch-hidden = Le serveur ne montre pas, ou plus, les clés de la semaine de { $editors }, qui les a pourtant publiées. Rien ne leur a été scellé. Prévenez votre coordination : ce serveur est en panne, ou il ment.
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
say-fetch-out-of-reach = { $editor } ne reçoit plus rien : le certificat est arrivé à sa fin, et il n’y a pas de clé de cette semaine. « estafette fetch » sur sa machine publie des clés ; ou la coordination inscrit un nouveau certificat.
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
say-fetch-held = La dernière relève date de plus d’une semaine : ce qui est périmé reste lisible jusqu’à votre première relève à partir du { $day }, qui le détruira.
say-fetch-clock = Cette machine et le serveur n’ont pas la même date (le serveur dit { $day }). Aucune clé n’a été détruite ni publiée.
next-clock = réglez l’horloge de cette machine, puis « estafette fetch » ; si c’est le serveur qui se trompe, « estafette keys rotate »
say-fetch-roster = Nouvel annuaire, vérifié.

doing-inbox = liste des envois
say-inbox-empty = Rien ici.
say-inbox-hidden =
    { $count ->
        [one] { $count } envoi publié, refusé ou transmis n’est pas montré (--all).
       *[other] { $count } envois publiés, refusés ou transmis ne sont pas montrés (--all).
    }
say-inbox-due = Rendez-vous à annoncer maintenant : { $item }
say-inbox-lifted = L’embargo est levé, à publier maintenant : { $item }
say-inbox-past = Rendez-vous passé, et jamais annoncé : { $item } (« estafette archive » le range)
say-inbox-unanswered = { $item } : la personne avait jusqu’au { $day } pour répondre, et n’a pas répondu.
say-inbox-appeared = { $item } devait paraître le { $day } : « estafette site follow » dit si c’est fait.
say-inbox-missed = { $item } avait une date, le { $day }, et a été effacé sans avoir été publié (« estafette archive » le range).
say-inbox-record = Publié, texte effacé : { $item }  { $place }
say-closing = { $item } n’est ni publié ni rangé, et sera effacé après le { $day }.
next-keep = « estafette keep { $item } --until JOUR » garde un envoi plus longtemps ; « estafette archive { $item } » le range
gone-taken-back = { $item } a été retiré par la personne qui l’a écrit.
gone-deleted = { $item } a été supprimé du serveur par { $editor }.
gone-expired = { $item } est arrivé au bout de sa durée de conservation sur le serveur.
gone-unexplained = Le serveur ne montre plus { $item }, et aucune déclaration signée ne dit pourquoi. La copie de cette machine reste.
say-inbox-unopened = ne s’ouvre pas

doing-read = lecture
say-mandate-none = aucun : ne rien publier
say-mandate-not-before = pas avant le { $day }
say-mandate-sign-as = signer « { $name } »
say-mandate-unsigned = sans signature
say-read-answered = Répondu le { $day }
say-read-waiting = Une réponse attend d’être envoyée : « estafette fetch » l’envoie, « estafette reply --edit » la change.
next-reply = « estafette reply { $item } »
next-save = « estafette save { $item } »
next-draft = « estafette draft { $item } »

doing-reply = réponse
say-reply-sent =
    { $count ->
        [one] Réponse déposée pour { $item }.
       *[other] { $count } réponses déposées pour { $item }.
    }
doing-save = enregistrement des fichiers
say-save-open = Ce disque (une clé USB, une carte) ne sait pas réserver un fichier à un compte : quiconque l’a en main peut le lire.
say-save-in-memory = Ces fichiers sont en clair, en mémoire seulement. Ne les ouvrez pas sur une machine connectée.
say-save-on-disk = Ces fichiers sont en clair sur un disque. Ne les ouvrez pas sur une machine connectée ; effacez-les ensuite.

doing-draft = brouillon
say-draft-kept = Brouillon « { $title } » scellé.
say-draft-kept-untitled = Brouillon scellé, sans titre (première ligne : # Titre).
say-draft-nothing = Rien n’a changé : pas de nouveau brouillon.
next-publish = « estafette publish { $item } --to DOSSIER_DU_SITE »

doing-publish = publication
doing-unpublish = retrait
doing-export = export
say-publish-written = Écrit : { $page }
say-publish-not-shown = Écrit, mais le site ne le montre pas : { $page }
say-publish-merged = La branche est retirée, mais la page a été fusionnée : elle est encore sur le site. Retirez-la de la branche principale, puis relancez la même commande.
say-publish-dated = La page est datée du { $day } : à l’heure du site, le jour suivant n’a pas encore commencé.
say-publish-otherwise = Le site change des signes de ce texte. Voulu : « { $meant } ». Affiché : « { $instead } ». Relisez la page ; les réglages du site (« typographer » ou « smart_punctuation ») ou son modèle en sont la cause.
say-publish-picture-lost = Le site ne montre pas cette image à côté du texte : « { $alt } ». Regardez la page ; le modèle du site, ou une de ses extensions, l’a laissée de côté.
say-publish-picture-order = Le site montre les images dans un autre ordre. Regardez la page.
say-publish-alt = Le site décrit une image autrement. Voulu : « { $meant } ». Affiché : « { $instead } ».
say-publish-alt-lost = Le site montre cette image sans sa description : « { $meant } ». Qui ne voit pas l’image n’en saura rien ; le modèle du site en est la cause.
say-publish-agreed-otherwise = La personne avait dit oui à ce texte, et le site ne le montre pas ainsi. Dites-le-lui.
next-publish-again = « estafette proof { $item } --until JOUR » lui montre la différence et lui repose la question
say-publish-from-right = Ce texte s’écrit de droite à gauche, mais la page ne le dit pas : ses lignes commencent à gauche, et leur ponctuation est déplacée. Le modèle du site doit donner dir="rtl" au texte (pour Hugo : .Params.dir ; pour Zola : page.extra.dir).
say-publish-from-left = Ce texte s’écrit de gauche à droite, mais la page dit le contraire : ses lignes commencent à droite, et leur ponctuation est déplacée. Le modèle du site doit donner dir="ltr" au texte.
say-publish-foreign = Ce site a plusieurs langues, mais pas celle de ce texte : la page est parmi celles de la langue principale.
say-publish-left = Une construction d’avant montre encore cette page : { $page }. Effacez-la, puis construisez le site et remettez-le en ligne.
say-publish-incomplete = Il manque des parties du site ({ $parts }) : ce sont des sous-modules git qui n’ont pas pu être copiés. La page n’a pas été vérifiée. Pour qu’elle le soit, ces dépôts doivent être sur cette machine, ou joignables en https ou ssh par un Tor qui tourne (--tor 127.0.0.1:9050).
say-absent-draft = le site en fait un brouillon
say-absent-later = pour le site, sa date est encore à venir
say-absent-over = pour le site, sa date de fin est passée
say-absent-inside = un dossier au-dessus d’elle contient un index.md et est lui-même une page ; renommez ce fichier en _index.md
say-absent-unlisted = le site ne prend pas de page à cet endroit ; regardez contentDir, les langues et ignoreFiles dans ses réglages
say-absent-no-template = le site n’a pas de modèle pour une page ; il manque un thème, ou un fichier single.html dans layouts
say-absent-unrendered = elle n’est pas dans le site construit ; regardez ses réglages (cascade, build, outputs, disableKinds)
say-absent-no-text = la page est là, mais sans le texte ; son modèle le laisse de côté
say-publish-unchanged = Déjà là, à l’identique : { $page }
say-publish-taken-back = Retiré : { $page }
say-publish-draft = Marquée comme brouillon : Hugo ne la montre pas.
say-publish-update = La page existe : elle sera remplacée.
say-publish-cancelled = L’événement est marqué comme annulé : les agendas le diront.
say-publish-no-zone = Cet événement a une heure, mais le fuseau du site n’est pas connu : il n’y a pas de fichier pour les agendas.
say-publish-elsewhere = L’événement a changé : publiez-le aussi sur { $page }, où il est encore comme avant.
say-publish-gone = Attention !
say-publish-read-in = Texte relevé sur l’image ({ $numbers }) : comparez-le une dernière fois avec elle (« estafette image review { $item } N »).
say-changes-none = Mot pour mot le texte reçu.
say-changes =
    { $count ->
        [one] À un endroit, ce n’est pas mot pour mot le texte reçu :
       *[other] À { $count } endroits, ce n’est pas mot pour mot le texte reçu :
    }
say-changes-more = … et { $count } de plus.
say-publish-files =
    { $count ->
        [one] Avec { $count } fichier de texte.
       *[other] Avec { $count } fichiers de texte.
    }
next-published = construisez le site avec Hugo ; « estafette publish { $item } … --undo » retire la page
next-zone = « estafette site set { $site } --zone Europe/Brussels » (ou un autre fuseau), puis publiez à nouveau
next-zone-add = « estafette site add NOM --hugo DOSSIER --zone Europe/Brussels » (ou --zola, ou un autre fuseau), puis publiez à nouveau
next-export-zone = « estafette export { $item } --out DOSSIER --zone Europe/Brussels » (ou un autre fuseau)

doing-forget = suppression
say-forget-draft = Son brouillon sera supprimé aussi.
say-forget-here = { $item } est supprimé d’ici ; il reste sur le serveur.
say-forget-everywhere = { $item } est supprimé d’ici et du serveur ; pendant sept jours, « estafette undelete » le rétablit.

doing-undelete = rétablissement
say-undelete-nothing = Personne dans vos sections n’a rien supprimé sur le serveur ces sept derniers jours.
say-undelete-aside =
    { $count ->
        [one] { $count } envoi supprimé peut être rétabli :
       *[other] { $count } envois supprimés peuvent être rétablis :
    }
say-undelete-back =
    { $count ->
        [one] { $count } envoi est de nouveau sur le serveur, pour toute la section :
       *[other] { $count } envois sont de nouveau sur le serveur, pour toute la section :
    }
say-undelete-line = arrivé le { $day }, supprimé par { $editor }
next-undelete = « estafette undelete ENVOI », ou --all pour tout rétablir
next-undelete-fetch = « estafette fetch » apporte ce qui n’est pas ici

template-how = Écrivez au-dessus des ciseaux : le titre après #, puis le texte en Markdown. Rien de ce qui suit n’est gardé.
template-rules = Règles de la section :

doing-doctor = examen
check-terminal-ok = Le terminal utilise UTF-8.
check-terminal-bad = Rien n’indique que le terminal utilise UTF-8.
check-terminal-next = réglez LANG, par exemple fr_FR.UTF-8
check-editor-ok = Un éditeur de texte est choisi.
check-editor-bad = Aucun éditeur de texte n’est choisi : ce sera vi.
check-editor-next = réglez EDITOR
check-memory-ok = Les textes en clair restent en mémoire.
check-memory-bad = Aucun dossier n’est en mémoire : « draft » et « reply » refuseront d’écrire.
check-memory-next = montez un tmpfs sur /dev/shm
check-left-draft-bad = Un brouillon en clair est resté : { $value }
check-left-draft-next = « estafette draft » sur le même envoi le reprend
check-left-reply-bad = Une réponse en clair est restée : { $value }
check-left-reply-next = « estafette reply » sur le même envoi la reprend
check-left-send-bad = Un texte en clair est resté : { $value }
check-left-send-next = « estafette send » à la même section le reprend ; sinon, supprimez le dossier
check-left-review-bad = Des images en clair sont restées : { $value }
check-left-review-next = supprimez le dossier
check-left-git-bad = Une copie d’un site est restée, avec un texte en clair : { $value }
check-left-git-next = supprimez le dossier
check-left-build-bad = Un site construit est resté, avec un texte en clair : { $value }
check-left-build-next = supprimez le dossier
check-left-arriving-bad = Un envoi n’a pas été relevé jusqu’au bout : { $value }
check-left-arriving-next = « estafette fetch » reprend où il en était
check-left-unfinished-bad = Un fichier du coffre n’a pas été écrit jusqu’au bout : { $value }
check-left-unfinished-next = supprimez-le : le fichier qu’il devait remplacer est entier
check-left-page-bad = Un fichier d’une page n’a pas été écrit jusqu’au bout : { $value }
check-left-page-next = supprimez-le, ou publiez à nouveau l’envoi
check-left-saved-bad = Un fichier en clair n’a pas été enregistré jusqu’au bout : { $value }
check-left-saved-next = supprimez-le, ou enregistrez à nouveau l’envoi dans le même dossier
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
check-disk-ok = Le disque est utilisable en écriture (place libre : { $value } Mo).
check-disk-bad = Il reste peu de place sur le disque : { $value } Mo.
check-disk-next = faites de la place : « estafette forget ENVOI », ou d’autres fichiers
check-disk-reads-only-bad = Le disque du coffre est en lecture seule : on peut lire, mais rien ne peut être enregistré.
check-disk-reads-only-next = remontez-le en écriture ; s’il est passé tout seul en lecture seule, il est peut-être en panne : sauvegardez
check-disk-full-bad = Le disque du coffre est plein : on peut lire, mais rien de nouveau ne peut être enregistré.
check-disk-full-next = « estafette forget ENVOI » libère de la place
check-disk-broken-bad = Impossible d’écrire dans le coffre ({ $value }).
check-disk-broken-next = vérifiez à qui est ce dossier, et si le disque est en panne
check-opened-ok = Envois ouverts : { $value }.
check-opened-bad = Envois ouverts : { $value }.
check-closed-ok = Chaque envoi est scellé pour une clé que cette machine possède.
check-closed-bad = Envois scellés pour des clés que cette machine n’a pas : { $value }.
check-closed-next = ouvrez-les sur votre autre machine ; ou « estafette keys take-over », puis « estafette fetch --reseal »
check-broken-ok = Aucun fichier n’est abîmé.
check-broken-bad = Abîmé, illisible ou absent : { $value }
check-broken-next = « estafette doctor --repair », puis « estafette fetch »
check-broken-roster-bad = Abîmé, illisible ou absent : { $value }
check-broken-roster-next = « estafette join ADRESSE --pin CODE », comme au premier jour
check-broken-keys-bad = Abîmé, illisible ou absent : { $value }
check-broken-keys-next = gardez une copie de ce dossier, puis « estafette restore » avec votre sauvegarde, dans un dossier vide (--home)
check-repaired-ok = Fichiers mis de côté ou refaits : { $value }.
check-repaired-bad = Rien n’a pu être mis de côté.
check-repaired-next = vérifiez qu’on peut écrire sur le disque
check-aside-ok = Aucun fichier abîmé n’est mis de côté.
check-aside-bad = Fichiers abîmés, mis de côté : { $value }.
check-aside-next = ils sont dans le dossier « aside » du coffre ; effacez-les quand tout est revenu
check-closed-to-others-ok = Fichiers et dossiers refermés aux autres : { $value }.
check-kept-ok = Le coffre est sur un disque.
check-kept-bad = Le coffre est en mémoire : il disparaît à l’arrêt.
check-kept-next = « --home » ou ESTAFETTE_HOME vers un disque chiffré
check-passphrase-ok = Le coffre s’ouvre.
check-passphrase-bad = Le coffre ne s’ouvre pas.
check-passphrase-next = essayez « estafette inbox » et la bonne phrase de passe
check-replies-ok = Aucune réponse n’attend.
check-replies-bad = Réponses qui attendent d’être envoyées : { $value }.
check-replies-next = « estafette fetch » les envoie
check-joined-ok = Un réseau est rejoint.
check-joined-bad = Aucun réseau n’est rejoint.
check-joined-next = « estafette join ADRESSE --pin CODE »
check-clock-ok = L’horloge n’est pas en retard.
check-clock-bad = L’horloge est en retard : le dernier annuaire accepté est plus récent.
check-clock-next = mettez l’horloge à l’heure
check-server-ok = Le serveur répond.
check-server-bad = Le serveur ne répond pas.
check-server-next = vérifiez que le serveur, et le tunnel vers lui, fonctionnent
check-roster-ok = L’annuaire du serveur suit celui qui est connu.
check-roster-bad = L’annuaire du serveur n’est pas valable.
check-roster-next = demandez à votre coordination, pas au serveur
check-expiry-ok = L’annuaire vaut jusqu’au { $value }.
check-expiry-bad = L’annuaire ne vaut que jusqu’au { $value }.
check-expiry-next = « estafette fetch » ; si rien ne change, demandez un nouvel annuaire à votre coordination
check-receiving-bad = Rien ne peut être scellé à : { $value }. Le certificat ne reçoit plus, et il n’y a pas de clé de cette semaine.
check-receiving-next = « estafette fetch » sur la machine de cette personne publie des clés ; ou donnez à la coordination un request.toml avec un certificat qui reçoit
check-standing-ok = Vous êtes dans l’annuaire.
check-standing-bad = Vous n’êtes pas dans l’annuaire, ou pas avec ces clés.
check-standing-next = donnez request.toml à votre coordination
check-epochs-ok = Semaines à venir qui ont une clé : { $value }.
check-epochs-bad = Semaines à venir qui ont une clé : { $value } seulement.
check-epochs-next = « estafette fetch »

doing-roster = annuaire
ask-sign = Signer cet annuaire ? [o/N]
say-roster-root = Racine { $name } créée. Son empreinte, à comparer de vive voix :
say-roster-root-files = { $secret } est scellé par votre phrase de passe : gardez-le hors ligne. { $public } se donne à la coordination.
next-roster-root = avec toutes les racines : estafette roster new --root NOM.asc --root …
say-roster-number = Annuaire n° { $number }, valable jusqu’au { $expires }
say-roster-pin = Le code du réseau, à donner de vive voix : { $pin }
say-roster-roots = { $threshold } de ces { $roots } racines doivent signer :
say-roster-signed = a signé
say-roster-unsigned = n’a pas signé
say-roster-kept = gardé { $days } jours
say-roster-changes = Ce qui change depuis le précédent :
say-roster-no-change = Rien ne change.
say-roster-pushed = Le serveur a l’annuaire n° { $number }, qui est désormais en vigueur.
next-roster-fill = des sections (estafette roster add-section), puis des éditeurices (estafette roster add-editor)
next-roster-sign = chaque racine signe, sur sa machine, avec roster.toml, le précédent et les request-*.toml : estafette roster sign --root NOM.age
next-roster-push = estafette roster push ; pour un premier annuaire, donnez roster.toml et ses signatures au serveur
say-change-expires = valable jusqu’au :
say-change-threshold = nombre de racines qui doivent signer :
say-change-root-added = nouvelle racine : { $what }
say-change-root-removed = racine retirée : { $what }
say-change-section-added = nouvelle section : { $what }
say-change-section-removed = section retirée : { $what }
say-change-editor-added = nouvel·le éditeurice : { $what }
say-change-editor-removed = éditeurice retiré·e : { $what }
say-roster-former-roots = Les racines précédentes décident de ce changement : { $threshold } sur { $roots } doivent signer. Celles qui partent :
say-roster-none = (aucun)
label-roster-instance = Réseau :
label-roster-hash = Empreinte de cet annuaire :
label-roster-previous = Empreinte du précédent :
label-roster-source = Adresse pour les sources :
label-roster-editors = Adresse pour les éditeurices :
say-roster-silence-yes = Le silence d’une source à qui on a montré ce qui sera publié est un oui.
say-roster-silence-no = Le silence d’une source à qui on a montré ce qui sera publié n’est PAS un oui.
say-roster-site = Son site : { $site }
say-roster-section = Section { $section }
say-roster-liveness = prévient quand personne n’a relevé la boîte depuis { $weeks } semaines
say-roster-unread = quand le disque manque de place, ce que personne n’a ouvert reste au moins { $days } jours
say-roster-no-liveness = ne montre pas quand la boîte a été relevée
say-roster-rules = Règles ({ $language }) :
say-roster-editor = Éditeurice { $handle }, lit pour : { $sections }
say-roster-vouched = Son certificat garantit cette clé d’appareil, par sa demande signée.
say-roster-vouched-before = Comme dans l’annuaire précédent.
say-roster-vouched-unsigned = ATTENTION : sa demande n’est pas signée. Comparez ces mots de vive voix : qui a cette clé entre à sa place et signe ses réponses.
say-roster-vouched-differs = ATTENTION : sa demande porte d’AUTRES clés que l’annuaire. Ne signez pas avant d’avoir compris pourquoi.
say-roster-vouched-no-request = ATTENTION : aucune demande signée n’est dans ce dossier. Comparez ces mots de vive voix, ou demandez-la.
say-roster-former-absent = L’annuaire précédent n’est pas dans ce dossier : ce qui change ne peut pas être montré. Relisez tout ce qui précède.
say-roster-former-other = ATTENTION : le fichier de l’annuaire précédent n’est pas celui que cet annuaire désigne.
say-roster-note-unsigned = La demande de { $handle } n’est pas signée : rien ne garantit sa clé d’appareil. Comparez-en les mots de vive voix avant de signer.
say-roster-note-revokers = Le certificat de { $handle } désigne d’autres clés qui peuvent le révoquer ({ $revokers }) : demandez si cela a été fait.
say-change-instance = autre réseau :
say-change-number = numéro :
say-change-previous = suit un autre annuaire :
say-change-address-source = adresse pour les sources :
say-change-address-editors = adresse pour les éditeurices :
say-change-silence = ce que veut dire le silence d’une source :
say-change-root-name = nom de la racine { $what } :
say-change-root-cert = certificat mis à jour de la racine { $what } :
say-change-section-retention = { $what }, jours gardés :
say-change-section-unread = { $what }, jours pendant lesquels reste au moins ce que personne n’a ouvert, quand le disque manque de place :
say-change-section-site = { $what }, son propre site :
say-change-section-silence = { $what }, ce que veut dire le silence d’une source :
say-change-section-liveness = { $what }, semaines avant de prévenir que la boîte n’est pas relevée :
say-change-section-languages = { $what }, langues :
say-change-section-title = titre de { $what } :
say-change-section-rules = règles de { $what } :
say-change-editor-device = clé d’appareil de { $what } :
say-change-editor-cert = certificat de { $what } :
say-change-editor-cert-renewed = certificat mis à jour de { $what } :
say-change-order = l’ordre des racines, des sections ou des éditeurices
say-change-other = le fichier, d’une manière que ce programme ne sait pas montrer : ne signez pas
say-change-editor-sections = { $what } lit pour :

doing-keys = clés
say-keys-none = Aucune semaine n’a de clé ; « estafette fetch » en fait.
say-keys-until = lisible jusqu’au { $day }
say-keys-day = Cette machine dit que nous sommes le { $day }.
say-keys-not-published = Les nouvelles clés ne sont pas publiées :
next-keys = « estafette fetch » les publiera, quand le serveur répondra
say-keys-rotated = De nouvelles clés reçoivent dès maintenant. Ce qui est arrivé avant s’ouvre encore, jusqu’à sa date.
say-keys-took-over = Les clés de cette machine reçoivent dès maintenant. Ce qui était scellé pour l’autre machine s’y ouvre encore, mais pas ici. L’autre machine l’apprendra à son prochain « fetch », et ne publiera plus rien.
say-keys-other-machine = Une autre machine a publié ses clés avec votre certificat (une sauvegarde remise en service, un dossier copié). Ce qui arrive est scellé pour cette machine-là. Celle-ci n’a rien publié, pour que l’autre puisse continuer à recevoir.
next-keys-reseal = « estafette fetch --reseal » : les autres éditeurices vous scelleront ce qui ne s’ouvre que là-bas
next-take-over = lisez sur l’autre machine ; ou, pour continuer avec celle-ci, « estafette keys take-over »

doing-backup = sauvegarde
say-backup-made = Sauvegarde écrite : { $file }
say-backup-holds = Elle a votre certificat, votre clé d’appareil, l’annuaire et vos sites. Elle n’a ni les envois, ni les brouillons, ni la phrase de passe, ni les clés des semaines.
say-backup-with-epochs = Elle a votre certificat, vos clés, l’annuaire et vos sites, et aussi les clés des semaines : avec le papier, elle ouvre ce qui attend d’être lu. Elle n’a ni les envois, ni les brouillons, ni la phrase de passe.
say-backup-same-paper = Elle s’ouvre avec la clé de papier que vous avez déjà.
say-paper = La clé de papier. Recopiez ces mots maintenant : ils ne seront plus montrés.
next-paper = rangez le papier loin du fichier, et ne le photographiez jamais ; puis « estafette restore --check FICHIER »

doing-restore = reprise d’une sauvegarde
say-restore-fits = Le fichier et le papier vont ensemble : c’est la sauvegarde de « { $handle } ».
say-restore-made = Le coffre de « { $handle } » est de retour : { $home }
say-restore-looked-at = Tout s’ouvre à nouveau : certificat, clé d’appareil, réseau, sites ({ $sites }).
next-take-over-lost = si l’ancienne machine est perdue : « estafette keys take-over », puis « estafette fetch »
say-restore-closed = Les clés des semaines n’étaient pas dans la sauvegarde : ce qui leur était scellé ne s’ouvre pas d’ici.
next-restore = si l’ancienne machine est perdue : « estafette keys take-over », puis « estafette fetch --reseal » ; les autres éditeurices de la section vous scelleront ce qui attend

doing-withdraw = retrait
say-withdraw-nothing = Rien n’attend sous ce nom de code.
say-withdraw-waits =
    { $count ->
        [one] { $count } envoi est encore sur le serveur :
       *[other] { $count } envois sont encore sur le serveur :
    }
say-withdraw-day = arrivé le { $day }
say-withdraw-gone =
    { $count ->
        [one] Retiré : { $count } envoi n’est plus sur le serveur. Qui l’a déjà relevé l’a encore.
       *[other] Retirés : { $count } envois ne sont plus sur le serveur. Qui les a déjà relevés les a encore.
    }
next-withdraw = « estafette withdraw ENVOI », ou --all pour tout retirer

doing-send = envoi
say-codename =
    Votre nom de code, à noter maintenant, hors de cette machine :
      { $codename }
say-roster-age = Annuaire n° { $number }, signé le { $day }, valable jusqu’au { $until }.
say-roster-age-unknown = Annuaire n° { $number }, valable jusqu’au { $until }.
say-roster-not-kept = Cet annuaire ne peut pas être retenu sur cette machine : un serveur pourra en donner un plus ancien sans que cela se voie.
say-send-by-cert = Attention : le serveur ne montre aucune clé de cette semaine pour { $editors }. Ce sera scellé à leur clé durable : quiconque la prendra, même dans des années, pourra l’ouvrir. Un serveur malveillant peut cacher les clés de la semaine : demandez à la section si c’est normal.
say-silent = Personne n’a relevé la boîte de cette section depuis longtemps. Votre envoi pourrait attendre, et s’effacer sans avoir été lu.
say-going-on = La connexion s’est coupée. Rien n’est perdu : l’envoi se poursuit là où il en était.
say-send-arrived =
    { $count ->
        [one] Votre envoi est arrivé, et gardé : seul·es les éditeurices de la section peuvent l’ouvrir.
       *[other] { $count } envois sont arrivés, et gardés : seul·es les éditeurices de la section peuvent les ouvrir.
    }
say-send-codename = C’est votre nom de code : lui seul permet de lire les réponses et de retirer l’envoi. Personne ne peut vous le redonner.
say-send-discarded =
    { $count ->
        [0] Rien n’attendait.
        [one] { $count } envoi interrompu est effacé d’ici.
       *[other] { $count } envois interrompus sont effacés d’ici.
    }
next-send = « estafette replies » dans quelques jours ; « estafette withdraw » pour retirer l’envoi
doing-replies = réponses
say-replies-none = Pas de réponse sous ce nom de code.
say-replies-count =
    { $count ->
        [one] { $count } réponse.
       *[other] { $count } réponses.
    }
say-replies-not-editors = Attention : qui a signé cette réponse ne figure pas, ou plus, dans l’annuaire de la section. Cela peut être quelqu’un qui est parti ou a changé d’appareil, ou quelqu’un d’autre. Ne faites rien de risqué sur sa foi : écrivez à la section. Ses fichiers ne sont pas enregistrés.
say-replies-refused =
    { $count ->
        [one] { $count } réponse ne s’ouvre pas : elle n’est pas montrée.
       *[other] { $count } réponses ne s’ouvrent pas : elles ne sont pas montrées.
    }
say-replies-deleted =
    { $count ->
        [one] { $count } réponse est effacée du serveur.
       *[other] { $count } réponses sont effacées du serveur.
    }
say-replies-stay =
    { $count ->
        [one] { $count } question reste sur le serveur jusqu’à son jour : effacer n’est pas répondre, et le silence vaudrait oui.
       *[other] { $count } questions restent sur le serveur jusqu’à leur jour : effacer n’est pas répondre, et le silence vaudrait oui.
    }
next-replies = « estafette send SECTION --again » pour répondre, « estafette replies --delete » pour effacer
say-asking-agent = gpg-agent va signer : il demandera peut-être une phrase de passe ou un code PIN.
say-tor = Tor cherche son réseau

# Sites, images, publication
label-picture = Image :
label-alt = Description :

ask-site-password = Mot de passe du compte, sur un WordPress son mot de passe d’application (il ne s’affiche pas) :
ask-part = Tout ce qui doit l’être est-il couvert dans ce morceau ? Si non, rien n’est approuvé : « image cover ENVOI N --add », comptez à partir de ses coordonnées [o/N]
ask-review = Tous les visages, plaques, badges et noms qui doivent l’être sont-ils couverts ? [o/N]

doing-site = sites
say-site-added = Site « { $site } » retenu.
say-site-checked = Site « { $site } » : il répond.
say-site-none = Aucun site n’est retenu. « estafette site add --help » dit comment faire.
say-site-no-posts = Rien de ce coffre n’est sur un WordPress ou un Gancio.
say-site-removed = Site « { $site } » oublié. Ce qui y est publié y reste.
say-site-zone = Les heures du site « { $site } » sont celles de { $zone }.
next-site = « estafette publish ENVOI --site { $site } »
say-account = Compte : { $name } ({ $roles }).
say-account-hidden = Une extension du site cache la liste des comptes (/users) : ce compte peut écrire, mais ses autres droits ne sont pas connus. Le mieux : le rôle « contributeur », avec le droit « upload_files ».
say-account-no-drafts = Ce compte ne peut pas écrire de brouillon.
say-account-no-uploads = Ce compte ne peut pas déposer d’image. Le mieux : le rôle « contributeur », avec le droit « upload_files ».
say-account-all = Ce compte a trop de droits : administrer, ou mettre n’importe quel code dans une page. S’il est volé, le site l’est aussi. Le mieux : le rôle « contributeur », avec le droit « upload_files ».
say-account-publishes = Ce compte peut publier : seul ce programme l’en empêche. Le mieux : le rôle « contributeur », avec le droit « upload_files ».
say-account-good = Ce compte écrit des brouillons, et ne peut rien publier : c’est ce qu’il faut.
say-account-languages = Langues que le site sépare : { $languages }.

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
say-publish-not-built = Le programme qui construit le site n’est pas sur cette machine : personne n’a vérifié que le site se construit encore.
say-dropped-category = Le site n’a pas pris la catégorie { $what } : elle n’existe pas, et ce compte ne peut pas la créer.
say-dropped-tag = Le site n’a pas pris l’étiquette { $what }.
say-dropped-cover = Le site n’a pas pris l’image à la une.
say-dropped-alt = Le site n’a pas pris la description d’une image.
say-dropped-day = Le site n’a pas pris la date.
say-dropped-text = Le site a changé le texte ou le titre : relisez-le là-bas.
say-dropped-signs = Le site montre autrement certains caractères du texte : { $what }. Vérifiez l’aperçu là-bas ; ce texte doit rester tel quel.
say-dropped-shown = Le site a gardé le texte, mais ne le montre pas tel qu’il a été envoyé. Voulu : « { $meant } ». Affiché : « { $instead } ». Vérifiez l’aperçu là-bas.
say-dropped-page = L’article n’est plus publié, mais un cache montre encore sa page. Demandez à qui administre le site de vider ce cache.
say-dropped-language = Le site sépare les langues, et n’a pas celle de ce texte : choisissez-en une là-bas.
say-dropped-calendar = Le site n’a pas pris le fichier pour les agendas (event.ics) : ce compte ne peut pas déposer de fichier, ou le site refuse ce type.
say-dropped-event = L’agenda du site n’a pas pris la date ou le lieu tels quels : vérifiez-les là-bas.
say-dropped-hours = Ce site ne connaît pas d’événement sans heure : il y va de 0 h à 23 h 59.
say-dropped-pictures = Ce site ne prend qu’une image : seule la première y est.
next-published-branch = relisez la branche, puis fusionnez-la ; « estafette unpublish { $item } » la retire
next-published-post = relisez le brouillon sur le site ; « estafette site follow » dira ce qu’il devient, « estafette unpublish { $item } » le retire

doing-image = images
image-raw = telle que reçue
image-made = refaite, pas encore relue
image-reviewed = relue
cover-solid = aplat
cover-mosaic = mosaïque
say-image-about = { $width } × { $height } ; zones couvertes : { $count } ({ $cover })
say-image-made = Image { $number }, refaite à partir de ses pixels
say-image-incomplete = La fin de cette image n’est pas arrivée : il en manque { $missing } % (en bas, ou partout si elle est floue).
say-image-in-part = Une partie n’a pas pu être dessinée (une police, une image) : comparez avec le fichier.
say-image-part = Morceau { $at } sur { $count }, à { $area } (gauche, haut, taille) :
say-image-making = Image { $number } ({ $at } sur { $count })…
say-image-failed = Image { $number } : { $cause }
say-image-reviewed = Image { $number } relue : elle peut être publiée.
say-image-look = Regardez ces deux images (elles sont en mémoire, et disparaissent après votre réponse) : ce qui serait publié, puis ce qui est sous chaque zone.
say-image-areas = Zones couvertes : { $count }. Le programme ne trouve que les visages de face : cherchez les autres, les plaques, les badges, les tatouages, les noms.
next-image-clean = « estafette image clean { $item } »
next-image-review = « estafette image review { $item } { $number } --alt "ce qu’elle montre" » ; « image cover » change les zones
next-image-publish = « estafette publish { $item } --site NOM --with-pictures »
say-image-paper = Feuille redressée, papier blanchi
say-transcript-address = Mis à part, car cela ressemble à une adresse pour répondre :
say-transcript-words = Image { $number }, lue en { $languages }. Mots : { $count }
say-transcript-unsure = Mots incertains : { $count }. Chacun est écrit « { $before }mot{ $behind } » ; tant qu’il en reste, rien n’est publié. Regardez l’image, corrigez le mot, effacez les signes ; ce que personne ne peut lire s’écrit [illisible].
say-transcript-mostly-unsure = Presque rien n’est sûr : une écriture à la main ne se lit guère ainsi. Tapez plutôt la lettre.
say-transcript-not-paper = Cette image n’est ni redressée ni blanchie : « estafette image clean { $item } { $number } --paper », puis recommencez, si elle montre une feuille.
say-transcript-apart = Lignes mises à part, car elles ressemblent à une adresse pour répondre : { $count }. Elles ne sont pas dans le texte ; « estafette draft » les montre sous les ciseaux.
say-draft-replaces = Un texte tapé est arrivé aussi. Ce brouillon prend sa place : avant de publier, « estafette publish » montre ce qui les distingue et demande si cela doit être.
next-transcript = « estafette draft { $item } --from-picture { $number } »
next-draft-unsure = « estafette draft { $item } », à côté de l’image
template-transcript = Lu dans une image par un programme, qui se trompe : comparez chaque mot. Ce qui est entre { $before } et { $behind } est incertain : corrigez, puis effacez ces signes. Rien n’est publié tant qu’il en reste.
template-transcript-picture = Pour voir l’image { $number }, dans un autre terminal : estafette image review { $item } { $number } --alt "Une lettre" (elle reste jusqu’à votre réponse)
template-transcript-address = Adresse pour répondre, semble-t-il : pas dans le texte, jamais publiée. Si une ligne est de la lettre, recopiez-la au-dessus.

say-proof-yes = La personne a dit oui à ce texte.
say-proof-no = La personne a dit non à ce texte.
say-proof-silent = La personne a vu ce texte et n’a pas répondu avant le { $day } : d’après ce qu’on lui avait dit, c’est un oui.
say-proof-silent-other = La personne a vu une autre version, et n’a pas répondu avant le { $day }. Sur celle-ci, elle n’a rien dit.
say-proof-silent-no = La personne n’a pas répondu avant le { $day }. Son silence n’est pas un oui.
say-proof-silent-prisoner = La personne n’a pas répondu avant le { $day }. C’est la parole d’une personne enfermée : son silence n’est pas un oui.
say-proof-waits = La personne a été consultée, et peut répondre avant le { $day }.
say-proof-no-other = La personne a dit NON à une version antérieure. Sur celle-ci, elle n’a rien dit.
say-proof-yes-other = La personne a dit oui à une autre version que celle-ci.
say-proof-yes-pictures = La personne a dit oui à ce texte, mais avec d’autres images ou d’autres fichiers.
say-proof-said-yes = La personne a dit oui à ce qui lui a été montré.
say-proof-said-no = La personne a dit non à ce qui lui a été montré.
say-consent-words-yes = Avec son oui, le { $day }, la personne écrit ({ $item }) :
say-consent-words-no = Avec son non, le { $day }, la personne écrit ({ $item }) :
say-consent-files = Fichiers joints à cette réponse : { $count }.
say-consent-unread = De la même personne, pas encore lus : { $items }
say-publish-unseen = Image { $number } : relue d’après sa description, sans que ce programme l’ait montrée.
say-colleague = { $editor }, le { $day } : { $did }
say-newer = en dit plus, qu’une version plus récente du programme comprend
say-colleague-drafted = a un brouillon
say-colleague-replied = a répondu à la personne le { $day }
say-colleague-asked = a consulté la personne, réponse attendue avant le { $day }
say-concern-taken-back = l’envoi a été retiré par la personne, ou supprimé par la section
say-concern-said-no = la personne a dit non à une version antérieure
say-concern-changed = la personne a vu une autre version que celle-ci
say-concern-silence = la personne n’a pas répondu, et son silence n’est pas un oui
say-concern-words = la personne a joint des mots à son oui ou à son non, et personne ne les a lus
say-concern-colleague = un·e autre éditeurice s’en occupe aussi
say-concern-replaced = un texte tapé est arrivé, et un texte lu sur une image prend sa place
say-unheard = Le serveur n’a pas pu être consulté ({ $cause }) : la personne a peut-être retiré son envoi, ou dit non.
say-unheard-left =
    { $count ->
        [one] { $count } envoi n’a pas pu être lu : c’est peut-être une réponse.
       *[other] { $count } envois n’ont pas pu être lus : l’un d’eux est peut-être une réponse.
    }

say-inbox-still-published = Retiré par la personne qui l’a écrit, et encore publié : { $item } (« estafette unpublish { $item } »)
say-inbox-still-published-deleted = Supprimé du serveur par { $editor }, et encore publié : { $item } (« estafette unpublish { $item } »)
say-inbox-said-no = La personne a dit NON, et c’est encore publié : { $item } (« estafette unpublish »)
say-inbox-waiting = Une réponse attend d’être envoyée : { $item } (« estafette fetch » l’envoie)
say-inbox-answer-yes = oui à { $item }, avec des mots : { $words }
say-inbox-answer-no = NON à { $item }, avec des mots : { $words }
say-read-answer-yes = C’est un oui, avec des mots, à ce qui a été montré de { $item }.
say-read-answer-no = C’est un NON, avec des mots, à ce qui a été montré de { $item }.
say-unpublish-others = Ailleurs, et pas retiré par cette commande :
say-inbox-over = Rendez-vous passé : { $item } (« estafette archive » le range)
next-unpublish = « estafette unpublish { $item } » retire ce qu’il est devenu
doing-keep = conservation
say-keep-until = { $item } est gardé jusqu’au { $day }.
say-keep-usual = { $item } est gardé jusqu’au { $day } de toute façon.
say-keep-opens = Vos clés l’ouvrent jusqu’au { $day } ; chaque « estafette fetch » prolonge cela.
say-keep-here-alone = Le serveur ne l’a plus : il n’est gardé qu’ici.
say-keep-without = Ces éditeurices n’ont pas publié de clés, et ne pourront pas l’ouvrir plus longtemps : { $names }
doing-archive = archivage
say-archived = Rangé : { $item } (« inbox --all » le montre encore)
say-unarchived = De nouveau là : { $item }

doing-proof = épreuve
ask-proof = Montrer cela à la personne ? [o/N]
say-proof-plan = Petites images jointes : { $count }. Sans réponse avant le { $day }, ce sera un oui.
say-proof-plan-always = Petites images jointes : { $count }. Réponse demandée avant le { $day }. La personne est enfermée : son silence ne sera pas un oui, et la page le dit.
say-proof-plan-no = Petites images jointes : { $count }. Réponse demandée avant le { $day }. Le silence ne sera pas un oui, et la page le dit.
say-proof-sent = Montré. Sans réponse avant le { $day }, c’est un oui.
say-proof-sent-always = Montré. Réponse attendue avant le { $day } ; le silence n’est pas un oui.
say-proof-told = — Pour vous, et non pour la publication :
say-proof-read-in = Ce texte a été lu sur l’image ou les images que vous avez envoyées (fichier { $numbers }). Comparez-le avec l’original.
say-proof-changes = Il prend la place du texte que vous aviez tapé. Entre [-…-] ce qui disparaît, entre {"{"}+…+{"}"} ce qui s’ajoute :
say-proof-shown = Un site montre déjà ce texte autrement que vous ne l’aviez accepté :
next-proof = « estafette fetch » ramène la réponse, « estafette publish { $item } … » la montre
say-fetch-proof-yes = { $item } : la personne dit oui à ce que vous lui avez montré.
say-fetch-proof-no = { $item } : la personne dit NON à ce que vous lui avez montré.
say-fetch-proof-words = Et la personne ajoute des mots : « estafette read { $item } », avant de publier.
say-fetch-reply-sent = { $item } : la réponse qui attendait est partie.
say-fetch-reply-failed = { $item } : la réponse attend toujours ({ $cause }). « estafette reply { $item } --edit » la change.
say-fetch-reply-overtaken = { $item } : { $cause }
say-fetch-late = { $item } : la personne devait être consultée avant un jour qui est passé ; rien n’est parti. « estafette proof » recommence.
say-replies-proof = Voilà ce que la rédaction veut publier. Sans réponse avant le { $day }, c’est un oui.
say-replies-proof-always = Voilà ce que la rédaction veut publier. Répondez avant le { $day } si vous pouvez : votre silence ne sera pas pris pour un oui.
next-replies-proof = « estafette send { $section } --again --kind contact --publish background --message "…" --with proof="yes { $id }" », ou "no { $id }"

say-fetch-told =
    { $count ->
        [one] Dit aux autres éditeurices où en est { $count } envoi.
       *[other] Dit aux autres éditeurices où en sont { $count } envois.
    }

doing-unlock = ouverture du coffre
say-unlocked =
    { $minutes ->
        [one] Le coffre reste ouvert une minute ; « estafette lock » le referme.
       *[other] Le coffre reste ouvert { $minutes } minutes ; « estafette lock » le referme.
    }
doing-lock = fermeture du coffre
say-locked = Le coffre est refermé : sa clé n’est plus en mémoire.
say-locked-before = Le coffre était déjà fermé.

doing-template = réponses types
say-template-kept = La réponse type est gardée dans le coffre.
say-template-forgotten = La réponse type est oubliée.
say-template-stock = { $name } (du programme)
stock-received = Bien reçu, merci. Nous lisons votre envoi et vous répondons ici. Revenez voir dans quelques jours, avec votre nom de code.
stock-question = Merci pour votre envoi. Avant de publier, il nous manque quelque chose : { $message }
    Répondez ici, sous cette réponse, quand vous pourrez.
stock-published = C’est publié : { $page }
    Si quelque chose doit changer, ou disparaître, dites-le ici.
stock-declined = Merci pour votre envoi. Nous ne le publierons pas : { $reason }
    Vous pouvez nous répondre ici, ou retirer votre envoi.

doing-undo = retour en arrière
say-undone = C’est comme avant. Les autres l’apprennent à votre prochain « fetch ».
say-undo-changed = { $item } a changé depuis : laissé tel quel.

doing-config = réglages
config-by-itself-language = (celle du système)
config-by-itself-tor = (own : le Tor de ce programme)
config-by-itself-color = (auto : dans un terminal)
config-by-itself-editor = ($VISUAL, $EDITOR, sinon vi)

doing-completion = complétion
doing-manual = manuel

doing-claim = prise en main
doing-assign = attribution
doing-state = état
doing-tag = étiquetage
doing-note = note
say-marked = Les autres éditeurices le verront à votre prochain « estafette fetch ».
say-held = { $item } est entre les mains de { $editors }.
say-held-by-several = Plusieurs ont pris { $item } en même temps : { $editors }. Si personne ne le lâche, c’est { $first } qui l’a.
say-held-by-nobody = Personne n’a { $item } en main.
say-note = Note de { $editor }, { $day } :
say-note-passed-on = Note de { $editor }, { $day }, transmise par { $by } :
next-assign = « estafette assign { $item } --to VOTRE-NOM » le prend quand même

doing-forward = transmission
say-forward-to = À la section { $title } ({ $section }), que lisent : { $editors }
say-forward-retention =
    { $count ->
        [one] Ses clés ouvrent pendant { $count } jour.
       *[other] Ses clés ouvrent pendant { $count } jours.
    }
say-forward-why = Pourquoi, pour ses éditeurices :
say-forward-told = La personne qui l’a écrit recevra :
say-forward-not-told = La personne qui l’a écrit n’en saura rien : on ne peut pas lui répondre, ou elle le sait déjà.
say-forward-done = { $item } est aussi à la section { $section }, qui répond désormais.
say-forward-source-told = La personne qui l’a écrit l’a dans sa boîte.
say-forward-source-waits = Ce qu’on dit à la personne qui l’a écrit n’est pas parti ; « estafette fetch » l’enverra.
say-forward-source-not-told = Rien n’a été dit à la personne qui l’a écrit.
say-forward-without = Pas encore de clé cette semaine : { $editors }. Une prochaine relève le scellera pour ces personnes.
say-forwarded = Envoyé à { $from }, transmis à { $to } par { $editor }.
say-fetch-handed = { $item } : envoyé à { $from }, transmis à { $to } par { $editor }.
say-fetch-astray =
    { $count ->
        [one] Le serveur a montré { $count } envoi qui n’est d’aucune de vos sections, et que personne ne vous a transmis : il n’a pas été relevé.
       *[other] Le serveur a montré { $count } envois qui ne sont d’aucune de vos sections, et que personne ne vous a transmis : ils n’ont pas été relevés.
    }
say-consent-handed = Transmis à la section { $sections }, qui s’en occupe.
say-forget-forwarded = Il sera supprimé aussi pour la section { $sections }, à qui il a été transmis.
say-forget-block = Ce qui vient de la même personne ne sera plus mis de côté : votre décision disparaît avec cet envoi.

doing-block = mise de côté
say-block-done = Ce qui viendra encore de la personne qui a écrit { $item } est mis de côté, pour toute la section. Rien n’est supprimé.
say-block-undone = Ce qui vient de la personne qui a écrit { $item } n’est plus mis de côté.
say-blocked = { $editor } met de côté ce que cette personne écrit depuis le { $day } (« estafette block --undo »).
say-inbox-aside =
    { $count ->
        [one] { $count } envoi est mis de côté (« estafette inbox --aside »).
       *[other] { $count } envois sont mis de côté (« estafette inbox --aside »).
    }
say-fetch-aside =
    { $count ->
        [one] { $count } nouvel envoi est mis de côté (« estafette inbox --aside »).
       *[other] { $count } nouveaux envois sont mis de côté (« estafette inbox --aside »).
    }

# Ce que reçoit une source dont le texte a été transmis, dans sa langue.
source-handed-ar = نُقل نصّكم إلى مجموعة { $section }، وستجيبكم هنا. إذا سحبتموه، يُسحب من المجموعتين معًا.
source-handed-de = Dein Text wurde an die Sektion { $section } weitergegeben; sie antwortet dir hier. Wenn du ihn zurückziehst, verschwindet er bei beiden Sektionen.
source-handed-en = Your text was passed on to the section { $section }, which will answer you here. If you take it back, it is taken back from both sections.
source-handed-es = Tu texto se ha pasado a la sección { $section }, que te responderá aquí. Si lo retiras, se retira de las dos secciones.
source-handed-fr = Votre texte a été transmis à la section { $section }, qui vous répondra ici. Si vous le retirez, il l’est des deux sections.
source-handed-it = Il tuo testo è stato passato alla sezione { $section }, che ti risponderà qui. Se lo ritiri, viene ritirato da entrambe le sezioni.
source-handed-ku = Nivîsa we ji şaxa { $section } re hat şandin; ew ê li vir bersiva we bide. Heke hûn wê vekişînin, ew ji her du şaxan tê vekişandin.
source-handed-nl = Je tekst is doorgegeven aan de sectie { $section }, die je hier zal antwoorden. Als je hem intrekt, verdwijnt hij bij beide secties.
source-handed-tr = Metniniz { $section } grubuna iletildi; size buradan yanıt verecek. Metni geri çekerseniz iki gruptan da çekilir.

doing-thread = échange
doing-search = recherche
doing-agenda = agenda
say-thread-answered = réponse de la section
say-thread-asked = épreuve, réponse demandée avant le { $day } : { $answer }
say-thread-no-answer = pas de réponse
say-thread-yes = dit oui
say-thread-no = dit non
say-thread-noted = note de { $editor }
say-search-title = titre
say-search-text = texte
say-search-draft = brouillon
say-search-note = note
say-search-none = Aucun envoi n’a tous ces mots.
say-search-closed = { $count ->
    [one] 1 envoi ne s’ouvre pas : ce qu’il dit n’a pas été cherché.
   *[other] { $count } envois ne s’ouvrent pas : ce qu’ils disent n’a pas été cherché.
}
say-agenda-over = En retard, et pas encore fait
say-agenda-week = Semaine { $week }, du { $day }
say-agenda-none = Rien jusqu’au { $day }.
say-agenda-not-before = peut être publié
say-agenda-announce = à annoncer
say-agenda-appears = paraît sur le site
say-agenda-takes-place = a lieu
say-agenda-ends = se termine
say-agenda-answer = réponse attendue avant
say-agenda-closes = dernier jour où il s’ouvre
say-agenda-missed = effacé sans avoir été publié
say-agenda-written = Calendrier écrit : { $file }
