package baton.e2e;

import baton.engine.tenant.TenantFiles;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Membership;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** A file of the first so many, for a node to load. */
    static Path file(Path directory, int count) {
        var companies = IntStream.range(0, count)
                .mapToObj(n -> number(n).configuration())
                .toList();
        try {
            return Files.writeString(directory.resolve("companies.yaml"), TenantFiles.FORMAT.out(companies));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of its web site. */
    String site() {
        return "site-of-" + id;
    }

    /** With what an agent's telephone registers. */
    String phoneSecret(String agent) {
        return "phone-of-" + agent + "-at-" + id;
    }

    private Tenant configuration() {
        var tenant = Tenant.newBuilder()
                .setId(id)
                .setCompany("The company " + id)
                .setDefaultQueue("main")
                .addQueues(Queue.newBuilder().setId("main"))
                .addAllDispositions(DISPOSITIONS);
        tenant.getSiteBuilder().setKey(site());
        tenant.getNumbersBuilder().setDisplay("+380 44 " + main).setMain(main).addAllDirect(direct);
        AGENTS.forEach(agent -> tenant.addAgents(agent(agent)));
        return tenant.build();
    }

    private Agent.Builder agent(String agent) {
        return Agent.newBuilder()
                .setId(agent)
                .setName("Agent " + agent)
                .setPasswordHash(HASH)
                .setPhoneSecret(phoneSecret(agent))
                .addQueues(Membership.newBuilder().setQueue("main"))
                .putCapacity("text", 4);
    }
}
