import { Button, Loader } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCloudOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { useS } from '../i18n/i18n.ts';
import { Nothing } from '../views/Nothing.tsx';
import { format, SECTIONS, type Section } from '../views/route.ts';
import css from './ConfigurationPage.module.css';
import { keyOf, reload, unsaved, useEditor } from './editor.ts';
import { ItemForm } from './ItemForm.tsx';
import { ItemList } from './ItemList.tsx';
import { whyNot } from './words.ts';

/** Everything that can be configured: sections, what is in a section, one of it. */
export function ConfigurationPage({ section, id }: { section: Section; id?: string }) {
  const t = useS();
  const desk = useT();
  const loaded = useEditor((e) => e.loaded);
  const failed = useEditor((e) => e.failed);
  const narrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  useEffect(() => void reload(), []);
  useWarning();
  if (!loaded && failed) {
    return (
      <Nothing icon={IconCloudOff} title={t('config.failed')} text={whyNot(t, desk, failed)} testId="configuration-failed">
        <Button onClick={() => void reload()}>{desk('common.retry')}</Button>
      </Nothing>
    );
  }
  if (!loaded) {
    return (
      <div className={css.loading} role="status">
        <Loader type="dots" />
      </div>
    );
  }
  const company = section === 'company';
  const showList = !company && !(narrow && id);
  const showForm = company || !!id || !narrow;
  return (
    <div className={css.page} data-testid="configuration">
      <Sections section={section} />
      <div className={css.panes}>
        {showList && <ItemList key={section} part={section} id={id} />}
        {showForm && (
          <div className={css.form}>
            {company || id ? (
              <ItemForm key={keyOf(section, id ?? '')} section={section} id={company ? '' : id!} />
            ) : (
              <p className={css.choose}>{t(`config.${section}.choose` as 'config.queues.choose')}</p>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function Sections({ section }: { section: Section }) {
  const t = useS();
  const drafts = useEditor((e) => e.drafts);
  return (
    <nav className={css.sections} aria-label={t('page.configuration')}>
      {SECTIONS.map((s) => {
        const marked = Object.values(drafts).some((d) => d.section === s);
        return (
          <a key={s} href={format({ page: 'configuration', section: s })} aria-current={s === section ? 'page' : undefined} data-testid={`section-${s}`}>
            {t(`config.${s}`)}
            {marked && <span className={css.dot} role="img" aria-label={t('config.unsaved')} />}
          </a>
        );
      })}
    </nav>
  );
}

/** Drafts are kept over a reload, but typed passwords are not. */
function useWarning() {
  const any = useEditor((e) => unsaved(e) > 0);
  useEffect(() => {
    if (!any) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [any]);
}
