package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.bluemarble.chaos.invariants.SessionTag;
import org.bluemarble.sample.demo.result.FoundViolation;
import org.bluemarble.sample.demo.result.VerdictWord;

/** Says whether an economy is whole. */
interface Judge {
    /**
     * Waits until nobody acts on behalf of a dead server any more, then judges, twice, to see that nothing comes late.
     *
     * @param facts what the bots were told
     * @param dead by what the sessions of dead servers are known
     */
    Judgement judge(DataSource database, Path facts, List<SessionTag> dead)
            throws SQLException, IOException, InterruptedException;

    /** {@return whether a violation is certain already, whatever becomes of the trades under way} */
    boolean isBroken(DataSource database) throws SQLException;

    /**
     * What a judge says.
     *
     * @param verdict the worst of all invariants
     * @param violations what is broken
     * @param subjects for each witness the id of what it is about
     * @param doubts why something could not be judged
     */
    record Judgement(
            VerdictWord verdict, List<FoundViolation> violations, List<Subject> subjects, List<String> doubts) {}

    /**
     * What a witness is about.
     *
     * @param id of an operation, an item, an account or a resource
     */
    record Subject(String id, String invariant, String words) {}
}
