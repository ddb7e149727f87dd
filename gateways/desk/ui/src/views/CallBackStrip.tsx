import { Button } from '@mantine/core';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import { useTimes } from '../i18n/times.ts';
import { useBusy, useDesk, useHere, useOnline, useStanding } from './context.ts';
import css from './Talk.module.css';

/** Above the text field: whom to call back, and how that ended. The desk dials nothing; the number can be copied or handed to a telephone. */
export function CallBackStrip({ episodeId }: { episodeId: string }) {
  const t = useT();
  const times = useTimes();
  const { desk } = useHere();
  const online = useOnline();
  const busy = useBusy('reportCallBack', episodeId);
  const { owner, engaged } = useStanding(episodeId);
  const open = useDesk((s) => s.episodes[episodeId]?.view?.callBack);
  if (!open) return null;
  const { number = '', attempt = 1, mostAttempts = 1, againAt } = open;
  const report = (outcome: 'reached' | 'not-reached') => () => desk.act(episodeId, { reportCallBack: { episodeId, attempt, outcome } });
  return (
    <div className={css.asked} data-testid="call-back" role="status">
      <IconPhoneOutgoing size={16} aria-hidden />
      <span>
        {t('callBack.to')}{' '}
        <a href={`tel:${number}`} data-testid="call-back-number">
          <bdi>{number}</bdi>
        </a>
        {' · '}
        {againAt ? t('callBack.again', { time: times.clock(againAt) }) : t('callBack.attempt', { attempt: String(attempt), most: String(Math.max(attempt, mostAttempts)) })}
      </span>
      {owner && engaged && (
        <>
          <Button size="compact-sm" disabled={!online} loading={busy} onClick={report('reached')} data-testid="call-back-reached">
            {t('callBack.reached')}
          </Button>
          <Button size="compact-sm" variant="default" disabled={!online} loading={busy} onClick={report('not-reached')} data-testid="call-back-missed">
            {t('callBack.notReached')}
          </Button>
        </>
      )}
    </div>
  );
}
