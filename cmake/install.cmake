# What an installation has: the Debian package (./dev package) below /usr, anybody else's below the prefix that was said:
#
#   cmake --install build/release --prefix /usr/local
#
# systemd reads units, users and folders below /usr/local as it does below /usr. Configurations are in /etc/newscast and what the
# shows remember in /var/lib/newscast wherever the program is: it takes them for a show of the machine there only.
include(GNUInstallDirs)

# A package needs the program and its manual, not the tests.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
install(TARGETS newscast RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
# What an operator reads, where README links to it.
install(FILES docs/bulletins.md docs/every-hour.md docs/feed.md docs/first-feed.md docs/limits.md docs/listeners.md docs/loudness.md
    docs/messages.md docs/read-along.md docs/run-json.md docs/run.schema.json docs/several-shows.md docs/source-rules.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)
install(FILES config/newscast.example.toml DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)

install(FILES ${NEWSCAST_MANUAL_FOLDER}/newscast.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${NEWSCAST_MANUAL_FOLDER}/newscast.toml.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES ${NEWSCAST_MANUAL_FOLDER}/newscast DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${NEWSCAST_MANUAL_FOLDER}/_newscast DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${NEWSCAST_MANUAL_FOLDER}/newscast.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# The prefix that counts is the one of the installation, so what names the program is written then.
set(newscast_system ${PROJECT_BINARY_DIR}/system)
install(CODE "
    set(NEWSCAST_PROGRAM \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/newscast\")
    configure_file(\"${PROJECT_SOURCE_DIR}/config/system/newscast@.service.in\" \"${newscast_system}/newscast@.service\" @ONLY)
    configure_file(\"${PROJECT_SOURCE_DIR}/config/system/newscast.cron.in\" \"${newscast_system}/newscast.cron\" @ONLY)")
install(FILES ${newscast_system}/newscast@.service config/system/newscast@.timer DESTINATION lib/systemd/system)
install(FILES ${newscast_system}/newscast.cron DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(FILES config/system/newscast.sysusers DESTINATION lib/sysusers.d RENAME newscast.conf)
install(FILES config/system/newscast.tmpfiles DESTINATION lib/tmpfiles.d RENAME newscast.conf)
