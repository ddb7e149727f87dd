// One agent's day, with everything that is hard to draw in it.
import { DAY, HOUR, iso, MINUTE, note, said, sent } from './facts.mjs';
import { explain } from './routing.mjs';

export function seed(world, { many }) {
  longTalk(world);
  olena(world);
  rightToLeft(world);
  call(world);
  wrapUp(world);
  telegram(world);
  helping(world);
  if (many) for (let i = 0; i < 40; i++) oneOfMany(world, i);
}

function longTalk(world) {
  const long = world.open('Maximiliane-Victoria Freifrau von Hohenstein-Wallenrodt zu Schwarzenberg', 'webchat', { ago: 3 * DAY });
  world.assign(long, 'anna', -3 * DAY);
  for (let i = 0; i < 1200; i++) {
    const at = -3 * DAY + i * 3.4 * MINUTE;
    const text = SMALL_TALK[i % SMALL_TALK.length];
    world.add(long, i % 3 ? said(text) : sent('anna', text), at);
  }
}

function olena(world) {
  const olena = world.open('Olena Tkachenko', 'webchat', { ago: 22 * MINUTE, earlier: [past(world, 'resolved'), past(world, 'follow-up'), past(world, '')] });
  Object.assign(olena.view.customer, { segment: 'vip', personalAgentId: 'anna', lastAgentId: 'bohdan' });
  world.assign(olena, 'anna', -20 * MINUTE, { explanation: explain('anna', olena.view.openedAt) });
  world.add(olena, said('Доброго дня! Я замовляла секатор Fiskars 14.11, а прийшов інший. Номер замовлення 48-1177.'), -21 * MINUTE);
  world.add(olena, sent('anna', 'Добрий день, Олено! Зараз перевірю ваше замовлення.'), -19 * MINUTE);
  world.add(olena, note('anna', 'Warehouse mixed up 48-1177 and 48-1171. Replacement is in stock (Kyiv 2).'), -18 * MINUTE);
  world.add(olena, { agentInvited: { agentId: 'anna', invitedAgentId: 'bohdan', role: 'helper', note: 'Can we ship from Kyiv 2 today?', workId: 'w-h' } }, -17.5 * MINUTE);
  world.add(olena, { agentAssigned: { agentId: 'bohdan', workId: 'w-h', role: 'helper' } }, -17 * MINUTE);
  world.add(olena, note('bohdan', 'Yes, the courier leaves at 17:00.'), -16.5 * MINUTE);
  world.add(olena, { agentLeft: { agentId: 'bohdan', reason: 'left' } }, -16.4 * MINUTE);
  world.add(olena, sent('anna', 'Знайшла: склад переплутав посилки. Надішлю правильний секатор сьогодні. Деталі: https://shop.example/orders/48-1177'), -16 * MINUTE);
  world.add(olena, said('Дякую! Можете подзвонити? Мій номер +380 67 123 45 67'), -4 * MINUTE);
  olena.view.customerDelivered = olena.view.customerRead = 12;
  world.add(olena, sent('anna', 'Так, звісно. Або наберіть нас: номер у віконці чату.'), -3 * MINUTE);
  world.add(olena, { legOpened: { legId: 'call-0', channel: 'phone', address: '+380671234567', medium: 'voice' } }, -2 * MINUTE);
  world.add(olena, { callRinging: { legId: 'call-0', agentId: 'anna', offerId: 'o0' } }, -2 * MINUTE);
  world.add(olena, { callUnanswered: { legId: 'call-0', agentId: 'anna', reason: 'timed-out', offerId: 'o0' } }, -1.7 * MINUTE);
  world.add(olena, { legEnded: { legId: 'call-0', reason: 'abandoned' } }, -1.5 * MINUTE);
  world.add(olena, said('Не додзвонилась 😕'), -1 * MINUTE);
}

function rightToLeft(world) {
  const rtl = world.open('محمد عبد الرحمن الأنصاري', 'webchat', { ago: 50 * MINUTE });
  world.assign(rtl, 'anna', -48 * MINUTE);
  world.add(rtl, said('مرحبا، هل يمكنني تغيير عنوان التوصيل للطلب رقم 7731؟'), -47 * MINUTE);
  world.add(rtl, sent('anna', 'Of course. Which address should it go to?'), -46 * MINUTE);
  world.add(rtl, said('شارع خريشاتيك 22، كييف. <script>alert("hello")</script> <b>شكرا</b>'), -45 * MINUTE);
  world.add(rtl, sent('anna', 'Done. It arrives tomorrow between 9 and 12.'), -44 * MINUTE);
  rtl.view.customerDelivered = rtl.view.customerRead = 99;
}

