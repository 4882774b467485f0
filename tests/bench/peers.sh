#!/usr/bin/env bash
# What levelling costs beside the programs that do only that: seconds of CPU (user and system, of all processes), medians of
# RUNS (5), all in one run on this machine, each on one core.
#
#   peers.sh NEWSCAST
set -euo pipefail

program=$1
runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# An article of some 351 s read by a machine, and 20 minutes of two voices.
text='Từ đầu năm đến nay, các xã trong huyện đã đổi mới cách làm, nhờ vậy việc học của trẻ em và đời sống của bà con khá hơn trước. '
speak() { # VOICE SECONDS FILE
    local words='' count
    for count in $(seq $(($2 / 5))); do words+="Phần $count. $text"; done
    printf '%s' "$words" >words.txt
    espeak-ng -v "$1" -s 160 -f words.txt -w whole.wav
    ffmpeg -v error -y -i whole.wav -t "$2" -ar 44100 "$3"
}
speak vi 351 voice.wav
speak vi+f3 1200 left.wav
speak en 1200 right.wav
ffmpeg -v error -y -i voice.wav -af 'volume=-2dB' -ac 1 -c:a libmp3lame -b:a 64k article.mp3
ffmpeg -v error -y -i left.wav -i right.wav -filter_complex 'amerge=inputs=2,volume=-4dB' -c:a libmp3lame -b:a 128k talk.mp3

# Median CPU seconds of a command; one that fails has no cost.
cost() {
    local index
    "$@" >said.txt 2>&1 || { tail -n 3 said.txt >&2 && return 1; }
    for index in $(seq "$runs"); do
        /usr/bin/env TIMEFORMAT='%U %S' bash -c 'time taskset -c 0 "$@" >/dev/null 2>&1' _ "$@" 2>&1 | awk '{ print $1 + $2 }'
    done | sort -n | awk '{ all[NR] = $1 } END { printf "%.2f", all[int((NR + 1) / 2)] }'
}
line() { printf '| %-58s | %7s | %7s |\n' "$1" "$2" "$3"; }

loudnorm_twice() { # IN OUT KBPS
    local said
    said=$(ffmpeg -nostdin -threads 1 -hide_banner -i "$1" -af loudnorm=I=-16:TP=-1:LRA=11:print_format=json -f null - 2>&1)
    value() { sed -n "s/.*\"$1\" : \"\\([^\"]*\\)\".*/\\1/p" <<<"$said"; }
    ffmpeg -nostdin -threads 1 -v error -y -i "$1" -af "loudnorm=I=-16:TP=-1:LRA=11:linear=true:measured_I=$(value input_i):measured_TP=$(value input_tp):measured_LRA=$(value input_lra):measured_thresh=$(value input_thresh):offset=$(value target_offset)" \
        -ar 44100 -c:a libmp3lame -compression_level 5 -b:a "$3k" "$2"
}
expert_twice() { # IN OUT KBPS
    local reading
    reading=$(ffmpeg -nostdin -threads 1 -hide_banner -i "$1" -af ebur128=peak=true -f null - 2>&1 | sed -n 's/^ *I: *\(-[0-9.]*\) LUFS.*/\1/p' | tail -n 1)
    ffmpeg -nostdin -threads 1 -v error -y -i "$1" -af "volume=$(awk -v i="$reading" 'BEGIN { print -16 - i }')dB,alimiter=limit=0.89:level=false" \
        -c:a libmp3lame -compression_level 5 -b:a "$3k" "$2"
}
export -f loudnorm_twice expert_twice

measure_all() { # FILE KBPS CHANNELS
    local file=$1 kbps=$2 channels=$3 decode encode loudnorm
    ffmpeg -v error -y -i "$file" plain.wav
    decode=$(cost ffmpeg -nostdin -threads 1 -v error -i "$file" -f null -)
    encode=$(cost ffmpeg -nostdin -threads 1 -v error -y -i plain.wav -c:a libmp3lame -compression_level 5 -b:a "${kbps}k" out.mp3)
    loudnorm=$(cost bash -c 'loudnorm_twice "$@"' _ "$file" out.mp3 "$kbps")
    printf '\n%s: decoding alone %s s, encoding alone %s s (whole ffmpeg processes, one thread)\n\n' "$file" "$decode" "$encode"
    line "what" "CPU s" "ratio"
    line "---" "---" "---"
    show() { # NAME SECONDS BASE
        line "$1" "$2" "$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", a / b }')"
    }
    local gain lane reading
    # Two steps down, which every recording has room for.
    reading=$("$program" measure "$file" --json | sed -n 's/.*"integrated_lufs": \(-[0-9.]*\).*/\1/p')
    gain=$(cost "$program" normalize "$file" -o made.mp3 --lane gain --target "$(awk -v r="$reading" 'BEGIN { print r - 3.01 }')" --channels "$channels" --bitrate "$kbps")
    lane=$(cost "$program" normalize "$file" -o made.mp3 --lane encode --channels "$channels" --bitrate "$kbps")
    show "newscast, lane gain, measured (ratio to decoding)" "$gain" "$decode"
    show "newscast, lane encode, verified (ratio to encoding)" "$lane" "$encode"
    show "ffmpeg, loudnorm in two passes (ratio to lane encode)" "$loudnorm" "$lane"
    show "the same (ratio to lane gain)" "$loudnorm" "$gain"
    show "ffmpeg, ebur128 + volume + alimiter (ratio to lane encode)" "$(cost bash -c 'expert_twice "$@"' _ "$file" out.mp3 "$kbps")" "$lane"
    show "mp3gain, analysis only (ratio to lane gain)" "$(cost mp3gain -q -s s "$file")" "$gain"
    show "loudgain, tags only (ratio to lane gain)" "$(cost loudgain -q "$file")" "$gain"
}
measure_all article.mp3 96 mono
measure_all talk.mp3 128 stereo

# Throughput: many articles on one core and on two.
articles=()
for index in $(seq "${ARTICLES:-40}"); do
    ln -f article.mp3 "a$index.mp3"
    articles+=("a$index.mp3")
done
mkdir -p made
seconds() { TIMEFORMAT=%R && { time "$@" >/dev/null 2>&1; } 2>&1; }
one=$(seconds taskset -c 0 "$program" normalize "${articles[@]}" -o made/ --lane encode)
two=$(seconds taskset -c 0,1 "$program" normalize "${articles[@]}" -o made/ --lane encode)
printf '\n%s articles, lane encode: %s s on one core, %s s on two: %s times the throughput\n' "${#articles[@]}" "$one" "$two" \
    "$(awk -v a="$one" -v b="$two" 'BEGIN { printf "%.2f", a / b }')"

# Memory: ten minutes and ten hours.
peak() { /usr/bin/time -f %M "$program" measure "$1" 2>&1 >/dev/null | tail -n 1; }
ffmpeg -v error -y -stream_loop 1 -i article.mp3 -t 600 -c copy ten-minutes.mp3
ffmpeg -v error -y -stream_loop 110 -i article.mp3 -t 36000 -c copy ten-hours.mp3
printf 'measure: %s KB resident for 10 minutes, %s KB for 10 hours\n' "$(peak ten-minutes.mp3)" "$(peak ten-hours.mp3)"
