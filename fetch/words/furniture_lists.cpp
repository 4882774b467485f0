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
     "인쇄하기|목록|목록으로|뒤로|แชร์|พิมพ์|กลับ|مشاركة|طباعة|رجوع|save for later|read later|gift this article|"
     "gift article|text size|font size|increase font size|decrease font size|copy link to article|read aloud|"
     "audio article|listen to this story|add to favorites|add to favourites|save this article|republish this article|"
     "share this page|media playback is unsupported on your device|cỡ chữ nhỏ|cỡ chữ lớn|tăng cỡ chữ|giảm cỡ chữ|"
     "nghe bài|nghe bài này|nghe đọc báo|đọc báo nói|báo nói|lưu tin|lưu lại|đã lưu|copy|theo dõi trên google news|"
     "theo dõi báo trên google news|schriftgröße|artikel vorlesen|artikel merken|auf die merkliste|anzeige ende|"
     "jetzt anhören|taille du texte|écouter cet article|ajouter à mes favoris|offrir cet article|enregistrer|"
     "lire plus tard|escuchar este artículo|tamaño de letra|tamaño del texto|guardar artículo|regalar artículo|"
     "ouvir notícia|ouvir esta notícia|ouvir este conteúdo|tamanho da fonte|tamanho do texto|salvar artigo|"
     "continua após a publicidade|continua depois da publicidade|presentear|ascolta l articolo|regala questo articolo|"
     "dimensione testo|bewaar artikel|luister naar dit artikel|artikel delen|lyssna på artikeln|textstorlek|spara|"
     "lytt til artikkelen|lyt til artiklen|skriftstørrelse|kuuntele juttu|posłuchaj artykułu|rozmiar tekstu|"
     "poslechnout článek|haberi dinle|yazı boyutu|dengarkan artikel|dengarkan berita|ukuran font|ukuran huruf|"
     "слушать статью|размер шрифта|слухати статтю|розмір шрифту|字号|字號|字体大小|字體大小|收听本文|朗读|放大|缩小|"
     "縮小|加入收藏|文字サイズ|音声で聞く|この記事を聴く|この記事を聞く|保存|ブックマーク|글자크기|글자 크기|기사 듣기|"
     "본문 듣기|스크랩|글씨크기 조절|ขนาดตัวอักษร|ฟังข่าว|ฟังบทความ|حجم الخط|استمع إلى المقال|استمع للمقال|"
     "גודל טקסט|האזינו לכתבה|फ़ॉन्ट साइज़|खबर सुनें|"},
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
     "تعليقات|أخبار ذات صلة|related tags|passend zum artikel|weitere videos|kommentarer|kommentit|more like this|more "
     "for you|more on this story|more on this topic|"
     "keep reading|recommended stories|editors picks|editor s picks|most viewed|top stories|related coverage|"
     "about the writer|about this author|you may have missed|the latest news|tin cùng loại|tin tức khác|"
     "bài cùng chuyên mục|cùng chủ đề|tin cùng chủ đề|tin bài khác|bài đọc nhiều|tin xem nhiều|xem nhiều nhất|"
     "có thể bạn thích|tin tài trợ|tin tức liên quan|thẻ|bài viết cùng chuyên mục|bài viết mới|ý kiến|"
     "das könnte sie interessieren|empfohlene artikel|schlagworte|neueste nachrichten|mehr aus dem ressort|"
     "weitere themen|auch interessant für sie|sur le même thème|les plus consultés|à lire également|mots clés|"
     "dans l actualité|à découvrir|te puede interesar|también te puede interesar|más leídas|archivado en|etiquetas|"
     "más sobre este tema|lee también|mais notícias|últimas notícias|palavras chave|tópicos relacionados|"
     "conteúdo relacionado|você também pode gostar|ti potrebbe interessare|ti potrebbe interessare anche|"
     "potrebbe interessarti anche|leggi anche altri articoli|meer over dit onderwerp|gerelateerd|lees meer|meest "
     "gelezen|"
     "läs mer|mer om ämnet|les også|læs også|lue myös|czytaj więcej|zobacz też|zobacz także|tagi|polecane|przeczytaj "
     "też|"
     "související články|čtěte také|další články|kapcsolódó cikkek|теги|материалы по теме|еще по теме|новости по теме|"
     "другие новости|по темі|новини за темою|etiketler|diğer haberler|topik terkait|berita populer|terpopuler|"
     "rekomendasi untuk anda|artikel pilihan|相关推荐|推荐阅读|延伸閱讀|猜你喜欢|热门新闻|更多新闻|相关文章|相關文章|"
     "標籤|标签|关键字|關鍵字|あわせて読みたい|おすすめ記事|おすすめの記事|人気記事|アクセスランキング|関連リンク|"
     "関連トピックス|こちらもおすすめ|관련 뉴스|인기기사|많이 본 뉴스|추천기사|실시간 뉴스|태그|ข่าวล่าสุด|แท็ก|"
     "บทความที่เกี่ยวข้อง|อ่านเพิ่มเติม|اقرأ أيضا|اقرأ أيضًا|مواضيع ذات صلة|موضوعات ذات صلة|الأكثر قراءة|كلمات مفتاحية|وسوم|"
     "כתבות נוספות|תגיות|אולי יעניין אותך|संबंधित खबरें|यह भी पढ़ें|ये भी पढ़ें|ព័ត៌មានទាក់ទង|អត្ថបទទាក់ទង|"},
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
     "your browser does not|image copyright|image source|image caption|media caption|trình duyệt của bạn|trình duyệt "
     "không hỗ trợ|reading time|read time|"
     "estimated reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo de leitura|"
     "tempo di lettura|leestijd|lästid|lesetid|læsetid|lukuaika|czas czytania|doba čtení|время чтения|час читання|"
     "okuma süresi|waktu baca|thời gian đọc|阅读时间|閱讀時間|預計閱讀時間|読了時間|읽는 시간|เวลาอ่าน|وقت القراءة|"
     "מדת הקריאה|זמן קריאה|bản quyền thuộc|mọi hành vi sao chép|"},
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
     "просмотров|просмотры|阅读|点击|浏览次数|조회수|조회|font size|text size|schriftgröße|字号|字體大小|字体大小|"
     "文字サイズ|reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|"
     "阅读时间|阅读时长|読了時間|责任编辑|責任編輯|责编|"},
    // Another article.
    {LineKind::pointer, LineKind::pointer,
     "|read more|read also|also read|read next|related|related article|related story|see also|more on this|"
     "watch|watch now|recommended|must read|more|you might like|you may like|xem thêm|đọc thêm|mời bạn đọc|"
     "mời độc giả|lire aussi|à lire aussi|lesen sie auch|lesen sie hier|lees ook|leia mais|leia também|"
     "lea también|leggi anche|читайте также|baca juga|mehr zum thema|don t miss|in case you missed it|"
     "mời xem thêm|voir aussi|mehr dazu|ver más|czytaj także|à lire également|veja também|lee también|te puede "
     "interesar|"
     "le puede interesar|ti potrebbe interessare|zobacz też|čtěte také|les også|læs også|läs också|lue myös|читай "
     "также|"
     "延伸阅读|延伸閱讀|あわせて読む|関連記事|관련기사|อ่านเพิ่มเติม|اقرأ أيضا|यह भी पढ़ें|ये भी पढ़ें|"},
}};

