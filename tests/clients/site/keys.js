// The keyboard: single keys, which can be turned off, and the help that names them.

import { check, checkSame, part } from './checks.js';
import { becomes, heard, open, pause, playButton, plays, seek, stands, visitor } from './visit.js';

async function checkSingleKeys(context, show, bulletin) {
  const page = await open(context, show.address);
  // Nothing is in the player yet: no key does anything, nor is it taken from the page.
  await page.keyboard.press('k');
  await page.keyboard.press('l');
  check(await page.locator('#player').isHidden(), 'keys before anything is in the player', 'no player', 'a player');
  await playButton(page, bulletin).click();
  await plays(page);
  await page.evaluate(() => document.activeElement.blur());
  const paused = async (key, wanted) => {
    await page.keyboard.press(key);
    checkSame(`paused after the key '${key}'`, wanted, (await heard(page)).paused);
  };
  await paused('k', true);
  await paused(' ', false);
  await paused(' ', true);
  await seek(page, 50);
  const goes = async (key, to) => {
    await page.keyboard.press(key);
    check(await stands(page, to), `time after the key '${key}'`, to, (await heard(page)).time);
  };
  await goes('l', 80);
  await goes('j', 65);
  const starts = bulletin.chapters.map(({ start }) => start);
  await seek(page, starts[2] + 1);
  await goes('p', starts[1]);
  await goes('n', starts[2]);
  for (const [key, rate] of [['>', 1.25], ['>', 1.5], ['<', 1.25], ['<', 1], ['<', 0.75], ['<', 0.75], ['>', 1]]) {
    await page.keyboard.press(key);
    checkSame(`speed after the key '${key}'`, rate, (await heard(page)).rate);
  }
  await page.keyboard.press('/');
  checkSame("focus after the key '/'", 'words', await page.evaluate(() => document.activeElement.id));
  // In a field they are letters.
  await page.keyboard.type('kj l?');
  checkSame('letters in the search', 'kj l?', await page.locator('#words').inputValue());
  checkSame('paused after letters in the search', true, (await heard(page)).paused);
  await page.locator('#words').fill('');
  await page.evaluate(() => document.activeElement.blur());
  // With Ctrl they are the browser's.
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Alt+k');
  checkSame('paused after Ctrl and Alt with k', true, (await heard(page)).paused);
  // On a button the space bar presses that button, on a link k is ours.
  const button = playButton(page, show.entries[5]);
  await button.focus();
  await page.keyboard.press(' ');
  check(await becomes(page, (title) => document.querySelector('[data-part=title]').textContent === title, show.entries[5].title),
    'the space bar on a button', show.entries[5].title, (await heard(page)).title);
  await plays(page);
  await page.keyboard.press('k');
  checkSame('paused after k on a button', true, (await heard(page)).paused);
  await page.close();
}

async function checkHelp(context, show, bulletin) {
  const page = await open(context, show.address);
  await playButton(page, bulletin).click();
  await plays(page);
  await pause(page);
  await page.keyboard.press('?');
  const help = page.locator('#help');
  check(await help.isVisible(), "the key '?'", 'opens the help', 'nothing');
  for (const key of ['J', 'L', 'P', 'N', '<', '>', '/', '?'])
    check((await help.innerText()).includes(key), `the key ${key} in the help`, 'named', await help.innerText());
  await page.keyboard.press('k');
  checkSame('paused after k in the help', true, (await heard(page)).paused);
  await help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  check(await help.isHidden(), 'the help after Escape', 'hidden', 'visible');
  for (const key of ['k', '?', '/', '>']) await page.keyboard.press(key);
  const { paused, rate } = await heard(page);
  checkSame('after keys that are turned off', { paused: true, rate: 1, help: false, focus: false }, { paused, rate, help: await help.isVisible(),
    focus: await page.evaluate(() => document.activeElement.id === 'words') });
  await page.reload();
  await page.keyboard.press('k');
  checkSame('paused after a key that was turned off at an earlier visit', true, (await heard(page)).paused);
  // The button in the player opens the help as well; there they are turned on again.
  await page.locator('[data-do=more]').click();
  await page.locator('[data-do=help]').click();
  await help.getByRole('checkbox').check();
  await help.getByRole('button').click();
  check(await help.isHidden(), 'the help after its button', 'hidden', 'visible');
  await page.keyboard.press('k');
  check(await plays(page), 'a key that is turned on again', 'plays', await heard(page));
  await page.close();
}

export async function checkKeys(browser, show) {
  const context = await visitor(browser);
  const bulletin = show.entries.find(({ chapters }) => chapters);
  await part('single keys', () => checkSingleKeys(context, show, bulletin));
  await part('the help', () => checkHelp(context, show, bulletin));
  await context.close();
}
