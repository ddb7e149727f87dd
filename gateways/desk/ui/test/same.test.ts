import { expect, test } from 'vitest';
import { without } from '../src/desk/same.ts';

test('who is to be separated does not stand on both sides', () => {
  const chat = { channel: 'webchat', address: 'visitor:1' };
  const telegram = { channel: 'telegram', address: '77' };
  const customer = { customerId: 'a', name: 'Olena', addresses: [chat, telegram] };

  const left = without(customer, { customerId: 'b', addresses: [telegram] });

  expect(left).toEqual({ ...customer, addresses: [chat] });
});
