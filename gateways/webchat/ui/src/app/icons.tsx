import type { ComponentChildren } from 'preact';

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  );
}

export const Phone = () => (
  <Icon>
    <path d="M7 3.5h3l1.8 4.6-2.3 1.7a12 12 0 0 0 4.7 4.7l1.7-2.3 4.6 1.8v3a3.5 3.5 0 0 1-3.5 3.5A13.5 13.5 0 0 1 3.5 7 3.5 3.5 0 0 1 7 3.5Z" />
  </Icon>
);

export const Close = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);

export const Send = () => (
  <Icon>
    <path d="M4 12 20 4.5 15.5 20l-4-6.5L4 12Zm7.5 1.5L20 4.5" />
  </Icon>
);

export const Down = () => (
  <Icon>
    <path d="M12 5v14m-6-6 6 6 6-6" />
  </Icon>
);

export const Clock = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
);

export const Check = () => (
  <Icon>
    <path d="m5 12.5 4.5 4.5L19 7" />
  </Icon>
);

export const Checks = () => (
  <Icon>
    <path d="m1.5 12.5 4.5 4.5L15.5 7M11 16l1 1L22 7" />
  </Icon>
);

export const Clip = () => (
  <Icon>
    <path d="m20 11.5-8 8a5.2 5.2 0 0 1-7.4-7.4l8.2-8.2a3.5 3.5 0 0 1 5 5l-8.3 8.2a1.7 1.7 0 0 1-2.5-2.4l7.6-7.6" />
  </Icon>
);

export const Paper = () => (
  <Icon>
    <path d="M14 3H6v18h12V7zM14 3v4h4" />
  </Icon>
);
