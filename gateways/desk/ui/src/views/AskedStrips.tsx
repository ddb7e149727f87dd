import { Button } from '@mantine/core';
import { IconAt, IconHeartHandshake, IconHourglass } from '@tabler/icons-react';
import { callOf } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import { stopwatch } from '../i18n/times.ts';
import type { Participant } from '../wire/frames.ts';
import { goTo, useBusy, useDesk, useHere, useNow, useOnline, useStanding } from './context.ts';
import { useNames } from './names.ts';
import css from './Talk.module.css';

/** Above the text field: who has been asked and has not come yet; for who stands by, whose conversation this is. */
export function AskedStrips({ episodeId }: { episodeId: string }) {
  const { owner, beside, asked } = useStanding(episodeId);
  return (
    <>
      {beside && <BesideStrip episodeId={episodeId} />}
      {owner && asked.map((p) => <AskedStrip key={p.workId ?? p.agentId} episodeId={episodeId} asked={p} />)}
    </>
  );
}

function AskedStrip({ episodeId, asked }: { episodeId: string; asked: Participant }) {
  const t = useT();
  const { desk } = useHere();
  const names = useNames(episodeId);
  const online = useOnline();
  const workId = asked.workId ?? '';
  const busy = useBusy('withdrawInvitation', workId);
  const who = names.agent(asked.agentId) || names.queue(asked.queueId) || t('transfer.queue');
  const successor = asked.role === 'successor';
  const coming = asked.role === 'partner' ? t('talk.askedIntoCall', { agent: who }) : t('talk.asked', { agent: who });
  const inCall = useDesk((s) => callOf(s.episodes[episodeId]?.view)?.status === 'talking');
  return (
    <div className={css.asked} data-testid="asked" data-role={asked.role} role="status">
      {successor ? <IconHourglass size={16} aria-hidden /> : <IconHeartHandshake size={16} aria-hidden />}
      <span>{successor ? t(inCall ? 'talk.successorCall' : 'talk.successor', { to: who }) : coming}</span>
      <Since at={asked.since} />
      {workId && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={!online}
          loading={busy}
          onClick={() => desk.act(workId, { withdrawInvitation: { episodeId, workId } })}
          data-testid="withdraw"
        >
          {t('talk.withdraw')}
        </Button>
      )}
    </div>
  );
}

function BesideStrip({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk } = useHere();
  const names = useNames(episodeId);
  const online = useOnline();
  const busy = useBusy('leaveEpisode', episodeId);
  const { assignment, partner } = useStanding(episodeId);
  const inCall = partner?.agentId === desk.me.agentId;
  const owner = useDesk((s) => s.episodes[episodeId]?.view?.agentId);
  const role = inCall ? 'partner' : assignment?.role === 'observer' ? 'observer' : 'helper';
  return (
    <div className={css.asked} data-testid="beside" data-role={role}>
      <IconHeartHandshake size={16} aria-hidden />
      <span>{t(`talk.besideOwner.${role}`, { agent: names.agent(owner) || t('talk.colleague') })}</span>
      {!inCall && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={!online}
          loading={busy}
          onClick={() => desk.act(episodeId, { leaveEpisode: { episodeId } })}
          data-testid="leave"
        >
          {t('talk.leave')}
        </Button>
      )}
    </div>
  );
}

/** A colleague has named this agent here: nothing is asked, and one may go at any time. */
export function ReadingStrip({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk } = useHere();
  const names = useNames(episodeId);
  const owner = useDesk((s) => s.episodes[episodeId]?.view?.agentId);
  return (
    <div className={css.asked} data-testid="reading">
      <IconAt size={16} aria-hidden />
      <span>{owner ? t('talk.reading', { agent: names.agent(owner) }) : t('talk.readingNobody')}</span>
      <Button size="compact-sm" variant="default" onClick={() => goTo(desk, undefined)} data-testid="stop-reading">
        {t('common.close')}
      </Button>
    </div>
  );
}

function Since({ at }: { at?: string }) {
  const now = useNow();
  return at ? (
    <span className={css.since} aria-hidden>
      {stopwatch(now - Date.parse(at))}
    </span>
  ) : null;
}
