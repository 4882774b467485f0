#include "fetch/words/label_lists.h"

namespace fetch {

const std::string_view picture_labels =
    "|ảnh|hình|hình ảnh|nguồn ảnh|ảnh tư liệu|ảnh chụp|clip|đồ họa|tranh|photo|photos|photo credit|"
    "photograph|picture|pictures|image|images|image credit|illustration|credit|photographer|crédit|"
    "crédit photo|crédits|photographie|foto|fotos|fotografía|fotografia|fotografie|imagen|imagem|immagine|"
    "crédito|créditos|bild|bilder|quelle|fot|zdjęcie|kuva|bilde|billede|kép|gambar|dok|resim|fotoğraf|фото|"
    "фотография|изображение|снимка|світлина|图|圖|图片|圖片|照片|摄影|攝影|写真|画像|撮影|사진|이미지|ภาพ|"
    "صورة|تصوير|φωτο|φωτογραφία|pic|";

const std::string_view bracketed_picture_labels = "|nguồn|source|";

const std::string_view open_picture_labels = "|graphic|";

const std::string_view picture_lines =
    "|ảnh minh họa|ảnh minh hoạ|hình minh họa|ảnh tư liệu|ảnh internet|illustrative photo|illustrative image|"
    "file photo|stock photo|photo d illustration|photo d archives|symbolbild|archivbild|foto de archivo|"
    "foto ilustrasi|imagem ilustrativa|foto d archivio|资料图|資料圖|";

const std::array<DateWords, 6> date_words{{
    {DateLabel::published, DateWords::Tells::alone,
     "|published|first published|posted on|posted by|posted at|publicado|ngày đăng|veröffentlicht|publié le|"
     "publicado em|pubblicato|"},
    {DateLabel::modified, DateWords::Tells::alone, "|updated|last updated|cập nhật|aktualisiert|mis à jour|"},
    {DateLabel::published, DateWords::Tells::beside_a_date,
     "|đăng lúc|đăng ngày|ngày xuất bản|xuất bản|đăng tải|ngày đưa tin|posted|publication date|publié|"
     "mis en ligne|erschienen|publicação|gepubliceerd|publicerad|publisert|julkaistu|opublikowano|publikováno|"
     "опубликовано|опубліковано|diterbitkan|yayınlanma|megjelent|发布|發布|发表|公開|掲載|配信|발행|เผยแพร่|"
     "نشر|publish|created|erstellt|ngày tạo|geschrieben|written|added|"
     "δημοσίευση|δημοσιεύτηκε|δημοσιεύθηκε|δημοσιευση|δημοσιευτηκε|פורסם|פורסמה|פרסום|प्रकाशित|पब्लिश|पोस्टेड|"
     "publicat|data publicării|publicerat|publiceret|offentliggjort|публикуван|дата публикации|objavljeno|objavljen|"
     "објављено|објавено|zverejnené|publikované|zveřejněno|közzétéve|data publikacji|dodano|paskelbta|publikuota|"
     "publicēts|publicēta|avaldatud|argitaratu|publikuar|апублікавана|dipublikasikan|tayang|yayınlandı|yayın tarihi|"
     "yayımlanma|oluşturulma|giriş tarihi|انتشار|منتشر|النشر|شائع|প্রকাশিত|প্রকাশ|પ્રકાશિત|გამოქვეყნდა|imechapishwa|"},
    {DateLabel::modified, DateWords::Tells::beside_a_date,
     "|chỉnh sửa|sửa lần cuối|update|modified|last edit|mise à jour|modifié|aktualisierung|geändert|"
     "actualizado|actualización|modificado|atualizado|atualização|aggiornato|aggiornamento|modificato|"
     "bijgewerkt|uppdaterad|oppdatert|opdateret|päivitetty|zaktualizowano|aktualizacja|aktualizováno|"
     "обновлено|изменено|оновлено|diperbarui|dikemaskini|güncelleme|güncellendi|frissítve|更新|수정|업데이트|"
     "อัปเดต|تحديث|edited|bearbeitet|zuletzt|last change|"
     "τελευταία ενημέρωση|τελευταια ενημερωση|ενημερώθηκε|ανανεώθηκε|עודכן|עודכנה|עדכון אחרון|अपडेट|संशोधित|अद्यतन|"
     "actualizat|actualizare|actualitzat|actualitzada|обновен|актуализиран|последна промяна|обновлён|ažurirano|"
     "ažuriran|azurirano|posljednja izmjena|zadnja izmjena|ажурирано|измењено|aktualizované|posodobljeno|módosítva|"
     "frissült|ostatnia aktualizacja|atnaujinta|atjaunots|atjaunota|uuendatud|muudetud|eguneratu|përditësuar|"
     "абноўлена|uppdaterat|muokattu|diupdate|güncellenme|به روزرسانی|به روز رسانی|بروزرسانی|بروز رسانی|"
     "آخرین ویرایش|اپ ڈیٹ|اپڈیٹ|التحديث|আপডেট|হালনাগাদ|અપડેટ|განახლდა|imesasishwa|"},
    {DateLabel::published, DateWords::Tells::before_a_colon,
     "|ngày|lúc|thời gian|date|released|paru|datum|fecha|data|дата|tanggal|tarih|时间|입력|등록|วันที่|التاريخ|giriş|"},
    {DateLabel::modified, DateWords::Tells::before_a_colon, "|stand|ενημέρωση|ενημερωση|"},
}};

const std::string_view author_labels =
    "|by|written by|reported by|story by|words by|text by|posted by|published by|"
    "analysis by|opinion by|interview by|von|text von|von unserem redakteur|von unserem korrespondenten|von unserer "
    "korrespondentin|ein kommentar von|"
    "kommentar von|analyse von|interview von|gastbeitrag von|pressemitteilung von|ein bericht von|"
    "geschrieben von|erstellt von|par|par notre correspondant|de notre correspondant|propos recueillis par|publié par|"
    "por|publicado por|escrito por|texto de|texto por|"
    "redactado por|door|geschreven door|door onze redacteur|door onze correspondent|van onze redacteur|van onze "
    "verslaggever|van onze verslaggeefster|dal nostro inviato|dalla nostra inviata|de notre envoyé spécial|de notre "
    "envoyée spéciale|af|av|skrevet "
    "af|skrevet av|skriven av|przez|автор|oleh|"
    "ditulis oleh|yazan|haberi yazan|scritto da|a cura di|"
    "tác giả|bài và ảnh|bài ảnh|tin ảnh|tin và ảnh|tin bài|bài và video|ảnh và bài|người viết|nhóm phóng viên|"
    "un documentaire de|un article de|责任编辑|责编|記者|记者|本报记者|本報記者|特约记者|编集委员|編集委員|"
    "文|بقلم|نویسنده|מאת|โดย|ผู้เขียน|συντάκτης|लेखक|"
    "ដោយ|লেখক|ავტორი|հեղինակ|";

const std::string_view shy_author_labels =
    "|theo|pv|ctv|btv|phóng viên|nhà báo|di|ni|view all posts by|posts by|more by|more from|all posts by|see all "
    "articles by|alle beiträge von|zeige alle beiträge von|mehr von|voir tous les articles de|ver todas las entradas "
    "de|автори|пише|piše|napsal|kirjoittanut|كتب|كتبت|تحرير|إعداد|γράφει|γράφει ο|γράφει η|του|της|scris de|publicat "
    "de|írta|napisał|编辑|作者|द्वारा|";

const std::string_view colon_author_labels =
    "|from|author|authors|reporter|autor|autorin|bài|tin|bài viết|thực hiện|biên tập|tổng hợp|"
    "autore|auteur|auteurs|autoren|text und fotos|text och foto|tekst og foto|autora|autores|redacción|texto|testo|"
    "tekst|teksti|teksti ja kuvat|forfatter|skribent|tekijä|autorzy|autoři|wartawan|авторы|текст|текст и фото|yazar|"
    "haber|szerző|szöveg|autorius|autors|avtor|執筆|取材|取材 文|取材・文|기자|글|글 사진|الكاتب|kirjoittaja|"
    "verfasser|verfasserin|fotos und text|foto e testo|texte|texte et photos|texto y fotos|texto e fotos|penulis|"
    "reporter|redaktor|журналист|кореспондент|корреспондент|writer|text|muhabir|oprac|opracował|opracowała|"
    "verslaggever|ผู้สื่อข่าว|";

const std::string_view editor_labels =
    "|redaktion|editor|editors|edited by|redaktor|редактор|redaktør|redaktör|redacteur|editör|đăng bởi|"
    "người duyệt|penyunting|redattore|edición|toimittanut|";

const std::string_view author_roles =
    "|writer|writers|staff writer|staff writers|reporter|reporters|staff reporter|correspondent|correspondents|editor|"
    "editors|editor at large|press|staff|columnist|contributor|contributors|photographer|journalist|producer|"
    "author|chief|phóng viên|biên tập viên|biên tập|cộng tác viên|redakteur|redakteurin|kolumnist|kolumnistin|"
    "autor|autorin|freier autor|freie autorin|journalistin|korrespondent|korrespondentin|reporterin|fotograf|"
    "journaliste|rédacteur|rédactrice|correspondant|correspondante|chroniqueur|redactor|redactora|periodista|"
    "corresponsal|colaborador|jornalista|repórter|colunista|editora|giornalista|redattore|corrispondente|"
    "toimittaja|journalisten|skribent|redaktør|redaktör|redaktor|dziennikarz|novinář|novinar|журналист|"
    "корреспондент|редактор|обозреватель|кореспондент|журналіст|muhabir|editör|gazeteci|yazar|wartawan|penulis|"
    "reporter lapangan|记者|記者|通讯员|编辑|特派员|기자|특파원|صحفي|مراسل|مراسلة|محرر|محررة|คอลัมนิสต์|ผู้สื่อข่าว|";

const std::string_view places_of_words =
    "|new york|new york city|new delhi|new orleans|são paulo|sao paulo|rio de janeiro|belo horizonte|porto alegre|"
    "buenos aires|la paz|santo domingo|san juan|san josé|san salvador|mexico city|ciudad de méxico|panama city|"
    "guatemala city|la habana|los angeles|san francisco|san diego|las vegas|washington dc|kuala lumpur|hong kong|"
    "phnom penh|quezon city|tel aviv|abu dhabi|addis ababa|cape town|port elizabeth|dar es salaam|port moresby|"
    "sri lanka|south africa|costa rica|puerto rico|den haag|the hague|bad homburg|frankfurt am main|las palmas|"
    "palma de mallorca|a coruña|santiago de compostela|nueva york|nova york|nova iorque|hà nội|sài gòn|hồ chí minh|"
    "tp hồ chí minh|cần thơ|đà nẵng|hải phòng|";

const std::string_view organization_words =
    "|news|newspaper|newspapers|online|press|agency|agencies|media|tv|radio|magazine|journal|times|post|daily|weekly|"
    "herald|tribune|gazette|staff|newsroom|desk|editorial|editors|correspondents|reporters|bureau|service|services|"
    "wire|wires|network|group|association|foundation|university|institute|ministry|department|office|redaktion|"
    "onlineredaktion|newsdesk|agentur|zeitung|tageszeitung|nachrichten|verlag|ministerium|verband|verein|"
    "bundesministerium|rédaction|agence|journalisten|ministère|redacción|redaccion|agencia|agencias|diario|periódico|"
    "noticias|redação|redacao|agência|jornal|notícias|redazione|agenzia|giornale|redactie|redakcja|redakce|redakcia|"
    "redacția|redaktionen|toimitus|uutiset|ritstjórn|szerkesztőség|редакция|редакція|редакцията|агентство|новости|"
    "новини|газета|пресс|redaksi|berita|harian|haberleri|ajansı|ajans|gazetesi|báo|team|tạp chí|thông tấn|công ty|đài "
    "truyền|đài phát|tòa soạn|toà soạn|cổng thông|ban biên|ban "
    "thời|gmbh|ltd|limited|inc|llc|corp|corporation|company|srl|plc|pty|وكالة|وكالات|صحيفة|جريدة|قناة|موقع|رويترز|"
    "सम्वाददाता|संवाददाता|डेस्क|न्यूज़|न्यूज|टीम|ब्यूरो|ডেস্ক|";

const std::string_view organization_endings =
    "|新聞|新闻|新聞社|日報|日报|晚报|早报|時報|时报|新华网|网|網|社|編輯部|编辑部|編集部|取材班|電子報|뉴스|신문|일보|"
    "통신|편집부|กองบรรณาธิการ|ออนไลน์|";

const std::string_view no_author_names =
    "|admin|administrator|webmaster|web master|superuser|super user|root|user|read more|view all posts|more posts|"
    "view the website|share|follow|comments|posts|author|authors|guest|guest author|staff|contact|about|email|twitter|"
    "facebook|see all|null|undefined|n a|none|nil|unknown|anonymous|no author|noauthor|posted|published|updated|"
    "publisher|editor|default|test|nobody|redaktion|tác giả|đang cập nhật|sưu tầm|tổng hợp|pv|unknown author|microsoft "
    "word|wordpress|joomla|"
    "author name|name|by|var|object object|autor|autorin|автор|";

const std::string_view title_labels =
    "|tiêu đề|tít|tên bài|title|headline|titre|titel|título|titolo|judul|заголовок|标题|標題|タイトル|제목|";

const std::string_view section_labels =
    "|chuyên mục|mục|section|category|rubrique|rubrik|ressort|sección|seção|editoria|sezione|kategori|"
    "рубрика|栏目|분류|";

const std::string_view keyword_labels =
    "|từ khóa|từ khoá|thẻ|tags|tag|keywords|mots clés|schlagwörter|schlagworte|palabras clave|etiquetas|"
    "palavras chave|parole chiave|trefwoorden|tagi|kata kunci|теги|ключевые слова|标签|关键词|タグ|태그|";

const std::string_view source_labels =
    "|nguồn|link|liên kết|url|địa chỉ|source|original|quelle|fuente|fonte|sumber|источник|来源|出典|출처|";

const std::string_view listening_words =
    "|listen|audio|podcast|mp3|nghe|âm thanh|hören|anhören|écouter|ecouter|ascolta|escuchar|ouvir|ouça|"
    "слушать|收听|音声|lytt|lyt|lyssna|kuuntele|luister|posłuchaj|dengarkan|recording|";

const std::string_view listening_hints = "|download|tải|đọc báo|episode|";

const std::string_view audio_labels =
    "|nghe bài viết|nghe audio|nghe tin|nghe đọc bài|nghe bài đọc|tệp âm thanh|file âm thanh|file nghe|"
    "bản ghi|bản ghi âm|ghi âm|listen here|audio file|sound|enregistrement|son|aufnahme|escucha|grabación|"
    "áudio|gravação|registrazione|lyd|nagranie|rekaman|suara|аудио|запись|слухати|аудіо|dinle|ses|音频|录音|听|聽|聞く|"
    "収聴|"
    "錄音|録音|聴く|오디오|듣기|음성|ฟัง|เสียง|استمع|صوت|";

const std::string_view text_words =
    "|this article|this story|this piece|this page|this report|this post|full article|full story|bài này|bài viết|"
    "bài báo|tin này|toàn văn|nội dung|đọc bài|artikel|beitrag|diesen text|l article|cet article|ce texte|artículo|"
    "esta noticia|esta nota|la noticia|la nota|articolo|notizia|artigo|esta notícia|a notícia|matéria|reportagem|"
    "este conteúdo|статью|статья|новость|материал|текст|статтю|artykuł|tekst|haberi|makale|cikk|článek|"
    "artikkel|artikeln|artiklen|juttu|artikeln|berita ini|artikel ini|المقال|الخبر|מאמר|כתבה|記事|本文|文章|全文|"
    "本篇|本稿|기사|본문|บทความ|ข่าวนี้|लेख|खबर|";

const std::string_view live_labels =
    "|listen live|live radio|live stream|livestream|on air|live now|trực tiếp|en direct|le direct|direct radio|live "
    "hören|"
    "live radio|im livestream|en vivo|radio en directo|ao vivo|in diretta|la diretta|прямой эфир|прямого эфира|"
    "наживо|直播|ライブ|生放送|생방송|라이브|siaran langsung|canlı|ฟังสด|สด|البث المباشر|مباشر|na żywo|live uitzending|";

const std::string_view episode_labels =
    "|episode|épisode|folge|episodio|episódio|puntata|aflevering|avsnitt|episod|odcinek|díl|rész|эпизод|tập|bölüm|"
    "エピソード|에피소드|";

const std::string_view podcast_labels = "|podcast|podcasts|подкаст|ポッドキャスト|播客|팟캐스트|พอดแคสต์|بودكاست|";

const std::string_view bulletin_labels =
    "|newscast|news bulletin|bulletin|news briefing|daily briefing|briefing|latest headlines|news headlines|hourly "
    "news|"
    "news update|newsflash|news flash|bản tin|điểm tin|kurznachrichten|nachrichten der|nachrichten um|dernier journal|"
    "flash info|flash infos|boletín|noticiero|boletim|noticiário|giornale radio|notiziario|最新ニュース|ニュース速報|"
    "新闻播报|新闻联播|新闻快报|выпуск новостей|новости часа|nieuwsbulletin|haber bülteni|نشرة"
    "|";

}  // namespace fetch
