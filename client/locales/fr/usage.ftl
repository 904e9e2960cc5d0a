# Ce qui est tapé de travers, et comment s’appelle ce qu’un verbe attend.
usage-value-missing = { $argument } attend une valeur : { $form }.
usage-value-not-possible = { $argument } n’accepte pas « { $value } ». Possible : { $valid }.
usage-value-not-valid = « { $value } » ne convient pas pour { $argument }. Il faut : { $form }.
usage-address-onion = « { $value } » est une adresse onion mal recopiée : elle a 56 lettres et chiffres avant « .onion ».
usage-address-elsewhere = « { $value } » : en clair, le programme ne parle qu’à cette machine (127.0.0.1, localhost, [::1]), jamais à une autre.
usage-address-https = « { $value } » : https n’est pas prévu. Il faut : http://….onion, http://127.0.0.1:PORT ou unix:/CHEMIN.
usage-out-of-range = « { $value } » ne convient pas pour { $argument }. Il faut un nombre { $reason }.
usage-range-between = de { $least } à { $most }
usage-range-from = d’au moins { $least }
usage-unknown-argument = « { $argument } » n’est pas prévu ici.
usage-unknown-verb = Il n’y a pas de commande « { $verb } ».
usage-missing-verb = Il manque une commande : { $valid }.
usage-missing-argument = Il manque un argument : { $argument }.
usage-conflict = { $argument } ne va pas avec { $prior }.
usage-conflict-alone = { $argument } ne va pas avec le reste.
usage-twice = { $argument } est donné deux fois.
usage-too-many-values = « { $value } » est de trop pour { $argument }.
usage-no-equals = { $argument } demande un signe = avant sa valeur.
usage-not-text = Un argument contient des octets qui ne sont pas de l’UTF-8.
usage-not-understood = Cette ligne de commande est incompréhensible.
usage-suggested = Peut-être : { $name }
usage-more = Pour en savoir plus : --help.
value-address = ADRESSE
form-address = http://….onion, http://127.0.0.1:PORT ou unix:/CHEMIN
value-day = JOUR
form-day = une date, comme 2026-12-05
value-yyyy-mm-dd = AAAA-MM-JJ
form-yyyy-mm-dd = une date, comme 2026-12-05
value-yyyy-mm-ddthh-mm = AAAA-MM-JJTHH:MM
form-yyyy-mm-ddthh-mm = une date et une heure, comme 2026-12-05T09:00
value-days = JOURS
form-days = un nombre de jours
value-weeks = SEMAINES
form-weeks = un nombre de semaines
value-word = MOT
form-word = un mot, ou plusieurs entre guillemets
value-minutes = MINUTES
form-minutes = un nombre de minutes
value-seconds = SECONDES
form-seconds = un nombre de secondes
value-mib = MIO
form-mib = un nombre entier de Mio
value-dir = DOSSIER
form-dir = un dossier
value-file = FICHIER
form-file = un fichier
value-field-value = CHAMP=VALEUR
form-field-value = le nom d’un champ, =, et ce qu’il contient, comme place=Bruxelles
value-item = ENVOI
form-item = le début d’un identifiant, quatre caractères au moins, chiffres et lettres de a à f, comme « estafette inbox » le montre
value-k = K
form-k = le numéro d’une zone, comme « image list » le montre
value-k-x-y-wxh = K=X,Y,LxH
form-k-x-y-wxh = le numéro d’une zone, =, et où elle va : 2=640,210,90x110
value-x-y-wxh = X,Y,LxH
form-x-y-wxh = gauche, haut, largeur x hauteur, en pixels : 640,210,90x110
value-kind = GENRE
form-kind = l’un de ces genres : %kinds%
value-lang = LANGUE
form-lang = une langue de ce programme, comme fr ou en
value-lang-file = LANGUE=FICHIER
form-lang-file = une langue, =, et un fichier : fr=regles.txt
value-lang-text = LANGUE=TEXTE
form-lang-text = une langue, =, et un texte : fr=Bruxelles
value-langs = LANGUES
form-langs = une langue ou plusieurs, comme fra ou fra+ara
value-m = M
form-m = un nombre de racines
value-n = N
form-n = un nombre entier
value-name = NOM
form-name = 1 à 32 caractères : a-z, 0-9 et tirets
value-name-address = NOM <ADRESSE>
form-name-address = un nom et une adresse : Rédaction <redaction@site.example>
value-pin = CODE
form-pin = un code de 40 caractères (0-9 et a-f) ou de 15 mots ; tirets et espaces ne comptent pas
value-remote = DÉPÔT
form-remote = l’adresse d’un dépôt git, ou son dossier
value-section = SECTION
form-section = le nom d’une section, 1 à 32 caractères : a-z, 0-9 et tirets
value-section-kind-slug = SECTION/GENRE=NOM
form-section-kind-slug = une section ou *, /, un genre ou *, =, et le nom court sur le site : */event=agenda
value-shell = SHELL
form-shell = bash, zsh, fish, elvish ou powershell
value-tag = LANGUE
form-tag = une langue, comme fr ou pt-BR
value-text = TEXTE
form-text = un texte
value-title = TITRE
form-title = un titre, sur une ligne
value-tor = TOR
form-tor = own, 127.0.0.1:9050 ou unix:/CHEMIN
value-what = QUOI
form-what = as-written (tel quel), edited (réécrit) ou background (rien)
value-when = QUAND
form-when = auto, always ou never
value-number = NUMÉRO
form-number = un numéro, comme 3, ou 3.2 pour la page 2 du fichier 3
value-zone = FUSEAU
form-zone = un fuseau horaire de l’IANA : Europe/Brussels, America/Montreal
value-answer = RÉPONSE
form-answer = yes (oui) ou no (non)
value-url = URL
form-url = https://NOM, ou http://….onion, et peut-être un chemin ; ni nom d’utilisateur, ni port, ni ?, ni #
value-command = COMMANDE
value-site = SITE
form-site = https://…, http://….onion ou http://127.0.0.1:PORT ; en http, jamais une autre machine
list-or = ou
value-handle = NOM
form-handle = le nom d’une éditeurice, comme l’annuaire le donne
value-state = ÉTAT
form-state = new, in-progress, waiting, ready, published ou declined
value-label = ÉTIQUETTE
form-label = une étiquette, de 40 caractères au plus
