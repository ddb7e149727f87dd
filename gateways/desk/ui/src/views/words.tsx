import { memo } from 'react';
import { isKey, type Translate } from '../i18n/i18n.ts';
import { pieces } from '../desk/links.ts';

/** A word of the server, in the agent's language where we have it, as it is where not. */
export function word(t: Translate, family: string, name: string): string {
  const key = `${family}.${name}`;
  return isKey(key) ? t(key) : name.replace(/[-_]/g, ' ').replace(/^./u, (first) => first.toUpperCase());
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
