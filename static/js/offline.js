// The page for when there is no connection; see apart/worker.js.
addEventListener('load', () => navigator.serviceWorker?.register('/worker.js').catch(() => {}));
