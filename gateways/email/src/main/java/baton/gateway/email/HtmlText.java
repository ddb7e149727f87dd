package baton.gateway.email;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;

/** What a page of HTML says, as plain text. Nothing of the HTML is left, and nothing in it is followed or fetched. */
final class HtmlText {

    private static final String UNSEEN = "head, style, script, title, template, noscript, [hidden]";
    private static final String QUOTES =
            "blockquote, .gmail_quote, .moz-cite-prefix, #divRplyFwdMsg, #appendonsend ~ *";
    private static final String BLOCKS = "p, div, li, tr, table, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, pre";

    private HtmlText() {}

    /** Without what is quoted, unless that is all there is. */
    static String of(String html) {
        var page = Jsoup.parse(html);
        page.select(UNSEEN).remove();
        var whole = text(page.clone());
        page.select(QUOTES).remove();
        var own = text(page);
        return own.isBlank() ? whole : own;
    }

    private static String text(Document page) {
        page.select(BLOCKS).forEach(block -> {
            block.before(new TextNode("\n"));
            block.after(new TextNode("\n"));
        });
        return page.body()
                .wholeText()
                .replaceAll("[\\t\\x0B\\f\\r \u00a0]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
