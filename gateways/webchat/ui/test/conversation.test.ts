import { describe, expect, it } from 'vitest';
import {
  current,
  cursor,
  dueMessage,
  dueReceipt,
  EMPTY,
  nameLeft,
  nameOf,
  ongoingCall,
  tick,
  unread,
  wentOn,
  type Conversation,
} from '../src/app/conversation';
import { next, STALE_MS, type Happening } from '../src/app/next';
import type { EpisodeEvent, ServerFrame } from '../src/app/frames';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const HOUR = 3_600_000;

const run = (...happenings: Happening[]): Conversation => happenings.reduce(next, EMPTY);
const heard = (frame: ServerFrame, at = NOON): Happening => ({ type: 'frame', frame, at });
const welcome = heard({ welcome: { token: 't', maxText: 4000, heartbeatSeconds: 25, company: 'Lumen' } });
const wrote = (messageId: string, at = NOON): Happening => ({ type: 'wrote', messageId, text: `text ${messageId}`, at });
const sent = (messageId: string): Happening => ({ type: 'sent', frame: { say: { messageId, text: `text ${messageId}` } } });

/** Entries of episode `e1` (or another) with the numbers that follow `after`. */
const entries = (after: number, events: EpisodeEvent[], episodeId = 'e1'): Happening =>
  heard({
    entries: {
      episodeId,
      after,
      upTo: after + events.length,
      entries: events.map((event, index) => ({ number: after + index + 1, event: { at: '2026-03-01T12:00:00Z', ...event } })),
    },
  });
const mine = (messageId: string): EpisodeEvent => ({ messageReceived: { messageId, text: `text ${messageId}` } });
const theirs = (messageId: string): EpisodeEvent => ({ messageSent: { messageId, agentId: 'anna', text: `text ${messageId}` } });
const texts = (state: Conversation) =>
  state.episodes.flatMap((episode) => episode.items.flatMap((item) => ('text' in item ? [item.text] : [])));

describe('what an agent does with a message of theirs', () => {
  const edited = (aboutNumber: number, text: string): EpisodeEvent => ({ messageSent: { messageId: `e${text}`, agentId: 'anna', text, content: { kind: 'edit', aboutNumber } } });
  const deleted = (aboutNumber: number): EpisodeEvent => ({ messageSent: { messageId: 'd', agentId: 'anna', content: { kind: 'deletion', aboutNumber } } });
  const shown = (state: Conversation) => state.episodes.flatMap((one) => one.items).map((item) => (item.kind === 'agent' ? [item.number, item.text, item.changed ?? ''] : [item.number]));

  it('shows a corrected message in its place, as it is now', () => {
    expect(shown(run(welcome, entries(0, [theirs('a'), theirs('b'), edited(1, 'better'), edited(1, 'best')])))).toEqual([
      [1, 'best', 'edited'],
      [2, 'text b', ''],
    ]);
  });

  it('changes what came in an earlier frame', () => {
    expect(shown(run(welcome, entries(0, [theirs('a')]), entries(1, [edited(1, 'better')])))).toEqual([[1, 'better', 'edited']]);
  });

  it('shows nothing of what was taken back but that there was something', () => {
    const file: EpisodeEvent = { messageSent: { messageId: 'f', agentId: 'anna', content: { kind: 'file', hash: 'h', name: 'offer.pdf' } } };
    const state = run(welcome, entries(0, [file, deleted(1)]));

    expect(shown(state)).toEqual([[1, '', 'deleted']]);
    expect(JSON.stringify(state)).not.toContain('offer.pdf');
  });

  it('leaves what the customer wrote, and is no new message to read', () => {
    const before = run(welcome, entries(0, [mine('m1'), theirs('a')]));
    const after = next(before, entries(2, [edited(1, 'x'), edited(2, 'better')]));

    expect(texts(after)).toEqual(['text m1', 'better']);
    expect(unread(after, undefined)).toBe(unread(before, undefined));
  });
});

