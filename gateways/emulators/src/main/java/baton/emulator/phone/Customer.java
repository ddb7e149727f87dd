package baton.emulator.phone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Somebody who has this messenger.
 *
 * @param id the provider's own, as Baton hears it
 * @param number in international form with its plus sign
 * @param hidesNumber the company does not learn the number
 * @param known has begun to talk to the company: before that it cannot write to them
 * @param blocked does not want to hear from the company
 */
public record Customer(String id, String name, String number, boolean hidesNumber, boolean known, boolean blocked) {

    public Customer known(boolean on) {
        return new Customer(id, name, number, hidesNumber, on, blocked);
    }

    public Customer blocked(boolean on) {
        return new Customer(id, name, number, hidesNumber, known, on);
    }

    public Customer hidesNumber(boolean on) {
        return new Customer(id, name, number, on, known, blocked);
    }

    /** The number without anything but digits. */
    public String digits() {
        return number.replaceAll("[^0-9]", "");
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", name)
                .put("number", number)
                .put("hidesNumber", hidesNumber)
                .put("known", known)
                .put("blocked", blocked);
    }
}
