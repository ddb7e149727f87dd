package baton.engine.node;

import baton.engine.EntityKey;
import baton.engine.egress.Licensed;
import baton.engine.egress.Sender;
import baton.engine.egress.Sender.Limits;
import baton.engine.egress.SenderCommand;
import baton.engine.egress.SenderCommand.Failed;
import baton.engine.egress.SenderCommand.MarkRead;
import baton.engine.egress.SenderCommand.Outcome;
import baton.engine.egress.SenderCommand.Postponed;
import baton.engine.egress.SenderCommand.SendOut;
import baton.engine.egress.SenderCommand.Taken;
import baton.engine.egress.SenderSettings;
import baton.engine.episode.EpisodeCommand.ReportDelivery;
import baton.engine.episode.EpisodeCommand.ReportTold;
import baton.engine.episode.Outlets;
import baton.engine.sharding.Entities;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Channels;
import baton.engine.spi.Tenants;
import baton.engine.web.PublicAddress;
import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/** Brings together who sends, over which door, and who must know what came of it. */
final class Egress {

    /** Entries to one company's program. */
    private static final int TOLD_PER_SECOND = 200;

    private final ActorSystem<?> system;
    private final Tenants tenants;
    private final Channels channels;
    private final Listening listening;
    private final Entities entities;
    private final Supplier<? extends CompletionStage<?>> license;

    /** @param license see {@link Licensed} */
    Egress(
            ActorSystem<?> system,
            Tenants tenants,
            Channels channels,
            Listening listening,
            Entities entities,
            Supplier<? extends CompletionStage<?>> license) {
        this.system = system;
        this.tenants = tenants;
        this.channels = channels;
        this.listening = listening;
        this.entities = entities;
        this.license = license;
    }

    /** Senders live where doors are open. */
    void start(InstantSource clock) {
        var settings = SenderSettings.from(system.settings().config());
        ClusterSharding.get(system)
                .init(Entity.of(
                                Sender.TYPE_KEY,
                                entity -> sender(EntityKey.parse(entity.getEntityId()), settings, clock))
                        .withRole("doors"));
    }

    private Behavior<SenderCommand> sender(EntityKey key, SenderSettings settings, InstantSource clock) {
        var limits = channels.byName(key.id())
                .map(ChannelGateway::capabilities)
                .map(can -> new Limits(can.getPerSecond(), Duration.ofMillis(can.getPauseMs())))
                .orElse(new Limits(TOLD_PER_SECOND, Duration.ZERO));
        return Sender.create(
                key,
                limits,
                settings,
                clock,
                new Licensed(license, system.executionContext(), clock, new Sender.Provider() {

                    @Override
                    public CompletionStage<Outcome> send(SendOut message) {
                        return deliver(key, message);
                    }

                    @Override
                    public CompletionStage<?> read(MarkRead read) {
                        return tellRead(key, read);
                    }
                }),
                (of, outcome) -> report(key, of, outcome),
                new DoorConnector(key, tenants, channels));
    }

    private CompletionStage<Outcome> deliver(EntityKey key, SendOut message) {
        var listener = listening.byName(key.id());
        var door = channels.byName(key.id());
        var account = tenants.byId(key.tenant()).flatMap(tenant -> tenant.account(key.id()));
        if (listener.isPresent() && account.isPresent()) {
            var id = message.episodeId() + "." + message.number();
            return listener.get().tell(account.get(), id, message.text()).thenApply(Egress::outcome);
        }
        if (door.isEmpty() || account.isEmpty()) {
            return CompletableFuture.completedStage(
                    new Failed("bad-account", "The company has no account with this channel any more."));
        }
        return door.get().deliver(account.get(), outbound(key, message)).thenApply(Egress::outcome);
    }

    private CompletionStage<?> tellRead(EntityKey key, MarkRead read) {
        var account = tenants.byId(key.tenant()).flatMap(tenant -> tenant.account(key.id()));
        return channels.byName(key.id())
                .flatMap(door -> account.map(one -> door.tellRead(one, read.address(), read.messageId())))
                .orElseGet(() -> CompletableFuture.completedStage(null));
    }

