# Yazan kişinin okuduğu metinler. Hitap: siz.
# Terimler: section = grup · codename = gizli kod (beş haneli sekiz sayı) · submission = gönderi · message = mesaj
# answer, reply = yanıt · seal / sealed = mühürlemek / mühürlü · roster = üye listesi · withdraw, take back = geri çekmek
# delete, erase = silmek · keep = saklamak · fetch = almak · thread = yazışma · box = kutu · prisoner = mahpus
# “Kod adı” ve “şube” demiyoruz: ilki iddianamelerin, ikincisi polisin dili. “Grup” sözcüğü, gizli kodun sayıları için kullanılmaz.
# $section ve $day ek almaz: “{ $section } grubuna”, “{ $day } tarihinden önce”.
# leaflet = broşür · form = form · tab = sekme
# Tor Browser: New Identity = Kimliği yenile · Safest = En güvenli · New Tor circuit for this site = Sitenin devresini yenile
site-name = Estafette
site-aim = Kim olduğunuzu söylemeden bir gruba yazın.
skip-to-content = İçeriğe geç
language-switch = Dil
language-carries = Dili değiştirdiğinizde metniniz kalır; dosyaları yeniden seçmeniz gerekir.
nav-replies = Gizli kodum var
nav-how = Nasıl çalışır
nav-leave = Hemen çık
title-error = Hata: { $title }
mark-needed = gerekli
mark-optional = isteğe bağlı

day = { $number } { $month } { $year }
month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık
thousands = {"."}

landing-title = Bir gruba yazın
landing-intro = Bilgi, metin ya da dosya gönderin. Yazdıklarınız sunucuya ulaşırken mühürlenir: yalnızca seçtiğiniz grup açabilir.
landing-no-trace = Hesap yok, çerez yok, JavaScript yok. Sunucu kimin yazdığını da nereden yazdığını da kaydetmez; mühürlü gönderiyi ve günü saklar, saati asla.
landing-codename = Sonunda size bir gizli kod verilir. Yanıtı bu kodla okur, gönderdiğinizi bu kodla geri çekersiniz.
landing-sections = Hangi gruba yazmak istiyorsunuz?
landing-sections-none = Şu anda gönderi alan bir grup yok.
landing-back = Daha önce yazdınız mı?
landing-back-link = Gizli kodunuzu girin

section-title = { $section } grubuna yazın
section-opened = Bu kutu { $day } haftasında açıldı.
section-site = Bu grubun sitesi: { $site }
section-site-why = Adres karşılaştırmanız için burada. Bağlantı değildir: açarsanız bu sayfadan çıkarsınız.
section-silent = Son haftalarda bu kutuyu kimse açmadı: mesajınız orada bekleyebilir, sonra okunmadan silinebilir.
section-closed = Bu grup şu anda hiçbir şey alamıyor: üyelerinin anahtarları güncel değil. Bu, sizin yaptığınız bir şeyden kaynaklanmıyor.
section-others = Başka bir gruba yazabilirsiniz:
section-kinds = Ne gönderiyorsunuz?
section-rules = Grubun yayımladıkları

kind-tip = Bilgi
kind-tip-line = Sitede henüz yer almayan bir baskı ya da direniş olayı.
kind-communique = Bildiri
kind-communique-line = Yayımlanacak bir metin. Grup çoğu zaman ondan iki paragraflık bir haber çıkarır.
kind-communique-note = Grup çoğu zaman bildiriden iki paragraflık bir haber çıkarır. Metin ya olduğu gibi yayımlansın ya da hiç yayımlanmasın istiyorsanız, bunu “Yayımlama” altında belirtin.
kind-prisoner = Bir mahpusun metni
kind-prisoner-line = İçeriden bir mektup, bir anlatı: olduğu gibi yayımlanır.
kind-prisoner-note = Mahpusun metni olduğu gibi, kelimesi kelimesine yayımlanır. Hangi adla imzalanacağını “Yayımlama” altında belirtin: belirtmezseniz imzasız yayımlanır.
kind-event = Etkinlik
kind-event-line = Buluşma, film gösterimi, duruşma: tarihi ve yeriyle.
kind-offer = Yardım önerisi
kind-offer-line = Zaman, beceri, malzeme.
kind-invite = Davet
kind-invite-line = Grubu bir gösterime, söyleşiye, eğitime ya da standa davet etmek.
kind-contact = İletişim
kind-contact-line = Katılmak, buluşmak ya da başka herhangi bir şey.
kind-correction = Düzeltme
kind-correction-line = Sitede bir yanlış, çalışmayan bir bağlantı.

