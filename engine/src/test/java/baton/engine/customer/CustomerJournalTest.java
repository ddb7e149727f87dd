package baton.engine.customer;

import static baton.engine.MovableClock.START;

import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.CustomerServed;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

class CustomerJournalTest extends JournalContract<CustomerEvent, CustomerState> {

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
        return all;
    }

    private static List<CustomerEvent> ofTheFirstRelease() {
        return List.of(
                new CustomerNamed("Ілона Ґудзь", START),
                new AddressAdded(new AddressKey("phone", "380501112233"), START.plusSeconds(1)),
                new EpisodeOpened("customer-1-1", START.plusSeconds(2)),
                new AddressRemoved(new AddressKey("webchat", "visitor-1"), START.plusSeconds(3)));
    }

    @Override
    protected CustomerState sampleState() {
        return CustomerState.replay(ofTheFirstRelease());
    }

    @Override
    protected void walk(Random random, Consumer<CustomerState> visit) {
        var state = CustomerState.unknown();
        for (int step = 0; step < 30; step++) {
            var at = START.plusSeconds(step);
            var address = new AddressKey("webchat", "v" + random.nextInt(4));
            state = state.after(
                    switch (random.nextInt(6)) {
                        case 0 -> new CustomerNamed("name " + random.nextInt(3), at);
                        case 1 -> new AddressAdded(address, at);
                        case 2 -> new AddressRemoved(address, at);
                        case 3 -> new CustomerServed("agent-" + random.nextInt(3), "c-1", at);
                        case 4 -> new CustomerClassified(random.nextBoolean() ? "vip" : "", "", at);
                        default -> new EpisodeOpened("c-" + (state.episodes().size() + 1), at);
                    });
            visit.accept(state);
        }
    }
}
