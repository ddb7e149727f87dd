package baton.engine.customer;

import baton.engine.customer.AddressEvent.AddressClaimed;
import baton.engine.customer.AddressEvent.AddressReleased;
import baton.engine.journal.EventFormat;
import baton.engine.journal.Facts;
import baton.engine.journal.Times;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;

/** Events of an {@link Address} as the journal stores them: {@code address_journal.proto}. */
final class AddressFormat implements EventFormat<AddressEvent> {

    @Override
    public byte[] write(AddressEvent event) {
        var stored = baton.protocol.journal.v1.AddressEvent.newBuilder().setAt(Times.write(event.at()));
        if (event instanceof AddressClaimed e) {
            var claimed = stored.getAddressClaimedBuilder()
                    .setCustomerId(e.customerId())
                    .setProof(e.proof())
                    .setSentTo(e.sentTo());
            e.until().map(Times::write).ifPresent(claimed::setUntil);
            e.movedFrom().ifPresent(claimed::setMovedFrom);
        } else if (event instanceof AddressReleased e) {
            stored.getAddressReleasedBuilder().setCustomerId(e.customerId());
        } else {
            throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one with a format)");
        }
        return stored.build().toByteArray();
    }

    @Override
    public AddressEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        var stored = baton.protocol.journal.v1.AddressEvent.parseFrom(bytes);
        var at = Times.read(stored.getAt());
        return switch (stored.getFactCase()) {
            case ADDRESS_CLAIMED -> {
                var e = stored.getAddressClaimed();
                var until = e.hasUntil() ? Optional.of(Times.read(e.getUntil())) : Optional.<java.time.Instant>empty();
                var movedFrom = Optional.of(e.getMovedFrom()).filter(before -> !before.isEmpty());
                yield new AddressClaimed(e.getCustomerId(), e.getProof(), until, e.getSentTo(), movedFrom, at);
            }
            case ADDRESS_RELEASED ->
                new AddressReleased(stored.getAddressReleased().getCustomerId(), at);
            case FACT_NOT_SET -> throw Facts.unknown(stored);
        };
    }
}
