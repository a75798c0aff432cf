package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The build runs the tests once on each version of Netty; without this, a run on the wrong one would look as well. */
class NettyVersionTest {

    private static final String FILE = "META-INF/io.netty.versions.properties";
    private static final String KEY = ".version";

    @Test
    void classPath_hasTheVersionThatThisRunIsForAndNoOther() throws IOException {
        Map<String, String> versions = new TreeMap<>();
        for (URL file : Collections.list(Channel.class.getClassLoader().getResources(FILE))) {
            Properties one = new Properties();
            try (InputStream in = file.openStream()) {
                one.load(in);
            }
            one.stringPropertyNames().stream()
                    .filter(name -> name.endsWith(KEY))
                    .forEach(name -> versions.put(name + " in " + file, one.getProperty(name)));
        }

        assertThat(versions.keySet()).anyMatch(name -> name.startsWith("netty-transport" + KEY));
        assertThat(versions)
                .allSatisfy((name, version) ->
                        assertThat(version).as(name).startsWith(System.getProperty("netty.leg", "4.1") + "."));
    }
}
