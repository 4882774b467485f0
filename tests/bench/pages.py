#!/usr/bin/env python3
"""What the pages of a show cost a visitor's telephone, as lighthouse judges it, and how many bytes they have.

    pages.py PROGRAM LIGHTHOUSE [--episodes N] [--runs N] [--folder DIR] [--keep]

PROGRAM is a newscast, LIGHTHOUSE the command of lighthouse 12, which needs Chromium (CHROME_PATH). The show is made up and
served on loopback: N episodes (500), some a day, each with a picture of its own, a recording of a second and some text, and
a bulletin of the last day (the present one) with chapters. The pages are served as a plain web server does, compressed where they are text.
Scores are medians of the runs (5) of lighthouse's mobile preset. The bytes are those of a page with its style sheet and
script, before pictures and sound: as they are, and as they are sent.
"""

import argparse
import datetime
import gzip
import http.server
import json
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import threading
import urllib.parse

ZONE = datetime.timezone(datetime.timedelta(hours=7))
NOW = datetime.datetime.now(ZONE)
NEWEST = NOW - datetime.timedelta(hours=2)
SUBJECTS = ("Chợ nổi họp lại sau mùa nước", "Xã vùng sâu có thêm lớp học buổi tối", "Nông dân đổi giống lúa chịu mặn",
            "Bến phà chạy thêm chuyến sớm cho học sinh", "Thư viện huyện mở cửa cả chủ nhật", "Làng nghề đan lát tìm lối ra")
SENTENCE = "Người dân bên sông kể lại những ngày nước lên và chuyện của xóm mình. "
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TEXTS = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
         ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json"}
OTHERS = {".jpg": "image/jpeg", ".mp3": "audio/mpeg"}


class Site(http.server.ThreadingHTTPServer):
    """Serves files below a folder; texts compressed where that is asked for."""
    daemon_threads = True

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        super().__init__(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        file = self.server.folder / path.lstrip("/")
        if path.endswith("/"):
            file /= "index.html"
        found = file.is_file()
        # Best practices ask for what crawlers do.
        body = file.read_bytes() if found else b"User-agent: *\nAllow: /\n" if path == "/robots.txt" else b"none"
        self.send_response(200 if found or path == "/robots.txt" else 404)
        kind = TEXTS.get(file.suffix)
        self.send_header("Content-Type", kind or OTHERS.get(file.suffix, "text/plain"))
        if kind and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=31536000" if file.suffix != ".html" else "no-cache")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


def make(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def article(number, episodes):
    # Three a day, and five on the last.
    age = max(0, number - 2)
    published = NEWEST - datetime.timedelta(days=age // 3, minutes=7 * (number % 5))
    subject = SUBJECTS[number % len(SUBJECTS)]
    paragraphs = "".join(f"<p>{SENTENCE * 4}</p>\n" for _ in range(8))
    return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{subject}, chuyện thứ {episodes - number}</title>
<meta property="og:type" content="article"><meta property="og:image" content="http://news.example/pictures/{number % 12}.jpg">
<meta property="article:published_time" content="{published.isoformat()}"></head>
<body><article><h1>{subject}, chuyện thứ {episodes - number}</h1><audio src="/sound/{number}.mp3"></audio>
{paragraphs}</article></body></html>
"""


def newspaper(folder, episodes):
    for name in ("a", "sound", "pictures"):
        (folder / name).mkdir(parents=True)
    for number in range(12):
        make("ffmpeg", "-f", "lavfi", "-i", f"mandelbrot=s=1200x800:start_x=-0.{70 + number}:r=1", "-frames:v", "1",
             str(folder / "pictures" / f"{number}.jpg"))
    for number in range(episodes):
        (folder / "a" / f"{number}.html").write_text(article(number, episodes), encoding="utf-8")
        make("ffmpeg", "-f", "lavfi", "-i", f"sine=frequency={200 + number}:duration=1.2", "-b:a", "48k",
             str(folder / "sound" / f"{number}.mp3"))


def configuration(folder, port, base, show):
    text = f"""[show]
id = "pages"
title = "Chuyện bên sông"
description = "Mỗi ngày vài chuyện bên sông, đọc thành tiếng."
language = "vi"
author = "Báo Bên Sông"
website = "http://news.example/"
base_url = "{base}"
categories = [["News", "Daily News"]]
timezone = "Asia/Ho_Chi_Minh"
[[source]]
kind = "list"
path = "articles.list"
max_items = 100000
[[bulletin]]
id = "ngay"
title = "Bản tin {{date}}"
at = "{(NOW - datetime.timedelta(minutes=5)).strftime("%H:%M")}"
hours = 24
[fetch]
connect_to = ["news.example:80:127.0.0.1:{port}"]
allow_hosts = ["127.0.0.1"]
host_delay_ms = 0
per_host = 8
[state]
directory = "state"
[out]
directory = "{show}"
"""
    (folder / "newscast.toml").write_text(text, encoding="utf-8")


def weights(site, page):
    html = (site / page).read_bytes()
    files = [html] + [(site / "assets" / name).read_bytes() for name in ("site.css", "site.js")]
    return sum(map(len, files)), sum(len(gzip.compress(file)) for file in files)


def scores(lighthouse, address, runs, folder):
    seen = {name: [] for name in CATEGORIES}
    complaints = set()
    for _ in range(runs):
        report = folder / "report.json"
        make(*lighthouse, address, "--quiet", "--output=json", f"--output-path={report}",
             "--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(CATEGORIES)}")
        data = json.loads(report.read_text())
        for name in CATEGORIES:
            seen[name].append(round(100 * data["categories"][name]["score"]))
            for reference in data["categories"][name]["auditRefs"]:
                audit = data["audits"][reference["id"]]
                if reference["weight"] > 0 and audit["score"] is not None and audit["score"] < 0.9:
                    complaints.add(f"{audit['id']}: {audit.get('displayValue', audit['title'])}")
    return {name: statistics.median(values) for name, values in seen.items()}, sorted(complaints)


def main():
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("program")
    options.add_argument("lighthouse")
    options.add_argument("--episodes", type=int, default=500)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--folder")
    options.add_argument("--keep", action="store_true")
    asked = options.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(dir=asked.folder))
    news = folder / "news"
    newspaper(news, asked.episodes)
    (folder / "articles.list").write_text("".join(f"http://news.example/a/{n}.html\n" for n in range(asked.episodes)))
    show = folder / "out"
    show.mkdir()
    site = Site(show)
    base = f"http://127.0.0.1:{site.server_port}/pages/"
    configuration(folder, Site(news).server_port, base, show)
    ran = subprocess.run([asked.program, "run", str(folder / "newscast.toml")], text=True, capture_output=True)
    print(ran.stderr[:2000].rstrip())
    published = show / "pages"
    bulletin = next(iter(sorted(published.glob("episodes/*-ngay-*.html"))), None)
    episode = next(page for page in sorted(published.glob("episodes/*.html"), reverse=True) if page != bulletin)
    for page in filter(None, (published / "index.html", episode, bulletin)):
        path = page.relative_to(published)
        plain, sent = weights(published, path)
        found, complaints = scores(asked.lighthouse.split(), base + ("" if page.name == "index.html" else str(path)),
                                   asked.runs, folder)
        told = " ".join(f"{name} {value:g}" for name, value in found.items())
        print(f"{path}: {told}; {plain / 1024:.1f} KiB, {sent / 1024:.1f} KiB as sent", flush=True)
        for complaint in complaints:
            print(f"    {complaint}")
    if asked.keep:
        print(folder)
    else:
        shutil.rmtree(folder)


main()
