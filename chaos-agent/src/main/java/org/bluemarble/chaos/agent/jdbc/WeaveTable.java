package org.bluemarble.chaos.agent.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.agent.weave.ClassWeave;
import org.bluemarble.chaos.agent.weave.Library;
import org.bluemarble.chaos.agent.weave.MethodName;
import org.bluemarble.chaos.agent.weave.MethodWeave;
import org.bluemarble.chaos.agent.weave.MethodWeave.Presence;

/** Collects the methods of one library. Not thread-safe. */
final class WeaveTable {

    private static final String TEXT = "Ljava/lang/String;";

    private final Library library;
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();

    /**
     * A table for a library.
     *
     * @param since the oldest version of which we know that it has the required methods
     */
    WeaveTable(String library, String since) {
        this.library = new Library(library, since);
    }

    /** {@return the classes, whose calls these handle} */
    List<ClassWeave> weaves(Handlers handlers) {
        List<ClassWeave> weaves = new ArrayList<>();
        rows.forEach((type, methods) -> weaves.add(new ClassWeave(
                library, type, methods.stream().map(row -> row.weave(handlers)).toList())));
        return weaves;
    }

    /** A method that every known version declares in this class. */
    WeaveTable required(String type, String method, String descriptor, Operation operation) {
        return add(type, new MethodName(method, descriptor), Presence.REQUIRED, operation);
    }

    /** A method that some known versions declare in this class and others inherit. */
    WeaveTable optional(String type, String method, String descriptor, Operation operation) {
        return add(type, new MethodName(method, descriptor), Presence.OPTIONAL, operation);
    }

    /** A driver's data source that opens connections without the driver's {@link java.sql.Driver#connect}. */
    WeaveTable dataSource(String type) {
        for (String kind : List.of("java/sql/Connection", "javax/sql/XAConnection", "javax/sql/PooledConnection")) {
            String method = "get" + kind.substring(kind.lastIndexOf('/') + 1);
            required(type, method, "()L" + kind + ";", Operation.CONNECT_SOURCE)
                    .required(type, method, "(" + TEXT + TEXT + ")L" + kind + ";", Operation.CONNECT_SOURCE);
        }
        return this;
    }

    /** A {@link java.sql.Connection}'s own methods. */
    WeaveTable connection(String type) {
        return required(type, "commit", "()V", Operation.COMMIT)
                .required(type, "rollback", "()V", Operation.ROLLBACK)
                .required(type, "rollback", "(Ljava/sql/Savepoint;)V", Operation.ROLLBACK_TO_SAVEPOINT)
                .required(type, "setAutoCommit", "(Z)V", Operation.SET_AUTO_COMMIT)
                .required(type, "isValid", "(I)Z", Operation.OWN_QUERY);
    }

    /** The ways to prepare a call, of drivers that ask their server for the procedure's parameters meanwhile. */
    WeaveTable callPreparation(String type) {
        for (String options : List.of("", "II", "III")) {
            required(type, "prepareCall", "(" + TEXT + options + ")Ljava/sql/CallableStatement;", Operation.OWN_QUERY);
        }
        return this;
    }

    /** A {@link java.sql.Statement}'s methods that execute the text they are given, and its batches. */
    WeaveTable statement(String type) {
        required(type, "executeQuery", "(" + TEXT + ")Ljava/sql/ResultSet;", Operation.EXECUTE);
        for (String keys : List.of("", "I", "[I", "[" + TEXT)) {
            required(type, "execute", "(" + TEXT + keys + ")Z", Operation.EXECUTE)
                    .required(type, "executeUpdate", "(" + TEXT + keys + ")I", Operation.EXECUTE)
                    .required(type, "executeLargeUpdate", "(" + TEXT + keys + ")J", Operation.EXECUTE);
        }
        return required(type, "executeBatch", "()[I", Operation.EXECUTE_BATCH)
                .required(type, "executeLargeBatch", "()[J", Operation.EXECUTE_BATCH);
    }

    /**
     * A {@link java.sql.PreparedStatement}'s methods that execute its own text. Those that take a text are inherited, and
     * throw before anything is sent.
     */
    WeaveTable prepared(String type, Presence presence) {
        return add(type, new MethodName("execute", "()Z"), presence, Operation.EXECUTE_PREPARED)
                .add(
                        type,
                        new MethodName("executeQuery", "()Ljava/sql/ResultSet;"),
                        presence,
                        Operation.EXECUTE_PREPARED)
                .add(type, new MethodName("executeUpdate", "()I"), presence, Operation.EXECUTE_PREPARED)
                .add(type, new MethodName("executeLargeUpdate", "()J"), presence, Operation.EXECUTE_PREPARED)
                // Where these are inherited from the plain statement, they are woven there.
                .optional(type, "executeBatch", "()[I", Operation.EXECUTE_BATCH)
                .optional(type, "executeLargeBatch", "()[J", Operation.EXECUTE_BATCH);
    }

    /** A {@link javax.transaction.xa.XAResource}'s second phase, or its only one. */
    WeaveTable branch(String type, Presence presence) {
        return add(type, new MethodName("commit", "(Ljavax/transaction/xa/Xid;Z)V"), presence, Operation.XA_COMMIT)
                .add(
                        type,
                        new MethodName("rollback", "(Ljavax/transaction/xa/Xid;)V"),
                        presence,
                        Operation.XA_ROLLBACK);
    }

    private WeaveTable add(String type, MethodName method, Presence presence, Operation operation) {
        rows.computeIfAbsent(type, unused -> new ArrayList<>()).add(new Row(method, presence, operation));
        return this;
    }

    private record Row(MethodName method, Presence presence, Operation operation) {

        MethodWeave weave(Handlers handlers) {
            return new MethodWeave(
                    method, presence, operation.argument(), operation.points(), () -> handlers.watch(operation));
        }
    }
}
