// A chosen theme shows at once; saving it is the form's work.
document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-theme-choice] input')) return;
  if (['light', 'dark'].includes(target.value)) document.documentElement.dataset.theme = target.value;
  else delete document.documentElement.dataset.theme;
});
