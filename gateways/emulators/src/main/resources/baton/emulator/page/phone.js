// A customer's telephone. Everything foreign is put into the page as text, never as markup.
'use strict';

const provider = location.pathname.split('/')[1];
const titles = { telegram: 'Telegram', whatsapp: 'WhatsApp', viber: 'Viber', messenger: 'Messenger', instagram: 'Instagram', vk: 'VK', sms: 'SMS' };
// What begins a conversation, where it is not "Open the chat".
const beginnings = { telegram: 'START', messenger: 'Get Started', vk: 'Start' };
const at = id => document.getElementById(id);

const customers = new Map();
const conversations = new Map();
let company = { title: '', handle: '', can: [], cannot: [] };
let mine = remembered();
let about = null;
let link = deepLink();

function remembered() {
  try {
    return JSON.parse(localStorage.getItem('telephone-' + provider)) || {};
  } catch {
    return {};
  }
}

function remember(change) {
  mine = { ...mine, ...change };
  try {
    localStorage.setItem('telephone-' + provider, JSON.stringify(mine));
  } catch {
    // Then it is a new telephone each time.
  }
}

// What the link is for that has led here.
function deepLink() {
  const query = new URLSearchParams(location.search);
  const path = location.pathname.split('/').filter(Boolean);
  if (path.length < 2) return null;
  if (provider === 'whatsapp') return { text: query.get('text') || '' };
  return { code: query.get('start') || query.get('context') || query.get('ref') || '' };
}

async function ask(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error || 'It did not work.');
  return said;
}

async function act(deed, body) {
  at('mistake').hidden = true;
  try {
    return await ask(`/${provider}/phone/${deed}`, { customer: mine.id, ...body });
  } catch (error) {
    at('mistake').textContent = error.message;
    at('mistake').hidden = false;
    return null;
  }
}

const can = what => company.can.includes(what);
const current = () => customers.get(mine.id);
const lines = () => conversations.get(mine.id) || new Map();

// ---- what the emulator tells

const heard = {
  company(news) {
    company = news.company;
    document.title = `${company.title} - ${titles[provider]}`;
    at('title').textContent = company.title;
    at('handle').textContent = handle();
    at('face').textContent = [...company.title][0] || '?';
    at('person-hides-field').hidden = !can('hide');
    document.querySelectorAll('[data-can]').forEach(one => { one.hidden = !can(one.dataset.can); });
    document.querySelectorAll('#extras button').forEach(one => { one.hidden ||= (company.cannot || []).includes(one.value); });
  },
  all(news) {
    customers.clear();
    conversations.clear();
    news.customers.forEach(one => customers.set(one.id, one));
    for (const [id, list] of Object.entries(news.lines)) {
      conversations.set(id, new Map(list.map(line => [line.id, line])));
    }
    showFoot();
    takeTelephone().then(showAll);
  },
  customer(news) {
    customers.set(news.customer.id, news.customer);
    showPeople();
    showFoot();
  },
  line(news) {
    if (!conversations.has(news.of)) conversations.set(news.of, new Map());
    conversations.get(news.of).set(news.line.id, news.line);
    if (news.of === mine.id) {
      showLine(news.line);
      showFoot();
    }
    at('handle').textContent = handle();
    noticed();
  },
  typing(news) {
    if (news.of !== mine.id) return;
    at('handle').textContent = 'is typing…';
    setTimeout(() => { at('handle').textContent = handle(); }, 5000);
  },
};

const handle = () => (['telegram', 'instagram'].includes(provider) ? '@' : '') + company.handle;

function listen() {
  const events = new EventSource(`/${provider}/phone/events`);
  events.onopen = () => { at('offline').hidden = true; };
  events.onerror = () => { at('offline').hidden = false; };
  events.onmessage = event => {
    const news = JSON.parse(event.data);
    if (heard[news.type]) heard[news.type](news);
  };
}

