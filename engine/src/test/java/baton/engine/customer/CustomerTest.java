package baton.engine.customer;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.customer.CustomerCommand.AddAddress;
import baton.engine.customer.CustomerCommand.ClassifyCustomer;
import baton.engine.customer.CustomerCommand.FindEpisode;
import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.customer.CustomerCommand.NameCustomer;
import baton.engine.customer.CustomerCommand.NoteServed;
import baton.engine.customer.CustomerCommand.OpenEpisode;
import baton.engine.customer.CustomerCommand.RemoveAddress;
import baton.engine.customer.CustomerCommand.WakeUp;
import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.CustomerServed;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.customer.CustomerReply.CurrentEpisode;
import baton.engine.customer.CustomerReply.Noted;
import baton.engine.duty.RecordingCarrier;
import baton.engine.follow.Following;
import baton.protocol.client.v1.CustomerView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

class CustomerTest extends EntityTest<CustomerCommand, CustomerEvent, CustomerState> {

    private static final AddressKey CHAT = new AddressKey("webchat", "visitor-1");
    private static final AddressKey PHONE = new AddressKey("phone", "380501112233");

    private AtomicInteger slept = new AtomicInteger();
    private final Map<String, CustomerCommand> sentOn = new ConcurrentHashMap<>();
    private RecordingCarrier<CustomerErrand> carrier = new RecordingCarrier<>();

    @Override
    protected Behavior<CustomerCommand> behavior(EntityKey key) {
        slept = new AtomicInteger();
        sentOn.clear();
        carrier = new RecordingCarrier<>();
        return Customer.create(
                key, clock, (customerId, command) -> sentOn.put(customerId, command), carrier, slept::incrementAndGet);
    }

    @Test
    void whoAppearsForTheFirstTimeIsStoredWithTheirEpisodeInOneWrite() {
        var first = find(Optional.of(CHAT));
        var second = find(Optional.of(CHAT));

        assertThat(first.events())
                .isEqualTo(List.of(new AddressAdded(CHAT, START), new EpisodeOpened(id + "-1", START)));
        assertThat(first.reply()).isEqualTo(current(id + "-1", Ties.none()));
        assertThat(second.hasNoEvents()).isTrue();
        assertThat(second.reply()).isEqualTo(first.reply());
    }

    @Test
    void whoIsWokenBeforehandStoresNothing() {
        assertThat(entity.runCommand(new WakeUp()).hasNoEvents()).isTrue();

        assertThat(find(Optional.of(CHAT)).reply()).isEqualTo(current(id + "-1", Ties.none()));
    }

    @Test
    void aBurstOpensOneEpisode() {
        var first = open("");
        var second = open("");
        var third = open("");

        assertThat(first.event()).isEqualTo(new EpisodeOpened(id + "-1", START));
        assertThat(first.reply()).isEqualTo(current(id + "-1", Ties.none()));
        assertThat(second.hasNoEvents()).isTrue();
        assertThat(second.reply()).isEqualTo(first.reply());
        assertThat(third.reply()).isEqualTo(first.reply());
    }

    @Test
    void theNextEpisodeOpensOnceAfterTheLastOne() {
        open("");

        var next = open(id + "-1");
        var late = open(id + "-1");

        assertThat(next.reply()).isEqualTo(current(id + "-2", Ties.none()));
        assertThat(late.hasNoEvents()).isTrue();
        assertThat(late.reply()).isEqualTo(current(id + "-2", Ties.none()));
        assertThat(find(Optional.empty()).reply()).isEqualTo(current(id + "-2", Ties.none()));
    }

    @Test
    void ofTheOneThatWasFullIsKnownWhereItGoesOn() {
        open("");

        var next = this.<CustomerReply>run(to -> new OpenEpisode(id + "-1", true, to));
        var late = this.<CustomerReply>run(to -> new OpenEpisode(id + "-1", true, to));

        assertThat(next.event()).isEqualTo(new EpisodeOpened(id + "-2", id + "-1", START));
        assertThat(late.hasNoEvents()).isTrue();
        entity.restart();
        assertThat(((CurrentEpisode) find(Optional.empty()).reply()).joined()).containsExactly(id + "-1");
        open(id + "-2");
        assertThat(find(Optional.empty()).reply()).isEqualTo(current(id + "-3", Ties.none()));
    }

    @Test
    void anAddressIsRememberedOnceWhereTheCustomerAppears() {
        open("");

        var first = find(Optional.of(CHAT));
        var again = find(Optional.of(CHAT));
        var unknown = find(Optional.empty());

        assertThat(first.event()).isEqualTo(new AddressAdded(CHAT, START));
        assertThat(again.hasNoEvents()).isTrue();
        assertThat(unknown.hasNoEvents()).isTrue();
    }

    @Test
    void whatIsKnownAlreadyIsNotStoredAgain() {
        assertThat(add(PHONE).event()).isEqualTo(new AddressAdded(PHONE, START));
        assertThat(add(PHONE).hasNoEvents()).isTrue();
        assertThat(name("Ann").event()).isEqualTo(new CustomerNamed("Ann", START));
        assertThat(name("Ann").hasNoEvents()).isTrue();
        assertThat(remove(PHONE).event()).isEqualTo(new AddressRemoved(PHONE, START));
        assertThat(remove(PHONE).hasNoEvents()).isTrue();
        assertThat(remove(PHONE).reply()).isEqualTo(new Noted());
    }

