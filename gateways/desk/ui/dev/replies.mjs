// Canned replies of the demo company.

export const REPLIES = [
  reply('hello-en', 'Greeting', 'en', ['greeting'], 'Hello {{customer.name}}, this is {{agent.name}} of {{company}}. How can I help you?'),
  reply('hello-uk', 'Вітання', 'uk', ['greeting'], 'Добрий день, {{customer.name}}! Мене звати {{agent.name}}, {{company}}. Чим можу допомогти?'),
  reply('hello-ru', 'Приветствие', 'ru', ['greeting'], 'Здравствуйте, {{customer.name}}! Меня зовут {{agent.name}}, {{company}}. Чем могу помочь?'),
  reply('hello-ro', 'Salut', 'ro', ['greeting'], 'Bună ziua, {{customer.name}}! Sunt {{agent.name}}, {{company}}. Cu ce vă pot ajuta?'),
  reply('sorry-en', 'Sorry for the trouble', 'en', ['empathy'], 'I am sorry that this has cost you time, {{customer.name}}. I would be annoyed too. Let me put it right: '),
  reply('sorry-uk', 'Вибачення за клопіт', 'uk', ['empathy'], 'Мені дуже прикро, що так сталося, {{customer.name}}. Розумію, як це неприємно. Зараз усе виправимо: '),
  reply('sorry-ru', 'Сожалеем о хлопотах', 'ru', ['empathy'], 'Мне очень жаль, что так вышло, {{customer.name}}. Понимаю, как это неприятно. Сейчас всё исправим: '),
  reply('sorry-ro', 'Regret pentru neplăceri', 'ro', ['empathy'], 'Îmi pare rău pentru neplăceri, {{customer.name}}. Vă înțeleg. Rezolvăm imediat: '),
  reply('wait-en', 'I understand the wait was long', 'en', ['empathy', 'shipping'], 'I see how long you have been waiting, and I would be worried too. I am looking into it right now and stay with you until we know.'),
  reply('wait-uk', 'Розумію, очікування довге', 'uk', ['empathy', 'shipping'], 'Бачу, як довго ви чекаєте, і розумію ваше хвилювання. Перевіряю просто зараз і лишаюся з вами, доки не з’ясуємо.'),
  reply('thanks-en', 'Thank you for your patience', 'en', ['empathy', 'closing'], 'Thank you for your patience, {{customer.name}}.'),
  reply('track-en', 'Where is my parcel', 'en', ['shipping'], 'Your parcel left our warehouse today. You can follow it here: https://shop.example/track'),
  reply('track-uk', 'Де посилка', 'uk', ['shipping'], 'Ваша посилка вже в дорозі. Стежити можна тут: https://shop.example/track'),
  reply('return-en', 'How to return', 'en', ['returns'], 'You can return it within 14 days. I am sending you the label now; the courier comes to your door.'),
  reply('return-uk', 'Як повернути', 'uk', ['returns'], 'Повернути можна протягом 14 днів. Зараз надішлю етикетку; кур’єр приїде до вас.'),
  reply('bye-en', 'Goodbye', 'en', ['closing'], 'Dear {{customer.name}}, if anything else comes up, write to us any time. {{agent.name}}, {{company}}'),
  reply('sign', 'Signature', '', [], '{{agent.name}} · {{company}}'),
];

function reply(id, title, language, tags, text) {
  return { id, title, text, language, tags };
}
