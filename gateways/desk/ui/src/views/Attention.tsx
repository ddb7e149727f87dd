import { useEffect, useRef, useState } from 'react';
import { notify } from '../attention/notify.ts';
import { chime, ring, tick, unlockSound } from '../attention/sound.ts';
import { useT, type Key } from '../i18n/i18n.ts';
import type { Offer } from '../wire/frames.ts';
import { workOf } from '../desk/work.ts';
import { whatIsNew, whoIsOffered } from './aloud.ts';
import { goTo, useDesk, useGlance, useHere } from './context.ts';
import { kindOf } from './OfferCard.tsx';
import { usePreferences } from './preferences.ts';

const NO_OFFERS: Offer[] = [];
const RING_EVERY_MS = 2_500;
const CHIME_EVERY_MS = 7_000;
/** The offer may arrive a moment before the episode that says who it is. */
const NAME_COMES_WITHIN_MS = 300;

/** Sound, title, browser notifications and what a screen reader hears. Draws nothing. */
export function Attention() {
  useUnlock();
  useOfferSounds();
  useOfferNotifications();
  useTitle();
  useCallsComeFirst();
  return <NewMessages />;
}

function useUnlock() {
  useEffect(() => {
    const unlock = () => unlockSound();
    window.addEventListener('pointerdown', unlock);
    window.addEventListener('keydown', unlock);
    return () => {
      window.removeEventListener('pointerdown', unlock);
      window.removeEventListener('keydown', unlock);
    };
  }, []);
}

function useOfferSounds() {
  const sound = usePreferences((p) => p.sound);
  const offers = useDesk((s) => s.agent?.offers ?? NO_OFFERS);
  const kind = offers.some((o) => o.medium === 'voice') ? 'voice' : offers.length > 0 ? 'text' : undefined;
  const newest = offers.at(-1)?.offerId;
  useEffect(() => {
    if (!kind || !sound) return;
    const play = kind === 'voice' ? ring : chime;
    play();
    const again = setInterval(play, kind === 'voice' ? RING_EVERY_MS : CHIME_EVERY_MS);
    return () => clearInterval(again);
  }, [kind, sound, newest]);
}

function useOfferNotifications() {
  const t = useT();
  const { desk } = useHere();
  const offers = useDesk((s) => s.agent?.offers ?? NO_OFFERS);
  const shown = useRef(new Map<string, () => void>());
  useEffect(() => {
    const now = new Set(offers.map((o) => o.offerId));
    for (const [id, take] of shown.current) {
      if (now.has(id)) continue;
      take();
      shown.current.delete(id);
    }
    for (const offer of offers) {
      if (shown.current.has(offer.offerId)) continue;
      let take = () => {};
      const timer = setTimeout(() => {
        const view = desk.store.getState().episodes[offer.episodeId]?.view;
        const { name, channel } = whoIsOffered(t, offer, view);
        take = notify(offer.offerId, t(kindOf(offer)), `${name} · ${channel}`);
      }, NAME_COMES_WITHIN_MS);
      shown.current.set(offer.offerId, () => {
        clearTimeout(timer);
        take();
      });
    }
  }, [offers, desk, t]);
}

/** "(2) Desk" for what is unread; blinking while an offer waits. */
function useTitle() {
  const t = useT();
  const offered = useDesk((s) => s.agent?.offers?.length ?? 0);
  const kind = useDesk((s) => firstKind(s.agent?.offers ?? NO_OFFERS));
  const unread = useDesk((s) => workOf(s).reduce((sum, w) => sum + w.unread, 0));
  useEffect(() => {
    const usual = `${unread > 0 ? `(${unread}) ` : ''}${t('app.title')}`;
    document.title = usual;
    if (offered === 0) return;
    const call = `● ${t(kind)}`;
    let on = true;
    document.title = call;
    const blink = setInterval(() => {
      on = !on;
      document.title = on ? call : usual;
    }, 1_000);
    return () => clearInterval(blink);
  }, [offered, kind, unread, t]);
}

/** What the title says: a call before everything else. */
function firstKind(offers: Offer[]): Key {
  const first = offers.find((o) => o.medium === 'voice') ?? offers[0];
  return first ? kindOf(first) : 'offer.text';
}

/** A ringing call brings its conversation to the front, but never under the hands of somebody who is writing. */
function useCallsComeFirst() {
  const { desk } = useHere();
  const calling = useDesk((s) => s.agent?.offers?.find((o) => o.medium === 'voice'));
  useEffect(() => {
    if (!calling) return;
    const field = document.activeElement;
    const writing = field instanceof HTMLTextAreaElement && field.value.trim() !== '';
    if (!writing && !useGlance.getState().dialog) goTo(desk, calling.episodeId);
  }, [calling?.offerId, calling?.episodeId, desk]);
}

/** Tells a screen reader what has just been written, and ticks for what is not in sight. */
function NewMessages() {
  const t = useT();
  const { desk } = useHere();
  const [said, setSaid] = useState('');
  useEffect(
    () =>
      desk.store.subscribe((state, before) => {
        for (const { episodeId } of state.agent?.assignments ?? []) {
          const now = state.episodes[episodeId];
          const then = before.episodes[episodeId];
          if (!now || !then || then.upTo === 0 || now.upTo === then.upTo) continue;
          const newest = now.entries.findLast((e) => e.number > then.upTo && e.event.messageReceived);
          if (!newest) continue;
          setSaid(whatIsNew(t, now.view, newest.event.messageReceived!));
          const inSight = state.selected === episodeId && document.hasFocus();
          if (!inSight && usePreferences.getState().sound) tick();
        }
      }),
    [desk, t],
  );
  const offer = useDesk((s) => s.agent?.offers?.at(-1));
  const view = useDesk((s) => (offer ? s.episodes[offer.episodeId]?.view : undefined));
  const announced = offer ? t('offer.announce', { kind: t(kindOf(offer)), ...whoIsOffered(t, offer, view) }) : '';
  return (
    <>
      <div className="hidden-visually" aria-live="polite">
        {said}
      </div>
      <div className="hidden-visually" aria-live="assertive">
        {announced}
      </div>
    </>
  );
}
