// What the browser keeps of a listener, and nothing leaves it. Storage may be forbidden; nothing depends on it.

// The show's folder, wherever it stands: this script is assets/site.js in it.
const root = new URL('..', document.currentScript.src).href;
const isOnDisk = location.protocol === 'file:';

function read(storage, key) { try { return window[storage].getItem('newscast:' + key); } catch (e) { return null; } }
function write(storage, key, value) {
  try {
    if (value === null) window[storage].removeItem('newscast:' + key);
    else window[storage].setItem('newscast:' + key, value);
  } catch (e) { /* not kept */ }
}
function recall(key) { return read('localStorage', key); }
function remember(key, value) { write('localStorage', key, value); }
function parsed(text) { try { return JSON.parse(text); } catch (e) { return null; } }

// What belongs to this show alone.
function own(key) { return key + ':' + root; }

// Addresses are kept as they are below the show's folder, so that they outlive a move of the site.
const addresses = ['page', 'image', 'picture'];
function pack(episode) {
  const packed = Object.assign({}, episode);
  function shorten(address) { return address && address.startsWith(root) ? address.slice(root.length) : address; }
  addresses.forEach(function (name) { packed[name] = shorten(episode[name]); });
  packed.files = episode.files.map(function (file) { return Object.assign({}, file, { src: shorten(file.src) }); });
  return packed;
}
function unpack(packed) {
  if (!packed || !packed.id || !Array.isArray(packed.files)) return null;
  const episode = Object.assign({ title: '', seconds: 0, chapters: [] }, packed);
  function complete(address) { return address ? new URL(address, root).href : ''; }
  addresses.forEach(function (name) { episode[name] = complete(packed[name]); });
  episode.files = packed.files.map(function (file) { return Object.assign({}, file, { src: complete(file.src) }); });
  return episode;
}

// The place in each episode is kept for good under its GUID: seconds, or that it was heard to its end.
function placeOf(episode) {
  // Versions before this one kept it under the file's address.
  const kept = recall('at:' + episode.id) || recall(new URL(episode.files[0].src).pathname);
  if (kept === 'heard') return { heard: true, seconds: 0 };
  const seconds = Number(kept);
  return { heard: false, seconds: seconds > 0 && Number.isFinite(seconds) ? seconds : 0 };
}
function keepPlace(episode, seconds, length) {
  const heard = length > 0 && seconds >= length - Math.min(5, length / 20);
  if (heard) remember('at:' + episode.id, 'heard');
  else if (seconds >= 1) remember('at:' + episode.id, String(Math.floor(seconds * 10) / 10));
}
