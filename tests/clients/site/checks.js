// What is checked is counted, and each failure is a line that names what was expected and what was seen.

import { stripVTControlCharacters } from 'node:util';

let checked = 0;
let failed = 0;

// Texts are compared as people read them, with white space collapsed.
export const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

export function check(isRight, what, expected, seen) {
  ++checked;
  if (isRight) return;
  ++failed;
  console.log(`FAIL  ${what}: expected ${JSON.stringify(expected)}, seen ${JSON.stringify(seen)}`);
}

export function checkSame(what, expected, seen) {
  check(JSON.stringify(expected) === JSON.stringify(seen), what, expected, seen);
}

// Lists, of which the first difference is told.
export function checkList(what, expected, seen) {
  const length = Math.max(expected.length, seen.length);
  let at = 0;
  while (at < length && expected[at] === seen[at]) ++at;
  const told = (list) => list[at] ?? 'no more';
  check(at === length, `${what}, ${at + 1} of ${expected.length}`, told(expected), told(seen));
}

export function checkNear(what, expected, seen, tolerance) {
  check(Math.abs(seen - expected) <= tolerance, what, `${expected.toFixed(3)} ±${tolerance}`, seen);
}

// What broke off a part of the checks is a failure of that part; the others go on.
export async function part(what, checks) {
  try {
    await checks();
  } catch (error) {
    check(false, what, 'no exception', oneLine(stripVTControlCharacters(String(error.message ?? error))));
  }
}

// The last line, and the exit code.
export function finish() {
  console.log(failed === 0 ? `${checked} checks, all well` : `${checked} checks, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
