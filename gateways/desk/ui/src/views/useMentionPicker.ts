import { useEffect, useMemo } from 'react';
import { atSign, findColleagues, type Named } from '../desk/mentions.ts';
import { colleagues, type Colleague } from '../wire/rest.ts';
import { glance, useGlance, useHere } from './context.ts';
import { usePicker } from './usePicker.ts';

/** More are found by writing on. */
const SHOWN = 30;

type Put = (colleague: Colleague, sign: { from: number }) => void;

/** The list of colleagues that an at-sign in a note opens, by keyboard alone. */
export function useMentionPicker(note: boolean, text: string, caret: number, named: Named[], put: Put) {
  const { desk } = useHere();
  const all = useGlance((g) => g.colleagues);
  const sign = note ? atSign(text, Math.min(caret, text.length), named) : undefined;
  const search = sign?.search;
  const found = useMemo(
    () => (search === undefined ? [] : findColleagues(all, search, desk.me.agentId).slice(0, SHOWN)),
    [all, search, desk],
  );

  function pick(colleague: Colleague) {
    if (sign) put(colleague, sign);
  }

  // A name that nobody has is just a word.
  const picker = { ...usePicker(sign, found, found.length === 0, pick), found, pick };
  useEffect(() => {
    if (picker.open) refresh();
  }, [picker.open]);
  return picker;
}

/** Who is there changes all the time. */
function refresh(): void {
  colleagues()
    .then((all) => glance({ colleagues: all }))
    .catch(() => undefined);
}
