#!/usr/bin/env bash
# What the Debian package promises, in a root that debootstrap makes: installed, run as its unit and as cron would run it, removed,
# purged, and upgraded from version 0.1.0. ./dev test-package calls it:
#
#   test.sh NEW.deb OLD.deb OLD_COMMIT WORK      WORK keeps the root for the next time
#
# It has mounts, processes and a process 1 of its own, so whatever ends it leaves none behind. It prints a line for each thing
# that it looked at, and ends with 1 if one of them is wrong.
set -Eeuo pipefail
trap 'printf "test-package: line %s of %s failed\n" "$LINENO" "${BASH_SOURCE[0]##*/}" >&2' ERR
here=$(dirname "$(readlink -f "$0")")
source_folder=$(dirname "$(dirname "$here")")

fail() {
    printf 'test-package: %s\n' "$*" >&2
    exit 1
}

if [ "${1:-}" != inside ]; then
    [ "$#" = 4 ] || fail "test.sh NEW.deb OLD.deb OLD_COMMIT WORK"
    [ "$(id -u)" = 0 ] || fail "only root can make a root and enter it"
    mkdir -p "$4"
    # What an earlier call left; nothing is mounted there any more.
    rm -rf "$4/root" "$4/newspaper"
    status=0
    unshare --mount --pid --fork --kill-child --mount-proc "$0" inside "$(readlink -f "$1")" "$(readlink -f "$2")" "$3" \
        "$(readlink -f "$4")" &
    inside=$!
    trap 'kill -KILL "$inside" 2>/dev/null || true' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    wait "$inside" || status=$?
    # A root that something was wrong with stays to be looked at.
    [ "$status" != 0 ] || rm -rf "$4/root" "$4/newspaper"
    exit "$status"
fi
new=$2
old=$3
# shellcheck disable=SC2034
old_commit=$4
work=$5
root=$work/root

passed=0
failed=0
# check WHAT COMMAND...: a line, and what the command said where it fails.
check() {
    local what=$1
    shift
    if "$@" >"$work/check.log" 2>&1; then
        printf 'ok    %s\n' "$what"
        passed=$((passed + 1))
    else
        printf 'FAIL  %s\n' "$what"
        sed 's/^/      /' "$work/check.log" | head -n 40
        failed=$((failed + 1))
    fi
}
same() { diff "$1" "$2"; }
is() {
    if [ "$1" != "$2" ]; then printf "'%s' instead of '%s'\n" "$1" "$2" && return 1; fi
}
is_not_there() {
    local path
    for path; do
        if [ -e "$root$path" ] || [ -L "$root$path" ]; then printf '%s is there\n' "$path" && return 1; fi
    done
}
has() {
    if ! grep -qF -- "$2" "$1"; then printf "no '%s' in:\n" "$2" && cat "$1" && return 1; fi
}

# --- the root --------------------------------------------------------------------------------------------------------------------

in_root() {
    env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        chroot "$root" "$@"
}
# Runs a command; its words are only shown where it fails.
quietly() {
    "$@" >"$work/log" 2>&1 || { tail -n 30 "$work/log" >&2 && fail "failed: $*"; }
}

# Debian as it comes, with what the package says it depends on, and the voice it recommends. Kept for the next time.
make_root() {
    local depends kept mirror=http://deb.debian.org/debian
    depends=$(dpkg-deb -f "$new" Depends)
    kept=$work/root-$(printf '%s' "$depends" | sha256sum | cut -c 1-16).tar
    mkdir -p "$root"
    if [ -f "$kept" ]; then
        tar -C "$root" -xpf "$kept"
    else
        printf 'making a root of Debian 12 (log: %s)\n' "$work/debootstrap.log"
        debootstrap --variant=minbase bookworm "$root" "$mirror" >"$work/debootstrap.log" 2>&1 ||
            { tail -n 5 "$work/debootstrap.log" >&2 && fail "debootstrap cannot make a root"; }
        printf 'deb %s bookworm main\ndeb %s bookworm-updates main\ndeb %s-security bookworm-security main\n' "$mirror" "$mirror" "$mirror" \
            >"$root/etc/apt/sources.list"
        echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/test"
        cp /etc/resolv.conf "$root/etc/resolv.conf"
        mount -t proc proc "$root/proc"
        quietly in_root apt-get update
        quietly in_root apt-get -y --no-install-recommends satisfy "$depends"
        quietly in_root apt-get -y --no-install-recommends install espeak-ng
        quietly in_root apt-get clean
        umount "$root/proc"
        rm -f "$work"/root-*.tar
        tar -C "$root" -cf "$kept.part" .
        mv "$kept.part" "$kept"
    fi
    mount -t proc proc "$root/proc"
}

# All that is in the root, with owners, modes and hashes, but for what dpkg itself and the tools that it calls remember.
everything() {
    local passing=(\( -path ./proc -o -path ./run -o -path ./tmp -o -path ./var/log -o -path ./var/cache/ldconfig -o -path ./var/cache/apt
        -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -name '*-' \) -prune -o)
    (
        cd "$root"
        find . -xdev "${passing[@]}" -printf '%p %M %u:%g %l\n'
        find . -xdev "${passing[@]}" -type f -print0 | xargs -0 sha256sum | sed 's/^\(\S*\)  \(.*\)/\2 \1/'
    ) | LC_ALL=C sort
}

# --- the sample newspaper, outside of the root ---------------------------------------------------------------------------------------

