package baton.engine.customer;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.customer.CustomerCommand.AbsorbCustomer;
import baton.engine.customer.CustomerCommand.Absorption;
import baton.engine.customer.CustomerCommand.ChooseEpisode;
import baton.engine.customer.CustomerCommand.FindEpisode;
import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.customer.CustomerCommand.MergeInto;
import baton.engine.customer.CustomerCommand.NameCustomer;
import baton.engine.customer.CustomerCommand.OpenEpisode;
import baton.engine.customer.CustomerCommand.SeparateCustomer;
import baton.engine.customer.CustomerCommand.Separation;
import baton.engine.customer.CustomerCommand.UndoMerge;
import baton.engine.customer.CustomerErrand.CompareEpisodes;
import baton.engine.customer.CustomerErrand.JoinEpisodes;
import baton.engine.customer.CustomerErrand.SplitEpisode;
import baton.engine.customer.CustomerErrand.TellAbsorbed;
import baton.engine.customer.CustomerErrand.TellSeparated;
import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.customer.CustomerReply.CurrentEpisode;
import baton.engine.customer.CustomerReply.Merged;
import baton.engine.customer.CustomerReply.MergedElsewhere;
import baton.engine.customer.CustomerReply.NotMerged;
import baton.engine.customer.CustomerReply.Unmerged;
import baton.engine.duty.RecordingCarrier;
import baton.engine.follow.Following;
import baton.protocol.client.v1.CustomerAddress;
import baton.protocol.client.v1.CustomerView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

/** Two customers who are one, and two again. The entity is "it-n": "a" comes before it and "z" behind it. */
class CustomerMergeTest extends EntityTest<CustomerCommand, CustomerEvent, CustomerState> {

    private static final AddressKey CHAT = new AddressKey("webchat", "visitor-1");
    private static final AddressKey TELEGRAM = new AddressKey("telegram", "42");

    private record Sent(String customerId, CustomerCommand command) {}

    private final List<Sent> sentOn = Collections.synchronizedList(new ArrayList<>());
    private RecordingCarrier<CustomerErrand> carrier = new RecordingCarrier<>();
    private AtomicInteger slept = new AtomicInteger();

    @Override
    protected Behavior<CustomerCommand> behavior(EntityKey key) {
        sentOn.clear();
        slept = new AtomicInteger();
        carrier = new RecordingCarrier<>();
        return Customer.create(
                key,
                clock,
                (customerId, command) -> sentOn.add(new Sent(customerId, command)),
                carrier,
                slept::incrementAndGet);
    }

    // ---- the one who is merged into another one

    @Test
    void whoIsMergedSendsEverybodyOnAndKeepsWhatIsTheirs() {
        has(CHAT);
        open("");

        var merged = ask(to -> new MergeInto("a", "agent", "anna", to));

        assertThat(merged.reply()).isInstanceOf(Merged.class);
        var probe = actors.<CustomerReply>createTestProbe();
        var view = actors.<CustomerView>createTestProbe();
        entity.runCommand(new FindEpisode(Optional.of(CHAT), probe.ref()));
        entity.runCommand(new OpenEpisode("x", probe.ref()));
        entity.runCommand(new GetCustomer(view.ref()));
        assertThat(sentOn)
                .containsExactly(
                        new Sent("a", new FindEpisode(Optional.empty(), id + "-1", probe.ref())),
                        new Sent("a", new OpenEpisode("x", probe.ref())),
                        new Sent("a", new GetCustomer(view.ref())));
        probe.expectNoMessage(Duration.ZERO);
        assertThat(entity.getState().addresses()).containsExactly(CHAT);
        assertThat(entity.getState().episodes()).hasSize(1);
    }

    @Test
    void theOtherOneIsToldAgainAndAgainUntilItAnswersAlsoAfterACrashBetweenTheTwo() {
        has(CHAT);

        ask(to -> new MergeInto("a", "link", "", to));

        assertThat(carrier.taken()).hasSize(1).allMatch(TellAbsorbed.class::isInstance);
        passes(Duration.ofSeconds(3));
        assertThat(carrier.taken()).hasSize(1);

        isDownFor(Duration.ofMinutes(1));

        var told = (TellAbsorbed) carrier.taken().get(0);
        assertThat(told.customerId()).isEqualTo("a");
        assertThat(told.absorption().number()).isEqualTo(1);
        assertThat(told.absorption().proof()).isEqualTo("link");
        assertThat(CustomerState.replay(CustomerFormat.unpack(told.absorption().history()))
                        .addresses())
                .containsExactly(CHAT);
        carrier.isDoneWithAll();
        passes(Duration.ofSeconds(30));
        assertThat(carrier.taken()).isEmpty();
    }

