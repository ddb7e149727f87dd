package baton.engine.episode;

import java.time.Duration;

/**
 * How often and when customers are called back.
 *
 * @param attempts how often at most; then the agent who tried last decides what becomes of it
 * @param pause after an attempt that did not reach the customer
 */
public record CallBackRule(int attempts, Duration pause) {}
