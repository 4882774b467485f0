// Everything can be reached by Tab, what is focused is seen (WCAG 2.2, 2.4.7), and it does not lie under the bar (2.4.11).

import { check, checkSame, part } from './checks.js';
import { open, openSheet, plays, visitor } from './visit.js';

// In the page: where the focus is, and whether anything of it can be seen.
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  if (!window.walked) window.walked = new Map();
  if (!window.walked.has(element)) window.walked.set(element, window.walked.size);
  const box = element.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [box.left + x * box.width, box.top + y * box.height]));
  const isSeen = ([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (element.contains(top) || top.contains(element) && !top.closest('#player'));
  };
  // In the sheet, the sheet itself and what scrolls in it.
  const seen = element.closest('#player') ? points.filter(([x, y]) => element.contains(document.elementFromPoint(x, y))) : points.filter(isSeen);
  const style = getComputedStyle(element);
  return {
    number: window.walked.get(element), name: (element.getAttribute('aria-label') || element.textContent.trim() || element.tagName).slice(0, 60),
    isSeen: seen.length > 0, isMarked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || element.id === 'sheet' || element.tagName === 'H1',
    box: [box.left, box.top, box.width, box.height].map(Math.round),
  };
}

// What Tab is to reach.
function reachable() {
  return Array.from(document.querySelectorAll('a[href], button, input, select, summary, iframe')).filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.disabled && !element.closest('dialog:not([open])')).length;
}

async function walk(page, what, key) {
  const seen = new Set();
  const hidden = [];
  const unmarked = [];
  let wanted = await page.evaluate(reachable);
  for (let i = 0; i < 400; ++i) {
    await page.keyboard.press(key);
    const at = await page.evaluate(focused);
    // Past the end it goes on at the beginning, until it comes round again.
    if (!at) continue;
    if (seen.has(at.number)) break;
    seen.add(at.number);
    if (!at.isSeen) hidden.push(`${at.name} ${at.box}`);
    if (!at.isMarked) unmarked.push(at.name);
    wanted = Math.max(wanted, await page.evaluate(reachable));
  }
  checkSame(`${what}, ${key}: focused and not to be seen`, [], hidden);
  checkSame(`${what}, ${key}: focused and not marked`, [], unmarked);
  return { reached: seen.size, wanted };
}

async function checkWalk(context, what, address, play) {
  const page = await open(context, address);
  await page.locator(play).first().click();
  await plays(page);
  for (const isOpen of [false, true]) {
    for (const key of ['Tab', 'Shift+Tab']) {
      await page.evaluate(() => { document.activeElement.blur(); window.walked = new Map(); window.scrollTo(0, 0); });
      const how = `${what}, sheet ${isOpen ? 'open' : 'closed'}`;
      if (isOpen) {
        await openSheet(page);
        // The walk begins in the player, so that it is still open there.
        if (key === 'Tab') await page.locator('#sheet').focus();
      }
      const inSheet = await page.locator('#sheet').locator('button:visible, a:visible, select:visible').count();
      const { reached, wanted } = await walk(page, how, key);
      if (!isOpen) check(reached >= wanted, `${how}, ${key}: what is reached`, wanted, reached);
      else if (key === 'Tab') checkSame(`${how}, ${key}: what is reached in it`, inSheet,
        await page.evaluate(() => Array.from(window.walked.keys()).filter((one) => one.matches('#sheet *')).length));
    }
  }
  await openSheet(page);
  await page.locator('[data-part=speed]').focus();
  await page.keyboard.press('Escape');
  checkSame(`${what}: focus after the sheet was closed`, 'more', await page.evaluate(() => document.activeElement.dataset.part));
  await page.close();
}

// While the player says at length that a recording is missing.
async function checkAlert(context, what, address) {
  const page = await open(context, address);
  await page.route(/\/media\//, (route) => route.abort());
  await page.locator('.hero button.play').click();
  await page.locator('#player [role=alert]').waitFor({ state: 'visible' });
  for (const key of ['Tab', 'Shift+Tab']) {
    await page.evaluate(() => { document.activeElement.blur(); window.walked = new Map(); window.scrollTo(0, 0); });
    const { reached, wanted } = await walk(page, what, key);
    check(reached >= wanted, `${what}, ${key}: what is reached`, wanted, reached);
  }
  await page.close();
}

export async function checkFocus(browser, show) {
  const bulletin = show.entries.find(({ chapters }) => chapters);
  for (const viewport of [{ width: 360, height: 740 }, { width: 740, height: 360 }, { width: 1280, height: 800 }]) {
    const size = `${viewport.width} x ${viewport.height}`;
    const context = await visitor(browser, { viewport });
    await part(`focus on the index at ${size}`, () => checkWalk(context, `the index at ${size}`, show.address, '.hero button.play'));
    await part(`focus on a bulletin's page at ${size}`, () => checkWalk(context, `a bulletin's page at ${size}`, show.address + bulletin.page, 'article button.play'));
    await part(`focus with an alert at ${size}`, () => checkAlert(context, `the index with an alert at ${size}`, show.address));
    await context.close();
  }
}
