package baton.chaos;

import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.journal.v1.EpisodeEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what everybody was promised and has seen with what the journal has. Pure. */
final class Audit {

    private static final String OWNER = "owner";
    private static final String VOICE = "voice";

    private final List<Account> accounts;
    private final List<Calls> calls;
    private final Map<String, List<EpisodeEvent>> timelines;
    private final Duration bound;

    private Audit(
            List<Account> accounts, List<Calls> calls, Map<String, List<EpisodeEvent>> timelines, Duration bound) {
        this.accounts = accounts;
        this.calls = calls;
        this.timelines = timelines;
        this.bound = bound;
    }

    /**
     * @param timelines by episode; the entry with number n is at n - 1
     * @param bound of everybody's longest wait
     */
    static Verdict of(
            List<Account> accounts, List<Calls> calls, Map<String, List<EpisodeEvent>> timelines, Duration bound) {
        return new Audit(accounts, calls, timelines, bound).verdict();
    }

    private Verdict verdict() {
        var messages = accounts.stream()
                .mapToInt(account -> (int) texts(account).count())
                .sum();
        var slow = accounts.stream()
                .filter(account -> account.longest() > bound.toNanos())
                .count();
        var byes =
                accounts.stream().mapToInt(account -> account.byes().missing()).sum();
        return new Verdict(messages, talks(), lost(), doubled(), outOfOrder(), stuck(), wrongAgent(), (int) slow, byes);
    }

    /** The refs of what was acknowledged as a message. */
    private static Stream<String> texts(Account account) {
        return account.isCustomer()
                ? account.said().ids().stream().filter(account.acknowledged()::containsKey)
                : account.acknowledged().keySet().stream().filter(ref -> ref.startsWith(Clerk.answerTo("")));
    }

    // ---- lost

    private int lost() {
        var stored = entries().map(Audit::messageId).collect(Collectors.toSet());
        var notStored = accounts.stream()
                .flatMap(Audit::texts)
                .filter(id -> !stored.contains(id))
                .count();
        return (int) notStored
                + lostTalks()
                + timelines.entrySet().stream()
                        .mapToInt(timeline -> unseen(timeline.getKey(), timeline.getValue()))
                        .sum();
    }

    /** Messages that are not on the screen of the customer or of the agent. */
    private int unseen(String episode, List<EpisodeEvent> entries) {
        var messages = IntStream.rangeClosed(1, entries.size())
                .filter(number -> !messageId(entries.get(number - 1)).isEmpty())
                .boxed()
                .toList();
        return readers(episode, entries)
                .mapToInt(reader -> (int) messages.stream()
                        .filter(number -> !reader.screen().entries(episode).containsKey(number))
                        .count())
                .sum();
    }

    private Stream<Account> readers(String episode, List<EpisodeEvent> entries) {
        var owners = owners(entries);
        return accounts.stream()
                .filter(account -> account.isCustomer()
                        ? account.acknowledged().values().stream()
                                .anyMatch(accepted -> accepted.getEpisodeId().equals(episode))
                        : owners.contains(account.agentId()));
    }

    // ---- doubled

    private int doubled() {
        var inJournal =
                entries().map(Audit::messageId).filter(id -> !id.isEmpty()).toList();
        var onScreens = accounts.stream()
                .mapToInt(account -> account.screen().episodeIds().stream()
                        .mapToInt(episode -> repeats(account.screen().entries(episode).values().stream()
                                .map(Audit::messageId)
                                .filter(id -> !id.isEmpty())
                                .toList()))
                        .sum())
                .sum();
        var contradictions = accounts.stream().mapToInt(Account::contradictions).sum();
        return repeats(inJournal) + onScreens + contradictions + episodesTooMany();
    }

    private static int repeats(List<String> ids) {
        return ids.size() - new HashSet<>(ids).size();
    }

    private int episodesTooMany() {
        var customers = (int) accounts.stream().filter(Account::isCustomer).count();
        var callers = (int) calls.stream().filter(Calls::isCaller).count();
        return Math.max(0, timelines.size() - customers - callers);
    }

    // ---- out of order

    private int outOfOrder() {
        return accounts.stream()
                .mapToInt(account -> elsewhere(account)
                        + otherwise(account)
                        + account.screen().faults().size())
                .sum();
    }

    /** Acknowledged at another number than it has, and, of a customer's own, before one that was said earlier. */
    private int elsewhere(Account account) {
        var numbers = numbers(timelines);
        var moved = account.acknowledged().entrySet().stream()
                .filter(promise -> isMoved(promise.getValue(), numbers.get(promise.getKey())))
                .count();
        return (int) moved + account.said().overtaking(numbers);
    }

