package baton.engine.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Companies that use this installation, as they are now: what is edited holds from the next look on. */
public interface Tenants {

    List<Tenant> all();

    Optional<Tenant> byId(String tenantId);

    /** By the key that an embedding page names. */
    Optional<Tenant> bySite(String siteKey);

    /** By a number that customers dial: the main number, also with {@code *code} behind it, or one of the direct numbers. */
    Optional<Tenant> byDialled(String dialled);

    /** Told the id of each company that has changed, come or gone, after these answers have. By one thread at a time; must not wait for anything. */
    void onChange(Consumer<String> listener);

    /**
     * One company at one moment.
     *
     * @param agents in the order of their ids
     * @param queueId where first contacts wait
     * @param config all that is configured, secrets included: not for the world
     * @param version grows with every change of this company
     */
    record Tenant(
            String id,
            String company,
            Site site,
            Numbers numbers,
            List<Account> agents,
            List<String> dispositions,
            String queueId,
            baton.protocol.config.v1.Tenant config,
            long version) {

        public static Tenant of(baton.protocol.config.v1.Tenant config, long version) {
            return new Tenant(
                    config.getId(),
                    config.getCompany(),
                    new Site(
                            config.getSite().getKey(),
                            List.copyOf(config.getSite().getOriginsList()),
                            config.getSite().getIdentitySecret()),
                    new Numbers(
                            config.getNumbers().getDisplay(),
                            config.getNumbers().getMain(),
                            List.copyOf(config.getNumbers().getDirectList())),
                    accounts(config),
                    List.copyOf(config.getDispositionsList()),
                    config.getDefaultQueue(),
                    config,
                    version);
        }

        private static List<Account> accounts(baton.protocol.config.v1.Tenant config) {
            var accounts = new ArrayList<Account>(config.getAgentsCount());
            config.getAgentsList().forEach(agent -> accounts.add(Account.of(agent)));
            accounts.sort(Comparator.comparing(Account::agentId));
            return List.copyOf(accounts);
        }

        /** The company's account with a messenger; empty if there is none. */
        public Optional<ChannelAccount> account(String channel) {
            return config.getAccountsList().stream()
                    .filter(account -> account.getChannel().equals(channel))
                    .findFirst()
                    .map(account -> new ChannelAccount(
                            channel, Map.copyOf(account.getSettingsMap()), Map.copyOf(account.getSecretsMap())));
        }

        /** The company's own program of this id; empty if there is none. */
        public Optional<Program> program(String programId) {
            return config.getProgramsList().stream()
                    .filter(program -> program.getId().equals(programId))
                    .findFirst()
                    .map(program -> new Program(programId, program.getName(), program.getTokenHash()));
        }

        /** Found by halving: a company may have ten thousand of them, and doors ask for each message. */
        public Optional<Account> agent(String agentId) {
            var low = 0;
            var high = agents.size() - 1;
            while (low <= high) {
                var middle = (low + high) >>> 1;
                var order = agents.get(middle).agentId().compareTo(agentId);
                if (order == 0) {
                    return Optional.of(agents.get(middle));
                } else if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "Tenant[" + id + ", version=" + version + "]";
        }
    }

    /**
     * The web site on which the widget may be embedded.
     *
     * @param origins whose pages may open a socket, for example {@code https://shop.example}; the node's own always may
     * @param identitySecret with which the host page proves who its user is; empty if it does not
     */
    record Site(String key, List<String> origins, String identitySecret) {

        @Override
        public String toString() {
            return "Site[" + key + ", origins=" + origins + "]";
        }
    }

    /**
     * @param display the main number for people
     * @param main the main number as dialled
     * @param direct numbers that are lent to single customers, as dialled
     */
    record Numbers(String display, String main, List<String> direct) {}

    /**
     * An account with a messenger's provider.
     *
     * @param settings by name: what anybody may know
     * @param secrets by name: not for the world, nor for logs
     */
    record ChannelAccount(String channel, Map<String, String> settings, Map<String, String> secrets) {

        /** Empty if it is not there. */
        public String setting(String name) {
            return settings.getOrDefault(name, "");
        }

        /** Empty if it is not there. */
        public String secret(String name) {
            return secrets.getOrDefault(name, "");
        }

        @Override
        public String toString() {
            return "ChannelAccount[" + channel + ", settings=" + settings + ", secrets=" + secrets.keySet() + "]";
        }
    }

    /**
     * A program of the company's own. Its role is {@code program}: it may tell and ask what is known of customers, and nothing else.
     *
     * @param tokenHash SHA-256 of its token in hexadecimal digits
     */
    record Program(String id, String name, String tokenHash) {

        /** In a time that does not tell how much of it was right. */
        public boolean isShownBy(String token) {
            return MessageDigest.isEqual(
                    hash(token).getBytes(StandardCharsets.US_ASCII), tokenHash.getBytes(StandardCharsets.US_ASCII));
        }

        /** Not slow: a token is too long to be guessed. */
        public static String hash(String token) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public String toString() {
            return "Program[" + id + "]";
        }
    }

    /**
     * An agent's local account.
     *
     * @param role {@code agent} or {@code supervisor}
     * @param passwordHash Argon2id in PHC form
     * @param phoneSecret with which the agent's SIP phone, whose user is {@code agentId}, registers; empty if there is none
     * @param textCapacity conversations in text at one time
     * @param config all that is configured, secrets included: not for the world
     */
    record Account(
            String agentId,
            String name,
            String role,
            String passwordHash,
            String phoneSecret,
            int textCapacity,
            baton.protocol.config.v1.Agent config) {

        private static final int TEXTS = 4;

        public static Account of(baton.protocol.config.v1.Agent agent) {
            return new Account(
                    agent.getId(),
                    agent.getName(),
                    agent.getRole().isEmpty() ? "agent" : agent.getRole(),
                    agent.getPasswordHash(),
                    agent.getPhoneSecret(),
                    agent.getCapacityOrDefault("text", TEXTS),
                    agent);
        }

        public boolean supervisor() {
            return role.equals("supervisor");
        }

        @Override
        public String toString() {
            return "Account[" + agentId + ", role=" + role + "]";
        }
    }
}
