package baton.gateway.phone;

/** What the two ends of a call have told each other about their audio: what the next phone must be offered, and who holds. */
final class Session {

    private String callersOffer;
    private boolean heldByAgent;
    private boolean heldByCaller;

    /** @param offer with which the caller came */
    Session(String offer) {
        this.callersOffer = offer;
    }

    /** What the caller's phone can do, where it is now. */
    String callersOffer() {
        return callersOffer;
    }

    boolean heldByAgent() {
        return heldByAgent;
    }

    boolean heldByCaller() {
        return heldByCaller;
    }

    /** The agent wants this, and the caller has answered. */
    void agentOffered(String offer, String answer) {
        heldByAgent = SessionText.holds(offer);
        callerSaid(answer);
    }

    /** The caller wants this. */
    void callerOffered(String offer) {
        heldByCaller = SessionText.holds(offer);
        callersOffer = SessionText.directed(offer, "sendrecv");
    }

    /** Another phone has taken the caller over, or none. */
    void agentChanged(String answer) {
        heldByAgent = false;
        callerSaid(answer);
    }

    /** An answer says less than the phone can do; it counts only if the phone has moved. */
    private void callerSaid(String answer) {
        if (!answer.isEmpty() && !SessionText.isAtSamePlace(answer, callersOffer)) {
            callersOffer = SessionText.directed(answer, "sendrecv");
        }
    }
}
