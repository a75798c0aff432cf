package org.bluemarble.chaos.jdbc.driver;

import org.jspecify.annotations.Nullable;

/**
 * What a statement's batch holds.
 *
 * @param sql the text of a prepared statement, or the texts of a plain one's entries joined by semicolons; null where the
 *     driver does not keep it
 * @param entries how many entries
 */
public record BatchText(@Nullable String sql, long entries) {}
