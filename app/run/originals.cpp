#include "app/run/originals.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"

namespace app {

std::string page_of(const catalog::KnownArticle& article) {
    return article.link.url.empty() ? article.content.url : article.link.url;
}

std::string sound_of(const RunContext& run, const std::string& sha256) {
    try {
        const core::FileDescriptor file = core::open_to_read(run.workshop.source(sha256));
        return run.workers.sound_hash(file.get());
    } catch (const core::Error& error) {
        if (error.kind() == core::ErrorKind::storage || run.interrupt.requested()) throw;
        return {};
    }
}

catalog::Original fetch_picture(const RunContext& run, const catalog::KnownArticle& article, bool obey_robots) {
    fetch::Request request;
    request.url = article.content.image.url;
    request.accept = "image/*";
    request.max_bytes = 32u << 20;
    request.obey_robots = obey_robots;
    request.referer = page_of(article);
    const fetch::Response response = run.http.get(request);
    catalog::Original picture;
    picture.url = request.url;
    picture.sha256 = core::sha256(response.body);
    picture.bytes = response.body.size();
    picture.validators = response.validators;
    picture.content_type = response.content_type();
    core::write_file(run.workshop.source(picture.sha256), response.body);
    return picture;
}

}  // namespace app