describe('a message on its way out', () => {
  it('waits until the server has welcomed us', () => {
    const before = run(wrote('m1'));

    expect(dueMessage(before, NOON)).toBeUndefined();
    expect(dueMessage(next(before, welcome), NOON)).toEqual({ say: { messageId: 'm1', text: 'text m1' } });
  });

  it('goes alone, so that order survives whatever happens on the way', () => {
    const state = run(welcome, wrote('m1'), wrote('m2'), sent('m1'));

    expect(dueMessage(state, NOON)).toBeUndefined();
    const accepted = next(state, heard({ accepted: { ref: 'm1', episodeId: 'e1', number: 2 } }));
    expect(dueMessage(accepted, NOON)).toEqual({ say: { messageId: 'm2', text: 'text m2' } });
  });

  it('is sent again with the same id after a lost connection', () => {
    const state = run(welcome, wrote('m1'), sent('m1'), { type: 'lost' }, welcome);

    expect(dueMessage(state, NOON)).toEqual({ say: { messageId: 'm1', text: 'text m1' } });
  });

  it('is sent again when no answer comes', () => {
    const state = run(welcome, wrote('m1'), sent('m1'), { type: 'unanswered', messageId: 'm1' });

    expect(dueMessage(state, NOON)?.say?.messageId).toBe('m1');
  });

  it('is not sent again once accepted, and shows once when its entry comes', () => {
    const accepted = run(welcome, wrote('m1'), sent('m1'), heard({ accepted: { ref: 'm1', episodeId: 'e1', number: 2 } }));
    expect(accepted.outbox.map((one) => one.state)).toEqual(['accepted']);
    expect(dueMessage(next(next(accepted, { type: 'lost' }), welcome), NOON)).toBeUndefined();

    const shown = next(accepted, entries(0, [{ episodeOpened: {} }, mine('m1')]));
    expect(shown.outbox).toEqual([]);
    expect(texts(shown)).toEqual(['text m1']);
  });

  it('leaves the outbox when its entry comes before the acceptance', () => {
    const state = run(welcome, wrote('m1'), sent('m1'), entries(0, [mine('m1')]), heard({ accepted: { ref: 'm1' } }));

    expect(state.outbox).toEqual([]);
    expect(texts(state)).toEqual(['text m1']);
  });

  it('is tried again after a while when the server asks for it, and holds back what follows', () => {
    const state = run(welcome, wrote('m1'), wrote('m2'), sent('m1'), heard({ refused: { ref: 'm1', code: 'try-again', retryAfterMs: 2000 } }));

    expect(dueMessage(state, NOON + 1999)).toBeUndefined();
    expect(dueMessage(state, NOON + 2000)?.say?.messageId).toBe('m1');
  });

  it('is shown as refused with the reason, lets the next one pass, and can be retried', () => {
    const refused = run(welcome, wrote('m1'), wrote('m2'), sent('m1'), heard({ refused: { ref: 'm1', code: 'text-too-long', detail: 'Too long.' } }));
    expect(refused.outbox[0]).toMatchObject({ state: 'refused', detail: 'Too long.' });
    expect(dueMessage(refused, NOON)?.say?.messageId).toBe('m2');

    const retried = next(refused, { type: 'retried', messageId: 'm1', at: NOON });
    expect(dueMessage(retried, NOON)?.say?.messageId).toBe('m1');
    expect(next(refused, { type: 'discarded', messageId: 'm1' }).outbox.map((one) => one.messageId)).toEqual(['m2']);
  });
});

describe('a frame that the server could not read', () => {
  it('was the message under way', () => {
    const state = run(welcome, wrote('m1'), wrote('m2'), sent('m1'), heard({ refused: { code: 'bad-frame', detail: 'Unreadable.' } }));

    expect(state.outbox.map((one) => one.state)).toEqual(['refused', 'waiting']);
  });
});

