// Shows in four languages at six sizes: nothing sticks out or lies over something else, the first recording is at hand, and
// colours and movement are as the visitor wants them.

import { join } from 'node:path';

import { check, checkSame, oneLine, part } from './checks.js';
import { becomes, open, openSheet, pause, plays, row, visitor } from './visit.js';

const sizes = [[320, 640], [360, 740], [768, 1024], [1280, 800], [740, 360]].map(([width, height]) => ({ width, height }));

// In the page: what sticks out to one side, what is too small to be hit, and texts that are cut off where they may not be.
function misfits() {
  const width = document.documentElement.clientWidth;
  const told = (element) => `${element.outerHTML.slice(0, 70)} ${JSON.stringify(element.getBoundingClientRect().toJSON(), ['left', 'right', 'width', 'height'])}`;
  const visible = Array.from(document.querySelectorAll('body *')).filter((element) => element.checkVisibility() &&
    !element.closest('.hidden-text, .skip, svg') && element.getBoundingClientRect().width > 1);
  return {
    outside: visible.filter((element) => {
      const box = element.getBoundingClientRect();
      return (box.right > width + 0.5 || box.left < -0.5) && !element.closest('#sheet ol');
    }).map(told),
    small: visible.filter((element) => element.matches('button, .button, summary, select, .months a, .neighbours a, .row .play')).filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width < 24 || box.height < 24;
    }).map(told),
    wide: document.documentElement.scrollWidth - width,
  };
}

async function checkFits(page, what) {
  const { outside, small, wide } = await page.evaluate(misfits);
  checkSame(`${what}: what sticks out`, [], outside);
  checkSame(`${what}: what is too small to be hit`, [], small);
  checkSame(`${what}: how far it can be scrolled aside`, 0, wide);
}

async function checkSizes(browser, show, folder) {
  for (const viewport of sizes) {
    const context = await visitor(browser, { viewport, hasTouch: viewport.width < 600 });
    const complaints = [];
    const what = `${show.id} at ${viewport.width} x ${viewport.height}`;
    await part(what, async () => {
      const page = await open(context, show.address, complaints);
      await checkFits(page, `${what}, index`);
      // Whatever the show says of itself.
      const first = await page.locator('button.play').first().boundingBox();
      if (viewport.width <= 360) check(first.y + first.height <= 600, `${what}: end of the first button that plays`, 'within 600', first.y + first.height);
      await page.locator('button.play').first().click();
      await plays(page);
      await checkFits(page, `${what}, playing`);
      await pause(page);
      await page.locator('details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
      await checkFits(page, `${what}, unfolded`);
      await page.locator('details').evaluateAll((all) => all.forEach((one) => { one.open = false; }));
      const last = show.entries[Math.min(show.entries.length, 12) - 1];
      await row(page, last).locator('button.queue').click();
      await openSheet(page);
      await checkFits(page, `${what}, sheet`);
      // The sheet and the bar fit into the window, and everything in them can be scrolled to.
      const sheet = await page.locator('#player').boundingBox();
      check(sheet.y >= 0 && sheet.y + sheet.height <= viewport.height + 0.5, `${what}: the player with its sheet`, 'inside the window', sheet);
      await page.screenshot({ path: join(folder, `${show.id}-${viewport.width}.png`) });
      await page.keyboard.press('Escape');
      // The end of the page is not under the bar.
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      const [end, bar] = await page.evaluate(() => [document.querySelector('footer').getBoundingClientRect().bottom, document.getElementById('player').getBoundingClientRect().top]);
      check(end <= bar + 1, `${what}: end of the page`, `above ${bar}`, end);
      await page.goto(show.address + show.entries[0].page);
      await checkFits(page, `${what}, episode`);
      if (show.entries[0].page !== last.page) {
        await page.goto(show.address + last.page);
        await checkFits(page, `${what}, last episode`);
      }
      await page.goto(`${show.address}embed/${last.page.replace('episodes/', '')}`);
      await checkFits(page, `${what}, embed`);
      checkSame(`${what}: errors of the pages`, [], complaints);
    });
    await context.close();
  }
}

// Of a show in each language: its own language and direction, and words that this program says.
async function checkLanguage(browser, show, { language, direction, says }) {
  const context = await visitor(browser);
  const page = await open(context, show.address);
  checkSame(`${show.id}: language and direction`, [language, direction], await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).direction]));
  check(oneLine(await page.locator('main').innerText()).includes(says), `${show.id}: words of the page`, says, oneLine(await page.locator('main').innerText()).slice(0, 100));
  const first = oneLine(await page.locator('.hero .title').textContent());
  await page.locator('button.play').first().click();
  check(await plays(page), `${show.id}: the first button`, 'plays', 'does not');
  await pause(page);
  checkSame(`${show.id}: title in the bar`, first, oneLine(await page.locator('[data-part=title]').textContent()));
  // Search knows its writing.
  const [word] = show.entries.at(-1).title.split(/[\s、のはが]/);
  await page.locator('#words').fill(word);
  check(await becomes(page, (id) => document.querySelector(`#results [data-id="${id}"]`), show.entries.at(-1).id), `${show.id}: what '${word}' finds`, show.entries.at(-1).title, 'nothing');
  await page.locator('#words').fill('');
  await page.locator(`#list a.title`).first().click();
  await becomes(page, () => document.querySelector('article'));
  checkSame(`${show.id}: language and direction of an episode`, [language, direction], await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.querySelector('h1')).direction]));
  await context.close();
}

