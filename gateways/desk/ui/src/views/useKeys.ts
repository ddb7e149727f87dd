import { useEffect } from 'react';
import { COMMANDS, type Command } from './commands.ts';
import { glance, useGlance, useHere } from './context.ts';
import { usePreferences } from './preferences.ts';

const BY_CODE = new Map(COMMANDS.filter((c) => c.code).map((c) => [c.code!, c]));
const byId = (id: string): Command => COMMANDS.find((c) => c.id === id)!;

/** The whole desk by keyboard. */
export function useKeys(): void {
  const { desk } = useHere();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const command = commandFor(event);
      if (!command) return;
      event.preventDefault();
      if ((!event.repeat || command.repeats) && command.able(desk)) command.run(desk);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [desk]);
}

function commandFor(event: KeyboardEvent): Command | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined;
  const dialog = useGlance.getState().dialog;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyK') {
    // In the palette the same key closes it; other dialogs are not covered.
    if (dialog === 'palette') glance({ dialog: undefined });
    return dialog ? undefined : byId('palette');
  }
  if (event.ctrlKey || event.metaKey) return undefined;
  if (!event.altKey) {
    const free = !dialog && usePreferences.getState().singleKeys && event.key === '?' && !isField(event.target);
    return free ? byId('sheet') : undefined;
  }
  if (event.getModifierState('AltGraph') || dialog) return undefined;
  return BY_CODE.get(event.code);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