serve_newspaper() {
    local log=$work/newspaper.log
    cp -r "$source_folder/config/sample" "$work/newspaper"
    rm -f "$log" # of an earlier call, with another port
    python3 -u -m http.server 0 --bind 127.0.0.1 --directory "$work/newspaper/www" >"$log" 2>&1 &
    # It says which port was free.
    for _ in $(seq 200); do
        port=$(sed -n 's/^Serving HTTP on .* port \([0-9]*\) .*/\1/p' "$log" 2>/dev/null || true)
        [ -z "$port" ] || return 0
        sleep 0.05
    done
    fail "the sample newspaper cannot be served: $(cat "$log")"
}

# configure SHOW OUT [SAMPLE]: /etc/newscast/SHOW.toml of the sample's configuration, without folders of its own.
configure() {
    local show=$1 out=$2 sample=${3:-$work/newspaper}
    mkdir -p "$root/etc/newscast"
    cp -r "$sample/articles" "$sample/articles.list" "$root/etc/newscast/"
    [ ! -d "$sample/sounds" ] || cp -r "$sample/sounds" "$root/etc/newscast/"
    sed -E "s|(bensong\.example:80:127\.0\.0\.1:)[0-9]+|\1$port|; s|^id = \"ben-song\"|id = \"$show\"|; s|/ben-song/\"|/$show/\"|
        /^\[state\]/,/^directory/d; s|^directory = \"out\"|directory = \"$out\"|" "$sample/newscast.toml" >"$root/etc/newscast/$show.toml"
}

# --- runs ------------------------------------------------------------------------------------------------------------------------

unit='/usr/lib/systemd/system/newscast@.service'
# The values of a key of the unit and of its drop-ins.
said() {
    local files=("$root$unit") file
    for file in "$root/etc/systemd/system/newscast@.service.d"/*.conf; do [ ! -f "$file" ] || files+=("$file"); done
    sed -n "s/^$1=//p" "${files[@]}"
}

# as_unit SHOW [TRACER...]: the unit's command as its user, in the file system that the unit leaves it. Sets $status; what came to
# the journal is in $work/run.log.
as_unit() {
    local show=$1 command user path mask writable=()
    shift
    command=$(said ExecStart | sed "s/%i/$show/g")
    user=$(said User)
    mask=$(said UMask)
    for path in "/var/lib/$(said StateDirectory)" $(said ReadWritePaths); do
        if [ -d "$root${path#-}" ]; then writable+=("$root${path#-}"); else is "${path:0:1}" - || fail "systemd would not start it: no $path"; fi
    done
    status=0
    # shellcheck disable=SC2016
    "$here/journal.py" "$root/run/systemd/journal/socket" "$@" unshare --mount bash -c '
        root=$1 mask=$2 user=$3 command=$4
        shift 4
        mount --rbind "$root" "$root"
        mount -o remount,bind,ro "$root"
        for path; do mount --bind "$path" "$path" && mount -o remount,bind,rw "$path"; done
        mount -t tmpfs tmpfs "$root/tmp"
        chmod 1777 "$root/tmp"
        mount -t proc -o subset=pid,hidepid=invisible proc "$root/proc"
        umask "$mask"
        exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin LANG=C.UTF-8 HOME=/var/lib/newscast USER="$user" \
            LOGNAME="$user" SHELL=/usr/sbin/nologin chroot "$root" setpriv --reuid="$user" --regid="$user" --clear-groups \
            --no-new-privs --inh-caps=-all --bounding-set=-all $command
    ' as_unit "$root" "$mask" "$user" "$command" ${writable[@]+"${writable[@]}"} >"$work/run.log" 2>&1 || status=$?
}

# as_cron USER HOME COMMAND: as cron runs a line of its tables. Sets $status.
as_cron() {
    local user=$1 home=$2 command=$3
    status=0
    chroot "$root" setpriv --reuid="$user" --regid="$user" --init-groups \
        env -i HOME="$home" LOGNAME="$user" SHELL=/bin/sh PATH=/usr/bin:/bin /bin/sh -c "cd $home && $command" >"$work/run.log" 2>&1 || status=$?
}

# Starts the root's systemd, where this machine lets it; sets $leader. in_system then runs a command beside it, until shut_down.
boot() {
    umount "$root/proc" # the container's has other processes
    mkdir -p /run/systemd
    mount -t tmpfs tmpfs /run/systemd # what the container's keeper notes
    systemd-nspawn --directory="$root" --boot --register=no --keep-unit --resolv-conf=off --timezone=off --link-journal=no \
        --system-call-filter=@memlock >"$work/boot.log" 2>&1 </dev/null &
    container=$!
    local state
    for _ in $(seq 300); do
        leader=$(pgrep -P "$container" || true)
        state=$([ -z "$leader" ] || in_system systemctl is-system-running 2>/dev/null || true)
        case $state in running | degraded) return 0 ;; esac
        kill -0 "$container" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}
shut_down() {
    kill -s RTMIN+4 "$leader"
    wait "$container" || true
}
in_system() { nsenter --target "$leader" --mount --pid --uts --ipc --cgroup --root --wd -- "$@"; }

# What is published, to the last write.
published() { (cd "$root$1" && find . -type f -printf '%P %T@ ' -exec sha256sum {} \;) | LC_ALL=C sort; }
media() { published "$1" | grep '/media/\|^media/'; }
# What apps know a show's episodes by.
episodes() { python3 "$here/episodes.py" "$root$1/feed.xml" "$root$1"; }
has_episodes() {
    episodes "$1" >"$work/episodes" || return 1
    is "$(wc -l <"$work/episodes")" "$2"
}

# shellcheck source=tests/package/checks.sh
. "$here/checks.sh"
printf '%s passed, %s failed\n' "$passed" "$failed"
if [ "$failed" != 0 ]; then exit 1; fi
