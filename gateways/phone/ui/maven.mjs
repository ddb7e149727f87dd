// Run by Maven: installs what the lock file says (once), tests, builds. Prints one line per step.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const step = process.argv[2] ?? 'build';
const target = join(here, '..', 'target');
const name = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).name;

const say = (text) => console.log(`[ui] ${name}: ${text}`);
const npm = (...args) => execFileSync('npm', args, { cwd: here, stdio: 'inherit', env: { ...process.env, npm_config_loglevel: 'error' } });
const digest = (...files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(here.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};
const files = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
const stamped = (file, content) => existsSync(file) && readFileSync(file, 'utf8') === content;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`[ui] ${name}: Node ${process.versions.node} is too old, the browser pages need 20.19 or newer (or build with -DskipUi)`);
  process.exit(1);
}

try {
  const installed = join(here, 'node_modules', '.installed');
  const lock = digest(join(here, 'package-lock.json'));
  if (!stamped(installed, lock)) {
    say('installing packages (once, then only when package-lock.json changes) ...');
    npm('ci', '--no-fund', '--no-audit');
    writeFileSync(installed, lock);
  }

  if (step === 'test') {
    if (process.env.BATON_SKIP_TESTS === 'true') process.exit(0);
    say('testing ...');
    npm('run', '--silent', 'test');
  } else {
    const sources = digest(...files(here));
    const built = join(target, 'ui.built');
    const output = join(target, 'classes', 'ui');
    if (existsSync(output) && stamped(built, sources)) {
      say('nothing changed');
    } else {
      say('building ...');
      rmSync(built, { force: true });
      npm('run', '--silent', 'check');
      npm('run', '--silent', 'build');
      writeFileSync(built, sources);
    }
  }
} catch (failure) {
  console.error(`[ui] ${name}: ${step} failed (${failure.message.split('\n')[0]})`);
  process.exit(1);
}
