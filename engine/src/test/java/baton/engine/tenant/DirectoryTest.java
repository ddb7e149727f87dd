package baton.engine.tenant;

import static baton.engine.MovableClock.START;
import static baton.engine.tenant.Companies.acme;
import static baton.engine.tenant.Companies.agent;
import static baton.engine.tenant.Companies.company;
import static baton.engine.tenant.Companies.queue;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.follow.Following;
import baton.engine.spi.Configuration.Author;
import baton.engine.spi.Configuration.Change;
import baton.engine.spi.Configuration.Part;
import baton.engine.spi.Configuration.Problem;
import baton.engine.tenant.DirectoryCommand.FollowDirectory;
import baton.engine.tenant.DirectoryCommand.Manner;
import baton.engine.tenant.DirectoryCommand.RemovePart;
import baton.engine.tenant.DirectoryCommand.RemoveTenant;
import baton.engine.tenant.DirectoryCommand.ReplaceTenant;
import baton.engine.tenant.DirectoryCommand.SaveCompany;
import baton.engine.tenant.DirectoryCommand.SaveParts;
import baton.engine.tenant.DirectoryCommand.StagePiece;
import baton.engine.tenant.DirectoryEvent.AgentSaved;
import baton.engine.tenant.DirectoryEvent.QueueRemoved;
import baton.engine.tenant.DirectoryEvent.QueueSaved;
import baton.engine.tenant.DirectoryEvent.Stamp;
import baton.engine.tenant.DirectoryEvent.TenantRemoved;
import baton.engine.tenant.DirectoryReply.Accepted;
import baton.engine.tenant.DirectoryReply.Rejected;
import baton.engine.tenant.DirectoryReply.Staged;
import baton.protocol.config.v1.Tenant;
import baton.protocol.journal.v1.DirectoryPage;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

class DirectoryTest extends EntityTest<DirectoryCommand, DirectoryEvent, DirectoryState> {

    /** Of {@link Companies#acme}: itself, a skill, hours, two queues, two agents, a reply. */
    private static final int PARTS = 8;

    @Override
    protected Behavior<DirectoryCommand> behavior(EntityKey key) {
        return Directory.create(key, clock);
    }

    @Test
    void aNewCompanyIsStoredPartByPart() {
        var loaded = load(acme());

        assertThat(loaded.events()).hasSize(PARTS);
        assertThat(loaded.events())
                .extracting(event -> event.stamp().number())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(loaded.events()).contains(new QueueSaved(acme().getQueues(0), stamp(4)));
        assertThat(loaded.reply())
                .isEqualTo(new Accepted(
                        8,
                        8,
                        List.of(
                                new Change("company", 1),
                                new Change("skill", 1),
                                new Change("hours", 1),
                                new Change("queue", 2),
                                new Change("agent", 2),
                                new Change("reply", 1))));
        assertThat(whole("acme")).isEqualTo(acme());
    }

    @Test
    void whatIsTheSameIsNotStoredAgain() {
        load(acme());

        var again = load(acme());
        var changed = load(acme().toBuilder()
                .setQueues(1, queue("sales").setPriority(9))
                .setAgents(1, agent("ben").setName("Benjamin"))
                .build());

        assertThat(again.hasNoEvents()).isTrue();
        assertThat(again.reply()).isEqualTo(new Accepted(8, 8, List.of()));
        assertThat(changed.events())
                .containsExactly(
                        new QueueSaved(queue("sales").setPriority(9).build(), stamp(9)),
                        new AgentSaved(agent("ben").setName("Benjamin").build(), stamp(10)));
        assertThat(changed.reply())
                .isEqualTo(new Accepted(10, 10, List.of(new Change("queue", 1), new Change("agent", 1))));
    }

    @Test
    void whatIsNotInTheFileAnyMoreIsRemoved() {
        load(acme());

        var loaded = load(acme().toBuilder().removeQueues(1).build());

        assertThat(loaded.events()).containsExactly(new QueueRemoved("sales", stamp(9)));
    }

    @Test
    void aFileIsForACompanyThatIsNotThereYet() {
        load(acme());

        var loaded = replace(acme().toBuilder().setCompany("Other").build(), Manner.IF_NEW, 0);

        assertThat(loaded.hasNoEvents()).isTrue();
        assertThat(loaded.reply()).isEqualTo(new Accepted(8, 8, List.of()));
    }

