package org.bluemarble.chaos.jdbc;

import java.util.Optional;
import java.util.Set;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.ValuePattern;
import org.bluemarble.chaos.jdbc.driver.DriverKind;

/**
 * Faults that a rule's own selector puts out of reach. Where the selector leaves it open, the call decides: then the fault
 * is refused by name when it comes to one that it cannot be done to.
 */
final class JdbcReach {

    private static final Set<String> POINTS = Set.of("jdbc.execute", "jdbc.commit", "jdbc.rollback");
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
        return Optional.empty();
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
