package baton.bench;

import baton.report.Json;
import baton.report.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Somebody else who is offered the same calls, and what was seen. */
final class CallPeer {

    private final String name;
    private final SippCalls calls;
    private final TreeMap<Integer, RateReport> reports = new TreeMap<>();
    private boolean exhausted;

    CallPeer(String name, SippCalls calls) {
        this.name = name;
        this.calls = calls;
    }

    String name() {
        return name;
    }

    void beginRound() {
        exhausted = false;
    }

    /** Unless it has failed in this round before: a higher rate shows nothing then. */
    void play(int rate, int count, Progress progress) throws IOException, InterruptedException {
        if (exhausted) {
            return;
        }
        var result = calls.play(rate, count);
        exhausted = result.failed() > 0;
        // What the phone waited for is known for each call, and not in these times.
        reports.computeIfAbsent(rate, r -> new RateReport(r, 0)).add(result, CpuMeter.none());
        progress.step(
                "         %d calls/s, %s: %d of %d not in order %s",
                rate, name, result.failed(), count, result.failures());
    }

    Optional<RateReport> at(int rate) {
        return Optional.ofNullable(reports.get(rate));
    }

    /** At which it was measured. */
    List<Integer> rates() {
        return List.copyOf(reports.keySet());
    }

    /** The highest offered rate up to which all calls were in order. */
    int inOrderUpTo() {
        return RateReport.inOrderUpTo(reports.values());
    }

    Json json() {
        return new Json()
                .with("calls_per_s_all_in_order", inOrderUpTo())
                .with("rates", reports.values().stream().map(RateReport::json).toList());
    }
}
