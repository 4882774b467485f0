// What stands beside the episodes' pages: months, embeds, oEmbed, the manifest, the page for what is not there, the feed in a
// browser, transcripts, and a show without episodes.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { check, checkList, checkSame, oneLine, part } from './checks.js';
import { becomes, heard, open, plays, visitor } from './visit.js';

const monthOf = ({ page }) => page.slice('episodes/'.length, 'episodes/2026-01'.length);

async function checkMonths(context, show) {
  const page = await open(context, show.address);
  const months = Array.from(new Set(show.entries.map(monthOf)));
  check(months.length >= 3 && new Set(months.map((month) => month.slice(0, 4))).size >= 2, 'months to look at', 'three over two years', months);
  const seen = await page.evaluate(() => Array.from(document.querySelectorAll('nav ul.months'), (list) => [
    list.previousElementSibling.textContent.trim(), Array.from(list.querySelectorAll('a'), (link) => link.getAttribute('href'))]));
  const years = Array.from(new Set(months.map((month) => month.slice(0, 4))));
  checkSame('months by years', years.map((year) => [year, months.filter((month) => month.startsWith(year)).map((month) => `months/${month}.html`)]), seen);
  for (const [at, month] of months.entries()) {
    await page.goto(`${show.address}months/${month}.html`);
    checkList(`rows of ${month}`, show.entries.filter((entry) => monthOf(entry) === month).map(({ id }) => id),
      await page.locator('.row').evaluateAll((all) => all.map((one) => one.dataset.id)));
    const links = await page.locator('nav.neighbours a').evaluateAll((all) => all.map((link) => [link.rel, link.getAttribute('href')]));
    checkSame(`newer and older of ${month}`, [['next', months[at - 1]], ['prev', months[at + 1]]].filter(([, other]) => other)
      .map(([relation, other]) => [relation, `../months/${other}.html`]), links);
  }
  // Each day's button plays that day.
  const button = page.locator('button.all').first();
  const day = await button.getAttribute('data-day');
  await button.click();
  check(await plays(page), 'the button of a day of a month', 'plays', await heard(page));
  checkSame('what it plays', await page.locator(`[data-day="${day}"] .title`).first().textContent(), (await heard(page)).title);
  await page.close();
}

async function checkEmbed(context, show, entry, server, folder) {
  const name = entry.page.replace('episodes/', '');
  const page = await open(context, show.address + entry.page);
  const code = await page.locator('#embed-code').inputValue();
  const types = await page.locator('link[type="application/json+oembed"]').evaluateAll((all) => all.map((link) => link.href));
  checkSame('address of the oEmbed answer', [`${show.address}embed/${name.replace('.html', '.json')}`], types);
  const answer = await page.request.get(types[0]);
  checkSame('type of the oEmbed answer', 'application/json', answer.headers()['content-type'].replace(/;.*/, ''));
  const data = await answer.json();
  checkSame('the oEmbed answer', ['1.0', 'rich', entry.title, code, show.address, 'number', 'number'],
    [data.version, data.type, data.title, data.html, data.provider_url, typeof data.width, typeof data.height]);
  checkSame('its picture', 200, (await page.request.get(data.thumbnail_url)).status());
  // In a page of another origin, which lies on this machine too: a browser lets no other page reach it.
  writeFileSync(join(folder, 'www', 'frame.html'), `<!DOCTYPE html><meta charset="utf-8"><title>Another paper</title><p>Listen:</p>${code}`);
  const other = new URL('frame.html', server.replace('127.0.0.1', 'localhost')).href;
  await page.goto(other);
  const frame = page.frameLocator('iframe');
  await frame.locator('#player').waitFor({ state: 'visible' });
  await frame.locator('[data-do=toggle]').click();
  const inside = page.frames().find((one) => one.url().includes('/embed/'));
  check(await inside.waitForFunction(() => { const audio = document.getElementById('audio'); return !audio.paused && audio.currentTime > 0.2; }, null, { timeout: 8000 }).then(() => true, () => false),
    'an embed in a page of another origin', 'plays', 'does not');
  const box = await inside.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight, room: [innerWidth, innerHeight] }));
  check(box.width <= box.room[0] && box.height <= box.room[1], 'an embed in its frame', box.room, box);
  for (const link of await inside.locator('#player a').all()) checkSame("where the embed's links open", '_blank', await link.getAttribute('target'));
  const [opened] = await Promise.all([context.waitForEvent('page'), frame.locator('h1 a').click()]);
  await opened.waitForLoadState();
  checkSame("what the embed's title opens", show.address + entry.page, opened.url());
  await opened.close();
  await page.close();
}

// What a first visit costs: words, style and script, as they lie there.
function checkWeight(show) {
  const bytes = (path) => readFileSync(join(show.published, path)).length;
  const script = bytes('assets/site.js');
  check(script <= 23552, 'bytes of the script', 'at most 23552', script);
  const all = script + bytes('assets/site.css') + bytes('index.html');
  check(all <= 61440, 'bytes of the index with style and script', 'at most 61440', all);
}

