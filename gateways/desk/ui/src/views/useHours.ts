import { useEffect, useState } from 'react';
import { followHours, type HoursNow } from '../desk/hours.ts';
import { queues } from '../wire/rest.ts';

/** The queues as they are when somebody is about to choose. */
export function useHours(): HoursNow {
  const [now, setNow] = useState<HoursNow>({ settled: false });
  useEffect(() => followHours(queues(), setNow), []);
  return now;
}
