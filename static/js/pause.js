// “Pause updates”: what changes by itself can be stopped, and stays so in this browser.
const root = document.documentElement;
const listeners = [];

export const isPaused = () => root.classList.contains('paused');
export const onPause = (listener) => listeners.push(listener);

const showState = () => {
  for (const box of document.querySelectorAll('[data-pause]')) box.checked = isPaused();
};

document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-pause]')) return;
  root.classList.toggle('paused', target.checked);
  localStorage.setItem('paused', target.checked ? '1' : '');
  showState();
  for (const listener of listeners) listener(target.checked);
});
document.addEventListener('htmx:load', showState);

root.classList.toggle('paused', Boolean(localStorage.getItem('paused')));
showState();
