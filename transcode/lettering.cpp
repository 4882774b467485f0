#include "transcode/lettering.h"

#include "core/error.h"
#include "core/script.h"
#include "core/text.h"
#include "transcode/av.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

namespace transcode {

namespace {

// Letters of all scripts drawn as one family where they are there, else what the system prefers.
constexpr const char* families = "Noto Sans,sans-serif";
// Fonts leave so much between lines that large letters fall apart.
constexpr double layout_size = 100.0;
constexpr double line_spacing = 0.9;
// Between two sizes of letters that look alike, and between two such widths of lines.
constexpr double step = 1.02;
// More than any cover holds, and no work for those who lay it out.
constexpr std::size_t most_bytes = 2000;

int units(double pixels) {
    return static_cast<int>(std::lround(pixels * PANGO_SCALE));
}

int width_of(PangoLayout& layout) {
    int width = 0;
    pango_layout_get_size(&layout, &width, nullptr);
    return width;
}

void set_text(PangoLayout& layout, const std::string& text) {
    pango_layout_set_text(&layout, text.data(), static_cast<int>(text.size()));
}

/// Letters of that size stand in the room's width. All sizes are one font's, which is scaled when it is drawn: Pango
/// looks for each size of a font anew, and in a thread of its own.
void set_size(PangoLayout& layout, double size, const Lettering::Room& room) {
    pango_layout_set_width(&layout, units(room.width * layout_size / size));
}

int line_height_of(PangoLayout& layout) {
    int tallest = 0;
    const LayoutIteratorPtr lines = allocated(LayoutIteratorPtr(pango_layout_get_iter(&layout)));
    do {
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(lines.get(), nullptr, &extents);
        tallest = std::max(tallest, extents.height);
    } while (pango_layout_iter_next_line(lines.get()) != FALSE);
    return static_cast<int>(std::lround(tallest * line_spacing));
}

/// Whether all of it stands in the room in letters of that size; a word that is too long makes it wider.
bool fits(PangoLayout& layout, double size, const Lettering::Room& room) {
    set_size(layout, size, room);
    const int lines = pango_layout_get_line_count(&layout);
    return lines <= room.most_lines && width_of(layout) <= pango_layout_get_width(&layout) &&
           lines * line_height_of(layout) <= units(room.height * layout_size / size);
}

/// The size of the largest letters in which it fits, which it gets; 0 where there are none.
double fit(PangoLayout& layout, const Lettering::Room& room, PangoWrapMode wrap) {
    pango_layout_set_wrap(&layout, wrap);
    if (!fits(layout, room.smallest, room)) return 0.0;
    double good = room.smallest;
    double too_large = room.largest * step;
    while (too_large > good * step) {
        const double size = std::sqrt(good * too_large);
        (fits(layout, size, room) ? good : too_large) = size;
    }
    set_size(layout, good, room);
    return good;
}

void add(PangoLayout& layout, PangoAttribute* attribute) {
    PangoAttrList* present = pango_layout_get_attributes(&layout);
    const AttributesPtr all =
        allocated(AttributesPtr(present == nullptr ? pango_attr_list_new() : pango_attr_list_copy(present)));
    pango_attr_list_insert(all.get(), attribute);
    pango_layout_set_attributes(&layout, all.get());
}

bool is_word(std::string_view piece) {
    return !piece.empty() && g_unichar_isalnum(g_utf8_get_char(piece.data())) != FALSE;
}

/// Sets the text, to be broken between its words only: Pango alone would break Chinese and Japanese at any letter, and
/// Khmer, Lao and Burmese at none.
void set_words(PangoLayout& layout, const std::string& line) {
    constexpr std::string_view zero_width_space = "\u200b";
    std::string text;
    const AttributesPtr attributes = allocated(AttributesPtr(pango_attr_list_new()));
    std::size_t start = 0;
    bool after_word = false;
    for (const std::size_t end : core::word_ends(line)) {
        const std::string_view piece = std::string_view(line).substr(start, end - start);
        start = end;
        const bool word = is_word(piece);
        if (word && after_word) text += zero_width_space;
        after_word = word;
        const std::size_t from = text.size();
        text += piece;
        if (!word) continue;
        PangoAttribute* whole = pango_attr_allow_breaks_new(FALSE);
        whole->start_index = static_cast<guint>(from);
        whole->end_index = static_cast<guint>(text.size());
        pango_attr_list_insert(attributes.get(), whole);
    }
    set_text(layout, text);
    pango_layout_set_attributes(&layout, attributes.get());
}

/// Lines stand equally far apart, whichever fonts the letters of each are of.
void set_apart(PangoLayout& layout) {
    add(layout, pango_attr_line_height_new_absolute(line_height_of(layout)));
}

/// Makes it as narrow as it can be with so many lines, so that none of them is a rest.
void even_out(PangoLayout& layout) {
    const int lines = pango_layout_get_line_count(&layout);
    int enough = pango_layout_get_width(&layout);
    int too_narrow = enough / (lines + 1);
    while (enough > too_narrow * step) {
        const int width = too_narrow + (enough - too_narrow) / 2;
        pango_layout_set_width(&layout, width);
        if (pango_layout_get_line_count(&layout) <= lines && width_of(layout) <= width)
            enough = width;
        else
            too_narrow = width;
    }
    pango_layout_set_width(&layout, enough);
}

}  // namespace

Lettering::Lettering(const std::string& language)
    : fonts_(allocated(FontMapPtr(pango_cairo_font_map_new()))),
      context_(allocated(FontContextPtr(pango_font_map_create_context(fonts_.get())))) {
    const FontPtr any = allocated(FontPtr(pango_font_description_from_string(families)));
    if (!LoadedFontPtr(pango_font_map_load_font(fonts_.get(), context_.get(), any.get())))
        throw core::Error(core::ErrorKind::media, "cannot draw a cover: no font found (Debian: fonts-dejavu-core)");
    // What a machine's screen likes is no matter of a picture's.
    const FontOptionsPtr options = allocated(FontOptionsPtr(cairo_font_options_create()));
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options.get());
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    pango_context_set_base_dir(context_.get(), PANGO_DIRECTION_LTR);
    if (!language.empty()) pango_context_set_language(context_.get(), pango_language_from_string(language.c_str()));
}

