#!/usr/bin/env python3
"""What a run costs on a large show: when nothing is new, when one old title was corrected, when one article is new.

    publishing.py PROGRAM [--episodes N] [--show FOLDER] [--folder DIR] [--keep] [--json]

PROGRAM is a newscast, of whatever version. --show begins with a show that --keep left of an earlier program, so that the
first run is what an upgrade costs. The rest of the time goes into making the show and copying it: with 10,000 episodes a
quarter of an hour, and 2 GB of disk in DIR. Where DIR is in memory (tmpfs), syncs cost nothing, and times say little.

The newspaper is made up and served on loopback. It has one article every two hours, 12 a day: pages of some 3,000 bytes of
text, without pictures, and a recording of little more than a second, one of seven, as loud as the podcast wants it. So the
sound costs next to nothing, and what is measured is everything else. Its feed names all articles in the first run, as a
first run with a large max_items sees them, and the newest 50 from then on. All answers have an ETag, and what has not
changed is answered with 304.

newscast looks at a web page again for recheck_days only, which here is 0: else the runs that are measured would ask for
10,000 pages, a day after the show was made, and measure the newspaper. An old article so is corrected where newscast looks
in every run: the article in the middle of the show is a text on this machine (a source of kind "files"), told by its size
and time. What a correction costs from there on is the same for both: new tags in the sound's file, its pages, its archive.

Each correction and each new article begins with a copy of the same show and a run that is not measured, so that what was
copied is in the page cache and known to the program. The disk is synced before each measured run. Times are medians of
three runs. CPU is that of the whole process tree; memory is that of its largest process. Syncs are calls of fsync,
fdatasync, syncfs, sync and sync_file_range in one more such run, under strace, of which no time is taken. Files written are
those below out/ whose inode or time is another afterwards, links counted once; names changed are paths that are new or lead
to another file.
"""

