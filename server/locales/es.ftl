# Lo que lee una fuente. Se tutea («tú»); palabras neutras (quien, persona, integrantes), sin -x, -@ ni -e. Comillas «…» sin espacios.
# Un término para cada cosa:
#   section = sección · codename = nombre en clave (ocho palabras; en otros idiomas, ocho grupos de cifras) · submission = envío · answer, reply = respuesta
#   seal, sealed = sellar, sellado · roster = lista de integrantes de la sección · withdraw, take back = retirar
#   delete = borrar · box = buzón · fetched by the section = recogido · kept = guardado · thread = hilo
#   leaflet = folleto · address = dirección (.onion) · digits = cifras · form = formulario
# «Que se publique» en vez de «publicad / publiquen»: vale igual en España y en América.
site-name = Estafette
site-aim = Escribir a una sección, sin decir quién eres.
skip-to-content = Ir al contenido
language-switch = Idioma
language-carries = Si cambias de idioma, tu texto se queda; los archivos habrá que elegirlos de nuevo.
nav-replies = Tengo nombre en clave
nav-how = Cómo funciona
nav-leave = Salir ya
title-error = Error: { $title }
mark-needed = necesario
mark-optional = opcional

day = { $number } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
thousands = {" "}

landing-title = Escribe a una sección
landing-intro = Envía una información, un texto, archivos. Lo que escribes se sella mientras llega: solo la sección que elijas puede abrirlo.
landing-no-trace = Ni cuenta, ni cookies, ni JavaScript. El servidor no anota ni quién escribe ni desde dónde; guarda el envío sellado y el día, nunca la hora.
landing-codename = Al final recibes un nombre en clave. Sirve para leer la respuesta y para retirar lo que has enviado.
landing-sections = ¿A qué sección quieres escribir?
landing-sections-none = En este momento ninguna sección puede recibir nada.
landing-back = ¿Ya has escrito?
landing-back-link = Escribe tu nombre en clave

section-title = Escribe a la sección { $section }
section-opened = Buzón abierto la semana del { $day }.
section-site = El sitio de esta sección: { $site }
section-site-why = La dirección está aquí para comparar. No es un enlace: si la abres, sales de esta página.
section-silent = En las últimas semanas nadie ha abierto este buzón: es posible que tu mensaje se quede ahí esperando y luego se borre sin que nadie lo lea.
section-closed = Esta sección no puede recibir nada en este momento: las claves de sus integrantes ya no están al día. No es por nada que hayas hecho.
section-others = Puedes escribir a otra sección:
section-kinds = ¿Qué envías?
section-rules = Lo que publica la sección

kind-tip = Una información
kind-tip-line = Un hecho de represión o de resistencia que no está en el sitio.
kind-communique = Un comunicado
kind-communique-line = Un texto para publicar. A menudo la sección saca de él dos párrafos de información.
kind-communique-note = A menudo la sección saca de él dos párrafos de información. Si el texto tiene que salir tal cual, o no salir, dilo en «Publicación».
kind-prisoner = Un texto desde la cárcel
kind-prisoner-line = Una carta, un relato desde dentro: se publica tal cual.
kind-prisoner-note = El texto de una persona presa sale tal cual, palabra por palabra. Di en «Publicación» con qué nombre firmarlo: si no, sale sin firma.
kind-event = Una convocatoria
kind-event-line = Una concentración, una proyección, una audiencia judicial: con fecha y lugar.
kind-offer = Una ayuda
kind-offer-line = Tiempo, conocimientos, material.
kind-invite = Una invitación
kind-invite-line = Invitar a la sección a una proyección, una charla, una formación, un puesto.
kind-contact = Un contacto
kind-contact-line = Participar, encontrarse o cualquier otra cosa.
kind-correction = Una corrección
kind-correction-line = Un error en el sitio, un enlace roto.

