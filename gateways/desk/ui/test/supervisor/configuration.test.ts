import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fieldOf, getAt, problemsAt, readDuration, setAt, stable, writeDuration } from '../../src/supervisor/config/model.ts';

const memory = new Map<string, string>();
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => memory.get(key) ?? null,
  setItem: (key: string, value: string) => memory.set(key, value),
  removeItem: (key: string) => memory.delete(key),
});

const { discard, edit, erase, forgetDrafts, isStale, keyOf, NEW, reload, store, useEditor } = await import('../../src/supervisor/config/editor.ts');

describe('paths', () => {
  test('lead into lists and maps', () => {
    const queue = { id: 'sales', steps: [{ skills: { english: 6 } }] };

    expect(getAt(queue, 'steps[0].skills.english')).toBe(6);
    expect(getAt(queue, 'steps[1].after')).toBeUndefined();
    expect(setAt(queue, 'steps[1].after', '60s').steps).toEqual([{ skills: { english: 6 } }, { after: '60s' }]);
    expect(queue.steps).toHaveLength(1);
  });

  test('what is empty is left out, as the server does', () => {
    expect(setAt({ id: 'a', site: { key: 'x' } }, 'site.key', '')).toEqual({ id: 'a' });
    expect(setAt({ id: 'a', priority: 3 }, 'priority', 0)).toEqual({ id: 'a' });
    expect(setAt({ id: 'a', tags: ['x'] }, 'tags', [])).toEqual({ id: 'a' });
  });

  test('problems find their fields', () => {
    const problems = [
      { path: 'queues[2].steps[1].skills.german', text: 'No such skill.' },
      { path: 'queues[2].name', text: 'Missing.' },
    ];

    expect(fieldOf('queues[2].steps[1].after')).toBe('steps[1].after');
    expect(fieldOf('agents.anna.password')).toBe('password');
    expect(fieldOf('site.key')).toBe('site.key');
    expect(problemsAt(problems, 'name').map((p) => p.text)).toEqual(['Missing.']);
    expect(problemsAt(problems, 'steps[1].skills')).toHaveLength(1);
    expect(problemsAt(problems, 'steps[10]')).toEqual([]);
  });

  test('the order in which one types does not count', () => {
    expect(stable({ a: 1, b: { d: 2, c: 3 } })).toBe(stable({ b: { c: 3, d: 2 }, a: 1 }));
  });
});

describe('durations', () => {
  test('are read in the largest unit that fits', () => {
    expect(readDuration('90s')).toEqual({ amount: 90, unit: 's' });
    expect(readDuration('120s')).toEqual({ amount: 2, unit: 'min' });
    expect(readDuration('2592000s')).toEqual({ amount: 30, unit: 'd' });
    expect(readDuration('0.500s')).toEqual({ amount: 0.5, unit: 's' });
    expect(readDuration(undefined)).toBeUndefined();
    expect(readDuration('soon')).toBeUndefined();
  });

  test('are written in seconds', () => {
    expect(writeDuration(1.5, 'min')).toBe('90s');
    expect(writeDuration(0.1, 's')).toBe('0.1s');
  });
});