// A telephone of one's own: the one that was used here before, also after the emulator has forgotten it, or a new one.
async function takeTelephone() {
  if (customers.has(mine.id)) return;
  const number = mine.number || '+38099' + String(Math.floor(Math.random() * 1e7)).padStart(7, '0');
  await create(mine.name || 'Customer ' + number.slice(-4), number, Boolean(mine.hides));
}

async function create(name, number, hides) {
  const made = await act('create', can('hide') ? { customer: undefined, name, number, hides } : { customer: undefined, name, number });
  if (made) remember({ id: made.customer, name, number, hides });
  return made;
}

// What has come to this telephone, and what somebody looks at.
let noticing = false;
function noticed() {
  if (!can('receipts') || noticing || !current()) return;
  noticing = true;
  setTimeout(async () => {
    noticing = false;
    const is = state => [...lines().values()].some(line => line.company && line.state === state);
    if (!current() || current().blocked) return;
    if (is('sent')) await act('arrived', {});
    if (document.visibilityState === 'visible' && (is('sent') || is('delivered'))) await act('shown', {});
  }, 250);
}

// ---- what is shown

function element(tag, className, text) {
  const one = document.createElement(tag);
  if (className) one.className = className;
  if (text !== undefined) one.textContent = text;
  return one;
}

function button(text, press) {
  const one = element('button', '', text);
  one.type = 'button';
  one.dir = 'auto';
  one.addEventListener('click', press);
  return one;
}

function showAll() {
  showPeople();
  at('lines').replaceChildren();
  lines().forEach(line => showLine(line));
  showFoot();
  noticed();
}

function showPeople() {
  const options = [...customers.values()].map(one => {
    const option = element('option', '', one.name);
    option.value = one.id;
    option.selected = one.id === mine.id;
    return option;
  });
  at('who').replaceChildren(...options);
  const me = current();
  at('number').textContent = me ? me.number + (me.hidesNumber && can('hide') ? ', hidden from the company' : '') : '';
  at('block').textContent = me && me.blocked ? 'Unblock the company' : 'Block the company';
}

function showFoot() {
  const me = current();
  const blocked = Boolean(me && me.blocked);
  const first = can('start') && me && !me.known && lines().size === 0;
  const asked = Boolean(link && link.code !== undefined);
  at('blocked').hidden = !blocked;
  at('start').hidden = !me || blocked || !(first || asked);
  at('composer').hidden = !me || blocked || !at('start').hidden;
  const code = asked ? link.code : '';
  at('start-why').textContent = code ? `This link brings a code with it: ${code}` : 'Start a conversation with this company.';
  at('start-button').textContent = beginnings[provider] || 'Open the chat';
  showKeyboard(blocked);
}

// Buttons without data of their own are a keyboard: pressing one writes its text.
function showKeyboard(blocked) {
  const last = [...lines().values()].filter(line => line.company).pop();
  const keys = !last || blocked || last.state === 'deleted' ? [] : last.buttons.filter(one => one.data === '');
  at('keyboard').hidden = keys.length === 0;
  at('keyboard').replaceChildren(...keys.map(one => button(one.text, () => act('write', { text: one.text }))));
}

function showLine(line) {
  const list = at('lines');
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const before = list.querySelector(`[data-id="${CSS.escape(line.id)}"]`);
  const now = lineElement(line);
  if (before) before.replaceWith(now);
  else list.append(now);
  if (atEnd || !line.company) list.scrollTop = list.scrollHeight;
}

