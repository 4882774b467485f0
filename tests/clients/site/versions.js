// An episode's files in a browser: which it plays, and the visitor's choice of the light one.

import { check, checkSame } from './checks.js';

const playing = (page) => page.evaluate(() => {
  const audio = document.getElementById('audio');
  return { file: audio.currentSrc.replace(/.*\//, ''), time: audio.currentTime, paused: audio.paused, rate: audio.playbackRate };
});
const plays = (page) => page.waitForFunction(() => {
  const audio = document.getElementById('audio');
  return !audio.paused && audio.readyState > 2 && !audio.seeking;
}, null, { timeout: 10000 });
const isLight = (file) => /-light\.opus$/.test(file);
// By its name, as assistive programs find it.
const choice = (page) => page.getByLabel('Phiên bản');
const openSettings = (page) => page.locator('[data-do=more]').click();

async function checkEpisode(context, what, address) {
  const page = await context.newPage();
  await page.goto(address);
  checkSame(`${what}: what can be chosen`, 2, await choice(page).locator('option').count());
  checkSame(`${what}: chosen at first`, 'enclosure', await choice(page).inputValue());
  const [usual, light] = await choice(page).locator('option').allTextContents();
  check(/^Bản thường \(MP3, \d+,\d MB\)$/.test(usual), `${what}: name of the usual file`, 'Bản thường (MP3, 0,0 MB)', usual);
  check(/^Bản nhẹ \(Opus, \d+,\d MB\)$/.test(light), `${what}: name of the light file`, 'Bản nhẹ (Opus, 0,0 MB)', light);
  await page.evaluate(() => { document.getElementById('audio').play(); });
  await plays(page);
  check(/\.mp3$/.test((await playing(page)).file), `${what}: file that is played at first`, '….mp3', (await playing(page)).file);

  // While it plays the place and the speed stay, and it goes on.
  await page.evaluate(() => { document.getElementById('audio').currentTime = 12; });
  await openSettings(page);
  await page.getByLabel('Tốc độ').selectOption('1.5');
  await plays(page);
  await choice(page).selectOption('light');
  await plays(page);
  const changed = await playing(page);
  check(isLight(changed.file), `${what}: file after the choice`, '…-light.opus', changed.file);
  check(changed.time >= 11.9 && changed.time < 20, `${what}: time after the choice`, 'from 12', changed.time);
  checkSame(`${what}: speed after the choice`, 1.5, changed.rate);

  // The keyboard chooses as well, and what is paused stays paused at its place.
  await page.evaluate(() => { document.getElementById('audio').pause(); });
  const { time } = await playing(page);
  await choice(page).focus();
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction(() => /\.mp3$/.test(document.getElementById('audio').currentSrc), null, { timeout: 10000 });
  await page.waitForFunction((to) => Math.abs(document.getElementById('audio').currentTime - to) < 0.1, time, { timeout: 10000 });
  checkSame(`${what}: paused after a choice by keyboard`, true, (await playing(page)).paused);
  await choice(page).selectOption('light');
  await page.close();
}

async function checkMemory(context, what, address) {
  const page = await context.newPage();
  await page.goto(address);
  checkSame(`${what}: chosen at the next visit`, 'light', await choice(page).inputValue());
  await page.evaluate(() => { document.getElementById('audio').play(); });
  await plays(page);
  check(isLight((await playing(page)).file), `${what}: file at the next visit`, '…-light.opus', (await playing(page)).file);
  await page.close();
}

async function checkList(context, what, address) {
  const page = await context.newPage();
  await page.goto(address);
  check(!(await choice(page).isVisible()), `${what}: the choice before anything is played`, 'hidden', 'visible');
  const buttons = page.locator('button.play');
  await buttons.first().click();
  await plays(page);
  check(isLight((await playing(page)).file), `${what}: file that a button plays`, '…-light.opus', (await playing(page)).file);
  await openSettings(page);
  await page.evaluate(() => { document.getElementById('audio').currentTime = 8; });
  await plays(page);
  await choice(page).selectOption('enclosure');
  await plays(page);
  const changed = await playing(page);
  check(/\.mp3$/.test(changed.file), `${what}: file after the choice`, '….mp3', changed.file);
  check(changed.time >= 7.9, `${what}: time after the choice`, 'from 8', changed.time);
  await page.keyboard.press('Escape');
  await buttons.last().click();
  await plays(page);
  check(/\.mp3$/.test((await playing(page)).file), `${what}: file of the next button`, '….mp3', (await playing(page)).file);
  check((await playing(page)).file !== changed.file, `${what}: file of the next button`, 'another', changed.file);
  await page.close();
}

// A browser that cannot play the first takes the next, and the page says which.
async function checkFallback(browser, what, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route(/\.mp3$/, (route) => route.fulfill({ status: 200, contentType: 'audio/mpeg', body: 'this is no MP3' }));
  await page.goto(address);
  await page.evaluate(() => { document.getElementById('audio').play(); });
  await plays(page);
  check(isLight((await playing(page)).file), `${what}: file where the first cannot be played`, '…-light.opus', (await playing(page)).file);
  checkSame(`${what}: chosen where the first cannot be played`, 'light', await choice(page).inputValue());
  await context.close();
}

async function checkWithoutScript(browser, what, address) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  check(!(await choice(page).isVisible()), `${what}: the choice without JavaScript`, 'hidden', 'visible');
  const link = page.getByRole('link', { name: /^Bản nhẹ \(Opus, \d+,\d MB\)$/ });
  check(await link.isVisible(), `${what}: the light file without JavaScript`, 'a link', 'none');
  const answer = await page.request.get(new URL(await link.getAttribute('href'), address).href);
  checkSame(`${what}: answer to the light file's link`, 200, answer.status());
  await context.close();
}

export async function checkVersions(browser, what, address, episode) {
  const context = await browser.newContext();
  await checkEpisode(context, what, episode);
  await checkMemory(context, what, episode);
  await checkList(context, `${what}, index`, address);
  await context.close();
  await checkFallback(browser, what, episode);
  await checkWithoutScript(browser, what, episode);
}
