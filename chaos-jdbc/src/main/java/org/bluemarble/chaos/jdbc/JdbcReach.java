package org.bluemarble.chaos.jdbc;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.ValuePattern;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.bluemarble.chaos.jdbc.driver.ServerError;

/**
 * Faults that a rule's own selector puts out of reach. Where the selector leaves it open, the call decides: then the fault
 * is refused by name when it comes to one that it cannot be done to.
 */
final class JdbcReach {

    private static final String CONNECT = "jdbc.connect";
    private static final Set<String> POINTS = Set.of("jdbc.execute", "jdbc.commit", "jdbc.rollback", CONNECT);
    private static final Set<String> OF_THE_SESSION =
            Set.of("lost-request", "lost-ack", "late-commit", "killed-after-commit");

    private JdbcReach() {}

    static Optional<String> complaint(FaultRule rule) {
        if (!POINTS.contains(rule.point())) {
            return Optional.empty();
        }
        String fault = rule.fault().name();
        if (fault.equals("late-commit") && selectsOnly(rule, JdbcPoints.KIND, CommitKind.XA.spelling())) {
            return Optional.of("but must be lost-request, lost-ack or latency at kind=xa; a prepared branch can be"
                    + " committed from any session, so there is no session to keep");
        }
        if (fault.equals("abort") && selectsOnly(rule, JdbcPoints.DRIVER, DriverNames.of(DriverKind.H2))) {
            return Optional.of(
                    "but must be another fault at driver=h2, which ignores Connection.abort; use lost-request");
        }
        if (OF_THE_SESSION.contains(fault)
                && selectsOnly(rule, JdbcPoints.DRIVER, DriverNames.of(DriverKind.UNKNOWN))) {
            return Optional.of(
                    "but must be latency, exception or abort at driver=unknown; it needs the inside of a driver"
                            + " that is known");
        }
        if (selectsOnly(rule, JdbcPoints.KIND, CommitKind.IMPLICIT.spelling())
                && selectsOnly(rule, JdbcPoints.DRIVER, DriverNames.of(DriverKind.POSTGRESQL))) {
            return Optional.of("but must be at another kind at driver=postgresql, which commits nothing implicitly;"
                    + " leave kind=implicit out");
        }
        return unraised(rule);
    }

    /** An error that the only driver of a rule cannot be made to raise. */
    private static Optional<String> unraised(FaultRule rule) {
        if (!(rule.fault() instanceof TargetFault exception)
                || !exception.name().equals("exception")
                || !(exception.parameters().get("profile") instanceof String profile)) {
            return Optional.empty();
        }
        for (DriverKind driver : DriverKind.values()) {
            if (selectsOnly(rule, JdbcPoints.DRIVER, DriverNames.of(driver))) {
                List<String> raised = raised(driver, rule.point().equals(CONNECT));
                return raised.contains(profile) ? Optional.empty() : Optional.of(instead(profile, driver, raised));
            }
        }
        return Optional.empty();
    }

    private static List<String> raised(DriverKind driver, boolean connecting) {
        EnumSet<ServerError> errors = EnumSet.copyOf(driver.raisable());
        if (connecting) {
            errors.retainAll(ServerError.WHILE_CONNECTING);
            if (driver != DriverKind.H2 && driver != DriverKind.UNKNOWN) {
                errors.add(ServerError.TOO_MANY_CONNECTIONS);
            }
        }
        return errors.stream().map(ServerError::spelling).toList();
    }

    private static String instead(String profile, DriverKind driver, List<String> raised) {
        String where = " at driver=" + DriverNames.of(driver);
        return raised.isEmpty()
                ? "but must be latency" + where + "; it needs the inside of a driver that is known"
                : "but must raise another error" + where + ", which knows no " + profile + "; write one of "
                        + String.join(", ", raised);
    }

    /** Both attributes have one value for each call, so that one condition for it alone leaves no other. */
    private static boolean selectsOnly(FaultRule rule, AttributeKey key, String value) {
        return rule.selector().conditions().stream()
                .anyMatch(one -> one.key().equals(key)
                        && !one.negated()
                        && one.anyOf().stream()
                                .allMatch(pattern -> pattern instanceof ValuePattern.Exactly exactly
                                        && exactly.value().equals(value)));
    }
}
