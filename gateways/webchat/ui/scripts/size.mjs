// Fails the build when what a customer downloads grows beyond its budget (gzip -9, bytes).
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const out = join(import.meta.dirname, '..', '..', 'target', 'classes', 'ui', 'webchat');
const read = (file) => readFileSync(join(out, file));
const gzipped = (file) => gzipSync(read(file), { level: 9 }).length;

// The app is its page plus every script and style that the page can ever load, one language at a time.
const page = read('app.html').toString();
const first = [...page.matchAll(/(?:src|href)="\/chat\/(assets\/[^"]+)"/g)].map((match) => match[1]);
const words = readdirSync(join(out, 'assets')).filter((file) => /^words-(uk|ru|ro)-/.test(file)).map((file) => `assets/${file}`);
const largest = words.reduce((most, file) => Math.max(most, gzipped(file)), 0);

const budgets = [
  { what: 'loader', bytes: gzipped('widget.js'), limit: 3_000 },
  { what: 'app', bytes: first.reduce((sum, file) => sum + gzipped(file), largest), limit: 40_000 },
];

let failed = false;
for (const { what, bytes, limit } of budgets) {
  console.log(`${what.padEnd(7)}${String(bytes).padStart(6)} of ${limit} bytes gzipped`);
  if (bytes > limit) {
    console.error(`The ${what} is ${bytes - limit} bytes over its budget.`);
    failed = true;
  }
}
if (first.length < 2 || words.length !== 3) {
  console.error('The size check did not find what it should weigh: a script, a style and three catalogues.');
  failed = true;
}
if (/^\s*(import|export)\b/m.test(read('widget.js').toString())) {
  console.error('widget.js must run as a plain script, but it has imports or exports.');
  failed = true;
}
for (const html of ['index.html', 'app.html', 'home.html']) {
  if (/<script(?![^>]*\bsrc=)|<style|\sstyle="|\son\w+="/i.test(read(html).toString())) {
    console.error(`${html} has inline script or style, which the content security policy forbids.`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
