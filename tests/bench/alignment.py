#!/usr/bin/env python3
"""How exactly `newscast align` finds the sentences of a text in recordings whose times are known.

    alignment.py PROGRAM FOLDER [--only PATTERN] [--people LANGUAGE=TRANSCRIPT=FOLDER]... [--misses]

Makes readings of the texts in alignment_texts.py by espeak-ng (in other voices than the aligner's own), festival and flite,
whichever of them there are, sentence by sentence with pauses between, so that each sentence's start is known: its first
audible sample. sox and ffmpeg make other recorders of them. They are kept in FOLDER for the next time.

--people adds readings by a person whose sentences are there one by one: a folder of NAME.wav and a file with lines
`NAME: text`, as the prompts of telephone exchanges are (Debian's asterisk-core-sounds-*-wav).

Prints a table for each kind and each language: of the sentences that are read how many have a cue, how far off its start
is, of those that are not read how many have none; then how sure the program was of right and of wrong recordings, and with
--misses each sentence that is a second off, has no cue or should have none. Exits with 1 where a promise is broken:
the median within 0.04 s, 95 % within 0.25 s, 99 % within 1 s, 95 % of the unread without a cue, 1 % of the read dropped,
each right recording accepted and each wrong one refused.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import unicodedata

from alignment_readings import RATE, Clips, PeoplesReading, lines_of, music, peoples, readings, record, run
from alignment_texts import TEXTS

PROMISE = {"median": 0.04, "quarter": 95.0, "second": 99.0, "unread": 95.0, "dropped": 1.0}


def letters(text):
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


class Judge:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def align(self, written, recording, language):
        text = self.folder / "text.txt"
        text.write_text("\n".join(written) + "\n", "utf-8")
        done = subprocess.run([*self.program.split(), "align", text, recording, "--language", language, "--json"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        if not done.stdout.startswith("{"):
            sys.exit(f"{recording}: exit {done.returncode}: {done.stderr.strip()}")
        return json.loads(done.stdout)

    @staticmethod
    def cues_by_sentence(written, cues):
        """The cue that begins where a sentence of the text does."""
        places, whole = {}, ""
        for index, sentence in enumerate(written):
            places[len(whole)] = index
            whole += letters(sentence)
        found, at = {}, 0
        for cue in cues:
            place = whole.find(letters(cue["text"]), at)
            if place < 0:
                continue
            at = place + 1
            if place in places:
                found[places[place]] = cue
        return found


def share(part, whole):
    return 100.0 * part / whole if whole else 100.0


class Tally:
    def __init__(self):
        self.errors, self.dropped, self.unread, self.cued, self.refused, self.readings = [], 0, 0, 0, 0, 0

    def line(self, name):
        errors = sorted(self.errors)
        read = len(errors) + self.dropped
        at = lambda part: errors[min(len(errors) - 1, int(part * len(errors)))] if errors else float("nan")
        return (f"{name:18} {self.readings:4} {read:6} {at(0.5):7.3f} {at(0.95):7.3f} {at(0.99):7.3f} "
                f"{share(sum(e <= 0.25 for e in errors), len(errors)):7.1f} "
                f"{share(sum(e <= 1.0 for e in errors), len(errors)):7.1f} {share(self.dropped, read) if read else 0:8.1f} "
                f"{share(self.unread - self.cued, self.unread):7.1f} of {self.unread:3} {self.refused:4}")

    def broken(self):
        errors = sorted(self.errors)
        read = len(errors) + self.dropped
        return (not errors or errors[len(errors) // 2] > PROMISE["median"] or self.refused > 0
                or share(sum(e <= 0.25 for e in errors), len(errors)) < PROMISE["quarter"]
                or share(sum(e <= 1.0 for e in errors), len(errors)) < PROMISE["second"]
                or share(self.dropped, read) > PROMISE["dropped"]
                or share(self.unread - self.cued, self.unread) < PROMISE["unread"])


def judge_right(judge, all_readings, options):
    tallies, misses, sure = collections.defaultdict(Tally), [], []
    doubt = []
    for reading in all_readings:
        path, later = record(reading, judge.folder)
        answer = judge.align(reading.written, path, reading.language)
        sure.append((answer["confidence"], reading.name))
        found = judge.cues_by_sentence(reading.written, answer["cues"])
        groups = [tallies[name] for name in ("all", "- " + reading.language, reading.kind)]
        groups += [tallies["- people"]] if isinstance(reading, PeoplesReading) else []
        for tally in groups:
            tally.readings += 1
            tally.refused += not answer["matched"]
        if not answer["matched"]:
            misses.append(f"{reading.name}: refused ({answer['confidence']:.3f})")
            continue
        for index, sentence in enumerate(reading.written):
            cue, start = found.get(index), reading.starts.get(index)
            tell = lambda what: misses.append(f"{reading.name}: {index} {what}: {sentence[:60]}")
            for tally in groups:
                tally.unread += start is None
                tally.cued += start is None and cue is not None
                tally.dropped += start is not None and cue is None
            if start is None:
                if cue is not None:
                    tell(f"is not read, cue at {cue['start']:.2f} ({cue['confidence']:.2f})")
                    doubt.append((cue["confidence"], "bad"))
                continue
            start += later
            if cue is None:
                tell(f"at {start:.2f} has no cue")
                continue
            error = abs(cue["start"] - start)
            if reading.kind == "headline twice" and index == 0:  # either is right
                error = min(error, abs(cue["start"] - reading.again - later))
            for tally in groups:
                tally.errors.append(error)
            doubt.append((cue["confidence"], "bad" if error > 1.0 else "off" if error > 0.25 else "good"))
            if error > (0.25 if options.misses else 1.0):
                tell(f"at {start:.2f} found at {cue['start']:.2f} ({cue['confidence']:.2f})")
    return tallies, misses, sure, doubt


def wrong_pairs(judge, all_readings):
    """Recordings with texts that they do not read."""
    heard = [(r, record(r, judge.folder)[0]) for r in all_readings
             if r.kind in ("plain", "slow", "telephone", "noise", "greeting", "pitch", "two voices", "long")]
    for reading, path in heard:
        for text in TEXTS.get(reading.language, ()):
            written = lines_of(text)[0]
            if isinstance(reading, PeoplesReading) or (reading.kind != "long" and written[0] != reading.written[0]):
                yield reading.name, written, path, reading.language
        for other, _ in heard:
            if (isinstance(other, PeoplesReading) and other.language == reading.language and other is not reading
                    and not set(other.written) & set(reading.written)):
                yield reading.name, other.written, path, reading.language
    odd = {"silence": ["synth", 60, "sine", 100, "gain", -200], "hiss": ["synth", 60, "pinknoise", "gain", -20]}
    for name, effects in odd.items():
        path = judge.folder / (name + ".wav")
        run("sox", "-R", "-n", "-r", RATE, "-c", 1, "-b", 16, path, *effects)
        yield name, lines_of(TEXTS["en"][0])[0], path, "en"
    music(60, judge.folder / "music.wav")
    yield "music", lines_of(TEXTS["fr"][0])[0], judge.folder / "music.wav", "fr"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--only", default="*")
    parser.add_argument("--people", action="append", default=[])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--no-wrong", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    clips = Clips(options.folder)
    judge = Judge(options.program, options.folder)
    all_readings = list(readings(clips, [peoples(each) for each in options.people], options.only))
    tallies, misses, sure, doubt = judge_right(judge, all_readings, options)
    print(f"{'':18} read- senten-  error of starts, s: of        % within       % of read  % of unread   re-")
    print(f"{'':18} ings  ces    median    95 %    99 %    0.25 s     1 s  dropped  without cue   fused")
    for name in sorted(tallies):
        print(tallies[name].line(name))
    accepted, wrong = [], []
    if not options.no_wrong:
        for name, written, path, language in wrong_pairs(judge, all_readings):
            answer = judge.align(written, path, language)
            wrong.append((answer["confidence"], name))
            if answer["matched"]:
                accepted.append(f"{name}: taken for '{written[0][:40]}' ({answer['confidence']:.3f})")
    print(f"\n{len(sure)} right recordings, confidence at least",
          ", ".join(f"{value:.3f} ({name})" for value, name in sorted(sure)[:6]))
    print(f"{len(wrong)} wrong ones, at most",
          ", ".join(f"{value:.3f} ({name})" for value, name in sorted(wrong, reverse=True)[:6]))
    for upper in (0.2, 0.4, 0.6, 0.8, 1.01):
        inside = [kind for value, kind in doubt if upper - 0.21 < value < upper]
        print(f"cues of confidence below {upper:.1f}: {len(inside)}, of them {inside.count('bad')} wrong, "
              f"{inside.count('off')} off by 0.25 to 1 s")
    for line in misses + accepted:
        print(line)
    return 1 if tallies["all"].broken() or accepted else 0


if __name__ == "__main__":
    sys.exit(main())
