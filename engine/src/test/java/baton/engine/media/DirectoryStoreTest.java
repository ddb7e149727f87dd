package baton.engine.media;

import java.io.IOException;
import java.util.List;

class DirectoryStoreTest extends MediaStoreContract {

    @Override
    MediaStore open() {
        return new DirectoryStore(directory, kit.system());
    }

    @Override
    List<String> kept() throws IOException {
        return files(directory).stream()
                .filter(file -> !file.startsWith(".partial/"))
                .toList();
    }
}
