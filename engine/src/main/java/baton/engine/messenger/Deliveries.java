package baton.engine.messenger;

import baton.protocol.gateway.v1.Delivery;
import java.time.Duration;

/** What came of handing a message to a provider. */
public final class Deliveries {

    private static final int LONGEST_DETAIL = 300;

    private Deliveries() {}

    public static Delivery taken(String providerId) {
        var delivery = Delivery.newBuilder();
        delivery.getTakenBuilder().setProviderId(providerId);
        return delivery.build();
    }

    /** {@code code} is one of those in {@code gateway.proto}; {@code detail} what the provider said. */
    public static Delivery failed(String code, String detail) {
        var delivery = Delivery.newBuilder();
        delivery.getFailedBuilder()
                .setCode(code)
                .setDetail(detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail);
        return delivery.build();
    }

    /** Of a file whose address somebody outside would have to follow, where nobody has said how this installation is reached. */
    public static Delivery noAddress() {
        return failed("refused", "baton.http.public-url is not set");
    }

    /** Only this customer waits. */
    public static Delivery later(String code, Duration pause) {
        return postponed(code, pause, false);
    }

    /** Everybody waits: the account's limit, or the account's own trouble. */
    public static Delivery allLater(String code, Duration pause) {
        return postponed(code, pause, true);
    }

    private static Delivery postponed(String code, Duration pause, boolean wholeAccount) {
        var delivery = Delivery.newBuilder();
        delivery.getPostponedBuilder()
                .setCode(code)
                .setWholeAccount(wholeAccount)
                .setRetryAfterMs((int) Math.min(Integer.MAX_VALUE, pause.toMillis()));
        return delivery.build();
    }
}
