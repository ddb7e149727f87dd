package baton.gateway.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {

    @Test
    void paragraphsAndBreaksAreLines() {
        assertThat(
                        HtmlText.of(
                                "<p>Добрий&nbsp;день,</p><p>two<br>lines &amp; <b>bold</b></p><ul><li>one</li><li>two</li></ul>"))
                .isEqualTo("Добрий день,\n\ntwo\nlines & bold\n\none\n\ntwo");
    }

    @Test
    void scriptsStylesAndWhatIsHiddenSayNothing() {
        assertThat(HtmlText.of("<html><head><title>T</title><style>p{}</style></head><body><script>alert(1)</script>"
                        + "<p hidden>no</p><img src='https://tracker.example/1.gif'>yes</body></html>"))
                .isEqualTo("yes");
    }

    @Test
    void whatIsQuotedIsLeftOutUnlessItIsAll() {
        assertThat(
                        HtmlText.of(
                                "<div>Yes</div><div class='gmail_quote'>On Thu Acme wrote:<blockquote>Hello</blockquote></div>"))
                .isEqualTo("Yes");
        assertThat(HtmlText.of("<blockquote>Hello</blockquote>")).isEqualTo("Hello");
    }

    @Test
    void tagsThatNeverEndAreNoHarm() {
        assertThat(HtmlText.of("<div>".repeat(20_000) + "deep")).contains("deep");
    }
}
