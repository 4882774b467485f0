// A visitor of a published show: where its pages are, what its player does, and what a page complains of.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// A published show: `address` where it is served, `disk` where it lies, `entries` its episodes as the search has them, newest first.
export function readShow(folder, server, id) {
  const published = join(folder, 'www/listen', id);
  const script = readFileSync(join(published, 'search.js'), 'utf8');
  return {
    id, published, address: new URL(`listen/${id}/`, server).href, disk: `${pathToFileURL(published).href}/`,
    entries: JSON.parse(script.slice(script.indexOf('(') + 1, script.lastIndexOf(')'))),
  };
}

// A page of a browser context; what goes wrong in it is told in `complaints`, what it fetches of recordings in `page.media`.
export async function open(context, address, complaints = []) {
  const page = await context.newPage();
  page.media = [];
  page.on('request', (request) => {
    if (/\/media\//.test(request.url())) page.media.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  return page;
}

export const heard = (page) => page.evaluate(() => {
  const audio = document.getElementById('audio');
  return {
    time: audio.currentTime, paused: audio.paused, rate: audio.playbackRate, file: audio.currentSrc.replace(/.*\//, ''),
    title: document.querySelector('[data-part=title]').textContent,
  };
});

// Whether something becomes so within some seconds.
export const becomes = (page, what, argument, timeout = 8000) =>
  page.waitForFunction(what, argument, { timeout, polling: 50 }).then(() => true, () => false);

export const plays = (page, from = 0) => becomes(page, (from) => {
  const audio = document.getElementById('audio');
  return !audio.paused && audio.readyState > 2 && !audio.seeking && audio.currentTime > from;
}, from);
export const stands = (page, seconds, within = 0.2) => becomes(page, ([seconds, within]) => {
  const audio = document.getElementById('audio');
  return audio.readyState > 0 && !audio.seeking && Math.abs(audio.currentTime - seconds) < within;
}, [seconds, within]);
export const pause = (page) => page.evaluate(() => document.getElementById('audio').pause());
export const seek = async (page, seconds) => {
  await page.evaluate((to) => { document.getElementById('audio').currentTime = to; }, seconds);
  await becomes(page, () => !document.getElementById('audio').seeking);
};
// What the browser keeps of an episode.
export const kept = (page, id) => page.evaluate((id) => localStorage.getItem(`newscast:at:${id}`), id);

export const row = (page, entry) => page.locator(`[data-id="${entry.id}"]`).first();
export const playButton = (page, entry) => row(page, entry).locator('button.play');
export const act = (page, name) => page.locator(`#player [data-do=${name}]`).click();
export const queueOf = (page) => page.locator('[data-part=queue] li button:first-child').allTextContents();
export const openSheet = async (page) => {
  if (await page.locator('#sheet').isHidden()) await act(page, 'more');
};

// "1:05", as the site writes lengths.
export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;
}

// What does not come soon does not come.
export async function visitor(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1024, height: 800 }, ...options });
  context.setDefaultTimeout(8000);
  return context;
}
