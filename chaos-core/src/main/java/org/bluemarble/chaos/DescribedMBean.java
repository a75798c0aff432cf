package org.bluemarble.chaos;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.ReflectionException;
import javax.management.StandardEmitterMBean;
import org.bluemarble.chaos.jmx.Description;
import org.jspecify.annotations.Nullable;

/**
 * An MXBean that tells a management tool what its attributes, operations and parameters mean. Without it JConsole's buttons
 * take a {@code p0}, and say nothing of what it should be.
 */
final class DescribedMBean extends StandardEmitterMBean {

    private final Class<?> described;

    <T> DescribedMBean(T implementation, Class<T> type, NotificationEmitter emitter) {
        super(implementation, type, true, emitter);
        this.described = type;
    }

    /** A tool that sends nothing where something is needed is told so; it would read a bug of ours in what came of it. */
    @Override
    public @Nullable Object invoke(String name, @Nullable Object @Nullable [] arguments, String @Nullable [] signature)
            throws MBeanException, ReflectionException {
        Parameter[] parameters = method(name).map(Method::getParameters).orElseGet(() -> new Parameter[0]);
        for (int i = 0; arguments != null && i < Math.min(arguments.length, parameters.length); i++) {
            if (arguments[i] == null && !parameters[i].getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new IllegalArgumentException(parameters[i].getName() + " was null but must be given");
            }
        }
        return super.invoke(name, arguments, signature);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        Description description = described.getAnnotation(Description.class);
        return description == null ? info.getDescription() : description.value();
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        String getter = (info.isIs() ? "is" : "get") + info.getName();
        return description(getter).map(Description::value).orElseGet(info::getDescription);
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return description(info.getName()).map(Description::value).orElseGet(info::getDescription);
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        boolean readOnly =
                description(info.getName()).map(Description::readOnly).orElse(false);
        return readOnly ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION;
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return method(operation.getName())
                .map(method -> method.getParameters()[sequence].getName())
                .orElseGet(parameter::getName);
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return method(operation.getName())
                .map(method -> method.getParameters()[sequence].getAnnotation(Description.class))
                .map(Description::value)
                .orElseGet(parameter::getDescription);
    }

    private Optional<Description> description(String methodName) {
        return method(methodName).map(method -> method.getAnnotation(Description.class));
    }

    /** By name alone: the management interfaces overload nothing. */
    private Optional<Method> method(String name) {
        return Arrays.stream(described.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst();
    }
}