    @Test
    void whatChangesThereIsToldToo() {
        has(CHAT);
        ask(to -> new MergeInto("a", "agent", "anna", to));
        carrier.isDoneWithAll();
        carrier.taken();

        ask(to -> new NameCustomer("Ann", false, to));

        var told = (TellAbsorbed) carrier.taken().get(0);
        assertThat(CustomerState.replay(CustomerFormat.unpack(told.absorption().history()))
                        .name())
                .isEqualTo("Ann");
    }

    @Test
    void ofTwoMergesAtTheSameTimeTheFirstCountsAndTheSecondIsToldWhere() {
        var first = ask(to -> new MergeInto("a", "agent", "anna", to));
        var again = ask(to -> new MergeInto("a", "agent", "ben", to));
        var second = ask(to -> new MergeInto("b", "agent", "ben", to));

        assertThat(again.hasNoEvents()).isTrue();
        assertThat(again.reply()).isEqualTo(first.reply());
        assertThat(second.hasNoEvents()).isTrue();
        assertThat(second.reply()).isEqualTo(new MergedElsewhere("a"));
    }

    @Test
    void aMergeIsTakenBackOnceAndMayBeRepeated() {
        has(CHAT);
        open("");
        assertThat(ask(to -> new UndoMerge("a", "anna", List.of(), to)).reply()).isEqualTo(new NotMerged());
        ask(to -> new MergeInto("a", "agent", "anna", to));
        carrier.taken();

        assertThat(ask(to -> new UndoMerge("b", "anna", List.of(), to)).reply()).isEqualTo(new NotMerged());
        var undone = ask(to -> new UndoMerge("a", "ben", List.of("a-7"), to));
        var again = ask(to -> new UndoMerge("a", "ben", List.of("a-7"), to));

        var separation = new Separation(id, 1, "ben", List.of("a-7"));
        assertThat(undone.reply()).isEqualTo(new Unmerged(separation));
        assertThat(again.hasNoEvents()).isTrue();
        assertThat(again.reply()).isEqualTo(undone.reply());
        assertThat(carrier.taken()).contains(new TellSeparated("a", separation));
        assertThat(view().getEpisodeIdsList()).containsExactly(id + "-1", "a-7");
        assertThat(find().reply()).isEqualTo(current("a-7", List.of()));
        assertThat(open("a-7").reply()).isEqualTo(current(id + "-2", List.of()));

        var next = ask(to -> new MergeInto("a", "agent", "anna", to));
        assertThat(((Merged) next.reply()).absorption().number()).isEqualTo(2);
    }

    @Test
    void whoLooksIsSentOnAndHearsNothingAnyMore() {
        var follower = actors.createTestProbe(CustomerView.class);
        var following = actors.<Following>createTestProbe();
        entity.runCommand(new FollowCustomer(follower.ref(), following.ref()));
        follower.receiveMessage();

        ask(to -> new MergeInto("a", "agent", "anna", to));

        assertThat(follower.receiveMessage().getMergedInto()).isEqualTo("a");
        ask(to -> new NameCustomer("Ann", false, to));
        follower.expectNoMessage(Duration.ZERO);
        entity.runCommand(new FollowCustomer(follower.ref(), following.ref()));
        assertThat(sentOn).contains(new Sent("a", new FollowCustomer(id, follower.ref(), following.ref())));
    }

    // ---- the one who answers for both

    @Test
    void whoAnswersForTwoShowsTheAddressesAndEpisodesOfBoth() {
        has(CHAT);
        open("");
        absorb(1, "z-1", "Zoe");

        var seen = view();

        assertThat(seen.getName()).isEqualTo("Zoe");
        assertThat(seen.getAddressesList())
                .extracting(CustomerAddress::getChannel)
                .containsExactly("webchat", "telegram");
        assertThat(seen.getEpisodeIdsList()).containsExactly("z-1", id + "-1");
        assertThat(seen.getMerged(0).getCustomerId()).isEqualTo("z");
        assertThat(seen.getMerged(0).getProof()).isEqualTo("agent");
        assertThat(seen.getMerged(0).getAgentId()).isEqualTo("anna");
        assertThat(absorb(1, "z-1", "Zoe").hasNoEvents()).isTrue();
    }

