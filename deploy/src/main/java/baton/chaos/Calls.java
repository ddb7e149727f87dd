package baton.chaos;

/**
 * What has become of somebody's calls.
 *
 * @param name the caller's number, or the agent who takes the calls
 * @param agent whether it is an agent: they do not call
 * @param talks how often the caller was answered; 0 for an agent
 * @param failed how often the caller was not answered and hung up: no broken promise
 * @param dropped talks that ended although the caller had not hung up, or in which nothing was heard
 * @param settled has talked once more when all was over, and no call is left
 */
record Calls(String name, boolean agent, int talks, int failed, int dropped, boolean settled) {

    static Calls of(Operator operator) {
        return new Calls(operator.clerk().agentId(), true, 0, 0, 0, operator.isSettled());
    }

    boolean isCaller() {
        return !agent;
    }

    /** What is wrong with one that is not settled. */
    String plight() {
        return agent
                ? name + " is still in a call"
                : "%s has not talked again (%d talks, %d times not answered)".formatted(name, talks, failed);
    }
}