write-title = { $section } grubuna: { $kind }
write-follow-up = Gizli kodunuzla yazıyorsunuz: mesajınız aynı yazışmaya eklenir.
write-proof-yes = Gruba yanıtınız: evet, yayımlayın.
write-proof-no = Gruba yanıtınız: hayır, yayımlamayın.
write-codename = Gizli kodunuz
write-details = Ayrıntılar
write-mandate = Yayımlama
write-mandate-hint = Seçiminiz metinle birlikte mühürlenir: grup, bu seçim olmadan yayımlayamaz.
write-message = Mesajınız
write-message-hint = Metin, dosya (aşağıda) ya da ikisi birden.
write-files = Dosyalar
write-more = Diğer seçenekler
help-safe = Yazmadan önce: güvenliğiniz
help-safest = Tor Browser’da güvenlik düzeyini “En güvenli” yapın: bu sayfalar için başka hiçbir şey gerekmez.
help-device = İşe ya da okula ait veya birinin gözetlediği bir telefondan, bilgisayardan ya da ağdan yazmayın. Gözetlenen bir cihaz yazdıklarınızı görür.
help-self = Metnin kendisi sizi ele verebilir: yalnızca sizin bildiğiniz bir ayrıntı, bir söyleyiş, bir ad.
help-stay = Bu sayfadan çıkarsanız ya da sayfayı yenilerseniz yazdıklarınız kalmaz. Uzun bir metni önce başka bir yerde, güvenli bir cihazda yazın, sonra buraya yapıştırın.
help-files = Dosyalarınız sizinle ilgili neler söyler
help-files-photo = Bir fotoğrafta yer, saat ve cihaz bilgisi bulunabilir. Bunları çıkarmak için fotoğrafı tam boyutta açın, ekran görüntüsünü alın, kırpın ve bu görüntüyü gönderin.
help-files-document = Bir belgede ya da PDF dosyasında onu yazanın adı bulunabilir. Bunun yerine metnini bu sayfaya kopyalayın.
help-files-name = Dosyalara hiçbir şey söylemeyen adlar verin: 1.jpg, 2.jpg.
help-files-section = Grup, yayımlamadan önce yüzleri kapatır ve görüntüleri yeniden oluşturur; ama dosyalarınızı önce oldukları gibi görür.
help-time-line = Tor üzerinden 100 MB göndermek birkaç dakika da bir saatten fazla da sürebilir. Ya hepsi ulaşır ya da hiçbir şey saklanmaz.
field-subject = Başlık
field-starts = Başlangıç: gün
field-starts-at = Başlangıç: saat
field-ends = Bitiş: gün
field-ends-at = Bitiş: saat
field-place = Yer
field-publish-from = Şu tarihten itibaren duyurulsun
field-publish-from-hint = Çok erken duyurulan bir etkinlik unutulur. Boş bırakırsanız grup seçer.
field-offers = Önerdiğiniz
field-offers-time = Zaman
field-offers-skill = Beceri
field-offers-material = Malzeme
field-page = Sayfanın adresi
field-prison = Tutulduğu yer
field-proof = Gruba yanıtınız
field-publish = Grup bununla ne yapabilir
field-publish-as-written = Ya olduğu gibi yayımlansın ya da hiç yayımlanmasın
field-publish-edited = Yeniden yazılarak yayımlansın
field-publish-background = Hiçbir şey yayımlanmasın: bu, grubu bilgilendirmek için
field-not-before = Şu tarihten önce yayımlanmasın
field-sign-as = İmza
field-sign-as-hint = Boş bırakırsanız metin imzasız olur.
field-language = Metnin dili
field-language-und = Başka bir dil
field-text = Metin
field-limit = En fazla { $limit } karakter
field-text-hint = En fazla yirmi sayfa kadar ({ $kilobytes } KB). Daha uzunsa dosya olarak ekleyin.
field-files = Dosyalarınız
field-files-hint = Toplam en fazla { $limit } MB ve en fazla { $count } dosya; bunu aşarsanız hiçbir şey ulaşmaz.
field-codename = Gizli kod
field-codename-hint = Beş haneli sekiz sayı, sırasıyla. Kodunuz başka dildeki bir sayfadan aldığınız sözcüklerse, sekiz sözcüğü sırasıyla yazın: aksanların da büyük harflerin de önemi yok; her sözcükten dört harf yeter.
write-send = Mühürle ve gönder
write-wait = Sonraki sayfa görünene kadar bu sayfayı açık bırakın.

