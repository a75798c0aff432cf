package org.bluemarble.chaos;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.Principal;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a change over JMX: {@code jmx}, with the name under which a remote client logged in. A local client that came
 * through the attach mechanism has none.
 */
final class JmxActor {

    private static final String NOBODY = "jmx";

    private JmxActor() {}

    static String current() {
        Subject subject = subject();
        if (subject == null) {
            return NOBODY;
        }
        return subject.getPrincipals().stream()
                .map(Principal::getName)
                .findFirst()
                .map(name -> NOBODY + ":" + name)
                .orElse(NOBODY);
    }

    private static @Nullable Subject subject() {
        try {
            return (Subject) Subject.class.getMethod("current").invoke(null);
        } catch (NoSuchMethodException before18) {
            return subjectBefore18();
        } catch (IllegalAccessException | InvocationTargetException unavailable) {
            // The name is for the audit's reader; its absence must not keep the kill switch from working.
            return null;
        }
    }

    // By reflection: the method's replacement came with 18, it warns of its removal, and throws from 24 on.
    private static @Nullable Subject subjectBefore18() {
        try {
            Class<?> controller = Class.forName("java.security.AccessController");
            Object context = controller.getMethod("getContext").invoke(null);
            Method getSubject =
                    Subject.class.getMethod("getSubject", Class.forName("java.security.AccessControlContext"));
            return (Subject) getSubject.invoke(null, context);
        } catch (ReflectiveOperationException unavailable) {
            return null;
        }
    }
}
