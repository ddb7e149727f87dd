package baton.engine.allowance;

import java.time.Instant;

/** What has happened to an {@link Allowance}. Past tense, stored for ever as {@code allowance_journal.proto}. */
public sealed interface AllowanceEvent {

    Instant at();

    /** {@code until}: how long it counts. */
    record AllowanceSpent(Instant until, Instant at) implements AllowanceEvent {}
}
