package baton.engine.call;

/**
 * Through which a call comes.
 *
 * @param name by which it is found, in the whole cluster
 * @param address where it speaks SIP: host and port; empty if that is not known
 */
public record Door(String name, String address) {}
