import { expect, test } from 'vitest';
import { Drafts } from '../src/desk/drafts.ts';

test('a draft is there after a reload', () => {
  const storage = new FakeStorage();
  new Drafts('demo.anna', storage).keep('e1', { text: 'Dear', kind: 'note' });

  expect(new Drafts('demo.anna', storage).of('e1')).toMatchObject({ text: 'Dear', kind: 'note' });
});

test('drafts of another agent on the same machine are not seen', () => {
  const storage = new FakeStorage();
  new Drafts('demo.anna', storage).keep('e1', { text: 'Dear' });

  expect(new Drafts('demo.bohdan', storage).of('e1').text).toBe('');
});

test('two windows do not overwrite each other', () => {
  const storage = new FakeStorage();
  const [one, two] = [new Drafts('demo.anna', storage), new Drafts('demo.anna', storage)];
  one.keep('e1', { text: 'a' });
  two.keep('e2', { text: 'b' });

  expect(one.of('e2').text).toBe('b');
  expect(two.of('e1').text).toBe('a');
});

test('nothing written is nothing kept, and after a week it is gone', () => {
  const storage = new FakeStorage();
  const drafts = new Drafts('demo.anna', storage);
  drafts.keep('e1', { text: 'a' });
  drafts.keep('e1', { text: '' });
  expect(storage.length).toBe(0);

  drafts.keep('e1', { text: 'a' });
  new Drafts('demo.anna', storage, Date.now() + 8 * 24 * 3_600_000);
  expect(storage.length).toBe(0);
});

class FakeStorage implements Storage {
  private items = new Map<string, string>();
  get length() {
    return this.items.size;
  }
  key(i: number) {
    return [...this.items.keys()][i] ?? null;
  }
  getItem(key: string) {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    this.items.set(key, value);
  }
  removeItem(key: string) {
    this.items.delete(key);
  }
  clear() {
    this.items.clear();
  }
}
