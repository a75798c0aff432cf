package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.game.NettyMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged agent on Netty servers that know nothing of us: the oldest Netty we promise, and the newest of both majors. */
class NettyFaultsIT {

    /** The server's messages are lines: their first letter says what they are. */
    private static final String OPTIONS =
            "netty-player=game.player,netty-session=game.session,netty-group=here:127.0.0.0/8;elsewhere:10.0.0.0/8,"
                    + "netty-opcode=0:1,netty-replacement=bye:hex:6279650a";

    static Stream<Arguments> nettiesOnEveryJdk() {
        return Jdk.all().stream()
                .flatMap(jdk -> Stream.of("oldest", "4.1", "4.2").map(netty -> Arguments.of(jdk, netty)));
    }

    @ParameterizedTest
    @MethodSource("nettiesOnEveryJdk")
    void rulesForOnePlayer_touchThatPlayerAloneAndLeaveNothingBehind(Jdk jdk, String netty) throws Exception {
        try (ChildJvm child = ChildJvm.on(jdk)
                .agent(Jars.agent(), OPTIONS)
                .on(Jars.in("netty-" + netty))
                .run(NettyMain.class)) {
            playAndDisturb(child);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oldest", "4.1", "4.2", "4.2 any"})
    void lateAttach_oneConnectionsTrafficFindsTheOthersWhereLoopsTellThem(String nettyAndLoops) throws Exception {
        String netty = nettyAndLoops.split(" ")[0];
        boolean told = nettyAndLoops.equals(netty);
        try (ChildJvm child =
                ChildJvm.on(Jdk.current()).on(Jars.in("netty-" + netty)).run(NettyMain.class, told ? "own" : "any")) {
            int datagrams = datagrams(child);
            int port = port(child);
            try (Player one = new Player(port, "p1");
                    Player two = new Player(port, "p2")) {
                child.attach(Jars.agent(), OPTIONS);
                try (JMXConnector jmx = child.jmx()) {
                    arm(jmx, "x: netty.read[player=p1] latency 300ms");
                    awaitOursAt(two);

                    isDelayed(told, () -> one.millisFor("first words"));
                    // While x is armed ours are there already, so the first datagram meets them.
                    arm(jmx, "y: netty.receive latency 300ms");
                    isDelayed(told, () -> millisForDatagram(datagrams));
                    disarm(jmx, "x");
                    disturbWhatWasFound(jmx, port, one, two);
                    assertThat(child.said()).noneMatch(line -> line.contains("internal error"));
                }
            }
        }
    }

    /** Nothing but the channel knows the player for whom the method is called, and no point of ours is armed. */
    @ParameterizedTest
    @ValueSource(strings = {"4.1", "4.2"})
    void lateAttachAndARuleElsewhereForOnePlayer_livingConnectionsAreFound(String netty) throws Exception {
        try (ChildJvm child =
                ChildJvm.on(Jdk.current()).on(Jars.in("netty-" + netty)).run(NettyMain.class)) {
            try (Player one = new Player(port(child), "p1");
                    Player two = new Player(port(child), "p2")) {
                child.attach(Jars.agent(), OPTIONS);
                try (JMXConnector jmx = child.jmx()) {
                    arm(
                            jmx,
                            "x: method:com.game.NettyMain$Game#channelRead[player=p1] exception"
                                    + " java.lang.IllegalStateException limit=1");
                    await("a connection to be found")
                            .atMost(ChildJvm.PATIENCE)
                            .until(() -> two.ask("pipeline").contains("bluemarble-chaos"));

                    assertThat(two.ask("still there")).isEqualTo("still there");
                    one.send("anybody there");
                    child.awaitLine("caught java.lang.IllegalStateException");
                    assertThat(one.ask("once more")).isEqualTo("once more");
                    assertThat(child.said()).noneMatch(line -> line.contains("internal error"));
                }
            }
        }
    }

    @Test
    void copyUnderAnotherName_isWovenWhereTheOptionNamesIt(@TempDir Path folder) throws Exception {
        String prefix = "io.grpc.netty.shaded.";
        for (Path file : classFiles()) {
            Path copy = folder.resolve("com/game").resolve(file.getFileName().toString());
            Files.createDirectories(copy.getParent());
            Files.write(copy, Relocation.of(Files.readAllBytes(file), prefix));
        }
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), OPTIONS + ",netty-prefix=io.grpc.netty.shaded")
                .on(folder, Jars.copied("grpc-netty-shaded"))
                .run(NettyMain.class)) {
            playAndDisturb(child);
        }
    }

    private static List<Path> classFiles() throws IOException {
        Path game = Jars.of(NettyMain.class).resolve("com/game");
        try (Stream<Path> files = Files.list(game)) {
            return files.filter(file -> file.getFileName().toString().startsWith("NettyMain"))
                    .toList();
        }
    }

    private static void playAndDisturb(ChildJvm child) throws Exception {
        try (Player one = new Player(port(child), "p1");
                Player two = new Player(port(child), "p2");
                JMXConnector jmx = child.jmx()) {
            String untouched = one.ask("pipeline");
            assertThat(untouched).isEqualTo("[game, DefaultChannelPipeline$TailContext#0]");

            arm(jmx, "slow: netty.read[player=p1] latency 300ms");
            await("the rule to act").atMost(ChildJvm.PATIENCE).until(() -> one.millisFor("hello") >= 300);
            assertThat(two.ask("pipeline")).contains("bluemarble-chaos");
            disarm(jmx, "slow");
            await("the pipeline to be the server's own")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> one.ask("pipeline").equals(untouched));

            arm(jmx, "twice: netty.inbound[handler=game,player=p1] duplicate limit=1");
            await("messages to be watched")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> two.ask("pipeline").contains("bluemarble-chaos-tap"));
            assertThat(two.ask("once")).isEqualTo("once");
            assertThat(one.ask("twice")).isEqualTo("twice");
            assertThat(one.read()).isEqualTo("twice");
            assertThat(one.ask("once")).isEqualTo("once");
            disarm(jmx, "twice");

            arm(jmx, "instead: netty.inbound[handler=game,opcode=" + (int) 'q' + "] replace bye");
            await("the replacement to come")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> one.ask("quest").equals("bye"));
            assertThat(one.ask("other")).isEqualTo("other");
            disarm(jmx, "instead");

            arm(jmx, "nobody: netty.read[group=elsewhere] reset");
            arm(jmx, "group: netty.read[group=here,player=p1] latency 300ms");
            await("the group to be known").atMost(ChildJvm.PATIENCE).until(() -> one.millisFor("hello") >= 300);
            assertThat(two.ask("still there")).isEqualTo("still there");
            disarm(jmx, "group");
            disarm(jmx, "nobody");

            one.ask("login p1-again");
            arm(jmx, "session: netty.read[session=14] latency 300ms");
            await("the session to be known")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> one.millisFor("hello") >= 300 && injected(jmx, "session") > 0);
            long disturbed = injected(jmx, "session");
            assertThat(two.ask("still there")).isEqualTo("still there");
            assertThat(injected(jmx, "session")).isEqualTo(disturbed);
            disarm(jmx, "session");
            one.ask("login p1");

            arm(jmx, "gone: netty.connection[player=p1] reset");
            child.awaitLine("caught java.net.SocketException: Connection reset");
            child.awaitLine("inactive");
            assertThatThrownBy(() -> one.ask("anybody there")).isInstanceOf(SocketException.class);
            assertThat(two.ask("still there")).isEqualTo("still there");
            assertThat(child.said()).noneMatch(line -> line.contains("internal error"));
        }
    }

    private static int port(ChildJvm child) {
        return Integer.parseInt(child.awaitLine("port ").substring("port ".length()));
    }

    /** At once where the channel has been found by another one's traffic; else its own finds it, which passes undisturbed. */
    private static void isDelayed(boolean told, Callable<Long> millis) throws Exception {
        if (told) {
            assertThat(millis.call()).isGreaterThanOrEqualTo(300);
        } else {
            await("the channel to be found").atMost(ChildJvm.PATIENCE).until(() -> millis.call() >= 300);
        }
    }

    private static void awaitOursAt(Player player) {
        await("a connection to be found")
                .atMost(ChildJvm.PATIENCE)
                .until(() -> player.ask("pipeline").contains("bluemarble-chaos"));
    }

    /** The channel that both came through is found with them. */
    private static void disturbWhatWasFound(JMXConnector jmx, int port, Player one, Player two) throws Exception {
        arm(jmx, "twice: netty.inbound[handler=game,player=p1] duplicate limit=1");
        await("messages to be watched")
                .atMost(ChildJvm.PATIENCE)
                .until(() -> two.ask("pipeline").contains("bluemarble-chaos-tap"));
        assertThat(one.ask("twice")).isEqualTo("twice");
        assertThat(one.read()).isEqualTo("twice");

        arm(jmx, "full: netty.accept refused");
        await("nobody to get in").atMost(ChildJvm.PATIENCE).until(() -> !getsIn(port));
        assertThat(one.ask("still there")).isEqualTo("still there");
        disarm(jmx, "full");
        await("the next one to get in").atMost(ChildJvm.PATIENCE).until(() -> getsIn(port));
    }

    /** A refused connection breaks now or at its first bytes. */
    private static boolean getsIn(int port) {
        try (Player player = new Player(port, "p3")) {
            return player.ask("hello").equals("hello");
        } catch (IOException refused) {
            return false;
        }
    }

    private static long millisForDatagram(int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout((int) ChildJvm.PATIENCE.toMillis());
            DatagramPacket packet = new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), port);
            long start = System.nanoTime();
            socket.send(packet);
            socket.receive(packet);
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }

    private static int datagrams(ChildJvm child) {
        return Integer.parseInt(child.awaitLine("datagrams ").substring("datagrams ".length()));
    }

    private static void arm(JMXConnector jmx, String rule) throws Exception {
        invoke(jmx, "arm", rule);
    }

    private static void disarm(JMXConnector jmx, String id) throws Exception {
        invoke(jmx, "disarm", id);
    }

    private static long injected(JMXConnector jmx, String id) throws Exception {
        return (long) jmx.getMBeanServerConnection()
                .getAttribute(new ObjectName("org.bluemarble.chaos:type=Rule,name=" + id), "Injected");
    }

    private static void invoke(JMXConnector jmx, String operation, String argument) throws Exception {
        jmx.getMBeanServerConnection()
                .invoke(
                        new ObjectName("org.bluemarble.chaos:type=Chaos"),
                        operation,
                        new Object[] {argument},
                        new String[] {String.class.getName()});
    }

    /** A client on a plain socket. */
    private static final class Player implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader reader;

        Player(int port, String name) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) ChildJvm.PATIENCE.toMillis());
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(ask("login " + name)).isEqualTo("login " + name);
        }

        String ask(String line) throws IOException {
            send(line);
            return reader.readLine();
        }

        void send(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }

        long millisFor(String line) throws IOException {
            long start = System.nanoTime();
            assertThat(ask(line)).isEqualTo(line);
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }

        String read() throws IOException {
            return reader.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
