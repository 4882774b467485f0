#include "fetch/web/address.h"

#include "core/error.h"
#include "fetch/web/http.h"
#include "tests/support/loopback_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using core::Error;
using core::ErrorKind;
using testing::HasSubstr;

sockaddr_storage socket_address(const std::string& text) {
    sockaddr_storage storage{};
    sockaddr_in v4{};
    sockaddr_in6 v6{};
    if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        std::memcpy(&storage, &v4, sizeof v4);
    } else if (inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        std::memcpy(&storage, &v6, sizeof v6);
    }
    return storage;
}

bool is_public(const std::string& text) {
    const sockaddr_storage address = socket_address(text);
    return fetch::is_public(reinterpret_cast<const sockaddr&>(address));
}

TEST(Address, TellsPublicFromSpecial) {
    const std::vector<std::string> special = {"0.0.0.0",
                                              "0.255.255.255",
                                              "10.0.0.0",
                                              "10.255.255.255",
                                              "100.64.0.0",
                                              "100.127.255.255",
                                              "127.0.0.0",
                                              "127.255.255.255",
                                              "169.254.0.0",
                                              "169.254.169.254",
                                              "172.16.0.0",
                                              "172.31.255.255",
                                              "192.0.0.0",
                                              "192.0.0.255",
                                              "192.0.2.1",
                                              "192.88.99.1",
                                              "192.168.0.0",
                                              "192.168.255.255",
                                              "198.18.0.0",
                                              "198.19.255.255",
                                              "198.51.100.1",
                                              "203.0.113.1",
                                              "224.0.0.0",
                                              "239.255.255.255",
                                              "240.0.0.0",
                                              "255.255.255.255",
                                              "::",
                                              "::1",
                                              "::2",
                                              "::127.0.0.1",
                                              "::8.8.8.8",
                                              "::ffff:127.0.0.1",
                                              "::ffff:10.0.0.1",
                                              "::ffff:0.0.0.0",
                                              "::ffff:0:127.0.0.1",
                                              "64:ff9b::127.0.0.1",
                                              "64:ff9b::192.168.1.1",
                                              "64:ff9b:1::8.8.8.8",
                                              "100::1",
                                              "2001::1",
                                              "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                                              "2001:2::1",
                                              "2001:10::1",
                                              "2001:20::1",
                                              "2001:1ff:ffff::1",
                                              "2001:db8::1",
                                              "2002:7f00:1::1",
                                              "2002:808:808::1",
                                              "3fff::1",
                                              "3fff:fff:ffff::1",
                                              "5f00::1",
                                              "fc00::1",
                                              "fdff:ffff::1",
                                              "fe80::1",
                                              "febf::1",
                                              "fec0::1",
                                              "ff02::1",
                                              "ffff::1",
                                              "4000::1",
                                              "2606:4700::5efe:10.0.0.1",
                                              "2606:4700::200:5efe:127.0.0.1"};
    for (const std::string& text : special) EXPECT_FALSE(is_public(text)) << text;
    const std::vector<std::string> open = {"1.1.1.1",
                                           "9.255.255.255",
                                           "11.0.0.0",
                                           "100.63.255.255",
                                           "100.128.0.0",
                                           "126.255.255.255",
                                           "128.0.0.0",
                                           "169.253.255.255",
                                           "169.255.0.0",
                                           "172.15.255.255",
                                           "172.32.0.0",
                                           "192.0.1.0",
                                           "192.0.3.0",
                                           "192.167.255.255",
                                           "192.169.0.0",
                                           "198.17.255.255",
                                           "198.20.0.0",
                                           "223.255.255.255",
                                           "::ffff:8.8.8.8",
                                           "64:ff9b::8.8.8.8",
                                           "2001:200::1",
                                           "2001:4860:4860::8888",
                                           "2606:4700:4700::1111",
                                           "2a00:1450::1",
                                           "2003::1",
                                           "3ffe::1",
                                           "3fff:1000::1",
                                           "2606:4700::5efe:8.8.8.8"};
    for (const std::string& text : open) EXPECT_TRUE(is_public(text)) << text;
}

TEST(Address, IsNotPublicInOtherFamilies) {
    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    EXPECT_FALSE(fetch::is_public(reinterpret_cast<const sockaddr&>(local)));
}

fetch::Url url(const std::string& text) {
    return *fetch::parse_url(text);
}

TEST(Reach, TrustsWhatTheOperatorNames) {
    core::Limits limits;
    limits.allow_hosts = {"Intranet.Example.", "127.0.0.1", "[::1]", "fd00::0:1", "10.1"};
    const fetch::Reach reach(limits);
    for (const std::string host :
         {"intranet.example", "INTRANET.example", "127.0.0.1", "127.1", "[::1]", "[fd00::1]", "10.0.0.1"}) {
        EXPECT_TRUE(reach.trusts(url("http://" + host + "/"))) << host;
        EXPECT_EQ(reach.refuses(url("http://" + host + "/")), std::nullopt) << host;
    }
    for (const std::string host : {"example", "a.intranet.example", "127.0.0.2", "[::2]", "10.0.0.2"}) {
        EXPECT_FALSE(reach.trusts(url("http://" + host + "/"))) << host;
    }
    const auto allowed = socket_address("127.0.0.1");
    const auto other = socket_address("127.0.0.2");
    EXPECT_TRUE(reach.allows(reinterpret_cast<const sockaddr&>(allowed)));
    EXPECT_FALSE(reach.allows(reinterpret_cast<const sockaddr&>(other)));
}

