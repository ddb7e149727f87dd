// What Maven runs: `node build.mjs build <where to>` and `node build.mjs test`.
// Does nothing that has been done: packages are installed again only when the lock file has changed, the application
// is built again only when one of its files has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [task, ...words] = process.argv.slice(2);

say(`desk UI: ${task}`);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old (expected: 20.19 or newer)`);
}

if (task === 'build') build(resolve(words[0] ?? 'dist'));
else if (task === 'test') test(words);
else fail(`unknown task: ${task} (expected: build or test)`);

function build(out) {
  install();
  const stamp = join(here, 'node_modules', '.built');
  const mark = `${out} ${hash(inputs())}`;
  if (existsSync(join(out, 'supervisor.html')) && readOr(stamp) === mark) {
    return say('desk UI: up to date');
  }
  rmSync(stamp, { force: true });
  say('desk UI: checking types and building (about 10 s)');
  npm(['run', '--silent', 'build'], { UI_OUT: out });
  writeFileSync(stamp, mark);
  say(`desk UI: built into ${out}`);
}

function test(flags) {
  if (flags.includes('true')) return say('desk UI: tests skipped');
  install();
  const stamp = join(here, 'node_modules', '.tested');
  const mark = hash(inputs());
  if (readOr(stamp) === mark) return say('desk UI: tests passed before, nothing has changed');
  rmSync(stamp, { force: true });
  npm(['run', '--silent', 'test']);
  writeFileSync(stamp, mark);
}

function install() {
  const stamp = join(here, 'node_modules', '.installed');
  const mark = hash(['package-lock.json']);
  if (readOr(stamp) === mark) return;
  say('desk UI: installing packages with npm ci (about 20 s)');
  npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, mark);
}

function npm(words, env = {}) {
  const done = spawnSync('npm', words, {
    cwd: here,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (done.error) fail(`npm cannot be run: ${done.error.message}`);
  if (done.status !== 0) fail(`npm ${words.join(' ')} ended with ${done.status ?? done.signal}`);
}

function inputs() {
  const files = ['package-lock.json', 'package.json', 'index.html', 'supervisor.html', 'vite.config.ts', 'tsconfig.json'];
  for (const folder of ['src', 'public', 'test'].filter((f) => existsSync(join(here, f)))) {
    const found = readdirSync(join(here, folder), { recursive: true, withFileTypes: true });
    files.push(...found.filter((f) => f.isFile()).map((f) => join(f.parentPath ?? f.path, f.name)));
  }
  return files.sort();
}

function hash(files) {
  const sum = createHash('sha256');
  for (const file of files) sum.update(file).update(readFileSync(resolve(here, file)));
  return sum.digest('hex');
}

function readOr(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function say(text) {
  console.log(`[INFO] ${text}`);
}

function fail(text) {
  console.error(`[ERROR] desk UI: ${text}`);
  process.exit(1);
}
