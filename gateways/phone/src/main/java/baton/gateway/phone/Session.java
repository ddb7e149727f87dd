package baton.gateway.phone;

/** What the two ends of a call have told each other about their audio: what the next phone must be offered, and who holds. */
final class Session {

    private String callersOffer;
    private boolean heldByAgent;
    private boolean quiet;
    private boolean heldByCaller;

    /** @param offer with which the caller came */
    Session(String offer) {
        this.callersOffer = offer;
    }

    /** As it has been at another door. */
    Session heldBy(boolean agent, boolean caller, boolean byUs) {
        heldByAgent = agent;
        heldByCaller = caller;
        quiet = byUs;
        return this;
    }

    /** What the caller's phone can do, where it is now. */
    String callersOffer() {
        return callersOffer;
    }

    boolean heldByAgent() {
        return heldByAgent;
    }

    /** Whether it is we who keep the two ends silent: a phone that does not hold cannot know that it must stay so. */
    boolean quiet() {
        return quiet;
    }

    boolean heldByCaller() {
        return heldByCaller;
    }

    /** The agent wants this, and the caller has answered. */
    void agentOffered(String offer, String answer) {
        heldByAgent = SessionText.holds(offer);
        quiet = quiet && heldByAgent;
        callerSaid(answer);
    }

    /** By us: both phones have been told to be silent. */
    void agentHolds(String answer) {
        heldByAgent = true;
        quiet = true;
        callerSaid(answer);
    }

    /** The caller wants this. */
    void callerOffered(String offer) {
        heldByCaller = SessionText.holds(offer);
        if (SessionText.hasPlace(offer)) {
            callersOffer = SessionText.directed(offer, "sendrecv");
        }
    }

    /** Another phone has taken the caller over, or none, or the same one talks again. */
    void agentChanged(String answer) {
        heldByAgent = false;
        quiet = false;
        callerSaid(answer);
    }

    /** An answer says less than the phone can do; it counts only if the phone has moved. */
    void callerSaid(String answer) {
        if (SessionText.hasPlace(answer) && !SessionText.isAtSamePlace(answer, callersOffer)) {
            callersOffer = SessionText.directed(answer, "sendrecv");
        }
    }
}
