// Search: what there is comes once, when somebody wants to search; marks and case do not matter. It comes as a script,
// which a browser loads from a disk too.

let everything = null; // a promise of all entries
let asked = 0; // the number of the latest search

function fold(text) { return text.toLowerCase().replace(/đ/g, 'd').normalize('NFD').replace(/[\u0300-\u036f]/g, ''); }
function fetchEverything() {
  if (!everything) {
    everything = new Promise(function (resolve, reject) {
      window.newscastSearch = resolve;
      document.head.append(make('script', { src: root + document.getElementById('search').dataset.entries, onerror: reject }));
    }).then(function (entries) {
      entries.forEach(function (entry) {
        entry.folded = fold([entry.title, entry.authors || '', entry.lead || ''].join(' '));
        entry.found = unpack(entry);
      });
      return entries;
    });
    everything.catch(function () { everything = null; });
  }
  return everything;
}
// As the page's own rows.
function resultRow(entry) {
  const episode = entry.found;
  const title = make('a', { className: 'title', href: episode.page, textContent: entry.title });
  const row = make('li', { className: 'row' }, [
    make('img', { className: 'thumb', src: episode.image, alt: '', width: 72, height: 72, loading: 'lazy' }),
    make('div', {}, [make('h3', {}, [title]), make('p', { className: 'faint' }, [
      entry.shown + ' · ' + clock(entry.seconds) + ' ', make('span', { className: 'state' })])]),
    make('a', { className: 'play', href: episode.files[0].src }, [icon('play'), hidden(words.play + ': ' + entry.title)])
  ]);
  row.dataset.id = entry.id;
  row.dataset.seconds = entry.seconds;
  row.dataset.files = JSON.stringify(episode.files);
  row.dataset.chapters = JSON.stringify(episode.chapters);
  return row;
}

function openSearch() {
  const box = document.getElementById('search');
  if (!box) return;
  const field = box.querySelector('input');
  const list = document.getElementById('results');
  const status = document.getElementById('result-count');
  const usual = document.getElementById('list');
  function search() {
    const wanted = fold(field.value).split(/\s+/).filter(Boolean);
    const number = ++asked;
    // Kept in this entry of the browser's history, where Back finds it.
    const hash = wanted.length ? '#q=' + encodeURIComponent(field.value.trim()) : location.pathname + location.search;
    if (wanted.length || /^#q=/.test(location.hash)) {
      try { history.replaceState(history.state, '', hash); } catch (e) { /* a browser that keeps none from a disk */ }
    }
    if (!wanted.length) {
      usual.hidden = false;
      list.hidden = true;
      status.textContent = '';
      return;
    }
    fetchEverything().then(function (entries) {
      if (number !== asked) return;
      const found = entries.filter(function (entry) {
        return wanted.every(function (word) { return entry.folded.includes(word); });
      });
      shown = shown.filter(function (entry) { return !list.contains(entry.element); });
      list.replaceChildren.apply(list, found.slice(0, 50).map(resultRow));
      Array.from(list.children).forEach(adopt);
      usual.hidden = true;
      list.hidden = false;
      const counts = { shown: written(50), found: written(found.length), total: written(entries.length) };
      status.textContent = found.length > 50 ? fill(form(words.first_matches, entries.length), counts)
        : found.length ? fill(form(words.matches, entries.length), counts) : fill(form(words.no_match, entries.length), counts.total);
    }).catch(function () { status.textContent = words.search_failed; });
  }
  box.hidden = false;
  box.addEventListener('submit', function (event) { event.preventDefault(); search(); });
  field.addEventListener('focus', function () { fetchEverything().catch(function () { /* told when it is wanted */ }); }, { once: true });
  field.addEventListener('input', search);
  const before = /^#q=(.+)/.exec(location.hash);
  if (before) {
    try { field.value = decodeURIComponent(before[1]); } catch (e) { return; }
    search();
  }
}
