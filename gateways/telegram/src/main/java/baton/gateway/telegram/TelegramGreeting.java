package baton.gateway.telegram;

import java.util.Locale;
import java.util.Map;

/** What whoever presses START and says nothing sees: where they are, and that a person answers. Pure. */
final class TelegramGreeting {

    private static final String ENGLISH =
            "Hello, this is %s! Write here what it is about, and a person will answer you.";

    private static final Map<String, String> OTHERS = Map.of(
            "uk", "Вітаємо, це %s! Напишіть тут, що вас цікавить, і вам відповість людина.",
            "ru", "Здравствуйте, это %s! Напишите здесь, что вас интересует, и вам ответит человек.",
            "ro", "Bună ziua, aici %s! Scrieți aici despre ce este vorba și vă va răspunde un om.");

    private TelegramGreeting() {}

    /** @param language a tag such as {@code uk} or {@code pt-br}; in English if we do not speak it */
    static String text(String language, String company) {
        var spoken = Locale.forLanguageTag(language).getLanguage();
        return OTHERS.getOrDefault(spoken, ENGLISH).formatted(company);
    }
}
