#include "transcode/jpeg.h"

#include "core/hash.h"
#include "transcode/colour.h"
#include "transcode/descriptor_io.h"
#include "transcode/orientation.h"
#include "transcode/scale.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace transcode {

namespace {

/// Of YUV with the colours at half of the size.
FramePtr turned(const AVFrame& frame, int orientation) {
    const bool lies = lies_on_its_side(orientation);
    FramePtr result = picture_frame(lies ? frame.height : frame.width, lies ? frame.width : frame.height,
                                    static_cast<AVPixelFormat>(frame.format));
    for (std::size_t plane = 0; plane < 3; ++plane) {
        const auto of_plane = [plane](int length) { return plane == 0 ? length : (length + 1) / 2; };
        for (int y = 0; y < of_plane(result->height); ++y)
            for (int x = 0; x < of_plane(result->width); ++x) {
                const Place from = place_of({x, y}, of_plane(frame.width), of_plane(frame.height), orientation);
                result->data[plane][static_cast<std::ptrdiff_t>(y) * result->linesize[plane] + x] =
                    frame.data[plane][static_cast<std::ptrdiff_t>(from.y) * frame.linesize[plane] + from.x];
            }
    }
    return result;
}

bool has_alpha(const AVFrame& frame) {
    const AVPixFmtDescriptor* facts = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    return facts != nullptr && (facts->flags & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL)) != 0;
}

void put_on_white(AVFrame& rgba) {
    for (int y = 0; y < rgba.height; ++y) {
        std::uint8_t* pixel = rgba.data[0] + static_cast<std::ptrdiff_t>(y) * rgba.linesize[0];
        for (int x = 0; x < rgba.width; ++x, pixel += 4) {
            const int alpha = pixel[3];
            for (int colour = 0; colour < 3; ++colour)
                pixel[colour] = static_cast<std::uint8_t>((pixel[colour] * alpha + 255 * (255 - alpha) + 127) / 255);
            pixel[3] = 255;
        }
    }
}

}  // namespace

PictureFacts write_jpeg(const AVFrame& frame, const JpegForm& form, int output) {
    FramePtr picture;
    if (has_alpha(frame)) {
        const FramePtr rgba = scaled(frame, form.width, form.height, AV_PIX_FMT_RGBA);
        put_on_white(*rgba);
        picture = scaled(*rgba, form.width, form.height, AV_PIX_FMT_YUVJ420P);
    } else {
        picture = scaled(frame, form.width, form.height, AV_PIX_FMT_YUVJ420P);
    }
    if (form.orientation != 1) picture = turned(*picture, form.orientation);
    picture->color_range = AVCOL_RANGE_JPEG;
    picture->pts = 0;

    const AVCodec* encoder = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    const CodecPtr codec = allocated(CodecPtr(avcodec_alloc_context3(encoder)));
    codec->width = picture->width;
    codec->height = picture->height;
    codec->pix_fmt = AV_PIX_FMT_YUVJ420P;
    codec->color_range = AVCOL_RANGE_JPEG;
    codec->time_base = {1, 1};
    codec->thread_count = 1;
    codec->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;
    codec->global_quality = form.quality * FF_QP2LAMBDA;
    picture->quality = codec->global_quality;
    av(avcodec_open2(codec.get(), encoder, nullptr), "encode the picture");
    av(avcodec_send_frame(codec.get(), picture.get()), "encode the picture");
    const PacketPtr packet = new_packet();
    av(avcodec_receive_packet(codec.get(), packet.get()), "encode the picture");

    const std::string_view bytes(reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size));
    truncate(output);
    write_at(output, bytes, 0);
    return {picture->width, picture->height,     "image/jpeg",
            bytes.size(),   core::sha256(bytes), striking_colour(*picture)};
}

}  // namespace transcode
