#include "fetch/words/furniture_lists.h"

namespace fetch {

const std::array<LineWords, 5> whole_lines{{
    // Wherever they stand.
    {LineKind::furniture, LineKind::furniture,
     "|ad|ads|advert|advertisement|advertisements|advertising|anzeige|werbung|publicité|publicidad|"
     "publicidade|pubblicità|реклама|広告|quảng cáo|sponsored|sponsored content|promoted|paid content|share|"
     "share this story|share on facebook|share on twitter|tweet|email|print|save|like|follow|copy link|"
     "chia sẻ|in bài viết|thích|lưu bài|gửi email|subscribe|sign up|sign in|log in|login|register|đăng nhập|"
     "đăng ký|loading|loading more|please wait|play|pause|listen|nghe|nghe audio|nghe bài viết|nghe đọc bài|"
     "story continues below|story continues below advertisement|article continues below|"
     "article continues after advertisement|continue reading below|continues below|scroll down for more|"
     "scroll to continue|show more|view more|see more|mehr|weiterlesen|lire la suite|don t miss|dont miss|"
     "more|back to top|về đầu trang|trở lại|quay lại|top|next|previous|close|menu|search|"
     "click here to subscribe|click here for more information|click to enlarge|xem ảnh lớn|cỡ chữ|"
     "tăng giảm cỡ chữ|this slideshow requires javascript|please enable javascript|javascript is disabled|"
     "view gallery|view comments|tell us what you think|image|photo|video|gallery|facebook|twitter|pinterest|"
     "linkedin|whatsapp|reddit|google|zalo|flipboard|messenger|telegram|pocket|rss|find your next car|"
     "theo dõi|follow us|newsletter|breaking news|highlights|topics|updated|published|chia sẻ bài viết|"
     "chia sẻ facebook|chia sẻ zalo|in|in bài|in trang|in trang này|bản in|gửi bài viết|lưu bài viết|"
     "đầu trang|lên đầu trang|trở về|nghe tin|sao chép liên kết|a a|trang chủ|xem tiếp|share on x|e mail|"
     "email this|print this page|print article|print this article|save article|bookmark|back|to top|home|"
     "listen to this article|listen to the article|partager|partager cet article|imprimer|envoyer par e mail|"
     "envoyer par mail|retour|haut de page|retour en haut|écouter l article|accueil|s abonner|teilen|"
     "artikel teilen|drucken|artikel drucken|merken|zurück|nach oben|startseite|vorlesen|artikel anhören|"
     "per e mail versenden|compartir|compartir en facebook|imprimir|enviar por correo|volver|volver arriba|"
     "inicio|escuchar|compartilhar|compartilhe|enviar por e mail|voltar|voltar ao topo|ouvir|início|condividi|"
     "stampa|invia per e mail|torna su|indietro|ascolta|delen|deel dit artikel|afdrukken|terug|advertentie|"
     "luister|dela|skriv ut|annons|del|annonse|jaa|tulosta|mainos|udostępnij|drukuj|reklama|powrót|wstecz|"
     "sdílet|tisk|zpět|paylaş|yazdır|geri|bagikan|cetak|kembali|iklan|kongsi|share artikel ini|simpan|"
     "поделиться|распечатать|печать|версия для печати|назад|наверх|поділитися|друкувати|分享|分享到|打印|列印|"
     "返回|返回顶部|回到頂部|收藏|广告|廣告|シェア|シェアする|印刷|戻る|トップへ戻る|공유|공유하기|인쇄|"
     "인쇄하기|목록|목록으로|뒤로|แชร์|พิมพ์|กลับ|مشاركة|طباعة|رجوع|"},
    // What follows is no more of the article.
    {LineKind::tail, LineKind::tail,
     "|related|related articles|related stories|related posts|related news|related content|related topics|"
     "related links|more stories|more from|more great|more in|more on|more about|more news|you may also like|"
     "you might also like|you might like|also on|recommended|recommended for you|most popular|most read|"
     "trending|latest news|latest stories|read next|see also|comments|leave a comment|leave a reply|"
     "post a comment|join the conversation|join the discussion|about the author|about author|tags|"
     "topics in this story|filed under|from around the web|around the web|promoted stories|sponsored links|"
     "what to read next|tin liên quan|tin bài liên quan|bài liên quan|bài viết liên quan|có thể bạn quan tâm|"
     "tin cùng chuyên mục|cùng chuyên mục|tin khác|các tin khác|tin mới|tin mới hơn|tin cũ hơn|bài viết khác|"
     "đọc nhiều|xem nhiều|bình luận|ý kiến bạn đọc|ý kiến của bạn|từ khóa|từ khoá|xem thêm|tin nổi bật|"
     "tin đọc nhiều|mehr zum thema|auch interessant|kommentare|schreibe einen kommentar|articles liés|"
     "sur le même sujet|commentaires|à lire aussi|artículos relacionados|comentarios|notícias relacionadas|"
     "comentários|deixe um comentário|leia também|articoli correlati|commenti|lascia un commento|leggi anche|"
     "baca juga|komentar|reacties|关键词|相关新闻|相关阅读|関連記事|関連ニュース|you may be interested in|"
     "like loading|next article|previous article|previous post|next post|next story|quay lại trang trước|"
     "về trang trước|trang trước|viết bình luận|bình luận của bạn|gửi ý kiến của bạn|bạn đọc bình luận|"
     "các bài khác|các tin đã đưa|tin đã đưa|back to previous page|back to the previous page|previous page|"
     "go back|return to previous page|send your comment|send a comment|send us your comment|post comment|"
     "write a comment|add a comment|add comment|your comment|other news|other stories|"
     "retour à la page précédente|page précédente|envoyer votre commentaire|envoyez votre commentaire|"
     "laisser un commentaire|ajouter un commentaire|commenter|vos commentaires|dans la même rubrique|"
     "les plus lus|zurück zur vorherigen seite|vorherige seite|kommentar schreiben|kommentar senden|"
     "schreiben sie einen kommentar|kommentar verfassen|ihr kommentar|verwandte artikel|weitere artikel|"
     "das könnte sie auch interessieren|meistgelesen|volver a la página anterior|página anterior|"
     "enviar comentario|envíe su comentario|envía tu comentario|deja un comentario|dejar un comentario|"
     "comentar|noticias relacionadas|más noticias|le puede interesar|lo más leído|voltar à página anterior|"
     "voltar para a página anterior|envie seu comentário|enviar comentário|matérias relacionadas|mais lidas|"
     "torna alla pagina precedente|pagina precedente|invia un commento|invia il tuo commento|"
     "notizie correlate|potrebbe interessarti|terug naar de vorige pagina|vorige pagina|reageer|"
     "plaats een reactie|gerelateerde artikelen|powrót do poprzedniej strony|poprzednia strona|"
     "dodaj komentarz|komentarze|powiązane artykuły|kembali ke halaman sebelumnya|halaman sebelumnya|"
     "kirim komentar|kirim komentar anda|tulis komentar|berita terkait|artikel terkait|berita lainnya|"
     "вернуться на предыдущую страницу|на предыдущую страницу|оставить комментарий|отправить комментарий|"
     "комментарии|похожие новости|по теме|залишити коментар|коментарі|önceki sayfaya dön|yorum yap|"
     "yorum gönder|yorumlar|ilgili haberler|返回上一页|返回上一頁|上一页|发表评论|發表評論|发送评论|评论|評論|"
     "相關新聞|延伸阅读|前のページに戻る|前のページへ戻る|コメントを送る|コメントする|コメント|"
     "이전 페이지로 돌아가기|이전 페이지|댓글|댓글 쓰기|댓글쓰기|의견 보내기|관련기사|관련 기사|관련뉴스|"
     "กลับไปหน้าก่อนหน้า|แสดงความคิดเห็น|ส่งความคิดเห็น|ข่าวที่เกี่ยวข้อง|العودة إلى الصفحة السابقة|أرسل تعليقك|"
     "تعليقات|أخبار ذات صلة|"},
    // Buttons and boxes that a page may set anywhere; in a text they come after it.
    {LineKind::furniture, LineKind::tail,
     "|comment|read more|đọc thêm|trở về trang trước|gửi bình luận|gửi bình luận của bạn|gửi ý kiến|read also|"
     "lire aussi|lesen sie auch|lees ook|lea también|leia mais|veja também|czytaj także|читайте также|"
     "читайте також|"},
    // A page ends with them; texts have them below the headline too.
    {LineKind::tail, LineKind::furniture, "|share this|share this article|"},
    // Headings of articles too ("UP NEXT"): a page is cut there only where little would go, a text always.
    {LineKind::tail, LineKind::text, "|popular|poll|polls|tag|like this|in this article|chủ đề|up next|"},
}};

const std::array<LineWords, 4> line_starts{{
    // An offer or a notice.
    {LineKind::furniture, LineKind::furniture,
     "|sign up for|sign up to|subscribe to|subscribe now|follow us on|follow us|like us on|download our|"
     "click here to subscribe|click here for more|share this|share on|enter your email|by signing up|"
     "by subscribing|we use cookies|this site uses cookies|this website uses cookies|you must be logged in|"
     "your email address will not be published|notify me of|chat with us|bạn đọc vui lòng|vui lòng nhập|"
     "theo dõi báo|theo dõi chúng tôi|like fanpage|get more stories|please enable javascript|"
     "your browser does not|trình duyệt của bạn|trình duyệt không hỗ trợ|"},
    // Common in running text; a page's short lines are seldom that.
    {LineKind::furniture, LineKind::text,
     "|download the|get our|join our|support our|support us|thank you for|advertisement|want more|loading|"
     "get the latest|"},
    {LineKind::tail, LineKind::tail, "|filed under|"},
    // Followed by a name; in a text it may be a heading.
    {LineKind::tail, LineKind::text,
     "|more from|more great|more in|more on|more about|more news|more stories|also on|comments|"
     "about the author|about author|"},
}};

const std::array<LineWords, 2> line_labels{{
    // Counters and controls.
    {LineKind::furniture, LineKind::furniture,
     "|lượt xem|lượt đọc|số lượt xem|đã xem|cỡ chữ|chia sẻ|views|view count|reads|share|follow us on|aufrufe|"
     "просмотров|просмотры|阅读|点击|浏览次数|조회수|조회|"},
    // Another article.
    {LineKind::pointer, LineKind::pointer,
     "|read more|read also|also read|read next|related|related article|related story|see also|more on this|"
     "watch|watch now|recommended|must read|more|you might like|you may like|xem thêm|đọc thêm|mời bạn đọc|"
     "mời độc giả|lire aussi|à lire aussi|lesen sie auch|lesen sie hier|lees ook|leia mais|leia também|"
     "lea también|leggi anche|читайте также|baca juga|mehr zum thema|don t miss|in case you missed it|"
     "mời xem thêm|voir aussi|mehr dazu|ver más|czytaj także|"},
}};

}  // namespace fetch
