// The transcripts of an episode, compared with the times at which its recording was made to read each sentence, and read by
// programs that are not ours: ffprobe, the W3C's parser of WebVTT and a parser of both formats.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { parse } from '@plussub/srt-vtt-parser';
import webvtt from 'webvtt-parser';

import { check, checkList, checkNear, checkSame, part } from './checks.js';
import { plain } from './articles.js';

const tolerance = 0.25;
// All three formats have whole milliseconds.
const rounding = 0.0015;

// The cues as ffmpeg's demuxer gives them.
function probed(file) {
  const entries = ['-show_entries', 'packet=pts_time,duration_time', '-of', 'json'];
  const answer = execFileSync('ffprobe', ['-v', 'error', ...entries, file]);
  return JSON.parse(answer).packets.map((packet) => {
    const start = Number(packet.pts_time);
    return { start, end: start + Number(packet.duration_time) };
  });
}

const require = createRequire(import.meta.url);
const entities = require('webvtt-parser/html-entities.json');
const textOf = (node) => (node.type === 'text' ? node.value : node.children.map(textOf).join(''));

function parsedStrictly(file) {
  const { cues, errors } = new webvtt.WebVTTParser(entities).parse(readFileSync(file, 'utf8'), 'subtitles');
  checkSame(`${file}: what webvtt-parser finds wrong`, [], errors.map((error) => `line ${error.line}: ${error.message}`));
  return cues.map((cue) => ({ start: cue.startTime, end: cue.endTime, text: textOf(cue.tree) }));
}

function parsed(file) {
  return parse(readFileSync(file, 'utf8')).entries.map(({ from, to, text }) => ({ start: from / 1000, end: to / 1000, text }));
}

// Of what a reader leaves out (texts, for ffprobe's packets) nothing is compared.
export function compare(what, cues, seen, textOfSeen = (text) => text) {
  checkSame(`${what}: number of cues`, cues.length, seen.length);
  cues.slice(0, seen.length).forEach((cue, i) => {
    checkNear(`${what}: start of '${cue.text}'`, cue.start, seen[i].start, rounding);
    checkNear(`${what}: end of '${cue.text}'`, cue.end, seen[i].end, rounding);
    if ('text' in seen[i]) checkSame(`${what}: text of cue ${i + 1}`, cue.text, textOfSeen(seen[i].text));
  });
}

// `base` is the transcripts' path without its ending; `truth` are the sentences, those that are not read without times.
export async function checkTranscripts(base, truth, feed) {
  const name = base.slice(base.lastIndexOf('/') + 1);
  let cues = [];
  await part(`${name}.json`, () => {
    const { version, segments } = JSON.parse(readFileSync(`${base}.json`, 'utf8'));
    checkSame(`${name}.json: version`, '1.0.0', version);
    cues = segments.map(({ startTime, endTime, body }) => ({ start: startTime, end: endTime, text: body }));
  });
  const read = truth.filter((sentence) => sentence.start !== undefined);
  checkList(`${name}.json: sentences`, read.map((sentence) => sentence.text), cues.map((cue) => cue.text));
  for (const { text, start, end } of read) {
    const cue = cues.find((one) => one.text === text);
    if (!cue) continue;
    checkNear(`${name}.json: start of '${text}'`, start, cue.start, tolerance);
    checkNear(`${name}.json: end of '${text}'`, end, cue.end, tolerance);
  }
  await part(`${name}.vtt by ffprobe`, () => compare(`${name}.vtt by ffprobe`, cues, probed(`${base}.vtt`)));
  await part(`${name}.srt by ffprobe`, () => compare(`${name}.srt by ffprobe`, cues, probed(`${base}.srt`)));
  await part(`${name}.vtt by webvtt-parser`, () =>
    compare(`${name}.vtt by webvtt-parser`, cues, parsedStrictly(`${base}.vtt`)));
  await part(`${name}.vtt by srt-vtt-parser`, () =>
    compare(`${name}.vtt by srt-vtt-parser`, cues, parsed(`${base}.vtt`), plain));
  // SubRip knows no escapes: what could begin a tag is written with another sign.
  await part(`${name}.srt by srt-vtt-parser`, () =>
    compare(`${name}.srt by srt-vtt-parser`, cues, parsed(`${base}.srt`), (text) => text.replaceAll('‹', '<')));
  for (const [ending, type] of [['vtt', 'text/vtt'], ['srt', 'application/x-subrip'], ['json', 'application/json']]) {
    const tag = feed.match(/<podcast:transcript [^>]*>/g)?.find((one) => one.includes(`/${name}.${ending}"`)) ?? '';
    check(tag.includes(`type="${type}"`), `feed.xml: the transcript ${name}.${ending}`, `type="${type}"`, tag);
  }
  return cues;
}
