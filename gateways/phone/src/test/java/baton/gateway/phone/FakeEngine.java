package baton.gateway.phone;

import baton.engine.spi.Agents;
import baton.engine.spi.Calls;
import baton.engine.spi.Configuration;
import baton.engine.spi.Engine;
import baton.engine.spi.Feeds;
import baton.engine.spi.Files;
import baton.engine.spi.Ingress;
import baton.engine.spi.Profiles;
import baton.engine.spi.SessionEnds;
import baton.engine.spi.Tenants;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Numbers;
import baton.protocol.config.v1.Site;
import baton.protocol.config.v1.Tenant;
import baton.protocol.gateway.v1.Accepted;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.Connect;
import baton.protocol.gateway.v1.HangUp;
import baton.protocol.gateway.v1.Hold;
import baton.protocol.gateway.v1.Park;
import baton.protocol.gateway.v1.Progress;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.gateway.v1.Refuse;
import baton.protocol.gateway.v1.Refused;
import baton.protocol.gateway.v1.RingPhone;
import baton.protocol.gateway.v1.StopPhone;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * An engine that remembers what it is told. Left alone it accepts everything and orders nothing; {@link #ringInTurn} makes it ring
 * the agents one after another.
 */
final class FakeEngine implements Engine, Calls {

    static final Tenants.Tenant SHOP = Tenants.Tenant.of(
            Tenant.newBuilder()
                    .setId("shop")
                    .setCompany("Shop")
                    .setSite(Site.newBuilder().setKey("site"))
                    .setNumbers(Numbers.newBuilder()
                            .setDisplay("+380 44 390 0100")
                            .setMain("100")
                            .addDirect("471100"))
                    .addAgents(account("anna", "anna-secret"))
                    .addAgents(account("boris", "boris-secret"))
                    .addAgents(account("vera", ""))
                    .addDispositions("done")
                    .setDefaultQueue("queue")
                    .build(),
            1);

    final List<CallSignal> signals = new CopyOnWriteArrayList<>();
    final Map<String, String> contacts = new ConcurrentHashMap<>();
    final Map<String, Instant> until = new ConcurrentHashMap<>();
    volatile Function<CallSignal, Receipt> receipts = signal -> accepted();
    volatile Function<CallSignal, Receipt> claims = claim -> refused("no-such-call");
    volatile Receipt registrations = accepted();
    volatile Consumer<CallOrder> orders = order -> {};

    private final ActorSystem<?> system;
    private final AtomicInteger offers = new AtomicInteger();
    private volatile List<String> turn = List.of();

    FakeEngine(ActorSystem<?> system) {
        this.system = system;
    }

    private static Agent account(String agentId, String secret) {
        return Agent.newBuilder()
                .setId(agentId)
                .setName(agentId)
                .setPhoneSecret(secret)
                .putCapacity("text", 3)
                .build();
    }

    static Receipt accepted() {
        return Receipt.newBuilder().setAccepted(Accepted.getDefaultInstance()).build();
    }

    static Receipt refused(String code) {
        return Receipt.newBuilder()
                .setRefused(Refused.newBuilder().setCode(code))
                .build();
    }

    /** From now on every call rings these agents in turn, and is connected to whoever picks up. */
    void ringInTurn(String... agents) {
        turn = List.of(agents);
    }

    @Override
    public CompletionStage<Receipt> signal(CallSignal signal) {
        var receipt = signal.hasCallClaimed() ? claims.apply(signal) : receipts.apply(signal);
        if (receipt.hasAccepted()) {
            signals.add(signal);
            system.executionContext().execute(() -> react(signal));
        }
        return CompletableFuture.completedFuture(receipt);
    }

    private void react(CallSignal signal) {
        if (turn.isEmpty()) {
            return;
        }
        switch (signal.getSignalCase()) {
            case CALLER_INVITED -> {
                progress(signal.getCallId());
                ring(signal.getCallId(), turn.get(0));
            }
            case PHONE_PICKED_UP ->
                connect(
                        signal.getCallId(),
                        signal.getPhonePickedUp().getOfferId(),
                        signal.getPhonePickedUp().getAnswerSdp());
            case PHONE_DECLINED -> {
                var declined =
                        turn.indexOf(signal.getPhoneDeclined().getOfferId().split(" ")[0]);
                if (declined + 1 < turn.size()) {
                    ring(signal.getCallId(), turn.get(declined + 1));
                } else {
                    refuse(signal.getCallId(), 480);
                }
            }
            default -> {}
        }
    }

    void progress(String callId) {
        order(callId, order -> order.setProgress(Progress.getDefaultInstance()));
    }

    /** @return the offer's id */
    String ring(String callId, String agentId) {
        var offerId = agentId + " " + offers.incrementAndGet();
        ring(callId, agentId, offerId);
        return offerId;
    }

    void ring(String callId, String agentId, String offerId) {
        var invited = invitation(callId).getCallerInvited();
        order(
                callId,
                order -> order.setRingPhone(RingPhone.newBuilder()
                        .setOfferId(offerId)
                        .setContact(contacts.getOrDefault(agentId, "sip:" + agentId + "@127.0.0.1:9"))
                        .setCaller(invited.getCaller())
                        .setDisplayName("Customer " + invited.getCaller())
                        .setOfferSdp(last(CallSignal.SignalCase.SESSION_AGREED)
                                .map(signal -> signal.getSessionAgreed().getOfferSdp())
                                .orElse(invited.getOfferSdp()))
                        .setAgentUri("sip:" + agentId + "@baton")));
    }

    void stop(String callId, String offerId) {
        order(callId, order -> order.setStopPhone(StopPhone.newBuilder().setOfferId(offerId)));
    }

    void connect(String callId, String offerId, String sdp) {
        order(
                callId,
                order -> order.setConnect(
                        Connect.newBuilder().setOfferId(offerId).setAnswerSdp(sdp)));
    }

    void park(String callId) {
        order(callId, order -> order.setPark(Park.getDefaultInstance()));
    }

    void hold(String callId, boolean on) {
        order(callId, order -> order.setHold(Hold.newBuilder().setOn(on)));
    }

    void refuse(String callId, int status) {
        order(callId, order -> order.setRefuse(Refuse.newBuilder().setStatus(status)));
    }

    void hangUp(String callId) {
        order(callId, order -> order.setHangUp(HangUp.getDefaultInstance()));
    }

    void order(String callId, Consumer<CallOrder.Builder> what) {
        var order = CallOrder.newBuilder().setTenant("shop").setCallId(callId);
        what.accept(order);
        orders.accept(order.build());
    }

    CallSignal invitation(String callId) {
        return signals.stream()
                .filter(signal ->
                        signal.hasCallerInvited() && signal.getCallId().equals(callId))
                .findFirst()
                .orElseThrow();
    }

    /** Of the call that came last. */
    String callId() {
        return last(CallSignal.SignalCase.CALLER_INVITED).orElseThrow().getCallId();
    }

    Optional<CallSignal> last(CallSignal.SignalCase what) {
        return signals.stream().filter(signal -> signal.getSignalCase() == what).reduce((first, second) -> second);
    }

    long count(CallSignal.SignalCase what) {
        return signals.stream().filter(signal -> signal.getSignalCase() == what).count();
    }

    @Override
    public void connect(String address, Consumer<CallOrder> ear) {
        orders = ear;
    }

    @Override
    public void disconnect() {}

    @Override
    public boolean canConfer() {
        return true;
    }

    @Override
    public CompletionStage<Receipt> phoneRegistered(String tenant, String agentId, String contact, Instant when) {
        if (registrations.hasAccepted()) {
            contacts.put(agentId, contact);
            until.put(agentId, when);
        }
        return CompletableFuture.completedFuture(registrations);
    }

    @Override
    public CompletionStage<Receipt> phoneUnregistered(String tenant, String agentId, String contact) {
        if (registrations.hasAccepted()) {
            contacts.computeIfPresent(agentId, (id, now) -> contact.isEmpty() || contact.equals(now) ? null : now);
        }
        return CompletableFuture.completedFuture(registrations);
    }

    @Override
    public ActorSystem<?> system() {
        return system;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Tenants tenants() {
        return tenantsOf(SHOP);
    }

    static Tenants tenantsOf(Tenants.Tenant... all) {
        return new Tenants() {
            @Override
            public List<Tenant> all() {
                return List.of(all);
            }

            @Override
            public Optional<Tenant> byId(String id) {
                return all().stream().filter(tenant -> tenant.id().equals(id)).findFirst();
            }

            @Override
            public Optional<Tenant> bySite(String key) {
                return Optional.empty();
            }

            @Override
            public Optional<Tenant> byDialled(String dialled) {
                var number = dialled.split("\\*", 2)[0];
                return all().stream()
                        .filter(tenant -> tenant.numbers().main().equals(number)
                                || tenant.numbers().direct().contains(dialled))
                        .findFirst();
            }

            @Override
            public void onChange(Consumer<String> listener) {}
        };
    }

    @Override
    public Calls calls() {
        return this;
    }

    @Override
    public SessionEnds sessionEnds() {
        throw new UnsupportedOperationException("telephones have no sessions");
    }

    @Override
    public Files files() {
        throw new UnsupportedOperationException("the phone door sends no files");
    }

    @Override
    public Configuration configuration() {
        throw new UnsupportedOperationException("the phone door configures nothing");
    }

    @Override
    public Ingress ingress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Feeds feeds() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Profiles profiles() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Agents agents() {
        throw new UnsupportedOperationException();
    }
}
