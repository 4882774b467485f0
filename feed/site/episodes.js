// The episodes that a page shows: each element with data-id is one.

// "1:02:03"
function clock(seconds) {
  // A little more than asked for: seeking lands a little before.
  const whole = Math.max(0, Math.floor((seconds || 0) + 0.02));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (parts[0] === 0) parts.shift();
  return parts.map(function (part, index) { return index ? String(part).padStart(2, '0') : String(part); }).join(':');
}
// The pattern with its "{}", or each "{name}", replaced.
function fill(pattern, value) {
  return pattern.replace(/\{(\w*)\}/g, function (whole, name) { return name ? value[name] : value; });
}
// A phrase's form for a number, by the language's plural rules.
function form(phrase, number) { return phrase[new Intl.PluralRules(words.language).select(number)] || phrase.other; }
function written(number) { return number.toLocaleString(words.language); }
function make(name, properties, children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append.apply(element, children || []);
  return element;
}
const shapes = {
  play: 'M8 5v14l11-7z', pause: 'M6 5h4v14H6zM14 5h4v14h-4z', heard: 'M9 16.2 4.8 12l-1.4 1.4L9 19 21 7l-1.4-1.4z',
  add: 'M13 5h-2v6H5v2h6v6h2v-6h6v-2h-6z', remove: 'M6 11h12v2H6z'
};
function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(space, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', shapes[name]);
  drawing.append(path);
  return drawing;
}
function hidden(text) { return make('span', { className: 'hidden-text', textContent: text }); }

let shown = []; // { element, episode, button }

function episodeOf(element) {
  const title = element.querySelector('.title');
  const link = title.closest('a') || title.querySelector('a');
  const image = element.querySelector('img.thumb') || document.querySelector('img.cover');
  const sound = element.querySelector('a.play');
  const files = parsed(element.dataset.files) || [{ id: 'enclosure', src: sound.href }];
  // As they stand here they are relative to the page, not to the show's folder.
  function complete(address) { return new URL(address, location.href).href; }
  files.forEach(function (file) { file.src = complete(file.src); });
  return unpack({
    id: element.dataset.id, title: title.textContent.trim(), page: link ? link.href : location.href.split(/[?#]/)[0],
    image: image ? image.src : '', picture: element.dataset.picture ? complete(element.dataset.picture) : image ? image.src : '',
    seconds: Number(element.dataset.seconds), day: element.dataset.day, files: files,
    chapters: parsed(element.dataset.chapters) || chaptersIn(element)
  });
}
function chaptersIn(element) {
  return Array.from(element.querySelectorAll('.chapters a[data-start]'), function (link) {
    return { start: Number(link.dataset.start), title: link.querySelector('.name').textContent };
  });
}

// Links to media files become buttons of the one player.
function adopt(element) {
  const episode = episodeOf(element);
  const entry = { element: element, episode: episode, button: null };
  const link = element.querySelector('a.play');
  if (link) {
    entry.button = make('button', { type: 'button', className: link.className });
    entry.button.append.apply(entry.button, link.childNodes);
    entry.button.addEventListener('click', function () {
      if (current && current.id === episode.id) toggle(); else play(episode);
    });
    link.replaceWith(entry.button);
  }
  const state = element.querySelector('.state');
  if (state && element.tagName !== 'ARTICLE') {
    const add = make('button', { type: 'button', className: 'quiet queue', title: words.add }, [icon('add'), hidden(words.add + ': ' + episode.title)]);
    add.addEventListener('click', function () { enqueue([episode]); tell(fill(words.added, episode.title)); });
    (element.querySelector('.actions') || element).append(add);
  }
  shown.push(entry);
  paint(entry);
}

// New, half heard or heard; and whether it is playing now.
function paint(entry) {
  const isCurrent = current !== null && current.id === entry.episode.id;
  const isPlaying = isCurrent && !audio.paused;
  if (entry.button) {
    const sign = entry.button.querySelector('svg');
    if (sign) sign.replaceWith(icon(isPlaying ? 'pause' : 'play'));
    const word = entry.button.querySelector('.word');
    if (word) word.textContent = isPlaying ? words.pause : words.play;
  }
  entry.element.classList.toggle('current', isCurrent);
  const state = entry.element.querySelector('.state');
  if (!state) return;
  const place = placeOf(entry.episode);
  const left = Math.ceil((entry.episode.seconds - place.seconds) / 60);
  const kind = place.heard ? 'heard' : place.seconds > 0 ? 'half' : 'new';
  state.className = 'state ' + kind;
  const text = kind === 'heard' ? words.heard : kind === 'half' ? fill(form(words.left, left), written(left)) : words.fresh;
  if (state.textContent !== text) state.textContent = text;
}
function paintAll() { shown.forEach(paint); }
