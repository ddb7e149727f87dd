package baton.emulator.site;

import baton.emulator.wire.Fields;
import baton.emulator.wire.Mistake;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One emulated provider, everything under {@code /<name>/}. */
public interface Provider extends Handset {

    /** First segment of all its paths. */
    String name();

    /** What the page has to know: {@code title} and {@code handle} of the company, and what a customer {@code can} do here. */
    ObjectNode company();

    Api api();

    /** What tests want, beyond what goes for all providers. */
    default void control(String deed, Fields fields) throws Mistake {
        throw new Mistake(Mistake.Kind.UNKNOWN, "", "there is no control \"" + deed + "\"");
    }
}