    @Test
    void anEditorThatHasNotSeenSecretsDoesNotEraseThem() {
        load(acme());
        var shown = acme().toBuilder();
        shown.getSiteBuilder().clearIdentitySecret();
        shown.getAgentsBuilderList().forEach(agent -> agent.clearPasswordHash().clearPhoneSecret());
        shown.getAgentsBuilder(0).setPhoneSecret("a-new-secret");

        var edited = replace(shown.build(), Manner.KEEPING_SECRETS, 0);
        var company = run((ActorRef<DirectoryReply> to) -> new SaveCompany(
                author(0), Content.pack(Company.ownOf(shown.setCompany("Acme 2").build())), to));
        var agent = run((ActorRef<DirectoryReply> to) -> new SaveParts(
                author(0),
                Content.pack(Tenant.newBuilder()
                        .addAgents(agent("ben").clearPasswordHash().setName("B"))
                        .build()),
                to));

        assertThat(edited.events())
                .containsExactly(new AgentSaved(
                        agent("anna").setPhoneSecret("a-new-secret").build(), stamp(9)));
        assertThat(company.events()).hasSize(1);
        assertThat(whole("acme").getSite().getIdentitySecret()).isEqualTo("s3cret");
        assertThat(agent.events())
                .containsExactly(new AgentSaved(agent("ben").setName("B").build(), stamp(11)));
    }

    @Test
    void anEditorCanForgetThePhoneSecretOfAnAgent() {
        load(acme());
        var ben = agent("ben").clearPasswordHash().clearPhoneSecret();

        var forgotten = run((ActorRef<DirectoryReply> to) -> new SaveParts(
                author(0),
                Content.pack(Tenant.newBuilder()
                        .addAgents(ben.clone().setWithoutPhone(true))
                        .build()),
                to));

        assertThat(agent("ben").getPhoneSecret()).isNotEmpty();
        assertThat(forgotten.events())
                .containsExactly(new AgentSaved(agent("ben").clearPhoneSecret().build(), stamp(9)));
    }

    @Test
    void aPasswordIsNeverStored() {
        load(acme().toBuilder()
                .setAgents(0, agent("anna").setPassword("geheim"))
                .build());

        assertThat(whole("acme").getAgents(0)).isEqualTo(agent("anna").build());
    }

    @Test
    void partsAreSavedAndRemovedOneByOne() {
        load(acme());

        var saved = run((ActorRef<DirectoryReply> to) -> new SaveParts(
                author(0),
                Content.pack(Tenant.newBuilder().addQueues(queue("new")).build()),
                to));
        var removed = run((ActorRef<DirectoryReply> to) -> new RemovePart(author(0), Part.QUEUES, "new", to));
        var missing = run((ActorRef<DirectoryReply> to) -> new RemovePart(author(0), Part.QUEUES, "new", to));

        assertThat(saved.events()).containsExactly(new QueueSaved(queue("new").build(), stamp(9)));
        assertThat(removed.event()).isEqualTo(new QueueRemoved("new", stamp(10)));
        assertThat(missing.hasNoEvents()).isTrue();
        assertThat(missing.reply()).isEqualTo(new Rejected("no-such-queue", "there is no queue 'new'", List.of()));
    }

    @Test
    void whatIsNeededIsNotRemoved() {
        load(acme());

        var removed = run((ActorRef<DirectoryReply> to) -> new RemovePart(author(0), Part.SKILLS, "german", to));

        assertThat(removed.hasNoEvents()).isTrue();
        assertThat(removed.replyOfType(Rejected.class).code()).isEqualTo("bad-configuration");
        assertThat(removed.replyOfType(Rejected.class).problems())
                .contains(new Problem(
                        "queues[0].steps[0].skills.german",
                        "there is no skill 'german'",
                        "no-such-skill",
                        Map.of("value", "german")));
    }

    @Test
    void whatIsWrongIsRefusedAsAWhole() {
        load(acme());

        var wrong = load(acme().toBuilder()
                .setCompany("Acme 2")
                .setDefaultQueue("nowhere")
                .build());
        var foreign = load(company("globex", "100").build());

        assertThat(wrong.hasNoEvents()).isTrue();
        assertThat(wrong.reply())
                .isEqualTo(new Rejected(
                        "bad-configuration",
                        "there is 1 problem",
                        List.of(new Problem(
                                "defaultQueue",
                                "there is no queue 'nowhere'",
                                "no-such-queue",
                                Map.of("value", "nowhere")))));
        assertThat(foreign.hasNoEvents()).isTrue();
        assertThat(foreign.replyOfType(Rejected.class).problems())
                .containsExactly(taken("numbers.main", "100"), taken("numbers.direct[0]", "1001"));
    }

    private static Problem taken(String path, String number) {
        return new Problem(
                path, "'" + number + "' belongs to 'acme'", "taken", Map.of("value", number, "other", "acme"));
    }

    @Test
    void anEditOfAnOldVersionIsRefused() {
        load(acme());
        load(company("globex", "200").build());

        var current = replace(acme().toBuilder().setCompany("Acme 2").build(), Manner.EXACTLY, 8);
        var stale = replace(acme().toBuilder().setCompany("Acme 3").build(), Manner.EXACTLY, 8);

        assertThat(current.events()).hasSize(1);
        assertThat(stale.hasNoEvents()).isTrue();
        assertThat(stale.reply())
                .isEqualTo(new Rejected("stale", "version 8 was edited, and meanwhile there is version 17", List.of()));
    }

