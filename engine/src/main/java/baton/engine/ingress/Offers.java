package baton.engine.ingress;

import baton.engine.episode.Offered;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.config.v1.MessageTemplate;
import baton.protocol.gateway.v1.SendMessage;
import baton.protocol.journal.v1.Choice;
import baton.protocol.journal.v1.TemplateUse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What agents offer beside words: buttons, and templates, whose words are the company's and not the agent's. */
final class Offers {

    private static final int MOST_CHOICES = 10;
    private static final int LONGEST_TITLE = 80;
    private static final int LONGEST_VALUE = 500;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern GAP = Pattern.compile("\\{([1-9][0-9]?)}");

    private Offers() {}

    /** Whether these can be buttons: few, with words on each, and each another one. */
    static boolean possible(List<Choice> choices) {
        return choices.size() <= MOST_CHOICES
                && choices.stream().map(Choice::getId).distinct().count() == choices.size()
                && choices.stream().map(Choice::getTitle).distinct().count() == choices.size()
                && choices.stream()
                        .allMatch(choice -> ID.matcher(choice.getId()).matches()
                                && !choice.getTitle().isBlank()
                                && !choice.getTitle().contains("\n")
                                && choice.getTitle().length() <= LONGEST_TITLE);
    }

    static Offered of(SendMessage send) {
        return new Offered(
                send.getChoicesList().stream()
                        .map(choice -> new Offered.Choice(
                                choice.getId(), choice.getTitle().strip()))
                        .toList(),
                Optional.empty());
    }

    static Offered of(TemplateUse use) {
        var values = List.copyOf(use.getValuesList());
        return new Offered(List.of(), Optional.of(new Offered.Template(use.getName(), use.getLanguage(), values)));
    }

    static Optional<MessageTemplate> template(Tenant tenant, TemplateUse use) {
        return tenant.config().getAccountsList().stream()
                .flatMap(account -> account.getTemplatesList().stream())
                .filter(one ->
                        one.getName().equals(use.getName()) && one.getLanguage().equals(use.getLanguage()))
                .findFirst();
    }

    /** What the customer reads; empty if the values are not those that it needs. Providers take no line breaks in them. */
    static Optional<String> filledIn(String text, List<String> values) {
        var gaps = GAP.matcher(text)
                .results()
                .mapToInt(gap -> Integer.parseInt(gap.group(1)))
                .max()
                .orElse(0);
        var isPossible = values.stream()
                .allMatch(value -> !value.isBlank()
                        && value.length() <= LONGEST_VALUE
                        && value.chars().noneMatch(Character::isISOControl));
        return values.size() == gaps && isPossible
                ? Optional.of(GAP.matcher(text)
                        .replaceAll(gap -> Matcher.quoteReplacement(values.get(Integer.parseInt(gap.group(1)) - 1))))
                : Optional.empty();
    }
}
