package baton.engine.routing;

import baton.engine.work.Medium;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent said of itself last: everything that decides whether it can take a piece of work now.
 *
 * @param version grows with every change of the agent; what is older than the last one known is ignored
 * @param profileVersion of the configuration from which competence and capacity are; decides between equal versions
 * @param idleSince since when the agent has had nothing new
 */
public record Availability(
        String agentId,
        String name,
        long version,
        long profileVersion,
        Status status,
        Competence competence,
        Load load,
        Instant idleSince) {

    /** The slot of every text channel that has no capacity of its own. */
    public static final String TEXT = "text";

    /** The slot of calls. */
    public static final String PHONE = "phone";

    /**
     * @param presence {@code available}, {@code busy}, {@code away}, {@code offline}
     * @param disconnected no desk is open: the work stays for a while, nothing new comes
     * @param phone whether there is a telephone that can be rung
     */
    public record Status(String presence, String reason, Instant since, boolean disconnected, boolean phone) {

        /** Whether it makes sense to wait for this agent. */
        public boolean present() {
            return !disconnected && (presence.equals("available") || presence.equals("busy"));
        }
    }

    /**
     * @param skills level, 1 to 10, by skill
     * @param queues preference, 1 before 2, by queue
     * @param uninterruptible no call on top of text, no text during a call
     */
    public record Competence(Map<String, Integer> skills, Map<String, Integer> queues, boolean uninterruptible) {}

    /**
     * @param capacity how many at one time, by slot
     * @param used how many now, by slot
     * @param askedText offers of text that the agent is looking at
     * @param talking on the phone now
     * @param episodeIds episodes in hand
     */
    public record Load(
            Map<String, Integer> capacity,
            Map<String, Integer> used,
            int askedText,
            int askedVoice,
            boolean talking,
            List<String> episodeIds) {

        /** Under which name this channel is counted. */
        public static String slot(Map<String, Integer> capacity, Medium medium, String channel) {
            if (medium == Medium.VOICE) {
                return PHONE;
            }
            return capacity.containsKey(channel) ? channel : TEXT;
        }

        boolean full(Medium medium, String channel) {
            var slot = slot(capacity, medium, channel);
            return used.getOrDefault(slot, 0) >= capacity.getOrDefault(slot, 0);
        }

        boolean servesText() {
            return used.entrySet().stream()
                    .anyMatch(e -> e.getValue() > 0 && !e.getKey().equals(PHONE));
        }

        /** Share of all slots that is in use, 0 to 1. */
        double occupied() {
            int all = 0;
            int busy = 0;
            for (var slot : capacity.entrySet()) {
                all += slot.getValue();
                busy += Math.min(slot.getValue(), used.getOrDefault(slot.getKey(), 0));
            }
            return all == 0 ? 1 : (double) busy / all;
        }
    }

    /** How many more chats the agent can take now. */
    public int freeText() {
        return obstacle(Medium.TEXT, TEXT, "").isPresent()
                ? 0
                : load.capacity().getOrDefault(TEXT, 0) - load.used().getOrDefault(TEXT, 0);
    }

    /** The account has been removed from the configuration. */
    boolean isGone() {
        return name.isEmpty();
    }

    boolean newerThan(Availability known) {
        return version > known.version || (version == known.version && profileVersion > known.profileVersion);
    }

    /**
     * What keeps this agent from taking work of this kind now; empty if nothing does. An episode that the agent has in hand
     * already needs no second place.
     */
    public Optional<String> obstacle(Medium medium, String channel, String episodeId) {
        if (status.disconnected()) {
            return Optional.of("disconnected");
        }
        if (!status.presence().equals("available")) {
            return Optional.of(status.presence());
        }
        return medium == Medium.VOICE ? obstacleToVoice(episodeId) : obstacleToText(channel, episodeId);
    }

    private Optional<String> obstacleToVoice(String episodeId) {
        if (!status.phone()) {
            return Optional.of("no-phone");
        }
        if (load.talking()) {
            return Optional.of("on-the-phone");
        }
        if (load.askedVoice() > 0 || oneThingAtATime(load.askedText())) {
            return Optional.of("being-asked");
        }
        if (load.episodeIds().contains(episodeId)) {
            return Optional.empty();
        }
        var interrupted = competence.uninterruptible() && load.servesText();
        return interrupted || load.full(Medium.VOICE, PHONE) ? Optional.of("full") : Optional.empty();
    }

    /** Whoever is not to be interrupted may take whatever is asked, so nothing else is asked meanwhile. */
    private boolean oneThingAtATime(int askedOtherwise) {
        return competence.uninterruptible() && askedOtherwise > 0;
    }

    private Optional<String> obstacleToText(String channel, String episodeId) {
        if (load.askedText() > 0 || oneThingAtATime(load.askedVoice())) {
            return Optional.of("being-asked");
        }
        if (load.episodeIds().contains(episodeId)) {
            return Optional.empty();
        }
        if (competence.uninterruptible() && load.talking()) {
            return Optional.of("on-the-phone");
        }
        return load.full(Medium.TEXT, channel) ? Optional.of("full") : Optional.empty();
    }
}
