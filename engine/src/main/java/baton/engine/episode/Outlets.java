package baton.engine.episode;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Over which channels messages are sent out by a provider, and what those can do. Everywhere else customers have the conversation on the screen. */
@FunctionalInterface
public interface Outlets {

    /** Empty if nothing is sent out over this channel. */
    Optional<Outlet> of(String channel);

    static Outlets none() {
        return channel -> Optional.empty();
    }

    /**
     * @param maxText longest text of one message, in characters
     * @param files what can be sent beside text
     * @param window so long after the customer's last message they can be written to; empty: always
     * @param offers what a text can have beside its words
     * @param amends what can still be done about a message that has gone out
     * @param tellsRead whether customers there see that they have been read
     */
    record Outlet(
            int maxText,
            Optional<Duration> window,
            FileLimits files,
            OfferLimits offers,
            AmendLimits amends,
            boolean tellsRead) {

        public Outlet(int maxText, Optional<Duration> window, FileLimits files) {
            this(maxText, window, files, OfferLimits.NONE, AmendLimits.NONE, false);
        }

        /** For text only. */
        public Outlet(int maxText, Optional<Duration> window) {
            this(maxText, window, FileLimits.NONE);
        }
    }

    /**
     * @param maxChoices buttons below a text; 0: none, they are lines of the text
     * @param maxTitle characters on each
     * @param templates whether they can be sent, also when the window is closed
     */
    record OfferLimits(int maxChoices, int maxTitle, boolean templates) {

        static final OfferLimits NONE = new OfferLimits(0, 0, false);

        /** Whether these are buttons there: not more, and not longer, than the channel can show. */
        boolean shows(List<Offered.Choice> choices) {
            return choices.size() <= maxChoices
                    && choices.stream()
                            .allMatch(choice -> choice.title()
                                            .codePointCount(0, choice.title().length())
                                    <= maxTitle);
        }
    }

    /**
     * For how long after it was written.
     *
     * @param edits the text can be changed; empty: never
     * @param deletions the message can be taken back; empty: never
     */
    record AmendLimits(Optional<Duration> edits, Optional<Duration> deletions) {

        public static final Duration ALWAYS = ChronoUnit.FOREVER.getDuration();

        public static final AmendLimits NONE = new AmendLimits(Optional.empty(), Optional.empty());

        /** What the customer has on the screen is ours. */
        static final AmendLimits ON_SCREEN = new AmendLimits(Optional.of(ALWAYS), Optional.of(ALWAYS));
    }

    /**
     * @param maxSize in bytes; 0: no files
     * @param types one that ends with a slash stands for all that begin with it; empty: any
     * @param inText the customer gets a link
     */
    record FileLimits(long maxSize, List<String> types, boolean inText) {

        static final FileLimits NONE = new FileLimits(0, List.of(), false);

        boolean allowType(String mediaType) {
            return types.isEmpty()
                    || types.stream()
                            .anyMatch(type -> type.endsWith("/") ? mediaType.startsWith(type) : mediaType.equals(type));
        }
    }
}
