package baton.engine.likeness;

import static baton.engine.MovableClock.START;

import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import baton.engine.likeness.LikenessEvent.ClueMentioned;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

class LikenessJournalTest extends JournalContract<LikenessEvent, LikenessState> {

    @Override
    protected JournalSerializer<LikenessEvent, LikenessState> serializer() {
        return new LikenessSerializer();
    }

    @Override
    protected Class<LikenessEvent> eventType() {
        return LikenessEvent.class;
    }

    @Override
    protected String name() {
        return "likeness";
    }

    @Override
    protected int identifier() {
        return 8108;
    }

    @Override
    protected List<LikenessEvent> samples() {
        return List.of(new ClueMentioned("customer-1", START.plusNanos(1)));
    }

    @Override
    protected LikenessState sampleState() {
        return LikenessState.replay(samples());
    }

    @Override
    protected void walk(Random random, Consumer<LikenessState> visit) {
        var state = LikenessState.nobody();
        for (var step = 0; step < LikenessState.MOST; step++) {
            state = state.after(new ClueMentioned("c" + step, START.plusSeconds(random.nextInt(100))));
            visit.accept(state);
        }
    }
}
