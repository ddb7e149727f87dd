package baton.engine.tenant;

import baton.protocol.config.v1.Tenant;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A {@link Tenant} as text inside commands, in pieces if need be: commands travel as CBOR and in messages of limited size. */
final class Content {

    /** Well below what one node sends to another in one message. */
    static final int PIECE_LENGTH = 120 * 1024;

    private Content() {}

    static String pack(Tenant tenant) {
        return Base64.getEncoder().encodeToString(tenant.toByteArray());
    }

    static Tenant unpack(String content) {
        try {
            return Tenant.parseFrom(Base64.getDecoder().decode(content));
        } catch (InvalidProtocolBufferException foreign) {
            throw new IllegalArgumentException("content that is no tenant", foreign);
        }
    }

    /** At least one. */
    static List<String> pieces(String content) {
        var pieces = new ArrayList<String>();
        for (var from = 0; from < content.length() || pieces.isEmpty(); from += PIECE_LENGTH) {
            pieces.add(content.substring(from, Math.min(content.length(), from + PIECE_LENGTH)));
        }
        return pieces;
    }
}
