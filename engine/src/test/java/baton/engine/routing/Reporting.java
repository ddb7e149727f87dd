package baton.engine.routing;

import static baton.engine.MovableClock.START;

import baton.engine.routing.Availability.Competence;
import baton.engine.routing.Availability.Load;
import baton.engine.routing.Availability.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an agent says of itself, in tests: there, free, in the queue "main", with a telephone, unless said otherwise. */
final class Reporting {

    private final String agentId;
    private final Map<String, Integer> skills = new TreeMap<>();
    private final Map<String, Integer> queues = new TreeMap<>(Map.of("main", 1));
    private final Map<String, Integer> capacity = new TreeMap<>(Map.of("text", 4, "phone", 1));
    private final Map<String, Integer> used = new TreeMap<>();
    private final List<String> episodeIds = new ArrayList<>();
    private long version = 1;
    private String presence = "available";
    private String reason = "";
    private boolean disconnected;
    private boolean phone = true;
    private boolean uninterruptible;
    private boolean talking;
    private int askedText;
    private int askedVoice;
    private Instant idleSince = START.minusSeconds(60);

    private Reporting(String agentId) {
        this.agentId = agentId;
    }

    static Reporting agent(String agentId) {
        return new Reporting(agentId);
    }

    Reporting version(long newVersion) {
        version = newVersion;
        return this;
    }

    Reporting is(String newPresence) {
        presence = newPresence;
        return this;
    }

    Reporting because(String newReason) {
        reason = newReason;
        return this;
    }

    Reporting disconnected() {
        disconnected = true;
        return this;
    }

    Reporting withoutPhone() {
        phone = false;
        return this;
    }

    Reporting uninterruptible() {
        uninterruptible = true;
        return this;
    }

    Reporting skill(String skill, int level) {
        skills.put(skill, level);
        return this;
    }

    Reporting serves(Map<String, Integer> preferenceByQueue) {
        queues.clear();
        queues.putAll(preferenceByQueue);
        return this;
    }

    Reporting capacity(String slot, int places) {
        capacity.put(slot, places);
        return this;
    }

    Reporting used(String slot, int places) {
        used.put(slot, places);
        return this;
    }

    Reporting has(String... episodes) {
        episodeIds.addAll(List.of(episodes));
        return this;
    }

    Reporting asked(int text, int voice) {
        askedText = text;
        askedVoice = voice;
        return this;
    }

    Reporting talking() {
        talking = true;
        return this;
    }

    /** Seconds after the start. */
    Reporting idleSince(int seconds) {
        return idleSince(START.plusSeconds(seconds));
    }

    Reporting idleSince(Instant at) {
        idleSince = at;
        return this;
    }

    Availability says() {
        return new Availability(
                agentId,
                "The agent " + agentId,
                version,
                1,
                new Status(presence, reason, START, disconnected, phone),
                new Competence(skills, queues, uninterruptible),
                new Load(capacity, used, askedText, askedVoice, talking, List.copyOf(episodeIds)),
                idleSince);
    }

    /** The account has been removed. */
    Availability saysGoodbye() {
        var said = says();
        return new Availability(
                agentId, "", version, 1, said.status(), said.competence(), said.load(), said.idleSince());
    }
}