import argparse
import contextlib
import datetime
import hashlib
import html
import http.server
import json
import os
import pathlib
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HOST = "newspaper.example"
NEWEST = datetime.datetime(2025, 6, 30, 18, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
STEP = datetime.timedelta(hours=2)
WINDOW = 50  # items of the newspaper's feed after the first run
REPEATS = 3
RECORDINGS = 7
SYNCS = "fsync,fdatasync,syncfs,sync,sync_file_range"

SUBJECTS = ("Chợ nổi họp lại sau mùa nước", "Xã vùng sâu có thêm lớp học buổi tối", "Nông dân đổi giống lúa chịu mặn",
            "Bến phà chạy thêm chuyến sớm", "Thư viện huyện mở cửa cả chủ nhật", "Đội bóng trẻ vào vòng chung kết",
            "Làng nghề đan lát tìm lối ra", "Trạm y tế khám bệnh tại nhà", "Cầu mới nối hai bờ kênh",
            "Học sinh đo mực nước trên sông", "Vườn xoài vào vụ thu hoạch")
SENTENCES = (
    "Từ đầu năm đến nay, các xã trong huyện đã đổi mới cách làm, nhờ vậy đời sống của bà con khá hơn trước.",
    "Theo người dân địa phương, con đường này trước đây chỉ đi được vào mùa khô, mưa xuống là ngập đến đầu gối.",
    "Ủy ban xã cho biết sẽ góp một phần chi phí trong ba tháng đầu, phần còn lại do các hộ tự lo.",
    "Anh Nguyễn Văn Lợi, người đã gắn bó với nghề mười hai năm, nói rằng chưa năm nào đông khách như năm nay.",
    "Các em học sinh ở cù lao nhờ vậy kịp giờ vào lớp mà không phải đi từ khi trời còn tối.",
    "Sau vụ thu hoạch, giá bán tại vườn giữ ở mức cao, thương lái đến tận nơi thu mua.",
    "Ngành nông nghiệp khuyến cáo bà con theo dõi độ mặn hằng ngày trước khi lấy nước vào ruộng.",
    "Lớp học mở mỗi tuần ba buổi, do các thầy cô đã nghỉ hưu đứng lớp và không nhận thù lao.",
    "Công trình dự kiến hoàn thành trước mùa lũ, với tổng chiều dài hơn bốn trăm mét.",
    "Nhiều hộ đã mạnh dạn vay vốn để sửa lại ghe, đóng thêm kệ và bày hàng gọn gàng hơn.",
    "Hội phụ nữ đứng ra nhận đơn hàng, chia việc cho từng nhà rồi gom lại giao cho khách.",
    "Đến cuối tháng, huyện sẽ đếm lại số lượt người rồi quyết định có giữ cách làm này quanh năm hay không.",
)


def say(text):
    print(text, file=sys.stderr, flush=True)


def give_up(text):
    sys.exit(f"publishing.py: {text}")


# --- the newspaper ---------------------------------------------------------------------------------------------------


class Newspaper:
    """Articles by number, from 1, the oldest, on. What it says depends on nothing but the numbers."""

    def __init__(self, episodes, recordings):
        self.episodes = episodes
        self.local = episodes // 2  # the article that is a text on this machine
        self.recordings = [path.read_bytes() for path in sorted(recordings.glob("*.mp3"))]
        self.show_newest()

    def show_all(self):
        self.first, self.last = 1, self.episodes
        self.feed = self.make_feed()

    def show_newest(self, more=0):
        self.last = self.episodes + more
        self.first = max(1, self.last - WINDOW + 1)
        self.feed = self.make_feed()

    def title(self, number):
        return f"{SUBJECTS[number % len(SUBJECTS)]}, bài {number}"

    def published(self, number):
        return NEWEST - (self.episodes - number) * STEP

    def paragraphs(self, number):
        chance = random.Random(number)
        return [" ".join(chance.choices(SENTENCES, k=3)) for _ in range(8)]

    def url(self, kind, number, ending):
        return f"http://{HOST}/{kind}/{number:06}.{ending}"

    def recording(self, number):
        return self.recordings[number % len(self.recordings)]

    def make_feed(self):
        items = []
        for number in range(self.last, self.first - 1, -1):
            if number == self.local:
                continue
            page = self.url("tin", number, "html")
            when = self.published(number).strftime("%a, %d %b %Y %H:%M:%S %z")
            items.append(f'<item><title>{html.escape(self.title(number))}</title><link>{page}</link>'
                         f'<guid isPermaLink="false">tin-{number}</guid><pubDate>{when}</pubDate><enclosure '
                         f'url="{self.url("audio", number, "mp3")}" type="audio/mpeg" '
                         f'length="{len(self.recording(number))}"/></item>\n')
        return (f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Báo Mẫu</title>'
                f'<link>http://{HOST}/</link><description>Tin trong ngày</description><language>vi</language>\n'
                f'{"".join(items)}</channel></rss>\n').encode()

    def page(self, number):
        title = html.escape(self.title(number))
        text = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in self.paragraphs(number))
        return (f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title} - Báo Mẫu</title>\n'
                f'<link rel="canonical" href="{self.url("tin", number, "html")}">\n'
                f'<meta property="og:type" content="article"><meta property="og:title" content="{title}">\n'
                f'<meta property="article:published_time" content="{self.published(number).isoformat()}">\n'
                f'</head><body><article><h1>{title}</h1>\n<audio controls src="{self.url("audio", number, "mp3")}">'
                f'</audio>\n{text}\n</article></body></html>\n').encode()

    def text(self, number, title):
        """The same article as a plain text."""
        return "\n\n".join([title, f"{self.published(number):%d/%m/%Y %H:%M:%S}", self.url("tin", number, "html"),
                            self.url("audio", number, "mp3"), *self.paragraphs(number)]) + "\n"

    def answer(self, path):
        """Type and bytes of what lies at a path, or None."""
        if path == "/feed.xml":
            return "application/rss+xml", self.feed
        found = re.fullmatch(r"/(tin|audio)/(\d{6})\.(?:html|mp3)", path)
        if not found or not 1 <= int(found[2]) <= self.last:
            return None
        if found[1] == "tin":
            return "text/html; charset=utf-8", self.page(int(found[2]))
        return "audio/mpeg", self.recording(int(found[2]))


@contextlib.contextmanager
def served(newspaper):
    """Serves it on a free port of loopback and gives the port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together
        disable_nagle_algorithm = True
        timeout = 60

        def do_GET(self):
            answer = newspaper.answer(self.path)
            if answer is None:
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            etag = '"' + hashlib.sha256(answer[1]).hexdigest()[:16] + '"'
            known = self.headers.get("If-None-Match") == etag
            self.send_response(304 if known else 200)
            self.send_header("ETag", etag)
            if not known:
                self.send_header("Content-Type", answer[0])
                self.send_header("Content-Length", str(len(answer[1])))
            self.end_headers()
            if not known:
                self.wfile.write(answer[1])

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def record(folder):
    """Tones of -16 LUFS, as one channel counted as two, so that their packets are kept as they are."""
    folder.mkdir()
    for index in range(RECORDINGS):
        tone = f"sine=frequency={300 + 40 * index}:duration={1.2 + 0.1 * index:.1f}:sample_rate=44100"
        subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", tone, "-af", "volume=2.5dB", "-ac", "1",
                        "-c:a", "libmp3lame", "-b:a", "64k", "-fflags", "+bitexact", "-flags:a", "+bitexact",
                        folder / f"{index}.mp3"], check=True, timeout=60)


# --- the show --------------------------------------------------------------------------------------------------------


def write_configuration(folder, episodes, port):
    # The middle of a small show is to be in its archive too.
    items = min(200, max(1, episodes // 10))
    (folder / "newscast.toml").write_text(f"""\
