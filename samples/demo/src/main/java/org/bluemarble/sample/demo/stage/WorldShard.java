package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.bluemarble.sample.demo.plan.WorldExperiment.Place;
import org.bluemarble.sample.game.bots.Bots;
import org.bluemarble.sample.game.bots.BotsSettings;
import org.bluemarble.sample.game.economy.ServerKind;
import org.bluemarble.sample.game.server.ServerSettings;
import org.bluemarble.sample.game.start.CannotStartException;
import org.bluemarble.sample.game.start.ReadyLine;
import org.jspecify.annotations.Nullable;

/** One of the two shards: a server JVM under the agent, a database of its own, and its players. Not thread-safe but to close. */
final class WorldShard implements AutoCloseable {
    private static final Duration RETRY_BUDGET = Duration.ofMinutes(2);
    private static final Duration HTTP_PATIENCE = Duration.ofSeconds(20);
    private static final int TRADES_PER_SECOND = 10;
    private static final int HITS_PER_SECOND = 20;
    private static final int BOSS_MILLIS = 300;

    private final Place place;
    private final int linkPort;
    private final Shard server;
    private final String url;
    private final ReadyLine ready;
    private final Path facts;
    private final RemoteChaos chaos;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile @Nullable Bots bots;

    private WorldShard(Place place, int linkPort, Shard server, String url, Path facts) throws StageException {
        this.place = place;
        this.linkPort = linkPort;
        this.server = server;
        this.url = url;
        this.facts = facts;
        this.ready = server.awaitReady();
        this.chaos = RemoteChaos.attach(ready.pid());
    }

    /**
     * Starts the server and waits until players can come.
     *
     * @param ports where both shards listen, or will
     * @param files for its log and its players' facts
     */
    static WorldShard start(Place place, ServerKind kind, String url, WorldPorts ports, Path agent, WorldFiles files)
            throws StageException {
        Shard server = Shard.start(
                kind,
                url,
                ports.game(place),
                agent,
                files.log(place),
                List.of(
                        "--shard",
                        place.label(),
                        "--link-port",
                        Integer.toString(ports.link(place)),
                        "--peer",
                        place.other().label() + "@127.0.0.1:" + ports.link(place.other()),
                        "--boss-every",
                        Integer.toString(place == Place.EAST ? BOSS_MILLIS : 0)));
        boolean isComplete = false;
        try {
            WorldShard shard = new WorldShard(place, ports.link(place), server, url, files.facts(place));
            isComplete = true;
            return shard;
        } finally {
            if (!isComplete) {
                server.close();
            }
        }
    }

    Place place() {
        return place;
    }

    int linkPort() {
        return linkPort;
    }

    RemoteChaos chaos() {
        return chaos;
    }

    Path facts() {
        return facts;
    }

    DataSource connections() {
        return DemoDatabase.connections(url);
    }

    ShardBooks books() throws StageException {
        try {
            return ShardBooks.read(connections());
        } catch (SQLException e) {
            throw new StageException(place.label() + "'s database could not be read: " + e.getMessage(), e);
        }
    }

    void readHits(Set<String> told) throws StageException {
        try {
            HitFacts.addTo(told, facts);
        } catch (IOException e) {
            throw new StageException("the facts of " + place.label() + "'s players could not be read", e);
        }
    }

    /** Lets players come; they play when told to. */
    void invite(int players, long seed) throws StageException {
        try {
            // Called e1, e2 … and w1, w2 …: their names meet in one world.
            bots = Bots.start(new BotsSettings(
                    ready.port(),
                    players,
                    place.label().substring(0, 1),
                    TRADES_PER_SECOND,
                    seed,
                    ServerSettings.DEFAULT_SECRET,
                    facts,
                    RETRY_BUDGET));
        } catch (CannotStartException e) {
            throw new StageException("the players of " + place.label() + " could not start: " + e.getMessage(), e);
        }
    }

    Bots players() {
        return Objects.requireNonNull(bots, "nobody was invited");
    }

    void play() {
        players().trade();
        players().hunt(HITS_PER_SECOND);
    }

    /** {@return whether this shard's line to the other is up, by its own metrics} */
    boolean hasLinkUp() throws StageException, InterruptedException {
        return says("game_link_up 1.0");
    }

    /** {@return whether nobody is logged in, by its own metrics} */
    boolean isDeserted() throws StageException, InterruptedException {
        return says("game_players 0.0");
    }

    private boolean says(String line) throws StageException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + ready.metricsPort() + "/metrics");
        try {
            String page = http.send(
                            HttpRequest.newBuilder(metrics)
                                    .timeout(HTTP_PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return page.lines().anyMatch(line::equals);
        } catch (IOException e) {
            throw new StageException(place.label() + "'s metrics could not be read: " + e.getMessage(), e);
        }
    }

    /** Sends the players home, whatever they still wait for. Doing so twice is harmless. */
    void sendHome() {
        Bots guests = bots;
        if (guests != null) {
            guests.close();
        }
    }

    int deaths() {
        return server.deaths();
    }

    /** Ends players and server. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            sendHome();
        } finally {
            chaos.close();
            server.close();
        }
    }
}
