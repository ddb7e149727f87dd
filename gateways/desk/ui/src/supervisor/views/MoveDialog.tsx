import { Button, Group, Modal, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSpeech, useT } from '../../i18n/i18n.ts';
import { opening } from '../../i18n/times.ts';
import { useHours } from '../../views/useHours.ts';
import type { OpenQueue } from '../../wire/rest.ts';
import { useS } from '../i18n/i18n.ts';
import { isFree, occupied, waiting } from '../live/figures.ts';
import { agentsLike, nameOfAgent, nameOfQueue, queuesLike } from '../live/order.ts';
import { look, useHere, useLive, useLook, type Dialog } from './context.ts';
import css from './MoveDialog.module.css';
import { Capacity, Standings } from './parts.tsx';

/** So many choices are looked through; for more one searches. */
const MOST = 40;

export function MoveDialog() {
  const t = useS();
  const desk = useT();
  const dialog = useLook((l) => l.dialog);
  const move = dialog?.is === 'move' ? dialog : undefined;
  return (
    <Modal opened={!!move} onClose={close} title={t('move.title', { what: move?.title ?? '' })} size="lg" closeButtonProps={{ 'aria-label': desk('common.close') }}>
      {move && <Move key={move.episodeId} move={move} />}
    </Modal>
  );
}

function close() {
  look({ dialog: undefined });
}

function Move({ move }: { move: Extract<Dialog, { is: 'move' }> }) {
  const t = useS();
  const desk = useT();
  const { supervisor } = useHere();
  const [to, setTo] = useState<'agent' | 'queue'>('agent');
  const [chosen, setChosen] = useState('');
  const [note, setNote] = useState('');
  const online = useLive((s) => s.connection.is === 'online');
  const hours = useHours();

  function submit() {
    const target = to === 'agent' ? { toAgentId: chosen } : { toQueueId: chosen };
    if (supervisor.act(move.episodeId, { reassignEpisode: { episodeId: move.episodeId, ...target, note: note.trim() || undefined } })) close();
  }

  return (
    <div className={css.dialog} data-testid="move-dialog">
      <SegmentedControl
        fullWidth
        aria-label={t('move.to')}
        value={to}
        onChange={(value) => {
          setTo(value as 'agent');
          setChosen('');
        }}
        data={[
          { value: 'agent', label: t('move.toAgent') },
          { value: 'queue', label: t('move.toQueue') },
        ]}
      />
      <Choices to={to} hours={hours.queues} chosen={chosen} onChoose={setChosen} />
      <Textarea label={t('move.note')} value={note} onChange={(e) => setNote(e.currentTarget.value)} maxLength={1000} autosize minRows={2} maxRows={5} />
      <p className="muted small">{t('move.callHint')}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {desk('common.cancel')}
        </Button>
        <Button disabled={!chosen || !online} onClick={submit} data-testid="move-submit">
          {t('move.submit')}
        </Button>
      </Group>
    </div>
  );
}

interface Choice {
  id: string;
  name: string;
  about: React.ReactNode;
}

interface ChoicesProps {
  to: 'agent' | 'queue';
  /** When queues open, as soon as that is known. */
  hours: OpenQueue[] | undefined;
  chosen: string;
  onChoose: (id: string) => void;
}

export function Choices({ to, hours, chosen, onChoose }: ChoicesProps) {
  const t = useS();
  const [text, setText] = useState('');
  const choices = useChoices(to, hours, text);
  return (
    <>
      <TextInput
        aria-label={t('live.search')}
        placeholder={t('live.search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        data-autofocus
        data-testid="move-search"
      />
      <div className={css.choices} role="radiogroup" aria-label={t('move.to')}>
        {choices.slice(0, MOST).map((choice) => (
          <label key={choice.id} className={css.choice} data-chosen={choice.id === chosen} data-testid={`move-to-${choice.id}`}>
            <input type="radio" name="move-to" className="hidden-visually" checked={choice.id === chosen} onChange={() => onChoose(choice.id)} />
            <span className="ellipsis" dir="auto">
              {choice.name}
            </span>
            <span className={css.about}>{choice.about}</span>
          </label>
        ))}
        {choices.length === 0 && <p className="muted">{t('live.notFound')}</p>}
        {choices.length > MOST && <p className="muted">{t('move.more', { count: choices.length - MOST })}</p>}
      </div>
    </>
  );
}

/** Agents who could take it come first. */
function useChoices(to: 'agent' | 'queue', hours: OpenQueue[] | undefined, text: string): Choice[] {
  const t = useS();
  const language = useSpeech((s) => s.language);
  const wall = useLive((s) => s.wall);
  return useMemo(() => {
    if (to === 'queue') {
      const closed = (queueId: string) => {
        const opensAt = hours?.find((q) => q.queueId === queueId)?.opensAt;
        return opensAt ? t('queue.closedUntil', { time: opening(opensAt, language) }) : t('queue.closed');
      };
      return queuesLike(Object.values(wall.queues), text)
        .sort((a, b) => nameOfQueue(a).localeCompare(nameOfQueue(b)))
        .map((q) => ({
          id: q.queueId,
          name: nameOfQueue(q),
          about: `${q.closed ? `${closed(q.queueId)} · ` : ''}${t('move.waiting', { count: waiting(q) })} · ${t('queue.freeLong', { free: q.agentsFree ?? 0, present: q.agentsPresent ?? 0 })}`,
        }));
    }
    return agentsLike(Object.values(wall.agents), { text, queue: '', standing: '' })
      .sort((a, b) => Number(isFree(b)) - Number(isFree(a)) || occupied(a) - occupied(b) || nameOfAgent(a).localeCompare(nameOfAgent(b)))
      .map((a) => ({
        id: a.agentId,
        name: nameOfAgent(a),
        about: (
          <>
            <Standings agent={a} /> <Capacity slots={a.slots} />
          </>
        ),
      }));
  }, [wall, to, hours, text, t, language]);
}
