// The player's bar: what it fetches, what it shows before anything is loaded, and what its buttons do.

import { check, checkList, checkSame, part } from './checks.js';
import { act, becomes, clock, heard, open, openSheet, pause, playButton, plays, queueOf, row, seek, stands, visitor } from './visit.js';

const text = (page, name) => page.locator(`#player [data-part=${name}]`).textContent();

// Nothing of a recording is fetched before somebody plays, also where something was heard before.
async function checkFrugal(context, show) {
  const [newest] = show.entries;
  const name = newest.page.replace(/^episodes\//, '');
  for (const path of ['', newest.page, `embed/${name}`, 'months/2025-01.html', `transcripts/${name}`, '404.html']) {
    const page = await open(context, show.address + path);
    await page.waitForTimeout(150);
    checkSame(`recordings fetched by /${path} before anything is played`, [], page.media);
    await page.close();
  }
}

async function checkBar(context, show, long) {
  const page = await open(context, show.address);
  check(await page.locator('#player').isHidden(), 'the bar before anything was ever played', 'hidden', 'visible');
  // What is known before the recording comes.
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route(/\/media\//, async (route) => { await held; await route.continue(); });
  await playButton(page, long).click();
  check(await page.locator('#player').isVisible(), 'the bar once something plays', 'visible', 'hidden');
  checkSame('length before the recording is there', clock(long.seconds), await text(page, 'length'));
  checkSame('end of the seek bar before the recording is there', long.seconds, Number(await page.locator('[data-part=seek]').getAttribute('max')));
  release();
  check(await plays(page), 'the button of a row', 'plays', await heard(page));
  checkSame('title in the bar', long.title, await text(page, 'title'));
  checkSame("the row's button while it plays", 'Tạm dừng', await row(page, long).locator('.play .word').textContent());

  await pause(page);
  await seek(page, 5);
  await act(page, 'forward');
  check(await stands(page, 35), 'forward 30 from 5 s', 35, (await heard(page)).time);
  await act(page, 'back');
  check(await stands(page, 20), 'back 15 from 35 s', 20, (await heard(page)).time);
  await act(page, 'back');
  await act(page, 'back');
  check(await stands(page, 0), 'back past the beginning', 0, (await heard(page)).time);
  await act(page, 'toggle');
  check(await plays(page), "the bar's button", 'plays', await heard(page));
  await act(page, 'toggle');
  checkSame("the bar's button, again", true, (await heard(page)).paused);

  const bar = page.locator('[data-part=seek]');
  await bar.evaluate((input) => { input.value = '12'; input.dispatchEvent(new Event('input')); });
  checkSame('time that is shown while the seek bar is dragged', '0:12', await text(page, 'elapsed'));
  await bar.evaluate((input) => input.dispatchEvent(new Event('change')));
  check(await stands(page, 12), 'time after the seek bar was dragged to 12 s', 12, (await heard(page)).time);
  checkSame('what the seek bar says', `0:12 trên ${clock(long.seconds)}`, await bar.getAttribute('aria-valuetext'));
  await bar.focus();
  const box = await bar.boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  check(await stands(page, long.seconds / 2, 1), 'time after a click in the middle of the seek bar', long.seconds / 2, (await heard(page)).time);
  await page.close();
}

async function checkSpeed(context, show, one, other) {
  const page = await open(context, show.address);
  await playButton(page, one).click();
  await openSheet(page);
  await page.getByLabel('Tốc độ').selectOption('1.5');
  checkSame('speed that was chosen', 1.5, (await heard(page)).rate);
  await page.keyboard.press('Escape');
  await playButton(page, other).click();
  await plays(page);
  checkSame('speed of the next episode', 1.5, (await heard(page)).rate);
  await page.reload();
  await playButton(page, one).click();
  await plays(page);
  checkSame('speed at the next visit', 1.5, (await heard(page)).rate);
  checkSame('speed that the list shows then', '1.5', await page.locator('[data-part=speed]').inputValue());
  await openSheet(page);
  await page.getByLabel('Tốc độ').selectOption('1');
  await page.close();
}

async function checkSleep(context, show, long, next) {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(show.address);
  await playButton(page, long).click();
  await plays(page);
  await openSheet(page);
  await page.getByLabel('Hẹn giờ tắt').selectOption('15');
  await page.clock.fastForward('14:50');
  checkSame('paused shortly before the timer ends', false, (await heard(page)).paused);
  await page.clock.fastForward('00:15');
  check(await becomes(page, () => document.getElementById('audio').paused), 'the sleep timer', 'pauses', await heard(page));
  checkSame('the timer afterwards', '0', await page.locator('[data-part=sleep]').inputValue());
  await page.close();

  // With the end of the episode, also where another is to follow.
  const other = await open(context, show.address);
  await playButton(other, long).click();
  await plays(other);
  await row(other, next).locator('button.queue').click();
  await openSheet(other);
  await other.getByLabel('Hẹn giờ tắt').selectOption('end');
  await seek(other, long.seconds - 0.4);
  check(await becomes(other, () => document.getElementById('audio').ended), 'an episode', 'ends', await heard(other));
  await other.waitForTimeout(300);
  checkSame('what is in the player after the timer for the end', long.title, (await heard(other)).title);
  checkSame('the timer for the end afterwards', '0', await other.locator('[data-part=sleep]').inputValue());
  checkList('the queue after the timer for the end', [next.title], await queueOf(other));
  await other.locator('[data-do=clear]').click();
  await other.close();
}

async function checkQueue(context, show) {
  const page = await open(context, show.address);
  const titlesOf = (day) => page.evaluate((day) =>
    Array.from(document.querySelectorAll(`[data-id][data-day="${day}"] .title`), (title) => title.textContent.trim()), day);
  const all = page.locator('#list button.all').first();
  const day = await all.getAttribute('data-day');
  const titles = await titlesOf(day);
  check(titles.length > 1, 'episodes of a day', 'several', titles);
  check((await all.textContent()).includes(String(titles.length)), 'the button for a day names their number', titles.length, await all.textContent());
  await all.click();
  check(await plays(page), 'the button for a day', 'plays', await heard(page));
  checkSame('what it plays first', titles[0], (await heard(page)).title);
  await openSheet(page);
  checkList('what it plays then', titles.slice(1), await queueOf(page));
  await page.evaluate(() => { const audio = document.getElementById('audio'); audio.currentTime = audio.duration - 0.3; });
  check(await becomes(page, (title) => document.querySelector('[data-part=title]').textContent === title, titles[1]),
    'after the end of the first', titles[1], (await heard(page)).title);
  check(await plays(page), 'the next one', 'plays', await heard(page));
  checkList('what is left then', titles.slice(2), await queueOf(page));

  // Adding, of which nothing comes twice; removing; a click on one.
  await pause(page);
  await page.keyboard.press('Escape');
  const last = show.entries[13];
  await row(page, last).locator('button.queue').click();
  check((await text(page, 'told')).includes(last.title), 'what is said of an added one', last.title, await text(page, 'told'));
  await row(page, last).locator('button.queue').click();
  checkList('the queue after one was added twice', [...titles.slice(2), last.title], await queueOf(page));
  await page.reload();
  checkList('the queue after a reload', [...titles.slice(2), last.title], await queueOf(page));
  await openSheet(page);
  const items = page.locator('[data-part=queue] li');
  checkSame('name of the button that removes', `Bỏ ra: ${titles[2]}`, (await items.first().locator('button').last().textContent()).trim());
  await items.first().locator('button').last().click();
  checkList('the queue after one was removed', [...titles.slice(3), last.title], await queueOf(page));
  check(await page.evaluate(() => document.getElementById('sheet').contains(document.activeElement)), 'focus after one was removed', 'in the sheet', 'lost');
  await items.last().locator('button').first().click();
  check(await plays(page), 'a click on one of the queue', 'plays', await heard(page));
  checkSame('what it plays', last.title, (await heard(page)).title);
  checkList('the queue after a click on its last', titles.slice(3), await queueOf(page));
  if (titles.length > 3) await act(page, 'clear');
  checkList('the queue after it was cleared', [], await queueOf(page));
  await page.close();
}

async function checkShare(context, show, long) {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await open(context, show.address);
  await playButton(page, long).click();
  await plays(page);
  await seek(page, 7.6);
  await pause(page);
  await openSheet(page);
  const wanted = `${show.address}${long.page}#t=7`;
  await page.evaluate(() => { delete Navigator.prototype.share; });
  await act(page, 'share');
  check(await becomes(page, () => document.querySelector('[data-part=told]').textContent === 'Đã sao chép'), 'what is said after sharing', 'Đã sao chép', await text(page, 'told'));
  checkSame('address that was copied', wanted, await page.evaluate(() => navigator.clipboard.readText()));
  await page.evaluate(() => { navigator.share = (what) => { window.shared = what; return Promise.resolve(); }; });
  await act(page, 'share');
  checkSame('address that the system is given', { title: long.title, url: wanted }, await page.evaluate(() => window.shared));
  const link = page.locator('[data-part=download]');
  checkSame('the download', [show.address + long.files[0].src, true], await link.evaluate((a) => [a.href, a.hasAttribute('download')]));
  checkSame('the link to its page', show.address + long.page, await page.locator('[data-part=read]').evaluate((a) => a.href));
  await page.goto(show.address + long.page);
  await page.evaluate(() => { delete Navigator.prototype.share; });
  await page.locator('[data-share]').click();
  await becomes(page, () => document.querySelector('[data-part=told]').textContent === 'Đã sao chép');
  checkSame('address that the page shares', show.address + long.page, await page.evaluate(() => navigator.clipboard.readText()));
  await page.close();
}

// A bulletin is one recording with several chapters.
async function checkBulletin(context, show, bulletin) {
  const page = await open(context, show.address + bulletin.page);
  const starts = bulletin.chapters.map(({ start }) => start);
  const marks = await page.locator('[data-part=marks] i').evaluateAll((all) => all.map((mark) => parseFloat(mark.style.insetInlineStart)));
  checkSame('marks in the seek bar', starts.slice(1).map((start) => Math.round(100 * start / bulletin.seconds)), marks.map(Math.round));
  const end = await page.locator('[data-part=seek]').evaluate((bar) => bar.getBoundingClientRect().right);
  const last = await page.locator('[data-part=marks] i').last().evaluate((mark) => mark.getBoundingClientRect().right);
  check(last < end, 'place of the last mark', `before ${end}`, last);
  await page.locator('main .chapters a[data-start]').nth(1).click();
  check(await plays(page), 'a chapter of a bulletin', 'plays', await heard(page));
  check(await becomes(page, (title) => document.querySelector('[data-part=chapter]').textContent === title, bulletin.chapters[1].title),
    'chapter that the bar names', bulletin.chapters[1].title, await text(page, 'chapter'));
  await pause(page);
  for (const asked of ['#t=13', '?t=13', '#t=0:13', '?t=13.2']) {
    await page.goto('about:blank');
    await page.goto(show.address + bulletin.page + asked);
    check(await stands(page, asked === '?t=13.2' ? 13.2 : 13), `place that '${asked}' opens`, 13, (await heard(page)).time);
    checkSame(`paused at '${asked}'`, true, (await heard(page)).paused);
  }
  await page.close();
}

export async function checkPlayer(browser, show) {
  const context = await visitor(browser);
  const bulletin = show.entries.find(({ chapters }) => chapters);
  const [long, next] = show.entries.filter(({ seconds, chapters }) => seconds >= 40 && !chapters);
  const complaints = [];
  context.on('weberror', (error) => complaints.push(String(error.error())));
  check(bulletin && long && next, 'a bulletin and two long episodes', 'published', show.entries.map(({ title }) => title));
  await part('what is fetched', () => checkFrugal(context, show));
  await part('the bar', () => checkBar(context, show, long));
  await part('what is fetched at a later visit', () => checkFrugal(context, show));
  await part('the speed', () => checkSpeed(context, show, long, next));
  await part('the sleep timer', () => checkSleep(context, show, long, next));
  await part('the queue', () => checkQueue(context, show));
  await part('sharing', () => checkShare(context, show, long));
  await part('a bulletin', () => checkBulletin(context, show, bulletin));
  checkSame('errors of the pages', [], complaints);
  await context.close();
}
