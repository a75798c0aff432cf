package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivilegedAction;
import java.util.Set;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

class JmxActorTest {

    @Test
    void clientLoggedIn_isNamed() {
        Subject operator = new Subject(true, Set.of(new JMXPrincipal("operator")), Set.of(), Set.of());

        String actor = Subject.doAs(operator, (PrivilegedAction<String>) JmxActor::current);

        assertThat(actor).isEqualTo("jmx:operator");
    }

    @Test
    void clientUnknown_isJmx() {
        assertThat(JmxActor.current()).isEqualTo("jmx");
    }
}
