import { useEffect, useState } from 'react';
import { colleagues, type Colleague } from '../wire/rest.ts';
import { glance } from './context.ts';

/** Everybody, as they are when somebody is about to choose. */
export function useColleagues(): { all?: Colleague[]; failed: boolean; load: () => void } {
  const [all, setAll] = useState<Colleague[]>();
  const [failed, setFailed] = useState(false);
  function load() {
    setFailed(false);
    colleagues().then(
      (found) => {
        setAll(found);
        glance({ colleagues: found });
      },
      () => setFailed(true),
    );
  }
  useEffect(load, []);
  return { all, failed, load };
}
