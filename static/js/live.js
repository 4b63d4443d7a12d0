// What others do appears here. The server tells numbers and ids; words and faces are fetched as
// the same partial the page was made of.
//   <… id="poll-1" data-live="poll:1" data-refresh="/polls/1/results">   watched, fetched again on news
//   [data-newest] inside    shown instead, where new things should not shift what is being read
//   [data-summary] inside   read out, at most every eight seconds
import { io } from 'socket.io-client';
import { announce } from './announce.js';
import { isPaused, onPause } from './pause.js';
import { paint } from './poll.js';
import { refetch } from './refetch.js';

const FALLBACK = 15_000;
const REST_AFTER = 60_000;
const COMES_BACK_AFTER = 20_000;
const root = document.documentElement;
// A process that ends cuts all of its pages at once; they come back spread over five seconds.
const pace = { reconnectionDelay: 3_500, randomizationFactor: 0.75, reconnectionDelayMax: 60_000 };
const socket = io({ transports: ['websocket'], autoConnect: false, ...pace });
const versions = new Map();
const joined = new Map();
let resting;
let everConnected = false;

const watched = () => [...document.querySelectorAll('[data-live]')];
const elementsOf = ({ room, id }) => watched().filter(({ dataset: { live } }) => (id ? live === `${room}:${id}` : live.startsWith(`${room}:`)));

export function attach(element) {
  announce(element);
  if (socket.connected) watch(element);
  else if (!isPaused()) socket.connect();
}

function watch(element) {
  // What a viewer may hear can grow, with their vote for one: then they ask to be let in again.
  const { live, sees = '' } = element.dataset;
  if (joined.get(live) === sees) return;
  joined.set(live, sees);
  const [room, id] = live.split(':');
  socket.emit('watch', { room, id }, ({ ok, state } = {}) => {
    if (ok && state) tell({ room, ...state });
    // A room that tells no state may have had news between the page and our coming.
    else if (ok) elementsOf({ room, id }).forEach(catchUp);
  });
}

function tell(state) {
  const key = `${state.room}:${state.id}`;
  const known = versions.get(key);
  if (isPaused() || known >= state.version) return;
  versions.set(key, state.version);
  for (const element of elementsOf(state)) {
    paint(element, state);
    if (isBehind(element, state, known)) refetch(element, state.audience ?? state.total);
  }
}

// A piece that names its version is compared; for others the first state says where they stand.
function isBehind({ dataset }, state, known) {
  return dataset.version ? Number(dataset.version) < state.version : known !== undefined;
}

function stale(message) {
  if (isPaused()) return;
  for (const element of elementsOf(message)) {
    const button = element.querySelector('[data-newest]');
    if (button) button.hidden = false;
    else refetch(element, message.audience);
  }
}

function catchUp(element) {
  if (!element.querySelector('[data-newest]')) refetch(element);
}
const refetchAll = () => watched().forEach(catchUp);

socket.on('state', tell);
socket.on('stale', stale);
socket.on('bell', () => document.dispatchEvent(new CustomEvent('bell')));
socket.on('connect', () => {
  root.classList.remove('offline');
  joined.clear();
  watched().forEach(watch);
  if (everConnected) refetchAll();
  everConnected = true;
});
// Refused or cut by the server, the client does not come back by itself.
const comeBack = () => setTimeout(() => {
  if (!isPaused() && !document.hidden) socket.connect();
}, COMES_BACK_AFTER);
socket.on('disconnect', (reason) => {
  root.classList.toggle('offline', !isPaused() && !document.hidden);
  if (reason === 'io server disconnect') comeBack();
});
socket.on('connect_error', () => {
  root.classList.add('offline');
  if (!socket.active) comeBack();
});

setInterval(() => {
  if (!socket.connected && !document.hidden && !isPaused()) refetchAll();
}, FALLBACK);

document.addEventListener('visibilitychange', () => {
  clearTimeout(resting);
  if (document.hidden) resting = setTimeout(() => socket.disconnect(), REST_AFTER);
  else if (!isPaused()) {
    if (socket.connected) refetchAll();
    else socket.connect();
  }
});

document.addEventListener('closes', ({ target }) => {
  const element = target.closest('[data-live]');
  if (element) setTimeout(refetch, 1500, element);
});

onPause((paused) => {
  if (paused) socket.disconnect();
  else socket.connect();
});
