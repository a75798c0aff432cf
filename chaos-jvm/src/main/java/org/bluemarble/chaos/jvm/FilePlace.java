package org.bluemarble.chaos.jvm;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Which file a call is about, as selectors ask for it.
 *
 * @param path absolute
 */
record FilePlace(Path path) {

    /** {@return the place of a file by the name that it was opened by; null for what no file can be called} */
    static @Nullable FilePlace of(@Nullable String name) {
        try {
            return name == null
                    ? null
                    : new FilePlace(new File(name).toPath().toAbsolutePath().normalize());
        } catch (InvalidPathException unspeakable) {
            // A name that this system's encoding does not have.
            return null;
        }
    }

    /** {@return an attribute's value; null for an attribute that says nothing of the place} */
    @Nullable
    Object get(AttributeKey key) {
        if (key == JdkPoints.PATH) {
            return path.toString();
        } else if (key == JdkPoints.NAME) {
            return Objects.toString(path.getFileName());
        }
        return key == JdkPoints.FOLDER ? folders() : null;
    }

    private List<String> folders() {
        List<String> folders = new ArrayList<>();
        for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
            folders.add(folder.toString());
        }
        return folders;
    }
}
