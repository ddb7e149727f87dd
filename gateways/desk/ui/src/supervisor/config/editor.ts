import { create } from 'zustand';
import { RestError } from '../../wire/rest.ts';
import type { Section } from '../views/route.ts';
import { companyOf, itemsOf, setAt, stable, withoutNestedSecrets, type Item, type Part, type Problem, type RefusedEdit } from './model.ts';
import { ConfigurationError, load, remove, save, saveCompany, type Loaded } from './rest.ts';

/** The id under which what is not yet there is edited. */
export const NEW = '+';

/** What somebody has begun to change and not saved. */
export interface Draft {
  section: Section;
  /** Of what is changed; `NEW` for what is not yet there. */
  id: string;
  value: Item;
  /** What it was when the change began. */
  base: string;
  problems: Problem[];
  refusal?: RefusedEdit;
  saving?: boolean;
  /** Somebody else has changed the same meanwhile. */
  stale?: boolean;
}

export interface Editor {
  loaded?: Loaded;
  /** When that was. */
  loadedAt?: number;
  failed?: RefusedEdit;
  drafts: Record<string, Draft>;
}

const STORED = 'baton.supervisor.drafts';
const SECRETS = ['password', 'phoneSecret', 'site.identitySecret'];

export const useEditor = create<Editor>(() => ({ drafts: recall() }));

export const keyOf = (section: Section, id: string) => `${section}/${id}`;

export function unsaved(editor: Editor): number {
  return Object.keys(editor.drafts).length;
}

/** What is saved, whether or not it is being changed. */
export function savedItem(loaded: Loaded, section: Section, id: string): Item | undefined {
  if (section === 'company') return companyOf(loaded.tenant);
  return itemsOf(loaded.tenant, section).find((item) => item.id === id);
}

/** A large company is some megabytes: where an answer of a moment ago will do, it is not asked for again. */
export async function reload(goodForMs = 0): Promise<void> {
  const { loadedAt } = useEditor.getState();
  if (loadedAt !== undefined && Date.now() - loadedAt < goodForMs) return;
  try {
    const loaded = await load();
    useEditor.setState({ loaded, loadedAt: Date.now(), failed: undefined });
  } catch (e) {
    useEditor.setState({ failed: refusalOf(e) });
  }
}

/** Another value at a place of a form. Back to what it was, there is nothing to save. */
export function edit(section: Section, id: string, path: string, value: unknown): void {
  const { loaded, drafts } = useEditor.getState();
  const key = keyOf(section, id);
  const saved = loaded && id !== NEW ? savedItem(loaded, section, id) : undefined;
  const before = drafts[key] ?? { section, id, value: saved ?? { id: '' }, base: stable(saved ?? { id: '' }), problems: [] };
  const changed = setAt(before.value, path, value);
  const problems = before.problems.filter((p) => !p.path.endsWith(path));
  const next = { ...before, value: { ...changed, id: changed.id ?? '' }, problems, stale: id === NEW ? false : before.stale };
  if (stable(next.value) === next.base) drop(key);
  else keep({ ...drafts, [key]: next });
}

export function discard(section: Section, id: string): void {
  drop(keyOf(section, id));
}

/** True when it is saved. If others have changed other things meanwhile, it is saved on top of theirs. */
export async function store(section: Section, id: string, whatever = false): Promise<boolean> {
  const key = keyOf(section, id);
  const draft = useEditor.getState().drafts[key];
  const loaded = useEditor.getState().loaded;
  if (!draft || !loaded || draft.saving) return false;
  if (!whatever && !standsOn(loaded, draft)) {
    change(key, { stale: true });
    return false;
  }
  change(key, { saving: true, refusal: undefined, problems: [], stale: false });
  try {
    if (section === 'company') await saveCompany(draft.value, loaded.version);
    else await save(section, draft.value, loaded.version);
  } catch (e) {
    if (e instanceof RestError && e.status === 409 && (await caughtUp(draft, whatever))) {
      change(key, { saving: false });
      return store(section, id, whatever);
    }
    refused(key, e);
    return false;
  }
  await reload();
  drop(key);
  return true;
}

/** Whether what somebody else saved leaves this draft as right as it was. */
async function caughtUp(draft: Draft, whatever: boolean): Promise<boolean> {
  const before = useEditor.getState().loaded;
  await reload();
  const { loaded } = useEditor.getState();
  if (!loaded || loaded.version === before?.version) return false;
  return whatever || standsOn(loaded, draft);
}

/** Whether somebody else has changed the same: the server has said so, or it can be seen. */
export function isStale({ loaded }: Editor, draft: Draft): boolean {
  if (draft.stale || !loaded || draft.saving || draft.id === NEW) return !!draft.stale;
  return !standsOn(loaded, draft);
}

/** Whether what is saved is still what the change began with: a draft may be older than this window. */
function standsOn(loaded: Loaded, draft: Draft): boolean {
  if (draft.id === NEW) return !savedItem(loaded, draft.section, draft.value.id);
  const theirs = savedItem(loaded, draft.section, draft.id);
  return !!theirs && stable(theirs) === draft.base;
}

function refused(key: string, e: unknown): void {
  const stale = e instanceof RestError && e.status === 409;
  const refusal = refusalOf(e);
  change(key, { saving: false, stale, problems: refusal.problems ?? [], refusal });
}

function refusalOf(e: unknown): RefusedEdit {
  const problems = e instanceof ConfigurationError ? e.problems : [];
  return e instanceof RestError ? { code: e.code, detail: e.message, problems } : { code: 'failed', detail: String(e) };
}

/** Why it could not be removed; nothing when it is gone. */
export async function erase(part: Part, id: string): Promise<RefusedEdit | undefined> {
  const { loaded } = useEditor.getState();
  if (!loaded) return undefined;
  try {
    await remove(part, id, loaded.version);
  } catch (e) {
    if (e instanceof RestError && e.status === 409) await reload();
    return refusalOf(e);
  }
  drop(keyOf(part, id));
  await reload();
  return undefined;
}

export function forgetDrafts(): void {
  keep({});
  useEditor.setState({ loaded: undefined, loadedAt: undefined });
}

function change(key: string, how: Partial<Draft>): void {
  const { drafts } = useEditor.getState();
  const draft = drafts[key];
  if (draft) useEditor.setState({ drafts: { ...drafts, [key]: { ...draft, ...how } } });
}

function drop(key: string): void {
  const { [key]: _, ...rest } = useEditor.getState().drafts;
  keep(rest);
}

/** Over a reload too, but no secret is written down. */
function keep(drafts: Record<string, Draft>): void {
  useEditor.setState({ drafts });
  try {
    const open = Object.entries(drafts).map(([key, d]) => [key, { ...d, saving: undefined, value: withoutSecrets(d.value) }]);
    sessionStorage.setItem(STORED, JSON.stringify(Object.fromEntries(open)));
  } catch {
    // Kept until the window closes.
  }
}

function withoutSecrets(value: Item): Item {
  return withoutNestedSecrets(SECRETS.reduce((left, path) => setAt(left, path, undefined), value));
}

function recall(): Record<string, Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? '{}') as Record<string, Draft>;
  } catch {
    return {};
  }
}
