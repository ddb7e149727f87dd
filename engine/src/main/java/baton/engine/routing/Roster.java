package baton.engine.routing;

import baton.engine.routing.Availability.Competence;
import baton.engine.work.Medium;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which agents can take what now, pool by pool. An agent is in a pool's list of free ones exactly while nothing keeps it from
 * taking such work: what it said last, and offers that it is looking at.
 */
final class Roster {

    private final Map<Need, Pool> pools = new HashMap<>();
    private final Map<String, List<Pool>> poolsOf = new HashMap<>();
    private final Map<String, Availability> agents = new HashMap<>();
    private final Map<String, Integer> asking = new HashMap<>();
    private final Set<String> distrusted = new HashSet<>();

    void clear() {
        pools.clear();
        poolsOf.clear();
        agents.clear();
        asking.clear();
        distrusted.clear();
    }

    Collection<Pool> pools() {
        return pools.values();
    }

    /** The pools of which this agent has the competence. */
    List<Pool> poolsOf(String agentId) {
        return poolsOf.getOrDefault(agentId, List.of());
    }

    Optional<Availability> agent(String agentId) {
        return Optional.ofNullable(agents.get(agentId));
    }

    Collection<Availability> agents() {
        return agents.values();
    }

    /** Made when the first work with this need comes; then all agents are looked at once. */
    Pool pool(Need need, Selection selection) {
        var pool = pools.get(need);
        if (pool == null) {
            pool = new Pool(need, selection);
            pools.put(need, pool);
            for (var agent : agents.values()) {
                if (need.suits(agent.competence())) {
                    poolsOf.computeIfAbsent(agent.agentId(), id -> new ArrayList<>())
                            .add(pool);
                    refresh(pool, agent);
                }
            }
        }
        return pool;
    }

    void say(Availability availability) {
        var before = agents.put(availability.agentId(), availability);
        distrusted.remove(availability.agentId());
        if (before == null || !before.competence().equals(availability.competence())) {
            join(availability.agentId(), availability.competence());
        }
        refresh(availability.agentId());
    }

    void forget(String agentId) {
        poolsOf(agentId).forEach(pool -> pool.withdraw(agentId));
        poolsOf.remove(agentId);
        agents.remove(agentId);
        distrusted.remove(agentId);
    }

    private void join(String agentId, Competence competence) {
        poolsOf(agentId).forEach(pool -> pool.withdraw(agentId));
        var suiting = new ArrayList<Pool>();
        for (var pool : pools.values()) {
            if (pool.need().suits(competence)) {
                suiting.add(pool);
            }
        }
        poolsOf.put(agentId, suiting);
    }

    void asked(String agentId, Medium medium) {
        asking.merge(key(agentId, medium), 1, Integer::sum);
        refresh(agentId);
    }

    void answered(String agentId, Medium medium) {
        asking.computeIfPresent(key(agentId, medium), (key, count) -> count > 1 ? count - 1 : null);
        refresh(agentId);
    }

    /** What the agent said last cannot be right: nothing more until it says something new, or {@link #trust} is called. */
    void distrust(String agentId) {
        distrusted.add(agentId);
        refresh(agentId);
    }

    void trust(String agentId) {
        distrusted.remove(agentId);
        refresh(agentId);
    }

    private static String key(String agentId, Medium medium) {
        return medium == Medium.TEXT ? agentId : agentId + "|voice";
    }

    private void refresh(String agentId) {
        var agent = agents.get(agentId);
        if (agent != null) {
            for (var pool : poolsOf(agentId)) {
                refresh(pool, agent);
            }
        }
    }

    private void refresh(Pool pool, Availability agent) {
        if (obstacle(agent, pool.need().medium(), pool.need().channel(), "").isEmpty()) {
            pool.offer(agent);
        } else {
            pool.withdraw(agent.agentId());
        }
    }

    /** What keeps this agent from taking such work now; empty if nothing does. */
    Optional<String> obstacle(Availability agent, Medium medium, String channel, String episodeId) {
        return isAsked(agent, medium) || distrusted.contains(agent.agentId())
                ? Optional.of("being-asked")
                : agent.obstacle(medium, channel, episodeId);
    }

    private boolean isAsked(Availability agent, Medium medium) {
        var id = agent.agentId();
        return agent.competence().uninterruptible()
                ? asking.containsKey(key(id, Medium.TEXT)) || asking.containsKey(key(id, Medium.VOICE))
                : asking.containsKey(key(id, medium));
    }

    /** {@code wished}: an episode in hand needs no second place for whom it wishes for. */
    Optional<String> obstacle(Availability agent, Place place, boolean wished) {
        var work = place.work();
        var episodeId = wished ? place.waiting().item().episodeId() : "";
        return obstacle(agent, work.medium(), work.channel(), episodeId);
    }
}
