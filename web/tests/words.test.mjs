// The words of the page: all languages say the same, and no word stands outside of them. Needs no browser.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const app = fileURLToPath(new URL('../app', import.meta.url));
const load = async (name) => {
  const text = readFileSync(join(app, 'words', `${name}.js`), 'utf8');
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`))[name];
};
const [vi, en] = [await load('vi'), await load('en')];

// Each place in the tree with what stands there: a text, a list of so many, a function of so many values.
const shape = (value, path = '') => {
  if (typeof value === 'function') return [`${path}(${value.length})`];
  if (Array.isArray(value)) return [`${path}[${value.length}]`, ...value.flatMap((own, at) => shape(own, `${path}[${at}]`))];
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, own]) => shape(own, `${path}.${key}`));
  assert.equal(typeof value, 'string', path);
  assert.ok(value.trim(), `${path} is empty`);
  return [path];
};

// What stands in Vietnamese on purpose in the English page: what is printed, and names of the language itself.
const ACCENTED = /[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u00c0-\u00c3\u00c8-\u00ca\u00cc\u00cd\u00d2-\u00d5\u00d9\u00da\u00dd\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd\u1ea0-\u1ef9]/;
const VIETNAMESE = new Set(['.ward.addresses[0]', '.ward.addresses[1]', '.houses.sampleRows[0]', '.houses.sampleRows[1]', '.write.nameHint']);
const texts = (value, path = '') => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, value.toString()]];
  return Object.entries(value).flatMap(([key, own]) => texts(own, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`));
};

test('all languages have the same words', () => {
  assert.deepEqual(shape(en).sort(), shape(vi).sort());
});

test('the English page is English', () => {
  const found = texts(en).filter(([path, text]) => ACCENTED.test(text) && !VIETNAMESE.has(path));
  assert.deepEqual(found, []);
  // What is made of values and signs alone is alike in all languages.
  const says = (text) => /[a-z]{3}/i.test(text.replace(/^\(.*?\) =>|\$\{.*?\}/g, ''));
  const same = new Map(texts(vi));
  const kept = texts(en).filter(([path, text]) => says(text) && same.get(path) === text && !VIETNAMESE.has(path));
  assert.deepEqual(kept, []);
});

const modules = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  if (statSync(path).isDirectory()) return modules(path);
  return path.endsWith('.js') ? [path] : [];
});

test('no word stands outside of the words', () => {
  const outside = modules(app).filter((path) => !relative(app, path).startsWith('words'));
  assert.ok(outside.length > 20);
  for (const path of outside) {
    const code = readFileSync(path, 'utf8').split('\n').filter((line) => !line.trim().startsWith('//')).join('\n');
    assert.ok(!ACCENTED.test(code), `${relative(app, path)}: ${ACCENTED.exec(code)?.[0]}`);
  }
});

test('the words the page begins with are those of its language', () => {
  const html = readFileSync(join(app, 'index.html'), 'utf8');
  const marked = [...html.matchAll(/data-word="(\w+)">([^<]*)</g)];
  assert.ok(marked.length >= 7);
  for (const [, key, text] of marked) assert.equal(text, vi.frame[key], key);
  assert.ok(html.includes(`aria-label="${vi.frame.places}"`) && html.includes(`<title>${vi.title}</title>`) && html.includes(`lang="en">${en.language}</button>`));
});

test('every word is used', () => {
  const code = modules(app).filter((path) => !relative(app, path).startsWith('words')).map((path) => readFileSync(path, 'utf8')).join('\n');
  const html = readFileSync(join(app, 'index.html'), 'utf8');
  const unused = [];
  for (const [group, own] of Object.entries(vi)) {
    if (typeof own !== 'object' || Array.isArray(own)) continue;
    for (const key of Object.keys(own)) {
      const direct = new RegExp(`\\.${key}\\b`).test(code) || html.includes(`data-word="${key}"`);
      // Looked up by a key that the engine or a list gives.
      if (!direct && !['views', 'products', 'hints', 'frame'].includes(group)) unused.push(`${group}.${key}`);
    }
  }
  assert.deepEqual(unused, []);
});
