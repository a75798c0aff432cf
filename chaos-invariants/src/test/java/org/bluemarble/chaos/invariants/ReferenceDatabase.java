package org.bluemarble.chaos.invariants;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.bluemarble.chaos.invariants.mapping.EconomyMapping;
import org.bluemarble.chaos.invariants.model.Leg;
import org.bluemarble.chaos.invariants.model.Operation;
import org.bluemarble.chaos.invariants.model.Resource;

/** The reference schema in a real database, without the keys that would keep a test from breaking it. */
final class ReferenceDatabase {

    static final String MAPPING = """
            economy: reference
            initial: { gold: %s, arrow: 0 }
            mint: MINT
            sink: [SINK]
            balances:
              - { table: wallet, holder: acct, amount: gold, resource: { value: gold } }
              - { table: stack, holder: holder, amount: qty, resource: tmpl }
            items:
              - { table: item, id: id, place: [loc_kind, loc_id, slot], where: { state: LIVE } }
              - { table: guild_slot, id: item_id, place: [guild, slot] }
            operations: { table: op, id: op_id, kind: kind, result: result }
            ledger: { table: ledger, operation: op_id, holder: holder, delta: delta, resource: res, item: item_id }
            trades: { table: trade, operation: op_id, legs: n_legs, state: state, done: [DONE], kinds: [trade] }
            """;

    private static final List<String> TABLES =
            List.of("wallet", "stack", "item", "guild_slot", "op", "ledger", "trade");

    private final DataSource source;

    ReferenceDatabase(DataSource source) {
        this.source = source;
    }

    static EconomyMapping mapping(long initialGold) {
        return EconomyMapping.parse(String.format(MAPPING, initialGold), "economy.yaml");
    }

    static EconomyMapping mapping(SeededEconomy economy) {
        return mapping(economy.players.size() * SeededEconomy.GOLD_BEFORE_THE_LEDGER);
    }

    DataSource source() {
        return source;
    }

    void create() throws SQLException {
        for (String table : TABLES) {
            execute("drop table if exists " + table);
        }
        execute("create table wallet(acct varchar(32) primary key, gold bigint)");
        execute("create table stack(holder varchar(32) not null, tmpl varchar(32) not null, qty bigint not null)");
        execute("create table item(id varchar(48) not null, state varchar(8) not null,"
                + " loc_kind varchar(16) not null, loc_id varchar(32) not null, slot int not null)");
        execute("create table guild_slot(guild varchar(32) not null, slot int not null, item_id varchar(48))");
        execute("create table op(op_id varchar(36) not null, kind varchar(16) not null, result varchar(64))");
        execute("create index op_op_id on op(op_id)");
        execute("create table ledger(lsn bigint not null, op_id varchar(36), res varchar(16) not null,"
                + " holder varchar(32) not null, delta bigint not null, item_id varchar(48))");
        execute("create index ledger_op_id on ledger(op_id)");
        execute("create table trade(id bigint not null, op_id varchar(36) not null, state varchar(8) not null,"
                + " n_legs int not null)");
    }

    void load(SeededEconomy economy) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                    statement.executeUpdate("delete from " + table);
                }
            }
            loadBalances(connection, economy);
            loadItems(connection, economy);
            loadOperations(connection, economy);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void loadBalances(Connection connection, SeededEconomy economy) throws SQLException {
        try (Rows wallets = new Rows(connection, "insert into wallet values (?, ?)");
                Rows stacks = new Rows(connection, "insert into stack values (?, ?, ?)")) {
            for (String player : economy.players) {
                wallets.add(
                        player,
                        economy.held(player, SeededEconomy.GOLD)
                                .add(BigDecimal.valueOf(SeededEconomy.GOLD_BEFORE_THE_LEDGER)));
                stacks.add(player, "arrow", economy.held(player, SeededEconomy.ARROW));
            }
        }
    }

    private static void loadItems(Connection connection, SeededEconomy economy) throws SQLException {
        int slot = 0;
        try (Rows items = new Rows(connection, "insert into item values (?, ?, ?, ?, ?)");
                Rows guild = new Rows(connection, "insert into guild_slot values (?, ?, ?)")) {
            guild.add(SeededEconomy.GUILD, -1, null);
            for (Map.Entry<String, String> place : economy.places.entrySet()) {
                slot++;
                if (place.getValue().equals(SeededEconomy.GUILD)) {
                    guild.add(SeededEconomy.GUILD, slot, place.getKey());
                    items.add(place.getKey(), "BANKED", "GUILD", SeededEconomy.GUILD, slot);
                } else if (place.getValue().equals("SINK")) {
                    items.add(place.getKey(), "DEAD", "VOID", "", slot);
                } else {
                    items.add(place.getKey(), "LIVE", "BAG", place.getValue(), slot);
                }
            }
        }
    }

    private static void loadOperations(Connection connection, SeededEconomy economy) throws SQLException {
        long number = 0;
        try (Rows ops = new Rows(connection, "insert into op values (?, ?, ?)");
                Rows ledger = new Rows(connection, "insert into ledger values (?, ?, ?, ?, ?, ?)");
                Rows trades = new Rows(connection, "insert into trade values (?, ?, ?, ?)")) {
            for (String refused : economy.refusedWithRow) {
                ops.add(refused, "trade", "refused");
            }
            for (Operation operation : economy.applied) {
                ops.add(operation.id(), operation.kind(), SeededEconomy.result(operation.id()));
                for (Leg leg : operation.legs()) {
                    boolean item = leg.resource() instanceof Resource.UniqueItem;
                    ledger.add(
                            ++number,
                            operation.id(),
                            item ? "ITEM" : leg.resource().toString(),
                            leg.holder().name(),
                            leg.delta(),
                            leg.resource() instanceof Resource.UniqueItem unique ? unique.id() : null);
                }
                if (operation.kind().equals("trade")) {
                    trades.add(
                            ++number, operation.id(), "DONE", operation.legs().size());
                }
            }
        }
    }

    /** Runs statements one after another, each committed, as somebody who breaks things would. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Batched rows of one table. */
    private static final class Rows implements AutoCloseable {

        private static final int BATCH = 1_000;

        private final PreparedStatement insert;
        private int waiting;

        Rows(Connection connection, String sql) throws SQLException {
            this.insert = connection.prepareStatement(sql);
        }

        void add(Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.addBatch();
            if (++waiting == BATCH) {
                insert.executeBatch();
                waiting = 0;
            }
        }

        @Override
        public void close() throws SQLException {
            insert.executeBatch();
            insert.close();
        }
    }
}
