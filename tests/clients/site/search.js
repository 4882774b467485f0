// The search: what it finds, what it says, and that it is still there on the way back; served and from a disk.

import { check, checkList, checkSame, part } from './checks.js';
import { becomes, heard, open, plays, visitor } from './visit.js';

const said = (page) => page.locator('#result-count').textContent();
const found = (page) => page.locator('#results .title').allTextContents();
const says = (page, pattern) => becomes(page, (pattern) => new RegExp(pattern).test(document.getElementById('result-count')?.textContent), pattern);
const field = (page) => page.locator('#search input');

async function checkFinding(page, what, show) {
  const all = show.entries.length;
  const expect = async (words, entries) => {
    await field(page).fill(words);
    await says(page, entries.length ? `^${entries.length} ` : '^Không');
    checkList(`${what}: what '${words}' finds`, entries.map(({ title }) => title), await found(page));
    checkSame(`${what}: what is said of '${words}'`, entries.length ? `${entries.length} trong ${all} tập` : `Không tập nào trong ${all} tập phù hợp.`, await said(page));
  };
  const having = (pattern) => show.entries.filter(({ title, authors, lead }) => pattern.test([title, authors, lead].join(' ').normalize('NFC')));
  check(having(/đồng sen/i).length > 0, `${what}: a story to find`, 'Đồng sen', 'none');
  await expect('dong sen', having(/đồng sen/i));
  await expect('ĐỒNG SEN', having(/đồng sen/i));
  await expect('Đồng'.normalize('NFD'), having(/[đd][oôồơóò]ng/i));
  await expect('  sen   dong ', having(/đồng sen/i));
  await expect('le thi uoc', having(/Lê Thị Ước/));
  await expect('nuoc len bep lua', having(/nước lên.*bếp lửa/));
  await expect('không có gì như thế', []);
  await field(page).fill('');
  await becomes(page, () => document.getElementById('results').hidden);
  checkSame(`${what}: what is said of nothing`, '', await said(page));
  check(await page.locator('#list').isVisible(), `${what}: the list when nothing is searched`, 'visible', 'hidden');
}

async function checkSearching(browser, what, address, show, isOnDisk) {
  const context = await visitor(browser);
  const complaints = [];
  const page = await open(context, address, complaints);
  const asked = [];
  page.on('request', (request) => { if (/\/search\.js/.test(request.url())) asked.push(request.url()); });
  check(await field(page).isVisible(), `${what}: the search`, 'visible', 'hidden');
  await checkFinding(page, what, show);
  // A browser tells of what it loads from a disk in another way.
  if (!isOnDisk) checkSame(`${what}: times that the entries were fetched`, 1, asked.length);

  // A result plays, and is a row as the others are.
  await field(page).fill('dong sen');
  await becomes(page, () => document.querySelector('#results .row'));
  const entry = show.entries.find(({ title }) => /^Đồng sen/.test(title));
  const result = page.locator(`#results .row[data-id="${entry.id}"]`);
  await result.locator('button.play').click();
  check(await plays(page), `${what}: a result`, 'plays', await heard(page));
  checkSame(`${what}: what plays`, entry.title, (await heard(page)).title);
  checkSame(`${what}: state of a result`, 'Mới', await result.locator('.state').textContent());
  check(await result.locator('.thumb').evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), `${what}: picture of a result`, 'a picture', 'none');
  await page.evaluate(() => document.getElementById('audio').pause());

  // On Back the results are there again, and the words.
  await field(page).fill('cho');
  await says(page, '^[0-9]+ ');
  await page.waitForTimeout(100);
  const before = await found(page);
  check(before.length > 1, `${what}: what 'cho' finds`, 'several', before);
  const wanted = page.locator('#results .title').nth(1);
  const title = await wanted.textContent();
  await wanted.click();
  check(await becomes(page, (title) => document.querySelector('h1').textContent.trim() === title, title), `${what}: a click on a result`, title, await page.title());
  await page.goBack();
  check(await says(page, `^${before.length} `), `${what}: what is said on Back`, `${before.length} …`, await said(page).catch(String));
  checkList(`${what}: results on Back`, before, await found(page));
  checkSame(`${what}: words on Back`, 'cho', await field(page).inputValue());
  check(await page.locator('#list').isHidden(), `${what}: the list on Back`, 'hidden', 'visible');
  await page.reload();
  await says(page, `^${before.length} `);
  checkList(`${what}: results after a reload`, before, await found(page));
  checkSame(`${what}: errors of the page`, [], complaints.filter((text) => !/file:.*manifest|manifest.*file:|Manifest/i.test(text)));
  await context.close();
}

// What cannot be had is said, and comes with the next try.
async function checkFailing(browser, show) {
  const context = await visitor(browser);
  const page = await open(context, show.address);
  await page.route(/search\.js/, (route) => route.abort());
  await field(page).fill('cho');
  check(await says(page, '^Hiện không tìm kiếm được'), 'what is said where the search cannot be reached', 'Hiện không tìm kiếm được.', await said(page));
  await page.unroute(/search\.js/);
  await field(page).fill('cho ');
  check(await says(page, '^[0-9]+ '), 'what is said once it can be reached', 'a number', await said(page));
  // Without scripts there is none to be seen.
  const plain = await visitor(browser, { javaScriptEnabled: false });
  const bare = await open(plain, show.address);
  check(await bare.locator('#search').isHidden(), 'the search without JavaScript', 'hidden', 'visible');
  await plain.close();
  await context.close();
}

export async function checkSearch(browser, show) {
  await part('search, served', () => checkSearching(browser, 'search, served', show.address, show, false));
  await part('search, from disk', () => checkSearching(browser, 'search, from disk', `${show.disk}index.html`, show, true));
  await part('search that fails', () => checkFailing(browser, show));
}
