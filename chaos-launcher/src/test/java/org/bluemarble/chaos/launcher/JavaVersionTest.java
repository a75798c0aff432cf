package org.bluemarble.chaos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25", "100"})
    void newEnoughJava_isAccepted(String specification) {
        assertThat(JavaVersion.complaint(specification)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8", "9", "11", "16"})
    void tooOldJava_isToldInOneLineWhatWouldBeRight(String specification) {
        assertThat(JavaVersion.complaint(specification))
                .isEqualTo("Java was " + specification + " but must be 17 or newer; run with a newer JDK");
    }

    @Test
    void unreadableVersion_isRefused() {
        assertThat(JavaVersion.complaint("seventeen")).contains("seventeen");
        assertThat(JavaVersion.complaint(null)).contains("null");
    }

    /** Class file version 52 is Java 8's: with a newer one, an old JVM would abort before it could say a word of ours. */
    @ParameterizedTest
    @ValueSource(classes = {ChaosLauncher.class, JavaVersion.class, IsolatedLoader.class, AgentJar.class})
    void launcherClasses_canBeLoadedByJava8(Class<?> type) throws IOException {
        try (var in = new DataInputStream(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            in.skipNBytes(6);

            assertThat(in.readUnsignedShort()).isEqualTo(52);
        }
    }
}