title-ask = Gözden geçirin: { $title }
ask-summary = Henüz hiçbir şey gönderilmedi. Aşağıdakiler birinin kim olduğunu ele verebilir:
ask-codename = Metninizde bir gizli kod var. Onu bilen, yanıtlarınızı okuyabilir: çıkarmanız daha iyi olur.
ask-address = Bir adres: { $found }
ask-phone = Bir telefon numarası: { $found }
ask-names = Şununla başlayan bir ad listesi: { $found }
ask-file-name = İçinde birinin adı olabilecek bir dosya adı: { $found }
ask-traces = Bir dosya gösterdiğinden fazlasını söylüyor: { $found } · { $told }
ask-traces-stay = Bir dosya gösterdiğinden fazlasını söylüyor ve bunu biz çıkaramıyoruz: { $found } · { $told }
trace-place = yer
trace-moment = saat
trace-device = cihaz
trace-author = yapan kişi
trace-thumbnail = küçük resim
trace-embedded = içinde bir dosya
trace-revisions = değiştiren kişi
trace-people = içinde adı geçenler
ask-choose = Böyle mi olsun istiyorsunuz? Olduğu gibi gönderin. Değilse aşağıda değiştirin, sonra gönderin. Bu yalnızca bir kez sorulur.
ask-send = Olduğu gibi gönder
ask-clean-send = Görüntüleri temizle ve gönder
ask-clean = Görüntüleri temizle: gösterdiklerinin dışında söylediklerini çıkar. Görünen kalır.
ask-held = Dosyalarınız ulaştı; mühürlü olarak bir saat burada bekliyor: yeniden seçmeyin. Gönderilmeyecekleri işaretleyin:
ask-gone = Dosyalarınız artık burada beklemiyor: yeniden seçin.

sent-title = Ulaştı
sent-kept = Gönderiniz mühürlendi ve { $section } grubu için saklanıyor. Burada kimse onu okuyamaz: yalnızca grup açabilir.
sent-what = Ulaşanlar şunlar:
sent-text = { $count ->
    [one] tek karakterlik bir metin
   *[other] { $length } karakterlik bir metin
 }
sent-file = { $name } ({ $size })
sent-file-cleaned = { $name } ({ $size }), temizlendi
size-bytes = { $count ->
    [one] 1 bayt
   *[other] { $length } bayt
 }
size-kilobytes = { $length } KB
size-megabytes = { $length } MB
sent-until = { $days } gün sonra burada bekleyenler silinebilir.
sent-before = Bu gönderinin aynısı daha önce ulaşmıştı: yalnızca bir kez saklanır.
sent-beside = { $count ->
    [one] Bu form daha önce başka bir içerikle ulaşmıştı: iki gönderi de aynı gizli kod altında saklanıyor. Artık geçerli olmayanı geri çekmek için gizli kodu “Gizli kodum var” bağlantısından girin; orada en eskisi en başta.
   *[other] Bu form daha önce başka içeriklerle { $count } kez ulaşmıştı: bu gönderilerin hepsi aynı gizli kod altında saklanıyor. Artık geçerli olmayanları geri çekmek için gizli kodu “Gizli kodum var” bağlantısından girin; orada en eskisi en başta.
 }
sent-thread-beside = Bugün bu gizli kodla daha önce gönderdikleriniz de saklanıyor. Bir kısmını geri çekmek için gizli kodunuzu girin.
sent-codename = Gizli kodunuz
sent-keep-paper = Bu sözcükleri sırasıyla bir kâğıda yazın ve kâğıdı güvenli bir yerde saklayın. Bu sayfadan sonra onları size kimse yeniden veremez. Ekran görüntüsü almayın, fotoğraf çekmeyin.
sent-keep-why = Yanıtı bu sayılarla okur, gönderdiğinizi bu sayılarla geri çekersiniz.
sent-no-paper = Kâğıda yazamıyor musunuz? Sayıları birer birer ezberleyin ya da yalnızca sizin açtığınız bir parola yöneticisine kaydedin. Not uygulamasına yazmayın, kendinize mesaj olarak da atmayın.
sent-come-back = Birkaç gün sonra bu adrese yeniden gelin ve “Gizli kodum var” bağlantısını seçin.
sent-same-thread = Mesajınız gizli kodunuzun yazışmasına eklendi. Aynı kâğıdı saklayın.
sent-next = Sayıları yazdıktan sonra Tor Browser menüsünden “Kimliği yenile” seçeneğini seçin. Tarayıcınızda bu seçenek yoksa önce bütün sekmeleri, sonra tarayıcıyı kapatın.
sent-answer-yes = Yanıtınız gönderildi: evet, yayımlayın. Belirtilen güne kadar hâlâ hayır diyebilirsiniz: o zaman hayır geçerli olur.
sent-answer-no = Yanıtınız gönderildi: hayır, yayımlamayın. Sonradan gönderilen bir evet bunu değiştirmez: fikriniz değişirse bunu gruba yazın.

