package baton.engine.customer;

import static baton.engine.MovableClock.START;

import baton.engine.customer.AddressEvent.AddressClaimed;
import baton.engine.customer.AddressEvent.AddressReleased;
import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

class AddressJournalTest extends JournalContract<AddressEvent, AddressState> {

    @Override
    protected JournalSerializer<AddressEvent, AddressState> serializer() {
        return new AddressSerializer();
    }

    @Override
    protected Class<AddressEvent> eventType() {
        return AddressEvent.class;
    }

    @Override
    protected String name() {
        return "address";
    }

    @Override
    protected int identifier() {
        return 8101;
    }

    @Override
    protected List<AddressEvent> samples() {
        return List.of(
                new AddressClaimed("customer-1", "lease", Optional.of(START.plusSeconds(900)), START.plusNanos(1)),
                new AddressReleased("customer-2", START.plusSeconds(1)));
    }

    @Override
    protected Map<String, AddressEvent> grown() {
        return Map.of(
                "AddressClaimed.2",
                new AddressClaimed(
                        "customer-1",
                        "lease",
                        Optional.of(START.plusSeconds(3600)),
                        "email:olena@example.org",
                        Optional.empty(),
                        START.plusSeconds(2)),
                "AddressClaimed.3",
                new AddressClaimed(
                        "customer-1", "agent", Optional.empty(), "", Optional.of("customer-2"), START.plusSeconds(3)));
    }

    @Override
    protected AddressState sampleState() {
        return AddressState.replay(List.of(samples().get(0)));
    }

    @Override
    protected void walk(Random random, Consumer<AddressState> visit) {
        AddressState state = new AddressState.Free();
        for (int step = 0; step < 10; step++) {
            var at = START.plusSeconds(step);
            var until = random.nextBoolean() ? Optional.of(at.plusSeconds(9)) : Optional.<java.time.Instant>empty();
            var movedFrom = random.nextBoolean() ? Optional.of("c" + random.nextInt(3)) : Optional.<String>empty();
            state = state.after(
                    random.nextInt(3) == 0
                            ? new AddressReleased("c", at)
                            : new AddressClaimed("c" + random.nextInt(3), "code", until, "", movedFrom, at));
            visit.accept(state);
        }
    }
}
