// What the bar shows, and what its buttons do.

const marks = part('marks');
let isDragging = false;

function showTime() {
  if (!current) return;
  const at = isDragging ? Number(seekBar.value) : position();
  const all = length();
  seekBar.max = String(all || 1);
  if (!isDragging) seekBar.value = String(at);
  seekBar.setAttribute('aria-valuetext', fill(words.position_of, { at: clock(at), all: clock(Math.round(all)) }));
  part('elapsed').textContent = clock(at);
  part('length').textContent = clock(Math.round(all));
  markChapter();
  tellPosition();
}
seekBar.addEventListener('input', function () { isDragging = true; showTime(); });
seekBar.addEventListener('change', function () { isDragging = false; seek(Number(seekBar.value)); });

// The number of the chapter that is heard; seeking lands a little before what was asked for.
function chapterAt(seconds) {
  return current.chapters.reduce(function (at, chapter, index) { return chapter.start <= seconds + 0.02 ? index : at; }, -1);
}
// To the next chapter, or to the one before: from well inside a chapter that is its own beginning.
function leap(step) {
  const at = chapterAt(position());
  const isInside = step < 0 && at >= 0 && position() > current.chapters[at].start + 3;
  const chapter = current.chapters[Math.max(0, isInside ? at : at + step)];
  if (chapter) seekToLoad(chapter.start);
}
let marked = null; // the chapter that is marked
function markChapter() {
  const isUntouched = audio.readyState === 0 && !pending;
  const chapter = isUntouched ? null : current.chapters[chapterAt(position())] || null;
  if (chapter === marked) return;
  marked = chapter;
  part('chapter').textContent = chapter ? chapter.title : '';
  markInLists();
  describe();
}
function markInLists() {
  const lists = [part('chapters')];
  if (pageEpisode && current.id === pageEpisode.id) lists.push(document.querySelector('main .chapters'));
  document.querySelectorAll('[data-start][aria-current]').forEach(function (link) { link.removeAttribute('aria-current'); });
  if (!marked) return;
  lists.filter(Boolean).forEach(function (list) {
    const link = list.querySelectorAll('[data-start]')[current.chapters.indexOf(marked)];
    if (link) link.setAttribute('aria-current', 'true');
  });
}

// Another episode is in the player.
function show() {
  player.hidden = false;
  const link = part('title');
  link.textContent = current.title;
  link.href = current.page;
  part('cover').src = current.image;
  part('download').href = current.files[0].src;
  part('read').href = current.page;
  part('chapters').replaceChildren.apply(part('chapters'), current.chapters.map(function (chapter) {
    const button = make('button', { type: 'button' }, [make('span', { className: 'faint', textContent: clock(chapter.start) }), ' ',
      make('span', { className: 'name', textContent: chapter.title })]);
    button.dataset.start = chapter.start;
    button.addEventListener('click', function () { play(current, chapter.start); });
    return make('li', {}, [button]);
  }));
  const hasChapters = current.chapters.length > 1;
  player.querySelectorAll('[data-chapters]').forEach(function (one) { one.hidden = !hasChapters; });
  const end = current.seconds;
  marks.replaceChildren.apply(marks, hasChapters && end ? current.chapters.filter(function (one) { return one.start > 0; }).map(function (one) {
    const mark = make('i');
    mark.style.insetInlineStart = (100 * one.start / end) + '%';
    return mark;
  }) : []);
  marked = null;
  markInLists();
  changed();
  markChapter();
}
// Whether it plays has changed.
function changed() {
  if (current) {
    const isPlaying = !audio.paused;
    const button = part('toggle');
    button.querySelector('svg').replaceWith(icon(isPlaying ? 'pause' : 'play'));
    button.querySelector('.hidden-text').textContent = isPlaying ? words.pause : words.play;
    showTime();
    describe();
  }
  paintAll();
}
function showQueue() {
  const list = part('queue');
  list.replaceChildren.apply(list, queue.map(function (episode) {
    const begin = make('button', { type: 'button', textContent: episode.title });
    begin.addEventListener('click', function () { setQueue(without(episode)); play(episode); });
    const drop = make('button', { type: 'button', className: 'quiet', title: words.remove }, [icon('remove'), hidden(words.remove + ': ' + episode.title)]);
    drop.addEventListener('click', function () { setQueue(without(episode)); sheet.focus(); });
    return make('li', {}, [begin, drop]);
  }));
  player.querySelectorAll('[data-queue]').forEach(function (one) { one.hidden = queue.length === 0; });
  tellActions();
}
function without(episode) { return queue.filter(function (one) { return one.id !== episode.id; }); }

