package baton.bench;

import baton.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** For people: what others who were offered the same calls have shown, beside Baton's figures. Who was not there has empty columns. */
final class PeerTable {

    private final List<RateReport> ours;
    private final Optional<CallPeer> direct;
    private final Optional<CallPeer> relayed;

    /**
     * @param direct sipp to sipp
     * @param relayed the same through Kamailio
     */
    PeerTable(List<RateReport> ours, Optional<CallPeer> direct, Optional<CallPeer> relayed) {
        this.ours = ours;
        this.direct = direct;
        this.relayed = relayed;
    }

    @Override
    public String toString() {
        var table = new Table(
                "offered calls/s",
                "sipp to sipp: failed",
                "set-up p50 ms",
                "p99 ms",
                "Kamailio: failed",
                "set-up p50 ms",
                "p99 ms",
                "p99 Baton / Kamailio");
        var rates = new TreeSet<Integer>();
        direct.ifPresent(peer -> rates.addAll(peer.rates()));
        relayed.ifPresent(peer -> rates.addAll(peer.rates()));
        rates.forEach(rate -> {
            var relay = relayed.flatMap(peer -> peer.at(rate));
            var row = new ArrayList<Object>(List.of(Integer.toString(rate)));
            row.addAll(figures(direct.flatMap(peer -> peer.at(rate))));
            row.addAll(figures(relay));
            row.add(relay.<Object>flatMap(theirs -> ratio(rate, theirs)).orElse(""));
            table.row(row.toArray());
        });
        return table.toString();
    }

    private static List<Object> figures(Optional<RateReport> report) {
        return report.map(there -> List.<Object>of(there.failed(), there.setUp(50), there.setUp(99)))
                .orElse(List.of("", "", ""));
    }

    private Optional<Double> ratio(int rate, RateReport theirs) {
        return ours.stream()
                .filter(report -> report.rate() == rate)
                .findFirst()
                .map(report -> report.setUp(99) / theirs.setUp(99));
    }
}
