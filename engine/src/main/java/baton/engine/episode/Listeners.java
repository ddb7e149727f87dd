package baton.engine.episode;

import java.util.List;
import java.util.Set;

/** Which programs outside follow along with a company's conversations, as it is now: each is told of every entry that it wants, in order. */
@FunctionalInterface
public interface Listeners {

    List<Listener> now();

    static Listeners none() {
        return List::of;
    }

    /**
     * @param name of the account by which it is told; never changes
     * @param wanted the kinds of entries, for example {@code messageReceived}, as feeds call them; empty: all
     */
    record Listener(String name, Set<String> wanted) {

        boolean wants(EpisodeEvent entry) {
            return wanted.isEmpty() || wanted.contains(EpisodeFormat.kind(entry));
        }
    }
}
