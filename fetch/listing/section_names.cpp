#include "fetch/listing/section_names.h"

#include <algorithm>
#include <array>

namespace fetch {

namespace {

constexpr auto other_sections = std::to_array<std::string_view>(
    {"tag",           "tags",        "tu-khoa",        "category",     "categories", "chuyen-muc",   "danh-muc",
     "author",        "authors",     "tac-gia",        "autor",        "search",     "tim-kiem",     "suche",
     "recherche",     "buscar",      "login",          "dang-nhap",    "signin",     "register",     "dang-ky",
     "signup",        "account",     "user",           "users",        "rss",        "feed",         "feeds",
     "atom.xml",      "rss.xml",     "page",           "trang",        "seite",      "about",        "about-us",
     "gioi-thieu",    "contact",     "contact-us",     "lien-he",      "kontakt",    "contacto",     "contato",
     "impressum",     "privacy",     "privacy-policy", "datenschutz",  "terms",      "terms-of-use", "dieu-khoan",
     "advertise",     "quang-cao",   "subscribe",      "subscription", "newsletter", "newsletters",  "abo",
     "shop",          "store",       "cart",           "wp-login.php", "wp-admin",   "wp-json",      "cdn-cgi",
     "sitemap",       "sitemap.xml", "jobs",           "careers",      "help",       "faq",          "cookies",
     "cookie-policy", "imprint",     "sharer",         "print",        "in-trang",   "static",       "assets",
     "xmlrpc.php",    "hashtag",     "hashtags",       "keyword",      "keywords",   "label",        "labels",
     "tagged",        "auteur",      "auteurs",        "autores",      "autori",     "signataires",  "contributors",
     "contributor",   "xem-bao",     "timeline",       "timelinelist", "bookmark",   "bookmarks",    "hemeroteca",
     "chude",         "chuyenmuc"});

constexpr auto topic_sections = std::to_array<std::string_view>(
    {"topic", "topics", "chu-de", "thema", "themen", "sujet", "sujets", "tema", "temas"});

constexpr auto mixed_sections = std::to_array<std::string_view>(
    {"live", "people", "profile", "profiles", "profil", "archive", "archives", "archiv", "series", "dossier",
     "dossiers", "special", "specials", "share", "collection", "collections"});

constexpr auto doubtful_sections = std::to_array<std::string_view>(
    {"su-kien", "sukien", "event", "events", "gallery", "galleries", "video", "videos", "clip", "clips", "video-clip",
     "media", "multimedia", "photo", "photos", "albumphoto", "xem-albumphoto", "dong-su-kien"});

constexpr auto article_sections = std::to_array<std::string_view>(
    {"article", "articles",    "artikel", "articulo", "articulos", "artigo",    "articolo",
     "story",   "stories",     "post",    "posts",    "bai-viet",  "tin-tuc",   "tin",
     "news",    "nachrichten", "noticia", "noticias", "notizia",   "actualite", "actualites",
     "berita",  "novosti",     "read",    "detail",   "chi-tiet",  "view",      "node"});
constexpr auto single_sections = std::to_array<std::string_view>(
    {"article", "articles", "artikel", "articulo", "articulos", "artigo", "articolo", "story", "stories", "post",
     "posts", "bai-viet", "read", "detail", "chi-tiet", "node"});

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool is_other_section(std::string_view part) {
    return holds(other_sections, part);
}

bool is_topic_section(std::string_view part) {
    return holds(topic_sections, part);
}

bool is_mixed_section(std::string_view part) {
    return holds(mixed_sections, part);
}

bool is_doubtful_section(std::string_view part) {
    return holds(doubtful_sections, part);
}

bool is_article_section(std::string_view part) {
    return holds(article_sections, part);
}

bool names_one_article(std::string_view part) {
    return holds(single_sections, part);
}

}  // namespace fetch
