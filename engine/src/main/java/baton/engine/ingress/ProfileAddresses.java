package baton.engine.ingress;

import baton.engine.customer.AddressKey;
import baton.engine.spi.Channels;
import baton.engine.spi.Ingress.Party;
import java.util.Locale;
import java.util.Optional;

/** Addresses as programs write them, made what doors make of them: otherwise nobody would ever appear under them. */
public final class ProfileAddresses {

    private static final int MAX_ADDRESS = 256;
    private static final String EMAIL = "email";
    private static final String WEBCHAT = "webchat";

    private final Channels channels;

    public ProfileAddresses(Channels channels) {
        this.channels = channels;
    }

    /** Empty if nobody can be met there. */
    Optional<AddressKey> of(Party customer) {
        var channel = customer.channel();
        var written = customer.address().strip();
        if (written.isEmpty()
                || written.length() > MAX_ADDRESS
                || written.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return switch (channel) {
            case AddressKey.PHONE, AddressKey.SMS ->
                PhoneNumber.normal(written).map(number -> new AddressKey(channel, number));
            case EMAIL ->
                written.matches("[^@\\s]+@[^@\\s]+")
                        ? Optional.of(new AddressKey(channel, written.toLowerCase(Locale.ROOT)))
                        : Optional.empty();
            case WEBCHAT -> Optional.of(new AddressKey(channel, written));
            default -> channels.byName(channel).map(door -> new AddressKey(channel, written));
        };
    }
}