[show]
id = "bench"
title = "Báo Mẫu nghe báo"
description = "Một tờ báo chỉ có trong phép đo này."
language = "vi"
author = "Báo Mẫu"
owner = {{ name = "Báo Mẫu", email = "toasoan@{HOST}" }}
website = "http://{HOST}/"
base_url = "https://podcast.example/bench/"
categories = [["News", "Daily News"]]
timezone = "Asia/Ho_Chi_Minh"

[[source]]
kind = "feed"
url = "http://{HOST}/feed.xml"
max_items = {episodes}

[[source]]
kind = "files"
# An article is known by where it lies; by this name it lies in the same place in every copy of the show.
path = "/proc/self/cwd/articles"

[audio]
target_lufs = -16.0
tolerance_lu = 3.0

[feed]
items = {items}

[state]
keep_sources_days = 36500

[fetch]
per_host = 8
max_page_mb = 64
recheck_days = 0
connect_to = ["{HOST}:80:127.0.0.1:{port}"]
allow_hosts = ["127.0.0.1"]
""")
    return items


def write_text(folder, newspaper, title):
    file = folder / "articles" / "middle.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text(newspaper.text(newspaper.local, title))


def copy(source, target):
    """All in one go, so that links within the show stay links, and none leads to the other copy."""
    if target.exists():
        shutil.rmtree(target)
    subprocess.run(["cp", "-a", "--reflink=auto", source, target], check=True, timeout=1800)


# --- measuring -------------------------------------------------------------------------------------------------------


def snapshot(folder):
    """Of each file its inode's number, time and size, by path."""
    found = {}
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    continue
                facts = entry.stat(follow_symlinks=False)
                found[entry.path] = (facts.st_ino, facts.st_mtime_ns, facts.st_size)
    return found


def difference(before, after):
    written = set(after.values()) - set(before.values())
    return {"files_written": len(written),
            "bytes_written": sum(size for _, _, size in written),
            "names_changed": sum(before.get(path, (0,))[0] != facts[0] for path, facts in after.items()),
            "names_removed": sum(path not in after for path in before)}


