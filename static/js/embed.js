// A widget on a shop's page: says how large it is to the page round it, when that asks properly.
// Whose page it is, the policy of the answer has decided already.
const main = document.querySelector('main');
const kept = new URLSearchParams(location.hash.slice(1));
for (const link of main.querySelectorAll('a[data-passes]')) {
  const to = new URL(link.href);
  for (const part of link.dataset.passes.split(' ')) if (kept.has(part)) to.searchParams.set(part, kept.get(part));
  link.href = to;
}

const live = main.querySelector('[data-live]');
let asker = '';

function tell() {
  if (!asker) return;
  const { width, height } = main.getBoundingClientRect();
  const size = { posy: 1, height: Math.ceil(height) };
  if ('fits' in main.dataset) size.width = Math.ceil(width);
  parent.postMessage(size, asker);
}

addEventListener('message', ({ source, origin, data }) => {
  if (source !== parent || parent === window || origin === 'null') return;
  if (data?.posy !== 1 || data.ask !== 'size') return;
  asker = origin;
  tell();
});
new ResizeObserver(tell).observe(main);

if (live) import('./embed_live.js').then(({ follow }) => follow(live));