describe('a draft', () => {
  const server = { version: 7, tenant: tenant(), refuse: [] as [number, unknown][], saved: [] as unknown[] };

  beforeEach(async () => {
    Object.assign(server, { version: 7, tenant: tenant(), refuse: [], saved: [] });
    vi.stubGlobal('fetch', (address: string, request: { method: string; body?: string }) => {
      const [path, version] = address.split('?version=');
      if (request.method === 'GET') return answer(200, { version: server.version, tenant: server.tenant });
      const refusal = server.refuse.shift();
      if (refusal) return answer(...refusal);
      if (Number(version) !== server.version) return answer(409, { code: 'stale', detail: 'Look again.' });
      server.saved.push([request.method, path, request.body && JSON.parse(request.body)]);
      server.version++;
      return answer(200, {});
    });
    forgetDrafts();
    await reload();
  });

  afterEach(() => memory.clear());

  test('begins with the first change and ends when it is as it was', () => {
    edit('queues', 'sales', 'priority', 60);
    expect(draft()?.value).toEqual({ id: 'sales', name: 'Sales', priority: 60 });

    edit('queues', 'sales', 'priority', 50);

    expect(draft()).toBeUndefined();
  });

  test('survives a reload of the page, but secrets are not written down', () => {
    edit('agents', 'anna', 'password', 'correct horse');
    edit('agents', 'anna', 'name', 'Anna K.');

    const stored = memory.get('baton.supervisor.drafts')!;

    expect(JSON.parse(stored)['agents/anna'].value).toEqual({ id: 'anna', name: 'Anna K.' });
    expect(stored).not.toContain('correct horse');
  });

  test('is saved as a whole and gone', async () => {
    edit('queues', 'sales', 'priority', 60);

    expect(await store('queues', 'sales')).toBe(true);

    expect(server.saved).toEqual([['PUT', '/api/v1/configuration/queues/sales', { id: 'sales', name: 'Sales', priority: 60 }]]);
    expect(draft()).toBeUndefined();
  });

  test('that is refused keeps what was typed and says what is wrong where', async () => {
    server.refuse = [[422, { code: 'bad-configuration', detail: 'No.', problems: [{ path: 'queues[0].priority', text: '0 to 100.' }] }]];
    edit('queues', 'sales', 'priority', 600);

    expect(await store('queues', 'sales')).toBe(false);

    expect(draft()).toMatchObject({ refusal: { code: 'bad-configuration', detail: 'No.' }, value: { priority: 600 }, problems: [{ text: '0 to 100.' }] });
    edit('queues', 'sales', 'priority', 6);
    expect(draft()?.problems).toEqual([]);
  });

  test('is saved on top of what others have changed elsewhere', async () => {
    edit('queues', 'sales', 'priority', 60);
    server.version = 9;

    expect(await store('queues', 'sales')).toBe(true);
    expect(server.saved).toHaveLength(1);
  });

  test('of what somebody else has changed is stale, until one of the two gives way', async () => {
    edit('queues', 'sales', 'priority', 60);
    server.version = 9;
    server.tenant.queues[0] = { id: 'sales', name: 'Sales', priority: 70 };

    expect(await store('queues', 'sales')).toBe(false);
    expect(draft()?.stale).toBe(true);
    expect(server.saved).toEqual([]);

    expect(await store('queues', 'sales', true)).toBe(true);
    expect(server.saved).toHaveLength(1);
  });

  test('that is older than what others have saved is stale too, however new the picture is', async () => {
    edit('queues', 'sales', 'priority', 60);
    server.version = 9;
    server.tenant.queues[0] = { id: 'sales', name: 'Sales', priority: 70 };
    await reload();

    expect(isStale(useEditor.getState(), draft()!)).toBe(true);
    expect(await store('queues', 'sales')).toBe(false);
    expect(await store('queues', 'sales')).toBe(false);

    expect(draft()?.stale).toBe(true);
    expect(server.saved).toEqual([]);
  });

  test('of something new does not replace what has that id already', async () => {
    edit('queues', NEW, 'id', 'sales');

    expect(await store('queues', NEW)).toBe(false);
    expect(server.saved).toEqual([]);
  });

  test('of something new has its own id', async () => {
    edit('skills', NEW, 'id', 'german');
    edit('skills', NEW, 'name', 'German');

    expect(await store('skills', NEW)).toBe(true);
    expect(server.saved).toEqual([['PUT', '/api/v1/configuration/skills/german', { id: 'german', name: 'German' }]]);
  });

  test('of the company leaves out what it has many of', async () => {
    edit('company', '', 'company', 'Lumen & Co');

    await store('company', '');

    expect(server.saved).toEqual([['PUT', '/api/v1/configuration/company', { id: 'demo', company: 'Lumen & Co' }]]);
  });

  test('of the company keeps its accounts, with the secrets that nobody sees', async () => {
    server.tenant = { ...tenant(), accounts: [{ channel: 'telegram', settings: { username: 'lumen_bot' }, secrets: { token: '' } }] } as never;
    server.version = 8;
    await reload();
    edit('company', '', 'company', 'Lumen & Co');

    await store('company', '');

    expect(server.saved).toMatchObject([['PUT', '/api/v1/configuration/company', { accounts: [{ channel: 'telegram', settings: { username: 'lumen_bot' }, secrets: { token: '' } }] }]]);
  });

  test('with a new secret of an account survives a reload without it', () => {
    edit('company', '', 'accounts', [{ channel: 'telegram', settings: { username: 'lumen_bot' }, secrets: { token: '12345:secret' } }]);
    edit('company', '', 'accounts[0].secrets', { token: '12345:secret', webhookSecret: 'correct horse' });

    const stored = memory.get('baton.supervisor.drafts')!;

    expect(JSON.parse(stored)['company/'].value.accounts).toEqual([{ channel: 'telegram', settings: { username: 'lumen_bot' }, secrets: { token: '', webhookSecret: '' } }]);
    expect(stored).not.toMatch(/12345|horse/);
    discard('company', '');
  });

  test('with a new token of a program survives a reload without it', () => {
    edit('company', '', 'programs', [{ id: 'crm', name: 'Our CRM', token: 'correct horse' }]);

    const stored = memory.get('baton.supervisor.drafts')!;

    expect(JSON.parse(stored)['company/'].value.programs).toEqual([{ id: 'crm', name: 'Our CRM' }]);
    expect(stored).not.toContain('horse');
    discard('company', '');
  });

  test('may be thrown away', () => {
    edit('queues', 'sales', 'priority', 60);

    discard('queues', 'sales');

    expect(draft()).toBeUndefined();
  });

  test('what cannot be deleted says why', async () => {
    server.refuse = [[422, { code: 'bad-configuration', detail: 'It is needed.', problems: [{ path: 'agents[0].queues[0]', text: 'Anna serves it.' }] }]];

    expect(await erase('queues', 'sales')).toMatchObject({ code: 'bad-configuration', detail: 'It is needed.', problems: [{ text: 'Anna serves it.' }] });
    expect(await erase('queues', 'sales')).toBeUndefined();
  });

  function draft() {
    return useEditor.getState().drafts[keyOf('queues', 'sales')];
  }
});

function tenant() {
  return { id: 'demo', company: 'Lumen', queues: [{ id: 'sales', name: 'Sales', priority: 50 }], agents: [{ id: 'anna', name: 'Anna' }], skills: [] };
}

function answer(status: number, body: unknown) {
  return Promise.resolve({ ok: status < 300, status, statusText: '', json: () => Promise.resolve(body) });
}
