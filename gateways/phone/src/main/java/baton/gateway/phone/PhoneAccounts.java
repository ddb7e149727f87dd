package baton.gateway.phone;

import baton.engine.spi.Tenants;
import baton.gateway.phone.DigestChallenge.Credentials;
import java.util.Locale;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.message.Request;

/** Decides whose phone a REGISTER comes from. Takes the same way for an agent who does not exist as for a wrong password. */
final class PhoneAccounts {

    /** Whose phone it is. */
    sealed interface Judgement {}

    record Owner(String tenant, String agentId) implements Judgement {}

    /** The password is right, but the nonce can no longer be taken: ask again. */
    record Stale() implements Judgement {}

    record Refused() implements Judgement {}

    private static final int NONCES = 10_000;
    private static final int LONGEST_NAME = 64;

    private record Account(String tenant, String agentId, String secret) {}

    private final Tenants tenants;
    private final DigestChallenge challenge;
    private final NonceLedger ledger = new NonceLedger(NONCES);
    private final Account nobody = new Account("", "", Sip.random() + Sip.random());

    PhoneAccounts(Tenants tenants, DigestChallenge challenge) {
        this.tenants = tenants;
        this.challenge = challenge;
    }

    Judgement judge(Request request, Credentials credentials) {
        var account = account(request, credentials.username());
        var proved = DigestChallenge.proves(credentials, Request.REGISTER, account.secret());
        var nonce = challenge.read(credentials.nonce());
        var count = count(credentials.nc());
        if (!proved || account == nobody || count < 1) {
            return new Refused();
        }
        if (nonce.isEmpty()) {
            return new Stale();
        }
        return switch (ledger.use(nonce.get(), count)) {
            case FRESH -> new Owner(account.tenant(), account.agentId());
            case FORGOTTEN -> new Stale();
            case USED -> new Refused();
        };
    }

    /** Whose password is to be looked at; without a tenant if there is nobody of that name. */
    Owner claimed(Request request, Credentials credentials) {
        var account = account(request, credentials.username());
        var name = credentials.username();
        return account == nobody
                ? new Owner("", name.substring(0, Math.min(name.length(), LONGEST_NAME)))
                : new Owner(account.tenant(), account.agentId());
    }

    private static long count(String nc) {
        return nc.matches("[0-9a-fA-F]{8}") ? Long.parseLong(nc, 16) : -1;
    }

    /** The agent of the address of record, who must be the one that the credentials name. */
    private Account account(Request request, String username) {
        if (!(Sip.to(request).getAddress().getURI() instanceof SipURI record) || record.getUser() == null) {
            return nobody;
        }
        var at = username.indexOf('@');
        var agentId = at < 0 ? username : username.substring(0, at);
        var domain = at < 0 ? record.getHost() : username.substring(at + 1);
        return tenant(domain)
                .filter(tenant ->
                        record.getUser().equals(agentId) || record.getUser().equals(username))
                .flatMap(tenant -> tenant.agent(agentId)
                        .filter(agent -> !agent.phoneSecret().isEmpty())
                        .map(agent -> new Account(tenant.id(), agentId, agent.phoneSecret())))
                .orElse(nobody);
    }

    /** By its id as the domain or as the first part of it; a company that is alone needs no domain. */
    private Optional<Tenants.Tenant> tenant(String domain) {
        var whole = domain.toLowerCase(Locale.ROOT);
        var byWhole = tenants.byId(whole);
        var byFirst = byWhole.isPresent() ? byWhole : tenants.byId(whole.split("\\.", 2)[0]);
        if (byFirst.isPresent()) {
            return byFirst;
        }
        var all = tenants.all();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }
}
