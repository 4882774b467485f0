// Browsing while it plays: the next page's content takes the place of this one's, and the player stays. From a disk, and
// where anything is unusual, the browser goes there itself; then the place and the queue are handed over.

const scriptAddress = document.currentScript.src;
let here = location.href.split('#')[0];
let travels = 0; // the number of the latest journey
// What the head names stays where it is when the address changes.
document.querySelectorAll('link[rel=icon], link[rel=manifest]').forEach(function (link) { link.href = link.href; });

function isOurs(url) {
  const rest = url.href.split(/[?#]/)[0];
  return !isOnDisk && rest.startsWith(root) && /(\/|\.html)$/.test(rest) && !rest.startsWith(root + 'embed/');
}
function travel(address, isBack, scroll) {
  const number = ++travels;
  function goThere() { if (isBack) location.reload(); else location.href = address; }
  fetch(address).then(function (answer) {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  }).then(function (text) {
    if (number !== travels) return;
    const next = new DOMParser().parseFromString(text, 'text/html');
    const script = next.querySelector('script[src]');
    // Another version of the site has other scripts.
    if (!next.querySelector('main') || (script && new URL(script.getAttribute('src'), address).href !== scriptAddress)) throw new Error('another site');
    if (!isBack) history.pushState(null, '', address);
    here = location.href.split('#')[0];
    replacePage(next);
    openPage();
    openAtTime();
    // Last, for what a script shows moves what stands below.
    const target = !isBack && location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView(); else window.scrollTo(0, scroll || 0);
    const heading = document.querySelector('h1');
    if (heading && !target) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }).catch(function () { if (number === travels) goThere(); });
}
function replacePage(next) {
  next.querySelectorAll('#player, #help, #audio, script').forEach(function (one) { one.remove(); });
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  document.documentElement.dir = next.documentElement.dir;
  const [canonical, other] = [document, next].map(function (one) { return one.querySelector('link[rel=canonical]'); });
  if (canonical && other) canonical.href = other.href;
  const help = document.getElementById('help');
  Array.from(document.body.children).forEach(function (child) { if (child !== player && child !== help) child.remove(); });
  document.body.prepend.apply(document.body, Array.from(next.body.children));
}

document.addEventListener('click', function (event) {
  const link = event.target.closest('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute('download')) return;
  const url = new URL(link.href, location.href);
  if (!isOurs(url) || (url.hash && url.href.split('#')[0] === here)) return;
  event.preventDefault();
  keepScroll();
  travel(url.href, false, 0);
});
function keepScroll() {
  if (isOnDisk) return;
  history.replaceState(Object.assign({}, history.state, { scroll: window.scrollY }), '');
}
let scrolling = 0;
window.addEventListener('scroll', function () {
  clearTimeout(scrolling);
  scrolling = setTimeout(keepScroll, 200);
}, { passive: true });
window.addEventListener('popstate', function (event) {
  if (location.href.split('#')[0] === here) return;
  clearTimeout(scrolling);
  travel(location.href, true, event.state ? event.state.scroll : 0);
});
