// Says the summary of what changed to screen readers, at most every eight seconds.
const QUIET = 8000;
const last = new Map();
let spoke = 0;
let timer;

function speak() {
  spoke = Date.now();
  const changed = [...last.values()].filter((entry) => !entry.said);
  for (const entry of changed) entry.said = true;
  document.getElementById('live-status').textContent = changed.map(({ text }) => text).join(' ');
}

export function announce(element) {
  const text = element.querySelector('[data-summary]')?.textContent.trim();
  const known = last.get(element.id);
  if (!text || known?.text === text) return;
  // What stood there when the page came was read with the page.
  last.set(element.id, { text, said: !known });
  if (!known) return;
  clearTimeout(timer);
  timer = setTimeout(speak, Math.max(0, QUIET - (Date.now() - spoke)));
}
