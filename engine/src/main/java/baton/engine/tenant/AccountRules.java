package baton.engine.tenant;

import static baton.engine.tenant.Findings.quoted;
import static baton.engine.tenant.Findings.shown;

import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.MessageTemplate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What is wrong with accounts with messengers. What each channel needs its door knows, not the company. */
final class AccountRules {

    private static final int MOST_ACCOUNTS = 50;
    private static final int MOST_VALUES = 30;
    private static final int SETTING_LENGTH = 500;
    private static final int SECRET_LENGTH = 8_000;
    private static final int MOST_TEMPLATES = 250;
    private static final int TEMPLATE_LENGTH = 1024;
    private static final Pattern TEMPLATE = Pattern.compile("[a-z0-9_]{1,100}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Za-z]{2,4})?");
    private static final Pattern GAP = Pattern.compile("\\{([0-9]{1,4})}");
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
                    "two-accounts",
                    "there are two accounts with " + quoted(account.getChannel()) + ", and one is possible",
                    Map.of("value", shown(account.getChannel())));
            values(path + ".settings", account.getSettingsMap(), SETTING_LENGTH, findings);
            values(path + ".secrets", account.getSecretsMap(), SECRET_LENGTH, findings);
            templates(path + ".templates", account.getTemplatesList(), findings);
        }
    }

    private static void templates(String path, List<MessageTemplate> templates, Findings findings) {
        findings.most(path, templates.size(), MOST_TEMPLATES);
        var seen = new HashSet<String>();
        for (var i = 0; i < templates.size(); i++) {
            var template = templates.get(i);
            var at = path + "[" + i + "]";
            findings.requireOf(
                    template.getName(),
                    TEMPLATE.matcher(template.getName()).matches(),
                    at + ".name",
                    "bad-template-name",
                    " is no name of a template: small letters, digits and _ are allowed");
            findings.requireOf(
                    template.getLanguage(),
                    LANGUAGE.matcher(template.getLanguage()).matches(),
                    at + ".language",
                    "bad-language",
                    " is no language as providers write it, like uk or en_US");
            findings.text(at + ".text", template.getText(), 1, TEMPLATE_LENGTH);
            findings.require(
                    seen.add(template.getName() + " " + template.getLanguage()),
                    at + ".name",
                    "two-templates",
                    "there are two templates " + quoted(template.getName()) + " in " + quoted(template.getLanguage()),
                    Map.of("value", shown(template.getName()), "language", shown(template.getLanguage())));
            gaps(at + ".text", template.getText(), findings);
        }
    }

    /** {1}, {2} and so on, none left out: the provider counts them. */
    private static void gaps(String path, String text, Findings findings) {
        var gaps = new TreeSet<Integer>();
        GAP.matcher(text).results().forEach(gap -> gaps.add(Integer.parseInt(gap.group(1))));
        findings.require(
                gaps.isEmpty() || (gaps.first() == 1 && gaps.last() == gaps.size()),
                path,
                "bad-gaps",
                "the gaps are " + gaps + "; they begin with {1} and leave none out",
                Map.of("value", shown(gaps.toString())));
    }

    private static void values(String path, Map<String, String> values, int longest, Findings findings) {
        findings.most(path, values.size(), MOST_VALUES);
        values.forEach((name, value) -> {
            findings.requireOf(
                    name,
                    NAME.matcher(name).matches(),
                    path,
                    "bad-value-name",
                    " is no name: 1 to 40 letters and digits are allowed");
            findings.text(path + "." + name, value, 0, longest);
        });
    }
}
