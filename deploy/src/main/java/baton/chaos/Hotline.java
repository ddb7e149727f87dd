package baton.chaos;

import baton.gateway.phone.DemoPhone.Profile;
import baton.testbed.Place;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Customers who call and agents who answer, with real SIP telephones, at all nodes. Lives on the clients' thread. */
final class Hotline implements AutoCloseable {

    private static final int CALLERS = 2;
    private static final int GLANCE_MILLIS = 50;

    /** Of the first caller. */
    private static final long NUMBER = 380_501_112_000L;

    private final ActorSystem<?> system = ActorSystem.create(
            Behaviors.empty(),
            "telephones",
            ConfigFactory.parseMap(Map.of("pekko.loglevel", "WARNING", "pekko.stdout-loglevel", "WARNING"))
                    .withFallback(ConfigFactory.load()));
    private final ScheduledExecutorService thread;
    private final List<Operator> operators;
    private final List<Caller> callers;

    Hotline(Company company, List<Place> nodes, ScheduledExecutorService thread) {
        this.thread = thread;
        var ports = nodes.stream().map(Place::http).toList();
        var ids = company.operatorIds();
        operators = IntStream.range(0, ids.size())
                .mapToObj(n -> new Operator(
                        new Clerk(ids.get(n), company, ports, n, thread),
                        company,
                        nodes.get(n % nodes.size()).telephone(),
                        system))
                .toList();
        callers = IntStream.range(0, CALLERS)
                .mapToObj(n -> caller(String.valueOf(NUMBER + n), company, nodes, n))
                .toList();
    }

    private Caller caller(String number, Company company, List<Place> nodes, int first) {
        return new Caller(number, company.main(), phones(number, nodes), first);
    }

    private List<Telephone> phones(String number, List<Place> nodes) {
        return nodes.stream()
                .map(node -> new Telephone(system, Profile.customer(number, node.telephone())))
                .toList();
    }

    void enter() {
        operators.forEach(Operator::enter);
    }

    boolean isAvailable() {
        return operators.stream().allMatch(Operator::isAvailable);
    }

    /** From now on it rings. */
    void open() {
        thread.scheduleWithFixedDelay(this::look, 0, GLANCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        operators.forEach(Operator::look);
        callers.forEach(Caller::look);
    }

    boolean hasTalked() {
        return callers.stream().allMatch(Caller::hasTalked);
    }

    /** Everybody calls once more, and then no more. */
    void leave() {
        callers.forEach(Caller::leave);
    }

    boolean isSettled() {
        return calls().stream().allMatch(Calls::settled);
    }

    /** Of the agents, as everybody at a desk has one. */
    Stream<Clerk> clerks() {
        return operators.stream().map(Operator::clerk);
    }

    List<Calls> calls() {
        return Stream.concat(
                        callers.stream().map(Caller::calls), operators.stream().map(Calls::of))
                .toList();
    }

    @Override
    public void close() {
        operators.forEach(Operator::go);
        callers.forEach(Caller::go);
        system.terminate();
    }
}
