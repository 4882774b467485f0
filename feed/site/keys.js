// The keyboard. Single keys can be turned off, for those whose programs or hands press them unasked (WCAG 2.1.4).

const help = document.getElementById('help');
const keysWanted = help.querySelector('input');
keysWanted.checked = recall('keys') !== 'off';
keysWanted.addEventListener('change', function () { remember('keys', keysWanted.checked ? null : 'off'); });

document.addEventListener('keydown', function (event) {
  if (event.ctrlKey || event.altKey || event.metaKey || help.open || !keysWanted.checked) return;
  const target = event.target;
  if (target !== document.body && target.closest('input, select, textarea, summary')) return;
  const press = target !== document.body && target.closest('a, button');
  const search = document.querySelector('#search input');
  if (event.key === '?') help.showModal();
  else if (event.key === '/' && search) search.focus();
  else if (!current) return;
  else if (event.key === 'k' || (event.key === ' ' && !press)) toggle();
  else if (event.key === 'j') actions.back();
  else if (event.key === 'l') actions.forward();
  else if (event.key === 'p' && current.chapters.length > 1) leap(-1);
  else if (event.key === 'n' && current.chapters.length > 1) leap(1);
  else if (event.key === '<') stepSpeed(-1);
  else if (event.key === '>') stepSpeed(1);
  else return;
  event.preventDefault();
});
