package org.bluemarble.chaos.jvm;

import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Finds the class of what a method returns. */
final class ReturnType {

    private ReturnType() {}

    /**
     * Returns the class.
     *
     * @param descriptor as a class file has it, for example {@code Ljava/lang/String;}
     * @param self the object whose method it is, whose loader knows the class; null for a static method
     * @throws IllegalArgumentException if no loader that is known here knows it
     */
    static Class<?> of(String descriptor, @Nullable Object self) {
        ClassLoader loader = self == null
                ? Thread.currentThread().getContextClassLoader()
                : self.getClass().getClassLoader();
        try {
            return MethodType.fromMethodDescriptorString("()" + descriptor, loader)
                    .returnType();
        } catch (TypeNotPresentException unknown) {
            throw new IllegalArgumentException(
                    "the method returns " + unknown.typeName() + ", which is not known here", unknown);
        }
    }
}
