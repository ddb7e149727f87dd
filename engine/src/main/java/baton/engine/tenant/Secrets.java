package baton.engine.tenant;

import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Program;
import baton.protocol.config.v1.Tenant;
import java.util.Map;

/** What of a configuration must not be shown, and how it survives an editor that has not seen it. */
final class Secrets {

    private Secrets() {}

    /** Without what is for the way in only: passwords, and the wish to forget a secret. */
    static Tenant asStored(Tenant tenant) {
        var clean = tenant.toBuilder();
        for (var agent : clean.getAgentsBuilderList()) {
            if (agent.getWithoutPhone()) {
                agent.clearPhoneSecret();
            }
            agent.clearPassword().clearWithoutPhone();
        }
        clean.getProgramsBuilderList().forEach(Program.Builder::clearToken);
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
        for (var account : kept.getAccountsBuilderList()) {
            before.own().getAccountsList().stream()
                    .filter(known -> known.getChannel().equals(account.getChannel()))
                    .forEach(known -> keep(account, known));
        }
        for (var program : kept.getProgramsBuilderList()) {
            before.own().getProgramsList().stream()
                    .filter(known -> known.getId().equals(program.getId()))
                    .filter(known -> program.getTokenHash().isEmpty())
                    .forEach(known -> program.setTokenHash(known.getTokenHash()));
        }
        return kept.build();
    }

    private static void keep(ChannelAccount.Builder account, ChannelAccount known) {
        known.getSecretsMap().forEach((name, secret) -> {
            if (account.getSecretsOrDefault(name, "").isEmpty()) {
                account.putSecrets(name, secret);
            }
        });
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
