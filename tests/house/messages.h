#pragma once

#include "tests/house/literals.h"

#include <filesystem>
#include <regex>
#include <string>
#include <vector>

namespace house {

/// Whether an operator may come to see the text: whole words one after the other, and whatever an error is made of.
bool reads_like_a_message(const Literal& literal);

/// For which texts of the source something is.
struct Reach {
    std::vector<std::string> in;       ///< files or folders; empty: all
    std::vector<std::string> calls;    ///< functions to one of which it is handed; empty: any
    std::vector<std::string> outside;  ///< and to none of these

    bool includes(const std::string& file, const Literal& literal) const;
};

/// Many texts that are one message in many dresses.
struct MessagePattern {
    std::string pattern;
    std::regex expression;
    Reach reach;

    bool matches(const std::string& file, const Literal& literal) const;
};

/// A row of docs/messages.toml, which says what each member is for.
struct Message {
    std::size_t line = 0;
    std::vector<std::string> says;
    std::vector<MessagePattern> matches;
    std::string shown;
    std::string cause;
    std::string cure;
    std::string code;
};

struct MessageSection {
    std::string title;
    std::string intro;
    std::vector<Message> messages;
};

/// What reads like a message and is none.
struct NoMessage {
    std::size_t line = 0;
    std::string why;
    Reach reach;
    std::vector<std::string> begins;  ///< with one of these, spaces left out; empty: with anything
    std::vector<std::string> holds;   ///< one of these

    bool matches(const std::string& file, const Literal& literal) const;
};

struct ExitCodeRow {
    int code = 0;
    std::string meaning;
    std::string cause;
    std::string cure;
};

/// docs/messages.toml.
struct MessageTable {
    std::vector<ExitCodeRow> exit_codes;
    std::vector<MessageSection> sections;
    std::vector<NoMessage> others;
};

/// Throws std::runtime_error for a row that lacks something or has a key that none has.
MessageTable read_messages(const std::filesystem::path& file);

/// The table of exit codes as README and docs/messages.md have it.
std::string exit_codes_as_markdown(const MessageTable& table);

/// docs/messages.md.
std::string messages_as_markdown(const MessageTable& table);

}  // namespace house