const std::array<LineWords, 2> line_ends{{
    // How long it takes to read: "5 min read".
    {LineKind::furniture, LineKind::furniture,
     "|min read|mins read|minute read|minutes read|minute reading time|min lesezeit|minuten lesezeit|min lesedauer|"
     "minuten lesedauer|min de lecture|mn de lecture|minutes de lecture|min de lectura|minutos de lectura|min de "
     "leitura|"
     "minutos de leitura|min di lettura|minuti di lettura|min leestijd|minuten leestijd|min lästid|min lesetid|"
     "min czytania|minut czytania|мин чтения|мин на чтение|минут чтения|хв читання|dk okuma|dakika okuma|menit baca|"
     "menit membaca|phút đọc|分钟阅读|分鐘閱讀|分で読めます|"},
    // How many have seen it.
    {LineKind::furniture, LineKind::furniture,
     "|views|lượt xem|lượt đọc|shares|chia sẻ|bình luận|visualizações|vues|просмотров|次浏览|次阅读|"},
}};

const std::array<LineWords, 1> line_phrases{{
    // Words to the reader: letters, walls, notices of rights.
    {LineKind::furniture, LineKind::furniture,
     "|to your inbox|in your inbox|your email inbox|subscribe to our|subscribing to our|sign up for our|sign up to our|"
     "sign up here for|sign up for the free|get our free|our free newsletter|free daily newsletter|"
     "subscribed to our newsletter|successfully subscribed|delivered through your letterbox|would you like to comment "
     "on this article|submit a letter to the editor|already a subscriber|"
     "already a member|already have an account|have an account log in|log in to continue|log in to read|"
     "sign in to continue|sign in to read|subscribe to continue|subscribe to read|to continue reading|"
     "to keep reading this|to read the full story|register to continue|register for free to|create a free account|"
     "is for subscribers only|is exclusive to subscribers|exclusively for subscribers|for subscribers only|"
     "free articles this month|free articles left|articles remaining|your free articles|support our journalism|"
     "if you enjoyed this article|if you liked this article|click here for more information|"
     "may earn an affiliate commission|may earn a commission|"
     "all rights reserved|may not be published broadcast|đăng ký nhận tin|đăng ký nhận bản tin|đăng nhập để đọc|"
     "đăng ký để đọc|đăng nhập để gửi|vui lòng đăng nhập|bạn cần đăng nhập|bạn cần đăng ký|dành riêng cho thuê bao|"
     "để đọc tiếp bài viết|mời bạn đọc theo dõi|mời quý độc giả theo dõi|mời độc giả theo dõi|mời quý vị theo dõi|"
     "mời bạn đọc đón xem|không sao chép dưới mọi hình thức|cấm sao chép dưới mọi hình thức|ghi rõ nguồn khi|"
     "newsletter abonnieren|für unseren newsletter|unseren newsletter|kostenlosen newsletter|newsletter an und|"
     "bereits abonnent|schon abonnent|bereits ein abo|bereits abonniert|um weiterzulesen|jetzt weiterlesen|"
     "diesen artikel weiterlesen|artikel ist für abonnenten|exklusiv für abonnenten|nur für abonnenten|"
     "alle rechte vorbehalten|inscrivez vous à notre|abonnez vous à notre|abonnez vous pour|déjà abonné|déjà abonnée|"
     "réservé aux abonnés|réservée à nos abonnés|réservé à nos abonnés|pour lire la suite|votre boîte mail|"
     "dans votre boîte|de cet article à lire|tous droits réservés|suscríbete a nuestro|suscríbete para|"
     "suscríbase a nuestro|ya eres suscriptor|ya es suscriptor|ya estás suscrito|para seguir leyendo|"
     "para continuar leyendo|solo para suscriptores|exclusivo para suscriptores|nuestro boletín|en tu correo|"
     "todos los derechos reservados|assine nossa newsletter|assine a newsletter|inscreva se em nossa|já é assinante|"
     "já sou assinante|para continuar lendo|exclusivo para assinantes|nosso canal no whatsapp|no seu e mail|"
     "todos os direitos reservados|iscriviti alla newsletter|iscriviti alla nostra|già abbonato|già abbonata|"
     "per continuare a leggere|riservato agli abbonati|tutti i diritti riservati|riproduzione riservata|"
     "al abonnee|onze nieuwsbrief|meld je aan voor de|om verder te lezen|redan prenumerant|vårt nyhetsbrev|"
     "för att läsa vidare|allerede abonnent|for å lese videre|for at læse videre|vores nyhedsbrev|"
     "oletko jo tilaaja|tilaa uutiskirje|masz już konto|zapisz się do newslettera|zapisz się na newsletter|"
     "aby czytać dalej|wszelkie prawa zastrzeżone|odebírejte náš|již máte předplatné|подписывайтесь на наш|"
     "подпишитесь на наш|читайте нас в|уже есть подписка|чтобы читать дальше|все права защищены|підписуйтесь на наш|"
     "підписуйтеся на наш|bültenimize|abone olun|dapatkan update berita|dapatkan berita|langsung di ponselmu|"
     "bergabung dengan grup|sudah berlangganan|sudah punya akun|untuk melanjutkan membaca|dilarang mengambil|"
     "langgan saluran|订阅我们的|訂閱我們的|訂閱電子報|登录后继续|登入後繼續|立即订阅|立即訂閱|扫码关注|扫描二维码|"
     "版权所有|版權所有|未经授权不得|未經授權不得|未经许可|未經許可|この記事は有料会員|会員限定記事|会員限定の記事|"
     "有料会員限定|有料記事です|続きを読むには|ログインして続き|無料会員登録|会員登録すると|メールマガジンに登録|"
     "無断転載|뉴스레터 구독|뉴스레터를 구독|로그인 후 이용|유료회원 전용|무단전재|무단 전재|สมัครสมาชิกเพื่อ|"
     "สมัครรับจดหมายข่าว|ติดตามเราได้ที่|สงวนลิขสิทธิ์|اشترك في النشرة|اشترك في نشرتنا|سجل الدخول للمتابعة|"
     "جميع الحقوق محفوظة|לקריאת הכתבה המלאה|למנויים בלבד|הירשמו לניוזלטר|כל הזכויות שמורות|व्हाट्सएप चैनल|"
     "न्यूज़लेटर|सर्वाधिकार सुरक्षित|រក្សាសិទ្ធិ|"},
}};

}  // namespace fetch
