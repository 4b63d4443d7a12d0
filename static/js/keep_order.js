// Sends an order that was arranged by hand, a moment after the last move.
import { postHeaders } from './in_place.js';
import { toast } from './toasts.js';

const SENDS_AFTER = 350;

// `order()` gives the ids as they stand; the function that comes back says that they have changed.
export function keeper(address, order) {
  let due = null;
  let sending = Promise.resolve();

  async function post() {
    const body = new URLSearchParams(order().map((id) => ['order', id]));
    const options = { method: 'POST', body, headers: postHeaders(), keepalive: true };
    const answer = await fetch(address, options).catch(() => null);
    if (!answer?.ok) toast(document.body.dataset[answer ? 'failed' : 'unreachable'], 'error');
  }

  // One request at a time, so that the last order is the one that stays.
  function send() {
    clearTimeout(due);
    due = null;
    sending = sending.then(post);
  }
  addEventListener('pagehide', () => due && send());

  return () => {
    clearTimeout(due);
    due = setTimeout(send, SENDS_AFTER);
  };
}
