import { beginning } from '../desk/contents.ts';
import { customerCalled } from '../desk/visitors.ts';
import { channelsOf } from '../desk/work.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { EpisodeView, Facts, Offer } from '../wire/frames.ts';
import { channelName } from './channels.tsx';
import { inWords } from './told.ts';

// What is told to an agent who looks elsewhere, or does not look at all.

/** Who it is, and over what they come. */
export function whoIsOffered(t: Translate, offer: Offer, view: EpisodeView | undefined): { name: string; channel: string } {
  const channel = offer.medium === 'voice' ? 'phone' : (channelsOf(view)[0] ?? '');
  return { name: customerCalled(t, view), channel: channelName(t, channel) };
}

/** Who has written what, or its beginning. */
export function whatIsNew(t: Translate, view: EpisodeView | undefined, message: Facts['messageReceived']): string {
  return t('talk.isNew', { name: customerCalled(t, view, t('work.nobody')), text: beginning(inWords(t, message), 200) });
}