write-title = { $kind } para la sección { $section }
write-follow-up = Escribes con tu nombre en clave: tu mensaje se añade al mismo hilo.
write-proof-yes = Respondes a la sección: sí, que se publique.
write-proof-no = Respondes a la sección: no, que no se publique.
write-codename = Tu nombre en clave
write-details = Detalles
write-mandate = Publicación
write-mandate-hint = Tu elección se sella con el texto: sin ella, la sección no puede publicarlo.
write-message = Tu mensaje
write-message-hint = Un texto, un archivo (más abajo), o las dos cosas.
write-files = Archivos
write-more = Más opciones
help-safe = Antes de escribir: tu seguridad
help-safest = En Tor Browser, pon el nivel de seguridad más alto, «El más seguro»: estas páginas no necesitan nada más.
help-device = No escribas desde un teléfono, un ordenador o una red del trabajo o de la escuela, o que alguien vigile. Un dispositivo vigilado ve lo que tecleas.
help-self = El propio texto puede delatarte: un detalle que solo tú conoces, una manera de decir las cosas, un nombre.
help-stay = Esta página no guarda nada si la dejas o la recargas. Un texto largo, escríbelo antes en otro sitio, en un dispositivo seguro, y pégalo aquí.
help-files = Lo que tus archivos dicen de ti
help-files-photo = Una foto puede contener el lugar, la hora y el dispositivo. Para quitarlos, ábrela a pantalla completa, haz una captura de pantalla, recórtala y envía esa captura.
help-files-document = Un documento o un PDF puede contener el nombre de quien lo escribió. Mejor copia su texto en esta página.
help-files-name = Pon a los archivos nombres que no digan nada: 1.jpg, 2.jpg.
help-files-section = Antes de publicar, la sección tapa las caras y rehace las imágenes; pero primero ve tus archivos tal cual.
help-time-line = Por Tor, 100 MB pueden tardar desde unos minutos hasta más de una hora. O llega todo, o no se guarda nada.
field-subject = Título
field-starts = Empieza: el día
field-starts-at = Empieza: la hora
field-ends = Termina: el día
field-ends-at = Termina: la hora
field-place = Lugar
field-publish-from = Anunciar a partir del
field-publish-from-hint = Si se anuncia demasiado pronto, una convocatoria se olvida. Si lo dejas vacío, elige la sección.
field-offers = Ofreces
field-offers-time = Tiempo
field-offers-skill = Conocimientos
field-offers-material = Material
field-page = Dirección de la página
field-prison = Lugar de detención
field-proof = Tu respuesta a la sección
field-publish = Lo que la sección puede hacer con tu envío
field-publish-as-written = Publicarlo tal cual, o no publicarlo
field-publish-edited = Publicarlo reescrito
field-publish-background = No publicar nada: es para informar a la sección
field-not-before = No publicar antes del
field-sign-as = Firmar como
field-sign-as-hint = Si lo dejas vacío, el texto no se firma.
field-language = Idioma del texto
field-language-und = Otro idioma
field-text = Texto
field-limit = { $limit } caracteres como máximo
field-text-hint = Unas veinte páginas ({ $kilobytes } KB) como máximo. Si es más largo, adjúntalo como archivo.
field-files = Tus archivos
field-files-hint = { $limit } MB en total y { $count } archivos como máximo; por encima de eso, no llega nada.
field-codename = Nombre en clave
field-codename-hint = Las ocho palabras, o los ocho grupos de cifras, en orden. Ni los acentos ni las mayúsculas cuentan; bastan cuatro letras por palabra.
write-send = Sellar y enviar
write-wait = Deja esta página abierta hasta que aparezca la siguiente.

title-ask = Por comprobar: { $title }
ask-summary = Todavía no se ha enviado nada. Esto puede hacer que se reconozca a alguien:
ask-codename = En tu texto hay un nombre en clave. Quien lo tenga puede leer tus respuestas: mejor quítalo.
ask-address = Una dirección: { $found }
ask-phone = Un número de teléfono: { $found }
ask-names = Una lista de nombres, que empieza por: { $found }
ask-file-name = Un nombre de archivo en el que quizá está el nombre de alguien: { $found }
ask-traces = Un archivo dice más de lo que muestra: { $found } · { $told }
ask-traces-stay = Un archivo dice más de lo que muestra, y no sabemos quitárselo: { $found } · { $told }
trace-place = el lugar
trace-moment = la hora
trace-device = el dispositivo
trace-author = quién lo hizo
trace-thumbnail = una miniatura
trace-embedded = un archivo dentro
trace-revisions = quién lo modificó
trace-people = quién se nombra en él
ask-choose = ¿Es a propósito? Envíalo tal cual. Si no, cámbialo más abajo y luego envía. Solo se pregunta una vez.
ask-send = Enviar tal cual
ask-clean-send = Limpiar las imágenes y enviar
ask-clean = Limpiar las imágenes: quitarles lo que dicen de más. Lo que se ve se queda.
ask-held = Tus archivos han llegado y esperan aquí una hora, sellados: no los elijas otra vez. Marca los que no haya que enviar:
ask-gone = Tus archivos ya no esperan aquí: elígelos otra vez.

