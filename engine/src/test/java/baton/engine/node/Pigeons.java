package baton.engine.node;

import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Engine;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** A door that carries messages by pigeon: takes everything at once, and rings each bird with the number of the entry. */
class Pigeons implements ChannelGateway {

    private final List<OutboundMessage> carried = new CopyOnWriteArrayList<>();

    List<OutboundMessage> to(String address) {
        return carried.stream()
                .filter(message -> message.getAddress().equals(address))
                .toList();
    }

    @Override
    public String name() {
        return "pigeon";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.newBuilder()
                .setMaxText(100)
                .setPerSecond(100)
                .setEdits(true)
                .setDeletions(true)
                .build();
    }

    @Override
    public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
        carried.add(message);
        var delivery = Delivery.newBuilder();
        delivery.getTakenBuilder().setProviderId("ring-" + message.getNumber());
        return CompletableFuture.completedStage(delivery.build());
    }

    @Override
    public Optional<String> link(ChannelAccount account, String code) {
        return Optional.of("pigeon://" + code);
    }

    /** By the ring. */
    @Override
    public boolean provesSender(ChannelAccount account) {
        return true;
    }

    @Override
    public AccountRules accountRules() {
        return new AccountRules(List.of("loft"), List.of("ring"), List.of(), (account, node) -> Optional.of(
                        "there is no landing in the loft")
                .filter(any -> account.setting("loft").equals("flooded")));
    }

    @Override
    public CompletionStage<Route> open(Engine engine) {
        return CompletableFuture.completedStage(Directives.reject());
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedStage(null);
    }
}