std::string Lettering::line_of(const std::string& bytes) {
    std::string line = core::collapse_space(core::clean_utf8(bytes));
    if (line.size() <= most_bytes) return line;
    std::size_t end = most_bytes;
    while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    return line.substr(0, end);
}

bool Lettering::is_from_right(const std::string& line) const {
    const LayoutPtr whole = layout(line, true);
    return pango_layout_line_get_resolved_direction(pango_layout_get_line_readonly(whole.get(), 0)) ==
           PANGO_DIRECTION_RTL;
}

LayoutPtr Lettering::layout(const std::string& line, bool bold) const {
    LayoutPtr layout = allocated(LayoutPtr(pango_layout_new(context_.get())));
    const FontPtr font = allocated(FontPtr(pango_font_description_from_string(families)));
    pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), layout_size * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    set_text(*layout, line);
    return layout;
}

Lettering::Lines Lettering::fitted(const std::string& line, const Room& room) const {
    LayoutPtr result = layout(line, room.bold);
    // Pango's left is where the line begins that is written from the other side than the context is.
    const bool is_right = room.from_right != is_from_right(line);
    pango_layout_set_alignment(result.get(), is_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    set_words(*result, line);
    double size = fit(*result, room, PANGO_WRAP_WORD);
    if (size == 0.0) {
        set_text(*result, line);
        pango_layout_set_attributes(result.get(), nullptr);
        size = fit(*result, room, PANGO_WRAP_WORD_CHAR);
    }
    if (size == 0.0) {
        size = room.smallest;
        pango_layout_set_ellipsize(result.get(), PANGO_ELLIPSIZE_END);
        pango_layout_set_height(result.get(), -room.most_lines);
    } else {
        even_out(*result);
    }
    set_apart(*result);
    return {std::move(result), size / layout_size};
}

std::set<std::string> Lettering::missing(const std::string& line) const {
    std::set<std::string> scripts;
    const LayoutPtr whole = layout(line, true);
    if (pango_layout_get_unknown_glyphs_count(whole.get()) == 0) return scripts;
    const LayoutIteratorPtr runs = allocated(LayoutIteratorPtr(pango_layout_get_iter(whole.get())));
    do {
        const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(runs.get());
        if (run == nullptr) continue;
        for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
            const PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
            if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
                scripts.insert(core::script_name(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG));
        }
    } while (pango_layout_iter_next_run(runs.get()) != FALSE);
    return scripts;
}

}  // namespace transcode
