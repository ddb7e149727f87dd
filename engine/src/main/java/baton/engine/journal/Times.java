package baton.engine.journal;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Points in time as the schemas write them. */
public final class Times {

    private Times() {}

    public static Timestamp write(Instant at) {
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    public static Instant read(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }
}
