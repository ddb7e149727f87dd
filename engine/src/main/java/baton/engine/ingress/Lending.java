package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.AddressCommand.LendAddress;
import baton.engine.customer.AddressCommand.ReleaseAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.sharding.Entities;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Channels;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.gateway.v1.CallOptions;
import baton.protocol.gateway.v1.MessengerLink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Lends customers what makes a caller known: a one-time code, a direct number - or the customer of a
 * messenger: a link. All are addresses, lent for a while; the
 * candidates for a customer follow from a keyed hash, so that asking again finds what is still lent.
 */
public final class Lending {

    /** Nobody's customer id: a code that has been used stays with it until it would have ended anyway. */
    private static final String USED = "used";

    private static final int CODE_CANDIDATES = 8;

    /**
     * Of a code that is typed in a messenger. A try costs nothing there, and accounts are easily had: with 1,000 codes lent and one try a second
     * a stranger hits one in a hundred days; with the six digits of a telephone call, in a quarter of an hour.
     */
    private static final int TYPED_DIGITS = 10;

    private final Entities entities;
    private final IngressSettings settings;
    private final KeyedCodes keyed;
    private final Provable provable;
    private final Channels channels;
    private final InstantSource clock;

    public Lending(Entities entities, IngressSettings settings, Channels channels, InstantSource clock) {
        this.entities = entities;
        this.settings = settings;
        this.keyed = new KeyedCodes(settings);
        this.provable = new Provable(channels, settings.here());
        this.channels = channels;
        this.clock = clock;
    }

    /** @param value the code or number */
    record Loan(String value, Instant until) {}

    CompletionStage<CustomerView> customer(String tenant, String customerId) {
        return entities.ask(entities.customer(tenant, customerId), GetCustomer::new);
    }

    /** Who has not said anything yet has nothing to go on with, and gets the company's number only. */
    CompletionStage<CallOptions> options(Tenant tenant, String customerId) {
        return customer(tenant.id(), customerId)
                .thenCompose(view -> view.getEpisodeIdsCount() == 0
                        ? completedStage(options(tenant, Optional.empty(), Optional.empty())
                                .build())
                        : lend(tenant, view));
    }

    private CompletionStage<CallOptions> lend(Tenant tenant, CustomerView customer) {
        var id = customer.getCustomerId();
        var known = customer.getAddressesList().stream()
                .anyMatch(address -> address.getChannel().equals(AddressKey.PHONE));
        return lend(
                        tenant.id(),
                        id,
                        AddressKey.CODE,
                        codes(tenant.id(), id, settings.codeDigits()),
                        settings.codeLease())
                .thenCombine(
                        lend(tenant.id(), id, AddressKey.DIRECT, directs(tenant, id), settings.directLease()),
                        (code, direct) -> options(tenant, code, direct).setCallerKnown(known))
                .thenCombine(links(tenant, id), CallOptions.Builder::addAllMessengers)
                .thenApply(options -> options.addAllLinkChannels(provable.of(tenant)))
                .thenCombine(typed(tenant, id), (options, typed) -> typed.map(loan -> options.setTypedCode(loan.value())
                                .setTypedCodeUntilMs(loan.until().toEpochMilli()))
                        .orElse(options)
                        .build());
    }

    /** One code for all messengers: the first one that the customer goes to uses it up. */
    private CompletionStage<List<MessengerLink>> links(Tenant tenant, String customerId) {
        var possible = channels.all().stream()
                .filter(door -> tenant.account(door.name())
                        .flatMap(account -> door.link(account, "code"))
                        .isPresent())
                .toList();
        if (possible.isEmpty()) {
            return completedStage(List.of());
        }
        return lend(tenant.id(), customerId, AddressKey.LINK, linkCodes(tenant.id(), customerId), settings.linkLease())
                .thenApply(loan -> loan.stream()
                        .flatMap(code -> possible.stream().flatMap(door -> link(tenant, door, code).stream()))
                        .toList());
    }

    /** A code that can be typed in any messenger of the company that proves who writes. */
    private CompletionStage<Optional<Loan>> typed(Tenant tenant, String customerId) {
        return channels.all().stream().anyMatch(door -> takesTyped(tenant, door.name()))
                ? lend(
                        tenant.id(),
                        customerId,
                        AddressKey.CODE,
                        codes(tenant.id(), "typed|" + customerId, TYPED_DIGITS),
                        settings.codeLease())
                : completedStage(Optional.empty());
    }