replies-title = Gizli kodunuz
replies-enter = Yanıtları okumak için gizli kodunuzu girin.
replies-open = Aç
answers-title = Yanıtlar
answers-none = Hiçbir şey yok. Yanıt mı bekliyordunuz? Her sayıyı kontrol edin: tek bir yanlış sayı boş bir kutu gösterir.
answers-again = Gizli kodu yeniden gir
answers-from = { $section } grubundan yanıt
answers-day = { $day } tarihinde
proof-asks = Grup aşağıdaki metni yayımlamak istiyor. Evet ya da hayır deyin. { $day } tarihinden önce yanıt vermezseniz, bu evet demektir.
proof-asks-always = Grup aşağıdaki metni yayımlamak istiyor. Mümkünse { $day } tarihinden önce evet ya da hayır deyin. Yanıt vermezseniz, bu evet demek değildir.
proof-past = Grup aşağıdaki metni yayımlamak istiyordu. Şu tarihten önce yanıt vermeniz gerekiyordu: { $day }. Gruba yine de yazabilirsiniz.
proof-said-yes = Grup aşağıdaki metni yayımlamak istiyor. Evet dediniz. { $day } tarihinden önce hâlâ hayır diyebilirsiniz: o zaman hayır geçerli olur.
proof-said-yes-past = Grup aşağıdaki metni yayımlamak istiyordu. Evet dediniz. Gruba yine de yazabilirsiniz.
proof-said-no = Grup aşağıdaki metni yayımlamak istiyor. Hayır dediniz. Sonradan gönderilen bir evet bunu değiştirmez: fikriniz değişirse bunu gruba yazın.
proof-silence-yes = { $day } tarihinden önce yanıt yoksa, bu evet demektir.
proof-first = Yanıt verene kadar bu soru burada kalır: silmek yanıt değildir.
proof-silence-no = Yanıt yoksa, bu evet demek değildir.
proof-why = Gruba bir not: grup yayımlamadan önce bunu okur
proof-yes = Evet, yayımlayın
proof-no = Hayır, yayımlamayın
answers-not-editors = Dikkat: bu yanıtı imzalayan, grubun üye listesinde yok ya da artık yok. Gruptan ayrılmış veya cihazını değiştirmiş biri olabilir, bambaşka biri de olabilir. Bu yanıta güvenip riskli hiçbir şey yapmayın: gruba yazın. Yanıtın dosyaları verilmez.
answers-files = Ekli dosyalar
answers-delete = Bu yanıtı sil
answers-delete-all = Yukarıdaki bütün yanıtları sil
answers-reply = { $section } grubuna yanıt ver
answers-write = Başka bir şey yaz
answers-section = Hangi gruba?
answers-write-go = Devam
answers-sent = Gönderdiklerinizden hâlâ burada olanlar, en eskisinden en yenisine
answers-sent-none = Hiçbir şey yok: gönderileriniz artık burada değil ya da hiç gönderiniz yok.
answers-sent-one = No { $number }, { $section } grubuna, { $day } tarihinde
answers-sent-yes = Bir soruya yanıtınız: evet
answers-sent-no = Bir soruya yanıtınız: hayır
answers-sent-files = { $count ->
    [one] bir dosya ({ $size })
   *[other] { $length } dosya ({ $size })
 }
