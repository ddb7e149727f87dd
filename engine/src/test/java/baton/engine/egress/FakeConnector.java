package baton.engine.egress;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what is opened and closed. */
final class FakeConnector implements Connector<String> {

    final List<String> deeds = new CopyOnWriteArrayList<>();
    volatile Optional<String> account = Optional.empty();
    volatile boolean broken;
    volatile boolean up = true;

    @Override
    public Optional<String> account() {
        return account;
    }

    @Override
    public Connection open(String with) {
        deeds.add((broken ? "tries " : "opens ") + with);
        if (broken) {
            throw new IllegalStateException("not yet");
        }
        return new Connection() {

            @Override
            public boolean up() {
                return up;
            }

            @Override
            public void close() {
                deeds.add("closes " + with);
            }
        };
    }
}
