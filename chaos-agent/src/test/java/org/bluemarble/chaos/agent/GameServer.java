package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.game.GameMain;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import org.bluemarble.chaos.agent.weave.WovenCode;

/** A child JVM that runs {@link GameMain} under the agent, asked one thing after the other. Not thread-safe. */
final class GameServer implements AutoCloseable {

    private final ChildJvm child;
    private int asked;

    private GameServer(ChildJvm child) {
        this.child = child;
        child.awaitLine("ready");
    }

    /** Starts one with these options of the agent. */
    static GameServer start(Jdk jdk, String options) {
        return new GameServer(ChildJvm.on(jdk)
                .agent(Jars.agent(), options)
                .on(EventLoop.class, EventExecutor.class, ByteBuf.class, AddressResolver.class)
                .run(GameMain.class));
    }

    /** {@return what came of a command} */
    String ask(String command) {
        return awaitAnswer(tell(command));
    }

    /** Gives a command, whose answer is waited for later. */
    int tell(String command) {
        child.tell(++asked + " " + command);
        return asked;
    }

    String awaitAnswer(int number) {
        return child.awaitLine(number + " ").substring((number + " ").length());
    }

    String call(String name) {
        return ask("call " + name);
    }

    /** Arms a rule, which must not be refused. */
    void arm(String rule) {
        String answer = ask("jmx arm " + rule);
        if (answer.startsWith("refused") || answer.startsWith("threw")) {
            throw new AssertionError(answer);
        }
    }

    void disarm(String id) {
        ask("jmx disarm " + id);
    }

    /** Lets {@link #bytes} see classes as the agent has left them. */
    void showBytes(Path folder) throws IOException {
        child.attach(TestAgent.of(GameMain.class, folder), "");
    }

    /** {@return the class file of a loaded class as it is now, in text} */
    String bytes(String type) {
        return ask("bytes " + type);
    }

    /**
     * Returns whether code of ours stands in a loaded class. The JVM makes the class files of the JDK's own classes up as it
     * goes, so that two of them may differ without a difference in code.
     */
    boolean isWoven(String type) {
        return WovenCode.isIn(Base64.getDecoder().decode(bytes(type)));
    }

    /** {@return how long a call took} */
    static long millis(String answer) {
        return Long.parseLong(answer.replaceAll(".* after (\\d+) ms", "$1"));
    }

    /** Nothing of ours went wrong, and nothing was said. */
    void assertSound() {
        assertThat(ask("jmx InternalProblems")).isEqualTo("0");
        assertThat(child.said()).isEmpty();
    }

    @Override
    public void close() {
        child.close();
    }
}
