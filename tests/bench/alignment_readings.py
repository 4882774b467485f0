"""Readings of the texts in alignment_texts.py whose times are known, for alignment.py."""

import array
import fnmatch
import hashlib
import pathlib
import random
import re
import shutil
import subprocess
import sys
import wave

from alignment_texts import EXTRAS, TEXTS

RATE = 16000

# Voices that read, the first of a language being the plainest: program, voice, speed in words a minute, pitch 0 to 99.
VOICES = {
    "vi": [("espeak", "vi-vn-x-central", 160, 50), ("espeak", "vi-vn-x-south", 185, 65),
           ("espeak", "vi-vn-x-central+f2", 150, 50), ("espeak", "vi-vn-x-south+m5", 175, 30)],
    "en": [("flite", "slt"), ("festival", "cmu_us_slt_arctic_hts"), ("flite", "rms"), ("festival", "ked_diphone"),
           ("flite", "awb"), ("espeak", "en-us+f3", 150, 60)],
    "fr": [("espeak", "fr-be+f2", 150, 60), ("espeak", "fr-ch+m4", 185, 35), ("espeak", "fr-fr+klatt2", 165, 50),
           ("espeak", "fr-fr+f5", 175, 70)],
    "es": [("espeak", "es-419+f2", 150, 60), ("espeak", "es-419+m4", 185, 35), ("espeak", "es+klatt2", 165, 50),
           ("espeak", "es+f5", 175, 70)],
    "ru": [("festival", "msu_ru_nsh_clunits"), ("espeak", "ru+f2", 150, 60), ("espeak", "ru+m4", 185, 35),
           ("espeak", "ru+klatt2", 165, 50)],
    "de": [("espeak", "de+f2", 150, 60), ("espeak", "de+m4", 185, 35)],
    "pt": [("espeak", "pt+f2", 150, 60), ("espeak", "pt-br+m4", 185, 35)],
    "it": [("festival", "lp_diphone"), ("espeak", "it+m4", 185, 35)],
}
CORE = ("vi", "en", "fr", "es", "ru")
KINDS = ("plain", "fast", "slow", "pitch", "noise", "telephone", "mp3", "music before", "music below", "two voices",
         "no pauses", "unread paragraph", "headline twice", "insertion", "greeting", "half", "summary", "clipped",
         "changing pace", "room", "three sentences", "long")


def run(*command, **more):
    return subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, **more).stdout


def lines_of(text):
    """The sentences, what is read of each, and which paragraph it stands in."""
    written, spoken, paragraphs, paragraph = [], [], [], 0
    for line in text.splitlines():
        if not line:
            paragraph += 1
            continue
        said = line.split("|")
        written.append(said[0])
        spoken.append(said[-1])
        paragraphs.append(paragraph)
    return written, spoken, paragraphs


class Clips:
    """Single sentences, as a voice reads them: samples of 16 bits at RATE, from the first audible one to the last."""

    def __init__(self, folder):
        self.folder = folder / "clips"
        self.folder.mkdir(parents=True, exist_ok=True)

    def get(self, voice, text, tempo=1.0, pitch=0):
        key = hashlib.sha256(repr((voice, text, tempo, pitch)).encode()).hexdigest()[:24]
        path = self.folder / (key + ".wav")
        if not path.exists():
            raw = self.folder / (key + ".raw.wav")
            self.speak(voice, text, raw)
            if raw.stat().st_size == 0:
                sys.exit(f"{voice} cannot say: {text}")
            effects = ["tempo", "-s", str(tempo)] if tempo != 1.0 else []
            effects += ["pitch", str(pitch)] if pitch else []
            run("sox", raw, "-r", RATE, "-c", 1, "-b", 16, path, *effects, "gain", "-n", "-3")
            raw.unlink(missing_ok=True)
        return trimmed(samples_of(path))

    @staticmethod
    def speak(voice, text, path):
        program, name = voice[:2]
        if program in ("festival", "flite"):
            text = re.sub('[«»"]', "", text)
        if program == "espeak":
            run("espeak-ng", "-v", name, "-s", voice[2], "-p", voice[3], "-w", path, "--", text)
        elif program == "flite":
            run("flite", "-voice", name, "-t", text, "-o", path)
        elif program == "festival":
            charset = "latin-1" if name == "lp_diphone" else "utf-8"
            run("text2wave", "-eval", f"(voice_{name})", "-o", path, input=text.encode(charset, "replace"))
        else:
            shutil.copy(name, path)


