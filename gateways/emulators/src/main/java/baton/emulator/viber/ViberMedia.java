package baton.emulator.viber;

import baton.emulator.wire.Fields;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import baton.emulator.wire.Parts.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;

/**
 * A picture, a film or a file of the company, read strictly: the provider fetches it from its address, the end of which says what it is.
 *
 * @param size as the company says; -1 if it need not
 */
record ViberMedia(String type, String address, long size, String name) {

    private static final int LONGEST_ADDRESS = 2000;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_CAPTION = 768;
    private static final long LARGEST_PICTURE = 1_000_000;
    private static final long LARGEST_VIDEO = 26_000_000;
    private static final long LARGEST_FILE = 50_000_000;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static ViberMedia read(String type, Fields fields) throws Mistake {
        var address = fields.text("media", LONGEST_ADDRESS);
        if (!address.matches("https?://[!-~]+")) {
            throw wrong("media", "media must be an address of the web");
        }
        if (fields.has("thumbnail")) {
            fields.text("thumbnail", LONGEST_ADDRESS);
        }
        var ending = address.replaceFirst("[?].*", "").toLowerCase(Locale.ROOT);
        switch (type) {
            case "picture" -> {
                fields.textOrEmpty("text", LONGEST_CAPTION);
                require(
                        ending.matches(".*[.](jpg|jpeg|png|gif)"),
                        "the address of a picture must end in .jpeg, .png or .gif");
            }
            case "video" -> require(ending.endsWith(".mp4"), "the address of a video must end in .mp4");
            default -> require(fields.text("file_name", LONGEST_NAME).contains("."), "file_name must have an ending");
        }
        var size = type.equals("picture") ? -1 : fields.integer("size");
        var name = type.equals("file")
                ? fields.text("file_name", LONGEST_NAME)
                : URI.create(address).getPath().replaceFirst(".*/", "");
        return new ViberMedia(type, address, size, name);
    }

    private static void require(boolean right, String what) throws Mistake {
        if (!right) {
            throw wrong("media", what);
        }
    }

    private static Mistake wrong(String field, String what) {
        return new Mistake(Kind.WRONG_VALUE, field, what);
    }

    /** Waits for it. */
    Part fetch() throws Mistake {
        try {
            var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
            var response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            var bytes = response.body();
            var most = type.equals("picture") ? LARGEST_PICTURE : type.equals("video") ? LARGEST_VIDEO : LARGEST_FILE;
            require(response.statusCode() == 200, "media is not to be had: status " + response.statusCode());
            require(bytes.length <= most, "media has more than " + most + " bytes");
            require(size < 0 || size == bytes.length, "size must be " + bytes.length);
            return new Part(name, response.headers().firstValue("Content-Type").orElse(""), bytes);
        } catch (IOException away) {
            throw wrong("media", "media is not to be had: " + away.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw wrong("media", "media is not to be had any more");
        }
    }
}