TEST(Reach, RefusesByNameWhatNeedsNoQuestion) {
    const fetch::Reach reach{core::Limits{}};
    for (const std::string host :
         {"localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "[::1]", "0", "10.1", "[64:ff9b::7f00:1]"}) {
        EXPECT_NE(reach.refuses(url("http://" + host + "/")), std::nullopt) << host;
    }
    for (const std::string host : {"example.com", "localhost.example", "8.8.8.8", "[2606:4700:4700::1111]"}) {
        EXPECT_EQ(reach.refuses(url("http://" + host + "/")), std::nullopt) << host;
    }
}

TEST(Reach, ReadsConnectToAsCurlDoes) {
    core::Limits limits;
    limits.connect_to = {"a.example:80:127.0.0.1:8080", "b.example::[::1]:", ":443:c.example:1", "::d.example:"};
    const fetch::Reach reach(limits);
    EXPECT_EQ(reach.stand_in(url("http://A.example/")), "127.0.0.1");
    EXPECT_EQ(reach.stand_in(url("http://b.example:99/")), "::1");
    EXPECT_EQ(reach.stand_in(url("https://x.example/")), "c.example");
    EXPECT_EQ(reach.stand_in(url("http://a.example:81/")), "d.example");
    EXPECT_EQ(fetch::Reach(core::Limits{}).stand_in(url("http://a.example/")), std::nullopt);
    EXPECT_NE(reach.refuses(url("http://a.example/")), std::nullopt) << "a stand-in needs allow_hosts as well";
    for (const std::string entry : {"", "a", "a:80", "a:80:b", "a:http:b:80", "a:80:b:http"}) {
        core::Limits wrong;
        wrong.connect_to = {entry};
        try {
            fetch::Reach{wrong};
            ADD_FAILURE() << entry;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::config) << entry;
        }
    }
}

/// Refused before a single connection reaches the canary.
TEST(Reach, NoSpellingOfAPrivateAddressReachesTheCanary) {
    support::LoopbackServer canary;
    std::unique_ptr<support::LoopbackServer> canary6;
    try {
        canary6 = std::make_unique<support::LoopbackServer>("::1");
    } catch (const std::runtime_error&) {
        canary6 = nullptr;  // a machine without IPv6
    }
    core::Limits limits;
    limits.retries = 0;
    limits.connect_timeout = 2s;
    fetch::Http http(limits);
    const std::vector<std::string> hosts = {
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "127.255.255.254",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0x7f.0.0.1",
        "0x7F.0x0.0x0.0x1",
        "017700000001",
        "0177.0.0.1",
        "0177.1",
        "0177.0x0.0.1",
        "127.0.0.1.",
        "127%2e0%2e0%2e1",
        "%31%32%37.0.0.1",
        "\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97\xEF\xBC\x8E\xEF\xBC\x90\xEF\xBC\x8E\xEF\xBC\x90\xEF\xBC\x8E\xEF\xBC\x91",
        "127\xE3\x80\x82"
        "0\xE3\x80\x82"
        "0\xE3\x80\x82"
        "1",
        "\xE2\x91\xA0\xE2\x91\xA1\xE2\x91\xA6.0.0.1",
        "0",
        "0.0.0.0",
        "0x0",
        "00.00.00.00",
        "localhost",
        "LocalHost",
        "localhost.",
        "user@127.0.0.1",
        "8.8.8.8@127.0.0.1",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::0001]",
        "[::127.0.0.1]",
        "[::7f00:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::FFFF:127.0.0.1]",
        "[0:0:0:0:0:ffff:127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:7f00:1::]",
        "[fe80::1]",
        "[fe80::1%25lo]",
        "[fc00::1]",
        "[ff02::1]",
        "10.0.0.1",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "192.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "224.0.0.1"};
    EXPECT_GE(hosts.size(), 40u);
    for (const std::string& host : hosts) {
        for (const int port : {canary.port(), canary6 == nullptr ? canary.port() : canary6->port()}) {
            fetch::Request request;
            request.url = fmt::format("http://{}:{}/", host, port);
            try {
                http.get(request);
                ADD_FAILURE() << host << " was reached";
            } catch (const Error& error) {
                EXPECT_EQ(error.kind(), ErrorKind::network) << host;
                EXPECT_THAT(error.what(), testing::AnyOf(HasSubstr("not public"), HasSubstr("this machine"),
                                                         HasSubstr("not a web address")))
                    << host;
            }
        }
    }
    EXPECT_EQ(canary.connections(), 0u);
    EXPECT_EQ(canary6 == nullptr ? 0 : canary6->connections(), 0u);
}

TEST(Reach, EveryHopIsJudgedAnew) {
    support::LoopbackServer allowed;
    support::LoopbackServer canary("127.0.0.2");
    core::Limits limits;
    limits.allow_hosts = {"127.0.0.1"};
    fetch::Http http(limits);
    for (const std::string& target : {canary.url("/"), fmt::format("//127.2:{}/", canary.port()),
                                      fmt::format("http://[::ffff:127.0.0.2]:{}/", canary.port())}) {
        allowed.on("/", support::redirect(target));
        fetch::Request request;
        request.url = allowed.url("/");
        try {
            http.get(request);
            ADD_FAILURE() << target;
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), HasSubstr("not public")) << target;
        }
    }
    EXPECT_EQ(canary.connections(), 0u);
    EXPECT_EQ(allowed.requests().size(), 3u);
}

}  // namespace
