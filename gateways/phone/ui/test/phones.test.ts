import { describe, expect, it } from 'vitest';
import { dialled, hears, next, NO_PHONES, shownAgent, type Phones } from '../src/phones';

const told = (state: Phones, message: unknown, at: number) => next(state, { type: 'message', data: JSON.stringify(message), at });
const talking = (heard: number) => ({ phones: [{ name: 'customer', agent: false, state: 'talking', peer: '100', since: 1, heard }] });

describe('the telephones', () => {
  it('are what the server said last', () => {
    const first = told(NO_PHONES, talking(0), 1000);
    const second = told(first, { phones: [{ name: 'customer', state: 'idle', reason: 'busy' }] }, 2000);

    expect(first.phones[0]).toMatchObject({ state: 'talking', peer: '100' });
    expect(second.phones[0]).toMatchObject({ state: 'idle', peer: '', reason: 'busy', title: 'customer' });
  });

  it('have curly apostrophes in their titles', () => {
    expect(told(NO_PHONES, { phones: [{ name: 'anna', title: "Anna's phone" }] }, 1).phones[0]!.title).toBe('Anna’s phone');
  });

  it('hear the other side while packets keep coming', () => {
    let state = told(NO_PHONES, talking(0), 1000);
    expect(hears(state, state.phones[0]!, 1000)).toBe(false);

    state = told(state, talking(50), 2000);
    expect(hears(state, state.phones[0]!, 2500)).toBe(true);

    state = told(state, talking(50), 6000);
    expect(hears(state, state.phones[0]!, 6000)).toBe(false);
  });

  it('show an error until the next order', () => {
    const state = told(NO_PHONES, { error: 'No such number.' }, 1);

    expect(state.error).toBe('No such number.');
    expect(next(state, { type: 'ordered' }).error).toBe('');
  });

  it('are not upset by what they cannot read', () => {
    const state = told(NO_PHONES, talking(0), 1);

    expect(next(state, { type: 'message', data: '{', at: 2 })).toBe(state);
    expect(told(state, null, 2)).toBe(state);
    expect(told(state, { phones: 'none' }, 2)).toBe(state);
  });

  it('say when the connection is lost and keep what they showed', () => {
    const state = next(told(NO_PHONES, talking(3), 1), { type: 'lost' });

    expect(state).toMatchObject({ connected: false, phones: [{ heard: 3 }] });
  });
});

describe('the agent who is shown', () => {
  const agents = (anna: string, ben: string) =>
    told(NO_PHONES, { phones: [{ name: 'customer' }, { name: 'anna', agent: true, state: anna }, { name: 'ben', agent: true, state: ben }] }, 1);

  it('is whoever is in a call until somebody is picked', () => {
    expect(shownAgent(agents('idle', 'ringing'), '')?.name).toBe('ben');
    expect(shownAgent(agents('idle', 'ringing'), 'anna')?.name).toBe('anna');
  });

  it('is somebody who can be called when nobody is in a call', () => {
    expect(shownAgent(agents('offline', 'idle'), '')?.name).toBe('ben');
    expect(shownAgent(agents('offline', 'offline'), '')?.name).toBe('anna');
    expect(shownAgent(NO_PHONES, '')).toBeUndefined();
  });
});

describe('a number', () => {
  it('is dialled without what people write for the eye', () => {
    expect(dialled('+380 (44) 390-01.00')).toBe('+380443900100');
    expect(dialled(' 100*123456 ')).toBe('100*123456');
  });

  it('is nothing else', () => {
    for (const text of ['', 'anna', '100@evil.example', '1;2', '1+2', '9'.repeat(33)]) expect(dialled(text), text).toBe('');
  });
});
