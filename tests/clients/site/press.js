// Prints the larger newspaper of stories.js: pages, tones and pictures below FOLDER/www/press, and FOLDER/press/SHOW.toml, a
// configuration for each show, in the order of FOLDER/press/shows.
//
//   node press.js FOLDER ADDRESS      ADDRESS is where FOLDER/www is served

import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { shows, timezone } from './stories.js';

const run = promisify(execFile);
const [folder, address] = process.argv.slice(2);
const site = join(folder, 'www', 'press');
const here = new URL('press/', address).href;

// No two are alike, or they would be taken for one.
let tones = 0;
async function record(file, seconds) {
  const hertz = 180 + 7 * tones++;
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', `sine=frequency=${hertz}:duration=${seconds}:sample_rate=44100`,
    '-c:a', 'libmp3lame', '-b:a', '48k', file]);
}

let pictures = 0;
async function draw(file) {
  const hue = 40 * pictures++;
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=c=0xC05030:s=960x600:d=1', '-vf',
    `drawbox=x=${100 + hue}:y=120:w=300:h=300:c=0xF3C969:t=fill,hue=h=${hue},format=yuvj420p`, '-frames:v', '1', file]);
}

function articlePage(show, story) {
  const published = `${story.day}T${story.time}+07:00`;
  const image = story.hasPicture ? `<meta property="og:image" content="${here}${show.id}/${story.slug}.jpg">\n` : '';
  return `<!DOCTYPE html>\n<html lang="${show.language}">\n<head>\n<meta charset="utf-8">\n<title>${story.title}</title>\n` +
    `<meta name="description" content="${story.lead}">\n${image}</head>\n<body>\n<main>\n<article>\n<h1>${story.title}</h1>\n` +
    `<p class="byline"><span rel="author">${story.author}</span>, <time datetime="${published}">${story.day}</time></p>\n` +
    `<audio controls src="${story.slug}.mp3"></audio>\n` +
    `<p>${story.lead}</p>\n<p>${story.title}. ${'— '.repeat(3)}${story.lead} (${story.slug})</p>\n</article>\n</main>\n</body>\n</html>\n`;
}

function configuration(show) {
  return `[show]\nid = "${show.id}"\ntitle = "${show.title}"\ndescription = "${show.description}"\nlanguage = "${show.language}"\n` +
    `author = "${show.author}"\nwebsite = "${here}"\nbase_url = "${new URL(`listen/${show.id}/`, address).href}"\n` +
    `categories = [["News", "Daily News"]]\ntimezone = "${timezone}"\n\n[[source]]\nkind = "list"\npath = "${show.id}.list"\n` +
    `max_items = 100\n\n${show.more.join('\n')}\n\n[fetch]\nallow_hosts = ["127.0.0.1"]\nper_host = 4\n\n` +
    '[state]\ndirectory = "../state"\n\n[out]\ndirectory = "../www/listen"\n';
}

const work = [];
mkdirSync(join(folder, 'press'), { recursive: true });
for (const show of shows) {
  const own = join(site, show.id);
  mkdirSync(own, { recursive: true });
  for (const story of show.stories) {
    writeFileSync(join(own, `${story.slug}.html`), articlePage(show, story));
    work.push(() => record(join(own, `${story.slug}.mp3`), story.seconds));
    if (story.hasPicture) work.push(() => draw(join(own, `${story.slug}.jpg`)));
  }
  writeFileSync(join(folder, 'press', `${show.id}.list`), show.stories.map(({ slug }) => `${here}${show.id}/${slug}.html\n`).join(''));
  writeFileSync(join(folder, 'press', `${show.id}.toml`), configuration(show));
}
writeFileSync(join(folder, 'press', 'shows'), shows.map(({ id, isWithdrawn, stories }) =>
  `${id} ${isWithdrawn ? `${here}${id}/${stories[0].slug}.html` : ''}\n`).join(''));
// As many at a time as a small machine likes.
await Promise.all([0, 1, 2].map(async () => {
  for (let next = work.shift(); next; next = work.shift()) await next();
}));
