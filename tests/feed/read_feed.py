"""Reads a feed with Expat and prints what it holds as JSON: a judge that shares no code with the writer.

usage: read_feed.py FEED.xml
"""
import json
import sys
import xml.etree.ElementTree as ET


def shape(element):
    return {
        "name": element.tag,
        "attributes": element.attrib,
        "text": element.text or "",
        "children": [shape(child) for child in element],
    }


json.dump(shape(ET.parse(sys.argv[1]).getroot()), sys.stdout)
