import { Button, Loader } from '@mantine/core';
import { isHandedOver } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import { AskedStrips, ReadingStrip } from './AskedStrips.tsx';
import { CallBackStrip } from './CallBackStrip.tsx';
import { Composer } from './Composer.tsx';
import { glance, useDesk, useGlance, useStanding } from './context.ts';
import { OfferStrip } from './OfferStrip.tsx';
import css from './Talk.module.css';
import { TalkHead } from './TalkHead.tsx';
import { Timeline } from './Timeline.tsx';
import { WrapUp } from './WrapUp.tsx';

export function Talk() {
  const t = useT();
  const selected = useDesk((s) => s.selected);
  const known = useDesk((s) => s.selected !== undefined && s.episodes[s.selected] !== undefined);
  const waits = useDesk((s) => s.agent === undefined || s.connection.is !== 'online' || s.reading !== undefined || held(s, s.selected));
  const any = useDesk((s) => (s.agent?.assignments?.length ?? 0) + (s.agent?.offers?.length ?? 0) > 0);
  const earlier = useGlance((g) => g.earlier);
  if (!selected || (!known && !waits)) {
    return (
      <div className={css.middle} data-testid="talk-empty">
        <strong>{t('talk.none.title')}</strong>
        <span>{t(any ? 'talk.none.text' : 'talk.none.yet')}</span>
      </div>
    );
  }
  if (!known) {
    return (
      <div className={css.middle} aria-busy="true">
        <Loader type="dots" />
        <span>{t('talk.loading')}</span>
      </div>
    );
  }
  return (
    <>
      <TalkHead episodeId={selected} />
      {earlier && (
        <div className={css.strip} data-testid="earlier-banner">
          <span>{t('talk.earlier')}</span>
          <Button size="compact-xs" variant="default" onClick={() => glance({ earlier: undefined })} data-testid="back-to-current">
            {t('talk.backToCurrent')}
          </Button>
        </div>
      )}
      <Timeline key={earlier?.episodeId ?? selected} episodeId={selected} earlier={earlier} />
      {!earlier && <Foot key={`foot-${selected}`} episodeId={selected} />}
    </>
  );
}

function held(s: Parameters<Parameters<typeof useDesk>[0]>[0], episodeId?: string): boolean {
  return [...(s.agent?.assignments ?? []), ...(s.agent?.offers ?? [])].some((a) => a.episodeId === episodeId);
}

/** Below the conversation: what can be done in this state, or why nothing can. */
function Foot({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { assignment, owner, beside, status } = useStanding(episodeId);
  const offer = useDesk((s) => s.agent?.offers?.find((o) => o.episodeId === episodeId));
  const ready = useDesk((s) => s.agent !== undefined);
  const handedOver = useDesk((s) => isHandedOver(s.episodes[episodeId]?.entries ?? [], s.agent?.agentId ?? ''));
  const chosen = useDesk((s) => s.reading === episodeId);
  if (!ready) return null;
  const reading = chosen && !assignment && !offer;
  const over = status === 'closed';
  return (
    <>
      {offer && <OfferStrip offer={offer} />}
      {!over && <CallBackStrip episodeId={episodeId} />}
      {assignment && !over && <AskedStrips episodeId={episodeId} />}
      {reading && !over && <ReadingStrip episodeId={episodeId} />}
      {owner && status === 'wrapping-up' && <WrapUp episodeId={episodeId} />}
      {((owner && status !== 'wrapping-up') || beside || reading) && !over && <Composer episodeId={episodeId} />}
      {!assignment && !offer && (over || !reading) && (
        <div className={css.over} data-left={!over} role="status" data-testid="not-yours">
          {t(over ? 'talk.closed' : handedOver ? 'talk.handedOver' : 'talk.notYours')}
        </div>
      )}
      {assignment && over && <div className={css.over}>{t('talk.closed')}</div>}
    </>
  );
}
