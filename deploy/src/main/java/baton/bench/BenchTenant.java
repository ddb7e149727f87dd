package baton.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The company that a benchmark serves, as configuration for the node.
 *
 * @param agents how many there are; their ids are those of {@link #agentIds}
 * @param textCapacity chats at one time of each
 */
record BenchTenant(int agents, int textCapacity) {

    static final String ID = "bench";
    static final String NUMBER = "100";
    static final String PASSWORD = "bench";
    static final String PHONE_SECRET = "bench-phone";
    static final String DISPOSITION = "resolved";

    /** Of {@link #PASSWORD}, as cheap as the algorithm allows: logging in is not what is measured. */
    private static final String PASSWORD_HASH =
            "$argon2id$v=19$m=64,t=1,p=1$xuNHjYSKalud5cHvzQRBrw$w3E6YD3sytIWcGHZcUmaKoeImcauo27yjDYWa4yvBdE";

    List<String> agentIds() {
        return IntStream.range(0, agents).mapToObj("a%04d"::formatted).toList();
    }

    /** A file for {@code baton node --config}. */
    String hocon() {
        return """
                baton.tenants.%s {
                  company = "Bench"
                  queue = "main"
                  site { key = "%s", origins = [], identity-secret = "" }
                  numbers { display = "%s", main = "%s", direct = [] }
                  dispositions = ["%s"]
                  agents {
                %s
                  }
                }
                """
                .formatted(
                        ID,
                        ID,
                        NUMBER,
                        NUMBER,
                        DISPOSITION,
                        agentIds().stream().map(this::agent).collect(Collectors.joining("\n")));
    }

    private String agent(String id) {
        return "    %s { name = \"%s\", password-hash = \"%s\", phone-secret = \"%s\", text-capacity = %d }"
                .formatted(id, id, PASSWORD_HASH, PHONE_SECRET, textCapacity);
    }
}
