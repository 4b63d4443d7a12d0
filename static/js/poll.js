// Numbers painted into the poll that stands there; option order never changes.
const language = document.documentElement.lang;
const percent = new Intl.NumberFormat(language, { style: 'percent' });
const number = new Intl.NumberFormat(language);

// state: {votes: {option id: votes}, total}. Without votes (results are hidden still) only the total.
export function paint(poll, { votes, total }) {
  if (total === undefined) return;
  for (const element of poll.querySelectorAll('[data-total]')) element.textContent = number.format(total);
  for (const option of poll.querySelectorAll('[data-option]')) {
    const share = total ? (votes?.[option.dataset.option] ?? 0) / total : 0;
    const bar = option.querySelector('.bar rect');
    const words = option.querySelector('[data-pct]');
    if (!votes || !words) continue;
    if (bar) bar.style.width = `${share * 100}%`;
    words.textContent = percent.format(share);
  }
}