describe('messages kept from an earlier visit', () => {
  const kept = (messageId: string, at: number) => ({ messageId, text: `text ${messageId}`, at });

  it('are sent in the order in which they were written', () => {
    const state = run({ type: 'restored', outbox: [kept('m2', NOON - 1), kept('m1', NOON - 2)], at: NOON, notBefore: 0 }, welcome);

    expect(state.outbox.map((one) => one.messageId)).toEqual(['m1', 'm2']);
    expect(dueMessage(state, NOON)?.say?.messageId).toBe('m1');
  });

  it('are not shown twice when they were stored after all', () => {
    const state = run({ type: 'restored', outbox: [kept('m1', NOON)], at: NOON, notBefore: 0 }, welcome, entries(0, [mine('m1')]));

    expect(state.outbox).toEqual([]);
    expect(texts(state)).toEqual(['text m1']);
    const again = next(state, { type: 'restored', outbox: [kept('m1', NOON)], at: NOON, notBefore: 0 });
    expect(again.outbox).toEqual([]);
  });

  it('are not sent without asking when their moment has passed', () => {
    const state = run({ type: 'restored', outbox: [kept('m1', NOON - STALE_MS - 1)], at: NOON, notBefore: 0 }, welcome);

    expect(state.outbox[0]).toMatchObject({ state: 'refused', code: 'stale' });
    expect(dueMessage(state, NOON)).toBeUndefined();
  });

  it('are left to the tab that wrote them for a while', () => {
    const state = run(welcome, { type: 'restored', outbox: [kept('m1', NOON)], at: NOON, notBefore: NOON + 5000 });

    expect(dueMessage(state, NOON)).toBeUndefined();
    expect(dueMessage(state, NOON + 5000)?.say?.messageId).toBe('m1');
    expect(next(state, { type: 'settled', messageId: 'm1' }).outbox[0]?.state).toBe('accepted');
  });
});

describe('the feed', () => {
  it('joins frames whose numbers join, and skips what is known', () => {
    const state = run(welcome, entries(0, [mine('m1')]), entries(1, [theirs('a1')]), entries(0, [mine('m1'), theirs('a1'), theirs('a2')]));

    expect(texts(state)).toEqual(['text m1', 'text a1', 'text a2']);
    expect(cursor(state)).toEqual({ episodeId: 'e1', number: 3 });
    expect(state.gap).toBe(false);
  });

  it('advances over numbers that customers do not see', () => {
    const hidden = heard({ entries: { episodeId: 'e1', after: 1, upTo: 4 } });

    const state = run(welcome, entries(0, [mine('m1')]), hidden, entries(4, [theirs('a1')]));

    expect(cursor(state)).toEqual({ episodeId: 'e1', number: 5 });
    expect(state.gap).toBe(false);
  });

  it('knows that something was missed, and changes nothing else', () => {
    const before = run(welcome, entries(0, [mine('m1')]));

    const state = next(before, entries(2, [theirs('a2')]));

    expect(state.gap).toBe(true);
    expect(texts(state)).toEqual(['text m1']);
    expect(cursor(state)).toEqual({ episodeId: 'e1', number: 1 });
    expect(next(state, welcome).gap).toBe(false);
  });

  it('takes the middle of an unknown episode for a gap', () => {
    expect(run(welcome, entries(3, [theirs('a1')])).gap).toBe(true);
    expect(run(welcome, heard({ episode: { episodeId: 'e9', status: 'waiting', upTo: 3 } })).gap).toBe(true);
  });

  it('shows the next episode below the last one', () => {
    const state = run(welcome, entries(0, [mine('m1'), { episodeClosed: {} }]), entries(0, [mine('m2')], 'e2'));

    expect(texts(state)).toEqual(['text m1', 'text m2']);
    expect(cursor(state)).toEqual({ episodeId: 'e2', number: 1 });
  });

  it('shows the end of the last episode above the next one also when it comes late', () => {
    const both = run(welcome, entries(0, [mine('m1')]), entries(0, [mine('m2')], 'e2'));

    const state = [entries(1, [theirs('a1'), { episodeClosed: {} }]), heard({ episode: { episodeId: 'e1', status: 'closed', upTo: 3 } })].reduce(next, both);

    expect(texts(state)).toEqual(['text m1', 'text a1', 'text m2']);
    expect(cursor(state)).toEqual({ episodeId: 'e2', number: 1 });
    expect(current(state)?.view).toBeUndefined();
    expect(state.gap).toBe(false);
  });

  it('forgets nothing over a reconnect', () => {
    const state = run(welcome, entries(0, [mine('m1'), theirs('a1')]), { type: 'lost' }, { type: 'connecting' }, welcome, entries(2, [theirs('a2')]));

    expect(texts(state)).toEqual(['text m1', 'text a1', 'text a2']);
    expect(state.connection).toBe('online');
  });
});

