package baton.emulator.site;

import baton.emulator.wire.Call;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Mistake;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** One emulated provider, everything under {@code /<name>/}. */
public interface Provider extends Handset {

    /** First segment of all its paths. */
    String name();

    /** What the page has to know: {@code title} and {@code handle} of the company, and what a customer {@code can} do here. */
    ObjectNode company();

    /** Whether the page is not meant, but the provider's own interface. */
    boolean isApi(Call call);

    void api(Call call) throws IOException;

    /** What tests want, beyond what goes for all providers. */
    default void control(String deed, Fields fields) throws Mistake {
        throw new Mistake(Mistake.Kind.UNKNOWN, "", "there is no control \"" + deed + "\"");
    }
}
