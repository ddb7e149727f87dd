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
     * What a text is beside its words if it answers what an agent has offered on this leg: a choice of that entry, with what stands in the line
     * that is meant. Empty if it is just a text. It is about the offer that it names, as replies do, or else about the last message that went there;
     * either way only if nothing has answered that yet.
     *
     * @param content empty but for what it is about
     * @param about the number of the entry that it names; 0 if there is none
     */
    static Optional<Content> of(Story story, String legId, String text, Content content, int about, Outlets outlets) {
        var limits = story.leg(legId).flatMap(leg -> outlets.of(leg.channel())).map(Outlets.Outlet::offers);
        var open = limits.isEmpty() ? 0 : about == 0 ? lastThere(story, legId) : unanswered(story, legId, about);
        if (open == 0 || !(story.timeline().entries().get(open - 1) instanceof MessageSent sent)) {
            return Optional.empty();
        }
        var choices = sent.content().offered().choices();
        return limits.get().shows(choices)
                ? Optional.empty()
                : meant(text, choices)
                        .map(choice ->
                                new Content(CHOICE, content.about(), Optional.empty(), choice.title(), "", 0, open));
    }

    private static int unanswered(Story story, String legId, int number) {
        var entries = story.timeline().entries();
        return entries.subList(number, entries.size()).stream()
                        .anyMatch(entry -> isAnswer(entry, legId)
                                && ((MessageReceived) entry).content().aboutNumber() == number)
                ? 0
                : number;
    }

    /**
     * The number of the entry that the customer saw or answered last; 0 if there is none, or if it is not known: what still waits may be there
     * already, and a provider's word that it is may be on the way. What has failed is not there. A question that was there and was taken back
     * is answered by nobody: the number is none of an older one.
     */
    private static int lastThere(Story story, String legId) {
        var entries = story.timeline().entries();
        var takenBack = story.timeline().takenBackAfter(0);
        for (int number = entries.size(); number > 0; number--) {
            var entry = entries.get(number - 1);
            var said = saidOn(legId, entry);
            var isTakenBack = takenBack.containsKey(number);
            var asked = said.filter(sent -> !sent.content().offered().choices().isEmpty());
            if (isTakenBack
                    ? asked.isPresent() && story.outbox().mayBeThere(number)
                    : said.isPresent() && story.outbox().owes(number)) {
                return 0;
            }
            if (said.isPresent() && !isTakenBack && !story.outbox().hasFailed(number) || isAnswer(entry, legId)) {
                return number;
            }
        }
        return 0;
    }

    private static Optional<MessageSent> saidOn(String legId, EpisodeEvent entry) {
        return entry instanceof MessageSent sent
                        && sent.legId().equals(legId)
                        && !sent.content().isAboutAnother()
                ? Optional.of(sent)
                : Optional.empty();
    }

    private static boolean isAnswer(EpisodeEvent entry, String legId) {
        return entry instanceof MessageReceived received
                && received.legId().equals(legId)
                && received.content().kind().equals(CHOICE);
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
