package baton.engine.node;

import baton.engine.spi.Tenants.Tenant;
import baton.protocol.config.v1.Reply;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/**
 * What stands around a link that is sent to an address which somebody has typed: the company's own words, if it has any, else ours, in the
 * language of whoever has typed it. Nothing that a stranger wrote is ever among them.
 */
final class LinkLetters {

    private static final String TAG = "tell-link";
    private static final String LINK = "{{link}}";

    private static final Map<String, String> OURS = Map.of(
            "en",
            """
            Somebody in the chat of {{company}} gave this address to go on here. Was it you? Then open this page and confirm it:

            {{link}}

            The link is for you alone. It works once, for {{minutes}} minutes. If it was not you, do not confirm it: whoever did this could \
            then read what you and {{company}} write to each other. Do nothing, and nothing happens.""",
            "uk",
            """
            У чаті компанії {{company}} хтось указав цю адресу, щоб продовжити розмову тут. Це були ви? Тоді відкрийте цю сторінку й підтвердьте:

            {{link}}

            Посилання лише для вас. Воно діє один раз, протягом {{minutes}} хв. Якщо це були не ви, не підтверджуйте: інакше той, хто це зробив, \
            зміг би читати ваше листування з компанією {{company}}. Нічого не робіть, і нічого не станеться.""",
            "ru",
            """
            В чате компании {{company}} кто-то указал этот адрес, чтобы продолжить разговор здесь. Это были вы? Тогда откройте эту страницу и подтвердите:

            {{link}}

            Ссылка только для вас. Она действует один раз, в течение {{minutes}} мин. Если это были не вы, не подтверждайте: иначе тот, кто это сделал, \
            смог бы читать вашу переписку с компанией {{company}}. Ничего не делайте, и ничего не произойдёт.""",
            "ro",
            """
            În chatul companiei {{company}} cineva a indicat această adresă pentru a continua conversația aici. Ați fost dumneavoastră? Atunci deschideți această pagină și confirmați:

            {{link}}

            Linkul este numai pentru dumneavoastră. Funcționează o singură dată, timp de {{minutes}} min. Dacă nu ați fost dumneavoastră, nu confirmați: altfel, cine a făcut \
            acest lucru ar putea citi ce vă scrieți cu compania {{company}}. Nu faceți nimic și nu se întâmplă nimic.""");

    private LinkLetters() {}

    /** The reply with {@code tell-link} and this language, or for any; one without a place for the link is none. */
    static String text(Tenant tenant, String language, String url, Duration lease) {
        return tenant.config().getRepliesList().stream()
                .filter(reply ->
                        reply.getTagsList().contains(TAG) && reply.getText().contains(LINK))
                .filter(reply ->
                        reply.getLanguage().isEmpty() || reply.getLanguage().equals(language))
                .min(Comparator.comparing((Reply reply) -> reply.getLanguage().isEmpty())
                        .thenComparing(Reply::getId))
                .map(Reply::getText)
                .orElseGet(() -> OURS.getOrDefault(language, OURS.get("en")))
                .replace("{{company}}", tenant.company())
                .replace("{{customer.name}}", "")
                .replace("{{agent.name}}", "")
                .replace("{{minutes}}", String.valueOf(lease.toMinutes()))
                .replace(LINK, url)
                .strip();
    }
}
