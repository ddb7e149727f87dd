import type { Content, Entry } from '../wire/frames.ts';

/** What says something about an earlier message and is none itself. */
export type Aside = 'deletion' | 'reaction';

export function asideOf(content: Content | undefined): Aside | undefined {
  return content?.kind === 'deletion' || content?.kind === 'reaction' ? content.kind : undefined;
}

/** What is kept elsewhere and not fetched yet. */
const FILES = new Set(['image', 'video', 'audio', 'voice', 'file', 'sticker']);

export function isFile(content: Content): boolean {
  return FILES.has(content.kind ?? '');
}

/** Where a map shows this place: an address made of numbers alone. Nothing if it is nowhere on Earth. */
export function mapOf(place: Content['place']): { href: string; coordinates: string } | undefined {
  const latitude = Number(place?.latitude ?? 0);
  const longitude = Number(place?.longitude ?? 0);
  if (!place || !(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return undefined;
  const [lat, lon] = [latitude.toFixed(5), longitude.toFixed(5)];
  return { href: `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`, coordinates: `${lat}, ${lon}` };
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/** 48 kB, 1.8 MB, 1,8 МБ: for people, in decimal units as file managers have them; nothing if it is not known. */
export function sizeOf(content: Content, language: string): string {
  const bytes = Number(content.size ?? 0);
  if (!(bytes > 0)) return '';
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
  const maximumFractionDigits = unit > 0 && value < 9.95 ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'unit', unit: UNITS[unit], unitDisplay: unit > 0 ? 'short' : 'long', maximumFractionDigits }).format(value);
}

/** The first words, in one line; never half a character. */
export function beginning(text: string, most = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line.slice(0, 2 * most));
  return characters.length <= most && line.length <= 2 * most ? line : `${characters.slice(0, most - 1).join('').trimEnd()}…`;
}

/** Numbers of our messages that did not get to the customer, with what the provider said. */
export function failuresIn(entries: Entry[]): Map<number, { code: string; detail: string }> {
  const failed = new Map<number, { code: string; detail: string }>();
  for (const { event } of entries) {
    const failure = event.deliveryFailed;
    if (failure?.number) failed.set(failure.number, { code: failure.code ?? '', detail: failure.detail ?? '' });
  }
  return failed;
}
