package baton.engine.tenant;

import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Membership;
import baton.protocol.config.v1.Opening;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Reply;
import baton.protocol.config.v1.Skill;
import baton.protocol.config.v1.Step;
import baton.protocol.config.v1.Tenant;
import com.google.protobuf.util.Durations;

/** Companies of the tests. */
final class Companies {

    static final String HASH =
            "$argon2id$v=19$m=64,t=1,p=1$xuNHjYSKalud5cHvzQRBrw$w3E6YD3sytIWcGHZcUmaKoeImcauo27yjDYWa4yvBdE";

    private Companies() {}

    /** With one of everything, and nothing wrong. */
    static Tenant acme() {
        return company("acme", "100").build();
    }

    static Tenant globex() {
        return company("globex", "200").build();
    }

    /** @param main its number; the direct number has a 1 behind it */
    static Tenant.Builder company(String id, String main) {
        var tenant = Tenant.newBuilder()
                .setId(id)
                .setCompany("The company " + id)
                .setDefaultQueue("main")
                .addDispositions("resolved")
                .addBreakReasons("lunch")
                .addSkills(Skill.newBuilder().setId("german").setName("German"))
                .addQueues(queue("main").setHours("office"))
                .addQueues(queue("sales").setOverflowQueue("main").setOverflowAfter(Durations.fromSeconds(60)))
                .addHours(Hours.newBuilder()
                        .setId("office")
                        .setTimeZone("Europe/Kyiv")
                        .addWeek(Opening.newBuilder()
                                .addDays("monday")
                                .setFrom("09:00")
                                .setTo("18:00")))
                .addAgents(agent("anna"))
                .addAgents(agent("ben"))
                .addReplies(Reply.newBuilder().setId("hello").setTitle("Hello").setText("Hello {{customer.name}}"));
        tenant.getSiteBuilder()
                .setKey("site-of-" + id)
                .addOrigins("https://" + id + ".example")
                .setIdentitySecret("s3cret");
        tenant.getNumbersBuilder().setDisplay("+380 44 " + main).setMain(main).addDirect(main + "1");
        return tenant;
    }

    static Queue.Builder queue(String id) {
        return Queue.newBuilder()
                .setId(id)
                .setName("The queue " + id)
                .addSteps(Step.newBuilder().setAfter(Durations.ZERO).putSkills("german", 5))
                .addSteps(Step.newBuilder().setAfter(Durations.fromSeconds(20)));
    }

    static Agent.Builder agent(String id) {
        return Agent.newBuilder()
                .setId(id)
                .setName("Agent " + id)
                .setPasswordHash(HASH)
                .setPhoneSecret("phone-secret-of-" + id)
                .putSkills("german", 7)
                .addQueues(Membership.newBuilder().setQueue("main").setPreference(1))
                .putCapacity("text", 3);
    }

    /** A company with so many agents. */
    static Tenant large(String id, int agents) {
        var tenant = company(id, "300").clearAgents();
        for (var i = 0; i < agents; i++) {
            tenant.addAgents(agent("a%05d".formatted(i)));
        }
        return tenant.build();
    }
}