    @Test
    void ofTwoEpisodesSomebodyMustChooseAndTheOtherIsJoinedToIt() {
        open("");
        absorb(1, "z-1", "Zoe");
        assertThat(carrier.taken()).containsExactly(new CompareEpisodes(id, "z", 1, id + "-1", "z-1"));

        choose("z-1", id + "-1");
        choose(id + "-1", "z-1");

        assertThat(find().reply()).isEqualTo(current("z-1", List.of(id + "-1")));
        assertThat(carrier.taken()).containsExactly(new JoinEpisodes(id, "z", 1, "z-1", id + "-1"));
        assertThat(view().getEpisodeIdsList()).containsExactly(id + "-1", "z-1");
        assertThat(open("z-1").reply()).isEqualTo(current(id + "-2", List.of()));
    }

    @Test
    void whatWasComparedWithAnEpisodeThatIsNotTheCurrentOneAnyMoreIsComparedAgain() {
        open("");
        absorb(1, "z-1", "Zoe");
        open(id + "-1");
        carrier.taken();

        var late = ask(to -> new ChooseEpisode("z", 1, id + "-1", "z-1", "", to));

        assertThat(late.hasNoEvents()).isTrue();
        assertThat(find().reply())
                .as("until it is decided either may have seen what is said again")
                .isEqualTo(current(id + "-2", List.of("z-1")));
        entity.restart();
        assertThat(carrier.taken()).containsExactly(new CompareEpisodes(id, "z", 1, id + "-2", "z-1"));
    }

    @Test
    void whatWasToGoOnInAnEpisodeThatHasClosedGoesOnByItself() {
        open("");
        absorb(1, "z-1", "Zoe");
        choose("z-1", id + "-1");

        choose(id + "-1", "");

        assertThat(find().reply()).isEqualTo(current(id + "-1", List.of()));
    }

    @Test
    void whoHadNoEpisodeGoesOnInThatOfTheOther() {
        absorb(1, "z-1", "Zoe");

        assertThat(find().reply()).isEqualTo(current("z-1", List.of()));
        assertThat(carrier.taken()).isEmpty();
    }

    @Test
    void whenTheyAreSeparatedBothHaveAgainWhatWasTheirs() {
        has(CHAT);
        open("");
        var before = view();
        absorb(1, "z-1", "Zoe");
        choose(id + "-1", "z-1");
        carrier.taken();

        separate(1, List.of());

        assertThat(view()).isEqualTo(before);
        var split = (SplitEpisode) carrier.taken().get(0);
        assertThat(split.split().episodeId()).isEqualTo(id + "-1");
        assertThat(split.split().leaving()).containsExactly(TELEGRAM);
        assertThat(split.split().reopened()).isEqualTo("z-1");
        assertThat(split.split().mergeId()).isEqualTo("z#1");
        assertThat(separate(1, List.of()).hasNoEvents()).isTrue();
    }

    @Test
    void aConversationOfTheOtherGoesWithThemAndOursGoesOnByItself() {
        has(CHAT);
        open("");
        absorb(1, "z-1", "Zoe");
        choose("z-1", id + "-1");
        carrier.taken();

        separate(1, List.of());

        var split = (SplitEpisode) carrier.taken().get(0);
        assertThat(split.split().episodeId()).isEqualTo("z-1");
        assertThat(split.split().leaving()).containsExactly(CHAT);
        assertThat(split.split().reopened()).isEqualTo(id + "-1");
        assertThat(find().reply()).isEqualTo(current(id + "-1", List.of()));
    }

    @Test
    void anEpisodeThatWentWithTheOtherIsNotOursAndItsIdIsNeverGivenAgain() {
        open("");
        absorb(1, "z-1", "Zoe");
        choose(id + "-1", "");
        open(id + "-1");

        separate(1, List.of(id + "-2"));

        assertThat(view().getEpisodeIdsList()).containsExactly(id + "-1");
        assertThat(open(id + "-1").reply()).isEqualTo(current(id + "-3", List.of()));
    }

    @Test
    void whatComesLateChangesNothing() {
        absorb(2, "z-1", "Zoe");

        assertThat(absorb(1, "z-1", "Ann").hasNoEvents()).isTrue();
        assertThat(separate(1, List.of()).hasNoEvents()).isTrue();
        separate(2, List.of());

        assertThat(absorb(2, "z-1", "Zoe").hasNoEvents()).isTrue();
        assertThat(view().getMergedCount()).isZero();
        assertThat(absorb(3, "z-1", "Zoe").hasNoEvents()).isFalse();
    }

    @Test
    void aSeparationThatOvertakesItsMergeCounts() {
        separate(1, List.of());

        assertThat(absorb(1, "z-1", "Zoe").hasNoEvents()).isTrue();
    }