class Bench:
    def __init__(self, program, newspaper, port, work):
        self.program = program
        self.newspaper = newspaper
        self.port = port
        self.work = work
        self.show = work / "show"  # what every measurement begins with
        self.copy = work / "run"

    def start(self, folder, seconds, before=()):
        """One run of the show in a folder; it must end well, in time. Gives what the kernel counted."""
        log = self.work / "run.log"
        with open(log, "wb") as output:
            process = subprocess.Popen([*before, self.program, "run", "-v", "newscast.toml"], cwd=folder, stdout=output,
                                       stderr=output, stdin=subprocess.DEVNULL, start_new_session=True)
            late = threading.Timer(seconds, os.killpg, (process.pid, signal.SIGKILL))
            late.start()
            began = time.monotonic()
            try:
                _, status, usage = os.wait4(process.pid, 0)
                wall = time.monotonic() - began
                process.returncode = os.waitstatus_to_exitcode(status)
            finally:
                late.cancel()
                if process.returncode is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
        if process.returncode != 0:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-20:])
            give_up(f"a run ended with {process.returncode} after {wall:.0f} s, of {seconds:.0f} s at most:\n{tail}")
        return {"wall_s": wall, "user_s": usage.ru_utime, "system_s": usage.ru_stime}

    def timed(self, folder, seconds):
        # A process that is started by this one counts this one's memory as its own, therefore time(1) between them.
        memory = self.work / "memory"
        result = self.start(folder, seconds, ("time", "-f", "%M", "-o", memory))
        result["cpu_s"] = result["user_s"] + result["system_s"]
        result["memory_bytes"] = int(memory.read_text().split()[-1]) * 1024
        return result

    def traced(self, folder, seconds):
        trace = self.work / "trace"
        self.start(folder, 5 * seconds, ("strace", "-f", "--seccomp-bpf", "-qq", "-y", "-e", "trace=" + SYNCS,
                                         "-e", "signal=none", "-o", trace))
        counted = {"syncs": 0, "syncs_catalog": 0, "syncs_published": 0, "syncs_elsewhere": 0}
        for line in trace.read_text(errors="replace").splitlines():
            call = re.match(r"\d+ +\w+\((?:\d+<(.*?)>)?", line)
            if call is None:
                continue  # the end of a call that was begun above
            path = call[1] or ""
            counted["syncs"] += 1
            if path.startswith(f"{folder}/out/"):
                counted["syncs_published"] += 1
            elif path.startswith(f"{folder}/state/bench/catalog.db") or path == f"{folder}/state/bench":
                counted["syncs_catalog"] += 1
            else:
                counted["syncs_elsewhere"] += 1
        return counted

    def run(self, folder, how, seconds):
        before = snapshot(folder / "out")
        os.sync()
        # What newscast notes has whole seconds: a run within the second of the one before has less to write down.
        time.sleep(1.1)
        result = how(folder, seconds)
        result.update(difference(before, snapshot(folder / "out")))
        return result

    @property
    def patience(self):
        return 60 + 0.05 * self.newspaper.episodes

    @property
    def long_patience(self):
        return 120 + 0.5 * self.newspaper.episodes

    def begin_anew(self):
        copy(self.show, self.copy)
        self.start(self.copy, self.patience)

    def require_published(self, folder, title):
        """The title stands in something that listeners get."""
        for path in (folder / "out").rglob("*"):
            if path.suffix in (".xml", ".html") and path.is_file() and title.encode() in path.read_bytes():
                return
        give_up(f"'{title}' was not published:\n{(self.work / 'run.log').read_text(errors='replace')}")

    def nothing_new(self):
        self.begin_anew()
        timed = [self.run(self.copy, self.timed, self.patience) for _ in range(REPEATS)]
        return timed, self.run(self.copy, self.traced, self.patience)

    def changed(self, change, undo, title):
        """Runs after a change, each with the same show before it."""
        results = []
        for how in [self.timed] * REPEATS + [self.traced]:
            self.begin_anew()
            change()
            try:
                results.append(self.run(self.copy, how, self.patience))
            finally:
                undo()
            self.require_published(self.copy, title)
        return results[:-1], results[-1]

    def correction(self):
        title = self.newspaper.title(self.newspaper.local) + ", đã sửa"
        return self.changed(lambda: write_text(self.copy, self.newspaper, title), lambda: None, title)

    def new_article(self):
        title = self.newspaper.title(self.newspaper.episodes + 1)
        return self.changed(lambda: self.newspaper.show_newest(1), self.newspaper.show_newest, title)

    def make(self):
        """The first run of all; then the newspaper's feed is what it is every day."""
        self.newspaper.show_all()
        made = self.timed(self.show, self.long_patience)
        self.newspaper.show_newest()
        media = len({facts for path, facts in snapshot(self.show / "out").items() if path.endswith(".mp3")})
        if media != self.newspaper.episodes:
            give_up(f"the first run made {media} episodes of {self.newspaper.episodes}")
        self.start(self.show, self.patience)
        return made

    def upgrade(self, old):
        """The first run of this program on what an earlier one left; what comes of it is the show from then on."""
        results = []
        for how in (self.traced, self.timed):
            copy(old, self.show)
            write_configuration(self.show, self.newspaper.episodes, self.port)
            results.append(self.run(self.show, how, self.long_patience))
        self.start(self.show, self.patience)
        return results[1:], results[0]


# --- telling ---------------------------------------------------------------------------------------------------------

ROWS = (("wall, s", "wall_s", 1), ("CPU, s", "cpu_s", 1), ("  user", "user_s", 1), ("  system", "system_s", 1),
        ("largest process, MiB", "memory_bytes", 1 << 20), ("syncs", "syncs", None),
        ("  of the catalog", "syncs_catalog", None), ("  of what is published", "syncs_published", None),
        ("  elsewhere", "syncs_elsewhere", None),
        ("files written", "files_written", None), ("  MiB in them", "bytes_written", 1 << 20),
        ("names changed", "names_changed", None), ("names removed", "names_removed", None))


def together(timed, traced):
    """The medians of the timed runs, and the syncs of the traced one."""
    result = {key: statistics.median(run[key] for run in timed) for key in timed[0]}
    result.update({key: traced[key] for key in traced if key.startswith("syncs")})
    result["runs"] = timed
    return result


