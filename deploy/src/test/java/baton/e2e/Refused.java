package baton.e2e;

import baton.protocol.client.v1.DeedRefused;

/** The server refused a deed for good. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(DeedRefused refused) {
        super(refused.getCode() + ": " + refused.getDetail());
        this.code = refused.getCode();
    }

    String code() {
        return code;
    }
}
