package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.CallAnswered;
import baton.engine.episode.EpisodeEvent.CallBackRequested;
import baton.engine.episode.EpisodeEvent.CallBackTried;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.work.Medium;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The customer is to be called back, by an agent with the agent's own telephone. It is open until somebody has talked with the
 * customer or the episode is closed.
 *
 * @param number as people dial it
 * @param tried how often an agent has tried
 * @param again when it is tried once more; empty while it waits for an agent or is in an agent's hands
 */
record CallBack(String number, int tried, Optional<Instant> again) {

    /** On which channel such work waits: so an agent's capacity for it can be named, and is that for text if it is not. */
    static final String CHANNEL = "call-back";

    private static final int SHORTEST = 7;
    private static final int LONGEST = 15;

    /** Begins as people begin a number that can be dialled from everywhere. */
    private static final Pattern IN_A_TEXT = Pattern.compile("(?<![\\d+])(?:\\+|0)(?:[ ()\\-]{0,2}\\d){6,18}(?!\\d)");

    private static final Pattern NOTHING_ELSE = Pattern.compile("\\s*\\+?\\d(?:[ ()\\-]{0,2}\\d){5,18}\\s*");

    /** What follows from an event for a call-back that is open, or is not. */
    static Optional<CallBack> after(Optional<CallBack> before, EpisodeEvent event) {
        if (event instanceof CallBackRequested e) {
            return Optional.of(
                    new CallBack(e.number(), before.map(CallBack::tried).orElse(0), Optional.empty()));
        } else if (event instanceof CallBackTried e) {
            return e.reached()
                    ? Optional.empty()
                    : before.map(open -> new CallBack(open.number(), e.attempt(), e.again()));
        } else if (event instanceof WorkQueued e && e.work().medium() == Medium.TEXT) {
            return before.map(open -> new CallBack(open.number(), open.tried(), Optional.empty()));
        } else if (event instanceof CallAnswered || event instanceof EpisodeClosed) {
            return Optional.empty();
        }
        return before;
    }

    /** The telephone number that a customer wrote; empty if there is none, or more than one. */
    static Optional<String> numberIn(String text) {
        if (NOTHING_ELSE.matcher(text).matches()) {
            return possible(text);
        }
        var found = IN_A_TEXT.matcher(text).results().toList();
        return found.size() == 1 ? possible(found.get(0).group()) : Optional.empty();
    }

    /** The number from which somebody calls; empty if it was withheld. */
    static Optional<String> numberOf(String address) {
        return !address.isEmpty() && address.chars().allMatch(Character::isDigit)
                ? Optional.of(address)
                : Optional.empty();
    }

    private static Optional<String> possible(String written) {
        var plus = written.strip().startsWith("+") ? "+" : "";
        var digits = written.replaceAll("\\D", "");
        return digits.length() < SHORTEST || digits.length() > LONGEST ? Optional.empty() : Optional.of(plus + digits);
    }
}
