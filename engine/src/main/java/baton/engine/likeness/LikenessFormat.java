package baton.engine.likeness;

import baton.engine.journal.EventFormat;
import baton.engine.journal.Facts;
import baton.engine.journal.Times;
import baton.engine.likeness.LikenessEvent.ClueMentioned;
import com.google.protobuf.InvalidProtocolBufferException;

/** Events of a {@link Likeness} as the journal stores them: {@code likeness_journal.proto}. */
final class LikenessFormat implements EventFormat<LikenessEvent> {

    @Override
    public byte[] write(LikenessEvent event) {
        var stored = baton.protocol.journal.v1.LikenessEvent.newBuilder().setAt(Times.write(event.at()));
        stored.getClueMentionedBuilder().setCustomerId(((ClueMentioned) event).customerId());
        return stored.build().toByteArray();
    }

    @Override
    public LikenessEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        var stored = baton.protocol.journal.v1.LikenessEvent.parseFrom(bytes);
        return switch (stored.getFactCase()) {
            case CLUE_MENTIONED ->
                new ClueMentioned(stored.getClueMentioned().getCustomerId(), Times.read(stored.getAt()));
            case FACT_NOT_SET -> throw Facts.unknown(stored);
        };
    }
}