def table(report):
    runs = report["runs"]
    lines = [f"{report['version']}, a show of {report['episodes']} episodes, {report['items']} of them in feed.xml"]
    if "made" in report:
        made = report["made"]
        lines.append(f"its first run: {made['wall_s']:.0f} s, {made['cpu_s']:.0f} s of CPU, "
                     f"{made['memory_bytes'] / (1 << 20):.0f} MiB in the largest process")
    lines += ["", f"{'':24}" + "".join(f"{name:>14}" for name in runs)]
    for label, key, unit in ROWS:
        cells = (f"{run[key] / unit:.2f}" if unit else f"{run[key]:.0f}" for run in runs.values())
        lines.append(f"{label:24}" + "".join(f"{cell:>14}" for cell in cells))
    return "\n".join(lines)


def measure(arguments, work):
    show = work / "show"
    facts = "bench.json"
    if arguments.show:
        episodes = json.loads((arguments.show / facts).read_text())["episodes"]
        recordings = arguments.show / "recordings"
    else:
        episodes = arguments.episodes
        show.mkdir()
        recordings = show / "recordings"
        record(recordings)
        (show / facts).write_text(json.dumps({"episodes": episodes}) + "\n")
    newspaper = Newspaper(episodes, recordings)
    with served(newspaper) as port:
        bench = Bench(arguments.program, newspaper, port, work)
        version = subprocess.run([arguments.program, "--version"], check=True, capture_output=True, text=True, timeout=60)
        report = {"program": arguments.program, "version": "newscast " + version.stdout.split()[-1], "episodes": episodes}
        runs = {}
        if arguments.show:
            say(f"the first run on {arguments.show}, twice")
            runs["first run"] = together(*bench.upgrade(arguments.show))
            report["items"] = write_configuration(show, episodes, port)
        else:
            say(f"making a show of {episodes} episodes")
            report["items"] = write_configuration(show, episodes, port)
            write_text(show, newspaper, newspaper.title(newspaper.local))
            report["made"] = bench.make()
        for name, how in (("nothing new", bench.nothing_new), ("correction", bench.correction),
                          ("new article", bench.new_article)):
            say(f"{name}: {REPEATS} runs and a traced one")
            runs[name] = together(*how())
        report["runs"] = runs
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", metavar="PROGRAM")
    parser.add_argument("--episodes", type=int, metavar="N", help="of the show that is made (10000)")
    parser.add_argument("--show", type=pathlib.Path, metavar="FOLDER", help="begin with this show; it is only read")
    parser.add_argument("--folder", type=pathlib.Path, metavar="DIR", help="work here; it must be new or empty")
    parser.add_argument("--keep", action="store_true", help="leave the show in DIR/show, for --show")
    parser.add_argument("--json", action="store_true", help="for programs, every run on its own too")
    arguments = parser.parse_args()

    arguments.program = shutil.which(arguments.program) or give_up(f"there is no program '{arguments.program}'")
    arguments.program = os.path.abspath(arguments.program)
    for tool in ("ffmpeg", "strace", "time"):
        if shutil.which(tool) is None:
            give_up(f"{tool} is not installed")
    if arguments.show and arguments.episodes:
        give_up("the show of --show has the episodes it has")
    if arguments.show and not (arguments.show / "bench.json").is_file():
        give_up(f"'{arguments.show}' is no show that --keep left")
    arguments.episodes = arguments.episodes or 10_000
    if not 20 <= arguments.episodes <= 50_000:
        give_up("a show must have from 20 to 50000 episodes")  # newscast reads so many items of a feed
    if arguments.folder:
        arguments.folder.mkdir(parents=True, exist_ok=True)
        if any(arguments.folder.iterdir()):
            give_up(f"'{arguments.folder}' is not empty")
    # What ends this ends what it has started, and leaves nothing behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    work = (arguments.folder or pathlib.Path(tempfile.mkdtemp(prefix="newscast-bench-"))).resolve()
    try:
        report = measure(arguments, work)
    except (OSError, subprocess.SubprocessError) as error:
        give_up(str(error))
    finally:
        for path in list(work.iterdir()):
            if path.name == "show" and arguments.keep:
                say(f"the show is in {path}")
            elif path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        if not arguments.keep:
            work.rmdir()
    print(json.dumps(report, indent=2) if arguments.json else table(report))


if __name__ == "__main__":
    main()
