import {
  IconBrandInstagram,
  IconBrandMessenger,
  IconBrandTelegram,
  IconBrandViber,
  IconBrandVk,
  IconBrandWhatsapp,
  IconBulb,
  IconDeviceMobileMessage,
  IconMail,
  IconMessage,
  IconMessageCircle,
  IconMessages,
  IconPhone,
  IconPhoneOutgoing,
  IconWorld,
} from '@tabler/icons-react';
import { isKey, useT, type Key, type Translate } from '../i18n/i18n.ts';

type Icon = typeof IconPhone;

/** Every channel that we have a name and a picture for; the only place that knows. Others are shown by their own names. */
const CHANNELS: Record<string, { name: Key | string; Icon: Icon }> = {
  webchat: { name: 'channel.webchat', Icon: IconMessage },
  visitor: { name: 'channel.webchat', Icon: IconWorld },
  phone: { name: 'channel.phone', Icon: IconPhone },
  tel: { name: 'channel.phone', Icon: IconPhone },
  'call-back': { name: 'channel.call-back', Icon: IconPhoneOutgoing },
  voice: { name: 'channel.voice', Icon: IconPhone },
  text: { name: 'channel.text', Icon: IconMessages },
  email: { name: 'channel.email', Icon: IconMail },
  // Names of companies and standards are the same in every language.
  telegram: { name: 'Telegram', Icon: IconBrandTelegram },
  whatsapp: { name: 'WhatsApp', Icon: IconBrandWhatsapp },
  viber: { name: 'Viber', Icon: IconBrandViber },
  messenger: { name: 'Messenger', Icon: IconBrandMessenger },
  instagram: { name: 'Instagram', Icon: IconBrandInstagram },
  vk: { name: 'VK', Icon: IconBrandVk },
  sms: { name: 'SMS', Icon: IconDeviceMobileMessage },
  xmpp: { name: 'XMPP', Icon: IconBulb },
};

/** Doors through which messages go out by a provider: a company has an account with it. */
export const MESSENGERS = ['telegram', 'whatsapp', 'viber', 'messenger', 'instagram', 'vk', 'sms', 'email', 'xmpp'];

/** What an agent can have places for, by channel. */
export const CAPACITIES = ['text', 'phone', 'call-back', 'webchat', ...MESSENGERS];

export function channelName(t: Translate, channel: string): string {
  const known = Object.hasOwn(CHANNELS, channel) ? CHANNELS[channel]!.name : undefined;
  if (known) return isKey(known) ? t(known) : known;
  return channel.replace(/[-_]/g, ' ').replace(/^./u, (first) => first.toUpperCase());
}

/** `silent`: the name stands beside it. */
export function ChannelIcon({ channel, size = 15, silent }: { channel: string; size?: number; silent?: boolean }) {
  const t = useT();
  const Icon = Object.hasOwn(CHANNELS, channel) ? CHANNELS[channel]!.Icon : IconMessageCircle;
  const told = silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': channelName(t, channel) };
  return <Icon size={size} stroke={1.8} {...told} style={{ flex: 'none' }} />;
}
