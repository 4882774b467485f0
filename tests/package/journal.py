#!/usr/bin/env python3
"""Stands in for systemd's journal while a command runs, and ends as that does.

    journal.py SOCKET COMMAND...

Prints a line for each message: its show, its priority, and what it says.
"""
import os
import select
import socket
import subprocess
import sys

path, command = sys.argv[1], sys.argv[2:]
os.makedirs(os.path.dirname(path), exist_ok=True)
if os.path.exists(path):
    os.remove(path)
journal = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
journal.bind(path)
os.chmod(path, 0o666)


def take(seconds):
    while select.select([journal], [], [], seconds)[0]:
        fields = dict(line.split("=", 1) for line in journal.recv(65536).decode().splitlines())
        print(fields.get("NEWSCAST_SHOW", "-"), fields["PRIORITY"], fields["MESSAGE"], flush=True)
        seconds = 0


run = subprocess.Popen(command)
while run.poll() is None:
    take(0.05)
take(0)
os.remove(path)
sys.exit(run.returncode)