describe('receipts', () => {
  const talk = [welcome, entries(0, [mine('m1'), theirs('a1'), mine('m2')])];

  it('say delivered while nobody looks and read when somebody does, once each', () => {
    const hidden = run(...talk);
    const delivered = dueReceipt(hidden)!;
    expect(delivered).toEqual({ delivered: { episodeId: 'e1', number: 2 } });

    const told = next(hidden, { type: 'sent', frame: delivered });
    expect(dueReceipt(told)).toBeUndefined();

    const seen = next(told, { type: 'watched', seen: true });
    const read = dueReceipt(seen)!;
    expect(read).toEqual({ read: { episodeId: 'e1', number: 2 } });
    expect(dueReceipt(next(seen, { type: 'sent', frame: read }))).toBeUndefined();
  });

  it('are not sent for what the customer wrote', () => {
    expect(dueReceipt(run(welcome, entries(0, [mine('m1')])))).toBeUndefined();
  });

  it('wait for the connection', () => {
    expect(dueReceipt(run(...talk, { type: 'lost' }))).toBeUndefined();
  });
});

describe('which conversation is the current one', () => {
  const two = [welcome, entries(0, [theirs('own')]), entries(0, [theirs('other')], 'e2')];

  it('is said when it is not the last one that came', () => {
    const state = run(...two, heard({ current: { episodeId: 'e1' } }), entries(1, [theirs('again')]));

    expect(texts(state)).toEqual(['text other', 'text own', 'text again']);
    expect(cursor(state)).toEqual({ episodeId: 'e1', number: 2 });
  });

  it('shows no longer what turned out to be another person’s', () => {
    const state = run(...two, heard({ current: { episodeId: 'e1', goneEpisodeIds: ['e2'] } }));

    expect(texts(state)).toEqual(['text own']);
    expect(current(state)?.episodeId).toBe('e1');
  });

  it('may be none', () => {
    const state = run(welcome, entries(0, [theirs('other')], 'e2'), heard({ current: { goneEpisodeIds: ['e2'] } }));

    expect(state.episodes).toEqual([]);
    expect(cursor(state)).toBeUndefined();
  });
});

