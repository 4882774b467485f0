// An episode's page in a browser, compared with the times at which its recording was made to read each sentence.

import { check, checkList, checkNear, checkSame, oneLine } from './checks.js';

const narrow = { width: 360, height: 740 };
// How far a transcript's times may be from the truth.
const tolerance = 0.25;

// What is spoken at a time: a sentence's text, or nothing in the jingle and in pauses.
function spokenAt(truth, seconds) {
  return truth.find(({ start, end }) => start <= seconds && seconds < end)?.text ?? '';
}

// Whether the answer is the same wherever the times within the tolerance are.
function isClear(truth, seconds) {
  const margin = tolerance + 0.05;
  return truth.every(({ start, end }) => start === undefined ||
    (Math.abs(seconds - start) > margin && Math.abs(seconds - end) > margin));
}

// A dozen times and more: in the jingle, in the middle and near both ends of sentences, in long pauses, after the last word.
function telling(truth) {
  const read = truth.filter(({ start }) => start !== undefined);
  const times = [1, read.at(-1).end + 0.6];
  read.forEach(({ start, end }, i) => {
    times.push((start + end) / 2);
    if (end - start > 2) times.push(start + 0.4, end - 0.4);
    if (i > 0) times.push((read[i - 1].end + start) / 2);
  });
  return times.filter((seconds) => isClear(truth, seconds));
}

