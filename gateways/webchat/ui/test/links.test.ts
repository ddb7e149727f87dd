import { describe, expect, it } from 'vitest';
import { channelName, messengerAddress, openMessengers } from '../src/app/channels';
import { dialAddress, telAddress } from '../src/app/host';
import { pieces } from '../src/app/links';
import { backOff } from '../src/app/socket';

const links = (text: string) => pieces(text).flatMap((piece) => piece.href ?? []);

describe('links in what people write', () => {
  it('lose nothing of the text', () => {
    const text = 'See https://lumen.example/a_(b)?q=1, or write to mailto:shop@lumen.example. tel:+380443900100!';

    expect(pieces(text).map((piece) => piece.text).join('')).toBe(text);
    expect(links(text)).toEqual(['https://lumen.example/a_(b)?q=1', 'mailto:shop@lumen.example', 'tel:+380443900100']);
  });

  it('are only those that cannot run anything', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      'file:///etc/passwd',
      'jAvAsCrIpT:alert(1)//https:',
      'https://user:pass@evil.example/',
      'https://',
      '<img src=x onerror=alert(1)>',
    ]) {
      expect(links(text), text).toEqual([]);
      expect(pieces(text).map((piece) => piece.text).join('')).toBe(text);
    }
  });

  it('stop before quotes and angle brackets', () => {
    expect(links('<a href="https://a.example/x">https://b.example/y</a>')).toEqual(['https://a.example/x', 'https://b.example/y']);
  });

  it('take long hostile text in their stride', () => {
    const started = performance.now();

    pieces('https://a.example/' + ')'.repeat(4000));
    pieces('http:'.repeat(800) + '.'.repeat(4000));

    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('the page’s own way to dial', () => {
  it('is an ordinary web address or nothing', () => {
    expect(dialAddress('https://lumen.example/phone?dial={number}', '100*123456')).toBe('https://lumen.example/phone?dial=100*123456');
    expect(dialAddress('javascript:alert("{number}")', '100')).toBeUndefined();
    expect(dialAddress('https://lumen.example/', '100')).toBeUndefined();
    expect(dialAddress(undefined, '100')).toBeUndefined();
  });
});

describe('a telephone link', () => {
  it('has the full number where there is one', () => {
    expect(telAddress('+380 44 390 01 00', '100')).toBe('tel:+380443900100');
    expect(telAddress('100*123456', '100*123456')).toBe('tel:100*123456');
    expect(telAddress('111', '111')).toBe('tel:111');
  });
});

describe('a link into a messenger', () => {
  it('leads to the web, to the messenger’s own program, or to this machine for trying out', () => {
    for (const link of ['https://t.me/lumen_bot?start=abc', 'tg://resolve?domain=lumen_bot', 'viber://pa?chatURI=lumen', 'http://127.0.0.1:8090/telegram', 'http://localhost:8090/x']) {
      expect(messengerAddress(link), link).toBe(link);
    }
  });

  it('is not shown when it is anything else', () => {
    for (const link of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)//https:',
      'data:text/html,x',
      'http://t.me/lumen_bot',
      'http://localhost.evil.example/',
      'http://127.0.0.1@evil.example/',
      'https://user:pass@t.me/',
      'file:///etc/passwd',
      'intent://x',
      '//t.me/x',
      '',
      undefined,
    ]) {
      expect(messengerAddress(link), link).toBeUndefined();
    }
  });

  it('is gone when its time is over', () => {
    const call = { messengers: [{ channel: 'telegram', url: 'https://t.me/x', untilMs: '2000' }, { channel: 'viber', url: 'viber://pa', untilMs: '5000' }, { channel: 'vk', url: 'javascript:x', untilMs: '5000' }] };

    expect(openMessengers(call, 1_999).map((one) => one.channel)).toEqual(['telegram', 'viber']);
    expect(openMessengers(call, 2_000).map((one) => one.channel)).toEqual(['viber']);
    expect(openMessengers(undefined, 0)).toEqual([]);
  });

  it('has the same place whenever it is asked for', () => {
    const link = (channel: string) => ({ channel, url: 'https://messenger.example/x', untilMs: '5000' });
    const order = (...channels: string[]) => openMessengers({ messengers: channels.map(link) }, 0).map((one) => one.channel);

    expect(order('vk', 'carrier', 'instagram', 'telegram')).toEqual(['telegram', 'instagram', 'vk', 'carrier']);
    expect(order('instagram', 'telegram', 'vk', 'carrier')).toEqual(['telegram', 'instagram', 'vk', 'carrier']);
  });

  it('bears the name of the messenger, also of one that is new', () => {
    expect(['telegram', 'whatsapp', 'vk', 'carrier', 'toString'].map(channelName)).toEqual(['Telegram', 'WhatsApp', 'VK', 'Carrier', 'ToString']);
  });
});

describe('the back-off', () => {
  it('grows, stays below half a minute, and spreads', () => {
    expect(backOff(0, 1)).toBe(400);
    expect(backOff(3, 1)).toBe(3200);
    expect(backOff(50, 1)).toBe(30_000);
    expect(backOff(3, 0)).toBe(1600);
  });
});
