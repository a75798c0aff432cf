/**
 * Takes a driver's session away from it so that the driver finds out by itself, and knows what each driver keeps
 * where. Internal: public only because the rest of this module and the agent need it. Start reading at
 * {@link org.bluemarble.chaos.jdbc.driver.DriverSession}.
 *
 * <p>No driver is a dependency: their members are reached reflectively, through the connection object that is handed
 * in. Under the agent this code sees {@code java.sql} but no driver's classes.
 */
@NullMarked
package org.bluemarble.chaos.jdbc.driver;

import org.jspecify.annotations.NullMarked;
