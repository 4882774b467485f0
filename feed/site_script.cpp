#include "feed/site_script.h"

namespace feed {

std::string_view site_script() {
    return R"js('use strict';
(function () {
  const player = document.getElementById('player');
  const audio = document.getElementById('audio');
  const speed = document.getElementById('speed');
  const now = document.getElementById('now');
  const version = document.getElementById('version');
  let button = null; // the play button whose episode is in the player
  const chapters = Array.from(document.querySelectorAll('.chapters a[data-start]')).map(function (link) {
    return { link: link, start: Number(link.dataset.start), title: link.querySelector('.title').textContent };
  });
  // The files of the episode that is in the player; the first is the one that every app gets.
  let files = !audio ? [] : Array.from(audio.querySelectorAll('source'), function (source) {
    return { id: source.dataset.version, src: source.src, type: source.type, label: source.dataset.label };
  });

  // Storage may be forbidden; nothing depends on it.
  function recall(key) { try { return localStorage.getItem('newscast:' + key); } catch (e) { return null; } }
  function remember(key, value) {
    try {
      if (value === null) localStorage.removeItem('newscast:' + key);
      else localStorage.setItem('newscast:' + key, value);
    } catch (e) { /* not kept */ }
  }

  function place() { return files.length ? new URL(files[0].src).pathname : ''; }
  function seek(seconds) { audio.currentTime = Math.max(0, Math.min(seconds, audio.duration || seconds)); }
  function seekWhenReady(seconds) {
    if (audio.readyState > 0) seek(seconds);
    else audio.addEventListener('loadedmetadata', function () { seek(seconds); }, { once: true });
  }
  function seekToLoad(seconds) {
    if (audio.readyState === 0 && audio.paused) {
      audio.preload = 'metadata';
      audio.load();
    }
    seekWhenReady(seconds);
  }
  // The file that the visitor chose comes first; a browser that cannot play it takes the next that it can.
  function offer() {
    const chosen = recall('version');
    function isChosen(file) { return file.id === chosen; }
    const order = files.filter(isChosen).concat(files.filter(function (file) { return !isChosen(file); }));
    audio.replaceChildren(...order.map(function (file) {
      const source = document.createElement('source');
      source.src = file.src;
      if (file.type) source.type = file.type;
      return source;
    }));
    audio.load();
    version.replaceChildren(...files.map(function (file) {
      const option = new Option(file.label, file.id);
      option.disabled = !audio.canPlayType(file.type);
      return option;
    }));
    version.parentNode.hidden = files.length < 2;
    version.value = order[0].id;
  }
  function toggle() { if (audio.paused) audio.play(); else audio.pause(); }
  function setSpeed(value) {
    audio.defaultPlaybackRate = audio.playbackRate = Number(value);
    speed.value = String(value);
    remember('speed', value);
  }
  function stepSpeed(step) {
    const index = speed.selectedIndex + step;
    if (index >= 0 && index < speed.options.length) setSpeed(speed.options[index].value);
  }
  function describe(title) {
    if (!('mediaSession' in navigator) || !window.MediaMetadata) return;
    const chapter = chapters[chapterAt()];
    const cover = document.querySelector('img.cover');
    const shown = cover && /^https?:/.test(cover.src); // no picture is taken from a disk
    navigator.mediaSession.metadata = new MediaMetadata({
      title: chapter ? chapter.title : title, album: chapter ? title : '', artist: player.dataset.show,
      artwork: shown ? [{ src: cover.src }] : []
    });
    navigator.mediaSession.setActionHandler('seekbackward', function () { seek(audio.currentTime - 15); });
    navigator.mediaSession.setActionHandler('seekforward', function () { seek(audio.currentTime + 30); });
    if (chapters.length < 2) return;
    navigator.mediaSession.setActionHandler('previoustrack', function () { leap(-1); });
    navigator.mediaSession.setActionHandler('nexttrack', function () { leap(1); });
  }
  // The number of the chapter that is heard; seeking lands a little before what was asked for.
  function chapterAt() {
    const time = audio.currentTime + 0.02;
    return chapters.reduce(function (at, chapter, index) { return chapter.start <= time ? index : at; }, -1);
  }
  // To the next chapter, or to the one before: from well inside a chapter that is its own beginning.
  function leap(step) {
    const at = chapterAt();
    const inside = step < 0 && at >= 0 && audio.currentTime > chapters[at].start + 3;
    const chapter = chapters[Math.max(0, inside ? at : at + step)];
    if (!chapter) return;
    seekToLoad(chapter.start);
  }
  let current = -1; // the number of the chapter that is marked
  function markChapter() {
    const at = chapterAt();
    if (at === current) return;
    current = at;
    chapters.forEach(function (chapter, index) {
      if (index === at) chapter.link.setAttribute('aria-current', 'true');
      else chapter.link.removeAttribute('aria-current');
    });
    if (!audio.paused) describe(player.dataset.title || '');
  }
  function label(which, playing) {
    which.querySelector('.word').textContent = playing ? which.dataset.pause : which.dataset.play;
    which.querySelector('.sign').textContent = playing ? '❚❚' : '▶';
  }

  if (player) {
    player.querySelectorAll('.row').forEach(function (row) { row.hidden = false; });
    player.querySelectorAll('[data-skip]').forEach(function (skip) {
      skip.addEventListener('click', function () { seek(audio.currentTime + Number(skip.dataset.skip)); });
    });
    player.querySelectorAll('[data-leap]').forEach(function (key) {
      key.addEventListener('click', function () { leap(Number(key.dataset.leap)); });
    });
    if (chapters.length) ['playing', 'timeupdate', 'seeking', 'seeked'].forEach(function (name) {
      audio.addEventListener(name, markChapter);
    });
    speed.addEventListener('change', function () { setSpeed(speed.value); });
    const usual = recall('speed');
    if (usual && Array.from(speed.options).some(function (option) { return option.value === usual; })) setSpeed(usual);

    version.addEventListener('change', function () {
      const seconds = audio.currentTime;
      const playing = !audio.paused;
      remember('version', version.value);
      offer();
      if (playing) audio.play();
      if (seconds > 0) seekToLoad(seconds);
    });
    if (files.length > 1) offer();

    let saved = 0;
    audio.addEventListener('timeupdate', function () {
      if (audio.readyState === 0) return; // another file is on its way
      if (Math.abs(audio.currentTime - saved) < 5) return;
      saved = audio.currentTime;
      remember(place(), String(Math.floor(saved)));
    });
    audio.addEventListener('loadedmetadata', function () {
      const played = files.find(function (file) { return file.src === audio.currentSrc; });
      if (played && files.length > 1) version.value = played.id;
      const left = Number(recall(place()));
      if (left > 5 && left < audio.duration - 5 && fragmentTime() === null) seek(left);
    });
    audio.addEventListener('ended', function () { remember(place(), null); });
    audio.addEventListener('play', function () { if (button) label(button, true); describe(player.dataset.title || ''); });
    audio.addEventListener('pause', function () { if (button) label(button, false); });

    document.addEventListener('keydown', function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey || !files.length) return;
      const target = event.target;
      if (target !== document.body && target.closest('input, select, textarea, audio, summary')) return;
      const press = target !== document.body && target.closest('a, button');
      if (event.key === 'k' || (event.key === ' ' && !press)) toggle();
      else if (event.key === 'j') seek(audio.currentTime - 15);
      else if (event.key === 'l') seek(audio.currentTime + 30);
      else if (event.key === 'p' && chapters.length > 1) leap(-1);
      else if (event.key === 'n' && chapters.length > 1) leap(1);
      else if (event.key === '<') stepSpeed(-1);
      else if (event.key === '>') stepSpeed(1);
      else return;
      event.preventDefault();
    });
  }

  // Links to media files become buttons of the one player.
  document.querySelectorAll('a.play').forEach(function (link) {
    const play = document.createElement('button');
    play.type = 'button';
    play.className = link.className;
    play.append(...link.childNodes);
    play.dataset.play = link.dataset.play;
    play.dataset.pause = link.dataset.pause;
    play.addEventListener('click', function () {
      if (button === play) { toggle(); return; }
      if (button) label(button, false);
      button = play;
      player.hidden = false;
      document.body.classList.add('playing');
      player.dataset.title = link.dataset.title;
      now.textContent = link.dataset.title;
      now.href = link.dataset.page;
      files = JSON.parse(link.dataset.versions || '[{}]').map(function (file) {
        return { id: file.id, src: file.src ? new URL(file.src, location.href).href : link.href, type: file.type, label: file.label };
      });
      offer();
      audio.play();
    });
    link.replaceWith(play);
  });

  document.querySelectorAll('a[data-start]').forEach(function (link) {
    link.addEventListener('click', function (event) {
      event.preventDefault();
      audio.play();
      seekWhenReady(Number(link.dataset.start));
    });
  });

  // The text in its sound: the sentence that is spoken is marked, a click on one plays from there, #t= opens at a time.
  const sentences = Array.from(document.querySelectorAll('.s[data-start]')).map(function (span) {
    return { span: span, start: Number(span.dataset.start), end: Number(span.dataset.end) };
  });
  if (audio && sentences.length) {
    document.body.classList.add('timed');
    document.querySelectorAll('.hint').forEach(function (hint) { hint.hidden = false; });
    // Headline and text need not stand in the order in which they are read.
    const spoken = sentences.slice().sort(function (a, b) { return a.start - b.start; });
    let marked = null; // the start of the sentence that is marked
    function at(seconds) {
      let low = 0;
      let high = spoken.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (spoken[middle].start <= seconds) low = middle + 1; else high = middle;
      }
      const found = low > 0 ? spoken[low - 1] : null;
      return found && seconds < found.end ? found : null;
    }
    function inSight(span) {
      const box = span.getBoundingClientRect();
      return box.bottom > 0 && box.top < window.innerHeight;
    }
    function follow() {
      // Seeking lands a little before what was asked for.
      const found = at(audio.currentTime + 0.02);
      const start = found ? found.start : null;
      if (start === marked) return;
      const read = sentences.filter(function (one) { return one.span.classList.contains('spoken'); });
      const wasInSight = read.some(function (one) { return inSight(one.span); });
      sentences.forEach(function (one) { one.span.classList.toggle('spoken', found !== null && one.start === start); });
      // Who has gone elsewhere on the page is not called back.
      if (found && wasInSight && !inSight(found.span)) found.span.scrollIntoView({ block: 'center' });
      marked = start;
    }
    // Four times a second, as players tell the time, is too seldom to keep up with short sentences.
    let watching = false;
    function watch() {
      follow();
      watching = !audio.paused;
      if (watching) requestAnimationFrame(watch);
    }
    ['timeupdate', 'seeking', 'seeked'].forEach(function (name) { audio.addEventListener(name, follow); });
    // Each seek while it plays begins to play again.
    audio.addEventListener('playing', function () { if (!watching) watch(); });
    sentences.forEach(function (one) {
      one.span.addEventListener('click', function (event) {
        const selection = window.getSelection();
        if (event.target.closest('a') || (selection && !selection.isCollapsed)) return;
        audio.play();
        seekWhenReady(one.start);
      });
    });
  }

