# What Debian hardens its packages with (dpkg-buildflags under hardening=+all), also where dpkg does not build: newscast reads
# what strangers wrote, with libraries that have had faults. tests/app/hardening_test.cpp looks for it in the program.
include(CheckCXXCompilerFlag)

add_library(newscast_hardening INTERFACE)
target_compile_options(newscast_hardening INTERFACE -Wformat -Werror=format-security -fstack-protector-strong)

# Not every processor has these.
foreach(flag -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "NEWSCAST_HAS${flag}" has_flag)
    check_cxx_compiler_flag(${flag} ${has_flag})
    if(${has_flag})
        target_compile_options(newscast_hardening INTERFACE ${flag})
    endif()
endforeach()

# CMAKE_POSITION_INDEPENDENT_CODE would compile the rooms with -fPIC, as if other libraries could replace their functions.
# They end in programs only, so -fPIE is enough and costs less.
target_compile_options(newscast_hardening INTERFACE -fPIE)
target_link_options(newscast_hardening INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)

# Works with optimization only, and hides from the sanitizers the calls they watch.
if(NOT NEWSCAST_SANITIZE)
    target_compile_options(newscast_hardening INTERFACE
        $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
endif()
