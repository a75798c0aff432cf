package org.bluemarble.chaos.jdbc;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.ParameterDescriptor;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.PointDescriptor;
import org.bluemarble.chaos.jdbc.driver.ReplyLoss;
import org.bluemarble.chaos.jdbc.driver.ServerError;
import org.bluemarble.chaos.spi.ChaosModule;
import org.bluemarble.chaos.spi.Nearest;

/** Tells the engine which points and faults this module brings. */
public final class JdbcModule implements ChaosModule {

    /** There is one, since the catalogue merges equal modules. */
    static final JdbcModule INSTANCE = new JdbcModule();

    private static final List<String> WIRE = List.of("jdbc.execute", "jdbc.commit", "jdbc.rollback");
    private static final List<String> CONNECT = List.of("jdbc.connect");
    private static final List<String> COMMIT = List.of("jdbc.commit");
    private static final List<String> POOL = List.of("pool.acquire");

    private static final List<FaultDescriptor> FAULTS = List.of(
            fault(
                    "exception",
                    "The server raises this error, and is left as by that error; the caller gets the driver's exception for it.",
                    List.of(profile(EnumSet.complementOf(EnumSet.of(ServerError.TOO_MANY_CONNECTIONS)))),
                    Phase.BEFORE,
                    WIRE),
            fault(
                    "exception",
                    "The server refuses the connection with this error; the caller gets the driver's exception for it.",
                    List.of(profile(EnumSet.copyOf(ServerError.WHILE_CONNECTING))),
                    Phase.BEFORE,
                    CONNECT),
            fault(
                    "lost-request",
                    "The request never leaves; the server rolls back, the caller gets the driver's lost-connection error.",
                    List.of(),
                    Phase.BEFORE,
                    WIRE),
            fault(
                    "lost-ack",
                    "The server does what it was asked, then the connection breaks before the caller learns of it.",
                    List.of(
                            ParameterDescriptor.choice(
                                    "mode",
                                    "break after the reply arrived, or right after the request left",
                                    Spelling.all(ReplyLoss.Moment.class),
                                    "after-reply"),
                            ParameterDescriptor.choice(
                                    "caller",
                                    "what the caller sees of it",
                                    Spelling.all(ReplyLoss.Caller.class),
                                    "failure")),
                    Phase.AFTER,
                    WIRE),
            fault(
                    "late-commit",
                    "The commit fails now with the driver's lost-connection error, and happens later.",
                    List.of(
                            ParameterDescriptor.duration(
                                            "delay",
                                            "when it happens at the latest",
                                            Duration.ZERO,
                                            JdbcFaults.LateCommit.LONGEST_DELAY,
                                            "1s")
                                    .asMain(),
                            ParameterDescriptor.number(
                                    "calls",
                                    "earlier, after so many further calls at the point",
                                    1,
                                    1_000_000,
                                    "none")),
                    Phase.BEFORE,
                    COMMIT),
            new FaultDescriptor(
                    "lying-commit",
                    "The commit returns normally, and the server has rolled back.",
                    List.of(),
                    List.of(Phase.BEFORE),
                    COMMIT,
                    false,
                    true),
            fault(
                    "killed-after-commit",
                    "The commit happens, then the server ends the session, and the caller gets that error.",
                    List.of(),
                    Phase.AFTER,
                    COMMIT),
            fault(
                    "abort",
                    "The driver's own Connection.abort is called just before; the caller gets the closed-connection error.",
                    List.of(),
                    Phase.BEFORE,
                    WIRE),
            new FaultDescriptor(
                    "exhausted",
                    "No connection is free: the caller waits as long as the pool lets it, and gets the pool's own exception.",
                    List.of(),
                    List.of(Phase.BEFORE),
                    POOL,
                    true,
                    false),
            fault(
                    "former-state",
                    "The connection comes as a former borrower left it, and the pool does not know.",
                    List.of(ParameterDescriptor.choice(
                                    "state",
                                    "what was left behind",
                                    Spelling.all(JdbcFaults.FormerState.State.class),
                                    "auto-commit")
                            .asMain()),
                    Phase.AFTER,
                    POOL));

    @Override
    public String name() {
        return "chaos-jdbc";
    }

    @Override
    public String version() {
        return FaultCatalogue.VERSION;
    }

    @Override
    public List<PointDescriptor> points() {
        return JdbcPoints.DESCRIPTORS;
    }

    @Override
    public List<FaultDescriptor> faults() {
        return FAULTS;
    }

    @Override
    public Optional<String> complaint(FaultRule rule) {
        return JdbcReach.complaint(rule);
    }

    private static ParameterDescriptor profile(Set<ServerError> errors) {
        List<String> spellings = errors.stream().map(ServerError::spelling).toList();
        return ParameterDescriptor.choice("profile", "which error", spellings, null)
                .hinting(hints(errors))
                .asMain();
    }

    /** Who knows the database writes its code; which code a driver gives is the driver's business. */
    private static Map<String, String> hints(Set<ServerError> errors) {
        Map<String, Set<String>> meant = new TreeMap<>();
        for (ServerError error : errors) {
            for (String code : error.codes()) {
                meant.computeIfAbsent(code, unused -> new TreeSet<>()).add(error.spelling());
            }
        }
        Map<String, String> hints = new TreeMap<>();
        meant.forEach((code, names) -> hints.put(code, "for " + code + " write " + Nearest.list(names, "or")));
        return hints;
    }

    private static FaultDescriptor fault(
            String name, String summary, List<ParameterDescriptor> parameters, Phase phase, List<String> points) {
        return new FaultDescriptor(name, summary, parameters, List.of(phase), points, false, false);
    }
}
