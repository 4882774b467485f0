// What the browser keeps of a listener: the place in each episode, what was heard, and the other tab's player.

import { check, checkNear, checkSame, part } from './checks.js';
import { act, becomes, heard, kept, open, pause, playButton, plays, row, seek, visitor } from './visit.js';

const stateOf = (page, entry) => row(page, entry).locator('.state').evaluate((state) => [state.className.replace('state ', ''), state.textContent]);

// The place is written whenever it may be the last chance.
async function checkWriting(browser, show, one, other) {
  const context = await visitor(browser);
  const page = await open(context, show.address);
  const begin = async (entry, seconds) => {
    await playButton(page, entry).click();
    await plays(page);
    await seek(page, seconds);
    await plays(page, seconds);
  };
  const wrote = async (how, entry, seconds, where = page) => {
    const seen = await kept(where, entry.id);
    checkNear(`place that is kept ${how}`, seconds, Number(seen), 1.5);
  };
  await begin(one, 11);
  await pause(page);
  await becomes(page, (id) => Number(localStorage.getItem(`newscast:at:${id}`)) > 10, one.id);
  await wrote('on pause', one, 11);
  checkSame('state of a half heard row', ['half', 'còn 1 phút'], await stateOf(page, one));
  await act(page, 'toggle');
  await plays(page);
  await seek(page, 14);
  await playButton(page, other).click();
  await plays(page);
  await wrote('when another begins', one, 14);
  await seek(page, 8);
  await plays(page, 8);
  await page.reload();
  await wrote('on reload', other, 8);
  check(await page.locator('#player').isVisible(), 'the bar after a reload', 'visible', 'hidden');
  checkSame('what is in it after a reload', other.title, (await heard(page)).title);
  checkSame('time that is shown after a reload', '0:08', (await page.locator('[data-part=elapsed]').textContent()).replace('0:09', '0:08'));
  await act(page, 'toggle');
  check(await plays(page, 7.5), 'one click after a reload', 'goes on at 8 s', await heard(page));
  await playButton(page, one).click();
  check(await plays(page, 13), 'the button of a half heard row', 'goes on at 14 s', await heard(page));
  await seek(page, 21);
  await plays(page, 21);
  await page.close({ runBeforeUnload: true });
  const next = await open(context, show.address);
  await wrote('on closing', one, 21, next);
  checkSame('what is in the bar at the next visit', one.title, (await heard(next)).title);

  // To the end: heard, and begun anew by the next click.
  await act(next, 'toggle');
  await plays(next);
  await seek(next, one.seconds - 0.4);
  await becomes(next, () => document.getElementById('audio').ended);
  checkSame('what is kept of one that was heard', 'heard', await kept(next, one.id));
  checkSame('state of a heard row', ['heard', 'Đã nghe'], await stateOf(next, one));
  await playButton(next, one).click();
  check(await becomes(next, () => !document.getElementById('audio').paused && document.getElementById('audio').currentTime < 3),
    'a click on one that was heard', 'plays from the beginning', await heard(next));
  await context.close();
}

async function checkStates(browser, show, one) {
  const context = await visitor(browser);
  const [second, third, fourth] = show.entries.slice(8);
  // A version before this one kept it under the file's address.
  const old = new URL(show.address + one.files[0].src).pathname;
  await context.addInitScript(([old, heard, broken]) => {
    localStorage.setItem(`newscast:${old}`, '17.5');
    localStorage.setItem(`newscast:at:${heard}`, 'heard');
    localStorage.setItem(`newscast:at:${broken}`, 'NaN');
  }, [old, second.id, third.id]);
  const page = await open(context, show.address);
  checkSame('state of a row whose place an earlier version kept', 'half', (await stateOf(page, one))[0]);
  checkSame('state of a row that was heard', 'heard', (await stateOf(page, second))[0]);
  checkSame('state of a row of which nonsense is kept', 'new', (await stateOf(page, third))[0]);
  checkSame('state of a row of which nothing is kept', ['new', 'Mới'], await stateOf(page, fourth));
  await playButton(page, one).click();
  check(await plays(page, 17), 'a place that an earlier version kept', 'goes on at 17.5 s', await heard(page));
  await page.goto(show.address + one.page);
  await page.locator('article button.play').click();
  check(await plays(page, 17), 'a place that an earlier version kept, on its page', 'goes on at 17.5 s', await heard(page));
  await context.close();
}

