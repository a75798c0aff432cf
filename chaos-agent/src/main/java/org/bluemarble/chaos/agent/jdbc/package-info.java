/**
 * Which methods of JDBC drivers and pools are woven. Start reading at
 * {@link org.bluemarble.chaos.agent.jdbc.JdbcWeaves}.
 */
@NullMarked
package org.bluemarble.chaos.agent.jdbc;

import org.jspecify.annotations.NullMarked;
