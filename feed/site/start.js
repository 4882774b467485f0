// The page is there: what was heard last is in the player again, so that one click goes on.

document.documentElement.classList.add('scripted');
const usual = recall('speed');
if (usual && Array.from(speed.options).some(function (option) { return option.value === usual; })) setSpeed(usual);
openPage();
if ('scrollRestoration' in history && !isOnDisk) {
  history.scrollRestoration = 'manual';
  if (history.state && history.state.scroll) window.scrollTo(0, history.state.scroll);
}
readQueue();
const isEmbedded = document.body.classList.contains('embed');
// There is no room for a page in the frame.
if (isEmbedded) player.querySelectorAll('a').forEach(function (link) { link.target = '_blank'; });
const handed = parsed(read('sessionStorage', own('handed')));
const last = parsed(recall(own('last')));
if (!openAtTime()) {
  const going = !isEmbedded && handed && handed.playing ? unpack(handed.episode) : null;
  const before = last ? unpack(last.episode) : null;
  if (going) load(going);
  else if (pageEpisode) load(pageEpisode);
  else if (before && !placeOf(before).heard) load(before);
}
makeRoom();
