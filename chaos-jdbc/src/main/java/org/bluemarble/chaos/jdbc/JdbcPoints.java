package org.bluemarble.chaos.jdbc;

import java.util.List;
import org.bluemarble.chaos.AttributeDescriptor;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.PointDescriptor;

/** The points of this module and the attributes of their calls. */
final class JdbcPoints {

    static final InjectionPoint CONNECT = Chaos.point("jdbc.connect");
    static final InjectionPoint EXECUTE = Chaos.point("jdbc.execute");
    static final InjectionPoint COMMIT = Chaos.point("jdbc.commit");
    static final InjectionPoint ROLLBACK = Chaos.point("jdbc.rollback");
    static final InjectionPoint ACQUIRE = Chaos.point("pool.acquire");

    static final AttributeKey SQL = AttributeKey.text("sql");
    static final AttributeKey VERB = AttributeKey.text("verb");
    static final AttributeKey TABLE = AttributeKey.text("table");
    static final AttributeKey KIND = AttributeKey.text("kind");
    static final AttributeKey BATCH_SIZE = AttributeKey.number("batch-size");
    static final AttributeKey POSITION = AttributeKey.number("position");
    static final AttributeKey STATEMENTS = AttributeKey.number("statements");
    static final AttributeKey AUTO_COMMIT = AttributeKey.flag("auto-commit");
    static final AttributeKey DRIVER = AttributeKey.text("driver");
    static final AttributeKey CONNECTION = AttributeKey.number("connection");
    static final AttributeKey URL = AttributeKey.text("url");
    static final AttributeKey POOL = AttributeKey.text("pool");

    private static final List<Phase> WIRE = List.of(Phase.BEFORE, Phase.DURING, Phase.AFTER);
    private static final List<Phase> AROUND = List.of(Phase.BEFORE, Phase.AFTER);

    private static final AttributeDescriptor DRIVER_ATTRIBUTE = new AttributeDescriptor(
                    DRIVER.name(), AttributeKey.Type.TEXT, "whose driver it is", DriverNames.ALL)
            .single();

    private static final AttributeDescriptor CONNECTION_ATTRIBUTE = AttributeDescriptor.of(
                    CONNECTION.name(), AttributeKey.Type.NUMBER, "its connection's number in this JVM")
            .from(1);

    static final List<PointDescriptor> DESCRIPTORS = List.of(
            new PointDescriptor(
                    CONNECT.name(),
                    "A driver opens a connection to the server.",
                    AROUND,
                    List.of(text(URL, "the JDBC URL without its parameters").single(), DRIVER_ATTRIBUTE)),
            new PointDescriptor(
                    EXECUTE.name(),
                    "A statement is executed: plain, prepared, callable or a batch as a whole.",
                    WIRE,
                    List.of(
                            text(SQL, "the text, exactly as the driver has it").single(),
                            text(VERB, "first word of the text").inLowerCase().written(SqlVerbs.FORMAT),
                            text(TABLE, "a table that the text names, without schema")
                                    .inLowerCase(),
                            new AttributeDescriptor(
                                    KIND.name(),
                                    AttributeKey.Type.TEXT,
                                    "how it is executed",
                                    StatementKind.spellings()),
                            AttributeDescriptor.of(BATCH_SIZE.name(), AttributeKey.Type.NUMBER, "entries of a batch")
                                    .from(1),
                            AttributeDescriptor.of(
                                            POSITION.name(), AttributeKey.Type.NUMBER, "its place in the transaction")
                                    .from(1),
                            AttributeDescriptor.of(
                                    AUTO_COMMIT.name(), AttributeKey.Type.FLAG, "whether it commits on its own"),
                            CONNECTION_ATTRIBUTE,
                            DRIVER_ATTRIBUTE)),
            new PointDescriptor(
                    COMMIT.name(),
                    "Work becomes durable: by commit(), by what commits on its own, or by a branch's second phase.",
                    WIRE,
                    List.of(
                            text(TABLE, "a table that the transaction wrote, without schema")
                                    .inLowerCase(),
                            new AttributeDescriptor(
                                    KIND.name(), AttributeKey.Type.TEXT, "what committed", CommitKind.spellings()),
                            AttributeDescriptor.of(
                                            STATEMENTS.name(),
                                            AttributeKey.Type.NUMBER,
                                            "statements in the transaction")
                                    .from(0),
                            CONNECTION_ATTRIBUTE,
                            DRIVER_ATTRIBUTE)),
            new PointDescriptor(
                    ROLLBACK.name(),
                    "A transaction is rolled back, as a whole or to a savepoint.",
                    WIRE,
                    List.of(
                            text(TABLE, "a table that the transaction wrote, without schema")
                                    .inLowerCase(),
                            new AttributeDescriptor(
                                    KIND.name(),
                                    AttributeKey.Type.TEXT,
                                    "what rolled back",
                                    List.of("explicit", "savepoint", "sql", "xa")),
                            AttributeDescriptor.of(
                                            STATEMENTS.name(),
                                            AttributeKey.Type.NUMBER,
                                            "statements in the transaction")
                                    .from(0),
                            CONNECTION_ATTRIBUTE,
                            DRIVER_ATTRIBUTE)),
            new PointDescriptor(
                    ACQUIRE.name(),
                    "A connection is taken out of a pool.",
                    AROUND,
                    List.of(text(POOL, "the pool's name").single())));

    private JdbcPoints() {}

    private static AttributeDescriptor text(AttributeKey key, String summary) {
        return AttributeDescriptor.of(key.name(), AttributeKey.Type.TEXT, summary);
    }
}
