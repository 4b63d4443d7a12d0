// Copying an address, or handing it to the device.
import { toast } from './toasts.js';

async function copy({ dataset }) {
  await navigator.clipboard.writeText(dataset.copy);
  toast(dataset.copied);
}

async function share({ dataset }) {
  try {
    await navigator.share({ title: dataset.title, url: dataset.share });
  } catch (error) {
    // Turning back in the share sheet is no failure.
    if (error.name !== 'AbortError') throw error;
  }
}

function reveal(root) {
  if (!navigator.share) return;
  for (const button of root.querySelectorAll('[data-share][hidden]')) button.hidden = false;
}

document.addEventListener('click', (event) => {
  const copying = event.target.closest('[data-copy]');
  const sharing = event.target.closest('[data-share]');
  const bookmark = event.target.closest('[data-bookmark]');
  if (copying) copy(copying);
  // It is to be dragged; pressed here it would look at ourselves, and the browser refuses it anyhow.
  if (bookmark) {
    event.preventDefault();
    toast(bookmark.dataset.said);
  }
  if (sharing) share(sharing);
});
document.addEventListener('focusin', ({ target }) => {
  if (target.matches?.('[data-select]')) target.select();
});
// What was typed here before, in this browser alone.
function recall(root) {
  for (const input of root.querySelectorAll('[data-remember]')) {
    input.value ||= localStorage.getItem(input.dataset.remember) ?? '';
    input.addEventListener('change', () => localStorage.setItem(input.dataset.remember, input.value));
  }
}

document.addEventListener('htmx:load', ({ detail: { elt } }) => {
  reveal(elt);
  recall(elt);
});
