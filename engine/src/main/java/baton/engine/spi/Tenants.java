package baton.engine.spi;

import java.util.List;
import java.util.Optional;

/** Companies that use this installation, as configured under {@code baton.tenants}. */
public interface Tenants {

    List<Tenant> all();

    Optional<Tenant> byId(String tenantId);

    /** By the key that an embedding page names. */
    Optional<Tenant> bySite(String siteKey);

    /** By a number that customers dial: the main number, also with {@code *code} behind it, or one of the direct numbers. */
    Optional<Tenant> byDialled(String dialled);

    record Tenant(
            String id,
            String company,
            Site site,
            Numbers numbers,
            List<Account> agents,
            List<String> dispositions,
            String queueId) {

        public Optional<Account> agent(String agentId) {
            return agents.stream().filter(a -> a.agentId().equals(agentId)).findFirst();
        }
    }

    /**
     * The web site on which the widget may be embedded.
     *
     * @param origins whose pages may open a socket, for example {@code https://shop.example}; the node's own always may
     * @param identitySecret with which the host page proves who its user is; empty if it does not
     */
    record Site(String key, List<String> origins, String identitySecret) {}

    /**
     * @param display the main number for people
     * @param main the main number as dialled
     * @param direct numbers that are lent to single customers, as dialled
     */
    record Numbers(String display, String main, List<String> direct) {}

    /**
     * An agent's local account.
     *
     * @param passwordHash Argon2id in PHC form
     * @param phoneSecret with which the agent's SIP phone, whose user is {@code agentId}, registers; empty if there is none
     */
    record Account(String agentId, String name, String passwordHash, String phoneSecret, int textCapacity) {}
}
