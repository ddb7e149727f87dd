package baton.emulator.site;

import baton.emulator.wire.Call;
import java.io.IOException;

/** A provider's own interface, which Baton asks. */
public interface Api {

    /** Whether it is meant, and not the page. */
    boolean isMeant(Call call);

    void serve(Call call) throws IOException;
}
