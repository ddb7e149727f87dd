package baton.emulator.wire;

/** A request that the provider would not take. Its message is for the developer who has sent it. */
public final class Mistake extends Exception {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String field;

    /** What is wrong with it. */
    public enum Kind {
        NOT_JSON,
        MISSING,
        UNKNOWN,
        WRONG_TYPE,
        WRONG_VALUE,
        TOO_LONG
    }

    public Mistake(Kind kind, String field, String message) {
        super(message);
        this.kind = kind;
        this.field = field;
    }

    public Kind kind() {
        return kind;
    }

    /** Path of the field, for example {@code text.body}; empty if it is the whole. */
    public String field() {
        return field;
    }

    /** Always there. */
    public String said() {
        return String.valueOf(getMessage());
    }
}
