package baton.engine.egress;

import java.util.Optional;

/**
 * How the connection of one account is opened, for providers to which one must be kept.
 *
 * @param <A> all that it depends on: when that changes it is opened anew
 */
public interface Connector<A> {

    /** As it is configured now; empty if no connection is needed. */
    Optional<A> account();

    /** Does not wait until it is up. May throw: then it is tried again. */
    Connection open(A account);

    /** It sees to itself until it is closed. */
    interface Connection {

        boolean up();

        void close();
    }
}
