#include "fetch/words/walls.h"

#include <string>

#include "fetch/words/word_list.h"

namespace fetch {
namespace {

/// Titles that are nothing else, and beginnings of such.
constexpr std::string_view beginnings =
    "|just a moment|attention required|access denied|access to this page has been denied|forbidden|error|not found|"
    "page not found|page unavailable|bad gateway|bad request|service unavailable|internal server error|"
    "gateway timeout|too many requests|unauthorized|oops|sorry|log in|login|sign in|sign up|subscribe|subscribe to|"
    "subscription|register|verify you are human|verifying you are human|are you a robot|are you human|human "
    "verification|security check|checking your browser|one moment|please wait|captcha|redirecting|redirect|maintenance|"
    "under maintenance|site maintenance|we ll be right back|coming soon|before you continue|we value your privacy|"
    "your privacy|privacy settings|cookie settings|cookies|consent|enable javascript|javascript is disabled|untitled|"
    "index of|website|300|400|401|403|404|410|429|500|501|502|503|504|"
    "khong tim thay|không tìm thấy|trang không tồn tại|lỗi|đăng nhập|đăng ký|bảo trì|hệ thống đang bảo trì|website "
    "đang "
    "bảo trì|trang web đang bảo trì|truy cập bị từ chối|không có quyền truy cập|vui lòng đợi|xác minh|xác thực|"
    "erreur|page introuvable|page non trouvée|accès refusé|accès interdit|connexion|se connecter|connectez vous|"
    "abonnez vous|s abonner|inscription|un instant|veuillez patienter|maintenance en cours|site en maintenance|vos "
    "choix concernant les cookies|"
    "página no encontrada|no encontrado|acceso denegado|iniciar sesión|inicia sesión|suscríbete|suscribirse|regístrate|"
    "un momento|en mantenimiento|página não encontrada|não encontrado|acesso negado|entrar|assine|em manutenção|"
    "seite nicht gefunden|nicht gefunden|zugriff verweigert|anmelden|anmeldung|fehler|wartungsarbeiten|wartung|einen "
    "moment|pagina non trovata|accesso negato|accedi|abbonati|in manutenzione|un attimo|"
    "pagina niet gevonden|inloggen|onderhoud|strona nie znaleziona|nie znaleziono|zaloguj|logowanie|błąd|"
    "страница не найдена|не найдено|ошибка|доступ запрещен|доступ запрещён|вход|войти|авторизация|регистрация|"
    "технические работы|подождите|сторінку не знайдено|помилка|вхід|"
    "halaman tidak ditemukan|tidak ditemukan|masuk|sayfa bulunamadı|giriş yap|hata|bakım|"
    "ページが見つかりません|ログイン|メンテナンス中|エラー|页面不存在|找不到页面|登录|登入|維護中|维护中|访问被拒绝|"
    "페이지를 찾을 수 없습니다|로그인|점검 중|الصفحة غير موجودة|تسجيل الدخول|خطأ|ไม่พบหน้า|เข้าสู่ระบบ|";

/// What tells wherever it stands in a title.
constexpr std::string_view anywhere =
    "|page not found|not found|access denied|access forbidden|are you a robot|verify you are human|under maintenance|"
    "service unavailable|server error|fatal error|không tìm thấy|không tồn tại|đang bảo trì|đăng nhập để|page "
    "introuvable|"
    "log in to continue|sign in to continue|subscribe to continue|subscribe to read|log in to read|página no "
    "encontrada|"
    "nicht gefunden|не найдена|just a moment|";

}  // namespace

bool names_a_wall(std::string_view title) {
    const std::string text = compared(title);
    if (text.empty()) return true;
    if (starts_with_word(beginnings, text)) return true;
    const std::string padded = " " + text + " ";
    return any_word(anywhere, [&](std::string_view phrase) {
        return padded.find(" " + std::string(phrase) + " ") != std::string::npos;
    });
}

}  // namespace fetch