answers-withdraw = { $number }. gönderiyi geri çek
answers-withdrawn = Geri çekildi: bu gönderi artık sunucuda değil. Grup onu daha önce aldıysa, elinde bir kopyası vardır.
answers-withdrawn-before = Bu gönderi zaten sunucuda değildi. Grup onu aldıysa, elinde bir kopyası vardır.
answers-not-withdrawn = Bu gönderi hâlâ sunucuda. Geri çekmeyi yeniden deneyin.
answers-deleted = { $count ->
    [one] Bu yanıt silindi.
   *[other] Bu { $count } yanıt silindi.
 }
answers-half-hour = Bu sayfa gizli kodunuzu yarım saat hatırlar, yalnızca sunucunun belleğinde.
withdraw-title = Bu gönderi geri çekilsin mi?
withdraw-sure = { $which }. Sunucudan silinecek ve geri getirilemeyecek.
withdraw-yes = Evet, geri çek
withdraw-no = Hayır, yanıtlara dön

how-title = Nasıl çalışır
how-sealed-title = Ulaşırken mühürlenir
how-sealed = Her gönderi sunucuya ulaşırken yalnızca grup için şifrelenir. Yazdığınız hiçbir şey, bir dosyanın adı bile, diske şifrelenmemiş hâlde yazılmaz.
how-trace-title = Kayıt tutulmaz
how-trace = Sunucu ziyaretleri kaydetmez. Sakladığı şunlardır: benzer boyutlarda mühürlü zarflar, bir gün, bir grup ve rastgele sayılar.
how-keys-title = Ölen anahtarlar
how-keys = Grubun her anahtarı yalnızca bir hafta kullanılır ve grubun saklama süresi dolunca yok edilir. Açtığı şeyler o zaman kapalı kalır: sonradan bir bilgisayara el konulsa bile, bir kuantum bilgisayarına karşı bile.
how-codename-title = Gizli kod
how-codename = Hiçbir yere kaydedilmez. Yanlış, bilinmeyen ya da silinmiş bir gizli kod, boş bir kutuyla aynı sayfayı gösterir.
how-not-title = Bunun korumadıkları
how-not-live = Çalışırken ele geçirilip değiştirilen bir sunucu, o andan sonra bu sayfalara yazılanları görür. Sık yazan topluluklar, mühürlemeyi kendi makinelerinde yapan estafette programını kullanabilir.
how-tor-title = Tor Browser ile

leave-title = Bu sekmeyi kapatın
leave-line = Bu site tarayıcıya hiçbir şey kaydetmedi.
leave-next = Tarayıcının gezdiğiniz sayfaları da unutması için Tor Browser menüsünden “Kimliği yenile” seçeneğini seçin ya da tarayıcıyı kapatın.

