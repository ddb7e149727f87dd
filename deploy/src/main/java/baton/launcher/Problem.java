package baton.launcher;

/**
 * Something an operator can mend. The message is one clear sentence for people: what is wrong and what to do about it;
 * it is printed without a stack trace and the command ends with exit code 1.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Problem(String sentence) {
        super(sentence);
    }

    public Problem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
