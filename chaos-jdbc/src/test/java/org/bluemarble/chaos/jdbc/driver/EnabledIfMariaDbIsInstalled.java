package org.bluemarble.chaos.jdbc.driver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.bluemarble.chaos.servers.MariaDbServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves a test class out, with one visible line, where no MariaDB server is installed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("mariadb")
@ExtendWith(EnabledIfMariaDbIsInstalled.Condition.class)
public @interface EnabledIfMariaDbIsInstalled {

    /** Asks for the programs, not for a running server. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (MariaDbServer.isInstalled()) {
                return ConditionEvaluationResult.enabled("MariaDB is installed");
            }
            if (context.getTestMethod().isEmpty()) {
                System.out.println("LEFT OUT: " + context.getDisplayName()
                        + " needs a MariaDB server; on Debian: apt-get install mariadb-server");
            }
            return ConditionEvaluationResult.disabled("no MariaDB server is installed");
        }
    }
}