function call(world) {
  const call = world.open('', 'phone', { ago: 6 * MINUTE, address: '+40 21 555 0199' });
  world.assign(call, 'anna', -5 * MINUTE);
  world.add(call, { callRinging: { legId: 'phone', agentId: 'anna', offerId: 'o1' } }, -5.2 * MINUTE);
  world.add(call, { callAnswered: { legId: 'phone', agentId: 'anna' } }, -5 * MINUTE);
  Object.assign(call.view.legs[0], { status: 'talking', since: new Date(Date.now() - 5 * MINUTE).toISOString() });
  world.agents.get('anna').assignments.at(-1).voiceLegId = 'phone';
}

function wrapUp(world) {
  const wrap = world.open('Ștefan Țurcanu', 'webchat', { ago: 15 * MINUTE });
  world.assign(wrap, 'anna', -14 * MINUTE);
  world.add(wrap, said('Mulțumesc, totul e rezolvat!'), -2 * MINUTE);
  world.wrapUp(wrap, 'anna');
}

/** Somebody who goes from channel to channel and sends all that a messenger can. */
function telegram(world) {
  const episode = world.open('Iryna Lysenko', 'telegram', { ago: 26 * HOUR, address: '7701845523' });
  const { view } = episode;
  const leg = view.legs[0].legId;
  const told = (text, content, ago) => {
    const fact = said(text, leg, content);
    world.add(episode, fact, ago);
    return fact.messageReceived.messageId;
  };
  world.assign(episode, 'anna', -26 * HOUR);
  view.legs[0].outlet = { maxText: 4096, edits: true, deletions: true, deleteSeconds: 172_800 };
  const whatsapp = { legId: 'whatsapp:380671112233', channel: 'whatsapp', address: '380671112233', medium: 'text', status: 'open', since: iso(-25 * HOUR) };
  view.customer.addresses.push({ channel: 'whatsapp', address: whatsapp.address }, { channel: 'email', address: 'iryna.lysenko@mail.example' });
  world.add(episode, { legOpened: { legId: whatsapp.legId, channel: 'whatsapp', address: whatsapp.address, medium: 'text' } }, -25 * HOUR);
  world.add(episode, said('Пишу звідси, бо там немає мережі.', whatsapp.legId), -25 * HOUR);
  view.legs.push({ ...whatsapp, outlet: { maxText: 4096, until: iso(-1 * HOUR) } });
  const lviv = told('Підкажіть, будь ласка, чи є доставка до Львова?', undefined, -40 * MINUTE);
  const answer = world.add(episode, sent('anna', 'Так, на відділення або кур’єром. Куди саме?', leg), -38 * MINUTE);
  view.legs[0].outlet.forwarded = answer;
  view.customerDelivered = view.customerRead = answer;
  told('Ось тут', { kind: 'location', place: { latitude: 49.83968, longitude: 24.02972, name: 'Площа Ринок' } }, -36 * MINUTE);
  const photo = told('Така коробка пройде у відділення?', { kind: 'image', mediaType: 'image/jpeg', size: '1843200' }, -35 * MINUTE);
  told('', { kind: 'voice', mediaType: 'audio/ogg', size: '48210' }, -34 * MINUTE);
  told('', { kind: 'file', name: 'рахунок-48-1177-остаточний-варіант-для-бухгалтерії.pdf', mediaType: 'application/pdf', size: '221184' }, -33 * MINUTE);
  told('👍', { kind: 'reaction', about: 'telegram-of-ours' }, -32 * MINUTE);
  told('Чи є доставка до Львова й до Стрия?', { kind: 'edit', about: lviv }, -31 * MINUTE);
  const wrong = told('Це не той номер, вибачте: 48-1170', undefined, -30 * MINUTE);
  told('', { kind: 'deletion', about: wrong }, -29 * MINUTE);
  told('', { kind: 'contact', name: 'Петро Лисенко' }, -28 * MINUTE);
  told('Кур’єром', { kind: 'choice' }, -27 * MINUTE);
  told('', { kind: 'unsupported', name: 'poll' }, -26 * MINUTE);
  told('Отже, ця?', { about: photo }, -25 * MINUTE);
  told('❤️', { kind: 'reaction', about: photo }, -24 * MINUTE);
  const late = world.add(episode, sent('anna', 'Копію надсилаю також у WhatsApp.', whatsapp.legId), -20 * MINUTE);
  world.add(episode, { deliveryFailed: { legId: whatsapp.legId, number: late, code: 'window-closed', detail: '131047: Re-engagement message' } }, -20 * MINUTE);
  view.legs[0].outlet.forwarded = world.add(episode, sent('anna', 'Так, до 30 кг і 120 см.', leg), -19 * MINUTE);
  world.add(episode, sent('anna', 'Кур’єр буде завтра з 9 до 12.', leg), -1 * MINUTE);
  view.replyLegId = leg;
}