sent-title = Ha llegado
sent-kept = Tu envío está sellado y guardado para la sección { $section }. Aquí nadie puede leerlo: solo la sección puede abrirlo.
sent-what = Esto es lo que ha llegado:
sent-text = { $count ->
    [one] un texto de un carácter
   *[other] un texto de { $length } caracteres
 }
sent-file = { $name } ({ $size })
sent-file-cleaned = { $name } ({ $size }), limpio
size-bytes = { $count ->
    [one] 1 byte
   *[other] { $length } bytes
 }
size-kilobytes = { $length } KB
size-megabytes = { $length } MB
sent-until = Después de { $days } días, lo que espera aquí puede borrarse.
sent-before = Este mismo envío ya había llegado: se guarda una sola vez.
sent-beside = { $count ->
    [one] Este formulario ya había llegado, con otro contenido: los dos envíos están guardados, con el mismo nombre en clave. Para retirar el que ya no vale, escribe el nombre en clave en «Tengo nombre en clave»; ahí el más antiguo es el primero.
   *[other] Este formulario ya había llegado { $count } veces, con otros contenidos: todos esos envíos están guardados, con el mismo nombre en clave. Para retirar los que ya no valen, escribe el nombre en clave en «Tengo nombre en clave»; ahí el más antiguo es el primero.
 }
sent-thread-beside = Lo que ya habías enviado hoy con este nombre en clave también sigue guardado. Para retirar una parte, escribe tu nombre en clave.
sent-codename = Tu nombre en clave
sent-keep-paper = Escribe estas palabras en un papel, en orden, y guárdalo en un lugar seguro. Después de esta página, nadie puede volver a dártelas. Nada de capturas de pantalla, nada de fotos.
sent-keep-why = Sirven para leer la respuesta y para retirar lo que has enviado.
sent-no-paper = ¿No puedes escribir en un papel? Apréndete las palabras haciendo con ellas una pequeña historia, o apúntalas en un gestor de contraseñas que solo abras tú. No en una aplicación de notas, ni en un mensaje que te mandes a ti.
sent-come-back = Vuelve a esta dirección dentro de unos días y elige «Tengo nombre en clave».
sent-same-thread = Tu mensaje se ha añadido al hilo de tu nombre en clave. Guarda el mismo papel.
sent-next = Cuando las hayas apuntado, elige «Nueva identidad» en el menú de Tor Browser. Si tu navegador no tiene esa opción, cierra todas las pestañas y luego el navegador.
sent-answer-yes = Tu respuesta ya ha salido: sí, que se publique. Hasta la fecha indicada todavía puedes decir que no: el no prevalece.
sent-answer-no = Tu respuesta ya ha salido: no, que no se publique. Un sí enviado después no cambia nada: si cambias de opinión, escríbeselo a la sección.

