package org.bluemarble.chaos.invariants;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables, views and columns that a database really has, schema by schema as they are asked for. */
final class Catalogue {

    private final DatabaseMetaData metaData;
    private final boolean schemasAreCatalogs;
    private final String defaultSchema;
    private final @Nullable String catalog;
    private final Map<String, Map<String, Map<String, Column>>> schemas = new LinkedHashMap<>();

    Catalogue(Connection connection, Dialect dialect) throws SQLException {
        this.metaData = connection.getMetaData();
        this.schemasAreCatalogs = dialect == Dialect.MARIADB;
        this.catalog = connection.getCatalog();
        this.defaultSchema = Objects.requireNonNullElse(schemasAreCatalogs ? catalog : connection.getSchema(), "");
    }

    String defaultSchema() {
        return defaultSchema;
    }

    String quote() throws SQLException {
        return metaData.getIdentifierQuoteString();
    }

    /** {@return the tables of a schema with their columns; empty if there is no such schema} */
    Map<String, Map<String, Column>> tables(String schema) throws SQLException {
        Map<String, Map<String, Column>> known = schemas.get(schema);
        if (known == null) {
            known = readTables(schema);
            schemas.put(schema, known);
        }
        return known;
    }

    private Map<String, Map<String, Column>> readTables(String schema) throws SQLException {
        Map<String, Map<String, Column>> tables = new LinkedHashMap<>();
        try (ResultSet rows = schemasAreCatalogs
                ? metaData.getColumns(schema, null, "%", "%")
                : metaData.getColumns(catalog, escaped(schema), "%", "%")) {
            while (rows.next()) {
                Column column = new Column(
                        rows.getString("COLUMN_NAME"), rows.getInt("DATA_TYPE"), rows.getString("TYPE_NAME"));
                tables.computeIfAbsent(rows.getString("TABLE_NAME"), name -> new LinkedHashMap<>())
                        .put(column.name(), column);
            }
        }
        return tables;
    }

    /** The argument is a pattern, in which an underscore would match any letter. */
    private String escaped(String schema) throws SQLException {
        String escape = metaData.getSearchStringEscape();
        return schema.replace("_", escape + "_").replace("%", escape + "%");
    }

    /**
     * Finds a name as SQL finds one without quotes: as it is written, else whatever its case.
     *
     * @return empty if there is none, or several that differ only in case
     */
    static Optional<String> resolve(String written, Collection<String> known) {
        if (known.contains(written)) {
            return Optional.of(written);
        }
        List<String> similar = new ArrayList<>();
        for (String name : known) {
            if (name.equalsIgnoreCase(written)) {
                similar.add(name);
            }
        }
        return similar.size() == 1 ? Optional.of(similar.get(0)) : Optional.empty();
    }
}
