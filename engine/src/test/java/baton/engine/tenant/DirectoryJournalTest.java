package baton.engine.tenant;

import static baton.engine.MovableClock.START;

import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import baton.engine.tenant.DirectoryEvent.AgentRemoved;
import baton.engine.tenant.DirectoryEvent.AgentSaved;
import baton.engine.tenant.DirectoryEvent.HoursRemoved;
import baton.engine.tenant.DirectoryEvent.HoursSaved;
import baton.engine.tenant.DirectoryEvent.QueueRemoved;
import baton.engine.tenant.DirectoryEvent.QueueSaved;
import baton.engine.tenant.DirectoryEvent.ReplyRemoved;
import baton.engine.tenant.DirectoryEvent.ReplySaved;
import baton.engine.tenant.DirectoryEvent.SkillRemoved;
import baton.engine.tenant.DirectoryEvent.SkillSaved;
import baton.engine.tenant.DirectoryEvent.Stamp;
import baton.engine.tenant.DirectoryEvent.TenantRemoved;
import baton.engine.tenant.DirectoryEvent.TenantSaved;
import baton.protocol.config.v1.Agent;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

class DirectoryJournalTest extends JournalContract<DirectoryEvent, DirectoryState> {

    @Override
    protected JournalSerializer<DirectoryEvent, DirectoryState> serializer() {
        return new DirectorySerializer();
    }

    @Override
    protected Class<DirectoryEvent> eventType() {
        return DirectoryEvent.class;
    }

    @Override
    protected String name() {
        return "directory";
    }

    @Override
    protected int identifier() {
        return 8107;
    }

    @Override
    protected List<DirectoryEvent> samples() {
        var acme = Companies.acme();
        return List.of(
                new TenantSaved(Company.ownOf(acme), stamp(1)),
                new TenantRemoved(stamp(2)),
                new SkillSaved(acme.getSkills(0), stamp(3)),
                new SkillRemoved("german", stamp(4)),
                new HoursSaved(acme.getHours(0), stamp(5)),
                new HoursRemoved("office", stamp(6)),
                new QueueSaved(acme.getQueues(1), stamp(7)),
                new QueueRemoved("sales", stamp(8)),
                new AgentSaved(asBefore(acme.getAgents(0)), stamp(9)),
                new AgentRemoved("anna", stamp(10)),
                new ReplySaved(acme.getReplies(0), stamp(11)),
                new ReplyRemoved("hello", stamp(12)));
    }

    /** With a secret that is too short by now: what was stored stays. */
    private static Agent asBefore(Agent agent) {
        return agent.toBuilder().setPhoneSecret("phone-of-" + agent.getId()).build();
    }

    private static Stamp stamp(long number) {
        return new Stamp("acme", number, "dora", START.plusNanos(number));
    }

    @Override
    protected DirectoryState sampleState() {
        var samples = samples();
        return DirectoryState.replay(List.of(
                new TenantRemoved(new Stamp("globex", 1, "operator", START)),
                samples.get(0),
                samples.get(2),
                samples.get(4),
                samples.get(6),
                samples.get(8),
                samples.get(10)));
    }

    @Override
    protected void walk(Random random, Consumer<DirectoryState> visit) {
        var state = DirectoryState.empty();
        for (int number = 1; number <= 20; number++) {
            var tenantId = "t" + random.nextInt(3);
            var stamp = new Stamp(tenantId, number, "by" + random.nextInt(3), START.plusSeconds(number));
            state = state.after(event(random, tenantId, stamp));
            visit.accept(state);
        }
    }

    private static DirectoryEvent event(Random random, String tenantId, Stamp stamp) {
        var id = "x" + random.nextInt(3);
        return switch (random.nextInt(7)) {
            case 0 ->
                new TenantSaved(Company.ownOf(Companies.company(tenantId, id).build()), stamp);
            case 1 -> new TenantRemoved(stamp);
            case 2 ->
                new QueueSaved(
                        Companies.queue(id).setPriority(random.nextInt(9)).build(), stamp);
            case 3 -> new QueueRemoved(id, stamp);
            case 4 ->
                new AgentSaved(
                        Companies.agent(id).setName("n" + random.nextInt(3)).build(), stamp);
            case 5 -> new AgentRemoved(id, stamp);
            default -> new SkillRemoved(id, stamp);
        };
    }
}
