#include "fetch/web/permission.h"

#include <gtest/gtest.h>

namespace {

TEST(Permission, IsNeededForWhatIsNotPublic) {
    const core::Limits limits;
    for (const char* url : {"http://127.0.0.1/", "http://127.0.0.1:8080/a", "http://localhost/",
                            "http://paper.localhost/", "https://192.168.1.5/", "http://10.0.0.1/", "http://172.16.3.4/",
                            "http://[::1]/", "http://[fd00::1]/", "http://169.254.1.1/"})
        EXPECT_TRUE(fetch::needs_permission(url, limits)) << url;
    for (const char* url : {"http://1.1.1.1/", "https://[2606:4700:4700::1111]/", "not a URL", ""})
        EXPECT_FALSE(fetch::needs_permission(url, limits)) << url;
}

TEST(Permission, IsNeededWhetherOrNotItIsGivenAndForWhatStandsIn) {
    core::Limits limits;
    limits.allow_hosts = {"127.0.0.1"};
    EXPECT_TRUE(fetch::needs_permission("http://127.0.0.1/", limits));
    limits.connect_to = {"paper.example:80:127.0.0.1:8080"};
    EXPECT_TRUE(fetch::needs_permission("http://paper.example/", limits));
    limits.connect_to.clear();
    limits.proxy = "http://127.0.0.1:3128";
    EXPECT_FALSE(fetch::needs_permission("http://localdomain.example/", limits));
}

TEST(Permission, IsHadWhereAllowHostsNamesTheHostItsAddressOrWhatStandsIn) {
    core::Limits limits;
    EXPECT_FALSE(fetch::is_permitted("http://127.0.0.1/", limits));
    EXPECT_FALSE(fetch::is_permitted("http://localhost/", limits));
    EXPECT_TRUE(fetch::is_permitted("http://1.1.1.1/", limits)) << "it needs none";
    limits.connect_to = {"paper.example:80:127.0.0.1:8080"};
    EXPECT_FALSE(fetch::is_permitted("http://paper.example/", limits));
    limits.allow_hosts = {"127.0.0.1"};
    EXPECT_TRUE(fetch::is_permitted("http://127.0.0.1/", limits));
    EXPECT_TRUE(fetch::is_permitted("http://paper.example/", limits));
    EXPECT_FALSE(fetch::is_permitted("http://10.0.0.1/", limits));
}

TEST(Permission, SaysWhyANameLeadsNowhere) {
    core::Limits limits;
    for (const char* url : {"https://93.184.216.34/", "http://127.0.0.1:80/", "http://[::1]/", "http://localhost/"})
        EXPECT_EQ(fetch::name_fault(url, limits), "") << url;
    // A label of 70 letters is none that a server of names could be asked for.
    const std::string nowhere = "https://" + std::string(70, 'x') + ".podcast.org/";
    EXPECT_NE(fetch::name_fault(nowhere, limits), "");
    limits.connect_to = {std::string(70, 'x') + ".podcast.org:443:127.0.0.1:8443"};
    EXPECT_EQ(fetch::name_fault(nowhere, limits), "") << "another one stands in for it";
    limits.connect_to.clear();
    limits.proxy = "http://127.0.0.1:3128";
    EXPECT_EQ(fetch::name_fault(nowhere, limits), "") << "the proxy looks it up";
}

}  // namespace
