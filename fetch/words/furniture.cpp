#include "fetch/words/furniture.h"

#include <algorithm>
#include <array>
#include <span>

#include "core/text.h"
#include "fetch/markup/text.h"

namespace fetch {
namespace {

// Compared with plain_words() of the line: whole lines.
constexpr auto furniture_lines = std::to_array<std::string_view>({
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertisements",
    "advertising",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "pubblicità",
    "реклама",
    "広告",
    "quảng cáo",
    "sponsored",
    "sponsored content",
    "promoted",
    "paid content",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share on facebook",
    "share on twitter",
    "tweet",
    "email",
    "print",
    "comment",
    "save",
    "like",
    "follow",
    "copy link",
    "chia sẻ",
    "in bài viết",
    "thích",
    "lưu bài",
    "gửi email",
    "subscribe",
    "sign up",
    "sign in",
    "log in",
    "login",
    "register",
    "đăng nhập",
    "đăng ký",
    "loading",
    "loading more",
    "please wait",
    "play",
    "pause",
    "listen",
    "nghe",
    "nghe audio",
    "nghe bài viết",
    "nghe đọc bài",
    "story continues below",
    "story continues below advertisement",
    "article continues below",
    "article continues after advertisement",
    "continue reading below",
    "continues below",
    "scroll down for more",
    "scroll to continue",
    "read more",
    "show more",
    "view more",
    "see more",
    "xem thêm",
    "đọc thêm",
    "mehr",
    "weiterlesen",
    "lire la suite",
    "don t miss",
    "dont miss",
    "trending",
    "more",
    "back to top",
    "về đầu trang",
    "trở về trang trước",
    "trở lại",
    "quay lại",
    "top",
    "next",
    "previous",
    "close",
    "menu",
    "search",
    "click here to subscribe",
    "click here for more information",
    "click to enlarge",
    "xem ảnh lớn",
    "cỡ chữ",
    "tăng giảm cỡ chữ",
    "this slideshow requires javascript",
    "please enable javascript",
    "javascript is disabled",
    "view gallery",
    "view comments",
    "gửi bình luận",
    "gửi bình luận của bạn",
    "gửi ý kiến",
    "tell us what you think",
    "image",
    "photo",
    "video",
    "gallery",
    "facebook",
    "twitter",
    "pinterest",
    "linkedin",
    "whatsapp",
    "reddit",
    "google",
    "zalo",
    "flipboard",
    "messenger",
    "telegram",
    "pocket",
    "rss",
    "find your next car",
    "theo dõi",
    "follow us",
    "newsletter",
    "breaking news",
    "highlights",
    "topics",
    "updated",
    "published",
});

// Lines that start so, while they are short.
constexpr auto pointer_starts = std::to_array<std::string_view>({
    "read more ",     "read also ",
    "also read ",     "read next ",
    "related ",       "related article",
    "related story",  "see also ",
    "more on this ",  "watch ",
    "watch now ",     "recommended ",
    "must read ",     "more ",
    "you might like", "you may like",
    "xem thêm ",      "đọc thêm ",
    "mời bạn đọc",    "mời độc giả",
    "lire aussi ",    "à lire aussi",
    "lesen sie auch", "lesen sie hier",
    "lees ook ",      "leia mais",
    "leia também",    "lea también",
    "leggi anche",    "читайте также",
    "baca juga",      "mehr zum thema",
    "don t miss ",    "in case you missed it ",
});
constexpr auto furniture_starts = std::to_array<std::string_view>({
    "sign up for ",
    "sign up to ",
    "subscribe to ",
    "subscribe now",
    "follow us on ",
    "follow us ",
    "like us on ",
    "download the ",
    "download our ",
    "get our ",
    "join our ",
    "click here to subscribe",
    "click here for more",
    "share this ",
    "share on ",
    "support our ",
    "support us",
    "enter your email",
    "by signing up",
    "by subscribing",
    "thank you for ",
    "we use cookies",
    "this site uses cookies",
    "this website uses cookies",
    "advertisement ",
    "you must be logged in",
    "your email address will not be published",
    "notify me of ",
    "want more ",
    "chat with us",
    "bạn đọc vui lòng",
    "vui lòng nhập",
    "theo dõi báo",
    "theo dõi chúng tôi",
    "like fanpage",
    "get the latest",
    "get more stories",
    "loading ",
    "please enable javascript",
    "your browser does not",
    "trình duyệt của bạn",
    "trình duyệt không hỗ trợ",
});
constexpr auto tail_starts = std::to_array<std::string_view>({
    "related",
    "related articles",
    "related stories",
    "related posts",
    "related news",
    "related content",
    "related topics",
    "related links",
    "more stories",
    "more from ",
    "more great ",
    "more in ",
    "more on ",
    "more about",
    "more news",
    "you may also like",
    "you might also like",
    "you might like",
    "also on ",
    "recommended",
    "recommended for you",
    "popular",
    "most popular",
    "most read",
    "trending",
    "latest news",
    "latest stories",
    "read next",
    "up next",
    "see also",
    "comments",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "join the conversation",
    "join the discussion",
    "share this",
    "about the author",
    "about author",
    "tags",
    "topics in this story",
    "filed under",
    "from around the web",
    "around the web",
    "promoted stories",
    "sponsored links",
    "what to read next",
    "tin liên quan",
    "tin bài liên quan",
    "bài liên quan",
    "bài viết liên quan",
    "có thể bạn quan tâm",
    "tin cùng chuyên mục",
    "cùng chuyên mục",
    "tin khác",
    "các tin khác",
    "tin mới",
    "tin mới hơn",
    "tin cũ hơn",
    "bài viết khác",
    "đọc nhiều",
    "xem nhiều",
    "bình luận",
    "ý kiến bạn đọc",
    "ý kiến của bạn",
    "từ khóa",
    "từ khoá",
    "chủ đề",
    "tag",
    "xem thêm",
    "tin nổi bật",
    "tin đọc nhiều",
    "mehr zum thema",
    "auch interessant",
    "kommentare",
    "schreibe einen kommentar",
    "articles liés",
    "sur le même sujet",
    "commentaires",
    "à lire aussi",
    "artículos relacionados",
    "comentarios",
    "notícias relacionadas",
    "comentários",
    "deixe um comentário",
    "leia também",
    "articoli correlati",
    "commenti",
    "lascia un commento",
    "leggi anche",
    "baca juga",
    "komentar",
    "reacties",
    "关键词",
    "相关新闻",
    "相关阅读",
    "関連記事",
    "関連ニュース",
    "you may be interested in",
    "like this",
    "like loading",
    "polls",
    "poll",
    "next article",
    "previous article",
    "previous post",
    "next post",
    "next story",
    "in this article",
    "share this article",
});

bool any_equal(std::string_view line, std::span<const std::string_view> known) {
    return std::ranges::find(known, line) != known.end();
}

bool any_start(const std::string& line, std::span<const std::string_view> known) {
    return std::ranges::any_of(known, [&](std::string_view start) { return line.starts_with(start); });
}

/// The line with a credit at its end: "(Photo: NAME)", "(Ảnh: NAME)", "Image: GETTY".
bool ends_in_credit(std::string_view text) {
    const std::size_t open = text.rfind('(');
    if (open == std::string_view::npos || !text.ends_with(')') || text.size() - open > 100) return false;
    const std::string inner = core::lower(core::trim(text.substr(open + 1, text.size() - open - 2)));
    for (const std::string_view word :
         {"ảnh", "photo", "image", "picture", "foto", "photos", "ảnh minh họa", "ảnh minh hoạ", "nguồn", "credit",
          "images", "pic", "hình", "source", "crédit", "bild"}) {
        if (inner == word || (inner.starts_with(word) && inner.size() > word.size() &&
                              (inner[word.size()] == ':' || inner.substr(word.size()).starts_with(" :"))))
            return true;
    }
    return false;
}

}  // namespace

LineKind kind_of_line(std::string_view text) {
    if (text.size() > 400) return LineKind::text;
    if (ends_in_credit(text)) return LineKind::caption;
    if (text.size() > 220) return LineKind::text;
    const std::string line = plain_words(text);
    if (line.empty()) return text.size() < 8 && text != "___" ? LineKind::furniture : LineKind::text;
    if (any_equal(line, tail_starts)) return LineKind::tail;
    if (any_equal(line, furniture_lines)) return LineKind::furniture;
    const bool colon = text.find(':') != std::string_view::npos && text.find(':') < 40;
    if (any_start(line, furniture_starts) && text.size() < 160) return LineKind::furniture;
    if (colon && any_start(line, pointer_starts)) return LineKind::pointer;
    if (text.size() < 60 && any_start(line, tail_starts) && (text.find(". ") == std::string_view::npos)) {
        // "More from NAME", but not a sentence that happens to start so.
        const char last = text.back();
        if (last != '.' && last != '!' && last != '?' && last != '"') {
            if (line.starts_with("more ") || line.starts_with("about ") || line.starts_with("comments ") ||
                line.starts_with("also on ") || line.starts_with("filed under"))
                return LineKind::tail;
        }
    }
    if (text.size() < 120) {
        for (const std::string_view start :
             {"published ", "updated ", "last updated", "first published", "posted on", "posted by", "posted at",
              "publicado ", "cập nhật", "ngày đăng", "veröffentlicht", "aktualisiert", "publié le", "mis à jour",
              "publicado em", "pubblicato", "updated at"}) {
            if (line.starts_with(start)) return LineKind::stamp;
        }
    }
    return LineKind::text;
}

}  // namespace fetch
