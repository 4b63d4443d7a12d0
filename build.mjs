// Builds static/build/: hashed scripts, one stylesheet, fonts, the icon sprite, their compressed
// twins and manifest.json (logical name -> hashed name), which community/core/assets.py reads.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { drawn } from './icons.mjs';

const DONE = 'static/build';
const OUT = `${DONE}.new`;
const ROOMS = 'static/css/rooms';
const LUCIDE = 'node_modules/lucide-static/icons';
const manifest = {};

// What one kind of page alone needs: `asset('forum.css')` in its head.
function roomSheets() {
  return readdirSync(ROOMS).map((name) => join(ROOMS, name));
}

async function bundle() {
  const { metafile } = await build({
    entryPoints: ['static/js/app.js', 'static/js/embed.js', 'static/css/app.css', 'static/css/embed.css', ...roomSheets()],
    bundle: true, splitting: true, minify: true, metafile: true,
    format: 'esm', target: 'es2022', outdir: OUT, legalComments: 'linked',
    entryNames: '[name]-[hash]', chunkNames: '[name]-[hash]', assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    // Browsers that know light-dark() and nesting need no lowered copies of them.
    supported: { nesting: true },
  });
  for (const [file, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
    const source = entryPoint ?? (file.endsWith('.woff2') && Object.keys(inputs)[0]);
    if (source) manifest[basename(source)] = basename(file);
  }
}

// Scripts that run apart from our pages: the bookmarklet and the service worker. The server puts in
// what they need to know (SITE, KEPT) and sends them itself.
async function apart() {
  for (const name of ['bookmarklet', 'worker']) {
    const { outputFiles } = await build({
      entryPoints: [`static/js/apart/${name}.js`], bundle: true, minify: true, write: false,
      format: 'iife', target: 'es2022', legalComments: 'none',
    });
    emit(`${name}.js`, outputFiles[0].text.trim());
  }
  // Shops have written down what these bytes are.
  for (const name of readdirSync('static/js/apart').filter((file) => /^posy-\d+\.js$/.test(file))) {
    emit(name, readFileSync(join('static/js/apart', name)));
  }
}

function emit(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8).toUpperCase();
  const extension = extname(name);
  manifest[name] = `${basename(name, extension)}-${hash}${extension}`;
  writeFileSync(join(OUT, manifest[name]), content);
}

function symbol(name) {
  const svg = readFileSync(join(LUCIDE, `${name}.svg`), 'utf8');
  const shapes = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, '')}</symbol>`;
}

function sprite() {
  const names = readFileSync('static/images/icons.txt', 'utf8').split('\n').filter(Boolean);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${names.map(symbol).join('')}</svg>`;
  emit('icons.svg', svg);
}

function images() {
  for (const name of readdirSync('static/images').filter((file) => !file.endsWith('.txt'))) {
    emit(name, readFileSync(join('static/images', name)));
  }
}

function appIcons() {
  const svg = readFileSync('static/images/petals.svg', 'utf8');
  for (const [name, size, share] of [['icon-192', 192, 0.82], ['icon-512', 512, 0.82], ['icon-mask', 512, 0.6], ['icon-touch', 180, 0.72]]) {
    emit(`${name}.png`, drawn(svg, size, share, '#fcfaf7'));
  }
}

function compress() {
  for (const name of readdirSync(OUT).filter((file) => /\.(js|css|svg)$/.test(file))) {
    const bytes = readFileSync(join(OUT, name));
    writeFileSync(join(OUT, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(join(OUT, `${name}.br`), brotliCompressSync(bytes));
  }
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await bundle();
await apart();
sprite();
images();
appIcons();
compress();
writeFileSync(join(OUT, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
// A site that is being served goes on with the old build until the new one is whole.
rmSync(DONE, { recursive: true, force: true });
renameSync(OUT, DONE);
