// Fetch an element again: one request at a time, spread out when many watch, and never under the
// fingers of somebody who is typing or choosing.
import htmx from 'htmx.org';
import { announce } from './announce.js';

const MOST_SPREAD = 4000;
const SPREAD_PER_WATCHER = 20;
const RETRY = 5_000;
const busy = new Set();
const again = new Set();

const isTyping = (element) => {
  const active = document.activeElement;
  return element.contains(active) && active.matches('textarea, select, input:not([type="radio"], [type="checkbox"])');
};

export function refetch(element, watchers = 0) {
  const { id } = element;
  if (!element.dataset.refresh || !id) return;
  if (busy.has(id)) return again.add(id);
  busy.add(id);
  setTimeout(run, Math.random() * Math.min(watchers * SPREAD_PER_WATCHER, MOST_SPREAD), id);
}

async function run(id) {
  const element = document.getElementById(id);
  if (element && isTyping(element)) {
    element.addEventListener('focusout', () => setTimeout(run, 300, id), { once: true });
    return;
  }
  const isDone = !element || await replace(element).catch(() => false);
  busy.delete(id);
  const now = document.getElementById(id);
  if (now && !isDone) setTimeout(refetch, RETRY * (1 + Math.random()), now);
  else if (again.delete(id) && now) refetch(now);
}

// False where asking once more may help: no answer, too many at once, a server that has to rest.
async function replace(element) {
  const chosen = element.querySelector('input[type="radio"]:checked');
  const active = element.contains(document.activeElement) ? document.activeElement : null;
  let status = 200;
  const note = ({ detail }) => { if (detail.elt === element) ({ status } = detail.xhr); };
  element.addEventListener('htmx:afterRequest', note);
  await htmx.ajax('GET', element.dataset.refresh, { target: element, swap: 'outerHTML', source: element });
  element.removeEventListener('htmx:afterRequest', note);
  if (!status || status === 429 || status >= 500) return false;
  const fresh = document.getElementById(element.id);
  if (!fresh) return true;
  restore(fresh, chosen, active);
  announce(fresh);
  return true;
}

const find = (root, { name, value }) => name
  && root.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);

function restore(fresh, chosen, active) {
  const same = chosen && find(fresh, chosen);
  if (same) same.checked = true;
  // htmx gives focus back by id; a radio or a button may have none.
  if (active && !active.id) (find(fresh, active) || null)?.focus({ preventScroll: true });
}
