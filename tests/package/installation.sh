#!/usr/bin/env bash
# What needs no root to be seen of the package: an installation has every file that it should, its units are right and locked in,
# and changelogs and program say one version. ctest calls it:
#
#   installation.sh CMAKE BUILD VERSION
set -euo pipefail
cmake=$1
build=$2
version=$3
source_folder=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

"$cmake" --install "$build" --prefix "$work" >"$work/log" || { cat "$work/log" >&2 && fail "cmake --install failed"; }
for file in bin/newscast share/man/man1/newscast.1 share/man/man5/newscast.toml.5 share/bash-completion/completions/newscast \
    share/zsh/site-functions/_newscast share/fish/vendor_completions.d/newscast.fish share/doc/newscast/README.md \
    share/doc/newscast/examples/newscast.example.toml share/doc/newscast/examples/newscast.cron 'lib/systemd/system/newscast@.service' \
    'lib/systemd/system/newscast@.timer' lib/sysusers.d/newscast.conf lib/tmpfiles.d/newscast.conf; do
    [ -s "$work/$file" ] || fail "cmake --install brings no $file"
done
is=$("$work/bin/newscast" --version)
[ "$is" = "$version" ] || fail "the installed program says version '$is', not $version"

unit="$work/lib/systemd/system/newscast@.service"
for file in "$unit" "$work/share/doc/newscast/examples/newscast.cron"; do
    grep -qF " $work/bin/newscast run" "$file" || grep -qF "=$work/bin/newscast run" "$file" ||
        fail "$file does not name the program where it was installed"
done
cp "$unit" "$work/newscast@show.service"
cp "$work/lib/systemd/system/newscast@.timer" "$work/newscast@show.timer"
said=$(systemd-analyze verify --man=no "$work/newscast@show.service" "$work/newscast@show.timer" 2>&1) || fail "systemd-analyze verify: $said"
[ -z "$said" ] || fail "systemd-analyze verify: $said"
systemd-analyze security --no-pager --offline=true --threshold=20 "$unit" >"$work/exposure" 2>&1 ||
    fail "more of the machine is exposed to the unit than 2.0: $(tail -n 1 "$work/exposure")"

changes=$(sed -n '1s/^newscast (\(.*\)-[0-9]*) .*/\1/p' "$source_folder/config/system/debian/changelog")
[ "$changes" = "$version" ] || fail "the newest version in config/system/debian/changelog is '$changes', not $version"
