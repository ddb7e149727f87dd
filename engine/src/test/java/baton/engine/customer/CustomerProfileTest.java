package baton.engine.customer;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.customer.CustomerCommand.AbsorbCustomer;
import baton.engine.customer.CustomerCommand.Absorption;
import baton.engine.customer.CustomerCommand.ChangeProfile;
import baton.engine.customer.CustomerCommand.ClassifyCustomer;
import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.customer.CustomerCommand.MergeInto;
import baton.engine.customer.CustomerCommand.NameCustomer;
import baton.engine.customer.CustomerCommand.OpenEpisode;
import baton.engine.customer.CustomerCommand.RecordActivity;
import baton.engine.customer.CustomerEvent.ActivityRecorded;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.ProfileChanged;
import baton.engine.customer.CustomerReply.CurrentEpisode;
import baton.engine.customer.CustomerReply.Noted;
import baton.engine.customer.CustomerReply.TooMany;
import baton.engine.duty.RecordingCarrier;
import baton.engine.follow.Following;
import baton.protocol.client.v1.CustomerActivity;
import baton.protocol.client.v1.CustomerView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

class CustomerProfileTest extends EntityTest<CustomerCommand, CustomerEvent, CustomerState> {

    private final Map<String, CustomerCommand> sentOn = new ConcurrentHashMap<>();

    @Override
    protected Behavior<CustomerCommand> behavior(EntityKey key) {
        sentOn.clear();
        return Customer.create(key, clock, sentOn::put, new RecordingCarrier<>(), () -> {});
    }

    @Test
    void whatAProgramSaysIsStoredOnceAndAllOfIt() {
        var first = change(
                Optional.of("Olena"),
                Optional.of("vip"),
                Map.of("city", "Kyiv", "points", "7"),
                Map.of("marketing", true));
        var again = change(
                Optional.of("Olena"),
                Optional.of("vip"),
                Map.of("city", "Kyiv", "points", "7"),
                Map.of("marketing", true));

        assertThat(first.events())
                .containsExactly(
                        new CustomerNamed("Olena", "crm", START),
                        new CustomerClassified("vip", "", START),
                        new ProfileChanged(
                                Map.of("city", "Kyiv", "points", "7"),
                                List.of(),
                                Map.of("marketing", true),
                                "crm",
                                START));
        assertThat(again.hasNoEvents()).isTrue();
        assertThat(again.reply()).isEqualTo(new Noted());
        assertThat(view().getAttributesMap()).isEqualTo(Map.of("city", "Kyiv", "points", "7"));
        assertThat(view().getConsents(0).getGiven()).isTrue();
    }

    @Test
    void onlyWhatIsNewIsStoredAndWhatIsNotNamedStays() {
        set(Map.of("city", "Kyiv", "points", "7"));

        var changed = set(Map.of("points", "8", "city", "", "unknown", ""));

        assertThat(changed.event())
                .isEqualTo(new ProfileChanged(Map.of("points", "8"), List.of("city"), Map.of(), "crm", START));
        assertThat(view().getAttributesMap()).isEqualTo(Map.of("points", "8"));
    }

    @Test
    void theSegmentCountsFromTheNextConversationOnAndThePersonalAgentStays() {
        run((ActorRef<CustomerReply> to) -> new ClassifyCustomer("", "ben", to));

        change(Optional.empty(), Optional.of("vip"), Map.of(), Map.of());

        assertThat(((CurrentEpisode) this.<CustomerReply>run(to -> new OpenEpisode("", to))
                                .reply())
                        .ties())
                .isEqualTo(new Ties("vip", "ben", "", Instant.EPOCH));
    }

    @Test
    void aProgramKnowsTheNameBetterThanAMessengerUntilItTakesItBack() {
        messengerSays("lena93");
        change(Optional.of("Olena"), Optional.empty(), Map.of(), Map.of());

        assertThat(messengerSays("lena94").hasNoEvents()).isTrue();
        entity.restart();
        assertThat(messengerSays("lena94").hasNoEvents()).isTrue();
        assertThat(view().getName()).isEqualTo("Olena");

        change(Optional.of(""), Optional.empty(), Map.of(), Map.of());
        messengerSays("lena94");

        assertThat(view().getName()).isEqualTo("lena94");
    }

