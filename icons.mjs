// PNG icons drawn from our own SVG, which is made of circles alone; nothing but node is needed.
import { deflateSync } from 'node:zlib';

const STEPS = 4; // looks into each pixel, along each side

function circles(svg) {
  const found = [];
  let group = '';
  for (const [, tag, attributes] of svg.matchAll(/<(\/?\w+)([^>]*)>/g)) {
    const of = Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    if (tag === 'g') group = of.fill ?? '';
    if (tag === '/g') group = '';
    if (tag === 'circle') found.push({ x: +of.cx, y: +of.cy, r: +of.r, colour: rgb(of.fill ?? group) });
  }
  return found.reverse(); // the topmost first
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

// `share` is the part of the side that the drawing takes: less where a mask may cut the corners.
export function drawn(svg, size, share, ground) {
  const shapes = circles(svg);
  const side = +svg.match(/viewBox="0 0 (\d+)/)[1];
  const paper = rgb(ground);
  const rows = [];
  for (let y = 0; y < size; y += 1) {
    const row = Buffer.alloc(1 + size * 3);
    for (let x = 0; x < size; x += 1) paint(row, 1 + x * 3, x, y);
    rows.push(row);
  }
  function paint(row, at, x, y) {
    const sum = [0, 0, 0];
    for (let step = 0; step < STEPS ** 2; step += 1) {
      const [px, py] = [x + (step % STEPS + 0.5) / STEPS, y + (Math.floor(step / STEPS) + 0.5) / STEPS]
        .map((place) => ((place / size - 0.5) / share + 0.5) * side);
      const hit = shapes.find((shape) => (px - shape.x) ** 2 + (py - shape.y) ** 2 <= shape.r ** 2);
      (hit?.colour ?? paper).forEach((part, index) => { sum[index] += part; });
    }
    sum.forEach((part, index) => { row[at + index] = Math.round(part / STEPS ** 2); });
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2], 8); // eight bits, red green blue
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}