async function checkColours(browser, show, folder) {
  for (const [name, media] of Object.entries({
    light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, forced: { colorScheme: 'dark', forcedColors: 'active' },
    'more contrast': { contrast: 'more' }, still: { reducedMotion: 'reduce' },
  })) {
    const context = await visitor(browser, { viewport: { width: 360, height: 740 }, ...media });
    const page = await open(context, show.address);
    await page.locator('button.play').first().click();
    await plays(page);
    await pause(page);
    const { paper, ink, moving, edge } = await page.evaluate(() => ({
      paper: getComputedStyle(document.body).backgroundColor, ink: getComputedStyle(document.body).color,
      moving: Array.from(document.querySelectorAll('body *')).filter((one) => one.checkVisibility() && (getComputedStyle(one).transitionDuration !== '0s' || getComputedStyle(one).animationName !== 'none')).map((one) => one.outerHTML.slice(0, 80)),
      edge: getComputedStyle(document.querySelector('[data-do=toggle]')).borderTopStyle,
    }));
    const light = (colour) => /(\d+), (\d+), (\d+)/.exec(colour).slice(1).reduce((sum, one) => sum + Number(one), 0);
    check(name === 'dark' || name === 'forced' ? light(paper) < light(ink) : light(paper) > light(ink), `${name}: paper and ink`, 'as asked for', [paper, ink]);
    if (name === 'still') checkSame('what moves where nothing is to move', [], moving);
    if (name === 'forced') checkSame('edge of the main button in forced colours', 'solid', edge);
    // The lines of the seek bar, its marks and signs are seen in forced colours.
    if (name === 'forced') check(await page.locator('[data-do=toggle] svg').evaluate((sign) => getComputedStyle(sign).fill !== getComputedStyle(sign.parentElement).backgroundColor), 'the sign of the main button in forced colours', 'seen', 'not seen');
    await page.screenshot({ path: join(folder, `colours-${name.replace(' ', '-')}.png`) });
    await context.close();
  }
}

export async function checkLayout(browser, shows, folder) {
  for (const show of Object.values(shows)) await checkSizes(browser, show, folder);
  const expected = {
    'thuong-luu': { language: 'vi', direction: 'ltr', says: 'Bản tin' }, harbour: { language: 'en', direction: 'ltr', says: 'Newest episode' },
    mina: { language: 'ar', direction: 'rtl', says: 'أحدث حلقة' }, minato: { language: 'ja', direction: 'ltr', says: '最新エピソード' },
  };
  for (const [id, wanted] of Object.entries(expected)) await part(`${id}: languages`, () => checkLanguage(browser, shows[id], wanted));
  await part('colours', () => checkColours(browser, shows['thuong-luu'], folder));
}
