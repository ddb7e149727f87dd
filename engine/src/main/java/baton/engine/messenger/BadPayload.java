package baton.engine.messenger;

/** What came is not what the provider documents: nothing can be made of it. The message is for operators and holds no text of customers. */
public final class BadPayload extends Exception {

    private static final long serialVersionUID = 1;

    public BadPayload(String message) {
        super(message);
    }
}
