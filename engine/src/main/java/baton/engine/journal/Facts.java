package baton.engine.journal;

import com.google.protobuf.Message;

/** What the journal keeps, and this release may not know. */
public final class Facts {

    private Facts() {}

    /**
     * After a release was taken back. Says which fields it does not know and how large the fact is, and nothing of what is in it: that may be what people have
     * said, and this gets into the log.
     */
    public static IllegalArgumentException unknown(Message stored) {
        return new IllegalArgumentException("a fact this release does not know: fields "
                + stored.getUnknownFields().asMap().keySet() + " of " + stored.getSerializedSize() + " bytes");
    }
}
