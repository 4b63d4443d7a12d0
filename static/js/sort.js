// A list put in order by pointer, by arrow keys on the grip and by Move buttons in a row's menu.
//   <ol data-sort="/lists/1/order" data-moved="{name}: {place} of {count}">
//     <li data-id="a1" data-name="Lamp"> <button data-grip> … <button data-move="up|down|top|bottom">
// Posts `order` once for each row, in order, a moment after the last move.
import { keeper } from './keep_order.js';

const STEPS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };
const EDGE = 80;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export function attach(list) {
  let lifted = null;
  let before = [];
  const rows = () => [...list.querySelectorAll(':scope > [data-id]')];
  const keep = keeper(list.dataset.sort, () => rows().map((row) => row.dataset.id));

  // Where the pointer has passed a row's middle. Rows on their way are taken where they will stand.
  function placeAt(clientY) {
    const all = rows();
    const from = all.indexOf(lifted);
    const y = clientY - lifted.offsetParent.getBoundingClientRect().top;
    return all.findIndex((row, place) => {
      const middle = row.offsetTop + row.offsetHeight / 2;
      return place < from ? y < middle : place > from && y > middle && y < row.offsetTop + row.offsetHeight;
    });
  }

  function move(row, to) {
    const all = rows();
    const from = all.indexOf(row);
    const place = Math.max(0, Math.min(all.length - 1, to));
    if (place === from) return;
    const stood = new Map(all.map((each) => [each, each.getBoundingClientRect().top]));
    // The others step aside, so that the row keeps the pointer and the focus.
    if (place > from) row.before(...all.slice(from + 1, place + 1));
    else row.after(...all.slice(place, from));
    if (calm.matches) return;
    for (const [each, top] of stood) {
      const by = top - each.getBoundingClientRect().top;
      if (by && each !== lifted) each.animate([{ transform: `translateY(${by}px)` }, {}], { duration: 180, easing: 'ease-out' });
    }
  }

  function settle(row) {
    const all = rows();
    const words = { name: row.dataset.name, place: all.indexOf(row) + 1, count: all.length };
    document.getElementById('live-status').textContent = list.dataset.moved.replace(/\{(\w+)\}/g, (_, key) => words[key]);
    keep();
  }

  list.addEventListener('pointerdown', (event) => {
    const grip = event.target.closest('[data-grip]');
    if (!grip || event.button) return;
    lifted = grip.closest('[data-id]');
    before = rows();
    lifted.classList.add('lifted');
    grip.setPointerCapture(event.pointerId);
  });

  list.addEventListener('pointermove', (event) => {
    if (!lifted) return;
    if (event.clientY < EDGE) scrollBy(0, -12);
    if (event.clientY > innerHeight - EDGE) scrollBy(0, 12);
    const over = placeAt(event.clientY);
    if (over >= 0) move(lifted, over);
  });

  function drop() {
    const row = lifted;
    lifted = null;
    row?.classList.remove('lifted');
    if (row && rows().some((each, place) => each !== before[place])) settle(row);
  }
  list.addEventListener('pointerup', drop);
  list.addEventListener('pointercancel', drop);

  list.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && lifted) {
      move(lifted, before.indexOf(lifted));
      return drop();
    }
    const grip = event.target.closest('[data-grip]');
    const step = STEPS[event.key];
    if (!grip || !step) return;
    event.preventDefault();
    const row = grip.closest('[data-id]');
    const from = rows().indexOf(row);
    move(row, from + step);
    grip.focus();
    if (rows().indexOf(row) !== from) settle(row);
  });

  // What leads nowhere says so whenever the row's menu opens.
  list.addEventListener('beforetoggle', (event) => {
    const all = rows();
    for (const button of event.target.querySelectorAll('[data-move]')) {
      const end = /up|top/.test(button.dataset.move) ? all[0] : all.at(-1);
      button.setAttribute('aria-disabled', button.closest('[data-id]') === end);
    }
  }, true);

  list.addEventListener('click', (event) => {
    const button = event.target.closest('[data-move]');
    if (!button) return;
    event.preventDefault();
    const row = button.closest('[data-id]');
    const from = rows().indexOf(row);
    const to = { up: from - 1, down: from + 1, top: 0, bottom: Infinity }[button.dataset.move];
    move(row, to);
    button.closest('[popover]')?.hidePopover();
    row.querySelector('[data-grip]')?.focus();
    if (rows().indexOf(row) !== from) settle(row);
  });
}
