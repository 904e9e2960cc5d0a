# L’aide. L’anglais est dans la grammaire (src/cli/), sauf les titres.
help-heading-usage = Utilisation :
help-heading-verbs = Commandes
help-heading-general = Options générales
help-heading-examples = Exemples :

help-estafette = Lire, répondre et publier ce que des personnes envoient à votre section.
help-estafette-after =
    Premiers pas :
    {"  "}estafette init --handle anna
    {"  "}estafette join http://127.0.0.1:8081 --pin 1234-…
    {"  "}estafette fetch
    {"  "}estafette inbox

    Codes de fin : 0 fait, 1 échec, 2 mauvaise utilisation, 3 fait en partie, 4 vous avez dit non.
help-init = Créer votre coffre et vos clés
help-join = Rejoindre un réseau, avec l’adresse et le code de sa coordination
help-fetch = Relever ce qui est arrivé ; tout reste scellé
help-inbox = Lister ce qui a été relevé
help-read = Lire un envoi
help-reply = Répondre à la personne
help-save = Enregistrer les fichiers joints
help-draft = Écrire le texte à publier, dans votre éditeur
help-publish = Publier sur un site
help-forget = Supprimer un envoi
help-unlock = Garder le coffre ouvert un moment
help-lock = Refermer le coffre tout de suite
help-doctor = Examiner coffre, machine et réseau ; dire quoi faire
help-completion = Écrire les complétions d’un shell

help--home = Dossier du coffre [défaut : $ESTAFETTE_HOME, sinon estafette dans le dossier des données]
help--passphrase_file = Lire la phrase de passe sur la première ligne d’un fichier, ou de l’entrée standard (-)
help--lang = Langue des réponses : fr ou en [défaut : celle du système]
help--tor = Quel Tor : own (dans ce programme), ou le port SOCKS d’un Tor qui tourne, 127.0.0.1:9050 ou unix:/CHEMIN
help--json = Répondre en JSON, pour des programmes
help--quiet = Ne dire que ce qui est demandé
help--color = Quand mettre de la couleur : auto, always ou never
help--help = Afficher l’aide
help--version = Afficher la version
help--item = Le début de l’identifiant d’un envoi, comme « inbox » le montre
help--yes = Ne pas demander
help--allow_disk = Écrire sur un disque si aucun dossier n’est en mémoire

help-init--handle = Votre nom dans l’annuaire : a-z, 0-9 et tirets
help-init--from = Prendre les clés d’un fichier scellé qu’on vous a donné, au lieu d’en créer
help-init--cert = Recevoir et signer avec ce certificat OpenPGP ; ses clés secrètes restent dans gpg-agent, ou sur une carte à puce
help-init--allow_weak = Accepter une phrase de passe facile à deviner
help-init--work_factor = Ce que coûte un essai de phrase de passe, en puissance de deux : 18 fait environ une seconde et 256 Mo
help-join--address = Où répond le côté des éditeurices : http://….onion, http://127.0.0.1:PORT ou unix:/CHEMIN
help-join--pin = Le code du réseau, 40 chiffres ou 15 mots entendus de votre coordination et non du serveur
help-fetch--max_size = Laisser sur le serveur les envois de plus de tant de Mio
help-fetch--retry = Redemander ce qui ne s’est pas ouvert
help-fetch--reseal = Faire sceller à nouveau par les autres éditeurices ce qu’aucune de vos clés n’ouvre, après une perte
help-inbox--section = Seulement cette section
help-inbox--kind = Seulement ce genre : tip, communique, prisoner, event, offer, invite, contact, correction
help-inbox--all = Aussi ce qui est publié
help-read--no_pager = Sans pagineur, si long que ce soit
help-read--keep_new = Laisser marqué comme nouveau
help-reply--message = La réponse elle-même ; votre shell la garde peut-être dans son historique
help-reply--file = La réponse est dans ce fichier, ou sur l’entrée standard (-)
help-reply--yes = Ne pas demander avant d’envoyer
help-save--out = Dans ce dossier, créé au besoin [défaut : estafette-ENVOI, ici]
help-save--file = Seulement le fichier de ce numéro, comme « read » le montre ; peut se répéter
help-draft--file = Prendre le texte dans ce fichier, ou sur l’entrée standard (-), sans ouvrir d’éditeur
help-publish--to = Le dossier d’un site Hugo ou Zola
help-publish--site = Un site par son nom ; avec --to, retenir le dossier sous ce nom
help-publish--draft = Marquer la page comme brouillon : Hugo ne la montre pas
help-publish--undo = Retirer ce qui a été publié, si personne ne l’a changé depuis
help-forget--on_server = Aussi sur le serveur, pour toute la section
help-unlock--minutes = Pendant combien de minutes
help-doctor--offline = Ne pas parler au serveur
help-completion--shell = bash, zsh, fish, elvish ou powershell