    private static OutboundMessage outbound(EntityKey key, SendOut message) {
        var out = OutboundMessage.newBuilder()
                .setTenant(key.tenant())
                .setChannel(key.id())
                .setAddress(message.address())
                .setEpisodeId(message.episodeId())
                .setNumber(message.number())
                .setText(message.text())
                .setProofLanguage(message.proofLanguage());
        message.file().ifPresent(file -> out.getFileBuilder()
                .setKind(file.kind())
                .setName(file.name())
                .setMediaType(file.mediaType())
                .setSize(file.size())
                .setHash(file.hash()));
        message.offering()
                .choices()
                .forEach(choice -> out.addChoicesBuilder().setId(choice.id()).setTitle(choice.title()));
        message.offering().template().ifPresent(template -> out.getTemplateBuilder()
                .setName(template.name())
                .setLanguage(template.language())
                .addAllValues(template.values()));
        message.amends()
                .ifPresent(
                        amends -> out.getAmendsBuilder().setKind(amends.kind()).setProviderId(amends.providerId()));
        return out.build();
    }

    private static Outcome outcome(Delivery delivery) {
        return switch (delivery.getOutcomeCase()) {
            case TAKEN -> new Taken(delivery.getTaken().getProviderId());
            case FAILED ->
                new Failed(delivery.getFailed().getCode(), delivery.getFailed().getDetail());
            case POSTPONED -> {
                var later = delivery.getPostponed();
                yield new Postponed(
                        Duration.ofMillis(Integer.toUnsignedLong(later.getRetryAfterMs())),
                        later.getWholeAccount(),
                        later.getCode());
            }
            case OUTCOME_NOT_SET -> new Postponed(Duration.ZERO, false, "door-said-nothing");
        };
    }

    /** Lost on the way it is said again when the episode asks again. */
    private void report(EntityKey key, SendOut of, Outcome outcome) {
        var tenant = key.tenant();
        if (listening.byName(key.id()).isPresent()) {
            entities.episode(tenant, of.episodeId()).tell(new ReportTold(key.id(), of.number(), system.ignoreRef()));
            return;
        }
        var failed = outcome instanceof Failed f ? f : new Failed("", "");
        var providerId = outcome instanceof Taken taken ? taken.providerId() : "";
        entities.episode(tenant, of.episodeId())
                .tell(new ReportDelivery(
                        of.legId(),
                        of.number(),
                        outcome instanceof Taken,
                        providerId,
                        failed.code(),
                        failed.detail(),
                        system.ignoreRef()));
    }

    /** What channels can do, in the words of episodes. */
    Outlets outlets() {
        var reachable = PublicAddress.from(system.settings().config()).isKnown();
        return channel -> channels.byName(channel).map(door -> outlet(door.capabilities(), reachable));
    }

    /** @param reachable whether a provider, or a customer's browser, can come here for a file */
    static Outlets.Outlet outlet(Capabilities can, boolean reachable) {
        var window = can.getWindowSeconds();
        var maxFile = can.getFilesByAddress() && !reachable ? 0 : can.getMaxFile();
        return new Outlets.Outlet(
                can.getMaxText(),
                window == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(Integer.toUnsignedLong(window))),
                new Outlets.FileLimits(maxFile, List.copyOf(can.getFileTypesList()), can.getFilesInText()),
                new Outlets.OfferLimits(can.getMaxChoices(), can.getMaxChoiceTitle(), can.getTemplates()),
                new Outlets.AmendLimits(
                        limit(can.getEdits(), can.getEditSeconds()), limit(can.getDeletions(), can.getDeleteSeconds())),
                can.getTellsRead());
    }

    /** Without seconds for ever. */
    private static Optional<Duration> limit(boolean can, int seconds) {
        return !can
                ? Optional.empty()
                : Optional.of(
                        seconds == 0
                                ? Outlets.AmendLimits.ALWAYS
                                : Duration.ofSeconds(Integer.toUnsignedLong(seconds)));
    }
}
