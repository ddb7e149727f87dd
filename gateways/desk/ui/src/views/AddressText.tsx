import { addressWords } from '../desk/visitors.ts';
import { useT } from '../i18n/i18n.ts';

/** An address as people read it; whole where one points at it. */
export function AddressText({ address }: { address: string }) {
  const shown = addressWords(useT(), address);
  return (
    <span className="ellipsis" title={address} dir={shown === address ? 'ltr' : 'auto'}>
      {shown}
    </span>
  );
}
