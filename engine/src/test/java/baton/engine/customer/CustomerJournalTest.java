package baton.engine.customer;

import static baton.engine.MovableClock.START;

import baton.engine.customer.CustomerEvent.ActivityRecorded;
import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.ClueCompared;
import baton.engine.customer.CustomerEvent.ClueFound;
import baton.engine.customer.CustomerEvent.CustomerAbsorbed;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.CustomerSeparated;
import baton.engine.customer.CustomerEvent.CustomerServed;
import baton.engine.customer.CustomerEvent.CustomerSuggested;
import baton.engine.customer.CustomerEvent.EpisodeChosen;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.customer.CustomerEvent.MergeUndone;
import baton.engine.customer.CustomerEvent.MergedInto;
import baton.engine.customer.CustomerEvent.ProfileChanged;
import baton.engine.customer.CustomerEvent.Split;
import baton.engine.customer.CustomerEvent.SuggestionDismissed;
import baton.engine.customer.CustomerEvent.SuggestionsWithdrawn;
import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import baton.engine.likeness.Clue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

class CustomerJournalTest extends JournalContract<CustomerEvent, CustomerState> {

    private static final Clue PHONE = new Clue("phone", "380501112233");

    @Override
    protected JournalSerializer<CustomerEvent, CustomerState> serializer() {
        return new CustomerSerializer();
    }

    @Override
    protected Class<CustomerEvent> eventType() {
        return CustomerEvent.class;
    }

    @Override
    protected String name() {
        return "customer";
    }

    @Override
    protected int identifier() {
        return 8102;
    }

    @Override
    protected List<CustomerEvent> samples() {
        var all = new ArrayList<>(ofTheFirstRelease());
        all.add(new CustomerServed("anna", "customer-1-1", START.plusSeconds(4)));
        all.add(new CustomerClassified("vip", "ben", START.plusSeconds(5)));
        all.add(new MergedInto("customer-0", 2, "agent", "anna", START.plusSeconds(6)));
        all.add(new MergeUndone(2, "ben", List.of("customer-0-3"), START.plusSeconds(7)));
        all.add(new CustomerAbsorbed(
                "customer-2", 1, "link", "", START.plusSeconds(8), ofTheFirstRelease(), START.plusSeconds(9)));
        all.add(new CustomerSeparated(
                "customer-2",
                1,
                "anna",
                List.of("customer-1-4"),
                Optional.of(new Split(
                        "customer-1-3", List.of(new AddressKey("telegram", "42")), "customer-2-1", "customer-2#1")),
                START.plusSeconds(10)));
        all.add(new EpisodeChosen("customer-2", 1, "customer-1-3", "customer-2-1", START.plusSeconds(11)));
        all.add(new ProfileChanged(
                Map.of("Місто", "Київ"), List.of("points"), Map.of("marketing", true), "crm", START.plusSeconds(12)));
        all.add(new ActivityRecorded(
                new Activity("order-1", START, "purchase", "Lamp", "129.90", "UAH", "https://shop.example/1"),
                "shop",
                START.plusSeconds(13)));
        all.add(new ClueFound(PHONE, "telegram", START.plusSeconds(14)));
        all.add(new ClueCompared(PHONE, START.plusSeconds(15)));
        all.add(new CustomerSuggested("customer-3", PHONE, START.plusSeconds(16)));
        all.add(new SuggestionsWithdrawn(PHONE, START.plusSeconds(17)));
        all.add(new SuggestionDismissed("customer-3", "anna", START.plusSeconds(18)));
        return all;
    }

    @Override
    protected Map<String, CustomerEvent> grown() {
        return Map.of(
                "CustomerNamed.2", new CustomerNamed("Ілона Ґудзь", "crm", START),
                "CustomerNamed.3", new CustomerNamed("Ілона Ґудзь", "crm", true, START),
                "EpisodeOpened.2", new EpisodeOpened("customer-1-2", "customer-1-1", START.plusSeconds(2)));
    }

    private static List<CustomerEvent> ofTheFirstRelease() {
        return List.of(
                new CustomerNamed("Ілона Ґудзь", START),
                new AddressAdded(new AddressKey("phone", "380501112233"), START.plusSeconds(1)),
                new EpisodeOpened("customer-1-1", START.plusSeconds(2)),
                new AddressRemoved(new AddressKey("webchat", "visitor-1"), START.plusSeconds(3)));
    }

    /** Snapshots of the first release did not say when an episode was opened. */
    @Override
    protected CustomerState sampleState() {
        return CustomerState.replay(ofTheFirstRelease().stream()
                .map(event -> event instanceof EpisodeOpened opened
                        ? new EpisodeOpened(opened.episodeId(), Instant.EPOCH)
                        : event)
                .toList());
    }

    @Override
    protected void walk(Random random, Consumer<CustomerState> visit) {
        var state = CustomerState.unknown();
        for (int step = 0; step < 30; step++) {
            var at = START.plusSeconds(step);
            var address = new AddressKey("webchat", "v" + random.nextInt(4));
            var other = "d" + random.nextInt(3);
            var number = 1 + random.nextInt(3);
            var known = List.<CustomerEvent>of(new AddressAdded(address, START), new EpisodeOpened(other + "-1", at));
            state = state.after(
                    switch (random.nextInt(20)) {
                        case 0 -> new CustomerNamed("name " + random.nextInt(3), "", random.nextBoolean(), at);
                        case 1 -> new AddressAdded(address, at);
                        case 2 -> new AddressRemoved(address, at);
                        case 3 -> new CustomerServed("agent-" + random.nextInt(3), "c-1", at);
                        case 4 -> new CustomerClassified(random.nextBoolean() ? "vip" : "", "", at);
                        case 5 -> new MergedInto("a", state.merges().made() + 1, "agent", "anna", at);
                        case 6 ->
                            new MergeUndone(
                                    Math.max(1, state.merges().made()),
                                    "anna",
                                    random.nextBoolean() ? List.of() : List.of("a-" + number),
                                    at);
                        case 7 -> new CustomerAbsorbed(other, number, "code", "", START, known, at);
                        case 8 -> new CustomerSeparated(other, number, "ben", List.of(), Optional.empty(), at);
                        case 10 ->
                            new ProfileChanged(
                                    Map.of("a" + number, random.nextBoolean() ? "x" : ""),
                                    List.of("a" + (number + 1)),
                                    Map.of("marketing", random.nextBoolean()),
                                    "crm",
                                    at);
                        case 11 ->
                            new ActivityRecorded(
                                    new Activity("order-" + number, at, "visit", "Shop", "", "", ""), "shop", at);
                        case 12 ->
                            random.nextBoolean() ? new CustomerNamed("name", "crm", at) : new CustomerNamed("", at);
                        case 13 -> new ClueFound(new Clue("phone", "38050111223" + number), "telegram", at);
                        case 14 -> new ClueCompared(new Clue("phone", "38050111223" + number), at);
                        case 15 -> new CustomerSuggested(other, new Clue("phone", "38050111223" + number), at);
                        case 16 -> new SuggestionsWithdrawn(new Clue("phone", "38050111223" + number), at);
                        case 17 -> new SuggestionDismissed(other, "anna", at);
                        case 9 -> new EpisodeChosen(other, number, other + "-1", "c-1", at);
                        default ->
                            new EpisodeOpened(
                                    "c-" + (state.episodes().size() + 1),
                                    random.nextInt(3) == 0
                                            ? "c-" + state.episodes().size()
                                            : "",
                                    at);
                    });
            visit.accept(state);
        }
    }
}
