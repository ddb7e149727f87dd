package baton.engine;

/** A message between entities, possibly of two nodes. Travels as CBOR and lives no longer than one ask. */
public interface NodeMessage {}
