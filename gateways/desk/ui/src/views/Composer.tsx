import { ActionIcon, Button, SegmentedControl, Textarea, Tooltip } from '@mantine/core';
import { IconNote, IconSend2, IconTemplate } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { asksForLast, lastToEdit } from '../desk/amending.ts';
import { beginning } from '../desk/contents.ts';
import { mentionsIn, type Named } from '../desk/mentions.ts';
import { insert, slashAt } from '../desk/replies.ts';
import { roomFor, untilOf } from '../desk/legs.ts';
import { canBeWrittenTo, customerName } from '../desk/work.ts';
import { useT } from '../i18n/i18n.ts';
import type { Choice } from '../wire/frames.ts';
import { limitsOf } from '../desk/files.ts';
import { serverNow } from '../wire/serverTime.ts';
import { AmendStrip } from './Amending.tsx';
import { AttachButton, useDrop } from './AttachButton.tsx';
import { ChannelChoice, ReachStrip, useChoice } from './ChannelChoice.tsx';
import { type Amended, glance, useDesk, useGlance, useHere, usePassed, useStanding } from './context.ts';
import css from './Composer.module.css';
import { Hint } from './ComposerHint.tsx';
import { takesFocus } from './focus.ts';
import { mentionId, MentionPicker, MENTIONS } from './MentionPicker.tsx';
import { Offering } from './Offered.tsx';
import { Templates } from './Templates.tsx';
import { optionId, PICKER, ReplyPicker } from './ReplyPicker.tsx';
import { useCaret } from './useCaret.ts';
import { useMentionPicker } from './useMentionPicker.ts';
import { useReplyPicker } from './useReplyPicker.ts';

const USUAL_MAX = 4_000;
/** White on it can be read. */
const NOTE_COLOR = '#7a5200';