error-summary = Düzeltilmesi gereken bir şey var. Hiçbir şey kaybolmadı: yazdığınız her şey duruyor.
error-at = { $field }: { $error }
error-files-again = Dosyalarınızı yeniden seçmeniz gerekiyor: tarayıcı onları tutmaz.
error-empty = Bir metin yazın ya da bir dosya ekleyin.
error-files-empty = Dosya boş (0 bayt). Yeniden seçin ya da bir metin yazın.
error-text-long = Bu metin çok uzun: en fazla { $limit } bayt olabilir (ç, ğ, ı, ö, ş, ü gibi harfler iki sayılır), metinde { $found } bayt var. Kısaltın ya da dosya olarak ekleyin.
error-long = Bu alan için çok uzun: en fazla { $limit } bayt olabilir (ç, ğ, ı, ö, ş, ü gibi harfler iki sayılır), burada { $found } bayt var.
error-day = Günü şöyle yazın: yıl, ay, gün (YYYY-AA-GG), örneğin 2026-12-05.
error-day-missing = Gün eksik. Henüz bilmiyorsanız bunun yerine “Bilgi” gönderin.
error-time = Saati şöyle yazın: 19:00.
error-time-alone = Saat var ama gün yok. Günü de yazın ya da saati silin.
error-choice = Sunulan seçeneklerden birini seçin.
error-publish = Grubun gönderinizle ne yapabileceğini seçin.
error-language = Metnin dilini seçin.
error-codename-count = Sözcüklerden oluşan bir gizli kodda sekiz sözcük vardır; siz { $found } sözcük yazdınız.
error-codename-word = { $position }. sözcük listede yok. Yazımını kontrol edin.
error-codename-typo = Bu bir gizli kod değil: büyük olasılıkla bir sözcükte ya da bir sayıda hata var.
error-codename-again = Güvenliğiniz için gizli kod yarım saat sonra unutulur. Yeniden girin; metniniz hâlâ burada.
problem-title = Olmadı
problem-not-found = Böyle bir sayfa yok. Grubun adı değişmiş olabilir.
problem-method = Bu adres bu tür istekleri almaz.
problem-malformed = Tarayıcınızın gönderdiği şey bir form değil ve hiçbir şey saklanmadı. Sayfayı yeniden açın ve bir daha deneyin.
problem-cut = Gönderim yolda kesildi ve hiçbir şey saklanmadı. Tor takılabilir: yeniden gönderin, hiçbir şey iki kez ulaşmaz.
problem-late = Tarayıcınız formun bir kısmını dosyalardan sonra gönderdi ve hiçbir şey saklanmadı. Hepsi yeniden bu sayfada: gözden geçirin ve bir daha gönderin.
problem-long-text = Bu metin çok uzun: en fazla { $limit } bayt olabilir. Sayfa yalnızca başını gösteriyor ve hiçbir şey saklanmadı. Dosya olarak ekleyin.
problem-gone = Bu gönderinin aynısı daha önce ulaşmıştı ve artık sunucuda değil: ya geri çekildi ya da grup onu alıp sonra sildi. İkinci kez saklanmadı. Yine de göndermek için bu sayfayı yeniden gönderin.
problem-slow = Gönderim çok yavaş ilerliyordu ve hiçbir şey saklanmadı. Daha az dosyayla ya da daha sonra deneyin.
problem-large = Çok büyük: bir seferde en fazla { $limit } MB. Hiçbir şey saklanmadı. Aynı gizli kodla, birkaç seferde gönderin.
problem-many = Çok fazla dosya var: bir seferde en fazla { $limit }. Hiçbir şey saklanmadı.
problem-full = Sunucuda dosyalar için yer kalmadı ve hiçbir şey saklanmadı. Dosyasız bir metin belki hâlâ ulaşır; ulaşmazsa yarın yeniden gelin.
problem-busy = Aynı anda çok fazla kişi yazıyor ve hiçbir şey saklanmadı. On dakika sonra yeniden gelin; dosyasız bir metin daha çabuk ulaşır.
problem-often = Art arda çok fazla istek geldi ve hiçbir şey saklanmadı. { $limit } dakika sonra yeniden gelin ya da Tor Browser’da “Sitenin devresini yenile” seçeneğini seçin.
problem-today = Aynı gizli kodla günde en fazla { $limit } gönderi olur ve bu gönderi saklanmadı. Bu metin sizde kalsın, yarın yeniden gelin.
problem-stale = Bu sayfanın üzerinden yarım saatten fazla geçti ya da sunucu yeniden başladı. Gizli kodunuzu yeniden girin.
problem-closed = Bu grup şu anda hiçbir şey alamıyor: üyelerinin anahtarları güncel değil ve hiçbir şey saklanmadı. Bu metin sizde kalsın; birkaç gün sonra yeniden gelin ya da ana sayfadan başka bir gruba yazın.
problem-broken = Sunucuda bir sorun var ve hiçbir şey saklanmadı. Daha sonra yeniden gelin.
problem-kept-text = Metniniz, hiçbir şey kaybolmasın diye:
problem-home = Ana sayfaya dön

# Bu sayfaların arkasında kim var, buraya hangi adresten gelinir.
who-title = Bu sayfanın arkasında kim var?
who-address = Bu sitenin adresi, sekizer karakterlik yedi parça hâlinde. Onu harf harf tarayıcının adres çubuğuyla ve elinizde varsa broşürle karşılaştırın:
who-words = Broşürle karşılaştırmak için, aynı adres altı sözcükle:
who-numbers = Broşürle karşılaştırmak için, aynı adres altı sayıyla:
who-copied = Sahte bir sayfa bunların hepsini kopyalayabilir. Önemli olan, tarayıcınızın gösterdiği adrestir.
elsewhere-title = Buraya hiçbir şey yazmayın
elsewhere-between = Bu sitenin .onion adresinde değilsiniz. Sizinle site arasında biri yazdıklarınızı okuyabilir ve burada olduğunuzu görebilir. Bu yüzden burada form yok.
elsewhere-open = Bu adresi Tor Browser’da açın:
elsewhere-tor = Tor Browser ücretsizdir. torproject.org adresinden indirilir.
section-new = Bu kutu yeni.

