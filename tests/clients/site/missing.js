// A recording that cannot be had, or that breaks off: it is said in words, the next is offered, and it can be tried again.

import { createServer } from 'node:http';

import { check, checkNear, checkSame, part } from './checks.js';
import { heard, kept, open, pause, playButton, plays, queueOf, row, seek, stands, visitor } from './visit.js';

const alert = (page) => page.locator('#player [role=alert]');
const again = (page) => alert(page).getByRole('button', { name: 'Thử lại' });
const following = (page) => alert(page).getByRole('button', { name: /^Tiếp theo: / });

async function checkGone(browser, show, one, next) {
  const context = await visitor(browser);
  const page = await open(context, show.address);
  let isGone = true;
  await page.route(new RegExp(one.files[0].src), (route) => (isGone ? route.fulfill({ status: 404, body: 'gone' }) : route.continue()));
  await page.evaluate((id) => localStorage.setItem(`newscast:at:${id}`, '9'), one.id);
  await playButton(page, one).click();
  await alert(page).waitFor({ state: 'visible' });
  check((await alert(page).textContent()).startsWith('Hiện không phát được bản ghi âm này.'), 'what is said of a missing recording', 'words', await alert(page).textContent());
  checkSame("the row's button of a missing recording", 'Phát', await row(page, one).locator('.play .word').textContent());
  checkSame('place that is kept of a missing recording', '9', await kept(page, one.id));
  checkSame('what is offered instead', `Tiếp theo: ${next.title}`, await following(page).textContent());
  await again(page).click();
  await page.waitForTimeout(300);
  await alert(page).waitFor({ state: 'visible' });
  isGone = false;
  await again(page).click();
  check(await plays(page, 8.9), 'another try, once it is back', 'plays from 9 s', await heard(page));
  check(await alert(page).isHidden(), 'what is said once it plays', 'nothing', await alert(page).textContent());

  // The next that is offered plays; with a queue it is the queue's.
  isGone = true;
  await page.reload();
  await playButton(page, one).click();
  await alert(page).waitFor({ state: 'visible' });
  await following(page).click();
  check(await plays(page), 'the next that is offered', 'plays', await heard(page));
  checkSame('what plays then', next.title, (await heard(page)).title);
  await pause(page);
  const queued = show.entries[13];
  await row(page, queued).locator('button.queue').click();
  await playButton(page, one).click();
  await alert(page).waitFor({ state: 'visible' });
  checkSame('what is offered where something is queued', `Tiếp theo: ${queued.title}`, await following(page).textContent());
  await following(page).click();
  check(await plays(page), 'the next of the queue', 'plays', await heard(page));
  checkSame('the queue then', [], await queueOf(page));
  await context.close();
}

// As PCM, which a browser plays as it comes, and which is more than it takes in one go.
function longWave(seconds) {
  const rate = 44100;
  const wave = Buffer.alloc(44 + 4 * rate * seconds);
  wave.write('RIFF', 0, 'latin1');
  wave.writeUInt32LE(wave.length - 8, 4);
  wave.write('WAVEfmt ', 8, 'latin1');
  [[16, 4], [1, 2], [2, 2], [rate, 4], [4 * rate, 4], [4, 2], [16, 2]].reduce((at, [value, bytes]) => wave.writeUIntLE(value, at, bytes), 16);
  wave.write('data', 36, 'latin1');
  wave.writeUInt32LE(wave.length - 44, 40);
  return wave;
}

// A host that gives some of a recording and, once it is broken, nothing any more.
async function startFailing(whole) {
  const host = { isBroken: false, isMended: false };
  const open = new Set();
  host.server = createServer((request, response) => {
    if (host.isBroken) { response.writeHead(404).end(); return; }
    const begin = Number(/bytes=(\d+)-/.exec(request.headers.range ?? 'bytes=0-')[1]);
    response.writeHead(206, { 'content-type': 'audio/wav', 'accept-ranges': 'bytes', 'content-length': whole.length - begin,
      'content-range': `bytes ${begin}-${whole.length - 1}/${whole.length}` });
    if (host.isMended) { response.end(whole.subarray(begin)); return; }
    open.add(response);
    response.write(whole.subarray(begin, begin + 3000000));
  });
  host.break = () => {
    host.isBroken = true;
    for (const response of open) response.destroy();
  };
  host.mend = () => { host.isBroken = false; host.isMended = true; };
  await new Promise((resolve) => { host.server.listen(0, '127.0.0.1', resolve); });
  host.address = `http://127.0.0.1:${host.server.address().port}/`;
  return host;
}

// The first part comes, then the connection breaks.
async function checkBroken(browser, show, one) {
  const context = await visitor(browser);
  const page = await open(context, show.address);
  const host = await startFailing(longWave(one.seconds));
  await page.route(new RegExp(one.files[0].src), (route) => route.continue({ url: host.address }));
  await playButton(page, one).click();
  check(await plays(page), 'a recording of which the beginning comes', 'plays', await heard(page));
  await seek(page, 6);
  check(await plays(page, 6), 'a recording of which the beginning comes', 'plays from 6 s', await heard(page));
  host.break();
  const wanted = one.seconds / 2;
  await page.evaluate((to) => { document.getElementById('audio').currentTime = to; }, wanted);
  await alert(page).waitFor({ state: 'visible', timeout: 30000 });
  checkSame("the bar's button of one that broke off", 'Phát', await page.locator('[data-do=toggle] .hidden-text').textContent());
  check(await again(page).isVisible(), 'a recording that breaks off', 'can be tried again', 'cannot');
  host.mend();
  await again(page).click();
  check(await plays(page), 'another try of one that broke off', 'plays', await heard(page));
  checkNear('its place then', wanted, (await heard(page)).time, 2);
  await page.close();
  await context.close();
  host.server.closeAllConnections();
  host.server.close();
}

// On the page of an episode, before and while it is heard.
async function checkPage(browser, show, one) {
  const context = await visitor(browser);
  const page = await open(context, show.address + one.page);
  await page.route(/\/media\//, (route) => route.abort());
  await page.locator('article button.play').click();
  await alert(page).waitFor({ state: 'visible' });
  check(await again(page).isVisible(), 'a missing recording on its page', 'can be tried again', 'cannot');
  await page.unroute(/\/media\//);
  await page.locator('article button.play').click();
  check(await plays(page), "the page's button, once it is back", 'plays', await heard(page));
  await pause(page);
  await page.goto(`${show.address}${one.page}#t=11`);
  check(await stands(page, 11), 'a time in the address', 11, (await heard(page)).time);
  await context.close();
}

export async function checkMissing(browser, show) {
  const long = show.entries.filter(({ seconds, chapters }) => seconds >= 40 && !chapters);
  await part('a missing recording', () => checkGone(browser, show, long[0], long[1]));
  await part('a recording that breaks off', () => checkBroken(browser, show, show.entries.find(({ chapters }) => chapters)));
  await part('a missing recording on its page', () => checkPage(browser, show, long[0]));
}
