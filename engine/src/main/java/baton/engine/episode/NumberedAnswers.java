package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.Offered.Choice;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What customers mean who answer numbered lines, where a channel has no buttons. Pure. */
final class NumberedAnswers {

    private static final String CHOICE = "choice";
    private static final Pattern NUMBER = Pattern.compile("([1-9][0-9]?)[.)]?");

    private NumberedAnswers() {}

    /**
     * What a text is beside its words if it answers what an agent has offered last on this leg, in the last message that went there, and
     * nothing has answered that yet: a choice of that entry, with what stands in the line that is meant. Empty if it is just a text.
     */
    static Optional<Content> of(Story story, String legId, String text, Outlets outlets) {
        var limits = story.leg(legId).flatMap(leg -> outlets.of(leg.channel())).map(Outlets.Outlet::offers);
        var open = limits.isEmpty() ? 0 : lastThere(story, legId);
        if (open == 0 || !(story.timeline().entries().get(open - 1) instanceof MessageSent sent)) {
            return Optional.empty();
        }
        var choices = sent.content().offered().choices();
        return limits.get().shows(choices)
                ? Optional.empty()
                : meant(text, choices)
                        .map(choice -> new Content(CHOICE, "", Optional.empty(), choice.title(), "", 0, open));
    }

    /** The number of the entry that the customer saw or answered last; 0 if there is none. What waits or has failed is not there. */
    private static int lastThere(Story story, String legId) {
        var entries = story.timeline().entries();
        for (int number = entries.size(); number > 0; number--) {
            var entry = entries.get(number - 1);
            var isThere = entry instanceof MessageSent sent
                    && sent.legId().equals(legId)
                    && !story.outbox().owes(number)
                    && !story.outbox().hasFailed(number);
            var isAnswer = entry instanceof MessageReceived received
                    && received.legId().equals(legId)
                    && received.content().kind().equals(CHOICE);
            if (isThere || isAnswer) {
                return number;
            }
        }
        return 0;
    }

    /** The line with this number, or these words in whatever case; empty if it could be two. */
    static Optional<Choice> meant(String text, List<Choice> choices) {
        var said = text.strip();
        var number = NUMBER.matcher(said);
        var place = number.matches() ? Integer.parseInt(number.group(1)) - 1 : -1;
        var meant = IntStream.range(0, choices.size())
                .filter(i -> i == place || choices.get(i).title().equalsIgnoreCase(said))
                .mapToObj(choices::get)
                .toList();
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }
}
