import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useT } from '../../i18n/i18n.ts';
import { useS } from '../i18n/i18n.ts';
import type { Section } from '../views/route.ts';
import css from './ConfigurationPage.module.css';
import { discard, isStale, NEW, store, useEditor, type Draft } from './editor.ts';
import type { Problem } from './model.ts';
import { told, whyNot } from './words.ts';

/** What the server said; where it is a field's fault the field says so too. */
export function Refusal({ section, id, draft }: { section: Section; id: string; draft: Draft }) {
  const t = useS();
  const desk = useT();
  const stale = useEditor((e) => isStale(e, draft));
  if (stale && id === NEW) {
    return (
      <Alert className={css.problems} color="red" icon={<IconAlertTriangle size={18} />} title={t('config.refused')} role="alert" data-testid="problems">
        {t('config.taken')}
      </Alert>
    );
  }
  if (stale) {
    return (
      <Alert className={css.problems} color="yellow" icon={<IconAlertTriangle size={18} />} title={t('config.stale')} role="alert" data-testid="stale">
        {t('config.staleText')}
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={() => discard(section, id)} data-testid="take-theirs">
            {t('config.takeTheirs')}
          </Button>
          <Button size="xs" onClick={() => void store(section, id, true)} data-testid="save-mine">
            {t('config.saveMine')}
          </Button>
        </Group>
      </Alert>
    );
  }
  if (!draft.refusal) return null;
  return (
    <Alert className={css.problems} color="red" icon={<IconAlertTriangle size={18} />} title={t('config.refused')} role="alert" data-testid="problems">
      {draft.problems.length === 0 ? (
        whyNot(t, desk, draft.refusal)
      ) : (
        <ul>
          {draft.problems.map((p) => (
            <Said key={p.path + p.text} problem={p} />
          ))}
        </ul>
      )}
    </Alert>
  );
}

function Said({ problem }: { problem: Problem }) {
  const { text, lang } = told(useS(), problem);
  return <li lang={lang}>{text}</li>;
}
