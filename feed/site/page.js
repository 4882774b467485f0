// What a page's own elements do. Called for each page that is shown.

function openPage() {
  shown = [];
  pageEpisode = null;
  document.querySelectorAll('[data-id]').forEach(function (element) {
    if (element.tagName === 'LI' || element.tagName === 'SECTION') adopt(element);
  });
  const article = document.querySelector('article[data-id]');
  if (article) {
    adopt(article);
    pageEpisode = shown[shown.length - 1].episode;
  }
  document.querySelectorAll('.all').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { playDay(button.dataset.day); });
  });
  document.querySelectorAll('[data-share]').forEach(function (button) {
    button.addEventListener('click', function () { share(pageEpisode, 0); });
  });
  document.querySelectorAll('main .chapters a[data-start]').forEach(function (link) {
    link.addEventListener('click', function (event) {
      event.preventDefault();
      play(pageEpisode, Number(link.dataset.start));
    });
  });
  document.querySelectorAll('.copy').forEach(function (copy) {
    if (!navigator.clipboard) return;
    copy.hidden = false;
    copy.addEventListener('click', function () {
      navigator.clipboard.writeText(copy.parentNode.querySelector('input').value).then(function () { copy.textContent = copy.dataset.done; });
    });
  });
  arrangeApps();
  readAlong();
  openSearch();
}

// A day's episodes, one after the other, in the order of the page.
function playDay(day) {
  const episodes = shown.filter(function (entry) { return entry.element.dataset.day === day; }).map(function (entry) { return entry.episode; });
  if (!episodes.length) return;
  setQueue(episodes.slice(1).concat(queue.filter(function (one) {
    return !episodes.some(function (other) { return other.id === one.id; });
  })));
  play(episodes[0]);
}

// The apps that this visitor's device has come first; those of other devices follow behind "more".
function arrangeApps() {
  const agent = navigator.userAgent;
  const isTablet = /Macintosh/.test(agent) && navigator.maxTouchPoints > 1;
  const platform = /iPhone|iPad|iPod/.test(agent) || isTablet ? 'ios' : /Android/.test(agent) ? 'android' : /Macintosh/.test(agent) ? 'mac' : 'desktop';
  document.querySelectorAll('.apps').forEach(function (list) {
    const own = Array.from(list.children).filter(function (item) { return item.dataset.on.split(' ').includes(platform); });
    list.prepend.apply(list, own);
    own.forEach(function (item) { item.classList.add('own'); });
    // Where nothing has come to the front a moment later, the app is not here.
    list.querySelectorAll('.web').forEach(function (web) {
      web.previousSibling.addEventListener('click', function () {
        setTimeout(function () { web.hidden = document.visibilityState === 'hidden' || !document.hasFocus(); }, 1500);
      });
    });
  });
}

// The text in its sound: the sentence that is spoken is marked, a click on one plays from there.
let sentences = [];
let spoken = []; // the same in the order in which they are read: headline and text need not stand so
let markedStart = null; // the start of the sentence that is marked

function readAlong() {
  sentences = Array.from(document.querySelectorAll('.s[data-start]'), function (span) {
    return { span: span, start: Number(span.dataset.start), end: Number(span.dataset.end) };
  });
  spoken = sentences.slice().sort(function (a, b) { return a.start - b.start; });
  markedStart = null;
  if (!sentences.length) return;
  document.querySelectorAll('.hint').forEach(function (hint) { hint.hidden = false; });
  sentences.forEach(function (one) {
    one.span.addEventListener('click', function (event) {
      const selection = window.getSelection();
      if (event.target.closest('a') || (selection && !selection.isCollapsed)) return;
      play(pageEpisode, one.start);
    });
  });
}
function sentenceAt(seconds) {
  let low = 0;
  let high = spoken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spoken[middle].start <= seconds) low = middle + 1; else high = middle;
  }
  const found = low > 0 ? spoken[low - 1] : null;
  return found && seconds < found.end ? found : null;
}
function isInSight(span) {
  const box = span.getBoundingClientRect();
  return box.bottom > 0 && box.top < window.innerHeight - part('bar').offsetHeight;
}
function follow() {
  if (!sentences.length) return;
  const isHere = pageEpisode !== null && current !== null && current.id === pageEpisode.id && audio.readyState > 0;
  // Seeking lands a little before what was asked for.
  const found = isHere ? sentenceAt(audio.currentTime + 0.02) : null;
  const start = found ? found.start : null;
  if (start === markedStart) return;
  const wasInSight = sentences.some(function (one) { return one.start === markedStart && isInSight(one.span); });
  sentences.forEach(function (one) { one.span.classList.toggle('spoken', found !== null && one.start === start); });
  // Who has gone elsewhere on the page is not called back.
  if (found && wasInSight && !isInSight(found.span)) found.span.scrollIntoView({ block: 'center' });
  markedStart = start;
}
// Four times a second, as players tell the time, is too seldom to keep up with short sentences.
let isWatching = false;
function watch() {
  follow();
  isWatching = !audio.paused && sentences.length > 0;
  if (isWatching) requestAnimationFrame(watch);
}
['timeupdate', 'seeking', 'seeked', 'emptied'].forEach(function (name) { audio.addEventListener(name, follow); });
// Each seek while it plays begins to play again.
audio.addEventListener('playing', function () { if (!isWatching) watch(); });

// "#t=75", "#t=1:15" and "#t=75,90", as media fragments say it; also "?t=75".
function timeAsked() {
  const found = /[#?&]t=(?:npt:)?([\d:.]+)/.exec(location.hash || location.search);
  if (!found) return null;
  const seconds = found[1].split(':').reduce(function (sum, piece) { return sum * 60 + Number(piece); }, 0);
  return Number.isFinite(seconds) ? seconds : null;
}
function openAtTime() {
  const seconds = timeAsked();
  if (seconds === null || !pageEpisode) return false;
  if (!current || current.id !== pageEpisode.id) {
    audio.pause();
    load(pageEpisode, seconds);
  }
  seekToLoad(seconds);
  return true;
}
window.addEventListener('hashchange', openAtTime);
