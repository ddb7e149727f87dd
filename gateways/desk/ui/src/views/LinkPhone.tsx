import { Button, TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useT } from '../i18n/i18n.ts';
import { dialled, phoneNumbers } from '../desk/links.ts';
import type { EpisodeView } from '../wire/frames.ts';
import { useDesk, useHere } from './context.ts';
import { onEscape } from './escape.ts';
import css from './Details.module.css';

/** The agent confirms that a number is the customer's: calls from it are recognised from then on. */
export function LinkPhone({ view }: { view: EpisodeView }) {
  const t = useT();
  const { desk } = useHere();
  const { episodeId } = view;
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState('');
  const [wrong, setWrong] = useState(false);
  const linking = useDesk((s) => Object.values(s.deeds).some((d) => d.kind === 'linkAddress' && d.about === episodeId));
  const online = useDesk((s) => s.connection.is === 'online');
  const suggestion = useSuggestion(view);

  function link(text: string) {
    const address = dialled(text);
    setWrong(!address);
    if (!address || !desk.act(episodeId, { linkAddress: { episodeId, channel: 'phone', address } })) return;
    setNumber('');
    setOpen(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    link(number);
  }

  return (
    <div className={css.link}>
      {suggestion && (
        <Button
          size="compact-sm"
          variant="light"
          justify="flex-start"
          leftSection={<IconLink size={15} />}
          disabled={!online}
          loading={linking}
          onClick={() => link(suggestion)}
          title={t('details.linkPhoneHint')}
          data-testid="link-suggested"
        >
          {t('details.linkSuggested', { number: suggestion })}
        </Button>
      )}
      {open ? (
        <form onSubmit={submit} className={css.linkRow}>
          <TextInput
            size="xs"
            flex={1}
            type="tel"
            autoFocus
            aria-label={t('details.linkPhone')}
            placeholder="+380 67 123 45 67"
            description={t('details.linkPhoneHint')}
            inputWrapperOrder={['input', 'error', 'description']}
            value={number}
            error={wrong && t('details.badNumber')}
            onChange={(e) => setNumber(e.currentTarget.value)}
            onKeyDown={onEscape(() => setOpen(false))}
            maxLength={40}
            data-testid="link-phone-number"
          />
          <Button size="xs" type="submit" disabled={!online || !number.trim()} loading={linking} data-testid="link-phone-submit">
            {t('details.link')}
          </Button>
        </form>
      ) : (
        <Button
          size="compact-sm"
          variant="subtle"
          justify="flex-start"
          px={6}
          ml={-6}
          leftSection={<IconLink size={15} />}
          onClick={() => setOpen(true)}
          data-testid="link-phone"
        >
          {t('details.linkPhone')}
        </Button>
      )}
    </div>
  );
}

/** The newest number that the customer wrote and that is not linked yet. */
function useSuggestion(view: EpisodeView): string | undefined {
  const entries = useDesk((s) => s.episodes[view.episodeId]?.entries);
  const linked = new Set((view.customer?.addresses ?? []).map((a) => digits(a.address ?? '')));
  const recent = (entries ?? []).slice(-100).flatMap((e) => phoneNumbers(e.event.messageReceived?.text ?? ''));
  return recent.findLast((n) => !linked.has(digits(n)));
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}
