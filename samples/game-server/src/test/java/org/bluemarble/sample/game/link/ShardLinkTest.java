package org.bluemarble.sample.game.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bluemarble.sample.game.economy.ShardMessage;
import org.bluemarble.sample.game.start.CannotStartException;
import org.bluemarble.sample.game.supervisor.FreePort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two ends of a link on real sockets. */
final class ShardLinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ListedMail eastMail = new ListedMail();
    private final ListedMail westMail = new ListedMail();
    private int eastPort;
    private int westPort;

    @BeforeEach
    void pickPorts() throws CannotStartException {
        List<Integer> ports = FreePort.pick(2);
        eastPort = ports.get(0);
        westPort = ports.get(1);
    }

    private ShardLink east() throws CannotStartException {
        return ShardLink.reliable(settings("east", eastPort, "west", westPort), eastMail, eastMail);
    }

    private ShardLink west() throws CannotStartException {
        return ShardLink.reliable(settings("west", westPort, "east", eastPort), westMail, westMail);
    }

    private static LinkSettings settings(String shard, int port, String peer, int peerPort) {
        return new LinkSettings(shard, port, peer, new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPort));
    }

    @Test
    void messagesOfBothShards_arriveInOrder() throws Exception {
        try (ShardLink east = east();
                ShardLink west = west()) {
            for (String boss : List.of("a", "b", "c")) {
                eastMail.post(boss);
                westMail.post(boss.toUpperCase(Locale.ROOT));
            }

            await("west").atMost(PATIENCE).until(() -> westMail.effects().equals(List.of("a", "b", "c")));
            await("east").atMost(PATIENCE).until(() -> eastMail.effects().equals(List.of("A", "B", "C")));
            // A line on which a busy machine was silent for too long comes back.
            await("both lines").atMost(PATIENCE).until(() -> east.isUp() && west.isUp());
            await("acknowledgements").atMost(PATIENCE).until(() -> eastMail.waiting() == 1 && westMail.waiting() == 1);
        }
    }

    @Test
    void peerThatIsNotThereYet_isDialledUntilItComes() throws Exception {
        eastMail.post("early");
        try (ShardLink east = east()) {
            assertThat(east.isUp()).isFalse();
            try (ShardLink west = west()) {
                await("the message")
                        .atMost(PATIENCE)
                        .until(() -> westMail.effects().equals(List.of("early")));
                await("the line").atMost(PATIENCE).until(east::isUp);
            }
        }
    }

    @Test
    void peerThatIsStartedAnew_getsTheRestAndNothingTwice() throws Exception {
        try (ShardLink east = east()) {
            try (ShardLink west = west()) {
                eastMail.post("a");
                await("the first")
                        .atMost(PATIENCE)
                        .until(() -> westMail.effects().equals(List.of("a")));
            }
            await("the end of the line").atMost(PATIENCE).until(() -> !east.isUp());
            eastMail.post("b");
            eastMail.post("c");

            try (ShardLink west = west()) {
                await("the rest")
                        .atMost(PATIENCE)
                        .until(() -> westMail.effects().equals(List.of("a", "b", "c")));
                await("acknowledgements").atMost(PATIENCE).until(() -> eastMail.waiting() == 1);
                assertThat(west.port()).isEqualTo(westPort);
            }
        }
    }

    @Test
    void peerThatAnswersNothing_isHungUpOnAndDialledAgain() throws Exception {
        try (ServerSocket silent = new ServerSocket(westPort, 50, InetAddress.getLoopbackAddress());
                ShardLink east = east();
                Socket first = silent.accept()) {
            silent.setSoTimeout((int) PATIENCE.toMillis());
            // Whoever hangs up on silence dials again.
            try (Socket second = silent.accept()) {
                assertThat(second.getPort()).isNotEqualTo(first.getPort());
                assertThat(east.isUp()).isFalse();
            }
        }
    }

    @Test
    void stranger_isHungUpOnAndNothingOfItTakesEffect() throws Exception {
        try (ShardLink east = east();
                Socket stranger = new Socket(InetAddress.getLoopbackAddress(), east.port())) {
            stranger.setSoTimeout((int) PATIENCE.toMillis());
            stranger.getOutputStream().write(frame("slain 1 boss-1"));

            // Heartbeats may come before the end.
            assertThat(stranger.getInputStream().readAllBytes()).isNotNull();
            assertThat(eastMail.effects()).isEmpty();
        }
    }

    @Test
    void frameThatIsNoMessage_endsTheLine() throws Exception {
        try (ShardLink east = east();
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), east.port())) {
            peer.setSoTimeout((int) PATIENCE.toMillis());
            peer.getOutputStream().write(frame("hello west"));
            peer.getOutputStream().write(frame("slain one boss-1"));

            assertThat(peer.getInputStream().readAllBytes()).isNotNull();
            assertThat(eastMail.effects()).isEmpty();
        }
    }

    @Test
    void naiveLink_losesWhatIsSaidWhileNobodyListens() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        FireAndForget peer = new FireAndForget();
        peer.accept(new ShardMessage.BossSlain(0, "lost"));
        try (ShardLink east = ShardLink.naive(settings("east", eastPort, "west", westPort), peer, message -> {});
                ShardLink west = ShardLink.naive(
                        settings("west", westPort, "east", eastPort),
                        new FireAndForget(),
                        message -> heard.add(message.toString()))) {
            await("the line").atMost(PATIENCE).until(() -> east.isUp() && west.isUp());
            await("a message").atMost(PATIENCE).until(() -> {
                peer.accept(new ShardMessage.BossSlain(0, "told"));
                return !heard.isEmpty();
            });

            assertThat(heard).containsOnly("slain 0 told");
        }
    }

    @Test
    void portThatIsTaken_isOneClearError() throws Exception {
        try (ServerSocket taken = new ServerSocket(eastPort, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(this::east)
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageStartingWith("--link-port was " + taken.getLocalPort() + " but must be free: ");
        }
    }

    private static byte[] frame(String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[4 + text.length];
        frame[3] = (byte) text.length;
        System.arraycopy(text, 0, frame, 4, text.length);
        return frame;
    }
}
