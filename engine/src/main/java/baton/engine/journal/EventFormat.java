package baton.engine.journal;

import com.google.protobuf.InvalidProtocolBufferException;

/** The stored form of one entity's events. Pure. */
public interface EventFormat<E> {

    byte[] write(E event);

    E read(byte[] bytes) throws InvalidProtocolBufferException;
}
