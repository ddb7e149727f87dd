import type { CallOptions } from './frames';

/** Names that are the same in every language; other channels are called as the server calls them. */
const NAMES: Record<string, string> = {
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  viber: 'Viber',
  messenger: 'Messenger',
  instagram: 'Instagram',
  vk: 'VK',
  sms: 'SMS',
  email: 'E-mail',
  xmpp: 'XMPP',
};

export function channelName(channel: string): string {
  if (Object.hasOwn(NAMES, channel)) return NAMES[channel]!;
  return channel.slice(0, 1).toUpperCase() + channel.slice(1);
}

/** Programs that messengers register for their own links. */
const PROGRAMS = new Set(['viber:', 'tg:']);
const OWN_MACHINE = new Set(['127.0.0.1', 'localhost']);

/** The address of a messenger if it is safe to offer: on the web, on one's own machine for trying out, or the messenger's own program. */
export function messengerAddress(link: string | undefined): string | undefined {
  try {
    const url = new URL(link ?? '');
    const web = url.protocol === 'https:' || (url.protocol === 'http:' && OWN_MACHINE.has(url.hostname));
    if (!web && !PROGRAMS.has(url.protocol)) return undefined;
    return url.username || url.password ? undefined : url.href;
  } catch {
    return undefined;
  }
}

/** A code as people read and type it: in groups. */
export function grouped(code: string): string {
  return code.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** As they are named above, others behind them: the server says them in no order. */
function place(channel: string): number {
  const names = Object.keys(NAMES);
  return Object.hasOwn(NAMES, channel) ? names.indexOf(channel) : names.length;
}

/** Where the customer can go on now, always in the same order; what is over or not safe is left out. New ones come when they are asked for. */
export function openMessengers(call: CallOptions | undefined, now: number): { channel: string; href: string }[] {
  const open = (call?.messengers ?? []).flatMap(({ channel = '', url, untilMs }) => {
    const href = messengerAddress(url);
    return href && Number(untilMs ?? 0) > now ? [{ channel, href }] : [];
  });
  return open.sort((one, other) => place(one.channel) - place(other.channel));
}
