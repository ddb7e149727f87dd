import { IconBrandTelegram, IconBrandWhatsapp, IconDeviceMobileMessage, IconMail, IconMessage, IconMessageCircle, IconMessages, IconPhone, IconPhoneOutgoing, IconWorld } from '@tabler/icons-react';
import { memo } from 'react';
import { isKey, useT, type Translate } from '../i18n/i18n.ts';
import { pieces } from '../desk/links.ts';

const ICONS: Record<string, typeof IconPhone> = {
  webchat: IconMessage,
  visitor: IconWorld,
  phone: IconPhone,
  tel: IconPhone,
  telegram: IconBrandTelegram,
  whatsapp: IconBrandWhatsapp,
  email: IconMail,
  'call-back': IconPhoneOutgoing,
  voice: IconPhone,
  text: IconMessages,
  sms: IconDeviceMobileMessage,
  viber: IconMessageCircle,
};

/** A word of the server, in the agent's language where we have it, as it is where not. */
export function word(t: Translate, family: string, name: string): string {
  const key = `${family}.${name}`;
  return isKey(key) ? t(key) : name.replace(/[-_]/g, ' ').replace(/^./u, (first) => first.toUpperCase());
}

export function ChannelIcon({ channel, size = 15 }: { channel: string; size?: number }) {
  const t = useT();
  const Icon = ICONS[channel] ?? IconMessage;
  const name = word(t, 'channel', channel);
  return <Icon size={size} stroke={1.8} role="img" aria-label={name} style={{ flex: 'none' }} />;
}

/** What somebody wrote. Text nodes only; nothing in it is ever markup. */
export const Written = memo(function Written({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map((piece, i) =>
        piece.href ? (
          <a key={i} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </>
  );
});
