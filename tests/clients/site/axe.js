// What axe-core finds wrong with the pages, in light and in dark, with what can be opened open too.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { checkSame, part } from './checks.js';
import { open, openSheet, pause, plays, row, visitor } from './visit.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function judge(page, what) {
  const violations = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.length}, first ${nodes[0].target.join(' ')} ${(nodes[0].any[0] ?? nodes[0].all[0] ?? nodes[0].none[0])?.message ?? ''}`);
  });
  checkSame(`${what}: what axe finds`, [], violations);
}

async function checkPages(context, what, show, paths) {
  for (const [name, path] of Object.entries(paths)) {
    await part(`${what}, ${name}`, async () => {
      const page = await open(context, show.address + path);
      await judge(page, `${what}, ${name}`);
      await page.close();
    });
  }
}

// With the player, its sheet and its queue; the help; the results of a search; everything that unfolds.
async function checkOpened(context, what, show, bulletin) {
  const page = await open(context, show.address);
  await page.locator('.hero button.play').click();
  await plays(page);
  await pause(page);
  await page.locator('details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  await judge(page, `${what}, player`);
  await row(page, show.entries[6]).locator('button.queue').click();
  await openSheet(page);
  await judge(page, `${what}, sheet`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await judge(page, `${what}, help`);
  await page.keyboard.press('Escape');
  await page.locator('#words').fill('cho');
  await page.locator('#results .row').first().waitFor();
  await judge(page, `${what}, results`);
  await page.goto(show.address + bulletin.page);
  await page.locator('main .chapters a[data-start]').nth(1).click();
  await plays(page);
  await pause(page);
  await page.locator('details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  await openSheet(page);
  await judge(page, `${what}, bulletin with its sheet`);
  await page.route(/\/media\//, (route) => route.abort());
  await page.goto(show.address + show.entries[7].page);
  await page.locator('article button.play').click();
  await page.locator('#player [role=alert]').waitFor({ state: 'visible' });
  await judge(page, `${what}, missing recording`);
  await page.close();
}

export async function checkAxe(browser, show, others) {
  const bulletin = show.entries.find(({ chapters }) => chapters);
  const pictured = show.entries.find(({ page }) => /dong-sen|thuyen-nan/.test(page));
  const name = pictured.page.replace('episodes/', '');
  for (const colorScheme of ['light', 'dark']) {
    const context = await visitor(browser, { colorScheme });
    // In the page also where its own policy forbids scripts of others.
    await context.addInitScript(axe);
    await checkPages(context, `axe, ${colorScheme}`, show, {
      index: '', episode: pictured.page, bulletin: bulletin.page, month: 'months/2025-01.html', transcript: `transcripts/${name}`,
      embed: `embed/${name}`, 404: '404.html',
    });
    await part(`axe, ${colorScheme}, opened`, () => checkOpened(context, `axe, ${colorScheme}`, show, bulletin));
    for (const other of others)
      await checkPages(context, `axe, ${colorScheme}, ${other.id}`, other, { index: '', ...(other.entries[0] && { episode: other.entries[0].page }) });
    await context.close();
  }
}