help-roster = Faire, signer et apporter l’annuaire : qui lit pour quelle section
help-roster--dir = Le dossier de l’annuaire et de ses signatures
help--dir = Le dossier de l’annuaire et de ses signatures
help-roster-root = Créer une racine, qui signe les annuaires sur une machine jamais en ligne
help-roster-root--name = Son nom dans l’annuaire : a-z, 0-9 et tirets
help-roster-root--allow_weak = Accepter une phrase de passe facile à deviner
help-roster-root--work_factor = Ce que coûte un essai de phrase de passe, en puissance de deux : 18 fait environ une seconde et 256 Mo
help-roster-new = Commencer un annuaire avec ces racines
help-roster-new--root = Le certificat public d’une racine, écrit par « roster root » ou par gpg ; peut se répéter
help-roster-new--threshold = Combien de racines doivent signer [défaut : plus de la moitié]
help-roster-new--expires = Le dernier jour où il compte [défaut : dans 180 jours]
help-roster-add-section = Ajouter une section, ou en modifier une
help-roster-add-section--name = Son nom dans les adresses : a-z, 0-9 et tirets
help-roster-add-section--title = Comment on l’appelle, par langue, la sienne d’abord ; peut se répéter
help-roster-add-section--rules = Un fichier avec ses règles éditoriales, par langue ; peut se répéter
help-roster-add-section--retention_days = Jours pendant lesquels un envoi est gardé
help-roster-add-section--liveness_weeks = Montrer aux sources quand la boîte a été relevée, et les prévenir après tant de semaines
help-roster-add-editor = Ajouter un·e éditeurice par la demande qu’« init » a écrite, ou lui donner de nouvelles clés
help-roster-add-editor--request = Son request.toml
help-roster-add-editor--section = Une section pour laquelle iel lit ; peut se répéter
help-roster-remove-editor = Retirer un·e éditeurice
help-roster-remove-editor--handle = Son nom dans l’annuaire
help-roster-renew = Prolonger l’annuaire
help-roster-renew--expires = Le dernier jour où il compte [défaut : dans 180 jours]
help-roster-sign = Signer avec une racine
help-roster-sign--root = Le fichier scellé de « roster root »
help-roster-sign--yes = Ne pas demander avant de signer
help-roster-show = Montrer l’annuaire : code, racines et qui a signé, sections, éditeurices
help-roster-diff = Dire ce qui change depuis un autre annuaire
help-roster-diff--old = Le fichier de l’autre annuaire
help-roster-push = L’apporter au serveur que ce coffre a rejoint

help-send = Écrire à une section, scellé sur cette machine pour ses éditeurices
help-send--section = La section
help-send--files = Les fichiers à envoyer avec
help-send--kind = Ce que c’est : tip, communique, prisoner, event, offer, invite, contact ou correction
help-send--publish = Ce qui peut être publié : as-written (tel quel), edited (réécrit), ou background (rien)
help-send--not_before = Ne pas publier avant ce jour
help-send--sign_as = Signer ainsi [défaut : sans signature]
help-send--details = Un champ de ce genre d’envoi : subject, prison, starts, ends, place, publish-from, offers ou page ; peut se répéter
help-send--language = La langue du texte [défaut : celle des réponses]
help-send--message = Le texte lui-même ; votre terminal le garde peut-être dans son historique
help-send--file = Le texte est dans ce fichier, ou sur l’entrée standard (-)
help-send--again = Avec un nom de code que vous avez déjà : la suite d’un échange
help-send--resume = Reprendre un envoi interrompu
help-send--patience = Secondes pendant lesquelles on essaie encore quand rien ne passe
help-send--discard = Jeter ce qui a été interrompu
help-send--allow_disk = Écrire sur un disque si aucun dossier en mémoire n’est trouvé
help-send--yes = Ne pas demander avant d’envoyer
help-replies = Lire les réponses à ce que vous avez envoyé, avec son nom de code
help-replies--out = Enregistrer les fichiers des réponses dans ce dossier, créé s’il le faut
help-replies--delete = Effacer les réponses du serveur
help-replies--yes = Ne pas demander avant d’effacer
help-withdraw = Reprendre ce que vous avez envoyé, avec son nom de code
help-withdraw--item = Le début d’un identifiant ; sans lui, ce qui attend est listé
help-withdraw--all = Tout ce qui attend
help-keys = Montrer vos clés, ou en faire de nouvelles
help-keys-show = Montrer le certificat, et les semaines qui ont une clé
help-keys-tor = Écrire la clé avec laquelle un Tor à vous trouve le service des éditeurices, pour son ClientOnionAuthDir
help-keys-rotate = Faire de nouvelles clés de semaines, les publier, et détruire celles que l’horloge de cette machine a périmées
help-backup = Sauvegarder vos clés, scellées à une clé de papier
help-backup--file = Le fichier à écrire
help-backup--new_paper_key = Faire une nouvelle clé de papier ; l’ancienne ouvre les sauvegardes d’avant, et aucune autre
help-backup--with_epoch_keys = Y mettre aussi les clés des semaines : qui a le fichier et le papier ouvre alors ce qui attend d’être lu
help-backup--replace = Remplacer le fichier, s’il existe
help-restore = Faire un coffre d’une sauvegarde et de sa clé de papier
help-restore--file = La sauvegarde
help-restore--check = Voir seulement si le fichier et le papier vont ensemble
help-restore--words_file = Lire les mots de la clé de papier dans un fichier, ou sur l’entrée standard (-)
help-restore--allow_weak = Accepter une phrase de passe facile à deviner
help-restore--work_factor = Ce que coûte un essai de phrase de passe, en puissance de deux : 18 fait environ une seconde et 256 Mo

