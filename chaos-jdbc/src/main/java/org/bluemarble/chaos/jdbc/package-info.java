/**
 * Faults for JDBC connections, statements, transactions and pools. Start reading at
 * {@link org.bluemarble.chaos.jdbc.ChaosDataSource}; the faults are {@link org.bluemarble.chaos.jdbc.JdbcFaults}.
 */
@NullMarked
package org.bluemarble.chaos.jdbc;

import org.jspecify.annotations.NullMarked;
