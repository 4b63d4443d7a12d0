// “in 14 minutes”: counted down in the last hour, in the words of the page's language.
const language = document.documentElement.lang;
const words = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
const ANNOUNCED = [10, 1];
const MINUTE = 60_000;
// Still open at the server although its time is over here: this clock is fast.
const ASKS_AGAIN = 30_000;

export function attach(element) {
  const closes = new Date(element.dateTime).getTime();
  const isLate = closes <= Date.now();

  const close = () => element.dispatchEvent(new CustomEvent('closes', { bubbles: true }));

  function show(minutes) {
    element.textContent = words.format(minutes, 'minute');
    element.classList.toggle('soon', minutes <= 10);
    if (ANNOUNCED.includes(minutes)) document.getElementById('live-status').textContent = element.textContent;
  }

  // Each turn falls on a whole minute, the last on the close itself.
  function tick() {
    if (!element.isConnected) return;
    const left = closes - Date.now();
    if (left <= 0) {
      setTimeout(close, isLate ? ASKS_AGAIN : 0);
      return;
    }
    if (left <= 60 * MINUTE) show(Math.ceil(left / MINUTE));
    setTimeout(tick, (left % MINUTE) + 20);
  }
  tick();
}
