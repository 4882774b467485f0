#pragma once

#include <pango/pangocairo.h>

#include <memory>

/// Owners of Pango's and cairo's handles. For this folder's .cpp files.
namespace transcode {

struct PangoFree {
    void operator()(PangoFontMap* map) const noexcept { g_object_unref(map); }
    void operator()(PangoFont* font) const noexcept { g_object_unref(font); }
    void operator()(PangoContext* context) const noexcept { g_object_unref(context); }
    void operator()(PangoLayout* layout) const noexcept { g_object_unref(layout); }
    void operator()(PangoLayoutIter* iterator) const noexcept { pango_layout_iter_free(iterator); }
    void operator()(PangoAttrList* attributes) const noexcept { pango_attr_list_unref(attributes); }
    void operator()(PangoFontDescription* font) const noexcept { pango_font_description_free(font); }
    void operator()(cairo_font_options_t* options) const noexcept { cairo_font_options_destroy(options); }
    void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
    void operator()(cairo_t* canvas) const noexcept { cairo_destroy(canvas); }
};

using FontMapPtr = std::unique_ptr<PangoFontMap, PangoFree>;
using FontContextPtr = std::unique_ptr<PangoContext, PangoFree>;
using LayoutPtr = std::unique_ptr<PangoLayout, PangoFree>;
using LayoutIteratorPtr = std::unique_ptr<PangoLayoutIter, PangoFree>;
using LoadedFontPtr = std::unique_ptr<PangoFont, PangoFree>;
using AttributesPtr = std::unique_ptr<PangoAttrList, PangoFree>;
using FontPtr = std::unique_ptr<PangoFontDescription, PangoFree>;
using FontOptionsPtr = std::unique_ptr<cairo_font_options_t, PangoFree>;
using SurfacePtr = std::unique_ptr<cairo_surface_t, PangoFree>;
using CanvasPtr = std::unique_ptr<cairo_t, PangoFree>;

}  // namespace transcode