// A corrected recording has another address and the same GUID.
async function checkCorrected(browser, show, one) {
  const context = await visitor(browser);
  const page = await open(context, show.address);
  await playButton(page, one).click();
  await plays(page);
  await seek(page, 16);
  await pause(page);
  const corrected = one.files[0].src.replace('.mp3', '-anew.mp3');
  await context.route(/\/$|\.html$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(one.files[0].src, corrected) });
  });
  await context.route(/-anew\.mp3$/, (route) => route.continue({ url: route.request().url().replace('-anew', '') }));
  for (const [where, address, button] of [['the index', show.address, `[data-id="${one.id}"] button.play`], ['its page', show.address + one.page, 'article button.play']]) {
    await page.goto(address);
    await page.locator(button).first().click();
    check(await plays(page, 15.5), `a corrected recording on ${where}`, 'goes on at 16 s', await heard(page));
    checkSame(`file of a corrected recording on ${where}`, corrected.replace('media/', ''), (await heard(page)).file);
    await pause(page);
    await seek(page, 16);
  }
  await context.close();
}

// Where nothing may be kept the player plays all the same.
async function checkForbidden(browser, show, one) {
  const context = await visitor(browser);
  const complaints = [];
  context.on('weberror', (error) => complaints.push(String(error.error())));
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  const page = await open(context, show.address);
  await playButton(page, one).click();
  check(await plays(page), 'without storage', 'plays', await heard(page));
  await page.locator('#list button.queue').last().click();
  await page.reload();
  await playButton(page, one).click();
  check(await plays(page), 'without storage, after a reload', 'plays', await heard(page));
  checkSame('errors without storage', [], complaints);
  await context.close();
}

async function checkTabs(browser, show, one, other) {
  const context = await visitor(browser);
  const first = await open(context, show.address);
  const second = await open(context, show.address + other.page);
  const paused = (page) => becomes(page, () => document.getElementById('audio').paused);
  await playButton(first, one).click();
  await plays(first);
  await second.locator('article button.play').click();
  check(await plays(second), 'the second tab', 'plays', await heard(second));
  check(await paused(first), 'the first tab while the second plays', 'paused', await heard(first));
  checkSame("the first tab's button then", 'Phát', await row(first, one).locator('.play .word').textContent());
  await act(first, 'toggle');
  check(await plays(first), 'the first tab again', 'plays', await heard(first));
  check(await paused(second), 'the second tab while the first plays', 'paused', await heard(second));
  // What one tab has heard, and what it has to be heard next, the other shows.
  await seek(first, one.seconds - 0.4);
  await becomes(first, () => document.getElementById('audio').ended);
  const third = await open(context, show.address);
  checkSame('state in a third tab', 'heard', (await stateOf(third, one))[0]);
  const [now, then] = show.entries.slice(8);
  for (const entry of [now, then]) await row(third, entry).locator('button.queue').click();
  check(await becomes(second, (title) => document.querySelector('[data-part=queue]')?.textContent.includes(title), then.title),
    'the queue in another tab', then.title, 'nothing');
  await context.close();
}

export async function checkPlaces(browser, show) {
  const [one, other] = show.entries.filter(({ seconds, chapters }) => seconds >= 40 && !chapters);
  await part('places that are written', () => checkWriting(browser, show, one, other));
  await part('states in rows', () => checkStates(browser, show, one));
  await part('a corrected recording', () => checkCorrected(browser, show, one));
  await part('without storage', () => checkForbidden(browser, show, one));
  await part('two tabs', () => checkTabs(browser, show, one, other));
}