# İnsanları buraya getirenler: katlanacak bir broşür, bir site için kutucuk, Tor dışında bir sayfa.
leaflet-aim = Kim olduğunuzu söylemeden bize yazın
leaflet-aim-section = Kim olduğunuzu söylemeden { $section } grubuna yazın
leaflet-intro = Bilgi, metin ya da fotoğraf gönderin. Her şey sunucuya ulaşırken mühürlenir: yalnızca seçtiğiniz grup açabilir. Hesap yok, telefon numarası yok, e-posta adresi yok.
leaflet-steps = Üç adımda
leaflet-step-tor = torproject.org adresinden Tor Browser’ı yükleyin (bilgisayar, Android). iPhone için Onion Browser’ı yükleyin.
leaflet-step-level = Açın ve güvenlik düzeyini “En güvenli” yapın.
leaflet-step-type = Burada basılı olan .onion adresini onun adres çubuğuna yazın ya da QR kodunu taratın. Bütün harfleri karşılaştırın.
leaflet-step-copy = Burada verilen .onion adresini onun adres çubuğuna kopyalayın.
leaflet-address = Adres
leaflet-words = Aynı adres altı sözcükle; sayfa da bunları gösterir:
leaflet-numbers = Aynı adres altı sayıyla; sayfa da bunları gösterir:
leaflet-care = İşten ya da okuldan yazmayın; başkalarının denetlediği bir cihazla da yazmayın.
leaflet-copied = Sahte bir broşür ya da sahte bir site sahte bir adres verebilir. Adresi, güvendiğiniz birinin size verdiği adresle karşılaştırın.
leaflet-code = Adresin QR kodu
# Rakamlardan oluşan gizli kodlar, yalnızca bir kez gösterilen sayfa, büyük bir gönderinin ulaşması.
error-codename-digits = Rakamlardan oluşan bir gizli kodda kırk rakam vardır. Burada { $found } rakam var.
error-codename-group = { $position }. sayıda bir hata var. Beş rakamını kontrol edin.
error-codename-order = Bu sayılar doğru ama sıraları yanlış. İlkinden başlayarak soldan sağa yazın.
sent-keep-digits = Bu sekiz sayıyı soldan sağa doğru bir kâğıda yazın ve kâğıdı güvenli bir yerde saklayın. Bu sayfadan sonra onları size kimse yeniden veremez. Ekran görüntüsü almayın, fotoğraf çekmeyin.
sent-shown-before = Gizli kod daha önce gösterildi ve bir daha gösterilemez: gizli kod sayfası yalnızca beş dakika gösterilir, sayfadan çıkıldıktan sonra ise hiç gösterilmez. Böylece sizden sonra kimse bu sayfayı bu tarayıcıda bulamaz.
sent-shown-lost = Gizli kodu yazdıysanız o kâğıdı saklayın: her şey yolunda. Yazmadıysanız yeni bir form açın ve metninizi bir kez daha gönderin: size yeni bir gizli kod verilir. Daha önce ulaşanlar saklanmaya devam eder.
sent-shown-anew = Yeni bir form aç
progress-link = Büyük bir gönderinin ulaşmasını izle (yeni sekmede)
arrived-title = Gönderinizin ne kadarı ulaştı
arrived-nothing = Buraya henüz hiçbir şey ulaşmadı. Gönderim, öteki sayfada “Mühürle ve gönder” düğmesine bastığınızda başlar; yalnızca dosya varsa izlenebilir.
arrived-elsewhere = Düğmeye bastıysanız öteki sayfayı açık bırakın: gönderi, bu sayfanın görmediği başka bir sunucudan ulaşıyor olabilir.
arrived-coming = { $come } MB ulaştı, toplam { $of } MB.
arrived-left = { $minutes ->
    [one] Bu hızla yaklaşık bir dakika daha gerekiyor.
   *[other] Bu hızla yaklaşık { $minutes } dakika daha gerekiyor.
 }
arrived-reloads = Bu sayfa beş saniyede bir kendiliğinden yenilenir. Öteki sayfayı açık bırakın.
arrived-whole = Hepsi ulaştı. Öteki sayfaya dönün, sonra bu sayfayı kapatın.
arrived-refused = Bu gönderim kesildi ya da alınamadı ve hiçbir parçası saklanmadı. Nedenini öteki sayfa söyler; bir şey söylemiyorsa yeniden gönderin.
arrived-stopped = Bu sayfa artık kendiliğinden yenilenmiyor.
arrived-again = Yeniden bak
