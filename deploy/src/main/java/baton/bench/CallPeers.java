package baton.bench;

import baton.engine.FreePorts;
import baton.report.Json;
import baton.report.Progress;
import baton.testbed.Directories;
import baton.testbed.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is offered the same calls beside Baton: sipp by another sipp, directly and through Kamailio; as far as they are installed. Closing it
 * ends them and removes what they left.
 */
final class CallPeers implements AutoCloseable {

    private final Progress progress;
    private final int talkMillis;
    private final int pickUpMillis;
    private final Running running = new Running();
    private final Json versions = new Json();
    private Optional<CallPeer> direct = Optional.empty();
    private Optional<CallPeer> relayed = Optional.empty();
    private Optional<Kamailio> kamailio = Optional.empty();

    private CallPeers(Progress progress, int talkMillis, int pickUpMillis) {
        this.progress = progress;
        this.talkMillis = talkMillis;
        this.pickUpMillis = pickUpMillis;
    }

    static CallPeers start(Progress progress, int talkMillis, int pickUpMillis) throws IOException {
        var peers = new CallPeers(progress, talkMillis, pickUpMillis);
        Runtime.getRuntime().addShutdownHook(new Thread(peers::close, "call-peers-stop"));
        var sipp = Program.find("sipp");
        if (sipp.isPresent()) {
            peers.enter(sipp.get());
        } else {
            progress.step("there is no sipp, so nobody beside Baton; Debian: apt-get install sip-tester kamailio");
        }
        return peers;
    }

    private synchronized void enter(Program sipp) throws IOException {
        var directory = Files.createTempDirectory("baton-bench-calls-");
        running.push(() -> Directories.remove(directory));
        versions.with("sipp", sipp.version());
        var ports = FreePorts.next(3);
        var phone = ports.get(1);
        direct = Optional.of(peer("sipp to sipp", sipp, directory.resolve("direct"), ports.get(0), phone, phone));
        var server = Program.find("kamailio");
        if (server.isPresent()) {
            versions.with("kamailio", server.get().version());
            var started = Kamailio.start(server.get(), directory, ports.get(2), phone);
            running.push(started);
            kamailio = Optional.of(started);
            relayed = Optional.of(
                    peer("through Kamailio", sipp, directory.resolve("relayed"), ports.get(0), phone, ports.get(2)));
        } else {
            progress.step("there is no Kamailio, so its columns stay empty; Debian: apt-get install kamailio");
        }
    }

    private CallPeer peer(String name, Program sipp, Path directory, int callers, int phone, int called)
            throws IOException {
        var ports = new SippCalls.Ports(callers, phone, called);
        var calls = new SippCalls(sipp, Files.createDirectory(directory), ports, talkMillis, pickUpMillis);
        running.push(calls);
        return new CallPeer(name, calls);
    }

    void beginRound() {
        all().forEach(CallPeer::beginRound);
    }

    /** One after the other. */
    void play(int rate, int count) throws IOException, InterruptedException {
        if (kamailio.isPresent()) {
            kamailio.get().requireAlive();
        }
        for (var peer : all().toList()) {
            peer.play(rate, count, progress);
        }
    }

    private Stream<CallPeer> all() {
        return Stream.concat(direct.stream(), relayed.stream());
    }

    /** What they have shown, if anybody is there. */
    void print(List<RateReport> ours) {
        if (direct.isPresent()) {
            progress.print(new PeerTable(ours, direct, relayed) + "\n");
            all().forEach(peer -> progress.print(
                    "  %s: all calls in order up to %d calls/s".formatted(peer.name(), peer.inOrderUpTo())));
        }
    }

    Json json() {
        var json = new Json().with("versions", versions);
        direct.ifPresent(peer -> json.with("sipp_to_sipp", peer.json()));
        relayed.ifPresent(peer -> json.with("through_kamailio", peer.json()));
        return json;
    }

    @Override
    public synchronized void close() {
        running.close();
    }
}
