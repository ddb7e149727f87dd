import { Modal, useMantineColorScheme } from '@mantine/core';
import { IconArrowRight, IconKeyboard } from '@tabler/icons-react';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { find, type Findable } from '../desk/palette.ts';
import { customerCalled } from '../desk/visitors.ts';
import { channelsOf } from '../desk/work.ts';
import { chooseLanguage, LANGUAGES, useT, type Language } from '../i18n/i18n.ts';
import { COMMANDS } from './commands.ts';
import { glance, goTo, useGlance, useHere } from './context.ts';
import { Combination } from './KeySheet.tsx';
import { useWork } from './OfferStack.tsx';
import css from './Palette.module.css';
import { usePresence, useReasons } from './PresenceSwitch.tsx';
import { ChannelIcon } from './channels.tsx';
import { word } from './words.tsx';

interface Entry extends Findable {
  icon: ReactNode;
  keys?: string[];
  run: () => void;
}

export function Palette() {
  const t = useT();
  const opened = useGlance((g) => g.dialog === 'palette');
  return (
    <Modal.Root opened={opened} onClose={close} padding={0} size="lg" yOffset="12dvh" transitionProps={{ duration: 80 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')} data-testid="palette">
        {opened && <Finder />}
      </Modal.Content>
    </Modal.Root>
  );
}

const close = () => glance({ dialog: undefined });

function Finder() {
  const t = useT();
  const all = useEntries();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = find(all, search);
  const chosen = Math.min(at, found.length - 1);

  function go(to: number) {
    setAt(to);
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' });
  }

  function run(entry: Entry | undefined) {
    if (!entry) return;
    close();
    // After the dialog has given the focus back, so that the command can move it.
    setTimeout(entry.run);
  }

  function key(event: KeyboardEvent) {
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, PageDown: chosen + 8, PageUp: chosen - 8, Home: 0, End: found.length - 1 }[event.key];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.repeat) run(found[chosen]);
    else if (to === undefined || found.length === 0) return;
    else if (event.key.startsWith('Arrow')) go((to + found.length) % found.length);
    else go(Math.max(0, Math.min(found.length - 1, to)));
    event.preventDefault();
  }

  return (
    <>
      <input
        className={css.input}
        value={search}
        onChange={(e) => {
          setSearch(e.currentTarget.value);
          go(0);
        }}
        onKeyDown={key}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[chosen] && `palette-${found[chosen].id}`}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        data-autofocus
        data-testid="palette-search"
      />
      <div ref={list} className={css.list} id="palette-list" role="listbox" aria-label={t('palette.title')}>
        {found.map((entry, i) => (
          <div
            key={entry.id}
            id={`palette-${entry.id}`}
            role="option"
            aria-selected={i === chosen}
            className={css.entry}
            onPointerMove={() => i !== chosen && setAt(i)}
            onClick={() => run(entry)}
            data-testid="palette-entry"
          >
            <span className={css.icon}>{entry.icon}</span>
            <span className="ellipsis" dir="auto">
              {entry.title}
            </span>
            <span className={css.keys}>{entry.keys && <Combination keys={entry.keys} />}</span>
          </div>
        ))}
      </div>
      <div className={css.foot} role="status">
        {found.length > 0 ? t('palette.found', { count: found.length }) : t('palette.none')}
      </div>
    </>
  );
}

/** What can be done here and now first, then conversations, then the rest. */
function useEntries(): Entry[] {
  const t = useT();
  const { desk } = useHere();
  const work = useWork();
  const set = usePresence();
  const reasons = useReasons();
  const { setColorScheme } = useMantineColorScheme();
  return useMemo(() => {
    const talks = work.map((w): Entry => {
      const view = w.episode?.view;
      const name = customerCalled(t, view);
      const channel = channelsOf(view)[0] ?? '';
      const also = (view?.customer?.addresses ?? []).map((a) => a.address).join(' ');
      return {
        id: `open-${w.episodeId}-${w.group}`,
        title: t('palette.open', { name }),
        also: `${name} ${also} ${channel}`,
        icon: channel ? <ChannelIcon channel={channel} /> : <IconArrowRight size={15} />,
        run: () => goTo(desk, w.episodeId),
      };
    });
    const commands = COMMANDS.filter((c) => c.id !== 'palette' && c.able(desk)).map(
      (c): Entry => ({ id: c.id, title: t(c.name), icon: <IconKeyboard size={15} aria-hidden />, keys: c.keys, run: () => c.run(desk) }),
    );
    const plain = (id: string, title: string, run: () => void): Entry => ({ id, title, icon: <IconArrowRight size={15} aria-hidden />, run });
    const presences = [
      ...['available', 'busy', 'offline'].map((p) => plain(`p-${p}`, t('palette.presence', { presence: word(t, 'presence', p) }), () => set(p))),
      ...reasons.map((r) => plain(`p-away-${r}`, t('palette.presence', { presence: word(t, 'presence.reason', r) }), () => set('away', r))),
    ];
    const schemes = (['auto', 'light', 'dark'] as const).map((s) =>
      plain(`s-${s}`, t('palette.scheme', { scheme: t(`top.scheme.${s}`) }), () => setColorScheme(s)),
    );
    const languages = Object.entries(LANGUAGES).map(([language, name]) =>
      plain(`l-${language}`, t('palette.language', { language: name }), () => void chooseLanguage(language as Language)),
    );
    return [...commands, ...talks, ...presences, ...schemes, ...languages];
  }, [t, desk, work, set, reasons, setColorScheme]);
}
