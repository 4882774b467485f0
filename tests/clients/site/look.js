// How a page with a marked sentence looks on a telephone: pictures for people, and what a program can judge.

import { join } from 'node:path';

import { check, checkSame } from './checks.js';

const narrow = { width: 360, height: 740 };

// In the page: the least contrast (WCAG 2) of the marked pieces of text, links among them, with their mark, and of that with
// the paper.
function contrasts() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data.slice(0, 3), (value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
  };
  const luminance = (colour) => channels(colour).reduce((sum, channel, i) => sum + channel * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (one, other) => {
    const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const paper = getComputedStyle(document.body).backgroundColor;
  const pieces = Array.from(document.querySelectorAll('.spoken'), (span) => {
    const { color, backgroundColor } = getComputedStyle(span);
    return { color, mark: backgroundColor === 'rgba(0, 0, 0, 0)' ? paper : backgroundColor };
  });
  return {
    pieces: pieces.length,
    text: Math.min(...pieces.map(({ color, mark }) => contrast(color, mark))),
    mark: Math.min(...pieces.map(({ mark }) => contrast(mark, paper))),
  };
}

// Wide things that stick out of the page.
function outside() {
  const width = document.documentElement.clientWidth;
  return Array.from(document.querySelectorAll('body *')).filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > width + 0.5 || box.left < -0.5) && !element.closest('.hidden-text, .skip');
  }).map((element) => element.outerHTML.slice(0, 80));
}

export async function checkLooks(browser, what, address, truth, linkText, folder) {
  const sentence = truth.find(({ text }) => text.includes(linkText));
  const middle = ((sentence.start + sentence.end) / 2).toFixed(1);
  for (const [name, media] of Object.entries({
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    forced: { colorScheme: 'dark', forcedColors: 'active' },
  })) {
    const context = await browser.newContext({ viewport: narrow, deviceScaleFactor: 2, ...media });
    const page = await context.newPage();
    await page.goto(`${address}#t=${middle}`);
    await page.locator('.spoken').first().waitFor({ timeout: 10000 });
    const { pieces, text, mark } = await page.evaluate(contrasts);
    // Before, in and behind the link.
    checkSame(`${what}, ${name}: pieces that are marked`, 3, pieces);
    check(text >= 4.5, `${what}, ${name}: contrast of the marked sentence with its mark`, 'at least 4.5', text);
    check(mark >= 1.1, `${what}, ${name}: contrast of the mark with the paper`, 'at least 1.1', mark);
    checkSame(`${what}, ${name}: what sticks out of 360 pixels`, [], await page.evaluate(outside));
    checkSame(`${what}, ${name}: width of the page`, 360, await page.evaluate(() => document.documentElement.scrollWidth));
    await page.screenshot({ path: join(folder, `${what.replace(/\W+/g, '-')}-${name}.png`), fullPage: true });
    await context.close();
  }
}
