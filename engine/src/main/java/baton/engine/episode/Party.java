package baton.engine.episode;

/** The two sides of a conversation. What a customer must not see is hidden from {@link #CUSTOMER}. */
public enum Party {
    CUSTOMER,
    AGENT;

    public String word() {
        return this == CUSTOMER ? "customer" : "agent";
    }

    public static Party of(String word) {
        return switch (word) {
            case "customer" -> CUSTOMER;
            case "agent" -> AGENT;
            default -> throw new IllegalArgumentException("party: '" + word + "' (expected: customer or agent)");
        };
    }
}
