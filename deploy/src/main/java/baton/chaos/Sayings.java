package baton.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a customer has said, in that order, and what of that order the journal has to keep. Nothing for an agent. */
final class Sayings {

    private final boolean ordered;
    private final List<String> ids = new ArrayList<>();
    private final Map<String, Set<String>> behind = new HashMap<>();

    /** @param ordered whether they are sent as they were said */
    Sayings(boolean ordered) {
        this.ordered = ordered;
    }

    void add(String id) {
        ids.add(id);
    }

    /** It was refused and is sent again later: what is under way behind it may get there before it. */
    void putOff(String id, Collection<String> underWay) {
        behind.computeIfAbsent(id, none -> new HashSet<>()).addAll(underWay);
    }

    List<String> ids() {
        return ids;
    }

    /** How many stand before one that was said earlier, although nothing let them. */
    int overtaking(Map<String, Integer> numbers) {
        return (int) IntStream.range(1, ids.size())
                .filter(later -> overtakes(later, numbers, false))
                .count();
    }

    /** How many stand before one that was {@link #putOff put off}: that is as the protocol has it, and no customer likes it. */
    int passing(Map<String, Integer> numbers) {
        return (int) IntStream.range(1, ids.size())
                .filter(later -> overtakes(later, numbers, true))
                .count();
    }

    private boolean overtakes(int later, Map<String, Integer> numbers, boolean rightly) {
        var id = ids.get(later);
        var number = numbers.get(id);
        return ordered
                && number != null
                && ids.subList(0, later).stream()
                        .filter(earlier -> numbers.getOrDefault(earlier, 0) > number)
                        .anyMatch(earlier -> mayPass(id, earlier) == rightly);
    }

    private boolean mayPass(String id, String earlier) {
        return behind.getOrDefault(earlier, Set.of()).contains(id);
    }
}
