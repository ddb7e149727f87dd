import { Button, Group, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { useS } from '../i18n/i18n.ts';
import { go, type Section } from '../views/route.ts';
import css from './ConfigurationPage.module.css';
import { discard, erase, isStale, keyOf, NEW, savedItem, store, useEditor, type Draft } from './editor.ts';
import { FormContext } from './form.ts';
import { FORMS } from './forms.tsx';
import { titleOf, type Item, type Part } from './model.ts';
import { Refusal } from './Refusal.tsx';
import { told, whyNot } from './words.ts';

/** One thing of the configuration, with what is wrong with it. */
export function ItemForm({ section, id }: { section: Section; id: string }) {
  const t = useS();
  const loaded = useEditor((e) => e.loaded!);
  const draft = useEditor((e) => e.drafts[keyOf(section, id)]);
  const saved = id === NEW ? undefined : savedItem(loaded, section, id);
  const value: Item | undefined = draft?.value ?? saved ?? (id === NEW ? { id: '' } : undefined);
  if (!value) return <p className={css.choose}>{t('config.gone')}</p>;
  const Fields = FORMS[section];
  return (
    <form className={css.form} onSubmit={(e) => void submit(e, section, id, value)} data-testid="item-form" noValidate>
      <Head section={section} id={id} title={section === 'company' ? t('config.company') : titleOf(value) || t('config.new')} draft={draft} saved={!!saved} />
      <div className={css.scroll}>
        <div className={css.inner}>
          {draft && <Refusal section={section} id={id} draft={draft} />}
          <FormContext value={{ section, id, value, problems: draft?.problems ?? [] }}>
            <Fields />
          </FormContext>
        </div>
      </div>
    </form>
  );
}

async function submit(event: FormEvent, section: Section, id: string, value: Item) {
  event.preventDefault();
  const done = await store(section, id);
  if (done && id === NEW && section !== 'company') go({ page: 'configuration', section, id: value.id });
}

function Head({ section, id, title, draft, saved }: { section: Section; id: string; title: string; draft?: Draft; saved: boolean }) {
  const t = useS();
  const [asking, setAsking] = useState(false);
  const stale = useEditor((e) => !!draft && isStale(e, draft));
  return (
    <div className={css.head}>
      {section !== 'company' && (
        <Button hiddenFrom="sm" size="compact-sm" variant="subtle" px={4} aria-label={t('config.back')} onClick={() => go({ page: 'configuration', section })}>
          <IconArrowLeft size={18} />
        </Button>
      )}
      <h2 className="ellipsis" dir="auto">
        {title}
      </h2>
      <span className={css.state} data-unsaved={!!draft} role="status">
        {draft ? t('config.unsaved') : saved ? t('config.saved') : ''}
      </span>
      {section !== 'company' && saved && (
        <Button size="xs" variant="default" leftSection={<IconTrash size={14} />} onClick={() => setAsking(true)} data-testid="delete-item">
          {t('config.delete')}
        </Button>
      )}
      <Button size="xs" variant="default" disabled={!draft || draft.saving} onClick={() => discard(section, id)} data-testid="discard">
        {t('config.discard')}
      </Button>
      <Button size="xs" type="submit" disabled={!draft || stale || (section !== 'company' && !draft.value.id)} loading={draft?.saving} data-testid="save">
        {t('config.save')}
      </Button>
      {section !== 'company' && <Delete part={section} id={id} title={title} asking={asking} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Delete({ part, id, title, asking, onClose }: { part: Part; id: string; title: string; asking: boolean; onClose: () => void }) {
  const t = useS();
  const desk = useT();
  const [busy, setBusy] = useState(false);
  async function sure() {
    setBusy(true);
    const why = await erase(part, id);
    setBusy(false);
    onClose();
    if (why) notifications.show({ color: 'red', title: t('config.notDeleted', { what: title }), message: [whyNot(t, desk, why), ...(why.problems ?? []).map((p) => told(t, p).text)].join(' '), autoClose: 12_000, role: 'alert' });
    else go({ page: 'configuration', section: part });
  }
  return (
    <Modal opened={asking} onClose={onClose} title={t('config.deleteTitle', { what: title })} closeButtonProps={{ 'aria-label': desk('common.close') }}>
      <Text>{t('config.deleteText')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {desk('common.cancel')}
        </Button>
        <Button color="red.9" loading={busy} onClick={() => void sure()} data-testid="delete-sure">
          {t('config.delete')}
        </Button>
      </Group>
    </Modal>
  );
}
