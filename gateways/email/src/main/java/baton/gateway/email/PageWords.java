package baton.gateway.email;

import java.util.List;
import java.util.Map;

/**
 * What the page of a link says, in one language. {@code {company}} and {@code {address}}, where the company is written to, are filled in.
 *
 * @param ask what somebody confirms, in two paragraphs
 */
record PageWords(String language, Said ask, String button, Said joined, Said used, Said old, Said again) {

    /** A heading and what stands below it. */
    record Said(String title, List<String> lines) {

        Said(String title, String... lines) {
            this(title, List.of(lines));
        }
    }

    private static final PageWords ENGLISH = new PageWords(
            "en",
            new Said(
                    "Go on by e-mail?",
                    "You are in the chat of {company} and gave this e-mail address? Then confirm it: from now on you can write from here, too, and your conversation goes on.",
                    "If you did not ask for this, close this page. Nothing happens then. Whoever did ask could otherwise read what you and {company} write to each other."),
            "Yes, go on by e-mail",
            new Said(
                    "Done",
                    "Your conversation with {company} goes on by e-mail as well as in the chat, with the same people.",
                    "Write to {address}, or answer our mails. You can close this page."),
            new Said(
                    "This link was used already",
                    "Was it you? Then everything is done: write to {address}.",
                    "If not, ask for a new link in the chat, and tell us there."),
            new Said(
                    "This link is too old",
                    "It is good for a short while only, so that nobody finds it later.",
                    "Ask for a new one in the chat, where you asked for this one."),
            new Said("That did not work just now", "Nothing is lost. Please try again in a moment."));

    private static final PageWords UKRAINIAN = new PageWords(
            "uk",
            new Said(
                    "Продовжити електронною поштою?",
                    "Ви в чаті компанії {company} і вказали цю адресу? Тоді підтвердьте її: відтепер ви зможете писати й звідси, і розмова триватиме.",
                    "Якщо ви про це не просили, закрийте цю сторінку. Тоді нічого не станеться. Інакше той, хто попросив, міг би читати ваше листування з компанією {company}."),
            "Так, продовжити поштою",
            new Said(
                    "Готово",
                    "Ваша розмова з компанією {company} триває і поштою, і в чаті, з тими самими людьми.",
                    "Пишіть на {address} або відповідайте на наші листи. Цю сторінку можна закрити."),
            new Said(
                    "Це посилання вже використано",
                    "Це були ви? Тоді все готово: пишіть на {address}.",
                    "Якщо ні, попросіть нове посилання в чаті й повідомте нас там."),
            new Said(
                    "Це посилання застаріло",
                    "Воно діє недовго, щоб ніхто не знайшов його згодом.",
                    "Попросіть нове в чаті, там само, де просили це."),
            new Said("Зараз не вийшло", "Нічого не втрачено. Спробуйте ще раз за мить."));

    private static final PageWords RUSSIAN = new PageWords(
            "ru",
            new Said(
                    "Продолжить по электронной почте?",
                    "Вы в чате компании {company} и указали этот адрес? Тогда подтвердите его: теперь вы сможете писать и отсюда, и разговор продолжится.",
                    "Если вы об этом не просили, закройте эту страницу. Тогда ничего не произойдёт. Иначе тот, кто попросил, мог бы читать вашу переписку с компанией {company}."),
            "Да, продолжить по почте",
            new Said(
                    "Готово",
                    "Ваш разговор с компанией {company} продолжается и по почте, и в чате, с теми же людьми.",
                    "Пишите на {address} или отвечайте на наши письма. Эту страницу можно закрыть."),
            new Said(
                    "Эта ссылка уже использована",
                    "Это были вы? Тогда всё готово: пишите на {address}.",
                    "Если нет, попросите новую ссылку в чате и сообщите нам там."),
            new Said(
                    "Эта ссылка устарела",
                    "Она действует недолго, чтобы никто не нашёл её потом.",
                    "Попросите новую в чате, там же, где просили эту."),
            new Said("Сейчас не получилось", "Ничего не потеряно. Попробуйте ещё раз через мгновение."));

    private static final PageWords ROMANIAN = new PageWords(
            "ro",
            new Said(
                    "Continuați prin e-mail?",
                    "Sunteți în chatul companiei {company} și ați indicat această adresă? Atunci confirmați-o: de acum puteți scrie și de aici, iar conversația continuă.",
                    "Dacă nu ați cerut acest lucru, închideți pagina. Atunci nu se întâmplă nimic. Altfel, cine a cerut ar putea citi ce vă scrieți cu compania {company}."),
            "Da, continuă prin e-mail",
            new Said(
                    "Gata",
                    "Conversația dumneavoastră cu compania {company} continuă și prin e-mail, și în chat, cu aceiași oameni.",
                    "Scrieți la {address} sau răspundeți la mesajele noastre. Puteți închide această pagină."),
            new Said(
                    "Acest link a fost deja folosit",
                    "Ați fost dumneavoastră? Atunci totul este gata: scrieți la {address}.",
                    "Dacă nu, cereți un link nou în chat și spuneți-ne acolo."),
            new Said(
                    "Acest link este prea vechi",
                    "Este valabil doar puțin timp, ca nimeni să nu-l găsească mai târziu.",
                    "Cereți unul nou în chat, acolo unde l-ați cerut pe acesta."),
            new Said("Acum nu a mers", "Nu s-a pierdut nimic. Încercați din nou peste o clipă."));

    private static final Map<String, PageWords> ALL =
            Map.of("en", ENGLISH, "uk", UKRAINIAN, "ru", RUSSIAN, "ro", ROMANIAN);

    /** English for one that there is not. */
    static PageWords in(String language) {
        return ALL.getOrDefault(language, ENGLISH);
    }
}
