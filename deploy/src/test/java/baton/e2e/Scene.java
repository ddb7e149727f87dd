package baton.e2e;

import static org.awaitility.Awaitility.await;

import baton.protocol.journal.v1.EpisodeEvent;
import baton.testbed.Journal;
import baton.testbed.Place;
import com.datastax.oss.driver.api.core.CqlSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;

/** One test's people at one node: customers and agents of a company of its own, with browsers and telephones. */
final class Scene implements AutoCloseable {

    private final Place place;
    private final Company company;
    private final Journal journal;
    private final ActorSystem<?> telephones;
    private final List<Client> clients = new ArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** @param session to the database of the node */
    Scene(Place place, Company company, CqlSession session, ActorSystem<?> telephones) {
        this.place = place;
        this.company = company;
        this.journal = new Journal(session, company.id());
        this.telephones = telephones;
    }

    Place place() {
        return place;
    }

    Company company() {
        return company;
    }

    /** Of the company. */
    Journal journal() {
        return journal;
    }

    /** How often the journal has it that this has happened to an episode. */
    long stored(String episodeId, EpisodeEvent.FactCase fact) {
        return journal.events(episodeId).stream()
                .filter(event -> event.getFactCase() == fact)
                .count();
    }

    /** A customer whom nobody knows yet, at the widget. */
    ChatClient customer() {
        return connected(new ChatClient(place, company));
    }

    /** Another window of that customer's browser. */
    ChatClient window(ChatClient customer) {
        return connected(new ChatClient(customer));
    }

    /** An agent who has signed in, and is not available yet. */
    DeskClient desk(String agent) {
        return connected(new DeskClient(place, company, agent));
    }

    /** Another window of that agent's browser. */
    DeskClient window(DeskClient desk) {
        return connected(new DeskClient(desk));
    }

    /** An agent who is available. */
    DeskClient agent(String agent) {
        var desk = desk(agent);
        desk.goAvailable();
        return desk;
    }

    /** An agent's telephone, registered; {@code desk} sees that it is. */
    Telephone phoneOf(DeskClient desk) {
        var phone = opened(Telephone.agent(telephones, place, company, desk.agentId()));
        await().until(() -> desk.view().getPhoneRegistered());
        return phone;
    }

    /** A customer's telephone with this number. */
    Telephone phone(String number) {
        return opened(Telephone.customer(telephones, place, number));
    }

    <C extends Client> C connected(C client) {
        clients.add(client);
        opened(client).connect();
        return client;
    }

    <P extends AutoCloseable> P opened(P part) {
        open.push(part);
        return part;
    }

    /** Where the server broke its word to anybody. */
    List<String> faults() {
        return clients.stream().flatMap(client -> client.faults().stream()).toList();
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
