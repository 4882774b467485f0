#include "feed/words.h"

namespace feed {

namespace {

constexpr Words english = {
    .language = "en",
    .read_article = "Read the article",
    .synthetic_voice = "This recording is read by a synthetic (AI-generated) voice.",
    .synthetic_parts = "Parts of this recording are read by a synthetic (AI-generated) voice.",
    .chapters = "Chapters",
    .subscribe = "Subscribe",
    .subscribe_hint = "Choose your podcast app, or paste the feed address into it.",
    .feed_address = "Feed address",
    .copy = "Copy",
    .copied = "Copied",
    .scan = "Scan with a phone",
    .episodes = "Episodes",
    .older = "Earlier episodes",
    .search = "Search titles",
    .search_hint = "Words from a title",
    .no_match = "No title matches.",
    .matches = "Matching titles: {}",
    .play = "Play",
    .pause = "Pause",
    .download = "Download",
    .version = "Version",
    .standard_version = "Standard",
    .light_version = "Light version",
    .rich_version = "High quality",
    .other_version = "Other format",
    .back_seconds = "Back {} seconds",
    .forward_seconds = "Forward {} seconds",
    .speed = "Speed",
    .keys = "Keys: space or K plays and pauses, J goes back, L goes forward, < and > change the speed.",
    .previous_chapter = "Previous chapter",
    .next_chapter = "Next chapter",
    .chapter_keys = "P goes to the chapter before, N to the next.",
    .transcript = "Transcript",
    .source = "Source",
    .picture = "Picture",
    .corrected = "Corrected on {}",
    .by = "By {}",
    .loudness = "Loudness, source → this episode",
    .skip_to_content = "Skip to content",
    .player = "Player",
    .written = "Made with {}",
    .untimed = "This is the text of the article that is read in this episode. It carries no times.",
    .tap_sentence = "Tap a sentence to hear it from there.",
    .bulletin = "Bulletin",
    .daily = "every day",
    .weekly = "every week",
    .fortnightly = "every two weeks",
    .monthly = "every month",
    .decimal = ".",
};

constexpr Words vietnamese = {
    .language = "vi",
    .read_article = "Đọc bài viết gốc",
    .synthetic_voice = "Bản ghi âm này do giọng đọc tổng hợp (AI) thể hiện.",
    .synthetic_parts = "Một số phần của bản ghi âm này do giọng đọc tổng hợp (AI) thể hiện.",
    .chapters = "Các phần",
    .subscribe = "Đăng ký nghe",
    .subscribe_hint = "Chọn ứng dụng podcast của bạn, hoặc dán địa chỉ nguồn tin vào ứng dụng.",
    .feed_address = "Địa chỉ nguồn tin",
    .copy = "Sao chép",
    .copied = "Đã sao chép",
    .scan = "Quét bằng điện thoại",
    .episodes = "Các tập",
    .older = "Các tập trước",
    .search = "Tìm theo tiêu đề",
    .search_hint = "Từ trong tiêu đề",
    .no_match = "Không có tiêu đề nào phù hợp.",
    .matches = "Số tiêu đề phù hợp: {}",
    .play = "Phát",
    .pause = "Tạm dừng",
    .download = "Tải về",
    .version = "Phiên bản",
    .standard_version = "Bản thường",
    .light_version = "Bản nhẹ",
    .rich_version = "Bản chất lượng cao",
    .other_version = "Định dạng khác",
    .back_seconds = "Lùi {} giây",
    .forward_seconds = "Tới {} giây",
    .speed = "Tốc độ",
    .keys = "Phím tắt: phím cách hoặc K để phát và dừng, J để lùi, L để tới, < và > để đổi tốc độ.",
    .previous_chapter = "Phần trước",
    .next_chapter = "Phần sau",
    .chapter_keys = "P về phần trước, N sang phần sau.",
    .transcript = "Bản chữ",
    .source = "Nguồn",
    .picture = "Ảnh",
    .corrected = "Đã đính chính ngày {}",
    .by = "Tác giả: {}",
    .loudness = "Âm lượng, nguồn → tập này",
    .skip_to_content = "Đến nội dung chính",
    .player = "Trình phát",
    .written = "Tạo bằng {}",
    .untimed = "Đây là nội dung bài viết được đọc trong tập này, không kèm mốc thời gian.",
    .tap_sentence = "Chạm vào một câu để nghe từ câu đó.",
    .bulletin = "Bản tin",
    .daily = "hằng ngày",
    .weekly = "hằng tuần",
    .fortnightly = "hai tuần một lần",
    .monthly = "hằng tháng",
    .decimal = ",",
};

}  // namespace

const Words& words(std::string_view language) {
    return language == "vi" || language.starts_with("vi-") ? vietnamese : english;
}

std::string fill(std::string_view pattern, std::string_view value) {
    std::string text(pattern);
    if (const std::size_t place = text.find("{}"); place != std::string::npos) text.replace(place, 2, value);
    return text;
}

}  // namespace feed
