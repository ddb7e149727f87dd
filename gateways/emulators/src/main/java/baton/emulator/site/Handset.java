package baton.emulator.site;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import java.util.ArrayList;
import java.util.List;

/** What customers do with their telephones. What a messenger does not have throws {@link IllegalArgumentException}. */
public interface Handset {

    Stage stage();

    /** The customer with this number, made if there is none. Has not talked to the company yet. */
    Customer customer(String name, String number);

    default List<Line> conversation(Customer customer) {
        return stage().phones().conversation(customer.id());
    }

    /** @return the message's id, as the company hears it */
    default String writes(Customer customer, String text) {
        return writes(customer, text, "");
    }

    /** @param repliesTo id of the message that is answered, or empty */
    String writes(Customer customer, String text, String repliesTo);

    default void edits(Customer customer, String lineId, String text) {
        throw new IllegalArgumentException("nobody can edit here");
    }

    default void deletes(Customer customer, String lineId) {
        throw new IllegalArgumentException("nobody can delete here");
    }

    /** An empty emoji takes the reaction back. */
    default void reacts(Customer customer, String lineId, String emoji) {
        throw new IllegalArgumentException("nobody can react here");
    }

    /** One of the buttons under that message. */
    default void presses(Customer customer, String lineId, String data) {
        throw new IllegalArgumentException("there are no such buttons here");
    }

    String sendsPhoto(Customer customer, String caption);

    /** So many photos at one time, the caption on the first. */
    default List<String> sendsAlbum(Customer customer, int photos, String caption) {
        var ids = new ArrayList<String>();
        for (var n = 0; n < photos; n++) {
            ids.add(sendsPhoto(customer, n == 0 ? caption : ""));
        }
        return ids;
    }

    String sendsLocation(Customer customer, double latitude, double longitude);

    String sendsContact(Customer customer, String name, String number);

    /** Something that the provider does not pass on to companies. */
    default String sendsUnsupported(Customer customer) {
        throw new IllegalArgumentException("there is no such message here");
    }

    /** Does not want to hear from the company any more, or again. */
    void blocks(Customer customer, boolean on);

    /** Comes by a link with this code, or, if it is empty, without. */
    default void starts(Customer customer, String code) {
        throw new IllegalArgumentException("there are no such links here");
    }

    /** From now on the company does not learn the number, or does. */
    default void hidesNumber(Customer customer, boolean on) {
        throw new IllegalArgumentException("nobody can hide a number here");
    }

    /** The telephone has what the company wrote. Nothing where companies do not hear of that. */
    default void receives(Customer customer) {}

    /** The customer looks at it. Nothing where companies do not hear of that. */
    default void reads(Customer customer) {}
}
