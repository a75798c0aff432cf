package org.bluemarble.sample.game.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bluemarble.chaos.invariants.facts.Fact;
import org.bluemarble.chaos.invariants.facts.FactCursor;
import org.bluemarble.chaos.invariants.facts.FactOutcome;
import org.bluemarble.chaos.invariants.facts.FactSource;

/** What a fact log says in the end, and whether the database agrees. */
public final class FactReplay {
    private final Map<String, String> acknowledged = new TreeMap<>();
    private final Map<String, String> refused = new TreeMap<>();
    private final Set<String> inDoubt = new TreeSet<>();

    private FactReplay() {}

    /** Reads a log, every line of which must be a fact. */
    public static FactReplay of(Path log) throws IOException {
        FactReplay replay = new FactReplay();
        try (FactCursor facts = FactSource.file(log).open()) {
            for (Fact fact = facts.next(); fact != null; fact = facts.next()) {
                replay.add(fact);
            }
            assertThat(facts.torn()).isEmpty();
            assertThat(facts.unreadable()).isEmpty();
        }
        replay.inDoubt.removeAll(replay.acknowledged.keySet());
        replay.inDoubt.removeAll(replay.refused.keySet());
        return replay;
    }

    /** {@return operation ids told "ok", with the result told} */
    public Map<String, String> acknowledged() {
        return acknowledged;
    }

    /** {@return operation ids told "fail", with the reason told} */
    public Map<String, String> refused() {
        return refused;
    }

    /** {@return operation ids never answered} */
    public Set<String> inDoubt() {
        return inDoubt;
    }

    /** {@return one line per fact that the database contradicts} */
    public List<String> contradictions(String url) throws SQLException {
        List<String> contradictions = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            for (Map.Entry<String, String> ok : acknowledged.entrySet()) {
                String stored = text(connection, "select result from op where op_id = ?", ok.getKey());
                if (!ok.getValue().equals(stored)) {
                    contradictions.add(
                            ok.getKey() + " was told '" + ok.getValue() + "' but stored is '" + stored + "'");
                }
            }
            for (String opId : refused.keySet()) {
                if (!"0".equals(text(connection, "select count(*) from ledger where op_id = ?", opId))) {
                    contradictions.add(opId + " was told 'fail' but moved something");
                }
            }
        }
        return contradictions;
    }

    private void add(Fact fact) {
        if (fact.outcome() == FactOutcome.INVOKE) {
            inDoubt.add(fact.op());
        } else if (fact.outcome() == FactOutcome.OK) {
            String told = fact.payload().get(Fact.RESULT);
            String before = acknowledged.putIfAbsent(fact.op(), told);
            assertThat(before == null || before.equals(told))
                    .as("both players of %s are told the same", fact.op())
                    .isTrue();
        } else if (fact.outcome() == FactOutcome.FAIL) {
            refused.put(fact.op(), fact.payload().get("reason"));
        }
        assertThat(acknowledged.containsKey(fact.op()) && refused.containsKey(fact.op()))
                .as("%s is told one thing only", fact.op())
                .isFalse();
    }

    private static String text(Connection connection, String sql, String opId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, opId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
