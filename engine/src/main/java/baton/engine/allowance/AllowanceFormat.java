package baton.engine.allowance;

import baton.engine.allowance.AllowanceEvent.AllowanceSpent;
import baton.engine.journal.EventFormat;
import baton.engine.journal.Facts;
import baton.engine.journal.Times;
import com.google.protobuf.InvalidProtocolBufferException;

/** Events of an {@link Allowance} as the journal stores them: {@code allowance_journal.proto}. */
final class AllowanceFormat implements EventFormat<AllowanceEvent> {

    @Override
    public byte[] write(AllowanceEvent event) {
        var stored = baton.protocol.journal.v1.AllowanceEvent.newBuilder().setAt(Times.write(event.at()));
        stored.getAllowanceSpentBuilder().setUntil(Times.write(((AllowanceSpent) event).until()));
        return stored.build().toByteArray();
    }

    @Override
    public AllowanceEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        var stored = baton.protocol.journal.v1.AllowanceEvent.parseFrom(bytes);
        return switch (stored.getFactCase()) {
            case ALLOWANCE_SPENT ->
                new AllowanceSpent(Times.read(stored.getAllowanceSpent().getUntil()), Times.read(stored.getAt()));
            case FACT_NOT_SET -> throw Facts.unknown(stored);
        };
    }
}