help-image = Rendre publiables les images d’un envoi
help-image-list = Lister les images d’un envoi, et où en est chacune
help-image-clean = Les refaire à partir de leurs points, trouver les visages et les couvrir
help-image-cover = Dire ce qui est couvert : visages, plaques, badges
help-image-review = Relire une image ; c’est seulement après qu’elle peut être publiée
help-image-clean--numbers = Seulement celles-ci, par numéro
help-image-cover--number = Le numéro de l’image
help-image-review--number = Le numéro de l’image
help-image-cover--add = Une zone de plus, en points de l’image que montre « image review » ; peut se répéter
help-image-cover--drop = Découvrir cette zone ; peut se répéter
help-image-cover--moves = Déplacer une zone ; peut se répéter
help-image-cover--all = Recommencer : tous les visages trouvés
help-image-cover--mosaic = En quelques gros carreaux
help-image-cover--solid = En une seule couleur
help-image-review--alt = Ce qu’elle montre, pour qui ne la voit pas ; ne nomme personne
help-image-review--yes = Ne rien demander : vous l’avez déjà relue
help-image-review--incomplete = Avec --yes : la prendre même si une partie n’en est pas arrivée
help-unpublish = Retirer ce qu’un envoi est devenu
help-unpublish--site = Seulement sur ce site [par défaut : partout où il est]
help-unpublish--delete = Sur un WordPress : supprimer l’article et ses images pour de bon, plutôt que de le remettre en brouillon
help-export = L’écrire dans un dossier, pour un site que ce programme ne connaît pas
help-export--out = Dans ce dossier, créé s’il le faut
help-site = Les sites où vous publiez
help-site-add = Retenir un site sous un nom, une fois vérifié
help-site-check = Dire ce qu’un compte peut faire sur un WordPress, ou si un dossier contient un site
help-site-show = Lister les sites
help-site-follow = Regarder ce que sont devenus les articles sur chaque WordPress
help-site-remove = Oublier un site ; ce qui y est publié y reste
help-site-add--name = Le nom que vous lui donnez
help-site-check--name = Le nom du site
help-site-remove--name = Le nom du site
help-site-add--hugo = Le dossier d’un site Hugo
help-site-add--zola = Le dossier d’un site Zola
help-site-add--git = Un dépôt qui contient un site statique ; chaque envoi y a sa branche
help-site-add--wordpress = Un WordPress : https://…, http://….onion ou http://127.0.0.1:PORT
help-site-add--login = Le compte, de préférence un seul pour tout le groupe
help-site-add--password = Lire son mot de passe d’application dans un fichier, ou sur l’entrée standard (-) [par défaut : demandé]
help-site-add--authority = Croire ce certificat, en PEM, en plus de ceux que croient les navigateurs
help-site-add--language = La langue du site
help-site-add--category = Une catégorie pour une section et un genre, * pour tous ; peut se répéter
help-site-add--tag = Une étiquette, de même
help-site-add--author = Le nom qui signe les commits
help-site-add--branch = La branche d’où partent les nouvelles
help-site-add--built_by_zola = Le site du dépôt est construit par Zola, pas par Hugo
help-publish--schedule = Sur un WordPress : le laisser devenir public à ce moment, à l’heure du site

help-archive = Ranger un envoi
help-archive--undo = Le ramener

help-proof = Montrer à qui l’a écrit ce qui sera publié, et lui laisser dire non
help-proof--until = Jusqu’à ce jour la personne peut dire non ; le silence vaut oui

# Ce qu’ont en commun les verbes d’une source
help-send--address = Où répond le côté des sources [défaut : ce que dit l’annuaire]
help-replies--address = Où répond le côté des sources [défaut : ce que dit l’annuaire]
help-withdraw--address = Où répond le côté des sources [défaut : ce que dit l’annuaire]
help--pin = Le code du réseau : alors il ne faut pas de coffre
help--codename_file = Lire le nom de code dans un fichier, ou sur l’entrée standard (-)

# Ce qui part avec un envoi
help--title = Le titre, si ni le brouillon ni la personne n’en donnent
help--with_pictures = Avec toutes ses images, une fois chacune relue (« image »)
help--with_file = Avec un fichier de texte ou une image, par son numéro ; peut se répéter
