package baton.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.junit.jupiter.api.Test;

class CommandTableTest {

    private interface State {}

    private record Open() implements State {}

    private record Closed() implements State {}

    private interface Command {}

    private interface Deed extends Command {}

    private record Say() implements Deed {}

    private record Leave() implements Deed {}

    private record Look() implements Command {}

    /** Notes which row was taken. */
    private static final class Entity {

        private final List<String> rows = new ArrayList<>();

        private ReplyEffect<String, State> note(String row) {
            rows.add(row);
            return new EffectFactories<String, State>().noReply();
        }
    }

    private static final CommandTable<Entity, Command, String, State> TABLE = CommandTable.of(on -> {
        on.forStateType(Open.class)
                .onCommand(Say.class, (me, s, c) -> me.note("said"))
                .onCommand(Deed.class, (me, s, c) -> me.note("done"));
        on.forStateType(State.class)
                .onCommand(Say.class, (me, s, c) -> me.note("too late"))
                .onCommand(Deed.class, (me, s, c) -> me.note("refused"));
    });

    private final Entity entity = new Entity();

    @Test
    void theFirstRowThatFitsCounts() {
        var handler = TABLE.handlerOf(entity);

        handler.apply(new Open(), new Say());
        handler.apply(new Open(), new Leave());
        handler.apply(new Closed(), new Say());
        handler.apply(new Closed(), new Leave());

        assertThat(entity.rows).containsExactly("said", "done", "too late", "refused");
    }

    @Test
    void eachEntityAnswersForItself() {
        var other = new Entity();

        TABLE.handlerOf(other).apply(new Open(), new Say());

        assertThat(other.rows).containsExactly("said");
        assertThat(entity.rows).isEmpty();
    }

    @Test
    void aCommandWithoutARowIsADefect() {
        assertThatThrownBy(() -> TABLE.handlerOf(entity).apply(new Open(), new Look()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Look")
                .hasMessageContaining("Open");
    }
}