    @Test
    void aCompanyThatIsGoneLeavesItsNumbersToOthers() {
        load(acme());

        var removed = run((ActorRef<DirectoryReply> to) -> new RemoveTenant(author(0), to));
        var again = run((ActorRef<DirectoryReply> to) -> new RemoveTenant(author(0), to));
        var heir = load(company("globex", "100").build());

        assertThat(removed.event()).isEqualTo(new TenantRemoved(stamp(9)));
        assertThat(again.replyOfType(Rejected.class).code()).isEqualTo("no-such-tenant");
        assertThat(heir.events()).hasSize(PARTS);
        assertThat(entity.getState().companies().keySet()).containsExactly("globex");
    }

    @Test
    void tenThousandAgentsAreLoadedAtOnceAndPagedToWhoFollows() {
        var large = Companies.large("acme", 10_000);
        var follower = follow(0);
        assertThat(follower.receiveMessage().getOf()).isEqualTo(1);

        var loaded = load(large);

        assertThat(loaded.events()).hasSize(10_006);
        assertThat(pages(follower)).hasSizeGreaterThan(10).allSatisfy(page -> {
            assertThat(page.getSerializedSize()).isLessThan(128 * 1024);
            assertThat(page.getWhole()).isFalse();
            assertThat(page.getUpTo()).isEqualTo(10_006);
        });
        assertThat(whole("acme")).isEqualTo(large);
        assertThat(pages(follow(17))).hasSizeGreaterThan(10).allMatch(page -> page.getSerializedSize() < 128 * 1024);
    }

    @Test
    void piecesThatAreMissingAreNamed() {
        var staged = run((ActorRef<DirectoryReply> to) -> new StagePiece("u", 1, "x", to));
        var incomplete = run((ActorRef<DirectoryReply> to) -> new ReplaceTenant(author(0), "u", 2, Manner.EXACTLY, to));

        assertThat(staged.reply()).isEqualTo(new Staged());
        assertThat(incomplete.replyOfType(Rejected.class).code()).isEqualTo("incomplete");
    }

    @Test
    void whoKnowsEverythingIsToldOnlyWhatIsNew() {
        load(acme());
        var follower = follow(8);

        load(acme().toBuilder().setCompany("Acme 2").build());

        var page = follower.receiveMessage();
        assertThat(page.getWhole()).isFalse();
        assertThat(page.getAfter()).isEqualTo(8);
        assertThat(page.getUpTo()).isEqualTo(9);
        assertThat(page.getEventsCount()).isEqualTo(1);
    }

    @Test
    void aRestartForgetsNothing() {
        load(acme());
        load(company("globex", "200").build());
        run((ActorRef<DirectoryReply> to) -> new RemoveTenant(author(0), to));
        var before = entity.getState();

        entity.restart();

        assertThat(entity.getState()).isEqualTo(before);
        assertThat(before.last()).isEqualTo(17);
    }

    private CommandResultWithReply<DirectoryCommand, DirectoryEvent, DirectoryState, DirectoryReply> load(
            Tenant tenant) {
        return replace(tenant, Manner.EXACTLY, 0);
    }

    private CommandResultWithReply<DirectoryCommand, DirectoryEvent, DirectoryState, DirectoryReply> replace(
            Tenant tenant, Manner manner, long basedOn) {
        var pieces = Content.pieces(Content.pack(tenant));
        for (var i = 0; i < pieces.size(); i++) {
            var number = i + 1;
            run((ActorRef<DirectoryReply> to) -> new StagePiece("u", number, pieces.get(number - 1), to));
        }
        var author = new Author(tenant.getId(), "dora", basedOn);
        return run((ActorRef<DirectoryReply> to) -> new ReplaceTenant(author, "u", pieces.size(), manner, to));
    }

    private TestProbe<DirectoryPage> follow(long after) {
        TestProbe<DirectoryPage> follower = actors.createTestProbe();
        run((ActorRef<Following> to) -> new FollowDirectory(after, follower.ref(), to));
        return follower;
    }

    private static List<DirectoryPage> pages(TestProbe<DirectoryPage> follower) {
        var first = follower.receiveMessage();
        var pages = new java.util.ArrayList<>(List.of(first));
        while (pages.size() < first.getOf()) {
            pages.add(follower.receiveMessage());
        }
        return pages;
    }

    private Tenant whole(String tenantId) {
        return entity.getState().company(tenantId).orElseThrow().whole();
    }

    private static Author author(long basedOn) {
        return new Author("acme", "dora", basedOn);
    }

    private static Stamp stamp(long number) {
        return new Stamp("acme", number, "dora", START);
    }
}
