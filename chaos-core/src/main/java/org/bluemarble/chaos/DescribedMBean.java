package org.bluemarble.chaos;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.StandardEmitterMBean;
import org.bluemarble.chaos.jmx.Description;

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
