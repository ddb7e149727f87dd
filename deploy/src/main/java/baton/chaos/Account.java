package baton.chaos;

import baton.protocol.client.v1.DeedAccepted;
import baton.testbed.Screen;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What somebody has said, what they were promised, and what they have seen.
 *
 * @param name of the client, for people
 * @param agentId empty for a customer
 * @param said the ids of a customer's messages; none for an agent
 * @param acknowledged by ref; a message is one whose entry has that id
 * @param contradictions how often one ref was acknowledged as two different things
 * @param settled has all answers
 * @param longest wait for an acknowledgement, in nanoseconds; 0 if it does not count
 */
record Account(
        String name,
        String agentId,
        Sayings said,
        Map<String, DeedAccepted> acknowledged,
        Screen screen,
        int contradictions,
        boolean settled,
        long longest,
        Byes byes) {

    static Account of(Customer customer) {
        return new Account(
                customer.name(),
                "",
                customer.said(),
                customer.acknowledged(),
                customer.screen,
                customer.contradictions(),
                customer.isSettled(),
                customer.longestWait(),
                customer.byes);
    }

    static Account of(Clerk clerk) {
        return new Account(
                clerk.agentId(),
                clerk.agentId(),
                new Sayings(true),
                clerk.acknowledged(),
                clerk.screen,
                clerk.contradictions(),
                !clerk.isWaitingForAnswers(),
                clerk.longestWait(),
                clerk.byes);
    }

    boolean isCustomer() {
        return agentId.isEmpty();
    }

    /** What it is waiting for. */
    String plight() {
        if (!isCustomer()) {
            return name + " has deeds without an answer";
        }
        var answers = screen.episodeIds().stream()
                .flatMap(episode -> screen.entries(episode).values().stream())
                .map(entry -> entry.getMessageSent().getMessageId())
                .collect(Collectors.toSet());
        return said.ids().stream()
                .filter(id -> !acknowledged.containsKey(id) || !answers.contains(Clerk.answerTo(id)))
                .findFirst()
                .map(id -> "%s said %s (%s), and has no answer to it"
                        .formatted(name, id, acknowledged.containsKey(id) ? "acknowledged" : "not acknowledged"))
                .orElse(name + " has said nothing");
    }
}
