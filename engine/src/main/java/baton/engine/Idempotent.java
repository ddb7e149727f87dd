package baton.engine;

/**
 * A command that may reach its entity any number of times, and after later ones: it changes nothing, or is recognised by an id in it and
 * carried out once. It is said again when a node may have taken it to its grave, or a region has dropped it while its shard moved.
 */
public interface Idempotent {}
