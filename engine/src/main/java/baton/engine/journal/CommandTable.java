package baton.engine.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;

/**
 * What an entity does with each command: one table for all entities of a kind. Pekko's builder makes one for each of them, of 125 bytes a command, which was
 * a quarter of what a conversation needs. So it is for kinds of which there is one for each customer or call; all others use Pekko's.
 *
 * <p>The first row that fits counts, as with Pekko's.
 *
 * @param <A> the entity
 * @param <C> its commands
 * @param <E> its events
 * @param <S> its state
 */
public final class CommandTable<A, C, E, S> {

    /** What is done with a command in such a state. */
    @FunctionalInterface
    public interface Answer<A, C, E, S, U extends S> {
        ReplyEffect<E, S> to(A entity, U state, C command);
    }

    private record Row<A, C, E, S>(Class<? extends S> state, Class<? extends C> command, Answer<A, C, E, S, S> answer) {

        boolean fits(S now, C asked) {
            return command.isInstance(asked) && state.isInstance(now);
        }
    }

    /** Collects the rows. */
    public static final class Builder<A, C, E, S> {

        private final List<Row<A, C, E, S>> rows = new ArrayList<>();

        private Builder() {}

        /** Rows for one kind of state. */
        public <U extends S> InState<A, C, E, S, U> forStateType(Class<U> state) {
            return new InState<>(state, rows);
        }
    }

    /** Collects the rows for one kind of state. */
    public static final class InState<A, C, E, S, U extends S> {

        private final Class<U> state;
        private final List<Row<A, C, E, S>> rows;

        private InState(Class<U> state, List<Row<A, C, E, S>> rows) {
            this.state = state;
            this.rows = rows;
        }

        /** A command of this type or of one below it. */
        @SuppressWarnings("unchecked") // it is asked only what fits
        public <T extends C> InState<A, C, E, S, U> onCommand(Class<T> command, Answer<A, T, E, S, U> answer) {
            rows.add(new Row<>(state, command, (entity, now, asked) -> answer.to(entity, (U) now, (T) asked)));
            return this;
        }
    }

    private final List<Row<A, C, E, S>> rows;

    private CommandTable(List<Row<A, C, E, S>> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The table with what is written into it. */
    public static <A, C, E, S> CommandTable<A, C, E, S> of(Consumer<Builder<A, C, E, S>> writing) {
        var builder = new Builder<A, C, E, S>();
        writing.accept(builder);
        return new CommandTable<>(builder.rows);
    }

    /** For this entity. It throws {@link IllegalArgumentException} at a command for which there is no row. */
    public CommandHandlerWithReply<C, E, S> handlerOf(A entity) {
        return (state, command) -> {
            for (var row : rows) {
                if (row.fits(state, command)) {
                    return row.answer().to(entity, state, command);
                }
            }
            throw new IllegalArgumentException("nothing is done with "
                    + command.getClass().getName() + " in " + state.getClass().getName());
        };
    }
}
