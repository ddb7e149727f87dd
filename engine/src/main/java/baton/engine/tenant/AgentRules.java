package baton.engine.tenant;

import baton.protocol.config.v1.Agent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What is wrong with agents. */
final class AgentRules {

    /** The longest password that is hashed. */
    static final int PASSWORD_LENGTH = 200;

    private static final List<String> ROLES = List.of("agent", "supervisor");
    private static final int NAME_LENGTH = 200;
    private static final int SECRET_LENGTH = 500;
    private static final int PHONE_SECRET_LENGTH = 12;
    private static final int HIGHEST_LEVEL = 10;
    private static final int MOST_AT_ONCE = 100;
    private static final int LAST_PREFERENCE = 100;

    private final List<Agent> agents;
    private final Validation.Ids ids;
    private final Findings findings;

    AgentRules(List<Agent> agents, Validation.Ids ids, Findings findings) {
        this.agents = agents;
        this.ids = ids;
        this.findings = findings;
    }

    void check() {
        for (var i = 0; i < agents.size(); i++) {
            check("agents[" + i + "]", agents.get(i));
        }
    }

    private void check(String path, Agent agent) {
        findings.text(path + ".name", agent.getName(), 1, NAME_LENGTH);
        findings.oneOf(path + ".role", agent.getRole(), ROLES);
        secrets(path, agent);
        agent.getSkillsMap().forEach((skill, level) -> {
            findings.known(path + ".skills." + skill, skill, ids.skills(), "skill");
            findings.range(path + ".skills." + skill, level, 1, HIGHEST_LEVEL);
        });
        queues(path, agent);
        agent.getCapacityMap().forEach((channel, most) -> {
            findings.id(path + ".capacity." + channel, channel);
            findings.range(path + ".capacity." + channel, most, 0, MOST_AT_ONCE);
        });
    }

    /** None of them is ever repeated in a sentence. */
    private void secrets(String path, Agent agent) {
        findings.text(path + ".password", agent.getPassword(), 0, PASSWORD_LENGTH);
        var hash = agent.getPasswordHash();
        findings.require(
                hash.isEmpty() || (hash.startsWith("$argon2id$") && hash.length() <= SECRET_LENGTH),
                path + ".passwordHash",
                "bad-hash",
                "it is no hash of Argon2id in PHC form; give a password and it is made");
        findings.text(path + ".phoneSecret", agent.getPhoneSecret(), 0, SECRET_LENGTH);
        findings.require(
                agent.getPhoneSecret().isEmpty() || agent.getPhoneSecret().length() >= PHONE_SECRET_LENGTH,
                path + ".phoneSecret",
                "weak-secret",
                "it has less than " + PHONE_SECRET_LENGTH + " characters, and everybody can try to guess it",
                Map.of("least", "" + PHONE_SECRET_LENGTH));
    }

    private void queues(String path, Agent agent) {
        var seen = new HashSet<String>();
        for (var i = 0; i < agent.getQueuesCount(); i++) {
            var at = path + ".queues[" + i + "]";
            var membership = agent.getQueues(i);
            findings.known(at + ".queue", membership.getQueue(), ids.queues(), "queue");
            findings.once(at + ".queue", membership.getQueue(), seen);
            findings.range(at + ".preference", membership.getPreference(), 0, LAST_PREFERENCE);
        }
    }
}
