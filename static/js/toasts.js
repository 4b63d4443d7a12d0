const STAYS = 6000;
const STAYS_WITH_ACTION = 12000;

function leave(element) {
  element.classList.add('leaving');
  setTimeout(() => element.remove(), 300);
}

function tend(element) {
  if (element.dataset.toast === 'tended') return;
  element.dataset.toast = 'tended';
  if (element.matches('.error')) return;
  const wait = element.querySelector('form, a') ? STAYS_WITH_ACTION : STAYS;
  let timer = setTimeout(leave, wait, element);
  const hold = () => clearTimeout(timer);
  const release = () => { timer = setTimeout(leave, wait / 2, element); };
  for (const name of ['pointerenter', 'focusin']) element.addEventListener(name, hold);
  for (const name of ['pointerleave', 'focusout']) element.addEventListener(name, release);
}

export function toast(text, kind = '') {
  const shape = document.getElementById('toast-shape').content.firstElementChild.cloneNode(true);
  shape.querySelector('[data-text]').textContent = text;
  shape.classList.toggle('error', kind === 'error');
  document.getElementById('toasts').append(shape);
  tend(shape);
}

const tendAll = () => document.querySelectorAll('#toasts [data-toast]').forEach(tend);
tendAll();
document.addEventListener('htmx:oobAfterSwap', tendAll);
document.addEventListener('click', (event) => {
  const close = event.target.closest('[data-dismiss]');
  if (close) leave(close.closest('[data-toast]'));
});
// HX-Trigger: {"toast": {"text": …, "kind": …}}
document.addEventListener('toast', ({ detail }) => toast(detail.text, detail.kind));
