#!/usr/bin/env python3
"""Whether a run did only what its unit lets it do.

    syscalls.py UNIT TRACE      TRACE is of `strace -f`; it counts from where newscast begins

Each system call that was made must be among those of SystemCallFilter, as `systemd-analyze syscall-filter` has them, and so must
what the workers lock themselves in with. No memory may be writable and executable, no socket of another family than
RestrictAddressFamilies names, and no namespace may have been made.
"""
import re
import subprocess
import sys

# For workers: how they are made, spoken with, bounded, ended and locked in.
NEEDED = """clone clone3 fork vfork execve wait4 waitid pidfd_open pidfd_send_signal kill pipe2 socketpair sendmsg recvmsg memfd_create
    prlimit64 setrlimit prctl seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self close_range signalfd4 exit
    exit_group""".split()


def members_of(group):
    text = subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager", group], check=True, capture_output=True, text=True).stdout
    found = set()
    for word in re.sub(r"#.*", "", text).split()[1:]:
        found |= members_of(word) if word.startswith("@") else {word}
    return found


def values_of(key, unit):
    return re.findall(rf"^{key}=(.*)$", unit, re.MULTILINE)


def allowed_by(unit):
    allowed = set()
    for value in values_of("SystemCallFilter", unit):
        takes_away = value.startswith("~")
        for word in value.lstrip("~").split():
            names = members_of(word) if word.startswith("@") else {word}
            allowed = allowed - names if takes_away else allowed | names
    return allowed


def main(unit_file, trace_file):
    with open(unit_file, encoding="utf-8") as file:
        unit = file.read()
    allowed = allowed_by(unit)
    faults = [f"{name} is needed by workers and not allowed" for name in NEEDED if name not in allowed]
    families = set(" ".join(values_of("RestrictAddressFamilies", unit)).split())
    seen = set()
    began = False
    with open(trace_file, encoding="utf-8", errors="replace") as file:
        for line in file:
            began = began or 'execve("/usr/bin/newscast"' in line
            call = re.match(r"\d+ +([a-z0-9_]+)\(", line)
            if not began or not call:
                continue
            name = call.group(1)
            seen.add(name)
            family = re.search(r"\bsocket(?:pair)?\((AF_\w+)", line)
            if family and family.group(1) not in families:
                faults.append(f"{family.group(1)} is not among RestrictAddressFamilies: {line.strip()}")
            if name == "mmap" and "PROT_WRITE" in line and "PROT_EXEC" in line or name == "mprotect" and "PROT_EXEC" in line:
                faults.append(f"against MemoryDenyWriteExecute: {line.strip()}")
            if "CLONE_NEW" in line:
                faults.append(f"against RestrictNamespaces: {line.strip()}")
    if len(seen) < 40:
        faults.append(f"the trace has only {len(seen)} system calls: it is not of a run")
    faults += [f"{name} was called and is not allowed" for name in sorted(seen - allowed)]
    for fault in faults:
        print(fault)
    print(f"{len(seen)} system calls were used of {len(allowed)} that are allowed")
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
