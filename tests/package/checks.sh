# shellcheck shell=bash
# What is looked at, in this order; tests/package/test.sh has the means.

version=$(dpkg-deb -f "$new" Version)
doc=/usr/share/doc/newscast

# --- the file --------------------------------------------------------------------------------------------------------------------

lint() { lintian --allow-root --no-tag-display-limit --fail-on error,warning "$new"; }
check "lintian finds no error and nothing to warn of" lint

contains() {
    local path missing=0
    dpkg-deb -c "$new" | awk '{ print substr($6, 2) }' >"$work/contents"
    for path in /usr/bin/newscast /usr/share/man/man1/newscast.1.gz /usr/share/man/man5/newscast.toml.5.gz $doc/README.md $doc/docs/every-hour.md \
        $doc/copyright $doc/changelog.gz $doc/changelog.Debian.gz $doc/examples/newscast.example.toml $doc/examples/newscast.cron \
        /usr/share/bash-completion/completions/newscast /usr/share/zsh/vendor-completions/_newscast \
        /usr/share/fish/vendor_completions.d/newscast.fish "$unit" '/usr/lib/systemd/system/newscast@.timer' \
        /usr/lib/sysusers.d/newscast.conf /usr/lib/tmpfiles.d/newscast.conf; do
        grep -qxF "$path" "$work/contents" || { printf 'no %s\n' "$path" && missing=1; }
    done
    return "$missing"
}
check "program, manual, completions, units, user, folders, examples, changelog and copyright are in it" contains

# --- installed -------------------------------------------------------------------------------------------------------------------

make_root
serve_newspaper
mkdir -p "$root/var/lib/systemd/timers"
everything >"$work/before"
cp "$new" "$root/tmp/new.deb"
cp "$old" "$root/tmp/old.deb"

check "dpkg installs it beside nothing but what it depends on" in_root dpkg --install /tmp/new.deb
says_version() { is "$(in_root newscast --version)" "${version%-*}"; }
check "newscast --version says the package's version" says_version
check "what it was linked with is all there" in_root sh -c 'ldd /usr/bin/newscast && ! ldd /usr/bin/newscast | grep "not found"'
has_user() { is "$(in_root getent passwd newscast | cut -d: -f 6,7)" "/var/lib/newscast:/usr/sbin/nologin"; }
check "the user newscast is there, and nobody can log in as it" has_user
has_folders() {
    is "$(in_root stat -c '%n %a %U:%G' /etc/newscast /var/lib/newscast | tr '\n' ' ')" \
        "/etc/newscast 750 root:newscast /var/lib/newscast 755 newscast:newscast "
}
check "configurations are read by root and the group newscast only; what shows remember is newscast's" has_folders

units_are_right() {
    local said status=0
    said=$(in_root systemd-analyze verify --man=no 'newscast@dong-thap.service' 'newscast@dong-thap.timer' 2>&1) || status=$?
    is "$status $said" "0 "
}
check "systemd-analyze verify has nothing to say of service and timer" units_are_right
exposure=$(in_root systemd-analyze security --no-pager --offline=true "$unit" | sed -n 's/.*exposure level for [^:]*: \([0-9.]*\).*/\1/p')
check "systemd-analyze security: an exposure of $exposure, at most 2.0" \
    in_root systemd-analyze security --no-pager --offline=true --threshold=20 "$unit"
next_turn() { in_root systemd-analyze calendar --iterations=2 "$(sed -n 's/^OnCalendar=//p' "$root/usr/lib/systemd/system/newscast@.timer")"; }
check "the timer's times are times" next_turn

# --- the timer's command line ------------------------------------------------------------------------------------------------------

# As the README says.
in_root install -d -o newscast -g newscast /srv/podcast
configure ben-song /srv/podcast
as_unit ben-song strace -f -o "$work/trace"
# runs_with STATUS LINES [WORDS]: how the last run ended, how many lines it said, and what is among them.
runs_with() {
    if is "$status" "$1" && is "$(wc -l <"$work/run.log")" "$2" && { [ -z "${3:-}" ] || has "$work/run.log" "$3"; }; then return 0; fi
    cat "$work/run.log" && return 1
}
check "run as its unit, a show is published; the recording that is missing on purpose is the one warning in the journal" \
    runs_with 1 1 "ben-song 4 article 'Town clock to stay silent for three weeks': cannot fetch"
