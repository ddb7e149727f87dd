package baton.e2e;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A company of a test's own, so that tests share one node and nothing else.
 *
 * @param main the number that its customers dial
 * @param direct the numbers that it lends to single customers
 */
record Company(String id, String main, List<String> direct) {

    static final List<String> AGENTS = List.of("anna", "ben", "chloe");
    static final List<String> DISPOSITIONS = List.of("resolved", "spam");
    static final String PASSWORD = "demo";

    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$kAwWLJh/HPg2GoG2//Iw4w$WW4HiUQJD+t61JTuQIjkYZTVjZNA26B74HdF2kc5H4Q";

    /** The {@code n}-th one, counted from 0; each has numbers of its own. */
    static Company number(int n) {
        var base = 2000 + n * 10;
        return new Company(
                "company" + n,
                String.valueOf(base),
                IntStream.range(1, 10).mapToObj(i -> String.valueOf(base + i)).toList());
    }

    /** The first so many, as an overlay for a node's configuration. */
    static Config configuration(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> number(n).configuration())
                .reduce(ConfigFactory.empty(), Config::withFallback);
    }

    /** The key of its web site. */
    String site() {
        return "site-of-" + id;
    }

    /** With what an agent's telephone registers. */
    String phoneSecret(String agent) {
        return "phone-of-" + agent + "-at-" + id;
    }

    private Config configuration() {
        return ConfigFactory.parseMap(Map.of(
                "baton.tenants." + id,
                Map.of(
                        "company",
                        "The company " + id,
                        "queue",
                        "main",
                        "site",
                        Map.of("key", site(), "origins", List.of(), "identity-secret", ""),
                        "numbers",
                        Map.of("display", "+380 44 " + main, "main", main, "direct", direct),
                        "dispositions",
                        DISPOSITIONS,
                        "agents",
                        AGENTS.stream().collect(Collectors.toMap(agent -> agent, this::agent)))));
    }

    private Map<String, Object> agent(String agent) {
        return Map.of(
                "name",
                "Agent " + agent,
                "password-hash",
                HASH,
                "phone-secret",
                phoneSecret(agent),
                "text-capacity",
                4);
    }
}
