package org.bluemarble.sample.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** An auditor with a connection of its own, which no test double wraps: reads the tables and finds what is wrong. */
public final class Books {
    private final String url;

    /** Audits the database at this URL. */
    public Books(String url) {
        this.url = url;
    }

    /** Asserts that gold and items are exactly what was minted, and every operation took effect once and whole. */
    public void assertSound() {
        assertThat(problems()).as("problems in the books").isEmpty();
    }

    /** {@return one line per broken rule; empty if all is well} */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        long gold = number("select coalesce(sum(gold), 0) from wallet");
        long minted = -number("select coalesce(sum(delta), 0) from ledger where res = 'GOLD' and holder = 'MINT'");
        if (gold != minted) {
            problems.add("gold is " + gold + " but " + minted + " was minted");
        }
        find(problems, "negative: ", "select acct from wallet where gold < 0");
        find(problems, "item twice: ", "select id from item where state = 'LIVE' group by id having count(*) > 1");
        find(
                problems,
                "item lost: ",
                "select item_id from ledger where res = 'ITEM' and holder = 'MINT'"
                        + " and item_id not in (select id from item)");
        find(problems, "unbalanced: ", "select op_id from ledger group by op_id, res having sum(delta) <> 0");
        find(
                problems,
                "leg twice: ",
                "select op_id from ledger group by op_id, res, holder, item_id having count(*) > 1");
        find(
                problems,
                "half a trade: ",
                "select t.op_id from trade t left join ledger l on l.op_id = t.op_id"
                        + " group by t.id, t.op_id, t.n_legs having count(l.lsn) <> t.n_legs");
        return problems;
    }

    /** {@return the player's balance} */
    public long goldOf(String player) {
        return number("select gold from wallet where acct = '" + player + "'");
    }

    /** {@return the ids in the player's bag} */
    public List<String> itemsOf(String player) {
        List<String> items = new ArrayList<>();
        find(items, "", "select id from item where loc_id = '" + player + "' order by id");
        return items;
    }

    /** {@return one number} */
    public long number(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private void find(List<String> found, String prefix, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(prefix + rows.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
