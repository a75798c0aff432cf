package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.bluemarble.sample.game.economy.ShardMessage.BossHurt;
import org.bluemarble.sample.game.economy.ShardMessage.BossSlain;
import org.bluemarble.sample.game.economy.ShardMessage.BossSpawned;
import org.bluemarble.sample.game.economy.ShardMessage.RewardDue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliberately wrong, in the ways real shards were: a message is sent once and believed to arrive, once, in order, and what
 * arrives is done. Fights are in memory, where a lock keeps players apart, so that without faults everything is right.
 */
public final class NaiveBosses implements Bosses {
    private static final Logger LOG = LoggerFactory.getLogger(NaiveBosses.class);
    /** Nobody numbers messages here. */
    private static final long UNNUMBERED = 0;

    private final Transactions transactions;
    private final WorldRole role;
    private final Consumer<ShardMessage> peer;
    private final Map<String, Fight> fights = new LinkedHashMap<>();

    /**
     * Plays a role on an open database whose world tables are there.
     *
     * @param peer takes messages to the other shard, if it can
     */
    public NaiveBosses(DataSource database, WorldRole role, Consumer<ShardMessage> peer) {
        this.transactions = new Transactions(database);
        this.role = role;
        this.peer = peer;
    }

    static String newId() {
        return "boss-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    public synchronized void summon() {
        if (role.isCoordinator() && alive().isEmpty()) {
            String boss = newId();
            begin(boss, role.bossHitPoints());
            peer.accept(new BossSpawned(UNNUMBERED, boss, role.bossHitPoints()));
        }
    }

    @Override
    public synchronized Outcome hit(UUID opId, PlayerId player) {
        Optional<String> boss = alive();
        if (boss.isEmpty()) {
            return new Outcome.Fail("there is no boss");
        }
        if (role.isCoordinator()) {
            strike(boss.get(), player, role.shard(), DAMAGE);
        } else {
            peer.accept(new BossHurt(UNNUMBERED, boss.get(), player, DAMAGE));
        }
        return new Outcome.Ok("hit " + boss.get());
    }

    /** Does what the other shard says. */
    public synchronized void receive(ShardMessage message) {
        if (message instanceof BossSpawned spawned) {
            begin(spawned.boss(), spawned.hitPoints());
        } else if (message instanceof BossHurt hurt) {
            strike(hurt.boss(), hurt.player(), role.peer(), hurt.damage());
        } else if (message instanceof RewardDue due) {
            pay(due.boss(), due.player(), due.gold());
        } else if (message instanceof BossSlain slain) {
            end(slain.boss());
        } else {
            throw new IllegalStateException("message was " + message + ", which has no effect");
        }
    }

    private Optional<String> alive() {
        return fights.entrySet().stream()
                .filter(fight -> !fight.getValue().isOver)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void begin(String boss, int hitPoints) {
        write("boss", connection -> BossTable.insert(connection, boss, hitPoints, System.currentTimeMillis()));
        fights.put(boss, new Fight(hitPoints));
    }

    private void strike(String boss, PlayerId player, String shard, int damage) {
        Fight fight = fights.get(boss);
        if (fight == null) {
            LOG.warn("{} hit {}, of which nobody here has heard", player, boss);
            return;
        }
        boolean isNew = fight.shares.put(player, shard) == null;
        if (fight.isOver) {
            if (isNew) {
                reward(boss, player, shard);
            }
            return;
        }
        fight.hitPoints -= damage;
        if (fight.hitPoints <= 0) {
            end(boss);
            fight.shares.forEach((each, home) -> reward(boss, each, home));
            peer.accept(new BossSlain(UNNUMBERED, boss));
        }
    }

    private void end(String boss) {
        Fight fight = fights.get(boss);
        if (fight == null) {
            LOG.warn("{} is dead, of which nobody here has heard", boss);
            return;
        }
        fight.isOver = true;
        write("boss", connection -> BossTable.end(connection, boss));
    }

    private void reward(String boss, PlayerId player, String shard) {
        if (shard.equals(role.shard())) {
            pay(boss, player, role.reward());
        } else {
            peer.accept(new RewardDue(UNNUMBERED, boss, player, role.reward()));
        }
    }

    private void pay(String boss, PlayerId player, long gold) {
        write("reward", connection -> {
            Rewards.pay(connection, boss, player, gold);
            NaiveTrade.noteOperation(
                    connection,
                    Rewards.operationOf(boss, player),
                    Rewards.KIND,
                    Rewards.request(boss, player),
                    "got " + gold);
        });
    }

    private void write(String what, Writing writing) {
        try {
            transactions.once(connection -> {
                writing.write(connection);
                return what;
            });
        } catch (SQLException e) {
            LOG.warn("{} could not be written: {} ({})", what, e.getMessage(), e.getSQLState());
        }
    }

    /** Guarded by the bosses. */
    private static final class Fight {
        private final Map<PlayerId, String> shares = new LinkedHashMap<>();
        private int hitPoints;
        private boolean isOver;

        Fight(int hitPoints) {
            this.hitPoints = hitPoints;
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write(Connection connection) throws SQLException;
    }
}
