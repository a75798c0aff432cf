package org.bluemarble.chaos.invariants;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement under construction: text with the values of its question marks, so that no value is ever pasted into SQL. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Value> values = new ArrayList<>();

    static Sql of(String text) {
        return new Sql().add(text);
    }

    Sql add(String part) {
        text.append(part);
        return this;
    }

    Sql add(Sql part) {
        text.append(part.text);
        values.addAll(part.values);
        return this;
    }

    Sql value(Value value) {
        text.append('?');
        values.add(value);
        return this;
    }

    /** {@return the parts one after another with the separator between them} */
    static Sql join(String separator, List<Sql> parts) {
        Sql joined = new Sql();
        String between = "";
        for (Sql part : parts) {
            joined.add(between).add(part);
            between = separator;
        }
        return joined;
    }

    String text() {
        return text.toString();
    }

    void fill(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            values.get(i).set(statement, i + 1);
        }
    }

    /** The value of one question mark, set as the type the database expects there. */
    @FunctionalInterface
    interface Value {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
