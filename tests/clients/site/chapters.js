// The chapters of an episode in a feed that a client reads, and on its page in a browser, compared with those that its recording
// was made with.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseFeed } from 'podcast-partytime';

import { check, checkList, checkNear, checkSame, oneLine } from './checks.js';

const narrow = { width: 360, height: 740 };

// What a client finds that reads the feed: where the chapters are, and what is there.
export function checkFeedChapters(slug, published, feed, chapters) {
  const item = parseFeed(feed, { allowMissingGuid: true })?.items.find(({ enclosure }) => enclosure?.url.includes(slug));
  checkSame(`${slug}: chapters that podcast-partytime finds`, !chapters ? [undefined] :
    ['application/json+chapters', `chapters/${slug}.json`],
  !chapters ? [item?.podcastChapters] : [item?.podcastChapters?.type, item?.podcastChapters?.url.split('/').slice(-2).join('/')]);
  if (!chapters) return;
  const document = JSON.parse(readFileSync(join(published, 'chapters', `${slug}.json`), 'utf8'));
  checkSame(`${slug}: version of the chapters`, '1.2.0', document.version);
  checkList(`${slug}: chapters`, chapters.map(({ title, url }) => `${title} ${url}`),
    document.chapters.map(({ title, url }) => `${title} ${url}`));
  chapters.forEach(({ start, title }, i) => checkNear(`${slug}: start of '${title}'`, start, document.chapters[i]?.startTime, 0.002));
}

const isAt = (page, seconds) => page.waitForFunction((to) => Math.abs(document.getElementById('audio').currentTime - to) < 0.1,
  seconds, { timeout: 10000 }).catch(() => {});
const now = (page) => page.evaluate(() => document.getElementById('audio').currentTime);
const current = (page) => page.evaluate(() =>
  Array.from(document.querySelectorAll('main .chapters [aria-current=true] .name'), (title) => title.textContent));
const told = (page) => page.evaluate(() => navigator.mediaSession.metadata?.title);

export async function checkChapters(browser, what, address, chapters, folder) {
  const context = await browser.newContext({ viewport: narrow, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  const links = page.locator('main .chapters a[data-start]');
  checkList(`${what}: chapters on the page`, chapters.map(({ title }) => title),
    (await links.locator('.name').allInnerTexts()).map(oneLine));
  checkList(`${what}: links to articles`, chapters.flatMap(({ url }) => url ?? []),
    await page.locator('.chapters a.more').evaluateAll((all) => all.map((link) => link.href)));
  checkSame(`${what}: chapters that are marked before anything is played`, [], await current(page));

  const expectAt = async (how, { start, title }) => {
    await isAt(page, start);
    checkNear(`${what}: time after ${how}`, start, await now(page), 0.15);
    await page.waitForFunction((title) => document.querySelector('main .chapters [aria-current] .name')?.textContent === title, title,
      { timeout: 5000 }).catch(() => {});
    checkSame(`${what}: chapter that is marked after ${how}`, [title], await current(page));
  };
  // Paused at the moment at which it has sought, so that the time can be told.
  await page.evaluate(() => {
    window.stop = ({ target }) => target.pause();
    document.getElementById('audio').addEventListener('seeked', window.stop);
  });
  await links.nth(2).click();
  await expectAt('a click on the third chapter', chapters[2]);
  const sheet = page.locator('#sheet');
  await page.locator('[data-do=more]').click();
  checkList(`${what}: chapters in the player`, chapters.map(({ title }) => title),
    (await sheet.locator('[data-part=chapters] .name').allInnerTexts()).map(oneLine));
  await sheet.locator('[data-do=previous]').click();
  await expectAt('the button for the chapter before', chapters[1]);
  await sheet.locator('[data-do=following]').click();
  await expectAt('the button for the next chapter', chapters[2]);
  checkList(`${what}: chapter that the player marks`, [chapters[2].title],
    (await sheet.locator('[data-part=chapters] [aria-current=true] .name').allInnerTexts()).map(oneLine));
  await sheet.locator('[data-part=chapters] button').nth(1).click();
  await expectAt("a click on the player's second chapter", chapters[1]);
  await sheet.locator('[data-part=chapters] button').nth(2).click();
  await expectAt("a click on the player's third chapter", chapters[2]);
  await page.keyboard.press('Escape');
  check(await sheet.isHidden(), `${what}: what the player has more, after Escape`, 'hidden', 'visible');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('p');
  await expectAt("the key 'p'", chapters[1]);
  await page.keyboard.press('n');
  await expectAt("the key 'n'", chapters[2]);
  await page.evaluate((to) => { document.getElementById('audio').currentTime = to; }, chapters[2].start + 5);
  await isAt(page, chapters[2].start + 5);
  await page.keyboard.press('p');
  await expectAt("the key 'p' inside a chapter", chapters[2]);
  for (let i = 0; i < chapters.length + 1; ++i) await page.keyboard.press('n');
  await expectAt('more chapters ahead than there are', chapters.at(-1));

  // The mark goes on with the sound, and so does what the system shows.
  await page.evaluate((to) => {
    const audio = document.getElementById('audio');
    audio.removeEventListener('seeked', window.stop);
    audio.currentTime = to;
  }, chapters[1].start - 1);
  await isAt(page, chapters[1].start - 1);
  checkSame(`${what}: chapter that is marked before the second begins`, [chapters[0].title], await current(page));
  await page.evaluate(() => document.getElementById('audio').play());
  await page.waitForFunction((to) => document.getElementById('audio').currentTime > to, chapters[1].start + 0.5, { timeout: 15000 });
  checkSame(`${what}: chapter that is marked while the second plays`, [chapters[1].title], await current(page));
  checkSame(`${what}: title that the system is told`, chapters[1].title, await told(page));
  await page.evaluate(() => document.getElementById('audio').pause());
  checkSame(`${what}: errors of the page`, [], complaints);
  await page.screenshot({ path: join(folder, `${what.replace(/\W+/g, '-')}-chapters.png`), fullPage: true });
  await context.close();
}

// Without JavaScript each chapter is a link into the recording, and no button is there that would do nothing.
export async function checkChaptersWithoutScript(browser, what, address, chapters) {
  const context = await browser.newContext({ viewport: narrow, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  const links = await page.locator('main .chapters a[data-start]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  checkSame(`${what}: chapters without JavaScript`, chapters.length, links.length);
  links.forEach((link, i) => {
    const found = /^\.\.\/media\/[^#]+#t=([\d.]+)$/.exec(link);
    checkNear(`${what}: time in '${link}'`, chapters[i]?.start, Number(found?.[1]), 0.002);
  });
  check(!await page.locator('#player').isVisible(), `${what}: the player's bar without JavaScript`, 'hidden', 'visible');
  await context.close();
}
