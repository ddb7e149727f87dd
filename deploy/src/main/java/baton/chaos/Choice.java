package baton.chaos;

import baton.launcher.Problem;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is played, and what this machine does not let us do.
 *
 * @param possible never empty
 */
record Choice(List<Fault> possible, List<Fault> skipped) {

    /**
     * @param named whether somebody asked for each of them
     * @throws Problem if not all that was asked for can be played, or nothing at all
     */
    static Choice of(List<Fault> wanted, boolean named, Predicate<Need> isMet) {
        Predicate<Fault> possible = fault -> isMet.test(fault.need());
        var choice = new Choice(
                wanted.stream().filter(possible).toList(),
                wanted.stream().filter(possible.negate()).toList());
        if (choice.possible.isEmpty() || named && !choice.skipped.isEmpty()) {
            throw new Problem("This machine does not let us do that: " + words(choice.skipped) + ".");
        }
        return choice;
    }

    /** What they are called, and what they take, for people. */
    static String words(List<Fault> skipped) {
        return skipped.stream()
                .map(fault ->
                        "%s (takes %s)".formatted(fault.word(), fault.need().description()))
                .collect(Collectors.joining(", "));
    }
}
