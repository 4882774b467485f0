#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace app {

/// A manual page in the man macros that every reader of manuals has. Texts are plain UTF-8; what stands between
/// `backquotes` in one is shown as it is typed. The page itself is ASCII, so that it reads the same in any locale.
class Roff {
public:
    /// `date` like 2026-11-30; `source` is the program with its version, `manual` the part of the manual.
    Roff(std::string_view name, int section, std::string_view date, std::string_view source, std::string_view manual);

    void heading(std::string_view text);
    /// Of pieces.
    void subheading(std::string_view pieces);
    void paragraph(std::string_view text);
    /// Lines of pieces.
    void lines(const std::vector<std::string>& pieces);
    /// A term, of pieces; what explains it follows as text(), and then more(). Another term stands beside it where
    /// both are explained together.
    void term(std::string_view pieces);
    void another_term(std::string_view pieces);
    void text(std::string_view text);
    void more(std::string_view text);
    /// Lines as they are, where a paragraph could be.
    void example(std::string_view lines);

    const std::string& page() const { return page_; }

    // The pieces.
    static std::string plain(std::string_view text);
    static std::string bold(std::string_view text);
    /// As it is typed, with words in capitals, which stand for something, in italics: "--config CONFIG".
    static std::string typed(std::string_view text);
    /// Of another page of the manual.
    static std::string reference(std::string_view page, int section);

private:
    void begin_paragraph();

    std::string page_;
};

}  // namespace app
