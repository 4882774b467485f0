// The one player: a bar at the foot of every page, which stays while one browses.

const player = document.getElementById('player');
const words = JSON.parse(player.dataset.words);
const audio = document.getElementById('audio') || document.createElement('audio');
function part(name) { return player.querySelector('[data-part=' + name + ']'); }
const seekBar = part('seek');
const speed = part('speed');
const version = part('version');
const sleep = part('sleep');
const sheet = part('sheet');
const trouble = part('trouble');

let current = null; // the episode in the player
let pageEpisode = null; // the one whose page this is
let pending = null; // seconds at which it is to begin once it can be sought
let queue = []; // what is played after it
let isBroken = false;

audio.id = 'audio';
audio.controls = false;
audio.preload = 'none';
audio.setAttribute('aria-hidden', 'true');
audio.replaceChildren();
player.append(audio);

function length() { return audio.readyState > 0 && Number.isFinite(audio.duration) ? audio.duration : current ? current.seconds : 0; }
function position() { return audio.readyState > 0 && pending === null ? audio.currentTime : pending || 0; }

// The file that the visitor chose comes first; a browser that cannot play it takes the next that it can.
function offer() {
  const chosen = recall('version');
  const files = current.files;
  function isChosen(file) { return file.id === chosen; }
  const order = files.filter(isChosen).concat(files.filter(function (file) { return !isChosen(file); }));
  const isFirst = audio.networkState === HTMLMediaElement.NETWORK_EMPTY;
  audio.replaceChildren.apply(audio, order.map(function (file) {
    const source = make('source', { src: file.src });
    if (file.type) source.type = file.type;
    return source;
  }));
  audio.lastChild.addEventListener('error', function () { if (this.parentNode) sayBroken(); });
  // An element that has held nothing yet waits with its first file, as preload says; load() would fetch it.
  if (!isFirst) audio.load();
  version.replaceChildren.apply(version, files.map(function (file) {
    const option = new Option(file.label || '', file.id);
    option.disabled = Boolean(file.type) && !audio.canPlayType(file.type);
    return option;
  }));
  version.closest('label').hidden = files.length < 2;
  version.value = order[0].id;
}

// An episode may be remembered as it was before its recording was corrected; the page has it as it is.
function renewed(episode) {
  const entry = shown.find(function (one) { return one.episode.id === episode.id; });
  return entry ? entry.episode : episode;
}
// Puts an episode into the player, at the place where it was left unless another is asked for.
function load(episode, seconds) {
  keep();
  const left = placeOf(episode).seconds;
  current = renewed(episode);
  pending = seconds === undefined ? left : seconds;
  mend();
  offer();
  show();
}
function play(episode, seconds) {
  if (!current || current.id !== episode.id) load(episode, seconds);
  else if (seconds !== undefined) seek(seconds);
  start();
}
function start() {
  if (!current) return;
  if (isBroken) retry();
  // One that was heard to its end begins anew.
  else if (audio.ended || (pending === null && length() > 0 && audio.currentTime >= length() - 0.5)) seek(0);
  const begun = audio.play();
  // What keeps it from playing is told by the element's own error.
  if (begun) begun.catch(function () { });
}
function toggle() { if (audio.paused) start(); else audio.pause(); }

function seek(seconds) {
  const to = Math.max(0, length() ? Math.min(seconds, length()) : seconds);
  if (audio.readyState > 0) { pending = null; audio.currentTime = to; } else pending = to;
  showTime();
}
// Also before anything has been loaded: then the file's head is fetched, so that the sound stands where it was asked for.
function seekToLoad(seconds) {
  seek(seconds);
  if (pending !== null && audio.paused) {
    audio.preload = 'metadata';
    audio.load();
  }
}
audio.addEventListener('loadedmetadata', function () {
  const file = current.files.find(function (each) { return each.src === audio.currentSrc; });
  if (file) version.value = file.id;
  if (pending !== null) {
    const to = pending;
    pending = null;
    audio.currentTime = Math.min(to, audio.duration || to);
  }
  showTime();
});