describe('what is shown beside the messages', () => {
  const view = (more: object) => heard({ episode: { episodeId: 'e1', people: [{ agentId: 'anna', name: 'Anna' }], ...more } });

  it('ticks follow the agent', () => {
    const state = run(welcome, entries(0, [mine('m1'), mine('m2'), mine('m3')]), view({ agentDelivered: 2, agentRead: 1 }));

    expect([1, 2, 3].map((number) => tick(current(state)!, number))).toEqual(['read', 'delivered', 'sent']);
    expect(nameOf(state, 'anna')).toBe('Anna');
    expect(nameOf(state, 'ben')).toBe('');
  });

  it('typing is forgotten after five seconds or when the message comes', () => {
    const typing = run(welcome, entries(0, [mine('m1')]), heard({ typing: { episodeId: 'e1', party: 'agent', agentId: 'anna' } }));

    expect(next(typing, { type: 'quiet', at: NOON + 4999 }).typing?.agentId).toBe('anna');
    expect(next(typing, { type: 'quiet', at: NOON + 5000 }).typing).toBeUndefined();
    expect(next(typing, entries(1, [theirs('a1')])).typing).toBeUndefined();
    expect(next(typing, heard({ typing: { party: 'customer' } })).typing?.agentId).toBe('anna');
  });

  it('unread counts agents’ messages after the last that was read', () => {
    const state = run(welcome, entries(0, [mine('m1'), theirs('a1'), { agentAssigned: { agentId: 'anna' } }, theirs('a2')]));

    expect(unread(state, undefined)).toBe(2);
    expect(unread(state, { episodeId: 'e1', number: 2 })).toBe(1);
    expect(unread(state, { episodeId: 'e0', number: 9 })).toBe(2);
  });

  it('a call goes on while its leg rings or talks', () => {
    const state = run(welcome, entries(0, [mine('m1')]), view({ legs: [{ legId: 'web', medium: 'text', status: 'open' }, { legId: 'c', medium: 'voice', status: 'talking', agentId: 'anna', since: '2026-03-01T12:00:00Z' }] }));

    expect(ongoingCall(state)).toEqual({ status: 'talking', agentId: 'anna', since: NOON });
    expect(ongoingCall(next(state, view({ legs: [{ legId: 'c', medium: 'voice', status: 'ended' }] })))).toBeUndefined();
  });

  it('a widget that is not wanted says so until it is welcomed', () => {
    const refused = run(heard({ refused: { code: 'hello-unknown-site', detail: 'No such site.' } }), { type: 'lost' }, { type: 'connecting' });

    expect(refused).toMatchObject({ connection: 'refused', refusal: 'No such site.' });
    expect(next(refused, welcome).connection).toBe('online');
  });

  it('a hello that was merely late is no reason to give up', () => {
    expect(run(heard({ refused: { code: 'hello-late', detail: 'Too late.' } }), { type: 'lost' }).connection).toBe('offline');
  });

  it('a question for call options that was put off is worth asking again', () => {
    expect(run(welcome, heard({ refused: { ref: 'call-options', code: 'try-again' } })).callPutOff).toBe(1);
  });

  it('what becomes of asking for a link is said, and no message is in doubt because of it', () => {
    const asked = run(welcome, { type: 'wrote', messageId: 'm1', text: 'hello', at: 1 }, { type: 'sent', frame: { say: { messageId: 'm1', text: 'hello' } } }, { type: 'askedLink' });
    expect(asked.link).toBe('asking');

    const refused = next(asked, heard({ refused: { ref: 'ask-link', code: 'too-many-links', retryAfterMs: 60_000 } }));
    expect(refused.link).toBe('too-many-links');
    expect(refused.outbox[0]!.state).toBe('sent');
    expect(next(asked, heard({ accepted: { ref: 'ask-link', episodeId: 'e1', number: 4 } })).link).toBe('sent');
    expect(next(asked, { type: 'lost' }).link).toBeUndefined();
  });
});