export function Composer({ episodeId }: { episodeId: string }) {
  const t = useT();
  const { desk, drafts } = useHere();
  const [draft] = useState(() => drafts.of(episodeId));
  const [text, setText] = useState(draft.text);
  const [wished, setKind] = useState(draft.kind);
  const [named, setNamed] = useState<Named[]>(draft.named ?? []);
  const [choices, setChoices] = useState<Choice[]>(draft.choices ?? []);
  const { assignment, beside: helps } = useStanding(episodeId);
  // Whoever reads along writes notes only, as whoever stands by does.
  const beside = helps || !assignment;
  const reachable = useDesk((s) => canBeWrittenTo(s.episodes[episodeId]?.view)) && !beside;
  const [amended, setAmended] = useState<Amended>();
  const kind = amended ? 'message' : reachable ? wished : 'note';
  const field = useRef<HTMLTextAreaElement>(null);
  const max = useDesk((s) => s.welcome?.maxText) || USUAL_MAX;
  const customer = useDesk((s) => customerName(s.episodes[episodeId]?.view));
  const note = kind === 'note';
  const choice = useChoice(episodeId);
  /** A new message to the customer. */
  const fresh = !note && !amended;
  const amends = useDesk((s) => s.episodes[episodeId]?.view?.legs?.find((l) => l.legId === amended?.legId));
  const leg = fresh ? choice.leg : amends;
  const closed = usePassed(untilOf(leg?.outlet));
  const most = leg?.outlet?.maxText ? Math.min(max, leg.outlet.maxText) : max;
  const room = roomFor(text, max, leg?.outlet);
  const limits = limitsOf(useDesk((s) => s.welcome), leg?.outlet);
  const caret = useCaret(field);
  const picker = useReplyPicker(episodeId, text, caret.at, (text, slash, reply) => {
    put(text, slash);
    offer(reply.choices);
  });
  const mention = useMentionPicker(note, text, caret.at, named, name);

  useFocusOnDemand(field, episodeId);
  useEach(useGlance((g) => g.amend), (wanted) => wanted?.episodeId === episodeId && correct(wanted));
  useEach(useGlance((g) => g.toggleNote), () => (amended ? leave() : choose(note ? 'message' : 'note')));
  useEach(useGlance((g) => g.pickReply), openPicker);
  useEach(useGlance((g) => g.insert), (wanted) => {
    if (wanted) put(wanted.text);
    if (wanted?.choices) offer(wanted.choices);
    if (!wanted?.message || fresh || amended) return;
    setKind('message');
    drafts.keep(episodeId, { kind: 'message' });
  });

  function write(next: string) {
    setText(next);
    if (!amended) drafts.keep(episodeId, { text: next, kind, named });
    if (next.trim() && !note) desk.typing(episodeId);
  }

  function put(reply: string, slash?: { from: number }) {
    const next = insert(text, reply, slash, caret.at);
    write(next.text);
    caret.move(next.caret);
  }

  /** With the words of a canned reply come its buttons, in the place of those before. */
  function offer(next: Choice[] = []) {
    if (amended) return;
    setChoices(next);
    drafts.keep(episodeId, { choices: next });
  }

  function name(colleague: Named, sign: { from: number }) {
    const next = [...named, { agentId: colleague.agentId, name: colleague.name }];
    setNamed(next);
    put(`@${colleague.name} `, sign);
    drafts.keep(episodeId, { named: next });
  }

  /** The list opens where a slash is: the button and the key write one. */
  function openPicker() {
    if (slashAt(text, caret.at)) return picker.reopen();
    const next = insert(text, '/');
    write(next.text);
    caret.move(next.caret);
  }

  /** What was being written waits in the drafts. */
  function correct(message: Amended) {
    setAmended(message);
    setText(message.text);
    caret.move(message.text.length);
  }

  function leave() {
    setAmended(undefined);
    setText(drafts.of(episodeId).text);
    field.current?.focus();
  }

  function amend({ number, text: before }: Amended) {
    const words = text.trim();
    if (!words || room < 0) return;
    if (words !== before) desk.write('edit', episodeId, words, { number });
    leave();
  }

  function choose(next: 'message' | 'note') {
    setKind(next);
    drafts.keep(episodeId, { text, kind: next });
    field.current?.focus();
  }

  /** The draft is the guard: it is empty before a second click or key can come. */
  function send() {
    if (amended) return amend(amended);
    const words = drafts.of(episodeId).text.trim();
    if (!words || closed || roomFor(words, max, leg?.outlet) < 0) return;
    drafts.drop(episodeId);
    setText('');
    setNamed([]);
    setChoices([]);
    setKind('message');
    desk.write(kind, episodeId, words, note ? { mentions: mentionsIn(words, named) } : { legId: choice.chosen?.legId, choices });
    field.current?.focus();
  }

  function attach(files: Iterable<File>) {
    if (!fresh || closed) return;
    for (const file of files) desk.attach(episodeId, file, { legId: choice.chosen?.legId, max: limits.max });
    field.current?.focus();
  }

  function key(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || mention.key(event) || picker.key(event)) return;
    if (event.key === 'Escape' && amended) {
      event.preventDefault();
      event.stopPropagation();
      return leave();
    }
    const last = asksForLast(event) && fresh && !text ? lastToEdit(desk.store.getState(), episodeId, desk.me.agentId, serverNow()) : undefined;
    if (last) {
      event.preventDefault();
      return correct({ ...last, episodeId });
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!event.repeat) send();
  }

  const drop = useDrop(fresh && !closed, attach);
  const invitation = note ? t('composer.notePlaceholder') : customer ? t('composer.placeholder', { name: customer }) : t('composer.placeholderCustomer');
  const label = amended ? t('amend.field', { text: beginning(amended.text, 60) }) : invitation;
  return (
    <form
      className={css.composer}
      data-kind={kind}
      {...drop}
      onPaste={(e) => {
        if (!fresh || e.clipboardData.files.length === 0) return;
        e.preventDefault();
        attach(e.clipboardData.files);
      }}
      onSubmit={(e) => {
        e.preventDefault();
        send();
      }}
    >
      {picker.open && <ReplyPicker found={picker.found} chosen={picker.chosen} hover={picker.choose} pick={picker.pick} />}
      {mention.open && <MentionPicker found={mention.found} chosen={mention.chosen} hover={mention.choose} pick={mention.pick} />}
      {amended && <AmendStrip amended={amended} leave={leave} />}
      {fresh && leg && <ReachStrip episodeId={episodeId} leg={leg} />}
      {fresh && choices.length > 0 && <Offering choices={choices} outlet={leg?.outlet} drop={() => offer()} />}
      <Textarea
        ref={field}
        value={text}
        onChange={(e) => {
          caret.seen();
          write(e.currentTarget.value);
        }}
        onSelect={caret.seen}
        onKeyDown={key}
        onBlur={() => {
          picker.dismiss();
          mention.dismiss();
        }}
        autosize
        minRows={2}
        maxRows={9}
        variant="unstyled"
        placeholder={invitation}
        aria-label={label}
        aria-describedby="composer-hint"
        aria-autocomplete="list"
        aria-controls={mention.open ? MENTIONS : picker.open ? PICKER : undefined}
        aria-activedescendant={mention.open ? mentionId(mention.found[mention.chosen]) : picker.open ? optionId(picker.found.flat[picker.chosen]) : undefined}
        data-testid="composer"
        dir="auto"
        classNames={{ input: css.input }}
      />
      <div className={css.tools} data-channels={fresh && choice.shown}>
        {!beside && !amended && (
          <SegmentedControl
            size="xs"
            value={kind}
            onChange={(next) => choose(next as 'message')}
            aria-label={t('composer.mode')}
            data-testid="note-toggle"
            data={[
              { value: 'message', disabled: !reachable, label: <span data-testid="mode-message">{t('composer.message')}</span> },
              { value: 'note', label: <span data-testid="mode-note">{t('composer.note')}</span> },
            ]}
          />
        )}
        {fresh && choice.shown && <ChannelChoice episodeId={episodeId} choice={choice} done={() => field.current?.focus()} />}
        <Tooltip label={`${t('composer.replies')} · /`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('composer.replies')}
            onMouseDown={(e) => e.preventDefault()}
            onClick={openPicker}
            data-testid="open-replies"
          >
            <IconTemplate size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        {fresh && <AttachButton limits={limits} closed={closed} attach={attach} />}
        {fresh && leg?.outlet?.templates && (
          <Templates
            channel={leg.channel ?? ''}
            closed={closed}
            send={(words, template) => desk.write('message', episodeId, words, { legId: leg.legId, template })}
          />
        )}
        <Hint text={text} most={most} room={room} note={note} reachable={reachable || beside} />
        <Button
          type="submit"
          size="compact-md"
          color={note ? NOTE_COLOR : undefined}
          disabled={!text.trim() || room < 0 || closed}
          rightSection={note ? <IconNote size={16} /> : <IconSend2 size={16} />}
          data-testid="send"
        >
          <span className={css.sendText}>{t(note ? 'composer.addNote' : amended ? 'amend.save' : 'composer.send')}</span>
        </Button>
      </div>
    </form>
  );
}

/** Does something each time that a value changes, not the first time. */
function useEach<T>(value: T, then: (value: T) => void) {
  const before = useRef(value);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    then(value);
  });
}

function useFocusOnDemand(field: React.RefObject<HTMLTextAreaElement | null>, episodeId: string) {
  const compose = useGlance((g) => g.compose);
  useEffect(() => {
    const { accepted, dialog } = useGlance.getState();
    const taken = accepted === episodeId;
    if (taken) glance({ accepted: undefined });
    if (takesFocus({ asked: compose > 0, taken, dialog, hovers: matches('(hover: hover)'), narrow: matches('(max-width: 759px)') })) field.current?.focus();
  }, [compose, field, episodeId]);
}

const matches = (query: string): boolean => matchMedia(query).matches;
