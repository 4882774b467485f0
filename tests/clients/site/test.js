// Checks what newscast has published of the newspapers that newspaper.js and press.js made: transcripts, and pages in Chromium.
//
//   node test.js FOLDER ADDRESS [THEME...]      FOLDER has truth.json, chapters.json and www/, which is served at ADDRESS; of the
//                                               themes below all are checked, or those that are named

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

import { articles } from './articles.js';
import { checkAxe } from './axe.js';
import { checkBrowsing } from './browse.js';
import { checkChapters, checkChaptersWithoutScript, checkFeedChapters } from './chapters.js';
import { check, finish, part } from './checks.js';
import { checkFocus } from './focus.js';
import { checkKeys } from './keys.js';
import { checkLayout } from './layout.js';
import { checkLooks } from './look.js';
import { checkMediaSession } from './mediasession.js';
import { checkMissing } from './missing.js';
import { checkPagesBeside } from './pages.js';
import { checkPlaces } from './places.js';
import { checkPlayer } from './player.js';
import { checkReading, checkWithoutScript, cuesInBrowser } from './reading.js';
import { checkSearch } from './search.js';
import { shows } from './stories.js';
import { checkTranscripts, compare } from './transcripts.js';
import { checkVersions } from './versions.js';
import { readShow } from './visit.js';

const [folder, address, ...wanted] = process.argv.slice(2);
const listen = 'www/listen/ben-lang/';
const published = join(folder, listen);
const truths = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
const allChapters = JSON.parse(readFileSync(join(folder, 'chapters.json'), 'utf8'));
const feed = readFileSync(join(published, 'feed.xml'), 'utf8');

// An episode's address begins with its article's day.
function slugOf(article) {
  const day = article.published.slice(0, 10);
  const found = readdirSync(join(published, 'episodes')).find((name) => name.startsWith(day) && name.endsWith('.html'));
  check(found, `episodes/: the page of ${article.slug}`, `${day}-….html`, readdirSync(join(published, 'episodes')));
  return found?.replace(/\.html$/, '');
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--autoplay-policy=no-user-gesture-required', ...(process.getuid() === 0 ? ['--no-sandbox'] : [])],
});

// The text in its sound, and an episode's files.
async function checkArticles() {
  for (const article of articles) {
    const slug = slugOf(article);
    if (!slug) continue;
    const truth = truths[article.slug];
    const linkText = /<a [^>]*>([^<]*)<\/a>/.exec(article.blocks.flatMap(([, sentences]) => sentences)
      .find((sentence) => typeof sentence === 'string' && sentence.includes('<a ')))[1];
    const served = new URL(`listen/ben-lang/episodes/${slug}.html`, address).href;
    const onDisk = pathToFileURL(join(published, 'episodes', `${slug}.html`)).href;
    const cues = await checkTranscripts(join(published, 'transcripts', slug), truth, feed);
    for (const [what, page] of [[`${article.slug}, served`, served], [`${article.slug}, from disk`, onDisk]]) {
      await part(what, () => checkReading(browser, what, page, truth, linkText));
      await part(what, () => checkWithoutScript(browser, what, page, truth));
    }
    const chapters = allChapters[article.slug];
    await part(`${article.slug}, feed`, () => checkFeedChapters(slug, published, feed, chapters));
    for (const [what, page] of chapters ? [[`${article.slug}, served`, served], [`${article.slug}, from disk`, onDisk]] : []) {
      await part(`${what}, chapters`, () => checkChapters(browser, what, page, chapters, folder));
      await part(`${what}, chapters`, () => checkChaptersWithoutScript(browser, what, page, chapters));
    }
    // Whichever file plays, the text follows it.
    const light = `${article.slug}, the light file`;
    await part(light, () => checkReading(browser, light, served, truth, linkText, 'light'));
    await part(light, () => checkVersions(browser, light, new URL('listen/ben-lang/', address).href, served));
    const track = `${slug}.vtt by the browser`;
    await part(track, async () => compare(track, cues, await cuesInBrowser(browser, served)));
    await part(article.slug, () => checkLooks(browser, article.slug, served, truth, linkText, folder));
  }
}

const allShows = Object.fromEntries(shows.map(({ id }) => [id, readShow(folder, address, id)]));
const { lull: empty, ...full } = allShows;
const large = full['thuong-luu'];
const themes = {
  articles: checkArticles,
  player: () => checkPlayer(browser, large),
  mediasession: () => checkMediaSession(browser, large),
  places: () => checkPlaces(browser, large),
  missing: () => checkMissing(browser, large),
  browse: () => checkBrowsing(browser, large),
  search: () => checkSearch(browser, large),
  keys: () => checkKeys(browser, large),
  focus: () => checkFocus(browser, large),
  pages: () => checkPagesBeside(browser, large, empty, address, folder),
  layout: () => checkLayout(browser, full, folder),
  axe: () => checkAxe(browser, large, [full.harbour, full.mina, full.minato, empty]),
};
for (const theme of wanted.length ? wanted : Object.keys(themes)) {
  const begin = Date.now();
  await part(theme, themes[theme]);
  console.log(`${theme}: ${((Date.now() - begin) / 1000).toFixed(0)} s`);
}
await browser.close();
process.exit(finish());
