package baton.chaos;

import baton.engine.tenant.TenantFiles;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Membership;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Tenant;
import com.google.protobuf.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** One for each fault, so that nothing of one is in the way of the next. */
record Company(int number) {

    static final String PASSWORD = "chaos";

    /** Of {@link #PASSWORD}, as cheap as the algorithm allows. */
    private static final String HASH =
            "$argon2id$v=19$m=64,t=1,p=1$xfxtd2PZQSBtSbxtfajk1g$3CFJy4bfUTDSinGaO2xDqiz+YVo15kfVH1QvEud1DSI";

    private static final int AGENTS = 4;
    private static final int OPERATORS = 2;
    private static final int CHATS = 100;

    /** Nobody is asked so slowly that a node may not come back meanwhile. */
    private static final int OFFER_SECONDS = 600;

    String id() {
        return "chaos-" + number;
    }

    String site() {
        return "site-of-" + id();
    }

    /** The number that is dialled. */
    String main() {
        return String.valueOf(1000 + number);
    }

    /** Who answers chats. */
    List<String> agentIds() {
        return IntStream.range(0, AGENTS).mapToObj(n -> "agent-" + n).toList();
    }

    /** Who answers calls. */
    List<String> operatorIds() {
        return IntStream.range(0, OPERATORS).mapToObj(n -> "operator-" + n).toList();
    }

    String phoneSecret() {
        return "telephones-of-" + id();
    }

    /** A file of the first so many of them, for {@code baton node --tenants}. */
    static String yaml(int count) {
        return TenantFiles.FORMAT.out(IntStream.range(0, count)
                .mapToObj(number -> new Company(number).configuration())
                .toList());
    }

    private Tenant configuration() {
        var tenant = Tenant.newBuilder()
                .setId(id())
                .setCompany("Chaos " + number)
                .setDefaultQueue("main")
                .addDispositions("resolved")
                .addQueues(Queue.newBuilder()
                        .setId("main")
                        .setTextOffer(Duration.newBuilder().setSeconds(OFFER_SECONDS)));
        tenant.getSiteBuilder().setKey(site());
        tenant.getNumbersBuilder().setDisplay(main()).setMain(main());
        agentIds().forEach(id -> tenant.addAgents(agent(id).putCapacity("text", CHATS)));
        operatorIds()
                .forEach(id -> tenant.addAgents(agent(id).putCapacity("text", 0).setPhoneSecret(phoneSecret())));
        return tenant.build();
    }

    private static Agent.Builder agent(String id) {
        return Agent.newBuilder()
                .setId(id)
                .setName(id)
                .setPasswordHash(HASH)
                .addQueues(Membership.newBuilder().setQueue("main"));
    }
}
