import './in_place.js';
import './dialogs.js';
import './toasts.js';
import './share.js';
import './bell.js';
import './theme.js';
import './form_keys.js';
import './offline.js';

// What only some pages need comes when such an element appears.
const behaviours = {
  '[data-live]': () => import('./live.js'),
  '[data-countdown]': () => import('./countdown.js'),
  '[data-sort]': () => import('./sort.js'),
  '[data-suggest]': () => import('./suggest.js'),
  '[data-clip]': () => import('./clip.js'),
};
const attached = new WeakMap();

async function attach(element, selector) {
  const done = attached.get(element) ?? attached.set(element, new Set()).get(element);
  if (done.has(selector)) return;
  done.add(selector);
  (await behaviours[selector]()).attach(element);
}

function attachAll(root) {
  for (const selector of Object.keys(behaviours)) {
    if (root.matches?.(selector)) attach(root, selector);
    for (const element of root.querySelectorAll(selector)) attach(element, selector);
  }
}

// htmx says so for the whole page once, then for every piece it puts in.
document.addEventListener('htmx:load', (event) => attachAll(event.detail.elt));

// A strip that scrolls sideways begins where one is.
const middle = ({ left, width }) => left + width / 2;
for (const here of document.querySelectorAll('nav > [aria-current]')) {
  const strip = here.parentElement;
  strip.scrollBy({ left: middle(here.getBoundingClientRect()) - middle(strip.getBoundingClientRect()), behavior: 'instant' });
}
