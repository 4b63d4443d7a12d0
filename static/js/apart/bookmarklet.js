// The bookmark “Keep with Posy”: reads what the member’s own browser shows of a thing and opens the
// clip form with it. It opens a window and does nothing else to the shop’s page. SITE is put in by
// the server, which also keeps the whole address short enough to survive signing in.
const MOST = 1900;
const list = (value) => (value == null ? [] : [].concat(value));
const text = (value) => (typeof value === 'object' && value ? value.name ?? value['@value'] ?? '' : value ?? '').toString().trim();

const products = [];
function gather(value, depth = 0) {
  if (depth > 5 || !value || typeof value !== 'object') return;
  if (list(value['@type']).some((type) => /^(?:.*\/)?(?:Product|ProductGroup|IndividualProduct|ProductModel|Vehicle|Book)$/.test(type))) products.push(value);
  for (const inner of Array.isArray(value) ? value : [value['@graph'], value.mainEntity, value.hasVariant]) list(inner).forEach((each) => gather(each, depth + 1));
}
for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]')) {
  try {
    gather(JSON.parse(textContent));
  } catch { /* The server reads the page too, and mends more. */ }
}

const meta = (...names) => names.map((name) => document.querySelector(`meta[property="${name}"],meta[name="${name}"]`)?.content).find(Boolean);
const heading = document.querySelector('h1')?.innerText.trim();
const thing = products.find(({ name }) => heading && text(name).includes(heading)) ?? products[0] ?? {};
const offers = list(thing.offers).flatMap((offer) => [offer, ...list(offer.offers)]);
const priced = offers.find((offer) => offer.price ?? offer.lowPrice) ?? {};
const spec = list(priced.priceSpecification)[0] ?? {};

// Large ones in sight come last: the shop’s own choice is better, where it made one.
const shown = [...document.images].filter(({ naturalWidth: w, naturalHeight: h }) => Math.min(w, h) >= 200)
  .sort((a, b) => b.width * b.height - a.width * a.height).map((image) => image.currentSrc || image.src);
const pictures = [...list(thing.image).map((image) => image?.contentUrl ?? image?.url ?? image), meta('og:image'), ...shown]
  .filter((address) => /^(?:https?:|\/)/.test(address)).map((address) => new URL(address, location.href).href);

const sent = new URLSearchParams();
const room = (name, value) => `${sent}`.length + new URLSearchParams([[name, value]]).toString().length < MOST;
function add(name, value, most = 300) {
  const short = text(value).slice(0, most);
  if (short && room(name, short)) sent.append(name, short);
}
add('url', location.href, MOST);
add('title', text(thing.name) || meta('og:title') || heading || document.title, 200);
add('price', priced.price ?? priced.lowPrice ?? spec.price ?? meta('product:sale_price:amount', 'product:price:amount', 'og:price:amount'), 40);
add('currency', priced.priceCurrency ?? spec.priceCurrency ?? meta('product:price:currency', 'og:price:currency'), 3);
[...new Set(pictures)].slice(0, 3).forEach((address) => add('image', address, 600));
add('note', `${getSelection()}`);
window.open(`SITE?${sent}`, '_blank', 'popup,noopener,width=480,height=640');
