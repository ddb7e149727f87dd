package baton.chaos;

/**
 * What has become of the promises. All but the first two are to be zero.
 *
 * @param acknowledged messages of customers and agents
 * @param talks calls that an agent answered
 * @param lost acknowledged, and not in the journal, or not on the screen of whom it concerns; talks that ended although nobody hung up, in which nothing was
 *     heard, or that the journal does not have
 * @param doubled in the journal or on a screen twice, acknowledged as two things, or an episode too many
 * @param outOfOrder at another number than was said, or than on a screen; a customer's own messages in another order than theirs
 * @param stuck who waits for an answer in the end, and calls that do not end
 * @param wrongAgent episodes with more than one owner, and answers of somebody else, also to calls
 * @param tooSlow who waited for an acknowledgement for longer than the fault may make them, or in vain
 * @param noBye connections to a node that went in order without a word
 */
record Verdict(
        int acknowledged,
        int talks,
        int lost,
        int doubled,
        int outOfOrder,
        int stuck,
        int wrongAgent,
        int tooSlow,
        int noBye) {

    static final Verdict NOTHING = new Verdict(0, 0, 0, 0, 0, 0, 0, 0, 0);

    boolean isGood() {
        return lost + doubled + outOfOrder + stuck + wrongAgent + tooSlow + noBye == 0;
    }

    Verdict plus(Verdict other) {
        return new Verdict(
                acknowledged + other.acknowledged,
                talks + other.talks,
                lost + other.lost,
                doubled + other.doubled,
                outOfOrder + other.outOfOrder,
                stuck + other.stuck,
                wrongAgent + other.wrongAgent,
                tooSlow + other.tooSlow,
                noBye + other.noBye);
    }
}