async function checkFiles(context, show) {
  const page = await open(context, show.address);
  const manifest = await (await page.request.get(await page.locator('link[rel=manifest]').evaluate((link) => link.href))).json();
  checkSame('the manifest', ['Thượng Lưu nghe báo', 'index.html', true], [manifest.name, manifest.start_url, manifest.icons.length > 0]);
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await page.request.get(show.address + src);
    checkSame(`icon ${src}`, [200, type], [icon.status(), icon.headers()['content-type']]);
    if (/^\d+x/.test(sizes)) {
      const size = await page.evaluate((src) => { const image = new Image(); image.src = src; return image.decode().then(() => `${image.naturalWidth}x${image.naturalHeight}`); }, show.address + src);
      checkSame(`size of the icon ${src}`, sizes, size);
    }
  }
  // As a server shows it, at an address that is deep and is not there.
  const gone = `${show.address}episodes/of/old.html`;
  await page.route(gone, (route) => route.fulfill({ status: 404, contentType: 'text/html', body: readFileSync(join(show.published, '404.html'), 'utf8') }));
  await page.goto(gone);
  checkSame('heading of the page for what is not there', 'Không có trang này', await page.locator('h1').innerText());
  check(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).fontFamily.includes('system-ui')), 'its style', 'loaded', 'not loaded');
  check(await page.evaluate(() => document.documentElement.classList.contains('scripted')), 'its script', 'runs', 'does not run');
  await page.locator('main a.button').click();
  check(await becomes(page, () => document.querySelector('.hero')), 'its button', 'leads to the show', page.url());
  await page.close();
}

// In the feed the browser shows what people can read, by our style, and nothing else.
async function checkFeed(context, show, folder) {
  // With the type that web servers give a file of this name: what is application/rss+xml Chromium shows as plain text.
  const page = await context.newPage();
  await page.route(/feed\.xml$/, async (route) => route.fulfill({ response: await route.fetch(), contentType: 'text/xml; charset=utf-8' }));
  await page.goto(`${show.address}feed.xml`);
  const seen = await page.evaluate(() => {
    const display = (element) => getComputedStyle(element).display;
    const all = Array.from(document.querySelectorAll('*'));
    return {
      root: document.documentElement.nodeName,
      note: getComputedStyle(document.documentElement, '::before').content,
      title: display(document.querySelector('channel > title')),
      titles: all.filter((one) => one.matches('item > title') && display(one) === 'block').length,
      others: Array.from(new Set(all.filter((one) => one.namespaceURI && display(one) !== 'none').map((one) => one.nodeName))),
      long: all.filter((one) => one.matches('item > description, encoded, guid, enclosure') && display(one) !== 'none').length,
      width: [document.documentElement.scrollWidth, innerWidth],
    };
  });
  checkSame('root of the feed as a page', 'rss', seen.root);
  checkSame('title of the feed as a page', 'block', seen.title);
  check(seen.note.includes('Đây là nguồn tin của một podcast'), 'what the feed says of itself', 'Đây là nguồn tin của một podcast. …', seen.note);
  checkSame('titles in the feed as a page', show.entries.length, seen.titles);
  checkSame('elements of other namespaces that are seen', [], seen.others);
  checkSame('what only programs read', 0, seen.long);
  check(seen.width[0] <= seen.width[1], 'width of the feed as a page', seen.width[1], seen.width[0]);
  await page.screenshot({ path: join(folder, 'feed.png') });
  await page.close();
}

async function checkTranscriptPage(context, show, entry) {
  const page = await open(context, show.address + entry.page);
  await page.locator('.end a', { hasText: 'Bản chữ' }).click();
  check(await becomes(page, () => location.pathname.includes('/transcripts/')), "the link to the transcript's page", 'opens', page.url());
  checkSame("heading of the transcript's page", entry.title, await page.locator('h1').innerText());
  for (const address of [show.address, show.disk]) {
    await page.goto(address + entry.page.replace('episodes/', 'transcripts/'));
    await page.locator('main a', { hasText: 'Đến trang của tập' }).click();
    check(await becomes(page, (title) => document.querySelector('article h1')?.textContent.trim() === title, entry.title), "the way back from the transcript's page", entry.title, page.url());
  }
  await page.close();
}

async function checkEmpty(context, empty) {
  const complaints = [];
  const page = await open(context, empty.address, complaints);
  const text = oneLine(await page.locator('main').innerText());
  check(text.includes('There is no episode to hear at the moment.'), 'a show without episodes', 'says so', text);
  check(await page.locator('#player').isHidden(), 'the bar of a show without episodes', 'hidden', 'visible');
  for (const key of ['k', '?', 'Escape', '/', 'n']) await page.keyboard.press(key);
  check(await page.locator('summary').first().isVisible(), 'what a show without episodes offers', 'to subscribe', 'nothing');
  checkSame('episodes in its feed', null, /<item>/.exec(readFileSync(join(empty.published, 'feed.xml'), 'utf8')));
  checkSame('errors of its pages', [], complaints);
  await page.close();
}

export async function checkPagesBeside(browser, show, empty, server, folder) {
  const context = await visitor(browser);
  const pictured = show.entries.find(({ seconds, chapters, image }) => seconds >= 40 && !chapters && /^images\//.test(image));
  await part('months', () => checkMonths(context, show));
  await part('embeds', () => checkEmbed(context, show, pictured, server, folder));
  await part('weight', () => checkWeight(show));
  await part('files beside', () => checkFiles(context, show));
  await part('the feed in a browser', () => checkFeed(context, show, folder));
  await part('the page of a transcript', () => checkTranscriptPage(context, show, pictured));
  await part('a show without episodes', () => checkEmpty(context, empty));
  await context.close();
}