def samples_of(path):
    with wave.open(str(path)) as sound:
        return array.array("h", sound.readframes(sound.getnframes()))


def trimmed(samples):
    block = RATE // 200
    peaks = [max(map(abs, samples[i:i + block]), default=0) for i in range(0, len(samples), block)]
    audible = [i for i, peak in enumerate(peaks) if peak > max(peaks) * 0.02]
    return samples[audible[0] * block:(audible[-1] + 1) * block] if audible else samples


def write(path, samples):
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())


def name_of(language, kind, voice):
    return f"{language} {kind} {voice.rsplit('/', 1)[-1]}"


class Reading:
    def __init__(self, language, kind, written, spoken, paragraphs, voices, clips):
        self.language, self.kind, self.written, self.voices, self.clips = language, kind, written, voices, clips
        self.name = name_of(language, kind, voices[0][1])
        self.random = random.Random(self.name + written[0])
        self.starts = {}
        self.samples = array.array("h")
        self.pauses = (0.04, 0.12) if kind == "no pauses" else (0.15, 1.4)
        self.pause(0.2)
        for index, order in self.order(paragraphs):
            self.read(index, spoken, paragraphs)
            if order == "insertion":
                for extra in EXTRAS[language] * (1 if len(EXTRAS[language]) > 1 else 2):
                    self.say(extra)

    def order(self, paragraphs):
        """Which sentences are read, and what follows them."""
        count, last = len(paragraphs), paragraphs[-1]
        left_out = {"unread paragraph": {self.random.randint(1, max(1, last))},
                    "half": {p for p in range(1, last + 1) if p % 2 == self.random.randint(0, 1) * (last > 1)}}
        if self.kind == "greeting":
            self.say(EXTRAS[self.language][0])
        for index, paragraph in enumerate(paragraphs):
            if paragraph in left_out.get(self.kind, ()) or (self.kind == "summary" and index >= max(3, count // 3)):
                continue
            yield index, "insertion" if self.kind == "insertion" and index == count // 2 else ""
        if self.kind == "greeting":
            self.say(EXTRAS[self.language][-1])

    def pause(self, seconds):
        self.samples.extend(array.array("h", bytes(2 * int(seconds * RATE))))

    def say(self, text, tempo=1.0, voice=0):
        begin = len(self.samples) / RATE
        pitch = {"pitch": 300 if self.language in "vi fr" else -250}.get(self.kind, 0)
        self.samples.extend(self.clips.get(self.voices[voice % len(self.voices)], text, tempo, pitch))
        self.pause(self.random.uniform(*self.pauses))
        return begin

    def read(self, index, spoken, paragraphs):
        tempo = {"fast": 1.3, "slow": 0.8}.get(self.kind, 1.0)
        if self.kind == "changing pace":
            tempo = round(self.random.uniform(0.8, 1.25), 2)
        voice = index if self.kind == "two voices" else 0
        begin = self.say(spoken[index], tempo, voice)
        if index == 0 and self.kind == "headline twice":
            self.again = begin
            begin = self.say(spoken[index], tempo, voice)
        self.starts[index] = begin


def music(seconds, path):
    """Chords of plucked strings with a beat."""
    run("sox", "-n", "-r", RATE, "-c", 1, "-b", 16, path, "synth", seconds, "pluck", "C3", "pluck", "E3", "pluck", "G3",
        "pluck", "C4", "synth", seconds, "triangle", "mix", "98-104", "remix", "-", "tremolo", 2, 60, "gain", "-n", -4)


def record(reading, folder):
    """The recording's file, and by how much its times are later than the reading's."""
    kind = reading.kind
    path = folder / (re.sub(r"\W+", "-", reading.name + " " + reading.written[0][:20]) + ".mp3")
    later = 8.5 if kind == "music before" else 0.0
    if path.exists():
        return path, later
    plain, other, mixed = (folder / f"{name}.wav" for name in ("plain", "other", "mixed"))
    write(plain, reading.samples)
    seconds = len(reading.samples) / RATE
    made = plain
    if kind in ("noise", "room", "clipped", "telephone"):
        effects = {"noise": [], "room": ["reverb", 45], "clipped": ["gain", 14],
                   "telephone": ["sinc", "300-3400", "rate", 8000]}[kind]
        made = mixed
        run("sox", plain, mixed, *effects)
        if kind == "noise":
            run("sox", "-R", "-n", "-r", RATE, "-c", 1, "-b", 16, other, "synth", seconds, "pinknoise", "gain", "-n", -22)
            run("sox", "-m", "-v", 1, plain, "-v", 1, other, mixed)
    elif kind == "music before":
        music(8.0, other)
        run("sox", other, mixed, "pad", 0, 0.5)
        shutil.move(mixed, other)
        run("sox", other, plain, mixed)
        made = mixed
    elif kind == "music below":
        music(seconds, other)
        run("sox", "-m", "-v", 1, plain, "-v", 0.16, other, mixed)
        made = mixed
    rate = {"mp3": ("24k", 16000), "telephone": ("16k", 8000)}.get(kind, ("64k", 16000))
    run("ffmpeg", "-v", "error", "-y", "-i", made, "-ar", rate[1], "-ac", 1, "-b:a", rate[0], path)
    return path, later


def readings(clips, people, only):
    for language, texts in TEXTS.items():
        voices = [voice for voice in VOICES[language] if voice[0] == "espeak" or shutil.which(voice[0])]
        kinds = KINDS if language in CORE else ("plain", "telephone", "unread paragraph", "insertion", "changing pace")
        for number, kind in enumerate(kinds):
            text = texts[number % len(texts)]
            if kind in ("long", "summary"):
                text = "\n\n".join(texts)
            written, spoken, paragraphs = lines_of(text)
            if kind == "three sentences":
                written, spoken, paragraphs = written[2:5], spoken[2:5], [0, 0, 0]
            turn = voices[number % len(voices):] + voices[:number % len(voices)]
            if fnmatch.fnmatch(name_of(language, kind, turn[0][1]), only):
                yield Reading(language, kind, written, spoken, paragraphs, turn, clips)
    for language, folder, prompts in people:
        kinds = ("plain", "noise", "telephone", "music before", "unread paragraph", "half", "headline twice", "insertion",
                 "greeting", "no pauses", "three sentences", "mp3")
        for number, kind in enumerate(kinds):
            if not fnmatch.fnmatch(name_of(language, kind, folder.name), only):
                continue
            size = 3 if kind == "three sentences" else 12 + 3 * (number % 5)
            chosen = [prompts[(number * 13 + i) % len(prompts)] for i in range(size)]
            yield PeoplesReading(language, kind, chosen, prompts, folder, clips)


class PeoplesReading(Reading):
    """A person's sentences, one after the other; what is no text is another sentence of the same person."""

    def __init__(self, language, kind, chosen, prompts, folder, clips):
        self.files = {text: str(folder / (name + ".wav")) for name, text in prompts}
        others = [text for name, text in prompts if (name, text) not in chosen]
        self.extras = iter(others[::5] + others)
        written = [text for name, text in chosen]
        super().__init__(language, kind, written, written, [i // 4 for i in range(len(written))],
                         [("person", folder.name)], clips)

    def say(self, text, tempo=1.0, voice=0):
        if text not in self.files:
            text = next(self.extras)
        self.voices = [("person", self.files[text])]
        return super().say(text, tempo, voice)


def peoples(argument):
    language, transcript, folder = argument.split("=")
    folder, prompts, seen = pathlib.Path(folder), [], set()
    for line in pathlib.Path(transcript).read_text("utf-8", "replace").splitlines():
        name, _, text = line.partition(": ")
        text = text.strip()
        path = folder / (name + ".wav")
        if line.startswith(";") or re.search(r"[()\[\]<>]", text) or text in seen or not path.exists():
            continue
        with wave.open(str(path)) as sound:
            if sound.getnframes() < 1.5 * sound.getframerate() or len(text) < 20:
                continue
        seen.add(text)
        prompts.append((name, text))
    random.Random(1).shuffle(prompts)
    return language, folder, prompts