    @Test
    void whoeverCameForTheOtherOneIsSentBack() {
        var own = actors.createTestProbe(CustomerView.class);
        var others = actors.createTestProbe(CustomerView.class);
        var following = actors.<Following>createTestProbe();
        absorb(1, "z-1", "Zoe");
        entity.runCommand(new FollowCustomer(own.ref(), following.ref()));
        entity.runCommand(new FollowCustomer("z", others.ref(), following.ref()));
        own.receiveMessage();
        others.receiveMessage();

        separate(1, List.of());

        assertThat(own.receiveMessage().getMergedCount()).isZero();
        assertThat(others.receiveMessage().getMergedCount()).isZero();
        ask(to -> new NameCustomer("Ann", false, to));
        assertThat(own.receiveMessage().getName()).isEqualTo("Ann");
        others.expectNoMessage(Duration.ZERO);
    }

    @Test
    void aChainIsAnsweredForFromItsEnd() {
        var inner = List.<CustomerEvent>of(
                new AddressAdded(new AddressKey("viber", "7"), START), new EpisodeOpened("zz-1", START));
        var middle = CustomerState.unknown()
                .after(new AddressAdded(TELEGRAM, START))
                .after(new CustomerEvent.CustomerAbsorbed("zz", 1, "link", "", START, inner, START));

        ask(to -> new AbsorbCustomer(
                new Absorption("z", 1, "agent", "anna", START, CustomerFormat.pack(middle.history())), to));

        assertThat(view().getAddressesList())
                .extracting(CustomerAddress::getChannel)
                .containsExactly("telegram", "viber");
        assertThat(view().getMerged(0).getCustomerIdsList()).containsExactly("zz");
        assertThat(find().reply()).isEqualTo(current("zz-1", List.of()));
    }

    @Test
    void whatSomebodyHeardOfThemEarlierDoesNotReplaceWhatTheyHaveSaidSince() {
        has(CHAT);
        absorb(1, "z-1", "Zoe");
        var before = CustomerFormat.pack(List.<CustomerEvent>of(new AddressAdded(TELEGRAM, Instant.EPOCH)));

        ask(to -> new AbsorbCustomer(new Absorption("z", 1, "agent", "anna", START, before), true, to));
        assertThat(view().getMerged(0).getName()).isEqualTo("Zoe");

        ask(to -> new AbsorbCustomer(new Absorption("z", 2, "agent", "anna", START, before), true, to));
        assertThat(view().getMerged(0).getName()).as("merged anew").isEmpty();
    }

    @Test
    void aRestartForgetsNothing() {
        has(CHAT);
        open("");
        absorb(1, "z-1", "Zoe");
        choose("z-1", id + "-1");
        var before = view();
        var state = entity.getState();

        entity.restart();

        assertThat(view()).isEqualTo(before);
        assertThat(entity.getState()).isEqualTo(state);
        assertThat(carrier.taken()).contains(new JoinEpisodes(id, "z", 1, "z-1", id + "-1"));
    }

    @Test
    void whoOwesSomethingDoesNotSleep() {
        ask(to -> new MergeInto("a", "agent", "anna", to));

        passes(Duration.ofMinutes(3));
        assertThat(slept).hasValue(0);
    }

    private void has(AddressKey address) {
        ask(to -> new CustomerCommand.AddAddress(address, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> find() {
        return ask(to -> new FindEpisode(Optional.empty(), to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> open(String after) {
        return ask(to -> new OpenEpisode(after, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> absorb(
            int number, String episodeId, String name) {
        var history = List.<CustomerEvent>of(
                new CustomerNamed(name, Instant.EPOCH),
                new AddressAdded(TELEGRAM, Instant.EPOCH),
                new EpisodeOpened(episodeId, START.minusSeconds(60)));
        var told = new Absorption("z", number, "agent", "anna", START, CustomerFormat.pack(history));
        return ask(to -> new AbsorbCustomer(told, to));
    }

    private void choose(String episodeId, String over) {
        var current = ((CurrentEpisode) find().reply()).episodeId();
        ask(to -> new ChooseEpisode("z", 1, current, episodeId, over, to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> separate(
            int number, List<String> given) {
        return ask(to -> new SeparateCustomer(new Separation("z", number, "ben", given), to));
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> ask(
            Function<ActorRef<CustomerReply>, CustomerCommand> command) {
        return run(command);
    }

    private CurrentEpisode current(String episodeId, List<String> joined) {
        return new CurrentEpisode(id, episodeId, joined, Ties.none());
    }

    private CustomerView view() {
        return this.<CustomerView>run(GetCustomer::new).reply();
    }
}
