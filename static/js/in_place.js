// Forms and links that change the page where they stand.
import htmx from 'htmx.org';
import { toast } from './toasts.js';

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollBehavior: 'auto',
  // A heart that fetches itself again would else pull the page to itself, under somebody’s finger.
  scrollIntoViewOnBoost: false,
  // Not `style`: to carry over what a drag at a field's corner, or a script, has left there is refused by the CSP.
  attributesToSettle: ['class', 'width', 'height'],
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    // Someone was faster, or a field needs another look: the answer shows it in place.
    { code: '4(09|22)', swap: true },
    { code: '[45]..', swap: false, error: true },
  ],
});

const said = document.body.dataset;
const token = document.querySelector('meta[name="csrf-token"]')?.content;

export function postHeaders() {
  return { 'X-CSRFToken': token, 'HX-Request': 'true' };
}

document.addEventListener('htmx:configRequest', ({ detail }) => {
  if (detail.verb !== 'get' && token) detail.headers['X-CSRFToken'] = token;
});

// A piece that fetches itself again says nothing when it could not.
const isAskedFor = ({ elt }) => !elt.matches('[data-refresh]');
function complain({ detail }) {
  if (!isAskedFor(detail)) return;
  if (!detail.xhr?.status) toast(said.unreachable, 'error');
  else toast(detail.xhr.status === 429 ? said.tooOften : said.failed, 'error');
}
for (const name of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) document.addEventListener(name, complain);

// Who pressed a button that was replaced finds the focus on its successor.
let pressed = null;
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const active = document.activeElement;
  pressed = detail.target.contains(active) && active !== document.body ? active : null;
});
function successor(root, old) {
  if (old.id) return document.getElementById(old.id);
  const goesTo = (button) => (button.getAttribute('formaction') ?? button.form?.getAttribute('action'));
  const buttons = [root, ...root.querySelectorAll('button')].filter((each) => each.matches('[type="submit"]'));
  return old.form && buttons.find((each) => goesTo(each) === goesTo(old) && each.value === old.value);
}

document.addEventListener('htmx:afterSettle', ({ target, detail }) => {
  if (!target.querySelector) return;
  if (detail.xhr?.status >= 400) target.querySelector('.error-summary, [aria-invalid="true"]')?.focus();
  else if (pressed && document.activeElement === document.body) {
    if (!target.matches('a, button, input, [tabindex]')) target.tabIndex = -1;
    (successor(target, pressed) ?? target).focus({ preventScroll: true });
  }
  pressed = null;
});

// A second press while the first is under way would only answer 409.
document.addEventListener('htmx:beforeRequest', (event) => {
  const form = event.detail.elt.closest('form');
  if (form?.classList.contains('htmx-request') && form.method === 'post') event.preventDefault();
});
