package org.bluemarble.chaos.invariants;

import java.math.BigInteger;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A column as the database describes it. */
record Column(String name, int jdbcType, String typeName) {

    private static final Set<Integer> WHOLE = Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);
    private static final Set<Integer> TEXT =
            Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR);

    /** {@return whether sums over this column are exact} */
    boolean isExactNumber() {
        return isWhole() || jdbcType == Types.NUMERIC || jdbcType == Types.DECIMAL;
    }

    boolean isWhole() {
        return WHOLE.contains(jdbcType);
    }

    boolean isText() {
        // PostgreSQL reports its enums and citext as VARCHAR too; both are cast to text before they are compared.
        return TEXT.contains(jdbcType);
    }

    boolean isUuid() {
        return typeName.toLowerCase(Locale.ROOT).equals("uuid");
    }

    /**
     * The one spelling under which a value of this column is known, so that an id in a fact log meets the same id in the
     * database whatever its case or padding.
     *
     * @return empty if no row of this column can have the value
     */
    Optional<String> canonical(String value) {
        try {
            if (isWhole()) {
                return Optional.of(new BigInteger(value.strip()).toString());
            }
            if (isUuid()) {
                return Optional.of(UUID.fromString(value.strip()).toString());
            }
            return Optional.of(jdbcType == Types.CHAR ? value.stripTrailing() : value);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
