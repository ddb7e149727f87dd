package baton.e2e;

import baton.engine.spi.Tenants;
import baton.engine.tenant.TenantFiles;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Membership;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Tenant;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A company of a test's own, so that tests share one node and nothing else.
 *
 * @param main the number that its customers dial
 * @param direct the numbers that it lends to single customers
 * @param textOffer how long its agents may look at a chat that is offered, in seconds
 */
record Company(String id, String main, List<String> direct, int textOffer) {

    static final List<String> AGENTS = List.of("anna", "ben", "chloe");
    /** Who may change things and serves nobody. */
    static final String SUPERVISOR = "dora";

    static final List<String> DISPOSITIONS = List.of("resolved", "spam");
    static final String PASSWORD = "demo";

    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$kAwWLJh/HPg2GoG2//Iw4w$WW4HiUQJD+t61JTuQIjkYZTVjZNA26B74HdF2kc5H4Q";

    /** The {@code n}-th one, counted from 0; each has numbers of its own. */
    static Company number(int n) {
        return of("company" + n, 2000 + n * 10, 60);
    }

    /** One in which offers end while a test waits for it. */
    static Company hasty(int n) {
        return of("hasty" + n, 5000 + n * 10, 6);
    }

    /** One in which offers do not end while a node is away. */
    static Company patient(int n) {
        return of("patient" + n, 7000 + n * 10, 600);
    }

    private static Company of(String id, int base, int textOffer) {
        var direct =
                IntStream.range(1, 10).mapToObj(i -> String.valueOf(base + i)).toList();
        return new Company(id, String.valueOf(base), direct, textOffer);
    }

    /** A file of the first so many of each kind, for a node to load. */
    static Path file(Path directory, int count, List<IntFunction<Company>> kinds) {
        var companies = kinds.stream()
                .flatMap(kind ->
                        IntStream.range(0, count).mapToObj(n -> kind.apply(n).configuration()))
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

    /** With what its own program "crm" shows that it is. */
    String programToken() {
        return "token-of-crm-that-nobody-can-guess-at-" + id;
    }

    /** The company without what it has many of, as the REST interface takes it, with these accounts. */
    String with(List<ChannelAccount> accounts) {
        try {
            return JsonFormat.printer().print(profile().addAllAccounts(accounts));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private Tenant.Builder profile() {
        var tenant = Tenant.newBuilder()
                .setId(id)
                .setCompany("The company " + id)
                .setDefaultQueue("main")
                .addAllDispositions(DISPOSITIONS)
                .addPrograms(baton.protocol.config.v1.Program.newBuilder()
                        .setId("crm")
                        .setTokenHash(Tenants.Program.hash(programToken())));
        tenant.getSiteBuilder().setKey(site());
        tenant.getNumbersBuilder().setDisplay("+380 44 " + main).setMain(main).addAllDirect(direct);
        return tenant;
    }

    private Tenant configuration() {
        var tenant = profile()
                .addQueues(Queue.newBuilder()
                        .setId("main")
                        .setTextOffer(seconds(textOffer))
                        .setVoiceOffer(seconds(8))); // short, so that nobody waits for it in vain
        AGENTS.forEach(agent -> tenant.addAgents(agent(agent)));
        tenant.addAgents(Agent.newBuilder()
                .setId(SUPERVISOR)
                .setName("Supervisor " + SUPERVISOR)
                .setRole("supervisor")
                .setPasswordHash(HASH));
        return tenant.build();
    }

    private static Duration seconds(int seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
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
