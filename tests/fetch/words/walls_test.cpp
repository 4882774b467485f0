#include "fetch/words/walls.h"

#include <gtest/gtest.h>

namespace fetch {
namespace {

TEST(Walls, ErrorsAreNamedInManyLanguages) {
    for (const char* title : {"404",
                              "404 Not Found",
                              "403 Forbidden",
                              "500 Internal Server Error",
                              "502 Bad Gateway",
                              "503 Service Temporarily Unavailable",
                              "Error",
                              "Error 404",
                              "ERROR: page not found",
                              "Page Not Found",
                              "Báo Sông Nước | Page not found",
                              "Oops!",
                              "Access Denied",
                              "Không tìm thấy trang",
                              "Trang không tồn tại",
                              "Lỗi 404",
                              "Lỗi",
                              "Erreur 404",
                              "Page introuvable",
                              "Page non trouvée - Les Rives",
                              "Accès refusé",
                              "Página no encontrada",
                              "Acceso denegado",
                              "Página não encontrada",
                              "Seite nicht gefunden",
                              "Fehler 404",
                              "Die Seite wurde nicht gefunden",
                              "Pagina non trovata",
                              "Pagina niet gevonden",
                              "Strona nie znaleziona",
                              "Страница не найдена",
                              "Ошибка 404",
                              "Сторінку не знайдено",
                              "Halaman tidak ditemukan",
                              "Sayfa bulunamadı",
                              "ページが見つかりません",
                              "页面不存在",
                              "페이지를 찾을 수 없습니다",
                              "الصفحة غير موجودة",
                              "ไม่พบหน้า"})
        EXPECT_TRUE(names_a_wall(title)) << title;
}

TEST(Walls, SoAreLoginsAndOffersToSubscribe) {
    for (const char* title : {"Login",
                              "Log in",
                              "Log In - Báo Sông Nước",
                              "Sign in",
                              "Sign in to continue",
                              "Subscribe",
                              "Subscribe to read",
                              "Register",
                              "Đăng nhập",
                              "ĐĂNG NHẬP",
                              "Đăng ký",
                              "Bài viết này: đăng nhập để đọc tiếp",
                              "Connexion",
                              "Se connecter",
                              "S'abonner",
                              "Abonnez-vous",
                              "Iniciar sesión",
                              "Suscríbete",
                              "Entrar",
                              "Anmelden",
                              "Accedi",
                              "Abbonati",
                              "Inloggen",
                              "Zaloguj",
                              "Вход",
                              "Войти",
                              "Авторизация",
                              "Вхід",
                              "Masuk",
                              "Giriş yap",
                              "ログイン",
                              "登录",
                              "登入",
                              "로그인",
                              "تسجيل الدخول",
                              "เข้าสู่ระบบ"})
        EXPECT_TRUE(names_a_wall(title)) << title;
}

TEST(Walls, SoAreChecksForRobotsCookiesAndMaintenance) {
    for (const char* title : {"Just a moment...",
                              "Just a moment…",
                              "Attention Required! | Cloudflare",
                              "Are you a robot?",
                              "Verify you are human",
                              "Checking your browser before accessing",
                              "Security check",
                              "One moment, please...",
                              "Please wait...",
                              "Captcha",
                              "Redirecting...",
                              "Before you continue",
                              "We value your privacy",
                              "Cookie settings",
                              "Cookies",
                              "Privacy settings",
                              "Under maintenance",
                              "Site maintenance",
                              "We'll be right back",
                              "Coming soon",
                              "Bảo trì",
                              "Hệ thống đang bảo trì",
                              "Báo Sông Nước đang bảo trì",
                              "Website đang bảo trì",
                              "Vui lòng đợi...",
                              "Un instant…",
                              "Veuillez patienter",
                              "Site en maintenance",
                              "Un momento...",
                              "En mantenimiento",
                              "Em manutenção",
                              "Einen Moment bitte",
                              "Wartungsarbeiten",
                              "Un attimo",
                              "In manutenzione",
                              "Onderhoud",
                              "Технические работы",
                              "Подождите...",
                              "Bakım",
                              "メンテナンス中",
                              "维护中",
                              "점검 중"})
        EXPECT_TRUE(names_a_wall(title)) << title;
}

TEST(Walls, ATitleThatSaysNothingIsOne) {
    for (const char* title : {"", " ", "…", "—", "Untitled", "Index of /tin", "|"})
        EXPECT_TRUE(names_a_wall(title)) << title;
}

TEST(Walls, HeadlinesAreNone) {
    for (const char* title : {"Bến phà cũ đóng cửa sau bảy mươi năm",
                              "The ferry sails again",
                              "A moment for the ferry",
                              "Bakery reopens after the flood",
                              "Errors of the past haunt the port",
                              "Loginov wins the regatta",
                              "Forbiddance of boats ends",
                              "Man found not guilty",
                              "Lost ring found, owner not",
                              "A robot on the ferry",
                              "Một lối đi riêng",
                              "Lời xin lỗi muộn",
                              "Ngư dân đăng ký tàu mới",
                              "Cầu bảo trì xong trước hạn",
                              "Người dân đăng nhập cổng dịch vụ công dễ hơn",
                              "Connexions ferroviaires rétablies",
                              "Erreurs de jeunesse",
                              "Momente der Stille am Fluss",
                              "Входной билет на паром подорожал",
                              "渡し船が十年ぶりに戻る",
                              "メンテナンス中の橋が開通",
                              "40 years on the river",
                              "4040 boats in one bay",
                              "Cookie recipe wins the fair",
                              "Sorrying for the river"})
        EXPECT_FALSE(names_a_wall(title)) << title;
}

}  // namespace
}  // namespace fetch
