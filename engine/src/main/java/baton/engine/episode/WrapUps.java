package baton.engine.episode;

import java.time.Duration;

/** How long an agent may write up. */
@FunctionalInterface
public interface WrapUps {

    /** {@code queueId}: where the episode waited last. */
    Duration of(String queueId);
}
