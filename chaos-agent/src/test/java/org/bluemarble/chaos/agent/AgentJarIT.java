package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What lies in the agent jar, and therefore on the class path of every server that is started with it. */
class AgentJarIT {

    @Test
    void root_holdsTheLauncherAloneSoThatNoClassOfTheApplicationIsHidden() throws IOException {
        assertThat(files())
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("org/bluemarble/chaos/launcher/"));
        assertThat(files())
                .filteredOn(name -> !name.startsWith("org/") && !name.startsWith("isolated/"))
                .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "chaos-core.jar");
    }

    @Test
    void librariesInside_areRelocated() throws IOException {
        String relocated = "isolated/org/bluemarble/chaos/agent/shaded/";

        assertThat(files())
                .filteredOn(name -> name.endsWith(".classdata"))
                .allMatch(name -> name.startsWith("isolated/org/bluemarble/chaos/"));
        for (String library : List.of("bytebuddy/", "snakeyaml/", "picocli/")) {
            assertThat(files()).as(library).anyMatch(name -> name.startsWith(relocated + library));
        }
        assertThat(files())
                .as("core is the boot loader's alone")
                .noneMatch(name -> name.startsWith("isolated/") && name.endsWith("/InjectionPoint.classdata"));
    }

    private static List<String> files() throws IOException {
        try (JarFile jar = new JarFile(Jars.agent().toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }
}
