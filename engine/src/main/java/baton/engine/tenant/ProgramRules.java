package baton.engine.tenant;

import baton.protocol.config.v1.Program;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is wrong with a company's own programs. */
final class ProgramRules {

    private static final int MOST_PROGRAMS = 20;
    private static final int NAME_LENGTH = 200;
    private static final int TOKEN_SHORTEST = 32;
    private static final int TOKEN_LONGEST = 200;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private ProgramRules() {}

    static boolean isLongEnough(String token) {
        return token.length() >= TOKEN_SHORTEST
                && token.length() <= TOKEN_LONGEST
                && token.chars().allMatch(c -> c > ' ' && c < 127);
    }

    static void check(List<Program> programs, Findings findings) {
        findings.most("programs", programs.size(), MOST_PROGRAMS);
        findings.ids("programs", programs, Program::getId);
        for (var i = 0; i < programs.size(); i++) {
            var path = "programs[" + i + "]";
            var program = programs.get(i);
            findings.text(path + ".name", program.getName(), 0, NAME_LENGTH);
            findings.require(
                    program.getToken().isEmpty(),
                    path + ".token",
                    "bad-token",
                    "a token has " + TOKEN_SHORTEST + " to " + TOKEN_LONGEST
                            + " characters without spaces, so that nobody can guess it: openssl rand -hex 32",
                    Map.of("least", "" + TOKEN_SHORTEST, "most", "" + TOKEN_LONGEST));
            findings.require(
                    HASH.matcher(program.getTokenHash()).matches()
                            || !program.getToken().isEmpty(),
                    path + ".token",
                    "no-token",
                    "a program has a token");
        }
    }
}
