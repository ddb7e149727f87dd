// `npm run axe`: builds the desk, serves it with the mock, goes through its scenes in a headless Chromium, and fails when
// axe-core finds anything serious. `--shots DIR` takes a picture of each scene, `--fast` takes only the first size of each, in
// light, `--only NAME,NAME` does some, `--built DIR` takes a desk that is built already. CHROMIUM names the browser.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { SCENES } from './scenes.mjs';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const shots = option('--shots');
const only = option('--only')?.split(',');
const fast = process.argv.includes('--fast');
const port = Number(process.env.PORT ?? 8078);
const place = `http://127.0.0.1:${port}`;
const SIZES = { wide: { width: 1440, height: 900 }, small: { width: 1280, height: 720 }, phone: { width: 390, height: 844 } };
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const built = option('--built') ?? build();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const found = [];
try {
  for (const scene of SCENES.filter((s) => !only || only.includes(s.name))) {
    const sizes = (scene.sizes ?? Object.keys(SIZES)).slice(0, fast ? 1 : undefined);
    for (const [i, size] of sizes.entries()) {
      await play(scene, size, 'light');
      // The colours are the same at every size.
      if (i === 0 && !fast) await play(scene, size, 'dark');
    }
  }
} finally {
  await browser.close();
  if (!option('--built')) rmSync(built, { recursive: true, force: true });
}
report();

/** Each scene has a mock of its own, so that none disturbs the next. */
async function play(scene, size, colorScheme) {
  const where = `${scene.name} ${size} ${colorScheme}`;
  const mock = spawn('node', [join(here, 'dev/mock.mjs'), '--serve', built, '--quiet', ...(scene.mock ?? [])], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise((up) => mock.stdout.once('data', up));
    const context = await browser.newContext({ viewport: SIZES[size], colorScheme, locale: scene.locale ?? 'en-GB', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (e) => found.push({ impact: 'critical', id: 'page-error', help: String(e), where, nodes: [] }));
    await enter(page, scene).catch((e) => found.push({ impact: 'critical', id: 'scene', help: String(e.message).split('\n')[0], where, nodes: [] }));
    await page.waitForTimeout(300);
    if (shots) {
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: join(shots, `${where.replaceAll(' ', '-')}.png`) });
    }
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), RULES);
    found.push(...violations.map((v) => ({ ...v, where })));
    await context.close();
  } finally {
    mock.kill();
    await new Promise((gone) => mock.once('exit', gone));
  }
}

async function enter(page, scene) {
  await page.goto(`${place}/desk/`);
  if (scene.outside) return page.getByTestId('login-form').waitFor();
  await page.getByTestId('login-tenant').fill('demo');
  await page.getByTestId('login-agent').fill(scene.agent ?? 'anna');
  await page.getByTestId('login-password').fill('secret');
  await page.getByTestId('login-submit').click();
  await page.locator('[data-testid=connection-state][data-state=online]').waitFor();
  await scene.play?.({
    page,
    cause: (what) => fetch(`${place}/mock/${what}`),
    talk: async (name) => {
      await page.getByTestId('worklist-item').filter({ hasText: name }).first().click();
      await page.getByTestId('timeline').waitFor();
    },
  });
}

function build() {
  const out = mkdtempSync(join(tmpdir(), 'desk-'));
  const done = spawnSync('npx', ['vite', 'build', '--logLevel', 'warn'], { cwd: here, env: { ...process.env, UI_OUT: out }, stdio: 'inherit' });
  if (done.status !== 0) process.exit(1);
  return out;
}

function report() {
  const bad = found.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  const seen = new Map();
  for (const v of found) {
    const key = `${v.impact} ${v.id}: ${v.help}`;
    seen.set(key, [...(seen.get(key) ?? []), `${v.where}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`]);
  }
  for (const [what, where] of seen) console.log(`${what}\n  ${where.slice(0, 6).join('\n  ')}`);
  console.log(bad.length === 0 ? `axe-core: nothing serious in ${SCENES.length} scenes` : `axe-core: ${bad.length} serious`);
  process.exitCode = bad.length === 0 ? 0 : 1;
}
