package baton.emulator.phone;

import baton.emulator.wire.Parts.Part;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The customers of a messenger and their conversations with the company. Whoever watches is told of every change. */
public final class Phones {

    private final Map<String, Customer> customers = new LinkedHashMap<>();
    private final Map<String, Map<String, Line>> lines = new LinkedHashMap<>();
    private final Map<String, Part> files = new LinkedHashMap<>();
    private final List<Consumer<ObjectNode>> watchers = new ArrayList<>();

    /** The customer with this number, made if there is none. */
    public synchronized Customer withNumber(String number, Supplier<Customer> made) {
        return withNumber(number).orElseGet(() -> {
            var customer = made.get();
            lines.put(customer.id(), new LinkedHashMap<>());
            put(customer);
            return customer;
        });
    }

    public synchronized Optional<Customer> withNumber(String number) {
        var digits = number.replaceAll("[^0-9]", "");
        return customers.values().stream()
                .filter(one -> one.digits().equals(digits))
                .findFirst();
    }

    public synchronized List<Customer> all() {
        return List.copyOf(customers.values());
    }

    public synchronized Optional<Customer> find(String id) {
        return Optional.ofNullable(customers.get(id));
    }

    /** As it is now. */
    public Customer get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no customer " + id));
    }

    public synchronized Customer change(String id, UnaryOperator<Customer> change) {
        var changed = change.apply(get(id));
        put(changed);
        return changed;
    }

    public synchronized List<Line> conversation(String customer) {
        return List.copyOf(lines.getOrDefault(customer, Map.of()).values());
    }

    public synchronized Optional<Line> line(String customer, String id) {
        return Optional.ofNullable(lines.getOrDefault(customer, Map.of()).get(id));
    }

    /** Adds a line, or puts it into the place of the one with the same id. */
    public synchronized void put(String customer, Line line) {
        lines.computeIfAbsent(customer, id -> new LinkedHashMap<>()).put(line.id(), line);
        var news = news("line").put("of", customer);
        news.set("line", line.json());
        tell(news);
    }

    /** The file of this line. */
    public synchronized void keep(String lineId, Part file) {
        files.put(lineId, file);
    }

    public synchronized Optional<Part> file(String lineId) {
        return Optional.ofNullable(files.get(lineId));
    }

    /** Nothing if there is no such line. */
    public synchronized void change(String customer, String id, UnaryOperator<Line> change) {
        line(customer, id).ifPresent(line -> put(customer, change.apply(line)));
    }

    /**
     * The company's messages to this customer that have come so far come further.
     *
     * @return which
     */
    public synchronized List<Line> come(String customer, List<String> from, String to) {
        var lines = conversation(customer).stream()
                .filter(line -> line.company() && from.contains(line.state()))
                .map(line -> line.state(to))
                .toList();
        lines.forEach(line -> put(customer, line));
        return lines;
    }

    /** The company has read everything that this customer wrote. */
    public synchronized void readByCompany(String customer) {
        conversation(customer).stream()
                .filter(line -> !line.company() && List.of("waiting", "told").contains(line.state()))
                .map(line -> line.state("read"))
                .toList()
                .forEach(line -> put(customer, line));
    }

    /** Something that passes, for example that the company is typing. */
    public synchronized void passing(String customer, String what) {
        tell(news(what).put("of", customer));
    }

    /** Begins with everything there is. The watcher must not block. */
    public synchronized Runnable watch(Consumer<ObjectNode> watcher) {
        var all = news("all");
        var people = all.putArray("customers");
        customers.values().forEach(customer -> people.add(customer.json()));
        var conversations = all.putObject("lines");
        lines.forEach((customer, its) -> {
            var list = conversations.putArray(customer);
            its.values().forEach(line -> list.add(line.json()));
        });
        watcher.accept(all);
        watchers.add(watcher);
        return () -> {
            synchronized (this) {
                watchers.remove(watcher);
            }
        };
    }

    private void put(Customer customer) {
        customers.put(customer.id(), customer);
        var news = news("customer");
        news.set("customer", customer.json());
        tell(news);
    }

    private void tell(ObjectNode news) {
        List.copyOf(watchers).forEach(watcher -> watcher.accept(news));
    }

    private static ObjectNode news(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
