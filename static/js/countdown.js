// “in 14 minutes”: counted down in the last hour, in the words of the page's language.
const language = document.documentElement.lang;
const words = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
const ANNOUNCED = [10, 1];

export function attach(element) {
  const closes = new Date(element.dateTime).getTime();
  const tick = () => {
    if (!element.isConnected) return clearInterval(timer);
    const minutes = Math.ceil((closes - Date.now()) / 60_000);
    if (minutes > 60) return;
    if (minutes <= 0) {
      clearInterval(timer);
      element.dispatchEvent(new CustomEvent('closes', { bubbles: true }));
      return;
    }
    element.textContent = words.format(minutes, 'minute');
    element.classList.toggle('soon', minutes <= 10);
    if (ANNOUNCED.includes(minutes)) document.getElementById('live-status').textContent = element.textContent;
  };
  const timer = setInterval(tick, 60_000);
  tick();
}
