import { describe, expect, it } from 'vitest';
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

describe('the back-off', () => {
  it('grows, stays below half a minute, and spreads', () => {
    expect(backOff(0, 1)).toBe(400);
    expect(backOff(3, 1)).toBe(3200);
    expect(backOff(50, 1)).toBe(30_000);
    expect(backOff(3, 0)).toBe(1600);
  });
});
