#include "fetch/words/text_word_lists.h"

namespace fetch {

const std::string_view furniture_lines =
    "|chia sẻ|chia sẻ bài viết|chia sẻ facebook|chia sẻ zalo|in|in bài|in bài viết|in trang|in trang này|"
    "bản in|gửi email|gửi bài viết|lưu bài|lưu bài viết|về đầu trang|đầu trang|lên đầu trang|quay lại|trở về|"
    "nghe đọc bài|nghe bài viết|nghe audio|nghe tin|thích|theo dõi|quảng cáo|copy link|sao chép liên kết|"
    "cỡ chữ|a a|trang chủ|xem tiếp|đăng ký|đăng nhập|share|share this|share this article|share on facebook|"
    "share on twitter|share on x|tweet|facebook|twitter|zalo|whatsapp|telegram|linkedin|pinterest|email|e-mail|"
    "email this|print|print this page|print article|print this article|save|save article|bookmark|back|"
    "back to top|to top|home|listen|listen to this article|listen to the article|advertisement|ad|subscribe|"
    "sign up|log in|follow us|like|partager|partager cet article|imprimer|envoyer par e-mail|envoyer par mail|"
    "publicité|retour|haut de page|retour en haut|écouter l'article|accueil|s'abonner|teilen|artikel teilen|"
    "drucken|artikel drucken|merken|anzeige|werbung|zurück|nach oben|startseite|vorlesen|artikel anhören|"
    "per e-mail versenden|compartir|compartir en facebook|imprimir|enviar por correo|publicidad|volver|"
    "volver arriba|inicio|escuchar|compartilhar|compartilhe|enviar por e-mail|publicidade|voltar|"
    "voltar ao topo|ouvir|início|condividi|stampa|invia per e-mail|pubblicità|torna su|indietro|ascolta|delen|"
    "deel dit artikel|afdrukken|terug|advertentie|luister|dela|skriv ut|annons|del|annonse|jaa|tulosta|mainos|"
    "udostępnij|drukuj|reklama|powrót|wstecz|sdílet|tisk|zpět|paylaş|yazdır|geri|bagikan|cetak|kembali|iklan|"
    "kongsi|share artikel ini|simpan|поделиться|распечатать|печать|версия для печати|реклама|назад|наверх|"
    "поділитися|друкувати|分享|分享到|打印|列印|返回|返回顶部|回到頂部|收藏|广告|廣告|シェア|シェアする|印刷|戻る|"
    "トップへ戻る|공유|공유하기|인쇄|인쇄하기|목록|목록으로|뒤로|"
    "แชร์|พิมพ์|กลับ|مشاركة|طباعة|رجوع|";

const std::string_view closing_lines =
    "|trở về trang trước|quay lại trang trước|về trang trước|trang trước|gửi bình luận của bạn|gửi bình luận|"
    "viết bình luận|bình luận|bình luận của bạn|ý kiến bạn đọc|ý kiến của bạn|gửi ý kiến|gửi ý kiến của bạn|"
    "bạn đọc bình luận|tin liên quan|bài liên quan|bài viết liên quan|tin bài liên quan|các tin khác|tin khác|"
    "các bài khác|bài viết khác|tin cùng chuyên mục|cùng chuyên mục|tin mới hơn|tin cũ hơn|các tin đã đưa|"
    "tin đã đưa|đọc nhiều|đọc thêm|xem thêm|có thể bạn quan tâm|tin nổi bật|back to previous page|"
    "back to the previous page|previous page|go back|return to previous page|send your comment|send a comment|"
    "send us your comment|leave a comment|leave a reply|post a comment|post comment|write a comment|"
    "add a comment|add comment|comments|comment|your comment|join the conversation|related|related articles|"
    "related news|related stories|related posts|related topics|more news|more stories|other news|other stories|"
    "most read|most popular|read more|read also|see also|you may also like|recommended|"
    "retour à la page précédente|page précédente|envoyer votre commentaire|envoyez votre commentaire|"
    "laisser un commentaire|ajouter un commentaire|commentaires|commenter|vos commentaires|articles liés|"
    "sur le même sujet|à lire aussi|lire aussi|dans la même rubrique|les plus lus|zurück zur vorherigen seite|"
    "vorherige seite|kommentar schreiben|kommentar senden|schreiben sie einen kommentar|kommentar verfassen|"
    "kommentare|ihr kommentar|mehr zum thema|verwandte artikel|weitere artikel|lesen sie auch|"
    "das könnte sie auch interessieren|meistgelesen|volver a la página anterior|página anterior|"
    "enviar comentario|envíe su comentario|envía tu comentario|deja un comentario|dejar un comentario|"
    "comentarios|comentar|noticias relacionadas|artículos relacionados|más noticias|lea también|"
    "le puede interesar|lo más leído|voltar à página anterior|voltar para a página anterior|"
    "envie seu comentário|enviar comentário|deixe um comentário|comentários|notícias relacionadas|"
    "matérias relacionadas|leia também|leia mais|veja também|mais lidas|torna alla pagina precedente|"
    "pagina precedente|invia un commento|invia il tuo commento|lascia un commento|commenti|articoli correlati|"
    "notizie correlate|leggi anche|potrebbe interessarti|terug naar de vorige pagina|vorige pagina|reageer|"
    "reacties|plaats een reactie|gerelateerde artikelen|lees ook|powrót do poprzedniej strony|"
    "poprzednia strona|dodaj komentarz|komentarze|czytaj także|powiązane artykuły|"
    "kembali ke halaman sebelumnya|halaman sebelumnya|kirim komentar|kirim komentar anda|komentar|"
    "tulis komentar|berita terkait|artikel terkait|baca juga|berita lainnya|вернуться на предыдущую страницу|"
    "на предыдущую страницу|оставить комментарий|отправить комментарий|комментарии|читайте также|"
    "похожие новости|по теме|залишити коментар|коментарі|читайте також|önceki sayfaya dön|yorum yap|"
    "yorum gönder|yorumlar|ilgili "
    "haberler|返回上一页|返回上一頁|上一页|发表评论|發表評論|发送评论|评论|評論|相关新闻|相關新聞|相关阅读|延伸阅读|"
    "前のページに戻る|"
    "前のページへ戻る|コメントを送る|コメントする|コメント|関連記事|関連ニュース|이전 페이지로 돌아가기|이전 "
    "페이지|댓글|댓글 쓰기|댓글쓰기|의견 보내기|관련기사|관련 기사|관련뉴스|"
    "กลับไปหน้าก่อนหน้า|แสดงความคิดเห็น|ส่งความคิดเห็น|ข่าวที่เกี่ยวข้อง|العودة إلى الصفحة السابقة|أرسل تعليقك|"
    "تعليقات|أخبار ذات صلة|";

const std::string_view furniture_labels =
    "|lượt xem|lượt đọc|số lượt xem|đã xem|xem thêm|đọc thêm|mời xem thêm|cỡ chữ|chia sẻ|views|view count|"
    "reads|read more|read also|see also|more|share|follow us on|à lire aussi|lire aussi|voir aussi|"
    "lesen sie auch|mehr dazu|aufrufe|lea también|ver más|leia também|leia mais|leggi anche|lees ook|"
    "czytaj także|baca juga|читайте также|просмотров|просмотры|阅读|点击|浏览次数|조회수|조회|";

const std::string_view picture_labels =
    "|ảnh|hình|hình ảnh|nguồn ảnh|ảnh tư liệu|ảnh minh họa|ảnh chụp|clip|đồ họa|tranh|photo|photos|photo by|"
    "photo credit|photograph|picture|pictures|image|images|image credit|illustration|graphic|credit|"
    "photographer|crédit|crédit photo|crédits|photographie|foto|fotos|fotografía|fotografia|fotografie|imagen|"
    "imagem|immagine|crédito|créditos|bild|bilder|quelle|fot|zdjęcie|kuva|bilde|billede|kép|gambar|dok|resim|"
    "fotoğraf|фото|фотография|изображение|снимка|світлина|图|圖|图片|圖片|照片|摄影|攝影|写真|画像|撮影|사진|이미지|"
    "ภาพ|صورة|تصوير|"
    "φωτο|φωτογραφία|";

const std::string_view picture_lines =
    "|ảnh minh họa|ảnh minh hoạ|hình minh họa|ảnh tư liệu|ảnh internet|illustrative photo|illustrative image|"
    "file photo|stock photo|photo d'illustration|photo d'archives|symbolbild|archivbild|foto de archivo|"
    "foto ilustrasi|imagem ilustrativa|foto d'archivio|资料图|資料圖|";

const std::string_view modified_words =
    "|cập nhật|chỉnh sửa|sửa lần cuối|updated|update|modified|last edit|mis à jour|mise à jour|modifié|"
    "aktualisiert|aktualisierung|geändert|stand|actualizado|actualización|modificado|atualizado|atualização|"
    "aggiornato|aggiornamento|modificato|bijgewerkt|uppdaterad|oppdatert|opdateret|päivitetty|zaktualizowano|"
    "aktualizacja|aktualizováno|обновлено|изменено|оновлено|diperbarui|dikemaskini|güncelleme|güncellendi|"
    "frissítve|更新|수정|업데이트|อัปเดต|تحديث|";

const std::string_view published_words =
    "|ngày đăng|đăng lúc|đăng ngày|ngày xuất bản|xuất bản|đăng tải|ngày đưa tin|thời gian|ngày|lúc|published|"
    "posted|publication date|date|released|publié|mis en ligne|paru|veröffentlicht|erschienen|datum|publicado|"
    "fecha|publicação|data|pubblicato|gepubliceerd|publicerad|publisert|julkaistu|opublikowano|publikováno|"
    "опубликовано|дата|опубліковано|diterbitkan|tanggal|tarih|yayınlanma|megjelent|发布|發布|发表|时间|公開|掲載|配信|"
    "입력|등록|"
    "발행|เผยแพร่|วันที่|نشر|التاريخ|";

const std::string_view author_labels =
    "|tác giả|bài và ảnh|bài, ảnh|bài - ảnh|bài|tin, ảnh|tin và ảnh|tin|bài viết|thực hiện|phóng viên|author|"
    "authors|by|written by|reporter|reported by|text|story by|auteur|auteurs|par|autor|autoren|autorin|von|"
    "text und fotos|autora|autores|por|redacción|texto|autore|di|testo|door|tekst|av|forfatter|skribent|tekijä|"
    "autorzy|oleh|penulis|wartawan|автор|авторы|текст|yazar|szerző|作者|记者|記者|文|執筆|기자|글|ผู้เขียน|الكاتب|";

const std::string_view author_prefixes = "|by|written by|par|von|por|oleh|theo|";

const std::string_view title_labels =
    "|tiêu đề|tít|tên bài|title|headline|titre|titel|título|titolo|judul|заголовок|标题|標題|タイトル|제목|";

const std::string_view section_labels =
    "|chuyên mục|mục|section|category|rubrique|rubrik|ressort|sección|seção|editoria|sezione|kategori|рубрика|"
    "栏目|분류|";

const std::string_view keyword_labels =
    "|từ khóa|từ khoá|thẻ|tags|tag|keywords|mots-clés|mots clés|schlagwörter|schlagworte|palabras clave|"
    "etiquetas|palavras-chave|parole chiave|trefwoorden|tagi|kata kunci|теги|ключевые слова|标签|关键词|タグ|태그|";

const std::string_view source_labels =
    "|nguồn|link|liên kết|url|địa chỉ|source|original|quelle|fuente|fonte|sumber|источник|来源|出典|출처|";

const std::string_view audio_labels =
    "|audio|nghe|nghe bài viết|nghe audio|nghe tin|nghe đọc bài|nghe bài đọc|tệp âm thanh|file âm thanh|"
    "file nghe|âm thanh|bản ghi|bản ghi âm|ghi âm|podcast|listen|listen here|recording|audio file|sound|mp3|"
    "écouter|enregistrement|son|hören|anhören|aufnahme|escuchar|escucha|grabación|ouvir|ouça|áudio|gravação|"
    "ascolta|registrazione|luister|lyssna|lyd|posłuchaj|nagranie|dengarkan|rekaman|suara|слушать|аудио|запись|"
    "слухати|аудіо|dinle|ses|收听|音频|录音|錄音|音声|録音|聴く|오디오|듣기|음성|ฟัง|เสียง|استمع|صوت|";

}  // namespace fetch