replies-title = Tu nombre en clave
replies-enter = Escribe tu nombre en clave para leer las respuestas.
replies-open = Abrir
answers-title = Respuestas
answers-none = Nada. ¿Esperabas una respuesta? Revisa cada palabra: una palabra equivocada muestra un buzón vacío.
answers-again = Escribir otra vez el nombre en clave
answers-from = Respuesta de la sección { $section }
answers-day = El { $day }
proof-asks = La sección quiere publicar el texto de abajo. Di sí o no. Si no respondes antes del { $day }, eso quiere decir que sí.
proof-asks-always = La sección quiere publicar el texto de abajo. Di sí o no, si es posible antes del { $day }. Si no respondes, eso no quiere decir que sí.
proof-past = La sección quería publicar el texto de abajo. Había que responder antes de esta fecha: { $day }. Todavía puedes escribirle.
proof-said-yes = La sección quiere publicar el texto de abajo. Has respondido que sí. Todavía puedes decir que no antes del { $day }: el no prevalece.
proof-said-yes-past = La sección quería publicar el texto de abajo. Has respondido que sí. Todavía puedes escribirle.
proof-said-no = La sección quiere publicar el texto de abajo. Has respondido que no. Un sí enviado después no cambia nada: si cambias de opinión, escríbeselo a la sección.
proof-silence-yes = Sin respuesta antes del { $day }: es un sí.
proof-first = Mientras no respondas, la pregunta se queda aquí: borrar no es responder.
proof-silence-no = Sin respuesta: no es un sí.
proof-why = Unas líneas para la sección: las lee antes de publicar
proof-yes = Sí, que se publique
proof-no = No, que no se publique
answers-not-editors = Cuidado: quien firmó esta respuesta no está, o ya no está, en la lista de integrantes de la sección. Puede ser alguien que se fue o que cambió de dispositivo, o puede ser otra persona. No hagas nada arriesgado fiándote de esta respuesta: escribe a la sección. Los archivos de esta respuesta no se entregan.
answers-files = Archivos adjuntos
answers-delete = Borrar esta respuesta
answers-delete-all = Borrar todas las respuestas de arriba
answers-reply = Responder a la sección { $section }
answers-write = Escribir otra cosa
answers-section = ¿A qué sección?
answers-write-go = Continuar
answers-sent = Lo que has enviado y sigue aquí, de lo más antiguo a lo más reciente
answers-sent-none = Nada: tus envíos ya no están aquí, o no hay ninguno.
answers-sent-one = N.º { $number }, para la sección { $section }, el { $day }
answers-sent-yes = Tu respuesta a una pregunta: sí
answers-sent-no = Tu respuesta a una pregunta: no
answers-sent-files = { $count ->
    [one] un archivo ({ $size })
   *[other] { $length } archivos ({ $size })
 }
answers-withdraw = Retirar el n.º { $number }
answers-withdrawn = Retirado: este envío ya no está en el servidor. Si la sección ya lo había recogido, tiene una copia.
answers-withdrawn-before = Este envío ya no estaba en el servidor. Si la sección lo recogió, tiene una copia.
answers-not-withdrawn = Este envío sigue en el servidor. Intenta otra vez retirarlo.
answers-deleted = { $count ->
    [one] Esta respuesta se ha borrado.
   *[other] Estas { $count } respuestas se han borrado.
 }
answers-half-hour = Esta página recuerda tu nombre en clave durante media hora, solo en la memoria del servidor.
withdraw-title = ¿Retirar este envío?
withdraw-sure = { $which }. Se borrará del servidor, para siempre.
withdraw-yes = Sí, retirar
withdraw-no = No, volver a las respuestas

how-title = Cómo funciona
how-sealed-title = Sellado al llegar
how-sealed = Cada envío se cifra mientras llega, solo para la sección. Nada de lo que escribes llega sin cifrar a un disco, ni siquiera el nombre de un archivo.
how-trace-title = Ningún registro
how-trace = El servidor no anota las visitas. Guarda sobres sellados de tamaños parecidos, un día, una sección y números al azar.
how-keys-title = Claves que mueren
how-keys = Cada clave de la sección sirve solo para una semana, y se destruye cuando pasa el plazo de conservación de la sección. Lo que abría queda entonces cerrado, aunque después se incauten de un ordenador, incluso frente a un ordenador cuántico.
how-codename-title = El nombre en clave
how-codename = No está registrado en ninguna parte. Un nombre en clave equivocado, desconocido o borrado muestra la misma página que un buzón vacío.
how-not-title = De qué no protege
how-not-live = Un servidor tomado y modificado mientras funciona vería lo que se escribe en estas páginas a partir de ese momento. Los grupos que escriben a menudo pueden usar el programa estafette, que sella en su propio ordenador.
how-tor-title = Con Tor Browser

leave-title = Cierra esta pestaña
leave-line = Este sitio no ha guardado nada en el navegador.
leave-next = Para que el navegador olvide también las páginas visitadas, elige «Nueva identidad» en el menú de Tor Browser, o cierra el navegador.

