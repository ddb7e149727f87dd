package baton.engine.likeness;

import java.time.Instant;

/** What has happened to a {@link Likeness}. Past tense, stored for ever as {@code likeness_journal.proto}. */
public sealed interface LikenessEvent {

    Instant at();

    record ClueMentioned(String customerId, Instant at) implements LikenessEvent {}
}
