package baton.engine.tenant;

import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Tenant;
import java.util.Map;

/** What of a configuration must not be shown, and how it survives an editor that has not seen it. */
final class Secrets {

    private Secrets() {}

    /** Passwords are for the way in only. */
    static Tenant withoutPasswords(Tenant tenant) {
        var clean = tenant.toBuilder();
        clean.getAgentsBuilderList().forEach(Agent.Builder::clearPassword);
        return clean.build();
    }

    /** What is empty in {@code wanted} stays as it was. */
    static Tenant kept(Tenant wanted, Company before) {
        var kept = wanted.toBuilder();
        if (kept.getSite().getIdentitySecret().isEmpty()
                && !before.own().getSite().getIdentitySecret().isEmpty()) {
            kept.getSiteBuilder().setIdentitySecret(before.own().getSite().getIdentitySecret());
        }
        kept.getAgentsBuilderList().forEach(agent -> keep(agent, before.agents()));
        return kept.build();
    }

    private static void keep(Agent.Builder agent, Map<String, Agent> before) {
        var known = before.get(agent.getId());
        if (known == null) {
            return;
        }
        if (agent.getPasswordHash().isEmpty()) {
            agent.setPasswordHash(known.getPasswordHash());
        }
        if (agent.getPhoneSecret().isEmpty()) {
            agent.setPhoneSecret(known.getPhoneSecret());
        }
    }
}
