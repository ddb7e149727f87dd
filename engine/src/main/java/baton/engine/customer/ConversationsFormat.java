package baton.engine.customer;

import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.EpisodeRun;
import baton.protocol.client.v1.MergedCustomer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The conversations of one customer in what is sent of them: the latest one by one, those before as runs of numbers. Who calls every day for years
 * would not fit into a message otherwise.
 *
 * @param latest oldest first
 * @param older in no order
 */
public record ConversationsFormat(List<String> latest, List<EpisodeRun> older) {

    static final int LATEST = 200;

    /** @param episodeIds all of them, oldest first */
    static ConversationsFormat of(List<String> episodeIds) {
        var cut = Math.max(0, episodeIds.size() - LATEST);
        var latest = new ArrayList<String>();
        var numbers = new TreeMap<String, TreeSet<Integer>>();
        for (var episodeId : episodeIds.subList(0, cut)) {
            number(episodeId)
                    .ifPresentOrElse(
                            number -> numbers.computeIfAbsent(prefix(episodeId), prefix -> new TreeSet<>())
                                    .add(number),
                            () -> latest.add(episodeId));
        }
        latest.addAll(episodeIds.subList(cut, episodeIds.size()));
        var older = new ArrayList<EpisodeRun>();
        numbers.forEach((prefix, all) -> older.addAll(runs(prefix, all)));
        return new ConversationsFormat(latest, older);
    }

    private static List<EpisodeRun> runs(String prefix, TreeSet<Integer> numbers) {
        var runs = new ArrayList<EpisodeRun>();
        var run = EpisodeRun.newBuilder();
        for (int number : numbers) {
            if (run.getLast() != number - 1 || run.getPrefix().isEmpty()) {
                if (!run.getPrefix().isEmpty()) {
                    runs.add(run.build());
                }
                run.setPrefix(prefix).setFirst(number);
            }
            run.setLast(number);
        }
        runs.add(run.build());
        return runs;
    }

    /** Whether this conversation is this customer's. */
    public static boolean has(CustomerView customer, String episodeId) {
        return new ConversationsFormat(customer.getEpisodeIdsList(), customer.getOlderEpisodesList()).has(episodeId);
    }

    /** Whether this conversation was this customer's before they turned out to be the same person as another one. */
    public static boolean has(MergedCustomer customer, String episodeId) {
        return new ConversationsFormat(customer.getEpisodeIdsList(), customer.getOlderEpisodesList()).has(episodeId);
    }

    private boolean has(String episodeId) {
        return latest.contains(episodeId)
                || number(episodeId)
                        .filter(number -> older.stream()
                                .anyMatch(run -> run.getPrefix().equals(prefix(episodeId))
                                        && run.getFirst() <= number
                                        && number <= run.getLast()))
                        .isPresent();
    }

    /** The minus included, so it is never empty. */
    private static String prefix(String episodeId) {
        return episodeId.substring(0, episodeId.lastIndexOf('-') + 1);
    }

    /** Empty if the id does not come out again when the number is written behind the prefix: ids come from outside, too. */
    private static Optional<Integer> number(String episodeId) {
        var digits = episodeId.substring(episodeId.lastIndexOf('-') + 1);
        return digits.length() < episodeId.length() && digits.matches("[1-9][0-9]{0,8}")
                ? Optional.of(Integer.parseInt(digits))
                : Optional.empty();
    }
}