error-summary = Hay algo que corregir. No se ha perdido nada: todo lo que has escrito sigue aquí.
error-at = { $field }: { $error }
error-files-again = Tienes que elegir otra vez tus archivos: un navegador no los guarda.
error-empty = Escribe un texto o adjunta un archivo.
error-files-empty = El archivo está vacío (0 bytes). Elígelo otra vez, o escribe un texto.
error-text-long = Este texto es demasiado largo: { $limit } bytes como máximo (una letra con acento cuenta como dos), y tiene { $found }. Acórtalo, o adjúntalo como archivo.
error-long = Es demasiado largo para este campo: { $limit } bytes como máximo (una letra con acento cuenta como dos), y hay { $found }.
error-day = Escribe el día así: año, mes, día (AAAA-MM-DD), por ejemplo 2026-12-05.
error-day-missing = Falta el día. Si todavía no lo sabes, mejor envía «Una información».
error-time = Escribe la hora así: 19:00.
error-time-alone = Hay una hora, pero no un día. Pon también el día, o borra la hora.
error-choice = Elige una de las respuestas propuestas.
error-publish = Elige lo que la sección puede hacer con tu envío.
error-language = Elige el idioma del texto.
error-codename-count = Un nombre en clave tiene ocho palabras; has escrito { $found }.
error-codename-word = La palabra n.º { $position } no está en la lista. Revisa cómo está escrita.
error-codename-typo = Esto no es un nombre en clave: seguramente hay un error en una palabra, o en un grupo de cifras.
error-codename-again = Por tu seguridad, el nombre en clave se olvida al cabo de media hora. Escríbelo otra vez; tu texto sigue aquí.
problem-title = No ha funcionado
problem-not-found = Esta página no existe. Puede que la sección haya cambiado de nombre.
problem-method = Esta dirección no recibe ese tipo de peticiones.
problem-malformed = Lo que ha enviado tu navegador no es un formulario, y no se ha guardado nada. Abre otra vez la página e inténtalo de nuevo.
problem-cut = El envío se cortó por el camino, y no se ha guardado nada. Tor puede atascarse: envía otra vez, nada llegará dos veces.
problem-late = Tu navegador ha enviado una parte del formulario después de los archivos, y no se ha guardado nada. Todo está otra vez en la página: reléelo y envía de nuevo.
problem-long-text = Este texto es demasiado largo: { $limit } bytes como máximo. La página solo muestra el principio, y no se ha guardado nada. Adjúntalo como archivo.
problem-gone = Este mismo envío ya había llegado, y ya no está en el servidor: se retiró, o la sección lo recogió y luego lo borró. No se ha guardado una segunda vez. Para enviarlo de todos modos, envía otra vez esta página.
problem-slow = El envío avanzaba demasiado despacio, y no se ha guardado nada. Prueba con menos archivos, o más tarde.
problem-large = Es demasiado grande: { $limit } MB como máximo en un envío. No se ha guardado nada. Envíalo por partes, con el mismo nombre en clave.
problem-many = Hay demasiados archivos: { $limit } como máximo en un envío. No se ha guardado nada.
problem-full = El servidor ya no tiene sitio para archivos, y no se ha guardado nada. Un texto sin archivos quizá todavía llegue; si no, vuelve mañana.
problem-busy = Hay demasiadas personas escribiendo a la vez, y no se ha guardado nada. Vuelve dentro de diez minutos; un texto sin archivos llega más rápido.
problem-often = Demasiadas peticiones seguidas, y no se ha guardado nada. Vuelve dentro de { $limit } min, o elige «Nuevo circuito Tor para este sitio» en Tor Browser.
problem-today = Como máximo { $limit } envíos al día con un mismo nombre en clave, y este no se ha guardado. Conserva este texto y vuelve mañana.
problem-stale = Esta página tiene más de media hora, o el servidor se ha reiniciado. Escribe otra vez tu nombre en clave.
problem-closed = Esta sección no puede recibir nada en este momento: las claves de sus integrantes ya no están al día, y no se ha guardado nada. Conserva este texto y vuelve dentro de unos días, o escribe a otra sección, desde el inicio.
problem-broken = El servidor tiene un problema, y no se ha guardado nada. Vuelve más tarde.
problem-kept-text = Tu texto, para que no se pierda nada:
problem-home = Volver al inicio

