// Back at a form that was sent: it has its key again, so that sending it once more does nothing new.
//   <input type="hidden" name="form_key" value="…">
const KEPT = 'formKeys';
const keyOf = (form) => form.querySelector(':scope > input[name="form_key"]');
const alike = (form) => [...document.forms].filter((each) => each.action === form.action);
const nameOf = (form) => `${alike(form).indexOf(form)} ${form.getAttribute('action') ?? ''}`;

document.addEventListener('submit', ({ target, defaultPrevented }) => {
  const key = keyOf(target);
  // What htmx sends stays on the page and gets a new key with the answer.
  if (!key || defaultPrevented) return;
  const kept = { ...history.state?.[KEPT], [nameOf(target)]: key.value };
  history.replaceState({ ...history.state, [KEPT]: kept }, '');
});

const kept = history.state?.[KEPT];
const [arrival] = performance.getEntriesByType('navigation');
if (kept && arrival?.type === 'back_forward') {
  for (const form of document.forms) {
    const key = keyOf(form);
    if (key && kept[nameOf(form)]) key.value = kept[nameOf(form)];
  }
}