    @Test
    void aCustomerWhoHasTypedTheirNameKnowsItBetterThanAMessenger() {
        messengerSays("lena93");
        customerTypes("Olena");

        assertThat(messengerSays("lena94").hasNoEvents()).isTrue();
        entity.restart();
        assertThat(messengerSays("lena94").hasNoEvents()).isTrue();
        assertThat(view().getName()).isEqualTo("Olena");

        customerTypes("Lena");

        assertThat(view().getName()).isEqualTo("Lena");
    }

    @Test
    void theNameThatAMessengerSaidIsKeptForGoodOnceTheCustomerTypesIt() {
        messengerSays("Olena");
        assertThat(customerTypes("Olena").event()).isEqualTo(new CustomerNamed("Olena", "", true, START));
        assertThat(customerTypes("Olena").hasNoEvents()).isTrue();

        assertThat(messengerSays("lena94").hasNoEvents()).isTrue();
    }

    @Test
    void aProgramKnowsTheNameBetterThanTheCustomer() {
        customerTypes("Lena");
        change(Optional.of("Olena"), Optional.empty(), Map.of(), Map.of());

        assertThat(customerTypes("Lena").hasNoEvents()).isTrue();
        assertThat(view().getName()).isEqualTo("Olena");
    }

    @Test
    void ofTheSamePersonTheNameThatWasTypedGoesBeforeTheOneOfAMessengerAndAfterTheOneOfAProgram() {
        messengerSays("lena93");
        absorb(new CustomerNamed("Olena", "", true, START));
        assertThat(view().getName()).isEqualTo("Olena");

        change(Optional.of("Olena K."), Optional.empty(), Map.of(), Map.of());

        assertThat(view().getName()).isEqualTo("Olena K.");
    }

    @Test
    void aCustomerHasFiftyAttributesAndNotOneMore() {
        var fifty = new HashMap<String, String>();
        for (var i = 0; i < Profile.ATTRIBUTES; i++) {
            fifty.put("a" + i, "x");
        }
        set(fifty);

        var oneMore = change(Optional.of("Olena"), Optional.empty(), Map.of("b", "x"), Map.of());

        assertThat(oneMore.hasNoEvents()).isTrue();
        assertThat(oneMore.reply()).isEqualTo(new TooMany("attributes", Profile.ATTRIBUTES));
        assertThat(set(Map.of("a0", "y")).hasNoEvents()).isFalse();
        assertThat(set(Map.of("a0", "", "b", "x")).hasNoEvents()).isFalse();
        assertThat(view().getAttributesCount()).isEqualTo(Profile.ATTRIBUTES);
    }

    @Test
    void anActivityIsRecordedOnceAndTheNewestIsFirst() {
        assertThat(record("order-1", 10).event())
                .isEqualTo(new ActivityRecorded(activity("order-1", 10), "crm", START));
        record("visit-9", 30);
        record("order-2", 20);

        assertThat(record("order-1", 40).hasNoEvents()).isTrue();
        assertThat(record("order-1", 40).reply()).isEqualTo(new Noted());
        assertThat(ids(view())).containsExactly("visit-9", "order-2", "order-1");
    }

    @Test
    void theLatestHundredAreKeptAndWhatIsOlderNeverComesBack() {
        for (var i = 1; i <= Profile.ACTIVITIES + 3; i++) {
            record("order-" + i, i);
        }

        assertThat(record("order-2", 2).hasNoEvents()).isTrue();
        assertThat(record("older", 1).hasNoEvents()).isTrue();
        assertThat(view().getActivityCount()).isEqualTo(Profile.ACTIVITIES);
        assertThat(ids(view()))
                .hasSize(Profile.ACTIVITIES)
                .startsWith("order-103")
                .endsWith("order-4");
    }

