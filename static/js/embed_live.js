// A poll on a shop's page moves while it is in sight: numbers by a socket of nobody's, the rest by
// fetching the page again; where no socket is to be had, that alone.
import { io } from 'socket.io-client';
import { paint } from './poll.js';

const FALLBACK = 20_000;
const SPREAD = 4_000;
const socket = io({ transports: ['websocket'], autoConnect: false, query: { embed: 1 }, reconnectionDelay: 3_500, randomizationFactor: 0.75, reconnectionDelayMax: 60_000 });
let element;
let inSight = false;
let busy = false;

const heart = () => element.dataset;
const isHere = () => inSight && !document.hidden;

function hear(state) {
  const [room, id] = heart().live.split(':');
  if (state?.room !== room || state.id !== id || state.version <= Number(heart().version)) return;
  element.dataset.version = state.version;
  paint(element, state);
  const shown = element.querySelectorAll('[data-pct]').length;
  if (state.closed || (state.votes && Object.keys(state.votes).length !== shown)) setTimeout(again, Math.random() * SPREAD);
}

async function again() {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(location.href, { credentials: 'omit' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = answer.ok && page.getElementById(element.id);
    if (fresh) {
      element.replaceWith(document.adoptNode(fresh));
      element = fresh;
    }
  } catch { /* It is asked again soon. */ } finally {
    busy = false;
  }
}

function watch() {
  const [room, id] = heart().live.split(':');
  socket.emit('watch', { room, id }, ({ ok, state } = {}) => { if (ok) hear({ room, ...state }); });
}

function look() {
  if (heart().state !== 'open') return socket.disconnect();
  if (isHere()) socket.connect();
  else socket.disconnect();
}

export function follow(poll) {
  element = poll;
  socket.on('connect', watch);
  socket.on('state', hear);
  setInterval(() => { if (isHere() && !socket.connected && heart().state === 'open') again(); }, FALLBACK);
  document.addEventListener('visibilitychange', look);
  new IntersectionObserver(([{ isIntersecting }]) => {
    inSight = isIntersecting;
    look();
  }).observe(poll.parentElement);
}