    @Test
    void theLastAgentIsRememberedAndToldWithTheEpisode() {
        open("");

        assertThat(served("anna", START).event()).isEqualTo(new CustomerServed("anna", id + "-1", START));
        assertThat(served("anna", START).hasNoEvents()).isTrue();

        assertThat(open(id + "-1").reply()).isEqualTo(current(id + "-2", new Ties("", "", "anna", START)));
    }

    @Test
    void whatAnOldEpisodeSaysAgainChangesNothing() {
        served("anna", START);
        served("ben", START.plusSeconds(60));

        var echo = served("anna", START);

        assertThat(echo.hasNoEvents()).isTrue();
        assertThat(echo.reply()).isEqualTo(new Noted());
        assertThat(view().getLastAgentId()).isEqualTo("ben");
    }

    @Test
    void segmentAndPersonalAgentAreSetAndTakenBack() {
        open("");

        assertThat(classify("vip", "ben").event()).isEqualTo(new CustomerClassified("vip", "ben", START));
        assertThat(classify("vip", "ben").hasNoEvents()).isTrue();
        assertThat(view().getSegment()).isEqualTo("vip");
        assertThat(view().getPersonalAgentId()).isEqualTo("ben");
        assertThat(find(Optional.empty()).reply())
                .isEqualTo(current(id + "-1", new Ties("vip", "ben", "", Instant.EPOCH)));

        classify("", "");

        assertThat(find(Optional.empty()).reply()).isEqualTo(current(id + "-1", Ties.none()));
    }

    @Test
    void whatTheStateForbidsIsRefused() {
        open("");
        open(id + "-1");

        var stale = open("");

        assertThat(stale.hasNoEvents()).isTrue();
        assertThat(stale.reply()).isEqualTo(current(id + "-2", Ties.none()));
    }

    @Test
    void aRestartForgetsNothing() {
        find(Optional.of(CHAT));
        add(PHONE);
        name("Ann");
        open("");
        open(id + "-1");
        served("anna", START);
        classify("vip", "ben");
        var before = view();

        entity.restart();

        assertThat(view()).isEqualTo(before);
        assertThat(before.getName()).isEqualTo("Ann");
        assertThat(before.getSegment()).isEqualTo("vip");
        assertThat(before.getLastAgentId()).isEqualTo("anna");
        assertThat(before.getEpisodeIdsList()).containsExactly(id + "-1", id + "-2");
        assertThat(before.getAddressesList())
                .extracting(address -> address.getChannel() + ":" + address.getAddress())
                .containsExactly("webchat:visitor-1", "phone:380501112233");
    }

    @Test
    void followersSeeEveryChange() {
        var follower = actors.createTestProbe(CustomerView.class);

        run((org.apache.pekko.actor.typed.ActorRef<Following> to) -> new FollowCustomer(follower.ref(), to));
        assertThat(follower.receiveMessage().getName()).isEmpty();

        name("Ann");
        assertThat(follower.receiveMessage().getName()).isEqualTo("Ann");

        open("");
        assertThat(follower.receiveMessage().getEpisodeIdsList()).containsExactly(id + "-1");
    }

    @Test
    void whoIsNotNeededSleepsButNotWhileSomebodyLooks() {
        var follower = actors.createTestProbe(CustomerView.class);
        run((org.apache.pekko.actor.typed.ActorRef<Following> to) -> new FollowCustomer(follower.ref(), to));

        passes(Duration.ofMinutes(3));
        assertThat(slept).hasValue(0);

        follower.stop();
        passesUntil(Duration.ofMinutes(3), () -> assertThat(slept).hasPositiveValue());
    }

    /** To wake them up takes 5 ms. */
    @Test
    void whomNobodyNeedsSleepsAfterThirtySecondsAndNotBefore() {
        for (var times = 0; times < 3; times++) {
            passes(Duration.ofSeconds(29)); // and the test asks for the state
            assertThat(slept).hasValue(0);
        }

        passesUntil(Duration.ofSeconds(30), () -> assertThat(slept).hasPositiveValue());
    }

    private CurrentEpisode current(String episodeId, Ties ties) {
        return new CurrentEpisode(id, episodeId, List.of(), ties);
    }

    private CustomerView view() {
        return this.<CustomerView>run(GetCustomer::new).reply();
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> find(
            Optional<AddressKey> address) {
        return run(to -> new FindEpisode(address, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> open(String after) {
        return run(to -> new OpenEpisode(after, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> served(
            String agentId, Instant at) {
        return run(to -> new NoteServed(agentId, id + "-1", at, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> classify(
            String segment, String personalAgentId) {
        return run(to -> new ClassifyCustomer(segment, personalAgentId, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> name(String name) {
        return run(to -> new NameCustomer(name, false, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> add(AddressKey a) {
        return run(to -> new AddAddress(a, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> remove(AddressKey a) {
        return run(to -> new RemoveAddress(a, to));
    }
}