    /** Whether a code that is typed there says who somebody is: not where a sender can be forged, for it proves no address. */
    boolean takesTyped(Tenant tenant, String channel) {
        return channels.byName(channel)
                .flatMap(door -> tenant.account(channel).map(door::provesSender))
                .orElse(false);
    }

    /** What somebody may have typed, if this is all that they have typed. */
    static Optional<String> typedIn(String text) {
        var digits = text.strip().replaceAll("[ \u00a0-]", "").replaceFirst("^\\*", "");
        return digits.matches("[0-9]{" + TYPED_DIGITS + "}") ? Optional.of(digits) : Optional.empty();
    }

    InstantSource clock() {
        return clock;
    }

    Provable provable() {
        return provable;
    }

    private static Optional<MessengerLink> link(Tenant tenant, ChannelGateway door, Loan code) {
        return tenant.account(door.name())
                .flatMap(account -> door.link(account, code.value()))
                .map(url -> MessengerLink.newBuilder()
                        .setChannel(door.name())
                        .setUrl(url)
                        .setUntilMs(code.until().toEpochMilli())
                        .build());
    }

    private static CallOptions.Builder options(Tenant tenant, Optional<Loan> code, Optional<Loan> direct) {
        var numbers = tenant.numbers();
        var options = CallOptions.newBuilder().setNumber(numbers.display()).setDial(numbers.main());
        code.ifPresent(loan ->
                options.setCode(loan.value()).setCodeUntilMs(loan.until().toEpochMilli()));
        direct.ifPresent(loan -> options.setDirectNumber(loan.value())
                .setDirectDial(loan.value())
                .setDirectUntilMs(loan.until().toEpochMilli()));
        return options;
    }

    /** The first candidate that is this customer's already, or free. */
    private CompletionStage<Optional<Loan>> lend(
            String tenant, String customerId, String kind, List<String> candidates, Duration lease) {
        if (candidates.isEmpty()) {
            return completedStage(Optional.empty());
        }
        var value = candidates.get(0);
        var until = clock.instant().plus(lease);
        return entities.askAddress(
                        tenant, new AddressKey(kind, value), replyTo -> new LendAddress(customerId, until, replyTo))
                .thenCompose(reply ->
                        reply instanceof Owned owned && owned.customerId().equals(customerId)
                                ? completedStage(Optional.of(
                                        new Loan(value, owned.until().orElse(until))))
                                : lend(tenant, customerId, kind, candidates.subList(1, candidates.size()), lease));
    }

    /** The code has been dialled: it is no good any more. */
    CompletionStage<Boolean> use(String tenant, String customerId, String code) {
        return use(tenant, customerId, new AddressKey(AddressKey.CODE, code), settings.codeLease());
    }

    /** The link has been followed: nobody else can. */
    CompletionStage<Boolean> useLink(String tenant, String customerId, String code) {
        return use(tenant, customerId, new AddressKey(AddressKey.LINK, code), settings.linkLease());
    }

    private CompletionStage<Boolean> use(String tenant, String customerId, AddressKey address, Duration lease) {
        var until = clock.instant().plus(lease);
        return entities.askAddress(tenant, address, replyTo -> new ReleaseAddress(customerId, replyTo))
                .thenCompose(released ->
                        entities.askAddress(tenant, address, replyTo -> new LendAddress(USED, until, replyTo)))
                .thenApply(reply -> true);
    }

    static boolean isSomebody(String customerId) {
        return !customerId.equals(USED);
    }

    /** The same for a while, different for everybody. */
    private List<String> codes(String tenant, String customerId, int digits) {
        return candidates(tenant + "|" + customerId, settings.codeLease(), purpose -> keyed.digits(purpose, digits));
    }

    private List<String> linkCodes(String tenant, String customerId) {
        return candidates("link|" + tenant + "|" + customerId, settings.linkLease(), keyed::link);
    }

    private List<String> candidates(String whose, Duration lease, UnaryOperator<String> code) {
        var window = clock.instant().toEpochMilli() / lease.toMillis();
        return IntStream.range(0, CODE_CANDIDATES)
                .mapToObj(i -> code.apply(whose + "|" + window + "|" + i))
                .toList();
    }

    /** All of the pool, beginning at a place of the customer's own, so that two customers seldom try the same one. */
    private static List<String> directs(Tenant tenant, String customerId) {
        var pool = tenant.numbers().direct();
        var rotated = new ArrayList<String>();
        for (int i = 0; i < pool.size(); i++) {
            rotated.add(pool.get((Math.floorMod(customerId.hashCode(), pool.size()) + i) % pool.size()));
        }
        return rotated;
    }
}