// A page of a browser context, and what it complains of.
async function open(context, address, complaints) {
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`);
  });
  await page.goto(address);
  return page;
}

const marked = (page) => page.evaluate(() =>
  Array.from(document.querySelectorAll('.spoken'), (span) => span.textContent).join('')).then(oneLine);
const player = (page) => page.evaluate(() => {
  const audio = document.getElementById('audio');
  return { time: audio.currentTime, paused: audio.paused, rate: audio.playbackRate };
});

// Does something in the page and waits for the player to have sought. Returns the time at which it then was.
async function seeking(page, act) {
  await page.evaluate(() => {
    window.sought = new Promise((resolve, reject) => {
      const audio = document.getElementById('audio');
      audio.addEventListener('seeked', () => resolve(audio.currentTime), { once: true });
      setTimeout(() => reject(new Error('the player did not seek within 10 s')), 10000);
    });
    window.sought.catch(() => {});
  });
  await act();
  return page.evaluate(() => window.sought);
}

const seek = (page, seconds) => seeking(page, () => page.evaluate((to) => {
  const audio = document.getElementById('audio');
  audio.preload = 'auto';
  if (audio.readyState > 0) audio.currentTime = to;
  else audio.addEventListener('loadedmetadata', () => { audio.currentTime = to; }, { once: true });
  if (audio.readyState === 0) audio.load();
}, seconds));

const pause = (page) => page.evaluate(() => document.getElementById('audio').pause());
const sentence = (page, text) => page.locator('.s', { hasText: text }).first();

async function checkMarks(page, what, truth) {
  const texts = await page.evaluate(() => {
    const found = new Map();
    for (const { dataset, textContent } of document.querySelectorAll('.s'))
      found.set(dataset.start, (found.get(dataset.start) ?? '') + textContent);
    return Array.from(found.values());
  });
  checkList(`${what}: sentences with times`, truth.filter(({ start }) => start !== undefined).map(({ text }) => text),
    texts.map(oneLine));
  const times = telling(truth);
  check(times.length >= 12, `${what}: times to look at`, 'a dozen', times.length);
  for (const seconds of times) {
    await seek(page, seconds);
    checkSame(`${what}: marked at ${seconds.toFixed(2)} s`, spokenAt(truth, seconds), await marked(page));
  }
}

// Plays some seconds over the end of a sentence; what is marked at each frame is what is spoken then.
async function checkPlaying(page, what, truth) {
  const from = truth[1].end - 1.5;
  const to = truth[2].start + 1.5;
  await seek(page, from);
  const frames = await page.evaluate(async (to) => {
    const audio = document.getElementById('audio');
    const frames = [];
    await audio.play();
    const latest = performance.now() + 20000;
    while (audio.currentTime < to && performance.now() < latest) {
      await new Promise(requestAnimationFrame);
      // A task after the frame's callbacks: the page's own has run, whichever came first.
      await new Promise((resolve) => setTimeout(resolve));
      frames.push([audio.currentTime, Array.from(document.querySelectorAll('.spoken'), (span) => span.textContent).join('')]);
    }
    audio.pause();
    return frames;
  }, to);
  const last = frames.at(-1)?.[0];
  check(last >= to, `${what}: time that it has come to by playing from ${from.toFixed(2)} s`, to, last);
  const clear = frames.filter(([time]) => isClear(truth, time));
  check(clear.length > 20, `${what}: frames to look at`, 'more than 20', clear.length);
  const wrong = clear.find(([time, text]) => oneLine(text) !== spokenAt(truth, time));
  check(!wrong, `${what}: marked at ${wrong?.[0].toFixed(2)} s while it plays`, wrong && spokenAt(truth, wrong[0]), wrong?.[1]);
  const seen = new Set(clear.map(([, text]) => oneLine(text)));
  const both = [truth[1].text, truth[2].text];
  check(both.every((text) => seen.has(text)), `${what}: marked while it plays, in all`, both, Array.from(seen));
}

// The page goes where it is read, but calls nobody back who has gone elsewhere.
async function checkFollowing(page, what, truth) {
  const read = truth.filter(({ start }) => start !== undefined);
  const middleOf = ({ start, end }) => (start + end) / 2;
  const topOf = ({ text }) => sentence(page, text).evaluate((span) => span.getBoundingClientRect().top);
  const height = page.viewportSize().height;
  const scrolled = () => page.evaluate(() => window.scrollY);
  await page.evaluate(() => window.scrollTo(0, 0));
  await seek(page, middleOf(read[0]));
  const below = await topOf(read.at(-1));
  check(below > height, `${what}: place of the last sentence, seen from the top of the page`, `below ${height}`, below);
  await seek(page, middleOf(read.at(-1)));
  const top = await topOf(read.at(-1));
  check(top > 0 && top < height, `${what}: place of the sentence that is read next`, `0 to ${height}`, top);
  await page.evaluate(() => window.scrollTo(0, 0));
  await seek(page, middleOf(read.at(-2)));
  checkSame(`${what}: scrolled, after the reader has gone elsewhere`, 0, await scrolled());
}

// Many seeks while it plays leave one watcher of the time, not one for each.
async function checkFrugal(page, what, truth) {
  await page.evaluate(() => document.getElementById('audio').play());
  for (let i = 0; i < 5; ++i) await seek(page, truth[2].start + i / 10);
  const [frames, asked] = await page.evaluate(async () => {
    const own = window.requestAnimationFrame;
    let asked = 0;
    window.requestAnimationFrame = (callback) => { ++asked; return own.call(window, callback); };
    let frames = 0;
    for (; frames < 30; ++frames) await new Promise((resolve) => own.call(window, resolve));
    window.requestAnimationFrame = own;
    document.getElementById('audio').pause();
    return [frames, asked];
  });
  const isOneEach = asked >= frames / 2 && asked <= frames + 2;
  check(isOneEach, `${what}: animation frames that the page asks for in ${frames}`, frames, asked);
}

async function checkClicks(page, what, truth, linkText) {
  const wanted = truth.findLast(({ start }) => start !== undefined);
  await seek(page, 1);
  const from = await seeking(page, () => sentence(page, wanted.text).click());
  checkNear(`${what}: plays from, after a click on '${wanted.text}'`, wanted.start, from, 0.3);
  check(!(await player(page)).paused, `${what}: after a click on a sentence`, 'playing', 'paused');
  checkSame(`${what}: marked after a click on a sentence`, wanted.text, await marked(page));
  await pause(page);

  // The link is kept from leading away, to see that the click did nothing else.
  const before = await seek(page, 1);
  await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault(), { once: true }));
  await page.locator('.text a', { hasText: linkText }).click();
  const { time, paused } = await player(page);
  checkSame(`${what}: player after a click on a link`, { time: before, paused: true }, { time, paused });
  // What is no sentence of the recording is no button.
  const silent = truth.find(({ start }) => start === undefined);
  await page.locator('.text', { hasText: silent.text }).first().evaluate((block, text) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.data.includes(text)) walker.currentNode.parentElement.click();
  }, silent.text);
  checkNear(`${what}: time after a click on what is not read`, before, (await player(page)).time, 0.01);
  await page.locator('.text a', { hasText: linkText }).click();
  await page.waitForURL(/\/timetable\.html$/);
}

async function checkKeys(page, what) {
  await seek(page, 20);
  await page.evaluate(() => document.activeElement.blur());
  const expectTime = async (key, time) => {
    const seen = await seeking(page, () => page.keyboard.press(key));
    checkNear(`${what}: time after the key '${key}'`, time, seen, 0.1);
  };
  await expectTime('l', 50);
  await expectTime('j', 35);
  for (const [key, paused] of [['k', false], ['k', true], [' ', false], [' ', true]]) {
    await page.keyboard.press(key);
    checkSame(`${what}: paused after the key '${key}'`, paused, (await player(page)).paused);
  }
  for (const [key, rate] of [['>', 1.25], ['<', 1]]) {
    await page.keyboard.press(key);
    checkSame(`${what}: speed after the key '${key}'`, rate, (await player(page)).rate);
  }
}

// The addresses that open at a time, and those that change to one.
async function checkFragments(context, what, address, truth, complaints) {
  const [, , one, , two] = truth;
  const first = ((one.start + one.end) / 2).toFixed(1);
  const second = Math.round((two.start + two.end) / 2);
  const opened = async (page, seconds) => {
    const isThere = (to) => Math.abs(document.getElementById('audio').currentTime - to) < 0.1;
    await page.waitForFunction(isThere, seconds, { timeout: 10000 }).catch(() => {});
    const { time, paused } = await player(page);
    const fragment = await page.evaluate(() => location.hash);
    checkNear(`${what}: time at ${fragment}`, seconds, time, 0.1);
    checkSame(`${what}: paused at ${fragment}`, true, paused);
    checkSame(`${what}: marked at ${fragment}`, spokenAt(truth, seconds), await marked(page));
  };
  const page = await open(context, `${address}#t=${first}`, complaints);
  await opened(page, Number(first));
  await page.evaluate((to) => { location.hash = to; }, `#t=0:${second}`);
  await opened(page, second);
  await page.goto(`${address}#t=${first},${Number(first) + 1}`);
  await opened(page, Number(first));
  await page.close();
}