# Quién está detrás de estas páginas, y por qué dirección se llega a ellas.
who-title = ¿Quién está detrás de esta página?
who-address = La dirección de este sitio, en siete grupos de ocho caracteres. Compárala, letra por letra, con la barra de direcciones del navegador, y con un folleto si tienes uno:
who-words = La misma dirección en seis palabras, para comparar con el folleto:
who-numbers = La misma dirección en seis números, para comparar con el folleto:
who-copied = Una página falsa puede copiar todo esto. Lo que cuenta es la dirección que muestra tu navegador.
elsewhere-title = No escribas nada aquí
elsewhere-between = No estás en la dirección .onion de este sitio. Entre tú y el sitio, alguien puede leer lo que escribes y ver que estás aquí. Por eso aquí no hay ningún formulario.
elsewhere-open = Abre esta dirección en Tor Browser:
elsewhere-tor = Tor Browser es gratis. Se descarga en torproject.org.
section-new = Este buzón es nuevo.

# Lo que trae a la gente aquí: un folleto para doblar, un recuadro para un sitio, una página fuera de Tor.
leaflet-aim = Escríbenos, sin decir quién eres
leaflet-aim-section = Escribe a la sección { $section }, sin decir quién eres
leaflet-intro = Envía una información, un texto, fotos. Todo se sella mientras llega: solo la sección que elijas puede abrirlo. Ni cuenta, ni número de teléfono, ni correo electrónico.
leaflet-steps = En tres pasos
leaflet-step-tor = Instala Tor Browser, desde torproject.org (ordenador, Android). En un iPhone, instala Onion Browser.
leaflet-step-level = Ábrelo y pon el nivel de seguridad más alto, «El más seguro».
leaflet-step-type = Escribe en su barra de direcciones la dirección .onion impresa aquí, o escanea el código. Compara todas las letras.
leaflet-step-copy = Copia en su barra de direcciones la dirección .onion que aparece aquí.
leaflet-address = La dirección
leaflet-words = La misma en seis palabras, que la página también muestra:
leaflet-numbers = La misma en seis números, que la página también muestra:
leaflet-care = No escribas desde el trabajo o la escuela, ni con un dispositivo que controlen otras personas.
leaflet-copied = Un folleto falso o un sitio falso puede dar una dirección falsa. Compara la dirección con la que te dé una persona de confianza.
leaflet-code = Código QR de la dirección
# Nombres en clave en cifras, página que se muestra una sola vez, llegada de un envío grande
error-codename-digits = Un nombre en clave en cifras tiene cuarenta. Has escrito { $found }.
error-codename-group = El grupo n.º { $position } tiene un error. Revisa sus cinco cifras.
error-codename-order = Estos grupos de cifras son correctos, pero no están en orden. Escríbelos de izquierda a derecha, empezando por el primero.
sent-keep-digits = Escribe estos ocho grupos de cifras en un papel, de izquierda a derecha, y guárdalo en un lugar seguro. Después de esta página, nadie puede volver a dártelos. Nada de capturas de pantalla, nada de fotos.
sent-shown-before = El nombre en clave ya se ha mostrado, y no se puede mostrar otra vez: su página solo se ve durante cinco minutos, y en cuanto se sale de ella ya no vuelve a verse. Así nadie puede encontrarla en este navegador después de ti.
sent-shown-lost = Si lo has apuntado, guarda ese papel: todo está bien. Si no, abre un formulario nuevo y envía otra vez tu texto: recibirás un nuevo nombre en clave. Lo que ya ha llegado sigue guardado.
sent-shown-anew = Abrir un formulario nuevo
progress-link = Seguir la llegada de un envío grande (en una pestaña nueva)
arrived-title = Por dónde va tu envío
arrived-nothing = Por ahora no ha llegado nada aquí. El envío empieza cuando pulsas «Sellar y enviar» en la otra página; solo se puede seguir si hay archivos.
arrived-elsewhere = Si ya has pulsado, deja abierta la otra página: puede que el envío esté llegando por otro servidor, que esta página no ve.
arrived-coming = Han llegado { $come } MB de { $of }.
arrived-left = { $minutes ->
    [one] A este ritmo, falta todavía un minuto más o menos.
   *[other] A este ritmo, faltan todavía { $minutes } minutos más o menos.
 }
arrived-reloads = Esta página se recarga sola cada cinco segundos. Deja abierta la otra página.
arrived-whole = Ha llegado todo. Vuelve a la otra página y luego cierra esta.
arrived-refused = Este envío se cortó o no se pudo aceptar, y no se ha guardado nada de él. La otra página dice por qué; si no dice nada, envía otra vez.
arrived-stopped = Esta página ya no se recarga sola.
arrived-again = Mirar otra vez
