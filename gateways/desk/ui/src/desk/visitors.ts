import type { Translate } from '../i18n/i18n.ts';
import type { EpisodeView } from '../wire/frames.ts';
import { customerName } from './work.ts';

/** As much of a visitor's number as tells two of them apart; the whole of it is for machines. */
const VISITOR = /^visitor:(.{1,6})/u;

/** How a customer is called, and be it only as a visitor; `nobody` if nothing is known. */
export function customerCalled(t: Translate, view: EpisodeView | undefined, nobody = t('details.unknown')): string {
  const visitor = view?.customer?.addresses?.find((a) => VISITOR.test(a.address ?? ''));
  return customerName(view) || (visitor ? addressWords(t, visitor.address!) : nobody);
}

/** An address as people read it. */
export function addressWords(t: Translate, address: string): string {
  const id = VISITOR.exec(address)?.[1];
  return id ? t('details.visitor', { id }) : address;
}
