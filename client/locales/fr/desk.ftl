# Le bureau (« estafette desk ») : le plein écran.
desk-title = { $count ->
    [0] boîte vide
    [one] 1 envoi
   *[other] { $count } envois
}
desk-title-narrowed = { $shown } sur { $count }
desk-opening = Ouverture de la boîte…
desk-empty = Rien dans la boîte. f : relever.
desk-nothing-narrowed = Aucun envoi ne correspond. Échap : tout montrer.
desk-no-item = Aucun envoi n’est choisi.
desk-no-key = Cette touche ne fait rien ici. ? : aide.
desk-quotes = Il manque un guillemet à la fin.
desk-no-watch = Le bureau ne relève que quand vous le demandez : f. Pour relever sans cesse, « estafette fetch --watch » dans un autre terminal.
desk-busy = Quelque chose est en cours. Encore une fois pour partir quand même.
desk-locked = Le bureau est verrouillé. Rien de ce que vous avez lu n’est resté ici. Tapez la phrase de passe, puis Entrée (elle ne s’affiche pas). Échap : partir.
desk-wrong = Ce n’est pas la bonne phrase de passe.
desk-hints-inbox = ? aide  Entrée lire  f relever  / chercher  r répondre  d rédiger  P publier  q partir
desk-hints-item = ? aide  ← → autre envoi  r répondre  d rédiger  i images  n noter  P publier  q fermer
desk-hints-page = ? aide  ↑ ↓ défiler  q fermer
desk-hints-command = Entrée faire  Tab compléter  ↑ lignes d’avant  Échap laisser
desk-hints-narrow = Entrée garder  Échap tout montrer
desk-hints-question = o oui  n non  ↑ ↓ défiler  Échap ne pas répondre
desk-hints-secret = Entrée  ·  ce que vous tapez ne s’affiche pas  ·  Échap laisser
desk-help = aide
desk-help-own =
    Entrée, →  lire l’envoi         q, Échap  fermer la page
    ↑ ↓, j k  une ligne             Page ↑ ↓  un écran
    g G  le début, la fin           ← →  l’envoi d’avant, d’après
    espace  marquer : la commande vaut pour tout ce qui est marqué
    /  ne montrer que ce qui contient ces mots
    :  taper n’importe quelle commande, sans « estafette »
    L  verrouiller                  Ctrl-Z  verrouiller et revenir au terminal
    Ctrl-L  redessiner              q  partir, depuis la boîte

    Chaque touche ci-dessous tape une commande. Celles qui attendent une suite vous laissent la compléter.
desk-help-inbox = La boîte
desk-help-making = Textes et images
desk-help-publishing = Publier
desk-help-colleagues = Entre collègues
desk-key-fetch = relever ce qui est arrivé
desk-key-thread = tout de la même source
desk-key-agenda = ce qui a une date
desk-key-search = chercher dans les textes
desk-key-inbox = choisir ce que la boîte montre
desk-key-save = enregistrer les fichiers
desk-key-keep = garder plus longtemps
desk-key-archive = ranger un événement passé
desk-key-forget = supprimer
desk-key-claim = prendre en main
desk-key-release = ne plus avoir en main
desk-key-assign = confier à quelqu’un
desk-key-state = dire où on en est
desk-key-tag = étiqueter
desk-key-note = noter pour les autres
desk-key-reply = répondre
desk-key-draft = rédiger
desk-key-pictures = les images
desk-key-clean = refaire les images
desk-key-cover = couvrir dans une image
desk-key-review = avoir regardé une image, et la décrire
desk-key-proof = montrer à la source avant de publier
desk-key-publish = publier
desk-key-unpublish = retirer d’un site
desk-key-export = exporter
doing-desk = bureau
