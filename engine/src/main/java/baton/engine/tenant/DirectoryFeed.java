package baton.engine.tenant;

import baton.protocol.journal.v1.DirectoryPage;
import java.util.ArrayList;
import java.util.List;

/** The directory as nodes that follow it see it: changes, or the whole, in pages. */
final class DirectoryFeed {

    /** A page ends when it has this many bytes: well below what one node sends to another in one message. */
    private static final int PAGE_BYTES = 96 * 1024;

    private DirectoryFeed() {}

    /** At least one page. */
    static List<DirectoryPage> whole(DirectoryState state) {
        return pages(true, 0, state.last(), state.history());
    }

    /** What was stored together. */
    static List<DirectoryPage> changes(long after, List<DirectoryEvent> events) {
        return pages(false, after, after + events.size(), events);
    }

    private static List<DirectoryPage> pages(boolean whole, long after, long upTo, List<DirectoryEvent> events) {
        var pages = new ArrayList<DirectoryPage.Builder>();
        pages.add(DirectoryPage.newBuilder());
        var bytes = 0;
        for (var event : events) {
            var out = DirectoryFormat.out(event);
            if (bytes > 0 && bytes + out.getSerializedSize() > PAGE_BYTES) {
                pages.add(DirectoryPage.newBuilder());
                bytes = 0;
            }
            bytes += out.getSerializedSize();
            pages.get(pages.size() - 1).addEvents(out);
        }
        var done = new ArrayList<DirectoryPage>();
        for (var page : pages) {
            page.setWhole(whole)
                    .setAfter(after)
                    .setUpTo(upTo)
                    .setPage(done.size() + 1)
                    .setOf(pages.size());
            done.add(page.build());
        }
        return done;
    }
}
