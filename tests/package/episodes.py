#!/usr/bin/env python3
"""What apps know a show's episodes by: GUID and enclosure of each item of a feed, a line each.

    episodes.py FEED FOLDER

Fails where FOLDER has no such file of that length for an enclosure.
"""
import os
import sys
import urllib.parse
import xml.etree.ElementTree as tree

feed, folder = sys.argv[1:]
for item in tree.parse(feed).iter("item"):
    enclosure = item.find("enclosure")
    url, length = enclosure.get("url"), enclosure.get("length")
    name = "media/" + urllib.parse.unquote(url.rsplit("/media/", 1)[1])
    path = os.path.join(folder, name)
    if not os.path.isfile(path) or os.path.getsize(path) != int(length):
        sys.exit(f"{feed}: {url} of {length} bytes is not in {folder}")
    print(item.findtext("guid"), url, length, enclosure.get("type"))
