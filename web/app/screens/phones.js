// «Dùng trên điện thoại»: how phones of the same Wi-Fi come in, told on the computer that serves.
import { backTo, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.phones;
// Empty modules around a code (ISO/IEC 18004).
const QUIET = 4;

// What phones need; nothing where none are let in.
export const invitation = async () => {
  if (!location.protocol.startsWith('http')) return null;
  const reply = await fetch('phones').catch(() => null);
  return reply?.ok ? reply.json() : null;
};

const code = (rows, address) => {
  const size = rows.length + 2 * QUIET;
  const bars = rows.flatMap((row, y) => [...row].flatMap((module, x) =>
    (module === '1' ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])));
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, role: 'img', class: 'code', 'shape-rendering': 'crispEdges' })) svg.setAttribute(name, value);
  svg.setAttribute('aria-label', text.code(address));
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', bars.join(''));
  svg.append(path);
  return svg;
};

export const phones = async () => {
  const invited = await invitation();
  const address = invited?.addresses[0];
  const how = address ? [
    h('ol', {}, h('li', {}, text.wifi),
      h('li', {}, text.open, ' ', h('strong', { class: 'typed' }, address), invited.qr && code(invited.qr, address)),
      h('li', {}, text.type, ' ', h('strong', { class: 'typed' }, invited.passphrase))),
    invited.addresses.length > 1 && h('p', {}, text.others(invited.addresses.slice(1))),
    h('p', { class: 'summary' }, text.caution),
    h('p', {}, text.writing),
  ] : h('p', { class: 'summary' }, invited ? text.alone : text.closed);
  return h('div', { class: 'page' }, backTo('#/data'), h('h1', {}, text.title), how);
};
