package baton.emulator.site;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.wire.Json;
import baton.emulator.wire.Signature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What goes for every emulated provider: each of them adds how its messages look, and what its companies are told. */
public abstract class Messenger implements Provider {

    private final String name;
    private final Stage stage;

    protected Messenger(String name, Stage stage) {
        this.name = name;
        this.stage = stage;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Stage stage() {
        return stage;
    }

    /** The company is not told. */
    @Override
    public synchronized void blocks(Customer customer, boolean on) {
        stage.phones().change(customer.id(), one -> one.blocked(on));
    }

    protected static ObjectNode company(String title, String handle, List<String> can, List<String> cannot) {
        var company = Json.object().put("title", title).put("handle", handle);
        can.forEach(company.putArray("can")::add);
        cannot.forEach(company.putArray("cannot")::add);
        return company;
    }

    /** The same for the same number, also after a restart. */
    protected final byte[] hash(String number) {
        return Signature.sha256(name + number.replaceAll("[^0-9]", ""));
    }

    protected final Customer now(Customer customer) {
        return stage.phones().get(customer.id());
    }

    protected final Line line(Customer customer, String id) {
        return stage.phones()
                .line(customer.id(), id)
                .orElseThrow(() -> new IllegalArgumentException("there is no message " + id));
    }

    /** One that the customer can still change. */
    protected final Line own(Customer customer, String id) {
        var line = line(customer, id);
        if (line.company() || !line.kind().equals("text") || line.state().equals("deleted")) {
            throw new IllegalArgumentException("message " + id + " cannot be changed");
        }
        return line;
    }

    /** What stands on a button. */
    protected static String label(Line asked, String data) {
        return asked.buttons().stream()
                .filter(button -> button.data().equals(data))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such button"))
                .text();
    }

    /** The telephone shows what its owner says, who has begun to talk to the company with it. */
    protected final void shows(Customer customer, Line line) {
        stage.phones().change(customer.id(), one -> one.known(true));
        stage.phones().put(customer.id(), line);
    }

    /** The tick for what Baton has. */
    protected final Runnable tick(Customer customer, Line line) {
        return () -> stage.phones()
                .change(customer.id(), line.id(), now -> now.state().equals("waiting") ? now.state("told") : now);
    }
}