  // "#t=75", "#t=1:15" and "#t=75,90", as media fragments say it.
  function fragmentTime() {
    const found = /^#t=(?:npt:)?([\d:.]+)/.exec(location.hash);
    if (!found) return null;
    const seconds = found[1].split(':').reduce(function (sum, part) { return sum * 60 + Number(part); }, 0);
    return Number.isFinite(seconds) ? seconds : null;
  }
  function openAtTime() {
    const seconds = fragmentTime();
    if (seconds !== null && files.length) seekToLoad(seconds);
  }
  openAtTime();
  window.addEventListener('hashchange', openAtTime);

  if (navigator.clipboard) {
    document.querySelectorAll('.copy').forEach(function (copy) {
      copy.hidden = false;
      copy.addEventListener('click', function () {
        navigator.clipboard.writeText(copy.parentNode.querySelector('input').value).then(function () {
          copy.textContent = copy.dataset.done;
        });
      });
    });
  }

  // Search: titles come once, when somebody wants to search; marks and case do not matter.
  const form = document.getElementById('search');
  if (form) {
    const field = form.querySelector('input');
    const list = document.getElementById('results');
    const status = document.getElementById('result-count');
    const everything = document.getElementById('list');
    let titles = null;
    function fold(text) {
      return text.toLowerCase().replace(/đ/g, 'd').normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    }
    function load() {
      if (!titles) {
        titles = fetch(form.dataset.titles).then(function (answer) {
          if (!answer.ok) throw new Error(answer.status);
          return answer.json();
        }).catch(function () { // opened from a disk: what the page shows must do
          return Array.from(document.querySelectorAll('#list h3 a')).map(function (link) {
            return { title: link.textContent, page: link.getAttribute('href'), day: '' };
          });
        }).then(function (entries) {
          entries.forEach(function (entry) { entry.folded = fold(entry.title); });
          return entries;
        });
      }
      return titles;
    }
    function show(entries) {
      list.textContent = '';
      entries.slice(0, 100).forEach(function (entry) {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = entry.page;
        link.textContent = entry.title;
        item.append(link);
        if (entry.day) {
          const day = document.createElement('p');
          day.className = 'faint';
          day.textContent = new Date(entry.day + 'T12:00:00').toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' });
          item.append(day);
        }
        list.append(item);
      });
      status.textContent = entries.length ? form.dataset.found.replace('{}', entries.length) : form.dataset.none;
    }
    function search() {
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      const active = words.length > 0;
      everything.hidden = active;
      list.hidden = !active;
      if (!active) { status.textContent = ''; return; }
      load().then(function (entries) {
        show(entries.filter(function (entry) {
          return words.every(function (word) { return entry.folded.includes(word); });
        }));
      });
    }
    form.hidden = false;
    form.addEventListener('submit', function (event) { event.preventDefault(); search(); });
    field.addEventListener('focus', load, { once: true });
    field.addEventListener('input', search);
  }
})();
)js";
}

}  // namespace feed
