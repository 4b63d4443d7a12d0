// Posy's widgets, version 1. Shops pin its bytes: a change is posy-2.js. Built-in functions are asked
// for themselves, since names on a page can stand before them.
(() => {
  const doc = Document.prototype;
  const of = (name) => Object.getOwnPropertyDescriptor(doc, name).get.call(document);
  const script = of('currentScript');
  if (!script) return;
  const own = new URL(script.src).origin;
  const links = new Map();
  const known = /(?:^|\s)posy-(save|ask|bought|badge|follow|reviews|talk|poll|collection|list)(?:\s|$)/;
  const wide = /reviews|talk|poll|collection|list/;

  function source(link, name) {
    const to = new URL(link.getAttribute('href'), own);
    if (to.origin !== own) return '';
    const about = to.searchParams.get('url');
    const at = new URL(`/embed/${name}${about ? '' : `/${to.pathname.split('/').pop()}`}`, own);
    if (about) at.searchParams.set('url', about);
    for (const option of ['size', 'theme', 'lang']) {
      const chosen = link.getAttribute(`data-${option}`);
      if (chosen) at.searchParams.set(option, chosen);
    }
    // What is one buyer's alone reaches no server before they press.
    const kept = new URLSearchParams();
    for (const part of ['token', 'shop', 'title']) {
      if (to.searchParams.has(part)) kept.set(part, to.searchParams.get(part));
    }
    return `${at.href}#${kept}`;
  }

  function upgrade(link) {
    const name = known.exec(link.getAttribute('class'))?.[1];
    const src = name && !link.hasAttribute('data-posy') && source(link, name);
    if (!src) return;
    link.setAttribute('data-posy', '1');
    const frame = doc.createElement.call(document, 'iframe');
    const scheme = { dark: 'dark', auto: 'light dark' }[link.getAttribute('data-theme')] || 'light';
    const look = wide.test(name) ? { display: 'block', width: '100%' } : { width: '1px', maxWidth: '100%', verticalAlign: 'middle' };
    Object.assign(frame.style, { ...look, border: '0', height: '0', colorScheme: scheme });
    Object.assign(frame, { title: link.textContent.trim(), loading: 'lazy', referrerPolicy: 'no-referrer' });
    frame.onload = () => frame.contentWindow.postMessage({ posy: 1, ask: 'size' }, own);
    frame.src = src;
    links.set(frame, link);
    link.after(frame);
  }

  // The link stays until its widget has answered, and so where the widget may not be shown.
  addEventListener('message', ({ origin, source: from, data }) => {
    if (origin !== own || data?.posy !== 1) return;
    const good = (length) => Number.isInteger(length) && length > 0 && length < 5000;
    for (const [frame, link] of links) {
      if (frame.contentWindow !== from || !good(data.height)) continue;
      frame.style.height = `${data.height}px`;
      if (good(data.width)) frame.style.width = `${data.width}px`;
      link.style.display = 'none';
    }
  });

  const all = () => doc.querySelectorAll.call(document, 'a[class*="posy-"]').forEach((link) => {
    try { upgrade(link); } catch { /* It stays a link. */ }
  });
  all();
  if (of('readyState') === 'loading') doc.addEventListener.call(document, 'DOMContentLoaded', all);
})();
