package org.bluemarble.chaos.jvm;

import java.util.List;
import org.bluemarble.chaos.AttributeDescriptor;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.PointDescriptor;

/** The points in what the JDK itself reaches, and the attributes of their calls. */
final class JdkPoints {

    static final InjectionPoint RESOLVE = Chaos.point("dns.resolve");
    static final InjectionPoint WRITE = Chaos.point("file.write");
    static final InjectionPoint MAP = Chaos.point("file.map");
    static final InjectionPoint FORCE = Chaos.point("file.force");
    static final InjectionPoint REQUEST = Chaos.point("http.request");

    static final AttributeKey HOST = AttributeKey.text("host");
    static final AttributeKey METHOD = AttributeKey.text("method");
    static final AttributeKey URI = AttributeKey.text("uri");
    static final AttributeKey PATH = AttributeKey.text("path");
    static final AttributeKey FOLDER = AttributeKey.text("folder");
    static final AttributeKey NAME = AttributeKey.text("name");
    static final AttributeKey BYTES = AttributeKey.number("bytes");

    private static final List<Phase> AROUND = List.of(Phase.BEFORE, Phase.AFTER);

    private static final AttributeDescriptor FOLDERS = AttributeDescriptor.of(
            FOLDER.name(),
            AttributeKey.Type.TEXT,
            "the absolute path of the file's folder, and of every folder above it");
    private static final List<AttributeDescriptor> PLACE =
            List.of(text(PATH, "the file's absolute path"), FOLDERS, text(NAME, "the file's name"));

    static final List<PointDescriptor> DESCRIPTORS = List.of(
            new PointDescriptor(
                    REQUEST.name(),
                    "A request of the JDK's HTTP clients: java.net.http.HttpClient, and HttpURLConnection when its answer"
                            + " is first asked for.",
                    AROUND,
                    List.of(
                            text(HOST, "the server's name").inLowerCase(),
                            text(METHOD, "GET, POST and so on"),
                            text(PATH, "the path of the URI"),
                            text(URI, "the whole URI"))),
            new PointDescriptor(
                    RESOLVE.name(),
                    "The JDK looks a host's addresses up by its name; addresses in digits need no look-up.",
                    AROUND,
                    List.of(text(HOST, "the name that is looked up").inLowerCase())),
            new PointDescriptor(
                    WRITE.name(),
                    "The JDK writes bytes to a file: through a stream, a random-access file or a channel, asynchronous ones too.",
                    AROUND,
                    List.of(
                            text(PATH, "the file's absolute path"),
                            FOLDERS,
                            text(NAME, "the file's name"),
                            AttributeDescriptor.of(BYTES.name(), AttributeKey.Type.NUMBER, "how many bytes are written")
                                    .from(0))),
            new PointDescriptor(
                    MAP.name(),
                    "The JDK maps a file into memory; what is written there afterwards passes nothing.",
                    AROUND,
                    PLACE),
            new PointDescriptor(
                    FORCE.name(),
                    "The JDK forces what was written to a file to its device: through a channel or a mapped buffer.",
                    AROUND,
                    PLACE));

    private JdkPoints() {}

    private static AttributeDescriptor text(AttributeKey key, String summary) {
        return AttributeDescriptor.of(key.name(), AttributeKey.Type.TEXT, summary)
                .single();
    }
}
