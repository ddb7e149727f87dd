package baton.engine.allowance;

import static baton.engine.MovableClock.START;

import baton.engine.allowance.AllowanceEvent.AllowanceSpent;
import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

class AllowanceJournalTest extends JournalContract<AllowanceEvent, AllowanceState> {

    @Override
    protected JournalSerializer<AllowanceEvent, AllowanceState> serializer() {
        return new AllowanceSerializer();
    }

    @Override
    protected Class<AllowanceEvent> eventType() {
        return AllowanceEvent.class;
    }

    @Override
    protected String name() {
        return "allowance";
    }

    @Override
    protected int identifier() {
        return 8112;
    }

    @Override
    protected List<AllowanceEvent> samples() {
        return List.of(new AllowanceSpent(START.plusSeconds(3600), START.plusNanos(1)));
    }

    @Override
    protected AllowanceState sampleState() {
        return AllowanceState.replay(samples());
    }

    @Override
    protected void walk(Random random, Consumer<AllowanceState> visit) {
        var state = AllowanceState.unused();
        for (var step = 0; step < 20; step++) {
            var at = START.plusSeconds(step);
            state = state.after(new AllowanceSpent(at.plusSeconds(1 + random.nextInt(9)), at));
            visit.accept(state);
        }
    }
}