describe('files', () => {
  const file = (state: Conversation) => state.episodes[0]!.items.map((item) => (item.kind === 'line' ? '' : (item.file ?? 'none')));

  it('a picture from a messenger is awaited until an entry says what came of it', () => {
    const state = run(welcome, entries(0, [{ messageReceived: { messageId: 'm1', content: { kind: 'image', awaited: true } } }, mine('m2')]));

    expect(file(state)).toEqual(['awaited', 'none']);
    const here = next(state, entries(2, [{ fileStored: { number: 1, mediaType: 'image/png', size: '7' } }]));
    expect(file(here)).toEqual(['here', 'none']);
    expect(here.episodes[0]!.items[0]).toMatchObject({ content: { kind: 'image', mediaType: 'image/png' } });
    expect(file(next(state, entries(2, [{ fileMissed: { number: 1 } }])))).toEqual(['missed', 'none']);
  });

  it('what an agent sends is here at once', () => {
    const state = run(welcome, entries(0, [{ messageSent: { agentId: 'anna', content: { kind: 'file', name: 'a.pdf', hash: 'ab' } } }]));

    expect(file(state)).toEqual(['here']);
  });

  it('a file is uploaded before it is sent, and what is written after it waits', () => {
    const attached = run(welcome, { type: 'attached', messageId: 'f1', name: 'a.png', size: 7, at: NOON }, wrote('m1'));
    expect(dueMessage(attached, NOON)).toBeUndefined();

    const uploaded = next(attached, { type: 'uploaded', messageId: 'f1', upload: 'token' });

    expect(dueMessage(uploaded, NOON)).toEqual({ say: { messageId: 'f1', text: '', upload: 'token' } });
  });

  it('an upload that is refused can be tried again', () => {
    const state = run(welcome, { type: 'attached', messageId: 'f1', name: 'a.png', size: 7, at: NOON }, heard({ refused: { ref: 'f1', code: 'too-large' } }));
    expect(state.outbox[0]).toMatchObject({ state: 'refused', code: 'too-large' });

    expect(next(state, { type: 'retried', messageId: 'f1', at: NOON }).outbox[0]).toMatchObject({ state: 'uploading', file: { name: 'a.png' } });
  });

  it('a link is kept by its entry', () => {
    expect(run(welcome, heard({ fileLink: { episodeId: 'e1', number: 3, url: '/files/x' } })).links).toEqual({ 'e1 3': '/files/x' });
  });
});

