#!/usr/bin/env bash
# Subscribes to a feed and downloads its episodes with two podcast clients, and compares what they got with what was published.
#
#   subscribe.sh FEED_URL FOLDER      FOLDER is what is served below FEED_URL's folder
set -euo pipefail

feed=$1
folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

say() { printf '%s\n' "$*"; }

# The hashes of what is in the feed, and of what a client has downloaded below a folder.
published() {
    grep -o '<enclosure [^>]*url="[^"]*"' "$folder/feed.xml" | sed 's/.*url="//; s/"$//; s|.*/media/|media/|' |
        while read -r path; do sha256sum <"$folder/$path"; done | sort
}
downloaded() {
    find "$1" -type f \( -name '*.mp3' -o -name '*.m4a' -o -name '*.opus' -o -name '*.ogg' \) -print0 |
        while IFS= read -r -d '' file; do sha256sum <"$file"; done | sort
}

judge() {
    local client=$1 library=$2 missing
    missing=$(comm -23 <(published) <(downloaded "$library") | wc -l)
    if [ "$missing" = 0 ]; then
        say "ok    $client: subscribed, all $(published | wc -l) episodes downloaded byte for byte"
        passed=$((passed + 1))
    else
        say "FAIL  $client: $missing of $(published | wc -l) episodes are missing or differ"
        tail -n 5 "$work/$client.log" || true
        failed=$((failed + 1))
    fi
}

# gPodder, by its command line.
export HOME=$work/home GPODDER_HOME=$work/gpodder GPODDER_DOWNLOAD_DIR=$work/gpodder/Downloads
mkdir -p "$HOME" "$GPODDER_DOWNLOAD_DIR"
{
    gpo subscribe "$feed" && gpo update && gpo download
} >"$work/gpodder.log" 2>&1 </dev/null || true
judge gpodder "$GPODDER_HOME"

# podget, a downloader for cron like the program that it is a listener of.
mkdir -p "$work/podget"
{
    podget -d "$work/podget" --create-config podgetrc
    printf '\nMIN_SPACE=0\nNO_PLAYLIST=1\n' >>"$work/podget/podgetrc"
    printf '%s Shows Sample\n' "$feed" >"$work/podget/serverlist"
    podget -d "$work/podget" -c podgetrc --dir_session "$work/session" -l "$work/library" -v
} >"$work/podget.log" 2>&1 </dev/null || true
judge podget "$work/library"

say "$passed passed, $failed failed"
[ "$failed" = 0 ]
