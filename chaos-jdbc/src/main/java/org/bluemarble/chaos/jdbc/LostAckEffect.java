package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.jdbc.driver.LostReply;
import org.bluemarble.chaos.jdbc.driver.ReplyLoss;
import org.jspecify.annotations.Nullable;

/** The connection breaks once the request, or the reply, is through. */
final class LostAckEffect extends JdbcEffect {
    private final JdbcCall call;
    private final ReplyLoss how;
    private @Nullable LostReply lost;

    LostAckEffect(Injection injection, JdbcCall call, TargetFault fault) {
        super(injection);
        this.call = call;
        this.how = new ReplyLoss(
                Spelling.parse(ReplyLoss.Moment.class, fault.parameter("mode", String.class, "after-reply")),
                Spelling.parse(ReplyLoss.Caller.class, fault.parameter("caller", String.class, "failure")));
    }

    @Override
    @Nullable
    SQLException prepare() {
        if (!begins()) {
            return null;
        }
        // A statement may take several requests; its result is lost once all of them are done.
        boolean single = injection().point() != JdbcPoints.EXECUTE && !call.isStatement();
        lost = single || how.moment() == ReplyLoss.Moment.EARLY
                ? call.session().loseReply(how)
                : call.session().loseResult(how.caller());
        injection().onCancel(lost::release);
        return null;
    }

    @Override
    @Nullable
    Throwable finish(@Nullable Throwable thrown) {
        if (lost == null) {
            return thrown;
        }
        SQLException instead = lost.settle(thrown);
        if (failedByItself()) {
            injection().spare();
        }
        return instead == null ? thrown : instead;
    }

    /** A call that failed before there was anything to lose: its failure is the server's own. */
    private boolean failedByItself() {
        return lost != null && lost.reply() == LostReply.Reply.NOT_LOST;
    }

    @Override
    boolean marksFailure() {
        return !failedByItself();
    }
}