function lineElement(line) {
  const one = element('div', 'line ' + (line.kind === 'event' ? 'event' : line.company ? 'theirs' : 'mine'));
  one.dataset.id = line.id;
  if (line.kind === 'event') {
    one.textContent = line.text;
    return one;
  }
  const bubble = element('div', 'bubble');
  if (line.repliesTo) bubble.append(quote(line.repliesTo));
  bubble.append(...content(line), meta(line));
  one.append(bubble);
  if (line.reaction) one.append(element('span', 'reaction', line.reaction));
  const presses = line.company ? line.buttons.filter(key => key.data !== '') : [];
  if (presses.length) {
    const keys = element('div', 'press');
    keys.append(...presses.map(key => button(key.text, () => act('press', { line: line.id, data: key.data }))));
    one.append(keys);
  }
  return one;
}

function content(line) {
  if (line.state === 'deleted') return [element('p', 'gone', 'This message was deleted')];
  const text = element('p', '', line.kind === 'location' ? '📍 ' + line.text : line.kind === 'contact' ? '👤 ' + line.text : line.text);
  text.dir = 'auto';
  if (line.kind === 'file') {
    const file = element('a', '', '📎 ' + line.text);
    file.href = `/${provider}/phone/files/${encodeURIComponent(line.id)}`;
    file.download = line.text;
    file.dir = 'auto';
    return [file];
  }
  if (line.kind !== 'photo') return [text];
  const picture = element('img');
  picture.src = line.company ? `/${provider}/phone/files/${encodeURIComponent(line.id)}` : '/placeholder.png';
  picture.alt = line.company ? line.text : 'A photo (a placeholder)';
  picture.width = 320;
  picture.height = 200;
  return line.text && !line.company ? [picture, text] : [picture];
}

function quote(id) {
  const quoted = lines().get(id);
  const one = element('div', 'quote', quoted ? quoted.text || quoted.kind : 'A message that is gone');
  one.dir = 'auto';
  return one;
}

const states = {
  waiting: ['◷', 'Baton does not have it yet'],
  told: ['✓', 'Baton has it'],
  lost: ['! lost', 'Baton will never have it'],
  sent: ['✓', 'sent'],
  delivered: ['✓✓', 'delivered'],
  read: ['✓✓ read', 'read'],
  failed: ['! failed', 'failed'],
};

function meta(line) {
  const one = element('div', 'meta');
  const more = menu(line);
  if (more) one.append(more);
  if (line.edited) one.append(element('span', '', 'edited'));
  const time = element('time', '', new Date(line.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }));
  time.dateTime = line.at;
  one.append(time);
  const state = line.company && !can('receipts') ? null : states[line.state];
  if (state) {
    const ticks = element('span', 'ticks', state[0]);
    ticks.title = state[1];
    ticks.setAttribute('role', 'img');
    ticks.setAttribute('aria-label', state[1]);
    one.append(ticks);
  }
  return one;
}

function menu(line) {
  if (line.state === 'deleted') return null;
  const deeds = element('div');
  if (can('reply')) deeds.append(button('Reply', () => begin({ deed: 'reply', line })));
  if (can('edit') && !line.company && line.kind === 'text') deeds.append(button('Edit', () => begin({ deed: 'edit', line })));
  if (can('delete') && !line.company && line.kind === 'text') deeds.append(button('Delete', () => act('delete', { line: line.id })));
  if (can('react') && line.company) {
    for (const emoji of ['👍', '❤', '😁', '👎']) {
      const off = line.reaction === emoji;
      const key = button(emoji, () => act('react', off ? { line: line.id } : { line: line.id, emoji }));
      key.setAttribute('aria-label', off ? `Take ${emoji} back` : `React with ${emoji}`);
      deeds.append(key);
    }
  }
  if (!deeds.childElementCount) return null;
  const more = element('details');
  const summary = element('summary', '', '⋯');
  summary.setAttribute('aria-label', 'What to do with this message');
  more.append(summary, deeds);
  return more;
}

// ---- what a person does

function begin(what) {
  about = what;
  at('about').hidden = false;
  at('about-text').textContent = (what.deed === 'edit' ? 'Edit: ' : 'Reply to: ') + (what.line.text || what.line.kind);
  if (what.deed === 'edit') at('text').value = what.line.text;
  at('text').focus();
}

