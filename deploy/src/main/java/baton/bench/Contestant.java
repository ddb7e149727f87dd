package baton.bench;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One installation with its customers and agents, which carries messages and remembers what was acknowledged. */
final class Contestant implements AutoCloseable {

    private final Premises premises;
    private final Cast cast;
    private final RawInserts raw;
    private final CpuMeter meter;
    private final List<String> texts;
    private final int perEpisode;
    private final List<LoadReport> reports;
    private final Set<String> episodes = new LinkedHashSet<>();
    private int sent;

    private Contestant(Premises premises, Cast cast, List<Load> loads, List<String> texts, int perEpisode) {
        this.premises = premises;
        this.cast = cast;
        this.raw = new RawInserts(premises.session(), texts, perEpisode);
        this.meter = premises.cpuMeter();
        this.texts = texts;
        this.perEpisode = perEpisode;
        this.reports = loads.stream().map(LoadReport::new).toList();
    }

    /** @param customers how many come in; the tenant's agents do as well */
    static Contestant enter(
            Premises premises, BenchTenant tenant, int customers, List<Load> loads, List<String> texts, int perEpisode)
            throws IOException, InterruptedException {
        var cast = new Cast(premises.webPorts());
        cast.enterDesks(tenant.agentIds());
        cast.enterCustomers(customers);
        return new Contestant(premises, cast, loads, texts, perEpisode);
    }

    /** What the journal has of what was acknowledged since the beginning, warm-up included. */
    record Audit(int acknowledged, int stored, int doubled) {

        boolean clean() {
            return acknowledged == stored && doubled == 0;
        }
    }

    Premises premises() {
        return premises;
    }

    List<LoadReport> reports() {
        return reports;
    }

    /** Messages, so that what they need is compiled; returns how many seconds they took. */
    double warmUp(Load load) throws InterruptedException {
        var some = fresh(load);
        var before = System.nanoTime();
        relay(load, some);
        return (System.nanoTime() - before) / 1e9;
    }

    /** The same for what they are compared with. */
    void warmUp(Load load, Echoes echoes) throws InterruptedException {
        raw.run(load);
        new Pings(load, cast.customers()).run(cast.stage());
        echoes.run(load);
    }

    /** Messages, raw inserts and echoes close together. */
    LoadReport.Round round(Load load, boolean rawFirst, Echoes echoes) throws InterruptedException {
        var some = fresh(load);
        var start = meter.read();
        var early = rawFirst ? raw.run(load) : null;
        var middle = meter.read();
        var messages = relay(load, some);
        var afterwards = meter.read();
        var inserts = early != null ? early : raw.run(load);
        var end = meter.read();
        var rawUse = rawFirst ? CpuMeter.between(start, middle) : CpuMeter.between(afterwards, end);
        var pings = new Pings(load, cast.customers()).run(cast.stage());
        var echo = echoes.run(load);
        return new LoadReport.Round(messages, inserts, pings, echo, CpuMeter.between(middle, afterwards), rawUse);
    }

    /** Messages alone. */
    Relay.Result carry(Load load) throws InterruptedException {
        return relay(load, fresh(load));
    }

    Audit audit() {
        var stored = new JournalCount(premises.session()).messages(episodes);
        var distinct = new HashSet<>(stored).size();
        var seenTwice = reports.stream().mapToInt(LoadReport::doubled).sum();
        return new Audit(sent, distinct, stored.size() - distinct + seenTwice);
    }

    private List<BenchCustomer> fresh(Load load) throws InterruptedException {
        var some = cast.customers().subList(0, load.episodes(perEpisode));
        cast.refresh(some);
        some.forEach(customer -> episodes.add(customer.episodeId()));
        return some;
    }

    private Relay.Result relay(Load load, List<BenchCustomer> some) throws InterruptedException {
        var relay = new Relay(cast.stage(), load, sent, perEpisode, some, texts);
        sent += load.count();
        return relay.run();
    }

    @Override
    public void close() throws IOException {
        cast.close();
        premises.close();
    }
}
