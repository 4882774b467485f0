#include "transcode/plain_cover.h"

#include "core/error.h"
#include "transcode/av.h"
#include "transcode/complaints.h"
#include "transcode/cover_colours.h"
#include "transcode/jpeg.h"
#include "transcode/lettering.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <numbers>
#include <set>
#include <utility>

namespace transcode {

namespace {

// Lengths are shares of the side.
constexpr double margin = 0.085;
constexpr double text_width = 1.0 - 2.0 * margin;
constexpr double title_top = 0.27;
constexpr double title_height = 0.5;
constexpr double author_height = 0.1;
constexpr Lettering::Room title_room{
    .width = text_width, .height = title_height, .largest = 0.19, .smallest = 0.045, .most_lines = 6, .bold = true};
constexpr Lettering::Room author_room{
    .width = text_width, .height = author_height, .largest = 0.046, .smallest = 0.034, .most_lines = 2};

Lettering::Room scaled_to(int side, Lettering::Room room, bool from_right) {
    for (double* length : {&room.width, &room.height, &room.largest, &room.smallest}) *length *= side;
    room.from_right = from_right;
    return room;
}

/// The cover while it is drawn: a square of side 1, mirrored for what is read from the right.
class Canvas {
public:
    Canvas(int side, bool from_right)
        : side_(side),
          from_right_(from_right),
          surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side)),
          cairo_(cairo_create(surface_.get())) {
        check();
    }

    void fill(const Colour& colour) {
        paint_in(colour);
        cairo_paint(cairo_.get());
    }

    /// Part of a ring around a point.
    void ring(double x, double y, double radius, double thickness, const Colour& colour) {
        paint_in(colour);
        cairo_set_line_width(cairo_.get(), thickness * side_);
        cairo_new_path(cairo_.get());
        cairo_arc(cairo_.get(), across(x), y * side_, radius * side_, 0.0, 2.0 * std::numbers::pi);
        cairo_stroke(cairo_.get());
    }

    /// An upright stroke with round ends.
    void bar(double x, double middle, double height, double thickness, const Colour& colour) {
        paint_in(colour);
        cairo_set_line_width(cairo_.get(), thickness * side_);
        cairo_set_line_cap(cairo_.get(), CAIRO_LINE_CAP_ROUND);
        cairo_move_to(cairo_.get(), across(x), (middle - height / 2.0) * side_);
        cairo_line_to(cairo_.get(), across(x), (middle + height / 2.0) * side_);
        cairo_stroke(cairo_.get());
    }

    /// Text that begins at the margin, with its top there.
    void text(const Lettering::Lines& lines, double top, const Colour& colour) {
        const double width = pango_layout_get_width(lines.layout.get()) * lines.scale / PANGO_SCALE;
        paint_in(colour);
        cairo_save(cairo_.get());
        cairo_translate(cairo_.get(), from_right_ ? (1.0 - margin) * side_ - width : margin * side_, top * side_);
        cairo_scale(cairo_.get(), lines.scale, lines.scale);
        cairo_move_to(cairo_.get(), 0.0, 0.0);
        pango_cairo_show_layout(cairo_.get(), lines.layout.get());
        cairo_restore(cairo_.get());
    }

    PictureFacts write(int output) {
        cairo_surface_flush(surface_.get());
        check();
        const FramePtr frame = new_frame();
        frame->width = side_;
        frame->height = side_;
        frame->format = AV_PIX_FMT_0RGB32;
        frame->data[0] = cairo_image_surface_get_data(surface_.get());
        frame->linesize[0] = cairo_image_surface_get_stride(surface_.get());
        return write_jpeg(*frame, {side_, side_}, output);
    }

private:
    double across(double x) const { return (from_right_ ? 1.0 - x : x) * side_; }
    void paint_in(const Colour& colour) { cairo_set_source_rgb(cairo_.get(), colour.red, colour.green, colour.blue); }
    void check() const {
        if (const cairo_status_t status = cairo_status(cairo_.get()); status != CAIRO_STATUS_SUCCESS)
            throw core::Error(core::ErrorKind::media,
                              fmt::format("cannot draw a cover: {}", cairo_status_to_string(status)));
    }

    int side_;
    bool from_right_;
    SurfacePtr surface_;
    CanvasPtr cairo_;
};

/// Sound that spreads from the far corner.
void draw_waves(Canvas& canvas, const CoverColours& colours) {
    constexpr double nearest = 0.16;
    constexpr double distance = 0.17;
    constexpr double thickness = 0.085;
    for (int wave = 0; wave < 4; ++wave) canvas.ring(1.0, 1.0, nearest + wave * distance, thickness, colours.tone);
}

/// A moment of sound, as recorders show it.
void draw_mark(Canvas& canvas, const CoverColours& colours) {
    constexpr double middle = 0.155;
    constexpr double thickness = 0.017;
    constexpr double distance = 0.034;
    double x = margin + thickness / 2.0;
    for (const double height : std::array{0.03, 0.07, 0.11, 0.055, 0.085, 0.03}) {
        canvas.bar(x, middle, height - thickness, thickness, colours.mark);
        x += distance;
    }
}

}  // namespace

PlainCover plain_cover(int output, const CoverWords& words, int side) {
    quiet_libav();
    const std::string title = Lettering::line_of(words.title);
    const std::string author = Lettering::line_of(words.author);
    const CoverColours colours = cover_colours(title);
    const Lettering lettering(words.language);
    const bool from_right = lettering.is_from_right(title);
    Canvas canvas(side, from_right);
    canvas.fill(colours.ground);
    draw_waves(canvas, colours);
    draw_mark(canvas, colours);
    canvas.text(lettering.fitted(title, scaled_to(side, title_room, from_right)), title_top, colours.letters);
    const Lettering::Lines author_lines = lettering.fitted(author, scaled_to(side, author_room, from_right));
    int author_units = 0;
    pango_layout_get_size(author_lines.layout.get(), nullptr, &author_units);
    canvas.text(author_lines, 1.0 - margin - author_units * author_lines.scale / PANGO_SCALE / side, colours.letters);

    std::set<std::string> missing = lettering.missing(title);
    missing.merge(lettering.missing(author));
    return {canvas.write(output), {missing.begin(), missing.end()}};
}

}  // namespace transcode
