#include "fetch/article/image.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr int least_pixels = 150;  // a picture narrower or lower than this is an icon

/// Where the picture is: pages that load late keep it in another attribute.
std::string_view source_of(HtmlNode image) {
    for (const std::string_view name : {"data-src", "data-original", "data-lazy-src", "data-image", "src"}) {
        const std::string_view value = core::trim(image.attribute(name));
        if (!value.empty() && !value.starts_with("data:")) return value;
    }
    return {};
}

/// A file's name without size and extension, as the same picture bears it in several widths.
std::string picture_name(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    std::string name = ascii_lower(url.substr(url.rfind('/') + 1));
    if (const std::size_t dot = name.rfind('.'); dot != std::string::npos) name.resize(dot);
    const auto ends_in_size = [&] {
        const std::size_t dash = name.find_last_of("-_");
        if (dash == std::string::npos || dash + 1 == name.size()) return false;
        return name.find_first_not_of("0123456789x", dash + 1) == std::string::npos && name.size() - dash <= 10 &&
               dash > 4;
    };
    while (ends_in_size()) name.resize(name.find_last_of("-_"));
    return name;
}

bool is_small(HtmlNode image) {
    for (const std::string_view name : {"width", "height"}) {
        const std::string_view said = image.attribute(name);
        if (said.empty() || said.ends_with('%') || said.size() > 6) continue;
        int pixels = 0;
        for (const char c : said) {
            if (c < '0' || c > '9') break;
            pixels = pixels * 10 + (c - '0');
        }
        if (pixels > 0 && pixels < least_pixels) return true;
    }
    return false;
}

bool is_decoration(std::string_view url) {
    return contains_any(ascii_lower(url),
                        {"logo", "icon", "avatar", "pixel", "blank.", "spacer", "banner", "qrcode", "sprite",
                         "placeholder", "loading", ".svg", ".gif", "1x1", "emoji", "share"});
}

/// Splits what is shown from who made the picture.
void split_credit(core::Image& image, const std::string& text) {
    const auto split = picture_credit(text);
    image.caption = split ? split->caption : text;
    if (split && image.credit.empty()) image.credit = split->credit;
}

/// The words that a page sets under a picture.
void read_caption(core::Image& image, HtmlNode picture) {
    HtmlNode frame = picture.closest("figure");
    if (!frame) {
        // Older systems put the picture and its words into a table or a div.
        HtmlNode around = picture.parent();
        for (int levels = 0; around && levels < 4 && !frame; around = around.parent(), ++levels) {
            const std::string names = class_and_id(around);
            if (around.is("table") ||
                contains_any(names, {"caption", "figure", "image", "photo", "picture", "expndimage", "vcsortable"}))
                frame = around;
        }
    }
    if (!frame || frame.text().size() > 600) return;
    std::string caption;
    for (HtmlNode node = frame.first_child(); node; node = node.next_in(frame)) {
        if (!node.is_element()) continue;
        const std::string names = class_and_id(node);
        if (image.credit.empty() && contains_any(names, {"credit", "photographer", "copyright", "source"}))
            image.credit = node.text();
        if (caption.empty() && (node.is("figcaption") || contains_any(names, {"caption", "chuthich", "desc"})))
            caption = node.text();
    }
    if (caption.empty()) caption = frame.text();
    if (!image.credit.empty() && caption.ends_with(image.credit)) caption.resize(caption.size() - image.credit.size());
    split_credit(image, core::collapse_space(caption));
    core::Image credited;
    split_credit(credited, image.credit);
    if (!credited.credit.empty()) image.credit = credited.credit;
}

HtmlNode shown_picture(const PageParts& page, const std::string& url) {
    const std::string wanted = picture_name(url);
    if (wanted.size() < 4) return {};
    for (const HtmlNode image : page.elements("img")) {
        const std::string name = picture_name(source_of(image));
        if (name == wanted && page.region_around(image) != Region::related) return image;
    }
    return {};
}

}  // namespace

ImageFact find_image(const PageParts& page, HtmlNode container) {
    ImageFact found;
    const auto take = [&](std::string_view reference, std::string rule) {
        if (core::trim(reference).empty()) return false;
        const auto url = resolve(page.base(), reference);
        if (!url) return false;
        found.image.url = *url;
        found.rule = std::move(rule);
        return true;
    };
    for (const std::string_view name : {"og:image", "og:image:secure_url", "og:image:url", "twitter:image",
                                        "twitter:image:src", "thumbnail", "sailthru.image.full"}) {
        if (take(page.meta_url(name), "meta " + std::string(name))) break;
    }
    if (found.rule.empty() && page.article_data()) {
        for (const std::string_view key : {"image", "thumbnailUrl"}) {
            if (take(page.article_data().string_at(key), "json-ld " + std::string(key))) break;
        }
    }
    if (found.rule.empty()) {
        for (const HtmlNode link : page.elements("link")) {
            if (ascii_lower(link.attribute("rel")) == "image_src" && take(link.attribute("href"), "link image_src"))
                break;
        }
    }
    if (!found.rule.empty()) {
        if (const HtmlNode picture = shown_picture(page, found.image.url)) read_caption(found.image, picture);
        return found;
    }
    for (const HtmlNode image : page.elements("img")) {
        if (!container || !image.lies_in(container) || is_small(image) || is_decoration(source_of(image))) continue;
        if (const Region region = page.region_around(image, container);
            region != Region::content && region != Region::caption)
            continue;
        if (!take(source_of(image), "first picture in the text")) continue;
        read_caption(found.image, image);
        break;
    }
    return found;
}

}  // namespace fetch
