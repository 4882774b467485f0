#!/usr/bin/env bash
# Makes the recordings and pictures of the sample newspaper anew: a speech synthesizer reads, ffmpeg sets each to a level of
# its own. They are kept in the repository, so that the demo needs no synthesizer; run this only to change them.
#
#     config/sample/record.sh
set -euo pipefail
cd "$(dirname "$0")/www"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The reading of a file as it is heard: one channel counts as the two speakers it plays on.
loudness() {
    ffmpeg -nostdin -hide_banner -i "$1" -af ebur128=dualmono=true -f null - 2>&1 |
        awk '/Integrated loudness:/ { found = 1 } found && /I:/ { value = $2 } END { print value }'
}

# record FILE VOICE LUFS CHANNELS ENCODER-OPTIONS... <text
# Loud ones are pushed into a limiter, as loud recordings are in life, so the level is approached in rounds; the loudest is
# clipped softly besides.
record() {
    local file=$1 voice=$2 target=$3 channels=$4 gain=0 ceiling="alimiter=limit=0.75:attack=2:release=60:level=false" reading
    shift 4
    ((target > -12)) && ceiling="asoftclip=type=tanh,alimiter=limit=0.97:attack=1:release=20:level=false"
    espeak-ng -v "$voice" -s 155 -w "$work/voice.wav" --stdin
    for _ in 1 2 3 4 5 6 7 8; do
        ffmpeg -nostdin -v error -y -i "$work/voice.wav" -ac "$channels" -ar 44100 \
            -af "highpass=f=70,volume=${gain}dB,$ceiling" -c:a pcm_f32le "$work/level.wav"
        reading=$(loudness "$work/level.wav")
        gain=$(awk -v g="$gain" -v t="$target" -v r="$reading" 'BEGIN { printf "%.2f", g + t - r }')
    done
    ffmpeg -nostdin -v error -y -i "$work/level.wav" -map_metadata -1 -fflags +bitexact -flags:a +bitexact "$@" "audio/$file"
    printf '%-24s %7s LUFS %8s bytes\n' "$file" "$(loudness "audio/$file")" "$(stat -c %s "audio/$file")"
}

mkdir -p audio images
record ben-pha-phu-lam.mp3 vi -30 1 -c:a libmp3lame -b:a 64k <<'TEXT'
Bến phà Phú Lâm có thêm chuyến sớm cho học sinh. Từ tuần này, bến phà chạy thêm một chuyến lúc năm giờ bốn mươi phút mỗi
sáng, để học sinh ở cù lao kịp giờ vào lớp.
TEXT
record thu-vien-hoa-an.m4a vi -23 1 -c:a aac -b:a 64k <<'TEXT'
Trường tiểu học Hòa An mở thư viện ngoài trời. Hai trăm cuốn sách, sáu chiếc ghế tre và một mái lá. Học sinh Hòa An nay đọc
sách dưới gốc me.
TEXT
record night-market.mp3 en-gb -16 1 -c:a libmp3lame -b:a 64k <<'TEXT'
Night market moves under one roof before the rains. Sixty stalls leave the river road for the old rice store, where the lamps
will stay dry.
TEXT
record sen-giu-nuoc.mp3 vi -14 1 -c:a libmp3lame -b:a 64k <<'TEXT'
Nông dân trồng sen thử cách giữ nước mới. Mười hộ trồng sen ở ấp Bình Tây đắp bờ thấp quanh ruộng để giữ nước qua mùa khô.
TEXT
record tan-my-chung-ket.mp3 vi -9 2 -c:a libmp3lame -b:a 64k <<'TEXT'
Đội bóng Tân Mỹ vào chung kết sau loạt luân lưu. Thủ môn dự bị Huỳnh Tấn Phát cản hai quả phạt đền, đưa đội nhà vào trận cuối
cùng của giải.
TEXT
record rowing-club.ogg en -19 1 -c:a libopus -b:a 32k -ar 48000 <<'TEXT'
Rowing club looks for young crews. The club has two good boats and one patient coach, but not enough arms for the autumn race.
TEXT

# jingle FILE SECONDS NOTES...: a chord played note by note, the last one fading away.
jingle() {
    local file=$1 seconds=$2 note notes=()
    shift 2
    for note in "$@"; do
        sox -n -r 44100 -c 1 -b 16 "$work/$note.wav" synth "$seconds" sine "$note" fade q 0.01 "$seconds" "$(awk -v s="$seconds" 'BEGIN { print s * 0.8 }')"
        notes+=("$work/$note.wav")
    done
    sox "${notes[@]}" "$work/jingle.wav" gain -6
    ffmpeg -nostdin -v error -y -i "$work/jingle.wav" -map_metadata -1 -fflags +bitexact -flags:a +bitexact -c:a libmp3lame -b:a 64k "../sounds/$file"
}
mkdir -p ../sounds
jingle opening.mp3 0.7 523.25 659.25 783.99
jingle separator.mp3 0.45 783.99 659.25
jingle closing.mp3 0.7 783.99 659.25 523.25

# picture FILE SKY LAND SUN: a horizon in three colours.
picture() {
    ffmpeg -nostdin -v error -y -f lavfi -i "color=c=$2:s=960x600:d=1" \
        -vf "drawbox=y=380:h=220:c=$3:t=fill,drawbox=x=640:y=120:w=130:h=130:c=$4:t=fill,boxblur=6,format=yuvj420p" \
        -frames:v 1 -q:v 6 -fflags +bitexact -flags:v +bitexact "images/$1"
}
picture thu-vien.jpg 0xBFD8C2 0x5B7F4B 0xF3C969
picture ruong-sen.jpg 0xF2D5C4 0x6B9080 0xE07A8B
picture night-market.jpg 0x1D2A44 0x3D2C2E 0xFFB454

# The feed names the lengths of its enclosures.
sed -i -E "s|(tan-my-chung-ket\.mp3\" type=\"audio/mpeg\" length=)\"[^\"]*\"|\1\"$(stat -c %s audio/tan-my-chung-ket.mp3)\"|
    s|(rowing-club\.ogg\" type=\"audio/ogg\" length=)\"[^\"]*\"|\1\"$(stat -c %s audio/rowing-club.ogg)\"|" the-thao/rss.xml