function helping(world) {
  const other = world.open('Constantin Dumitrescu', 'webchat', { ago: 30 * MINUTE });
  world.assign(other, 'bohdan', -29 * MINUTE);
  world.add(other, said('Bună ziua, pompa nu pornește. Este încă în garanție?'), -28 * MINUTE);
  world.add(other, { agentInvited: { agentId: 'bohdan', invitedAgentId: 'anna', role: 'helper', note: 'Do you know the warranty terms of the 4000/5?', workId: 'w-x' } }, -20 * MINUTE);
  world.join(other, 'anna', 'helper', 'w-x', -19 * MINUTE);
  world.add(other, note('anna', 'Two years, three if registered.'), -18 * MINUTE);
}

function oneOfMany(world, i) {
  const name = `${FIRST[i % FIRST.length]} ${LAST[(i * 7) % LAST.length]}`;
  const channel = ['webchat', 'telegram', 'whatsapp'][i % 3];
  const episode = world.open(name, channel, { ago: (60 + i) * MINUTE });
  world.assign(episode, 'anna', -(59 + i) * MINUTE);
  world.add(episode, said(SMALL_TALK[i % SMALL_TALK.length], channel), -(40 + i) * MINUTE);
  if (i % 4) world.add(episode, sent('anna', 'I am looking into it.'), -(38 + i) * MINUTE);
  if (i % 5 === 0) world.add(episode, said('Any news?', channel), -i * MINUTE);
}

function past(world, disposition) {
  const episode = world.open('Olena Tkachenko', 'webchat', { ago: (3 + world.count) * DAY });
  const ago = -(2 + world.count) * DAY;
  world.add(episode, said('Чи є в наявності насіння огірків?'), ago);
  world.add(episode, { agentAssigned: { agentId: 'bohdan', workId: 'w' } }, ago + MINUTE);
  world.add(episode, sent('bohdan', 'Так, понад двадцять сортів.'), ago + 2 * MINUTE);
  world.add(episode, { episodeClosed: { agentId: 'bohdan', disposition } }, ago + 5 * MINUTE);
  return episode.view.episodeId;
}

const FIRST = ['Ada', 'Borys', 'Carmen', 'Dmytro', 'Elena', 'Farid', 'Galyna', 'Henrik', 'Ilinca', 'Jurgita'];
const LAST = ['Moroz', 'van den Broek', 'Ionescu', 'Kravchuk', 'Öztürk', 'Petrenko', 'Łukasiewicz', 'Stănescu', 'Brânză'];

const SMALL_TALK = [
  'Good morning! The parcel has arrived, thank you.',
  'Glad to hear it. Is everything in it?',
  'Almost. The hose is there, the couplings are there, but the instructions are only in Finnish, and although I have spent two summers near Tampere I cannot say that I understand more than every tenth word of them. Could you send me another copy, in German or in English, by e-mail?',
  'ok',
  'See https://shop.example/manuals/hose-2000?lang=en#p3, or write to help@shop.example.',
  'One more thing:\n- two couplings\n- one nozzle\n- the small brush',
  'Averyveryverylongwordwithoutanyspacesthatmustnotbreakthelayoutofthebubbleorpushthescreenwiderthanitis_0123456789_0123456789',
];
