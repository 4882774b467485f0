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
     "نشر|publish|created|erstellt|ngày tạo|geschrieben|written|added|"},
    {DateLabel::modified, DateWords::Tells::beside_a_date,
     "|chỉnh sửa|sửa lần cuối|update|modified|last edit|mise à jour|modifié|aktualisierung|geändert|"
     "actualizado|actualización|modificado|atualizado|atualização|aggiornato|aggiornamento|modificato|"
     "bijgewerkt|uppdaterad|oppdatert|opdateret|päivitetty|zaktualizowano|aktualizacja|aktualizováno|"
     "обновлено|изменено|оновлено|diperbarui|dikemaskini|güncelleme|güncellendi|frissítve|更新|수정|업데이트|"
     "อัปเดต|تحديث|edited|bearbeitet|zuletzt|last change|"},
    {DateLabel::published, DateWords::Tells::before_a_colon,
     "|ngày|lúc|thời gian|date|released|paru|datum|fecha|data|дата|tanggal|tarih|时间|입력|등록|วันที่|التاريخ|"},
    {DateLabel::modified, DateWords::Tells::before_a_colon, "|stand|"},
}};

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

const std::string_view bulletin_labels =
    "|newscast|news bulletin|bulletin|news briefing|daily briefing|briefing|latest headlines|news headlines|hourly "
    "news|"
    "news update|newsflash|news flash|bản tin|điểm tin|kurznachrichten|nachrichten der|nachrichten um|dernier journal|"
    "flash info|flash infos|boletín|noticiero|boletim|noticiário|giornale radio|notiziario|最新ニュース|ニュース速報|"
    "新闻播报|新闻联播|新闻快报|выпуск новостей|новости часа|nieuwsbulletin|haber bülteni|نشرة"
    "|";

}  // namespace fetch
