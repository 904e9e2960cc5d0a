# The desk (`estafette desk`): the whole terminal.
desk-title = { $count ->
    [0] the inbox is empty
    [one] 1 item
   *[other] { $count } items
}
desk-title-narrowed = { $shown } of { $count }
desk-opening = Opening the inbox…
desk-empty = Nothing in the inbox. f: fetch.
desk-nothing-narrowed = No item has these words. Esc: show all.
desk-no-item = No item is chosen.
desk-no-key = This key does nothing here. ?: help.
desk-quotes = A quotation mark is missing at the end.
desk-no-watch = The desk fetches only when you ask it to: f. To fetch again and again, `estafette fetch --watch` in another terminal.
desk-busy = Something is under way. Once more to leave all the same.
desk-locked = The desk is locked. Nothing that you read is left here. Type the passphrase, then Enter (it is not shown). Esc: leave.
desk-wrong = That is not the passphrase.
desk-hints-inbox = ? help  Enter read  f fetch  / narrow  r reply  d draft  P publish  q leave
desk-hints-item = ? help  ← → other item  r reply  d draft  i pictures  n note  P publish  q close
desk-hints-page = ? help  ↑ ↓ scroll  q close
desk-hints-command = Enter do it  Tab complete  ↑ earlier lines  Esc leave it
desk-hints-narrow = Enter keep  Esc show all
desk-hints-question = y yes  n no  ↑ ↓ scroll  Esc no answer
desk-hints-secret = Enter  ·  what you type is not shown  ·  Esc leave it
desk-help = help
desk-help-own =
    Enter, →  read the item         q, Esc  close the page
    ↑ ↓, j k  one line              Page ↑ ↓  one screen
    g G  the beginning, the end     ← →  the item before, after
    space  mark: a command is for everything that is marked
    /  show only what has these words
    :  type any command, without “estafette”
    L  lock                         Ctrl-Z  lock, and back to the shell
    Ctrl-L  draw anew               q  leave, from the inbox

    Each key below types a command. Those that need something more let you complete it.
desk-help-inbox = The inbox
desk-help-making = Texts and pictures
desk-help-publishing = Publishing
desk-help-colleagues = Between colleagues
desk-key-fetch = fetch what arrived
desk-key-thread = all of the same source
desk-key-agenda = what has a day
desk-key-search = look for words in texts
desk-key-inbox = choose what the inbox shows
desk-key-save = save the files
desk-key-keep = keep it longer
desk-key-archive = put away an event that is over
desk-key-forget = delete
desk-key-claim = take in hand
desk-key-release = let go of it
desk-key-assign = give to somebody
desk-key-state = say how far it is
desk-key-tag = label
desk-key-note = leave a note for the others
desk-key-reply = reply
desk-key-draft = draft
desk-key-pictures = the pictures
desk-key-clean = make the pictures new
desk-key-cover = cover something in a picture
desk-key-review = have looked over a picture, and describe it
desk-key-proof = show it to its source before publishing
desk-key-publish = publish
desk-key-unpublish = take back from a site
desk-key-export = export
doing-desk = desk