    /** Of each message within its episode, by its id. */
    private static Map<String, Integer> numbers(Map<String, List<EpisodeEvent>> timelines) {
        var numbers = new LinkedHashMap<String, Integer>();
        timelines.values().forEach(entries -> {
            for (var i = 0; i < entries.size(); i++) {
                numbers.putIfAbsent(messageId(entries.get(i)), i + 1);
            }
        });
        return numbers;
    }

    /** Messages that stand before one of the same customer that had to be sent again: no broken promise. */
    static int passing(List<Account> accounts, Map<String, List<EpisodeEvent>> timelines) {
        var numbers = numbers(timelines);
        return accounts.stream()
                .mapToInt(account -> account.said().passing(numbers))
                .sum();
    }

    private static boolean isMoved(DeedAccepted accepted, @Nullable Integer number) {
        return number != null && number != accepted.getNumber();
    }

    /** Shown under another number than in the journal. */
    private int otherwise(Account account) {
        return account.screen().episodeIds().stream()
                .mapToInt(episode -> {
                    var entries = timelines.getOrDefault(episode, List.of());
                    return (int) account.screen().entries(episode).entrySet().stream()
                            .filter(shown -> shown.getKey() > entries.size()
                                    || !key(entries.get(shown.getKey() - 1)).equals(key(shown.getValue())))
                            .count();
                })
                .sum();
    }

    // ---- wrong agent

    private int wrongAgent() {
        return timelines.values().stream()
                .mapToInt(entries -> {
                    var owners = owners(entries);
                    var others = entries.stream()
                            .map(Audit::answeredBy)
                            .filter(agent -> !agent.isEmpty() && !owners.contains(agent))
                            .count();
                    return Math.max(0, owners.size() - 1) + (int) others;
                })
                .sum();
    }

    private static Set<String> owners(List<EpisodeEvent> entries) {
        return entries.stream()
                .filter(EpisodeEvent::hasAgentAssigned)
                .map(EpisodeEvent::getAgentAssigned)
                .filter(assigned ->
                        assigned.getRole().isEmpty() || assigned.getRole().equals(OWNER))
                .map(assigned -> assigned.getAgentId())
                .collect(Collectors.toSet());
    }

    /** Who answered a message or a call; empty for everything else. */
    private static String answeredBy(EpisodeEvent entry) {
        return entry.hasMessageSent()
                ? entry.getMessageSent().getAgentId()
                : entry.getCallAnswered().getAgentId();
    }

    // ---- calls

    private int talks() {
        return calls.stream().mapToInt(Calls::talks).sum();
    }

    private int lostTalks() {
        return calls.stream()
                .mapToInt(call -> call.dropped() + Math.max(0, call.talks() - answeredOf(call)))
                .sum();
    }

    /** How many calls of this number somebody answered, as the journal has it. */
    private int answeredOf(Calls call) {
        return (int) timelines.values().stream()
                .filter(entries -> entries.stream()
                        .anyMatch(entry -> isCall(entry)
                                && entry.getLegOpened().getAddress().equals(call.name())))
                .flatMap(Collection::stream)
                .filter(EpisodeEvent::hasCallAnswered)
                .map(entry -> entry.getCallAnswered().getLegId())
                .distinct()
                .count();
    }

    private static boolean isCall(EpisodeEvent entry) {
        return entry.hasLegOpened() && entry.getLegOpened().getMedium().equals(VOICE);
    }

    private int stuck() {
        var waiting = accounts.stream().filter(account -> !account.settled()).count();
        var calling = calls.stream().filter(call -> !call.settled()).count();
        var ended = entries()
                .filter(EpisodeEvent::hasLegEnded)
                .map(entry -> entry.getLegEnded().getLegId())
                .collect(Collectors.toSet());
        var endless = entries()
                .filter(Audit::isCall)
                .map(entry -> entry.getLegOpened().getLegId())
                .filter(leg -> !ended.contains(leg))
                .count();
        return (int) (waiting + calling + endless);
    }

    // ---- entries

    private Stream<EpisodeEvent> entries() {
        return timelines.values().stream().flatMap(Collection::stream);
    }

    private static String messageId(EpisodeEvent entry) {
        return entry.hasMessageReceived()
                ? entry.getMessageReceived().getMessageId()
                : entry.getMessageSent().getMessageId();
    }

    /** What a customer is shown is without what they must not see, so not all of it is compared. */
    private static String key(EpisodeEvent entry) {
        return entry.getFactCase() + " " + entry.getAt().getSeconds() + "."
                + entry.getAt().getNanos() + " " + messageId(entry);
    }
}