    @Test
    void whoLooksSeesTheLatestFiveAtOnce() {
        var follower = actors.createTestProbe(CustomerView.class);
        run((ActorRef<Following> to) -> new FollowCustomer(follower.ref(), to));
        follower.receiveMessage();

        for (var i = 1; i <= 7; i++) {
            record("order-" + i, i);
        }

        var last = follower.receiveSeveralMessages(7).get(6);
        assertThat(ids(last)).containsExactly("order-7", "order-6", "order-5", "order-4", "order-3");
        assertThat(last.getActivityCount()).isEqualTo(7);
    }

    @Test
    void whoIsTheSamePersonAsSomebodyElseSendsItOn() {
        run((ActorRef<CustomerReply> to) -> new MergeInto("a", "agent", "anna", to));

        entity.runCommand(new ChangeProfile(
                Optional.empty(), Optional.of("vip"), Optional.empty(), Map.of(), Map.of(), "crm", ignored()));
        assertThat(sentOn.get("a")).isInstanceOf(ChangeProfile.class);
        entity.runCommand(new RecordActivity(activity("order-1", 1), "crm", ignored()));
        assertThat(sentOn.get("a")).isInstanceOf(RecordActivity.class);
    }

    @Test
    void ofTheSamePersonWhatWasSaidLastCounts() {
        set(Map.of("city", "Kyiv", "points", "7"));
        record("order-1", 10);
        passes(Duration.ofMinutes(1));
        absorb(
                new ProfileChanged(Map.of("city", "Lviv", "size", "M"), List.of(), Map.of(), "shop", clock.instant()),
                new ActivityRecorded(activity("order-2", 20), "shop", START));

        assertThat(view().getAttributesMap()).isEqualTo(Map.of("city", "Lviv", "points", "7", "size", "M"));
        assertThat(ids(view())).containsExactly("order-2", "order-1");
        assertThat(record("order-2", 20).hasNoEvents()).isTrue();

        passes(Duration.ofMinutes(1));
        set(Map.of("city", "Odesa", "size", ""));

        assertThat(view().getAttributesMap()).isEqualTo(Map.of("city", "Odesa", "points", "7"));
    }

    @Test
    void aRestartForgetsNothing() {
        change(Optional.of("Olena"), Optional.of("vip"), Map.of("city", "Kyiv"), Map.of("marketing", false));
        record("order-1", 1);
        var before = view();

        entity.restart();

        assertThat(view()).isEqualTo(before);
    }

    private void absorb(CustomerEvent... history) {
        run((ActorRef<CustomerReply> to) -> new AbsorbCustomer(
                new Absorption("z", 1, "agent", "anna", START, CustomerFormat.pack(List.of(history))), to));
    }

    private static List<String> ids(CustomerView view) {
        return view.getActivitiesList().stream().map(CustomerActivity::getId).toList();
    }

    private static Activity activity(String id, int second) {
        return new Activity(
                id, START.plusSeconds(second), "purchase", "Lamp", "129.90", "UAH", "https://shop.example/1");
    }

    private ActorRef<CustomerReply> ignored() {
        return actors.system().ignoreRef();
    }

    private CustomerView view() {
        return this.<CustomerView>run(GetCustomer::new).reply();
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> customerTypes(
            String name) {
        return run(to -> new NameCustomer(name, true, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> messengerSays(
            String name) {
        return run(to -> new NameCustomer(name, false, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> set(
            Map<String, String> attributes) {
        return change(Optional.empty(), Optional.empty(), attributes, Map.of());
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> change(
            Optional<String> name,
            Optional<String> segment,
            Map<String, String> attributes,
            Map<String, Boolean> consents) {
        return run(to -> new ChangeProfile(name, segment, Optional.empty(), attributes, consents, "crm", to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> record(
            String activityId, int second) {
        return run(to -> new RecordActivity(activity(activityId, second), "crm", to));
    }
}
