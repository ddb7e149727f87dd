package baton.bench;

import baton.launcher.Problem;
import baton.report.Samples;
import baton.testbed.Directories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Callers and a phone that are both sipp, and what is between them: nothing, or somebody else's server. Each round has processes of its own,
 * so that nothing of theirs runs while others are measured.
 */
final class SippCalls implements AutoCloseable {

    /** Before each round, for whoever has to become awake; does not count. */
    private static final int FIRST_CALLS = 25;

    private static final int FIRST_RATE = 50;

    private final Program sipp;
    private final Path directory;
    private final Path caller;
    private final Path phone;
    private final Ports ports;
    private final Set<Sipp> running = ConcurrentHashMap.newKeySet();
    private int rounds;

    /**
     * Of loopback, for UDP.
     *
     * @param called where the callers' calls go: to the phone, or to a server that passes them on to it
     */
    record Ports(int callers, int phone, int called) {}

    /** @param directory that exists, and is theirs */
    SippCalls(Program sipp, Path directory, Ports ports, int talkMillis, int pickUpMillis) throws IOException {
        this.sipp = sipp;
        this.directory = directory;
        this.caller = scenario("caller", Map.of("{talk}", talkMillis));
        this.phone = scenario("phone", Map.of("{pick-up}", pickUpMillis));
        this.ports = ports;
    }

    private Path scenario(String name, Map<String, Integer> words) throws IOException {
        try (var source = SippCalls.class.getResourceAsStream("/bench/sipp/" + name + ".xml")) {
            if (source == null) {
                throw new IllegalStateException("no scenario " + name + " (expected: one in resources/bench/sipp)");
            }
            var text = new String(source.readAllBytes(), StandardCharsets.ISO_8859_1);
            for (var word : words.entrySet()) {
                text = text.replace(word.getKey(), word.getValue().toString());
            }
            return Files.writeString(directory.resolve(name + ".xml"), text, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Calls that begin at fixed intervals, whatever becomes of those before. Times to the answer are what INVITE and 200 were under way: a
     * sipp does not wait for exactly so long as it should before it picks up.
     */
    CallRound.Result play(int rate, int count) throws IOException, InterruptedException {
        var place = directory.resolve("round-" + ++rounds);
        try (var answers = keep(Sipp.phone(sipp, phone, place.resolve("phone"), ports.phone()))) {
            awaitAnswersOf(answers, place);
            var began = System.nanoTime();
            try (var callers = call(place.resolve("callers"), rate, count)) {
                callers.await(count * 1000L / rate + CallRound.PATIENCE_MILLIS);
                var seconds = (System.nanoTime() - began) / 1e9;
                answers.close();
                return result(callers, answers, count, seconds);
            }
        } finally {
            running.clear();
            Directories.remove(place);
        }
    }

    /** The first calls are repeated until who is called listens. */
    private void awaitAnswersOf(Sipp answers, Path place) throws IOException, InterruptedException {
        try (var first = call(place.resolve("first"), FIRST_RATE, FIRST_CALLS)) {
            first.await(CallRound.PATIENCE_MILLIS);
            if (first.totals().successful() == 0) {
                throw new Problem(
                        "No call from sipp to sipp was answered; the one that is called says:\n" + answers.screen());
            }
        }
    }

    private Sipp call(Path place, int rate, int count) throws IOException {
        return keep(Sipp.callers(sipp, caller, place, ports.callers(), ports.called(), rate, count));
    }

    private Sipp keep(Sipp started) {
        running.add(started);
        return started;
    }

    private static CallRound.Result result(Sipp callers, Sipp phone, int count, double seconds) throws IOException {
        var totals = callers.totals();
        var theirs = callers.log();
        var its = phone.log();
        var toRinging = new Samples(count);
        var toAnswer = new Samples(count);
        for (var call : theirs.calls()) {
            var invite = its.underWay(call, "INVITE");
            var answer = theirs.underWay(call, "ANSWER");
            if (theirs.has(call, "OVER") && invite.isPresent() && answer.isPresent()) {
                toRinging.add(invite.getAsLong());
                toAnswer.add(invite.getAsLong() + answer.getAsLong());
            }
        }
        return new CallRound.Result(
                count,
                seconds,
                toRinging,
                toAnswer,
                totals.failuresOf(count),
                totals.resent() + phone.totals().resent());
    }

    /** Ends what runs, in the middle of a round too. */
    @Override
    public void close() throws InterruptedException {
        for (var process : running) {
            process.close();
        }
    }
}
