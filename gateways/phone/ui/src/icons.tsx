import type { ComponentChildren } from 'preact';

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  );
}

const HANDSET = 'M7 3.5h3l1.8 4.6-2.3 1.7a12 12 0 0 0 4.7 4.7l1.7-2.3 4.6 1.8v3a3.5 3.5 0 0 1-3.5 3.5A13.5 13.5 0 0 1 3.5 7 3.5 3.5 0 0 1 7 3.5Z';

export const Call = () => (
  <Icon>
    <path d={HANDSET} />
  </Icon>
);

export const Handset = Call;

export const HangUp = () => (
  <Icon>
    <path d="M12 9c-3.5 0-6.5.8-8.5 2.5a2 2 0 0 0-.5 2.5l.8 1.6 4-1.300V12a13 13 0 0 1 8.4 0v2.300l4 1.3.8-1.600a2 2 0 0 0-.5-2.5C18.5 9.8 15.5 9 12 9Z" />
  </Icon>
);

export const Back = () => (
  <Icon>
    <path d="M9 6h11v12H9l-6-6Zm3 3.5 5 5m0-5-5 5" />
  </Icon>
);

export const SoundOn = () => (
  <Icon>
    <path d="M4 9.5v5h3.5l4.5 4v-13l-4.5 4Zm11-.5a4.5 4.5 0 0 1 0 6m2.5-8.5a8 8 0 0 1 0 11" />
  </Icon>
);

export const SoundOff = () => (
  <Icon>
    <path d="M4 9.5v5h3.5l4.5 4v-13l-4.5 4Zm12 0 5 5m0-5-5 5" />
  </Icon>
);