// A word on what a click has done, for a moment, and for those who hear it.
let telling = 0;
function tell(text) {
  const told = part('told');
  told.textContent = text;
  clearTimeout(telling);
  telling = setTimeout(function () { told.textContent = ''; }, 5000);
}

const actions = {
  toggle: toggle,
  back: function () { seek(position() - 15); },
  forward: function () { seek(position() + 30); },
  previous: function () { leap(-1); },
  following: function () { leap(1); },
  next: playNext,
  clear: function () { setQueue([]); sheet.focus(); },
  share: function () { share(current, Math.floor(position())); },
  more: function () { openSheet(sheet.hidden); },
  help: function () { document.getElementById('help').showModal(); }
};
player.querySelectorAll('[data-do]').forEach(function (button) {
  button.addEventListener('click', function () { actions[button.dataset.do](); });
});
function openSheet(isOpen) {
  sheet.hidden = !isOpen;
  part('more').setAttribute('aria-expanded', String(isOpen));
}
// It covers some of the page, so it goes when somebody goes on there.
document.addEventListener('focusin', function (event) { if (!sheet.hidden && !player.contains(event.target) && !event.target.closest('dialog')) openSheet(false); });
player.addEventListener('keydown', function (event) {
  if (event.key !== 'Escape' || sheet.hidden) return;
  openSheet(false);
  part('more').focus();
});

// What is focused is not to lie under the bar, nor under what is told above it. The sheet goes by itself.
function makeRoom() { document.documentElement.style.setProperty('--bar', (player.offsetHeight - sheet.offsetHeight) + 'px'); }
if (window.ResizeObserver) new ResizeObserver(makeRoom).observe(player);

// An address is shared with the system's own means, else copied.
function share(episode, seconds) {
  const address = new URL(episode.page.slice(root.length), player.dataset.base).href + (seconds > 0 ? '#t=' + seconds : '');
  if (navigator.share) {
    navigator.share({ title: episode.title, url: address }).catch(function () { /* called off */ });
    return;
  }
  function copied() { tell(words.copied); }
  function refused() { tell(address); }
  if (navigator.clipboard) navigator.clipboard.writeText(address).then(copied, refused); else refused();
}

// The system's own controls.
function tellActions() {
  if (!('mediaSession' in navigator)) return;
  const hasChapters = current !== null && current.chapters.length > 1;
  const handlers = {
    play: start, pause: function () { audio.pause(); }, stop: function () { audio.pause(); },
    seekbackward: function (asked) { seek(position() - (asked.seekOffset || 15)); },
    seekforward: function (asked) { seek(position() + (asked.seekOffset || 30)); },
    seekto: function (asked) { seek(asked.seekTime); },
    previoustrack: hasChapters ? actions.previous : function () { seek(0); },
    nexttrack: hasChapters ? actions.following : queue.length ? playNext : null
  };
  Object.keys(handlers).forEach(function (name) {
    try { navigator.mediaSession.setActionHandler(name, handlers[name]); } catch (e) { /* not known to this browser */ }
  });
}
function describe() {
  if (!('mediaSession' in navigator) || !window.MediaMetadata || !current) return;
  const picture = current.picture || current.image;
  navigator.mediaSession.metadata = new MediaMetadata({
    title: marked ? marked.title : current.title, album: marked ? current.title : player.dataset.show, artist: player.dataset.show,
    artwork: /^https?:/.test(picture) ? [{ src: picture }] : [] // none is taken from a disk
  });
  navigator.mediaSession.playbackState = audio.paused ? 'paused' : 'playing';
  tellActions();
}
function tellPosition() {
  if (!('mediaSession' in navigator) || !navigator.mediaSession.setPositionState || !(length() > 0)) return;
  navigator.mediaSession.setPositionState({ duration: length(), playbackRate: audio.playbackRate, position: Math.min(position(), length()) });
}
['durationchange', 'ratechange', 'seeking', 'seeked', 'playing'].forEach(function (name) { audio.addEventListener(name, showTime); });
