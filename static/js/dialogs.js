// Dialogs: `data-opens="id"` opens one, `data-closes` or a press beside it closes it.
import htmx from 'htmx.org';

function open(opener, dialog) {
  const source = opener.dataset.source;
  if (source) htmx.ajax('GET', source, { target: dialog.querySelector('.dialog-body'), swap: 'innerHTML' });
  dialog.showModal();
}

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const opener = event.target.closest('[data-opens]');
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog) {
    event.preventDefault();
    open(opener, dialog);
  } else if (event.target.closest('[data-closes]') || event.target.matches('dialog')) {
    event.target.closest('dialog')?.close();
  }
});

// The server says when what the dialog was for is done.
document.addEventListener('close-dialog', () => document.querySelector('dialog[open]')?.close());
