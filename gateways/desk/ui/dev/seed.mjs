// One agent's day, with everything that is hard to draw in it.
import { DAY, MINUTE, note, said, sent } from './facts.mjs';
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

function telegram(world) {
  const telegram = world.open('Iryna Lysenko', 'telegram', { ago: 9 * MINUTE, address: '@iryna_l' });
  world.assign(telegram, 'anna', -8 * MINUTE);
  world.add(telegram, said('Підкажіть, будь ласка, чи є доставка до Львова?', 'telegram'), -3.5 * MINUTE);
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
