#include "transcode/filter.h"

#include "core/error.h"
#include "transcode/complaints.h"
#include "transcode/filter_fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

namespace transcode {

namespace {

struct Preset {
    std::string_view name;
    std::string_view chain;
};

constexpr std::array<Preset, 3> presets{{
    {"none", ""},
    {"voice", "highpass=f=70,speechnorm=e=3:r=0.00001:l=1"},
    {"noisy-voice", "highpass=f=80,afftdn=nr=12:nf=-35:tn=1,speechnorm=e=3:r=0.00001:l=1"},
}};

FilterEndsPtr end_of_chain(const char* name, AVFilterContext* filter) {
    FilterEndsPtr end = allocated(FilterEndsPtr(avfilter_inout_alloc()));
    end->name = av_strdup(name);
    end->filter_ctx = filter;
    end->pad_idx = 0;
    return end;
}

std::string cannot_use(const std::string& chain) {
    return fmt::format("cannot use the filters '{}': ", chain);
}

}  // namespace

std::string filter_chain(std::string_view filters) {
    for (const Preset& preset : presets)
        if (filters == preset.name) return std::string(preset.chain);
    return std::string(filters);
}

FilterChain::FilterChain(const std::string& chain, Shape input)
    : input_(input), graph_(allocated(FilterGraphPtr(avfilter_graph_alloc()))), frame_(new_frame()) {
    const Complaints complaints;
    const auto checked = [&](int result) {
        if (result < 0) throw core::Error(core::ErrorKind::config, cannot_use(chain) + complaints.reason(result));
    };
    graph_->nb_threads = 1;
    const std::string entry =
        fmt::format("sample_rate={}:sample_fmt=flt:channel_layout={}:time_base=1/{}", input.sample_rate,
                    input.channels == 1 ? "mono" : "stereo", input.sample_rate);
    checked(avfilter_graph_create_filter(&source_, avfilter_get_by_name("abuffer"), "in", entry.c_str(), nullptr,
                                         graph_.get()));
    checked(avfilter_graph_create_filter(&sink_, avfilter_get_by_name("abuffersink"), "out", nullptr, nullptr,
                                         graph_.get()));
    const std::string whole = chain + ",aformat=sample_fmts=flt:channel_layouts=mono|stereo";
    FilterEndsPtr start = end_of_chain("in", source_);
    FilterEndsPtr finish = end_of_chain("out", sink_);
    AVFilterInOut* into = start.release();
    AVFilterInOut* from = finish.release();
    const int parsed = avfilter_graph_parse_ptr(graph_.get(), whole.c_str(), &from, &into, nullptr);
    const FilterEndsPtr left_into(into);
    const FilterEndsPtr left_from(from);
    checked(parsed);
    checked(avfilter_graph_config(graph_.get(), nullptr));
    AVChannelLayout layout{};
    checked(av_buffersink_get_ch_layout(sink_, &layout));
    output_ = {av_buffersink_get_sample_rate(sink_), layout.nb_channels};
    av_channel_layout_uninit(&layout);
}

void FilterChain::push(std::span<const float> samples) {
    const FramePtr frame = new_frame();
    frame->format = AV_SAMPLE_FMT_FLT;
    frame->sample_rate = input_.sample_rate;
    frame->nb_samples = static_cast<int>(samples.size() / static_cast<std::size_t>(input_.channels));
    frame->pts = position_;
    position_ += frame->nb_samples;
    av_channel_layout_default(&frame->ch_layout, input_.channels);
    av(av_frame_get_buffer(frame.get(), 0), "filter");
    std::copy(samples.begin(), samples.end(), reinterpret_cast<float*>(frame->data[0]));
    av(av_buffersrc_add_frame(source_, frame.get()), "filter");
}

void FilterChain::end() {
    av(av_buffersrc_add_frame(source_, nullptr), "filter");
}

std::span<const float> FilterChain::pull() {
    av_frame_unref(frame_.get());
    const int got = av_buffersink_get_frame(sink_, frame_.get());
    if (got == AVERROR(EAGAIN) || got == AVERROR_EOF) return {};
    av(got, "filter");
    return {reinterpret_cast<const float*>(frame_->data[0]),
            static_cast<std::size_t>(frame_->nb_samples) * static_cast<std::size_t>(output_.channels)};
}

std::string filter_fault(const std::string& filters) {
    const std::string chain = filter_chain(filters);
    if (chain.empty()) return {};
    std::string fault;
    for (const int channels : {1, 2}) {
        try {
            const FilterChain made(chain, {44'100, channels});
            return {};
        } catch (const core::Error& error) {
            if (fault.empty()) fault = std::string(error.what()).substr(cannot_use(chain).size());
        }
    }
    return fault;
}

}  // namespace transcode
