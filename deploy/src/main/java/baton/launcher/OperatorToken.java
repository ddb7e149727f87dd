package baton.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** What {@code baton import} and {@code export} show to a node: from the environment, or what {@code baton up} has made on this machine. */
final class OperatorToken {

    static final String VARIABLE = "BATON_DIRECTORY_TOKEN";

    private OperatorToken() {}

    /**
     * Empty if there is none for the node at {@code address}: what {@code baton up} has made is shown to nodes of this machine only.
     *
     * @throws Problem if it cannot be sent
     */
    static String of(String address, Map<String, String> environment) {
        var said = environment.getOrDefault(VARIABLE, "").strip();
        if (!said.matches("[!-~]*")) {
            throw new Problem(VARIABLE + " has characters that are no ASCII, or blanks.");
        }
        return said.isEmpty() && isHere(address, environment) ? kept(environment) : said;
    }

    private static boolean isHere(String address, Map<String, String> environment) {
        var host = address.replaceFirst(":[0-9]*$", "").replaceAll("[\\[\\]]", "");
        return Checkup.isLoopback(host) || address.equals(Management.here(environment));
    }

    /** One that only others may read is theirs; the node will say that it wants one. */
    private static String kept(Map<String, String> environment) {
        var file = DataDirectory.operatorToken(Installation.data(environment));
        try {
            return Files.isReadable(file) ? Files.readString(file).strip() : "";
        } catch (IOException unreadable) {
            throw new Problem("The token " + file + " cannot be read (" + unreadable + ").", unreadable);
        }
    }
}
