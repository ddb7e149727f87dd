import { expect, test } from 'vitest';
import { beginning, failuresIn, mapOf, sizeOf } from '../src/desk/contents.ts';
import en from '../src/i18n/en.json';
import ro from '../src/i18n/ro.json';
import uk from '../src/i18n/uk.json';
import { translator } from '../src/i18n/i18n.ts';
import { channelName } from '../src/views/channels.tsx';
import { failure, inWords, oursInWords } from '../src/views/told.ts';
import type { Content } from '../src/wire/frames.ts';

const t = translator('en', en);

test('a place is shown on a map whose address is made of numbers alone', () => {
  expect(mapOf({ latitude: 49.83968, longitude: 24.02972, name: '"><script>' })).toEqual({
    href: 'https://www.openstreetmap.org/?mlat=49.83968&mlon=24.02972#map=16/49.83968/24.02972',
    coordinates: '49.83968, 24.02972',
  });
});

test('a place at zero degrees is a place, one that is nowhere on Earth is none', () => {
  expect(mapOf({})?.coordinates).toBe('0.00000, 0.00000');
  expect(mapOf({ latitude: 91 })).toBeUndefined();
  expect(mapOf({ longitude: 'javascript:alert(1)' as unknown as number })).toBeUndefined();
  expect(mapOf(undefined)).toBeUndefined();
});

test('a size is told in the largest unit that fits, as it comes from the server', () => {
  const sizes = ['820', 48_210, '1843200', '999999', '12345678901', '0', undefined].map((size) => sizeOf({ size }, 'en'));

  expect(sizes).toEqual(['820 bytes', '48 kB', '1.8 MB', '1 MB', '12 GB', '', '']);
  expect(sizeOf({ size: '1843200' }, 'uk')).toMatch(/^1,8\sМБ$/);
});

test('the beginning of a text is one line and never half a character', () => {
  expect(beginning('one\n two', 20)).toBe('one two');
  expect(beginning('👍'.repeat(10), 10)).toBe('👍'.repeat(10));
  expect(beginning('👍'.repeat(11), 10)).toBe(`${'👍'.repeat(9)}…`);
  expect(beginning('a'.repeat(1_000), 10)).toBe(`${'a'.repeat(9)}…`);
});

test.each<[Content | undefined, string, string]>([
  [undefined, 'Hello', 'Hello'],
  [{ about: 'm1' }, 'Hello', 'Hello'],
  [{ kind: 'choice' }, 'Yes', 'Yes'],
  [{ kind: 'image' }, '', 'Photo'],
  [{ kind: 'image' }, 'Does it fit?', 'Photo: Does it fit?'],
  [{ kind: 'video' }, '', 'Video'],
  [{ kind: 'audio', name: 'song.mp3' }, '', 'Audio: song.mp3'],
  [{ kind: 'voice' }, '', 'Voice message'],
  [{ kind: 'file', name: 'bill.pdf' }, '', 'File: bill.pdf'],
  [{ kind: 'sticker' }, '😀', 'Sticker: 😀'],
  [{ kind: 'location', place: { name: 'Market' } }, '', 'Location: Market'],
  [{ kind: 'contact', name: 'Petro' }, '', 'Contact: Petro'],
  [{ kind: 'edit', about: 'm1' }, 'Hello!', 'Changed the message: Hello!'],
  [{ kind: 'deletion', about: 'm1' }, '', 'Deleted a message'],
  [{ kind: 'reaction', about: 'm1' }, '👍', 'Reacted with 👍'],
  [{ kind: 'reaction', about: 'm1' }, '', 'Took a reaction back'],
  [{ kind: 'unsupported', name: 'poll' }, '', 'Sent something that cannot be shown here: poll.'],
  [{ kind: 'unsupported' }, '', 'Sent something that cannot be shown here.'],
  [{ kind: 'hologram' }, 'Look!', 'Sent something that cannot be shown here: hologram. Look!'],
])('%o with the text “%s” is told as “%s”', (content, text, told) => {
  expect(inWords(t, { text, content })).toBe(told);
});

test('why something was not delivered is told in words, also when the reason is new', () => {
  const ukrainian = translator('uk', uk as typeof en);

  expect(failure(t, 'blocked')).toBe('the customer does not want messages from us there');
  expect(failure(ukrainian, 'expired')).toBe('надто довго не вдавалося надіслати');
  expect(failure(t, 'eclipse')).toBe(failure(t, undefined));
});

test('what was not delivered is found by its number', () => {
  const failed = failuresIn([{ number: 4, event: { at: '', deliveryFailed: { number: 3, code: 'blocked', detail: 'Forbidden' } } }]);

  expect(failed).toEqual(new Map([[3, { code: 'blocked', detail: 'Forbidden' }]]));
});

test('every channel has a name, one that is new its own', () => {
  const names = ['webchat', 'visitor', 'phone', 'telegram', 'whatsapp', 'viber', 'messenger', 'instagram', 'vk', 'sms', 'email', 'xmpp', 'carrier-pigeon', 'constructor'];

  expect(names.map((name) => channelName(t, name))).toEqual([
    'Web chat', 'Web chat', 'Phone', 'Telegram', 'WhatsApp', 'Viber', 'Messenger', 'Instagram', 'VK', 'SMS', 'E-mail', 'XMPP', 'Carrier pigeon', 'Constructor',
  ]);
});

test('what one has corrected or deleted one has done oneself', () => {
  const romanian = translator('ro', ro as typeof en);
  const own = (kind: string, text = '') => [t, romanian].map((say) => oursInWords(say, { text, content: kind ? { kind, aboutNumber: 1 } : undefined }));

  expect(own('edit', 'Tomorrow.')).toEqual(['You corrected: Tomorrow.', 'Ați corectat: Tomorrow.']);
  expect(own('deletion')).toEqual(['You deleted a message', 'Ați șters un mesaj']);
  expect(own('', 'Hi')).toEqual(['You: Hi', 'Dvs.: Hi']);
});
