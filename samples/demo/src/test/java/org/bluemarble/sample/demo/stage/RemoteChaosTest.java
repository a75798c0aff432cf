package org.bluemarble.sample.demo.stage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RemoteChaosTest {
    @Test
    void jvmWithoutTheAgent_isToldApart() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sleeper.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            jvm.getInputStream().read();

            assertThatThrownBy(() -> RemoteChaos.attach(jvm.pid()))
                    .isInstanceOf(StageException.class)
                    .hasMessage("JVM " + jvm.pid() + " has no org.bluemarble.chaos:type=Chaos; it must run with"
                            + " -javaagent:chaos-agent.jar, and its log says why the agent is not there");
        } finally {
            jvm.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void processThatIsGone_isToldInOneLine() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();

        assertThatThrownBy(() -> RemoteChaos.attach(gone.pid()))
                .isInstanceOf(StageException.class)
                .hasMessageStartingWith("JVM " + gone.pid() + " could not be reached over JMX: ");
    }

    /** Says that it is there, and ends with its standard input. */
    static final class Sleeper {
        public static void main(String[] args) throws Exception {
            System.out.println("here");
            System.in.read();
        }
    }
}
