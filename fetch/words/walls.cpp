#include "fetch/words/walls.h"

#include <algorithm>
#include <string>
#include <vector>

#include "fetch/words/word_list.h"

namespace fetch {
namespace {

/// What such pages are headed with, whole. A number of a status may stand before or behind it.
constexpr std::string_view headings =
    "|just a moment|one moment|one moment please|please wait|attention required|access denied|access "
    "forbidden|forbidden|"
    "access to this page has been denied|error|fatal error|not found|page not found|nothing found|page unavailable|bad "
    "gateway|bad request|service unavailable|service temporarily unavailable|temporarily unavailable|internal server "
    "error|server error|gateway timeout|too many requests|unauthorized|request unsuccessful|request blocked|account "
    "suspended|oops|sorry|log in|login|sign in|sign up|subscribe|subscription|register|security check|robot check|"
    "captcha|human verification|are you human|redirecting|redirect|maintenance|under maintenance|site maintenance|we "
    "ll be "
    "right back|coming soon|before you continue|we value your privacy|your privacy|privacy settings|cookie settings|"
    "cookies|consent|javascript is disabled|untitled|website|pardon our interruption|welcome to nginx|"
    "không tìm thấy|không tìm thấy trang|trang không tồn tại|trang không tìm thấy|lỗi|lỗi hệ thống|đăng nhập|đăng "
    "ký|bảo "
    "trì|bảo trì hệ thống|truy cập bị từ chối|không có quyền truy cập|vui lòng đợi|vui lòng chờ|xác minh|xác thực|bạn "
    "cần "
    "đăng nhập|"
    "erreur|page introuvable|page non trouvée|accès refusé|accès interdit|connexion|se connecter|connectez "
    "vous|abonnez "
    "vous|s abonner|inscription|un instant|veuillez patienter|maintenance en cours|site en maintenance|"
    "página no encontrada|no encontrado|acceso denegado|iniciar sesión|inicia "
    "sesión|suscríbete|suscribirse|regístrate|un "
    "momento|en mantenimiento|página não encontrada|não encontrado|acesso negado|entrar|assine|em manutenção|"
    "seite nicht gefunden|nicht gefunden|zugriff verweigert|anmelden|anmeldung|fehler|wartungsarbeiten|wartung|einen "
    "moment|einen moment bitte|pagina non trovata|accesso negato|accedi|abbonati|in manutenzione|un attimo|"
    "pagina niet gevonden|inloggen|onderhoud|strona nie znaleziona|nie znaleziono|zaloguj|logowanie|błąd|"
    "страница не найдена|не найдено|ошибка|доступ запрещен|доступ "
    "запрещён|вход|войти|авторизация|регистрация|технические "
    "работы|подождите|сторінку не знайдено|помилка|вхід|"
    "halaman tidak ditemukan|tidak ditemukan|masuk|sayfa bulunamadı|giriş yap|hata|bakım|"
    "ページが見つかりません|ログイン|メンテナンス中|エラー|页面不存在|找不到页面|登录|登入|維護中|维护中|访问被拒绝|"
    "페이지를 찾을 수 없습니다|로그인|점검 중|الصفحة غير موجودة|تسجيل الدخول|خطأ|ไม่พบหน้า|เข้าสู่ระบบ|";

/// What no headline says, wherever it stands.
constexpr std::string_view phrases =
    "|page not found|page cannot be found|verify you are human|verifying you are human|are you a robot|checking your "
    "browser|enable javascript|log in to continue|log in to read|sign in to continue|sign in to read|subscribe to "
    "continue|subscribe to read|đăng nhập để|trang bạn tìm|trang không tồn tại|bạn cần đăng ký|bạn cần đăng nhập|vui "
    "lòng đăng nhập|vui lòng đăng ký|dành cho thuê bao|page introuvable|página no "
    "encontrada|seite "
    "wurde nicht gefunden|страница не найдена|index of|";

constexpr std::string_view in_maintenance = "đang bảo trì";

/// The parts of a title between its separators, compared; a colon and a dash between blanks are among them.
std::vector<std::string> parts_of(std::string_view title) {
    std::vector<std::string> parts;
    std::string text(title);
    for (const std::string_view separator : {" - ", " – ", " — ", ": ", "»", "·", "•"})
        for (std::size_t at = text.find(separator); at != std::string::npos; at = text.find(separator, at + 1))
            text.replace(at, separator.size(), "|");
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('|', start), text.size());
        if (std::string part = compared(std::string_view(text).substr(start, end - start)); !part.empty())
            parts.push_back(std::move(part));
        start = end + 1;
    }
    return parts;
}

/// Without the number of an HTTP status at either end.
std::string_view without_status(std::string_view part) {
    const auto is_status = [](std::string_view word) {
        return word.size() == 3 && (word[0] == '4' || word[0] == '5') &&
               word.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (const std::size_t blank = part.find(' '); is_status(part.substr(0, blank)))
        part.remove_prefix(blank == std::string_view::npos ? part.size() : blank + 1);
    if (const std::size_t blank = part.rfind(' '); blank != std::string_view::npos && is_status(part.substr(blank + 1)))
        part = part.substr(0, blank);
    return part;
}

}  // namespace

bool names_a_wall(std::string_view title) {
    const std::vector<std::string> parts = parts_of(title);
    if (parts.empty()) return true;
    const std::string whole = " " + compared(title) + " ";
    if (any_word(phrases, [&](std::string_view phrase) {
            return whole.find(" " + std::string(phrase) + " ") != std::string::npos;
        }))
        return true;
    return std::ranges::any_of(parts, [](const std::string& part) {
        const std::string_view words = without_status(part);
        return words.empty() || holds_word(headings, words) || words.ends_with(in_maintenance);
    });
}

}  // namespace fetch