// `version`: the file that the visitor chose at an earlier visit.
export async function checkReading(browser, what, address, truth, linkText, version = 'enclosure') {
  const complaints = [];
  const context = await browser.newContext({ viewport: narrow });
  await context.addInitScript((chosen) => { localStorage.setItem('newscast:version', chosen); }, version);
  const page = await open(context, address, complaints);
  checkSame(`${what}: marked before anything is played`, '', await marked(page));
  check(await page.locator('.hint').isVisible(), `${what}: the word that sentences can be clicked`, 'visible', 'hidden');
  await checkMarks(page, what, truth);
  await checkPlaying(page, what, truth);
  const played = await page.evaluate(() => document.getElementById('audio').currentSrc);
  check(played.endsWith(version === 'light' ? '-light.opus' : '.mp3'), `${what}: file that is played`, version, played);
  await checkFollowing(page, what, truth);
  await checkFrugal(page, what, truth);
  await checkKeys(page, what);
  await checkFragments(context, what, address, truth, complaints);
  await checkClicks(page, what, truth, linkText);
  checkSame(`${what}: errors of the page`, [], complaints);
  await context.close();
}

// Without JavaScript the text stands there, nothing is marked or promised, and the player plays.
export async function checkWithoutScript(browser, what, address, truth) {
  const context = await browser.newContext({ viewport: narrow, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  const text = oneLine(await page.locator('main').innerText());
  let from = 0;
  for (const { text: sentence } of truth) {
    const at = text.indexOf(sentence, from);
    check(at >= 0, `${what}: text without JavaScript`, sentence, text.slice(from, from + 80));
    from = Math.max(from, at);
  }
  checkSame(`${what}: marked without JavaScript`, 0, await page.locator('.spoken').count());
  const hints = await page.locator('.hint').isVisible();
  check(!hints, `${what}: the word that sentences can be clicked, without JavaScript`, 'hidden', 'visible');
  check(await page.locator('#audio[controls]').isVisible(), `${what}: the player without JavaScript`, 'visible', 'hidden');
  await context.close();
}

// The browser is a reader of WebVTT as well: the cues of an episode's transcript.
export async function cuesInBrowser(browser, address) {
  const page = await browser.newPage();
  await page.goto(address);
  const cues = await page.evaluate((source) => new Promise((resolve, reject) => {
    const track = document.createElement('track');
    track.addEventListener('load', () => resolve(Array.from(track.track.cues, (cue) =>
      ({ start: cue.startTime, end: cue.endTime, text: cue.getCueAsHTML().textContent }))));
    track.addEventListener('error', () => reject(new Error(`the browser does not read ${source}`)));
    track.src = source;
    document.getElementById('audio').append(track);
    track.track.mode = 'hidden';
  }), address.replace('/episodes/', '/transcripts/').replace(/\.html$/, '.vtt'));
  await page.close();
  return cues;
}
