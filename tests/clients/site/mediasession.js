// What the system is told of the player (Media Session), and what it may ask.

import { check, checkSame, part } from './checks.js';
import { becomes, heard, open, openSheet, pause, playButton, plays, row, seek, stands, visitor } from './visit.js';

// In the page, before its own scripts: what they tell the system.
function listen() {
  window.handlers = {};
  const session = navigator.mediaSession;
  const own = session.setActionHandler.bind(session);
  session.setActionHandler = (name, handler) => { window.handlers[name] = handler; own(name, handler); };
  const place = session.setPositionState.bind(session);
  session.setPositionState = (state) => { window.told = state; place(state); };
}
const names = ['play', 'pause', 'stop', 'seekbackward', 'seekforward', 'seekto', 'previoustrack', 'nexttrack'];
const asks = (page, action, details = {}) => page.evaluate(([action, details]) => window.handlers[action]({ action, ...details }), [action, details]);
const metadata = (page) => page.evaluate(() => {
  const { title, album, artist, artwork } = navigator.mediaSession.metadata;
  return { title, album, artist, artwork: artwork.map(({ src }) => src) };
});

async function checkSession(browser, show) {
  const context = await visitor(browser);
  await context.addInitScript(listen);
  const bulletin = show.entries.find(({ chapters }) => chapters);
  const pictured = show.entries.find(({ seconds, chapters, image }) => seconds >= 40 && !chapters && /^images\//.test(image));
  const page = await open(context, show.address);
  await playButton(page, pictured).click();
  await plays(page);
  checkSame('what the system is told of an episode', { title: pictured.title, album: 'Thượng Lưu nghe báo', artist: 'Thượng Lưu nghe báo', artwork: [show.address + pictured.image] },
    await metadata(page));
  checkSame('actions without chapters and queue', names.filter((name) => name !== 'nexttrack'), await page.evaluate((names) => names.filter((name) => window.handlers[name]), names));
  checkSame('state that the system is told', 'playing', await page.evaluate(() => navigator.mediaSession.playbackState));
  await becomes(page, () => window.told?.duration > 30);
  const told = await page.evaluate(() => window.told);
  check(Math.abs(told.duration - pictured.seconds) < 0.2 && told.playbackRate === 1 && told.position >= 0, 'place that the system is told', pictured.seconds, told);
  await asks(page, 'pause');
  checkSame("the system's pause", true, (await heard(page)).paused);
  await becomes(page, () => navigator.mediaSession.playbackState === 'paused');
  checkSame('state that the system is told of a paused one', 'paused', await page.evaluate(() => navigator.mediaSession.playbackState));
  await asks(page, 'seekto', { seekTime: 20 });
  check(await stands(page, 20), "the system's seek to 20 s", 20, (await heard(page)).time);
  await asks(page, 'seekbackward', {});
  check(await stands(page, 5), "the system's seek backward", 5, (await heard(page)).time);
  await asks(page, 'seekforward', {});
  check(await stands(page, 35), "the system's seek forward", 35, (await heard(page)).time);
  await asks(page, 'seekbackward', { seekOffset: 10 });
  check(await stands(page, 25), "the system's seek backward by 10 s", 25, (await heard(page)).time);
  check(Math.abs(await page.evaluate(() => window.told.position) - 25) < 0.5, 'place that the system is told after it', 25, await page.evaluate(() => window.told));
  await asks(page, 'previoustrack');
  check(await stands(page, 0), "the system's previous track without chapters", 0, (await heard(page)).time);
  await asks(page, 'play');
  check(await plays(page), "the system's play", 'plays', await heard(page));
  await asks(page, 'stop');
  checkSame("the system's stop", true, (await heard(page)).paused);
  await openSheet(page);
  await page.getByLabel('Tốc độ').selectOption('2');
  await becomes(page, () => window.told.playbackRate === 2);
  checkSame('speed that the system is told', 2, await page.evaluate(() => window.told.playbackRate));
  await page.getByLabel('Tốc độ').selectOption('1');
  await page.keyboard.press('Escape');

  // With a queue the next track is its first.
  const queued = show.entries[9];
  await row(page, queued).locator('button.queue').click();
  await asks(page, 'nexttrack');
  check(await becomes(page, (title) => document.querySelector('[data-part=title]').textContent === title, queued.title), "the system's next track with a queue", queued.title, (await heard(page)).title);

  // In a bulletin tracks are its chapters.
  await playButton(page, bulletin).click();
  await plays(page);
  await pause(page);
  await seek(page, 1);
  checkSame('actions in a bulletin', names, await page.evaluate((names) => names.filter((name) => window.handlers[name]), names));
  await asks(page, 'nexttrack');
  check(await stands(page, bulletin.chapters[1].start), "the system's next track in a bulletin", bulletin.chapters[1].start, (await heard(page)).time);
  await becomes(page, (title) => navigator.mediaSession.metadata.title === title, bulletin.chapters[1].title);
  const { title, album } = await metadata(page);
  checkSame('what the system is told of a chapter', { title: bulletin.chapters[1].title, album: bulletin.title }, { title, album });
  await asks(page, 'previoustrack');
  check(await stands(page, bulletin.chapters[0].start), "the system's previous track in a bulletin", bulletin.chapters[0].start, (await heard(page)).time);

  // On its own page, and there in full size.
  await page.goto(show.address + pictured.page);
  await page.locator('article button.play').click();
  await plays(page);
  const [picture] = (await metadata(page)).artwork;
  check(/\/images\//.test(picture), 'picture on its own page', 'its own', picture);
  checkSame('answer to that picture', 200, (await page.request.get(picture)).status());
  await context.close();
}

export async function checkMediaSession(browser, show) {
  await part('what the system is told', () => checkSession(browser, show));
}
