// The bell asks for its number now and then; a hidden tab carries it in its title.
import htmx from 'htmx.org';

const EVERY = 60_000;
const title = document.title;
const bell = () => document.querySelector('[data-bell]');
let asked = Date.now();

function ask() {
  const address = bell()?.dataset.refresh;
  if (!address || document.hidden) return;
  asked = Date.now();
  htmx.ajax('GET', address, { source: '#bell', target: '#bell', swap: 'outerHTML' }).catch(() => {});
}

function retitle() {
  const unread = Number(bell()?.dataset.bell);
  document.title = document.hidden && unread ? `(${unread}) ${title}` : title;
}

setInterval(ask, EVERY);
document.addEventListener('bell', ask);
document.addEventListener('visibilitychange', () => {
  retitle();
  if (!document.hidden && Date.now() - asked > EVERY / 2) ask();
});