describe('the panel for going on elsewhere', () => {
  const call: EpisodeEvent = { legOpened: { legId: 'call-1', channel: 'phone', medium: 'voice' } };
  const telegram: EpisodeEvent = { legOpened: { legId: 'telegram:7', channel: 'telegram', medium: 'text' } };
  const there: EpisodeEvent = { messageReceived: { messageId: 't1', legId: 'telegram:7', text: 'I am here now.' } };
  const opened = run(welcome, entries(0, [{ episodeOpened: {} }, mine('m1')]));

  it('is needed as long as the customer is only here', () => {
    const asked = next(opened, entries(2, [theirs('a1'), mine('m2'), { linkRequested: { channel: 'email', address: 'ann@example.org' } }]));

    expect(wentOn(opened, opened, NOON)).toBe(false);
    expect(wentOn(opened, asked, NOON)).toBe(false);
  });

  it.each([
    ['calls', call],
    ['is known in a messenger', { addressLinked: { channel: 'telegram', address: '7' } }],
    ['has confirmed an address of mail', { addressLinked: { channel: 'email', address: 'ann@example.org' } }],
    ['finds the conversation closed', { episodeClosed: { agentId: 'anna' } }],
  ] satisfies [string, EpisodeEvent][])('has done its work when the customer %s', (_, event) => {
    expect(wentOn(opened, next(opened, entries(2, [event])), NOON)).toBe(true);
  });

  it('has done its work when the customer writes in a messenger that is known already', () => {
    expect(wentOn(opened, next(opened, entries(2, [telegram, there])), NOON)).toBe(true);
  });

  it('has done its work when the customer has gone on in a conversation that is new', () => {
    const nothing = run(welcome);

    expect(wentOn(nothing, next(nothing, entries(0, [{ episodeOpened: {} }, telegram, there])), NOON)).toBe(true);
  });

  it('stays when it was opened after all that', () => {
    const later = next(opened, entries(2, [{ addressLinked: { channel: 'telegram' } }, { episodeClosed: {} }]));

    expect(wentOn(later, later, NOON)).toBe(false);
    expect(wentOn(later, next(later, entries(0, [{ episodeOpened: {} }, mine('m9')], 'e2')), NOON)).toBe(false);
  });

  it('stays when what happened long ago comes only now, because the page was just loaded', () => {
    const history = entries(0, [{ episodeOpened: {} }, mine('m1'), { addressLinked: { channel: 'telegram' } }, { episodeClosed: {} }]);

    expect(wentOn(EMPTY, run(welcome, history), NOON)).toBe(false);
  });

  it('stays when what happened long ago comes only now, because the first connection failed', () => {
    const offline = next(EMPTY, { type: 'lost' });
    const history = entries(0, [{ episodeOpened: {} }, mine('m1'), { addressLinked: { channel: 'telegram' } }, { episodeClosed: {} }]);

    expect(wentOn(offline, [welcome, history].reduce(next, offline), NOON)).toBe(false);
  });

  it('stays when the call that goes on is handed to somebody else', () => {
    const call1 = (status: string) => heard({ episode: { episodeId: 'e1', upTo: 2, legs: [{ legId: 'call-1', medium: 'voice', status }] } });
    const held = next(opened, call1('held'));

    expect(wentOn(held, next(held, call1('ringing')), NOON)).toBe(false);
    expect(wentOn(opened, next(opened, call1('ringing')), NOON)).toBe(true);
  });

  it('stays when another conversation is the current one again, in which something happened long ago', () => {
    const both = [entries(0, [{ episodeOpened: {} }, { addressLinked: { channel: 'telegram' } }], 'e0'), entries(0, [{ episodeOpened: {} }, mine('m1')])].reduce(
      next,
      run(welcome),
    );

    expect(wentOn(both, next(both, heard({ current: { episodeId: 'e0' } })), NOON)).toBe(false);
  });

  it('stays when a conversation that was never seen here becomes the current one, in which something happened long ago', () => {
    const history = entries(0, [{ episodeOpened: {} }, { addressLinked: { channel: 'telegram' } }, { episodeClosed: {} }], 'e0');
    const turned = [heard({ current: { episodeId: 'e0' } }), history].reduce(next, opened);

    expect(wentOn(opened, turned, NOON + HOUR)).toBe(false);
    expect(wentOn(opened, turned, NOON)).toBe(true);
  });

  it('stays when what happened before it was opened comes only now, because there was no connection', () => {
    const offline = next(opened, { type: 'lost' });
    const missed = [welcome, entries(2, [{ addressLinked: { channel: 'telegram' } }])].reduce(next, offline);

    expect(wentOn(offline, missed, NOON + HOUR)).toBe(false);
    expect(wentOn(offline, missed, NOON)).toBe(true);
  });

  it('has done its work in a conversation that is followed here, whatever the clock of this device says', () => {
    expect(wentOn(opened, next(opened, entries(2, [telegram, there])), NOON + HOUR)).toBe(true);
  });

  it('has done its work in a conversation that is new, if the clock of this device is half a minute fast', () => {
    const nothing = run(welcome);

    expect(wentOn(nothing, next(nothing, entries(0, [{ episodeOpened: {} }, telegram, there])), NOON + 30_000)).toBe(true);
  });

  it('has done its work when a call is under way on a page that was just loaded', () => {
    const calls = run(welcome, entries(0, [call]), heard({ episode: { episodeId: 'e1', upTo: 1, legs: [{ legId: 'call-1', medium: 'voice', status: 'ringing' }] } }));

    expect(wentOn(EMPTY, calls, NOON)).toBe(true);
    expect(wentOn(calls, calls, NOON)).toBe(false);
  });
});

describe('the name of a customer', () => {
  it('has 80 characters at most, and what is too many is counted', () => {
    expect(nameLeft('Ann')).toBe(77);
    expect(nameLeft(` ${'a'.repeat(80)} `)).toBe(0);
    expect(nameLeft('a'.repeat(83))).toBe(-3);
  });
});
