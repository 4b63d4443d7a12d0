// The list under a search box: htmx fills it, arrow keys choose, Enter goes there, Escape closes.
export function attach(form) {
  const input = form.querySelector('[role=combobox]');
  const list = form.querySelector('[role=listbox]');
  const options = () => [...list.querySelectorAll('[role=option]')];
  let chosen;

  function choose(option) {
    chosen?.setAttribute('aria-selected', 'false');
    chosen = option;
    chosen?.setAttribute('aria-selected', 'true');
    chosen?.scrollIntoView({ block: 'nearest' });
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
    else input.removeAttribute('aria-activedescendant');
  }

  function show(wanted) {
    const isOpen = wanted && options().length > 0;
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) choose();
  }

  // From the words in the box one gets to the first and the last, and back to the words.
  function step(by) {
    const all = [...options(), undefined];
    choose(all.at((all.indexOf(chosen) + by) % all.length));
  }

  list.addEventListener('htmx:afterSwap', () => {
    choose();
    show(document.activeElement === input);
  });
  input.addEventListener('keydown', (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && options().length) {
      event.preventDefault();
      show(true);
      step(by);
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      chosen.click();
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      show(false);
    }
  });
  input.addEventListener('focus', () => show(true));
  // Pressing an option must not take the focus, else the list would be gone before the click.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  form.addEventListener('focusout', ({ relatedTarget }) => form.contains(relatedTarget) || show(false));
  form.addEventListener('submit', () => show(false));
}
