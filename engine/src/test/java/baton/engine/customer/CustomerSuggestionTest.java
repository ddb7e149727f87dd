package baton.engine.customer;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.customer.CustomerCommand.AbsorbCustomer;
import baton.engine.customer.CustomerCommand.Absorption;
import baton.engine.customer.CustomerCommand.AddAddress;
import baton.engine.customer.CustomerCommand.ChangeProfile;
import baton.engine.customer.CustomerCommand.DismissSuggestion;
import baton.engine.customer.CustomerCommand.FindClue;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.customer.CustomerCommand.NoteCompared;
import baton.engine.customer.CustomerCommand.SuggestCustomer;
import baton.engine.customer.CustomerCommand.WithdrawSuggestions;
import baton.engine.customer.CustomerErrand.CompareClue;
import baton.engine.customer.CustomerEvent.ClueFound;
import baton.engine.customer.CustomerEvent.CustomerSuggested;
import baton.engine.customer.CustomerEvent.SuggestionDismissed;
import baton.engine.customer.CustomerEvent.SuggestionsWithdrawn;
import baton.engine.duty.RecordingCarrier;
import baton.engine.likeness.Clue;
import baton.protocol.client.v1.CustomerSuggestion;
import baton.protocol.client.v1.CustomerView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

class CustomerSuggestionTest extends EntityTest<CustomerCommand, CustomerEvent, CustomerState> {

    private static final Clue PHONE = new Clue("phone", "380501112233");
    private static final Clue EMAIL = new Clue("email", "olena@example.com");

    private RecordingCarrier<CustomerErrand> carrier = new RecordingCarrier<>();

    @Override
    protected Behavior<CustomerCommand> behavior(EntityKey key) {
        carrier = new RecordingCarrier<>();
        return Customer.create(key, clock, (customerId, command) -> {}, carrier, () -> {});
    }

    @Test
    void numbersAndAddressesAreComparedWhereverTheyComeFromAndEachOnce() {
        ask(to -> new AddAddress(new AddressKey("phone", "380501112233"), to));
        ask(to -> new AddAddress(new AddressKey("sms", "380501112233"), to));
        ask(to -> new AddAddress(new AddressKey("telegram", "380509999999"), to));
        ask(to -> new AddAddress(new AddressKey("phone", "0501112233"), to));
        ask(to -> attributes(Map.of("E-Mail", "Olena@Example.com", "note", "380508888888"), to));

        assertThat(owed()).containsExactlyInAnyOrder(new CompareClue(id, PHONE), new CompareClue(id, EMAIL));

        ask(to -> new NoteCompared(PHONE, to));

        assertThat(SuggestionDecisions.uncompared(entity.getState())).containsExactly(EMAIL);
    }

    @Test
    void whatTheCustomerHasShownIsStoredOnceAndCompared() {
        var shown = ask(to -> new FindClue(PHONE, "telegram", to));
        var again = ask(to -> new FindClue(PHONE, "telegram", to));

        assertThat(shown.event()).isEqualTo(new ClueFound(PHONE, "telegram", START));
        assertThat(again.hasNoEvents()).isTrue();
        assertThat(owed()).containsExactly(new CompareClue(id, PHONE));
    }

    @Test
    void nobodyHasMoreNumbersThanAPersonHas() {
        for (var i = 0; i < 2 * Suggestions.MOST; i++) {
            var number = new Clue("phone", "38050111" + (1000 + i));
            ask(to -> new FindClue(number, "telegram", to));
        }

        assertThat(owed()).hasSize(Suggestions.MOST);
    }

    @Test
    void anotherCustomerIsSuggestedOnceAndNeverMerged() {
        var suggested = ask(to -> new SuggestCustomer("z", PHONE, to));
        var again = ask(to -> new SuggestCustomer("z", EMAIL, to));

        assertThat(suggested.event()).isEqualTo(new CustomerSuggested("z", PHONE, START));
        assertThat(again.hasNoEvents()).isTrue();
        assertThat(view().getSuggestionsList()).singleElement().satisfies(one -> assertThat(one.getValue())
                .isEqualTo("380501112233"));
        assertThat(view().getMergedList()).isEmpty();
        assertThat(ask(to -> new SuggestCustomer(id, PHONE, to)).hasNoEvents()).isTrue();
    }

    @Test
    void whoWasDismissedIsNotSuggestedAgainWhateverTheyHaveInCommonLater() {
        ask(to -> new SuggestCustomer("z", PHONE, to));

        var dismissed = ask(to -> new DismissSuggestion("z", "anna", to));
        entity.restart();

        assertThat(dismissed.event()).isEqualTo(new SuggestionDismissed("z", "anna", START));
        assertThat(ask(to -> new DismissSuggestion("z", "ben", to)).hasNoEvents())
                .isTrue();
        assertThat(ask(to -> new SuggestCustomer("z", EMAIL, to)).hasNoEvents()).isTrue();
        assertThat(view().getSuggestionsList()).isEmpty();
    }

    @Test
    void whatTooManyHaveToDoWithSuggestsNobodyAnyMore() {
        ask(to -> new SuggestCustomer("y", PHONE, to));
        ask(to -> new SuggestCustomer("z", EMAIL, to));

        var withdrawn = ask(to -> new WithdrawSuggestions(PHONE, to));

        assertThat(withdrawn.event()).isEqualTo(new SuggestionsWithdrawn(PHONE, START));
        assertThat(suggested()).containsExactly("z");
        assertThat(ask(to -> new WithdrawSuggestions(PHONE, to)).hasNoEvents()).isTrue();
    }

    @Test
    void ofTheSamePersonAllAreAskedButForThemselvesAndWhoWasDismissedForAnyOfThem() {
        ask(to -> new SuggestCustomer("z", PHONE, to));
        ask(to -> new SuggestCustomer("y", PHONE, to));
        var known = List.<CustomerEvent>of(
                new CustomerSuggested(id, PHONE, START),
                new CustomerSuggested("x", EMAIL, START),
                new SuggestionDismissed("y", "ben", START));
        ask(to -> new AbsorbCustomer(new Absorption("z", 1, "agent", "anna", START, CustomerFormat.pack(known)), to));

        assertThat(suggested()).containsExactly("x");
        assertThat(ask(to -> new SuggestCustomer("z", EMAIL, to)).hasNoEvents()).isTrue();
    }

    @Test
    void aRestartForgetsNothing() {
        ask(to -> new FindClue(PHONE, "telegram", to));
        ask(to -> new NoteCompared(PHONE, to));
        ask(to -> new SuggestCustomer("z", PHONE, to));
        var before = view();

        entity.restart();

        assertThat(view()).isEqualTo(before);
        assertThat(SuggestionDecisions.uncompared(entity.getState())).isEmpty();
    }

    private List<CustomerErrand> owed() {
        return List.copyOf(CustomerErrand.of(id, entity.getState()));
    }

    private List<String> suggested() {
        return view().getSuggestionsList().stream()
                .map(CustomerSuggestion::getCustomerId)
                .toList();
    }

    private static ChangeProfile attributes(Map<String, String> attributes, ActorRef<CustomerReply> to) {
        return new ChangeProfile(Optional.empty(), Optional.empty(), Optional.empty(), attributes, Map.of(), "crm", to);
    }

    private CustomerView view() {
        return this.<CustomerView>run(GetCustomer::new).reply();
    }

    private CommandResultWithReply<CustomerCommand, CustomerEvent, CustomerState, CustomerReply> ask(
            Function<ActorRef<CustomerReply>, CustomerCommand> command) {
        return run(command);
    }
}
