package baton.engine.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who should get a piece of work.
 *
 * @param preferences who gets it if that is possible, in this order
 * @param onlyAgentId nobody else may get it; empty: anybody who fits
 * @param avoidedAgentId who gets it only if nobody else can; empty for nobody
 */
public record Wishes(List<Preference> preferences, String onlyAgentId, String avoidedAgentId) {

    public static Wishes none() {
        return new Wishes(List.of(), "", "");
    }

    /** {@code agentId} may be empty: then nobody is wished for. */
    public static Wishes of(String agentId, String why, Instant at) {
        return none().preferring(agentId, why, at);
    }

    public static Wishes only(String agentId, Instant at) {
        return new Wishes(List.of(new Preference(agentId, Preference.TRANSFER, at)), agentId, "");
    }

    /** This agent before all others; nothing changes if {@code agentId} is empty. */
    public Wishes preferring(String agentId, String why, Instant at) {
        if (agentId.isEmpty()) {
            return this;
        }
        var first = new ArrayList<Preference>();
        first.add(new Preference(agentId, why, at));
        preferences.stream().filter(p -> !p.agentId().equals(agentId)).forEach(first::add);
        return new Wishes(List.copyOf(first), onlyAgentId, avoidedAgentId);
    }

    public Wishes avoiding(String agentId) {
        return new Wishes(preferences, onlyAgentId, agentId);
    }

    public Optional<Preference> preference(String agentId) {
        return preferences.stream().filter(p -> p.agentId().equals(agentId)).findFirst();
    }

    /** Who comes first; empty for nobody. */
    public String first() {
        return preferences.isEmpty() ? "" : preferences.get(0).agentId();
    }
}
