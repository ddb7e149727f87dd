package baton.engine.messenger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Bodies as a provider sends them, in {@code src/test/resources/<channel>/<name>.json} of its door. */
public record Samples(Class<?> door, String channel) {

    public byte[] bytes(String name) {
        try (var in = door.getResourceAsStream("/" + channel + "/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    public String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
