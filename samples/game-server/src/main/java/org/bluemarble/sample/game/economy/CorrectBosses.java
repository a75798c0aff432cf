package org.bluemarble.sample.game.economy;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.bluemarble.sample.game.economy.BossTable.Share;
import org.bluemarble.sample.game.economy.ShardMessage.BossHurt;
import org.bluemarble.sample.game.economy.ShardMessage.BossSlain;
import org.bluemarble.sample.game.economy.ShardMessage.BossSpawned;
import org.bluemarble.sample.game.economy.ShardMessage.RewardDue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything about bosses is in the database, and so is the mail between the shards: a message is stored in the transaction
 * whose effect it tells of, and its number on the other side in the transaction of the effect it has there. Whatever the
 * network does to a message, it takes effect once, in order.
 *
 * <p>Rows are locked in one order everywhere: the inbox's number, the boss, wallets by name, the outbox's number.
 */
public final class CorrectBosses implements Bosses, Outbox, Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(CorrectBosses.class);

    private final Operations operations;
    private final WorldRole role;

    /**
     * Plays a role on an open database whose world tables are there.
     *
     * @param registry counts the retries
     */
    public CorrectBosses(DataSource database, WorldRole role, MeterRegistry registry) {
        this.operations = new Operations(database, registry);
        this.role = role;
    }

    @Override
    public void summon() {
        if (!role.isCoordinator()) {
            return;
        }
        String boss = NaiveBosses.newId();
        attempt("the coming of a boss", connection -> {
            if (BossTable.alive(connection).isEmpty()) {
                BossTable.insert(connection, boss, role.bossHitPoints(), System.currentTimeMillis());
                LinkTables.send(connection, number -> new BossSpawned(number, boss, role.bossHitPoints()));
            }
            return boss;
        });
    }

    @Override
    public Outcome hit(UUID opId, PlayerId player) {
        return operations.settle(opId, "hit", "HIT", connection -> {
            Optional<String> boss = BossTable.alive(connection);
            if (boss.isEmpty()) {
                return Operations.refusal("there is no boss");
            }
            if (role.isCoordinator()) {
                strike(connection, boss.get(), new Share(player, role.shard()), DAMAGE);
            } else {
                LinkTables.send(connection, number -> new BossHurt(number, boss.get(), player, DAMAGE));
            }
            return "hit " + boss.get();
        });
    }

    @Override
    public List<ShardMessage> after(long number, int most) {
        return attempt("the outbox", connection -> LinkTables.after(connection, number, most))
                .orElse(List.of());
    }

    @Override
    public void acknowledged(long number) {
        attempt("the outbox", connection -> {
            LinkTables.forget(connection, number);
            return number;
        });
    }

    @Override
    public OptionalLong received() {
        return asLong(attempt("the inbox", LinkTables::received));
    }

    @Override
    public OptionalLong receive(ShardMessage message) {
        return asLong(attempt("message '" + message + "'", connection -> {
            // No row: this message, or a try of it whose commit was in doubt, was here before.
            if (LinkTables.advance(connection, message.number())) {
                apply(connection, message);
            }
            return LinkTables.received(connection);
        }));
    }

    private void apply(Connection connection, ShardMessage message) throws SQLException {
        if (message instanceof BossSpawned spawned) {
            BossTable.insert(connection, spawned.boss(), spawned.hitPoints(), System.currentTimeMillis());
        } else if (message instanceof BossHurt hurt) {
            strike(connection, hurt.boss(), new Share(hurt.player(), role.peer()), hurt.damage());
        } else if (message instanceof RewardDue due) {
            pay(connection, due.boss(), due.player(), due.gold());
        } else if (message instanceof BossSlain slain) {
            BossTable.end(connection, slain.boss());
        } else {
            throw new IllegalStateException("message was " + message + ", which has no effect");
        }
    }

    private void strike(Connection connection, String boss, Share share, int damage) throws SQLException {
        int left = BossTable.lock(connection, boss);
        boolean isNew = BossTable.addShare(connection, boss, share);
        if (left <= 0) {
            // Hit while it lived on their shard, and too late here: a share all the same.
            if (isNew) {
                reward(connection, boss, share);
            }
            return;
        }
        BossTable.weaken(connection, boss, damage);
        if (left <= damage) {
            BossTable.end(connection, boss);
            for (Share each : BossTable.shares(connection, boss)) {
                reward(connection, boss, each);
            }
            LinkTables.send(connection, number -> new BossSlain(number, boss));
        }
    }

    private void reward(Connection connection, String boss, Share share) throws SQLException {
        if (share.shard().equals(role.shard())) {
            pay(connection, boss, share.player(), role.reward());
        } else {
            LinkTables.send(connection, number -> new RewardDue(number, boss, share.player(), role.reward()));
        }
    }

    private static void pay(Connection connection, String boss, PlayerId player, long gold) throws SQLException {
        UUID opId = Rewards.operationOf(boss, player);
        if (OperationTable.find(connection, opId).isEmpty()) {
            OperationTable.claim(connection, opId, Rewards.KIND, Rewards.request(boss, player));
            Rewards.pay(connection, boss, player, gold);
            OperationTable.complete(connection, opId, "got " + gold);
        }
    }

    private <T> Optional<T> attempt(String what, Transactions.Work<T> work) {
        try {
            return Optional.of(operations.call(work));
        } catch (SQLException e) {
            LOG.warn("{} has to wait: {} ({})", what, e.getMessage(), e.getSQLState());
            return Optional.empty();
        }
    }

    private static OptionalLong asLong(Optional<Long> number) {
        return number.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
