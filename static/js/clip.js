// Fills what was found at the shop into fields nobody has touched.
//   <form data-clip> … the partial that arrives holds <data data-found="title" value="Arc lamp"></data>
export function attach(form) {
  const touched = new Set();
  form.addEventListener('input', ({ target }) => touched.add(target.name));

  const fill = (found) => {
    const field = form.elements[found.dataset.found];
    if (!field || touched.has(field.name) || !found.value) return;
    // A select always has a value: its first one was chosen by nobody.
    const isFree = field.tagName === 'SELECT' || !field.value;
    if (!isFree || field.value === found.value) return;
    field.value = found.value;
    field.classList.add('found');
  };

  const fillAll = () => form.querySelectorAll('[data-found]').forEach(fill);
  form.addEventListener('htmx:load', fillAll);
  fillAll();
}