check "1 is a success of the unit" is "$(said SuccessExitStatus)" 1
check "its feed has the episodes, and each enclosure is there at its length" has_episodes /srv/podcast/ben-song 7
check "its run made no system call, socket or mapping that the unit denies, and workers can lock themselves in" \
    python3 "$here/syscalls.py" "$root$unit" "$work/trace"
others_read() { [ -z "$(find "$root/srv/podcast" \( -type f ! -perm -444 -o -type d ! -perm -555 \) ! -name '.*' -print | tee /dev/stderr)" ]; }
check "what is published is for everybody to read" others_read
published /srv/podcast/ben-song >"$work/published"
as_unit ben-song
check "the next run has nothing to do and nothing to say" runs_with 0 0
published /srv/podcast/ben-song >"$work/published.again"
check "and writes nothing" same "$work/published" "$work/published.again"

as_member() { in_root setpriv --reuid=nobody --regid=nogroup --groups="$1" newscast status /etc/newscast/ben-song.toml; }
check "a member of the group newscast may ask for its status" as_member newscast
others_may_not() { ! as_member nogroup; }
check "others may not read the configuration" others_may_not

configure elsewhere /var/www/podcast
in_root install -d -o newscast -g newscast /var/www/podcast
as_unit elsewhere
check "a show whose [out] directory the unit does not name is refused, with the folder" runs_with 3 1 "/var/www/podcast"
in_root mkdir -p '/etc/systemd/system/newscast@.service.d'
sed -n '/^#   \[Service\]/,/^#   ReadWritePaths/s/^# *//p' "$root$unit" >"$root/etc/systemd/system/newscast@.service.d/override.conf"
as_unit elsewhere
check "and published with the drop-in that the unit's head describes" has_episodes /var/www/podcast/elsewhere 7
rm -r "$root/etc/systemd/system/newscast@.service.d" "$root/etc/newscast/elsewhere.toml" "$root/var/www" "$root/var/lib/newscast/elsewhere"

# --- cron --------------------------------------------------------------------------------------------------------------------------

configure by-cron /srv/podcast
line=$(sed -n 's/^17 \* \* \* \*  newscast  //p' "$root$doc/examples/newscast.cron" | sed s/SHOW/by-cron/)
as_cron newscast /var/lib/newscast "$line"
check "in cron's environment, with the line of its example, the same comes of it" runs_with 1 1 "town-clock.mp3': HTTP status 404"
check "its feed has the episodes" has_episodes /srv/podcast/by-cron 7
as_cron newscast /var/lib/newscast "$line"
check "and the next one is silent" runs_with 0 0

# --- removed and purged --------------------------------------------------------------------------------------------------------------

check "systemctl enables the timer of a show" in_root systemctl enable 'newscast@ben-song.timer'
touch "$root/var/lib/systemd/timers/stamp-newscast@ben-song.timer"
check "dpkg removes it" in_root dpkg --remove newscast
check "the program is gone" is_not_there /usr/bin/newscast "$unit"
check "configuration and catalog stay" test -f "$root/etc/newscast/ben-song.toml" -a -f "$root/var/lib/newscast/ben-song/catalog.db"
check "it is installed again" in_root dpkg --install /tmp/new.deb
as_unit ben-song
check "and goes on where it was" runs_with 0 0
published /srv/podcast/ben-song >"$work/published.again"
check "without a write" same "$work/published" "$work/published.again"

check "dpkg purges it" in_root dpkg --purge newscast
cp "$work/check.log" "$work/purge.log"
check "and says what it leaves" has "$work/purge.log" "your shows are kept; if none is published any more: rm -r /etc/newscast /var/lib/newscast"
check "catalog, configuration and the user who owns them are left" \
    in_root sh -c 'test -f /var/lib/newscast/ben-song/catalog.db -a -f /etc/newscast/ben-song.toml && getent passwd newscast'
