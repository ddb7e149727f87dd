package baton.engine.tenant;

import static baton.engine.tenant.Findings.quoted;

import baton.protocol.config.v1.ChannelAccount;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is wrong with accounts with messengers. What each channel needs its door knows, not the company. */
final class AccountRules {

    private static final int MOST_ACCOUNTS = 50;
    private static final int MOST_VALUES = 30;
    private static final int SETTING_LENGTH = 500;
    private static final int SECRET_LENGTH = 8_000;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,39}");

    private AccountRules() {}

    static void check(List<ChannelAccount> accounts, Findings findings) {
        findings.most("accounts", accounts.size(), MOST_ACCOUNTS);
        var seen = new HashSet<String>();
        for (var i = 0; i < accounts.size(); i++) {
            var path = "accounts[" + i + "]";
            var account = accounts.get(i);
            findings.id(path + ".channel", account.getChannel());
            findings.require(
                    seen.add(account.getChannel()),
                    path + ".channel",
                    "there are two accounts with " + quoted(account.getChannel()) + ", and one is possible");
            values(path + ".settings", account.getSettingsMap(), SETTING_LENGTH, findings);
            values(path + ".secrets", account.getSecretsMap(), SECRET_LENGTH, findings);
        }
    }

    private static void values(String path, Map<String, String> values, int longest, Findings findings) {
        findings.most(path, values.size(), MOST_VALUES);
        values.forEach((name, value) -> {
            findings.require(
                    NAME.matcher(name).matches(),
                    path,
                    quoted(name) + " is no name: 1 to 40 letters and digits are allowed");
            findings.text(path + "." + name, value, 0, longest);
        });
    }
}
