// Makes the test's newspaper: pages and recordings below FOLDER/www, and FOLDER/truth.json and FOLDER/chapters.json, which say when
// each sentence is read and each chapter begins. The recordings are put together of sentences that were synthesized one by one, so these times are known.
//
//   node newspaper.js FOLDER

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { articles, sentencesOf } from './articles.js';

const rate = 22050;
const jingleSeconds = 3.5;
// In turn between sentences; the long ones are long enough to be looked into.
const pauses = [0.4, 0.65, 1.3, 0.5];

// What espeak-ng says, from its first sound to its last.
function speak(voice, words) {
  const wav = execFileSync('espeak-ng', [...voice, '--stdin', '--stdout'], { input: words, maxBuffer: 1 << 26 });
  const data = wav.indexOf('data', 12, 'latin1') + 8;
  if (wav.readUInt32LE(24) !== rate) throw new Error(`espeak-ng speaks at ${wav.readUInt32LE(24)} Hz, not at ${rate}`);
  const samples = new Float32Array((wav.length - data) >> 1);
  for (let i = 0; i < samples.length; ++i) samples[i] = wav.readInt16LE(data + 2 * i) / 32768;
  const quiet = 0.01;
  const begin = samples.findIndex((sample) => Math.abs(sample) > quiet);
  const end = samples.findLastIndex((sample) => Math.abs(sample) > quiet);
  if (begin < 0) throw new Error(`espeak-ng says nothing for '${words}'`);
  return samples.subarray(begin, end + 1);
}

// Four notes that die away.
function jingle() {
  const samples = new Float32Array(Math.round(jingleSeconds * rate));
  [262, 330, 392, 523].forEach((hertz, note) => {
    const from = Math.round(note * 0.5 * rate);
    for (let i = from; i < samples.length; ++i) {
      const seconds = (i - from) / rate;
      samples[i] += 0.18 * Math.exp(-3 * seconds) * Math.sin(2 * Math.PI * hertz * seconds);
    }
  });
  return samples;
}

// An article's recording and the times in it.
function record(article) {
  const pieces = [jingle()];
  let length = pieces[0].length;
  const add = (samples) => {
    pieces.push(samples);
    length += samples.length;
  };
  const truth = sentencesOf(article).map((sentence, index) => {
    if (!sentence.isRead) return { text: sentence.text };
    add(new Float32Array(Math.round(pauses[index % pauses.length] * rate)));
    const start = length / rate;
    add(speak(article.voice, sentence.words));
    return { text: sentence.text, start, end: length / rate };
  });
  add(new Float32Array(rate));
  const sound = Buffer.alloc(4 * length);
  let at = 0;
  for (const piece of pieces) for (const sample of piece) at = sound.writeFloatLE(sample, at);
  return { truth, sound };
}

// The chapters of a recording, with their starts in seconds.
function chaptersOf(article, truth) {
  return article.chapters.map(({ title, begins, url }) =>
    ({ title, url, start: begins ? Math.round(1000 * truth.find(({ text }) => text.startsWith(begins)).start) / 1000 : 0 }));
}

// As Vorbis comments, which tell of addresses as well.
function chapterComments(chapters) {
  return chapters.flatMap(({ title, url, start }, i) => {
    const key = `CHAPTER${String(i + 1).padStart(3, '0')}`;
    const time = new Date(Math.round(1000 * start)).toISOString().slice(11, 23);
    return [`${key}=${time}`, `${key}NAME=${title}`, ...(url ? [`${key}URL=${url}`] : [])];
  }).flatMap((comment) => ['-metadata', comment]);
}

function recordingOf(article) {
  return `${article.slug}.${article.chapters ? 'ogg' : 'mp3'}`;
}

function blockHtml([tag, sentences]) {
  const html = sentences.map((sentence) => sentence.html ?? sentence);
  if (tag === 'ul' || tag === 'ol') return `<${tag}>\n${html.map((one) => `<li>${one}</li>`).join('\n')}\n</${tag}>`;
  const text = html.join(' ');
  return tag === 'blockquote' ? `<${tag}><p>${text}</p></${tag}>` : `<${tag}>${text}</${tag}>`;
}

// Without an icon of its own a browser would ask for one that is not there.
function page(language, title, body) {
  return `<!DOCTYPE html>\n<html lang="${language}">\n` +
    `<head>\n<meta charset="utf-8">\n<title>${title}</title>\n` +
    `<link rel="icon" href="data:,">\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
}

function articlePage(article) {
  const [headline, ...blocks] = article.blocks;
  const { language, author, published, slug } = article;
  return page(language, headline[1][0], `<main>\n<article>\n${blockHtml(headline)}\n` +
    `<p class="byline"><span rel="author">${author}</span>, <time datetime="${published}">${published.slice(0, 10)}</time></p>\n` +
    `<audio controls src="/audio/${recordingOf(article)}"></audio>\n${blocks.map(blockHtml).join('\n')}\n</article>\n</main>`);
}

const folder = process.argv[2];
const site = join(folder, 'www');
mkdirSync(join(site, 'articles'), { recursive: true });
mkdirSync(join(site, 'audio'), { recursive: true });
const truth = {};
const chapters = {};
for (const article of articles) {
  const recording = record(article);
  truth[article.slug] = recording.truth;
  if (article.chapters) chapters[article.slug] = chaptersOf(article, recording.truth);
  writeFileSync(join(site, 'articles', `${article.slug}.html`), articlePage(article));
  const coder = article.chapters ? ['-c:a', 'libopus', ...chapterComments(chapters[article.slug])] : [];
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'f32le', '-ar', String(rate), '-ac', '1', '-i', 'pipe:0', '-b:a', '64k',
    ...coder, join(site, 'audio', recordingOf(article))], { input: recording.sound });
}
writeFileSync(join(site, 'index.html'), page('vi', 'Bến Lăng', '<ul>\n' + articles.map((article) =>
  `<li><a href="/articles/${article.slug}.html">${article.blocks[0][1][0]}</a></li>`).join('\n') + '\n</ul>'));
writeFileSync(join(site, 'timetable.html'), page('en', 'Timetable', '<h1>Timetable</h1>'));
writeFileSync(join(folder, 'truth.json'), JSON.stringify(truth, null, 1));
writeFileSync(join(folder, 'chapters.json'), JSON.stringify(chapters, null, 1));
