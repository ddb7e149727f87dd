// The one script tag on a customer's page: a launcher button and, once it is needed, the chat in an iframe.
// It has no imports and leaves nothing global behind.
(() => {
  const script = document.currentScript as HTMLScriptElement | null;
  if (!script || document.querySelector('baton-chat')) return;

  const data = script.dataset;
  const site = data.site ?? '';
  const server = new URL(script.src).origin;
  const lang = data.lang || document.documentElement.lang || navigator.language;
  const begun = `baton.begun.${site}`;
  const labels: Record<string, [open: string, close: string, chat: string, unread: string]> = {
    en: ['Chat with us', 'Close the chat', 'Chat', 'unread'],
    uk: ['Написати нам', 'Закрити чат', 'Чат', 'непрочитаних'],
    ru: ['Написать нам', 'Закрыть чат', 'Чат', 'непрочитанных'],
    ro: ['Scrieți-ne', 'Închideți chatul', 'Chat', 'necitite'],
  };
  const label = labels[lang.slice(0, 2).toLowerCase()] ?? labels.en!;

  const element = <K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string>) => {
    const made = document.createElement(tag);
    for (const name in attributes) made.setAttribute(name, attributes[name]!);
    return made;
  };
  const icon = (path: string) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    shape.setAttribute('d', path);
    svg.append(shape);
    return svg;
  };

  const host = document.createElement('baton-chat');
  const root = host.attachShadow({ mode: 'open' });
  const launcher = element('button', { type: 'button', 'data-testid': 'launcher', 'aria-expanded': 'false' });
  const badge = element('span', { class: 'badge', 'data-testid': 'unread', hidden: '' });
  const bubble = icon('M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z');
  const cross = icon('m6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4Z');
  launcher.append(bubble, cross, badge);
  root.append(launcher);

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host{all:initial;position:fixed;inset:auto 20px 20px auto;z-index:2147483000;color-scheme:light dark}
    button{all:unset;box-sizing:border-box;position:relative;display:grid;place-items:center;width:56px;height:56px;
      border-radius:28px;background:#0b6b61;color:#fff;cursor:pointer;box-shadow:0 6px 24px #0005;transition:transform .15s}
    button:hover{transform:translateY(-2px)}
    button:focus-visible{outline:3px solid #0b6b61;outline-offset:3px;box-shadow:0 0 0 3px #fff}
    svg{width:26px;height:26px;fill:currentColor;grid-area:1/1}
    button[aria-expanded=false] svg+svg,button[aria-expanded=true] svg:first-child,[hidden]{display:none}
    .badge{position:absolute;top:-4px;right:-4px;min-width:22px;height:22px;padding:0 6px;box-sizing:border-box;
      border-radius:11px;background:#c2255c;color:#fff;font:600 13px/22px system-ui,sans-serif;text-align:center}
    iframe{position:fixed;right:20px;bottom:88px;width:384px;height:min(640px,calc(100dvh - 108px));border:0;
      border-radius:16px;box-shadow:0 12px 48px #0006;visibility:hidden;opacity:0;transform:translateY(8px);
      transition:opacity .15s,transform .15s,visibility 0s .15s}
    iframe.open{visibility:visible;opacity:1;transform:none;transition-delay:0s}
    @media(max-width:520px),(max-height:480px){
      iframe{inset:0;width:100%;height:100dvh;border-radius:0;box-shadow:none}
      iframe.open~button{display:none}}
    @media(prefers-reduced-motion){iframe,button{transition:none}}
    @media print{:host{display:none}}`);
  root.adoptedStyleSheets = [sheet];

  let frame: HTMLIFrameElement | undefined;
  let ready = false;
  let open = false;
  let unread = 0;
  let draft: string | undefined;
  let opener: HTMLElement | SVGElement = launcher;

  const remembers = () => {
    try {
      return localStorage.getItem(begun) !== null;
    } catch {
      return false;
    }
  };
  const tell = (message: object) => {
    if (ready) frame!.contentWindow!.postMessage({ baton: 1, ...message }, server);
  };
  const load = () => {
    if (frame) return;
    const query = new URLSearchParams({ site, lang, origin: location.origin });
    frame = element('iframe', {
      title: label[2],
      src: `${new URL('app.html', script.src)}?${query}`,
      allow: 'clipboard-write',
      'data-testid': 'chat-frame',
    });
    root.prepend(frame);
  };
  const caption = () => {
    launcher.setAttribute('aria-expanded', String(open));
    launcher.setAttribute('aria-label', open ? label[1] : unread ? `${label[0]} (${unread} ${label[3]})` : label[0]);
    badge.hidden = open || !unread;
    badge.textContent = unread > 99 ? '99+' : String(unread);
  };
  // On small screens the chat covers the page: keep it above the on-screen keyboard.
  const fit = () => {
    const view = window.visualViewport;
    if (!frame || !view) return;
    const full = open && matchMedia('(max-width:520px),(max-height:480px)').matches;
    frame.style.height = full ? `${view.height}px` : '';
    frame.style.top = full ? `${view.offsetTop}px` : '';
    document.documentElement.style.overflow = full ? 'hidden' : '';
  };
  const show = (wanted: boolean) => {
    if (wanted === open) return;
    open = wanted;
    load();
    frame!.classList.toggle('open', open);
    caption();
    fit();
    tell({ type: 'open', open, draft });
    if (open) frame!.focus();
    else opener.focus();
  };

  launcher.addEventListener('click', () => {
    opener = launcher;
    draft = undefined;
    show(!open);
  });
  // Anything on the page with `data-baton-open` opens the chat too; its value becomes the draft of a message.
  addEventListener('click', (event) => {
    const asked = (event.target as Element | null)?.closest?.<HTMLElement>('[data-baton-open]');
    if (!asked) return;
    opener = asked;
    draft = asked.dataset.batonOpen;
    if (open) tell({ type: 'open', open, draft });
    show(true);
  });
  window.visualViewport?.addEventListener('resize', fit);
  window.visualViewport?.addEventListener('scroll', fit);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open && root.activeElement) show(false);
  });
  addEventListener('message', (event) => {
    if (event.origin !== server || !frame || event.source !== frame.contentWindow || event.data?.baton !== 1) return;
    const { type, count } = event.data;
    if (type === 'ready') {
      ready = true;
      const identity = data.userId && data.userHash
        ? { userId: data.userId, userHash: data.userHash, name: data.userName ?? '' }
        : undefined;
      tell({ type: 'host', identity, open, draft, dialUrl: data.dialUrl });
    } else if (type === 'close') {
      show(false);
    } else if (type === 'unread') {
      unread = Math.max(0, Math.floor(Number(count) || 0));
      caption();
    } else if (type === 'begun') {
      try {
        localStorage.setItem(begun, '1');
      } catch {
        // Without storage the chat is loaded again when the launcher is pressed.
      }
    }
  });

  caption();
  const start = () => {
    document.body.append(host);
    // A conversation goes on: load the chat at once, so that an answer shows as unread.
    if (remembers()) load();
  };
  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
})();