everything | grep -v '^\./\(etc/newscast\|var/lib/newscast\|srv/podcast\)[ /]' >"$work/after"
only_the_user() { is "$(diff "$work/before" "$work/after" | sed -n '/^[<>] \.\/etc\/\(passwd\|group\|shadow\|gshadow\) /d; /^[<>]/p')" ""; }
check "and nothing else of the package, its timers' links and stamps among it" only_the_user

# Shows go, and what libraries keep for the user stays for the purge.
rm -r "$root/etc/newscast" "$root/var/lib/newscast/"* "$root/srv/podcast"
quietly in_root dpkg --install /tmp/new.deb
check "without shows a purge" in_root dpkg --purge newscast
everything >"$work/after"
check "leaves the root as it was, to the last file, user and group" same "$work/before" "$work/after"

# --- upgraded ------------------------------------------------------------------------------------------------------------------------

# As operators of version 0.1.0 had to have it: the show in /etc, its state where they said, run by root's cron.
quietly in_root dpkg --install /tmp/old.deb
old_sample=$work/newspaper/old
mkdir -p "$old_sample"
git -C "$source_folder" archive "$old_commit" config/sample | tar -x -C "$old_sample" --strip-components=2
mkdir -p "$root/srv/podcast"
configure ben-song /srv/podcast "$old_sample"
printf '\n[state]\ndirectory = "/var/lib/newscast"\n' >>"$root/etc/newscast/ben-song.toml"
in_root chmod 755 /etc/newscast
owners() { in_root stat -c '%n %a %U:%G' /etc/newscast /etc/newscast/ben-song.toml /var/lib/newscast /var/lib/newscast/ben-song /srv/podcast; }
cron="newscast run /etc/newscast/ben-song.toml"
as_cron root /root "$cron"
check "version 0.1.0 publishes a show" runs_with 1 1 "town-clock.mp3"
show=/srv/podcast/ben-song
as_cron root /root "$cron"
check "and leaves it when nothing is new" runs_with 0 0
check "its feed has the episodes" has_episodes $show 6
cp "$work/episodes" "$work/episodes.old"
media $show >"$work/media.old"
owners >"$work/owners.old"
before=$(in_root newscast --version)
check "the package is upgraded from $before to $version" in_root apt-get -y --no-install-recommends install /tmp/new.deb
owners >"$work/owners.new"
check "folders of the operator keep owners and modes" same "$work/owners.old" "$work/owners.new"
as_cron root /root "$cron"
check "the next run of its cron has nothing to say" runs_with 0 0
media $show >"$work/media.new"
check "no recording was made again, renamed or touched" same "$work/media.old" "$work/media.new"
check "the feed is there" has_episodes $show 6
check "and has the same GUIDs and enclosures in the same order" same "$work/episodes.old" "$work/episodes"
published $show >"$work/published"
as_cron root /root "$cron"
published $show >"$work/published.again"
check "the run after that writes nothing" same "$work/published" "$work/published.again"

# From root's cron to the timer, as the README says.
in_root chown -R newscast: /var/lib/newscast /srv/podcast
in_root chgrp newscast /etc/newscast
as_unit ben-song
check "given to the user newscast, its unit goes on with it" runs_with 0 0
published $show >"$work/published.again"
check "and writes nothing" same "$work/published" "$work/published.again"

# --- by systemd itself ---------------------------------------------------------------------------------------------------------------

if boot; then
    configure booted /srv/podcast
    # Waits until the run has ended.
    check "systemd runs the service, behind all that it is locked in with" in_system systemctl start newscast@booted.service
    check "a show comes of it" has_episodes /srv/podcast/booted 7
    in_system journalctl --quiet --no-pager --output=cat -u newscast@booted -p warning >"$work/run.log"
    status=0
    check "the journal has the one warning, by the unit's name" runs_with 0 1 "article 'Town clock to stay silent for three weeks': cannot fetch"
    check "its timer starts" in_system systemctl enable --now newscast@booted.timer
    check "and waits for its time" in_system systemctl is-active newscast@booted.timer
    check "the package is removed" in_system dpkg --remove newscast
    stopped() { is "$(in_system systemctl is-active newscast@booted.timer)" inactive; }
    check "which stops the timer" stopped
    shut_down
else
    printf 'skip  systemd cannot be started here (log: %s)\n' "$work/boot.log"
fi