// The place is written while it plays, when it stops, and when the page goes.
let saved = 0;
function keep() {
  if (!current || isBroken || audio.readyState === 0 || pending !== null) return;
  saved = audio.currentTime;
  keepPlace(current, saved, length());
}
audio.addEventListener('timeupdate', function () {
  showTime();
  if (audio.readyState > 0 && Math.abs(audio.currentTime - saved) >= 5) keep();
});
audio.addEventListener('pause', function () { keep(); changed(); });
audio.addEventListener('seeked', function () { if (audio.paused) keep(); });
window.addEventListener('pagehide', leave);
document.addEventListener('visibilitychange', function () { if (document.visibilityState === 'hidden') leave(); });
// What a page that cannot stay hands over to the next one in this tab; and what a later visit finds.
function leave() {
  keep();
  if (!current) return;
  const state = JSON.stringify({ episode: pack(current), playing: !audio.paused });
  write('sessionStorage', own('handed'), state);
  // What was only looked at is not what was heard last.
  if (audio.played.length) remember(own('last'), state);
}

// Two tabs never play over each other.
const tab = String(Math.random());
audio.addEventListener('play', function () {
  remember('playing', tab + ' ' + Date.now());
  changed();
});
window.addEventListener('storage', function (event) {
  if (event.key === 'newscast:playing' && event.newValue && !event.newValue.startsWith(tab)) audio.pause();
  if (event.key === 'newscast:' + own('queue')) readQueue();
  if (event.key && event.key.startsWith('newscast:at:')) paintAll();
});
audio.addEventListener('playing', function () { mend(); changed(); });

// What is to be heard next.
function readQueue() {
  queue = (parsed(recall(own('queue'))) || []).map(unpack).filter(Boolean);
  showQueue();
}
function setQueue(episodes) {
  queue = episodes;
  remember(own('queue'), queue.length ? JSON.stringify(queue.map(pack)) : null);
  showQueue();
}
function enqueue(episodes) {
  setQueue(queue.filter(function (one) {
    return !episodes.some(function (other) { return other.id === one.id; });
  }).concat(episodes));
  if (!current) load(queue[0]);
  if (queue.length && current.id === queue[0].id) setQueue(queue.slice(1));
}
function playNext() {
  const next = queue[0];
  if (!next) return;
  setQueue(queue.slice(1));
  play(next);
}
audio.addEventListener('ended', function () {
  remember('at:' + current.id, 'heard');
  const only = sleep.value === 'end';
  if (only) setSleep('0');
  if (queue.length && !only) playNext(); else changed();
});

// A recording that cannot be had is said, and something else is offered.
function sayBroken() {
  isBroken = true;
  // The element itself goes on waiting.
  audio.pause();
  const next = queue[0] || following();
  trouble.hidden = false;
  trouble.replaceChildren(make('span', { textContent: words.broken + ' ' }),
    make('button', { type: 'button', className: 'quiet', textContent: words.again, onclick: start }));
  if (next) trouble.append(' ', make('button', {
    type: 'button', className: 'quiet', textContent: fill(words.next, next.title),
    onclick: function () { if (queue[0] === next) playNext(); else play(next); }
  }));
  changed();
}
function mend() { isBroken = false; trouble.hidden = true; trouble.replaceChildren(); }
function retry() {
  const at = pending;
  mend();
  current = renewed(current);
  offer();
  pending = at;
}
audio.addEventListener('error', function () {
  if (!audio.error || audio.error.code === MediaError.MEDIA_ERR_ABORTED) return;
  if (pending === null) pending = audio.currentTime || saved;
  sayBroken();
});
// What stands after it on this page.
function following() {
  const at = shown.findIndex(function (entry) { return entry.episode.id === current.id; });
  const entry = shown[at + 1] || shown.find(function (one) { return one.episode.id !== current.id; });
  return entry ? entry.episode : null;
}

// The speed and the file that the visitor likes.
function setSpeed(value) {
  audio.defaultPlaybackRate = audio.playbackRate = Number(value);
  speed.value = String(value);
  remember('speed', value);
}
function stepSpeed(step) {
  const index = speed.selectedIndex + step;
  if (index >= 0 && index < speed.options.length) setSpeed(speed.options[index].value);
}
speed.addEventListener('change', function () { setSpeed(speed.value); });
version.addEventListener('change', function () {
  const seconds = position();
  const wasPlaying = !audio.paused;
  remember('version', version.value);
  mend();
  offer();
  pending = seconds;
  if (wasPlaying) start(); else seekToLoad(seconds);
});

// The sleep timer: after so many minutes, or with the episode.
let sleepsAt = 0;
function setSleep(value) {
  sleep.value = value;
  sleepsAt = Number(value) > 0 ? Date.now() + Number(value) * 60000 : 0;
}
sleep.addEventListener('change', function () { setSleep(sleep.value); });
setInterval(function () {
  if (!sleepsAt || Date.now() < sleepsAt) return;
  setSleep('0');
  audio.pause();
}, 1000);
