// Browsing while something plays: served, the player stays; from a disk, and where the site is another one, the place and the
// queue are handed over.

import { check, checkList, checkNear, checkSame, part } from './checks.js';
import { act, becomes, heard, open, openSheet, pause, playButton, plays, queueOf, row, seek, visitor } from './visit.js';

const isAt = (page, title) => becomes(page, (title) => document.querySelector('h1')?.textContent.trim() === title, title);
const goesOn = (page, from) => becomes(page, (from) => !document.getElementById('audio').paused && document.getElementById('audio').currentTime > from, from);

async function checkSoft(browser, show, one) {
  const context = await visitor(browser, { viewport: { width: 1024, height: 500 } });
  const complaints = [];
  const page = await open(context, show.address, complaints);
  await page.evaluate(() => { window.isTheSame = true; });
  await playButton(page, one).click();
  await plays(page);
  const stays = async (how) => {
    const { time } = await heard(page);
    check(await goesOn(page, time), `the sound after ${how}`, 'goes on', await heard(page));
    checkSame(`the page after ${how}`, true, await page.evaluate(() => window.isTheSame === true));
    checkSame(`players after ${how}`, [1, 1, 1], await page.evaluate(() => ['#player', '#audio', '#help'].map((what) => document.querySelectorAll(what).length)));
    checkSame(`parts of the page after ${how}`, [1, 1, 1], await page.evaluate(() => ['body > header', 'body > main', 'body > footer'].map((what) => document.querySelectorAll(what).length)));
    checkSame(`title in the bar after ${how}`, one.title, (await heard(page)).title);
  };
  const other = show.entries[11];
  const scrolled = await row(page, other).locator('a.title').evaluate((link) => {
    link.scrollIntoView({ block: 'center' });
    const { scrollY } = window;
    link.click();
    return scrollY;
  });
  check(scrolled > 200, 'how far the index is scrolled', 'some way', scrolled);
  check(await isAt(page, other.title), 'a click on a title', other.title, await page.title());
  await stays('a click on a title');
  checkSame('address after a click on a title', show.address + other.page, page.url());
  checkSame('title of the page', `${other.title} – Thượng Lưu nghe báo`, await page.title());
  checkSame('canonical address', show.address + other.page, await page.locator('link[rel=canonical]').getAttribute('href'));
  checkSame('focus on the new page', 'H1', await page.evaluate(() => document.activeElement.tagName));
  checkSame('scrolled on the new page', 0, await page.evaluate(() => window.scrollY));
  // Its own button plays what stands there, and keys know the new page.
  const neighbours = page.locator('nav.neighbours');
  const at = show.entries.indexOf(other);
  checkList('newer and older under an episode', [show.entries[at - 1].title, show.entries[at + 1].title],
    (await neighbours.locator('a').allTextContents()).map((text) => text.replace(/^Tập (mới|cũ) hơn\s*/, '').trim()));
  await neighbours.locator('a[rel=prev]').click();
  check(await isAt(page, show.entries[at + 1].title), 'the link to the older one', show.entries[at + 1].title, await page.title());
  await stays('the link to the older one');
  await page.locator('.crumb a').first().click();
  await becomes(page, () => document.querySelector('.months'));
  await stays('the way back to the show');
  await page.goBack();
  check(await isAt(page, show.entries[at + 1].title), 'Back', show.entries[at + 1].title, await page.title());
  await page.goBack();
  await isAt(page, other.title);
  await page.goBack();
  await becomes(page, () => document.querySelector('.hero'));
  await stays('three times Back');
  checkNear('scrolled on the index after Back', scrolled, await page.evaluate(() => window.scrollY), 5);
  checkSame("the row's button after Back", 'Tạm dừng', await row(page, one).locator('.play .word').textContent());
  checkSame('times that a row has each button', [1, 1], await row(page, one).evaluate((element) => ['.play', '.queue'].map((what) => element.querySelectorAll(what).length)));
  // Of a page that is loaded anew, too; the place of a scroll is written a little after it.
  await page.waitForTimeout(400);
  await page.reload();
  await page.locator('#player').waitFor({ state: 'visible' });
  checkNear('scrolled on the index after a reload', scrolled, await page.evaluate(() => window.scrollY), 5);
  await page.evaluate(() => { window.isTheSame = true; });
  await act(page, 'toggle');
  await plays(page);
  await page.goForward();
  check(await isAt(page, other.title), 'Forward', other.title, await page.title());
  await stays('Forward');
  await page.locator('article button.play').click();
  check(await becomes(page, (title) => document.querySelector('[data-part=title]').textContent === title, other.title), "the new page's button", other.title, (await heard(page)).title);
  await page.locator('[data-part=title]').click();
  await page.waitForTimeout(100);
  checkSame('the page after a click on the title of what is there', true, await page.evaluate(() => window.isTheSame === true));

  // Months, and what is no page of ours.
  await page.locator('.crumb a').first().click();
  await page.locator('.months a').last().click();
  check(await becomes(page, () => /\/months\//.test(location.pathname) && document.querySelectorAll('.row').length > 0), 'a month', 'opens', page.url());
  checkSame('the page after a click on a month', true, await page.evaluate(() => window.isTheSame === true));
  checkSame('errors of the pages', [], complaints);
  await context.close();
}

// Where the next page has other scripts, or cannot be had in this way, the browser goes there itself.
async function checkOtherVersion(browser, show, one) {
  const context = await visitor(browser);
  const page = await open(context, show.address);
  await page.evaluate(() => { window.isTheSame = true; });
  await playButton(page, one).click();
  await plays(page);
  await seek(page, 12);
  await plays(page, 12);
  const other = show.entries[9];
  await page.route(`**/${other.page}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/site\.js\?v=\w+/, 'site.js?v=other') });
  });
  await row(page, other).locator('a.title').click();
  check(await becomes(page, () => !window.isTheSame && document.querySelector('article')), 'a page of another version', 'is loaded anew', page.url());
  checkSame('address of a page of another version', show.address + other.page, page.url());
  await page.locator('#player').waitFor({ state: 'visible' });
  checkSame('what is handed over to it', one.title, (await heard(page)).title);
  await act(page, 'toggle');
  check(await plays(page, 11.5), 'one click there', 'goes on at 12 s', await heard(page));
  // A link to a page that is not there leads to what the server says.
  await page.evaluate(() => { document.querySelector('.crumb a').href = '../episodes/gone.html'; window.isTheSame = true; });
  await page.locator('.crumb a').first().click();
  check(await becomes(page, () => !window.isTheSame && /404|Not Found/.test(document.body.textContent)), 'a link to nothing', 'what the server says', await page.title());
  await context.close();
}

async function checkDisk(browser, show, one) {
  const context = await visitor(browser);
  const complaints = [];
  const page = await open(context, `${show.disk}index.html`, complaints);
  await playButton(page, one).click();
  await plays(page);
  const [queued, other] = show.entries.slice(8);
  await row(page, queued).locator('button.queue').click();
  await seek(page, 15);
  await plays(page, 15);
  await row(page, other).locator('a.title').click();
  check(await isAt(page, other.title), 'from disk: a click on a title', other.title, await page.title());
  check(await page.locator('#player').isVisible(), 'from disk: the bar on the next page', 'visible', 'hidden');
  checkSame('from disk: what is handed over', one.title, (await heard(page)).title);
  checkSame('from disk: time that is shown', '0:15', (await page.locator('[data-part=elapsed]').textContent()).replace('0:16', '0:15'));
  checkList('from disk: the queue on the next page', [queued.title], await queueOf(page));
  await act(page, 'toggle');
  check(await plays(page, 14.5), 'from disk: one click on the next page', 'goes on at 15 s', await heard(page));
  // Its own button plays it; paused, it is the page's own that stands in the bar of the page after that.
  await page.locator('article button.play').click();
  check(await becomes(page, (title) => document.querySelector('[data-part=title]').textContent === title, other.title), "from disk: the next page's button", other.title, (await heard(page)).title);
  await pause(page);
  await page.locator('nav.neighbours a').first().click();
  await isAt(page, show.entries[show.entries.indexOf(other) - 1].title);
  await page.locator('#player').waitFor({ state: 'visible' });
  checkSame('from disk: what stands in the bar when nothing was playing', show.entries[show.entries.indexOf(other) - 1].title, (await heard(page)).title);
  await page.goto(`${show.disk}months/2025-01.html`);
  await playButton(page, show.entries.find(({ page: path }) => /2025-01/.test(path))).click();
  check(await plays(page), 'from disk: a row of a month', 'plays', await heard(page));
  checkSame('from disk: errors of the pages', [], complaints.filter((text) => !/manifest/i.test(text)));
  await context.close();
}

// What a page cannot keep it gives on to the next tab's visit only where it was heard.
async function checkQueueAcross(browser, show, one) {
  const context = await visitor(browser);
  const page = await open(context, show.address);
  await playButton(page, one).click();
  await plays(page);
  const queued = show.entries[10];
  await row(page, queued).locator('button.queue').click();
  await row(page, show.entries[9]).locator('a.title').click();
  await isAt(page, show.entries[9].title);
  await openSheet(page);
  checkList('the queue on the next page', [queued.title], await queueOf(page));
  await page.evaluate(() => { const audio = document.getElementById('audio'); audio.currentTime = audio.duration - 0.3; });
  check(await becomes(page, (title) => document.querySelector('[data-part=title]').textContent === title, queued.title), 'the next of the queue on another page', queued.title, (await heard(page)).title);
  check(await plays(page), 'the next of the queue on another page', 'plays', await heard(page));
  checkSame('its page, as the bar links it', show.address + queued.page, await page.locator('[data-part=title]').evaluate((link) => link.href));
  await context.close();
}

export async function checkBrowsing(browser, show) {
  const [one] = show.entries.filter(({ seconds, chapters }) => seconds >= 40 && !chapters);
  await part('browsing, served', () => checkSoft(browser, show, one));
  await part('browsing to another version', () => checkOtherVersion(browser, show, one));
  await part('browsing with a queue', () => checkQueueAcross(browser, show, one));
  await part('browsing, from disk', () => checkDisk(browser, show, one));
}