function noLonger() {
  if (about && about.deed === 'edit') at('text').value = '';
  about = null;
  at('about').hidden = true;
}

async function send() {
  const text = at('text').value;
  if (!text.trim()) return;
  const body = { text };
  if (about && about.deed === 'edit') body.line = about.line.id;
  if (about && about.deed === 'reply') body.repliesTo = about.line.id;
  const done = await act(about && about.deed === 'edit' ? 'edit' : 'write', body);
  if (!done) return;
  if (link) followed();
  about = null;
  at('about').hidden = true;
  at('text').value = '';
  grow();
}

function grow() {
  at('text').rows = Math.min(5, at('text').value.split('\n').length);
}

function followed() {
  link = null;
  history.replaceState(null, '', `/${provider}/`);
}

at('composer').addEventListener('submit', event => { event.preventDefault(); send(); });
at('text').addEventListener('input', grow);
at('text').addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  } else if (event.key === 'Escape' && about) {
    noLonger();
  }
});
at('about-cancel').addEventListener('click', noLonger);
at('start-button').addEventListener('click', async () => {
  const code = link ? link.code : '';
  if (await act('start', code ? { code } : {})) {
    followed();
    showFoot();
    at('text').focus();
  }
});
at('who').addEventListener('change', () => {
  const chosen = customers.get(at('who').value);
  remember({ id: chosen.id, name: chosen.name, number: chosen.number, hides: chosen.hidesNumber && can('hide') });
  noLonger();
  showAll();
});
at('block').addEventListener('click', () => act('block', { on: !current().blocked }));
at('new-person').addEventListener('click', () => {
  at('person-name').value = '';
  at('person-number').value = '+38067' + String(Math.floor(Math.random() * 1e7)).padStart(7, '0');
  at('person-hides').checked = false;
  at('person').returnValue = 'cancel';
  at('person').showModal();
});
at('person').addEventListener('close', async () => {
  if (at('person').returnValue !== 'ok') return;
  if (await create(at('person-name').value, at('person-number').value, at('person-hides').checked)) showAll();
});
at('attach').addEventListener('click', () => {
  at('caption').value = '';
  at('extras').returnValue = 'cancel';
  at('extras').showModal();
});
at('extras').addEventListener('close', () => {
  const caption = at('caption').value;
  const words = caption ? { caption } : {};
  const deeds = {
    photo: () => act('photo', words),
    album: () => act('album', { count: 10, ...words }),
    location: () => act('location', { latitude: 50.4475, longitude: 30.5221 }),
    contact: () => act('contact', { name: current().name, number: current().number }),
    unsupported: () => act('unsupported', {}),
  };
  if (deeds[at('extras').returnValue]) deeds[at('extras').returnValue]();
});
at('menu').addEventListener('click', () => {
  const open = document.body.classList.toggle('open');
  at('menu').setAttribute('aria-expanded', String(open));
  if (open) window.scrollTo(0, 0);
});
document.addEventListener('visibilitychange', noticed);

at('close-window').addEventListener('click', () => control('close-window', { customer: mine.id }));

async function control(deed, body) {
  try {
    const said = await ask(`/control/${provider}/${deed}`, body);
    at('trouble-said').textContent = `Done. ${said.waiting} webhooks wait for Baton.`;
  } catch (error) {
    at('trouble-said').textContent = error.message;
  }
}
at('twice').addEventListener('change', () => control('twice', { on: at('twice').checked }));
document.querySelectorAll('[data-control]').forEach(one => one.addEventListener('click', () => {
  const { count, ms, with: how } = one.dataset;
  control(one.dataset.control, { ...(count && { count: Number(count) }), ...(ms && { ms: Number(ms) }), ...(how && { with: how }) });
}));

document.body.dataset.provider = provider;
at('provider').textContent = titles[provider];
if (link && link.text) at('text').value = link.text;
listen();
