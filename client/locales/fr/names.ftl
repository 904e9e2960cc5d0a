# Des noms : genres, accords, champs, états, colonnes.
kind-tip = information
kind-communique = communiqué
kind-prisoner = prison
kind-event = rendez-vous
kind-offer = coup de main
kind-invite = invitation
kind-contact = contact
kind-correction = correction

template-kind-tip = Information : vérifier, recouper, puis deux paragraphes d’information.
template-kind-communique = Communiqué : deux paragraphes d’information, sans analyse, sauf si l’accord dit « tel quel ».
template-kind-prisoner = Prison : se publie tel quel. Seul le titre est à vous ; un texte changé est refusé.
template-kind-event = Rendez-vous : quoi, quand, où. Annoncer au bon jour, ni avant ni après.
template-kind-offer = Coup de main : répondre plutôt que publier.
template-kind-invite = Invitation : répondre plutôt que publier.
template-kind-contact = Contact : répondre plutôt que publier.
template-kind-correction = Correction : corriger la page indiquée, puis répondre.

publish-as-written = publier tel quel
publish-edited = publier, réécrit
publish-background = ne pas publier : pour la rédaction

publish-short-as-written = tel quel
publish-short-edited = réécrit
publish-short-background = pour info

detail-subject = Titre :
detail-starts = Début :
detail-ends = Fin :
detail-place = Lieu :
detail-publish-from = À annoncer dès :
detail-offers = Offre :
detail-page = Page :
detail-prison = Prison :
detail-about = Au sujet de :
detail-from = De :
detail-proof = Réponse à l’épreuve :
detail-proof-silence = Silence vaut oui :
detail-proof-until = Réponse avant le :
detail-asked = Voulu par la source :

clue-codename = un nom de code dans le texte
clue-address = une adresse
clue-phone = un numéro de téléphone
clue-names = une liste de noms
clue-file-name = un nom de fichier qui nomme quelqu’un
clue-traces = un fichier qui dit où, quand, avec quoi ou par qui il a été fait
clue-cleaned = images nettoyées à l’envoi

trace-place = où
trace-moment = quand
trace-device = avec quel appareil
trace-author = par qui
trace-thumbnail = une vignette, peut-être d’avant les retouches
trace-embedded = un fichier dedans
trace-revisions = qui l’a modifié ou commenté
trace-people = qui y est nommé

state-new = nouveau
state-in-progress = en cours
state-waiting = en attente
state-ready = prêt
state-declined = refusé
state-read = lu
state-answered = répondu
state-drafted = brouillon
state-published = publié
state-forwarded = transmis
state-taken-back = retiré
state-deleted = supprimé
state-expired = expiré
state-unexplained = absent

head-item = ENVOI
head-state = ÉTAT
head-holder = QUI
head-kind = GENRE
head-section = SECTION
head-lang = LANGUE
head-mandate = ACCORD
head-day = JOUR
head-size = TAILLE
head-due = ÉCHÉANCE
head-thread = FIL

date-day =
    { $number ->
        [1] 1er
       *[other] { $number }
    } { $month } { $year }
date-month-1 = janvier
date-month-2 = février
date-month-3 = mars
date-month-4 = avril
date-month-5 = mai
date-month-6 = juin
date-month-7 = juillet
date-month-8 = août
date-month-9 = septembre
date-month-10 = octobre
date-month-11 = novembre
date-month-12 = décembre
