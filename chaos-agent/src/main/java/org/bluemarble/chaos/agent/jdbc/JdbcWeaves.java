package org.bluemarble.chaos.agent.jdbc;

import java.util.List;
import java.util.stream.Stream;
import org.bluemarble.chaos.agent.weave.ClassWeave;
import org.bluemarble.chaos.agent.weave.PackageOpener;
import org.bluemarble.chaos.agent.weave.WeaveSource;

/**
 * The physical connections of the drivers we know, not the pools' proxies around them: so a pool reacts as to the real
 * thing. Of a pool only the way out is woven.
 */
public final class JdbcWeaves implements WeaveSource {

    @Override
    public List<ClassWeave> weaves(PackageOpener opener) {
        Handlers handlers = new Handlers(opener);
        return Stream.of(
                        PostgresWeaves.table(),
                        MariaDbWeaves.table(),
                        MySqlWeaves.table(),
                        H2Weaves.table(),
                        HikariWeaves.table())
                .flatMap(table -> table.weaves(handlers).stream())
                .toList();
    }
}
