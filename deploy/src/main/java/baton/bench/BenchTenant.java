package baton.bench;

import baton.engine.tenant.TenantFiles;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Membership;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Tenant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The company that a benchmark serves, as a file for the node.
 *
 * @param agents how many there are; their ids are those of {@link #agentIds}
 * @param textCapacity chats at one time of each
 */
record BenchTenant(int agents, int textCapacity) {

    static final String ID = "bench";
    static final String NUMBER = "100";
    static final String PASSWORD = "bench";
    static final String PHONE_SECRET = "bench-telephone";
    static final String DISPOSITION = "resolved";

    /** Of {@link #PASSWORD}, as cheap as the algorithm allows: logging in is not what is measured. */
    private static final String PASSWORD_HASH =
            "$argon2id$v=19$m=64,t=1,p=1$xuNHjYSKalud5cHvzQRBrw$w3E6YD3sytIWcGHZcUmaKoeImcauo27yjDYWa4yvBdE";

    List<String> agentIds() {
        return IntStream.range(0, agents).mapToObj("a%04d"::formatted).toList();
    }

    /** A file for {@code baton node --tenants}. */
    String yaml() {
        var tenant = Tenant.newBuilder()
                .setId(ID)
                .setCompany("Bench")
                .setDefaultQueue("main")
                .addDispositions(DISPOSITION)
                .addQueues(Queue.newBuilder().setId("main"));
        tenant.getSiteBuilder().setKey(ID);
        tenant.getNumbersBuilder().setDisplay(NUMBER).setMain(NUMBER);
        agentIds().forEach(id -> tenant.addAgents(agent(id)));
        return TenantFiles.FORMAT.out(List.of(tenant.build()));
    }

    private Agent.Builder agent(String id) {
        return Agent.newBuilder()
                .setId(id)
                .setName(id)
                .setPasswordHash(PASSWORD_HASH)
                .setPhoneSecret(PHONE_SECRET)
                .addQueues(Membership.newBuilder().setQueue("main"))
                .putCapacity("text", textCapacity);
    }
}
