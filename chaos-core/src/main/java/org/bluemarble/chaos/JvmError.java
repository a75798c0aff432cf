package org.bluemarble.chaos;

import java.util.Map;
import java.util.Objects;

/**
 * The call ends with an error of the virtual machine itself: a real one, so that what the JVM was told to do about it
 * ({@code -XX:+ExitOnOutOfMemoryError}, a heap dump) is done.
 *
 * @param kind which error
 */
public record JvmError(Kind kind) implements ThrowingFault {

    /** Which error of the virtual machine. */
    public enum Kind {
        /** {@link OutOfMemoryError}: an array is asked for that no heap can hold. Nothing is allocated. */
        OUT_OF_MEMORY("out-of-memory"),
        /** {@link StackOverflowError}: the calling thread's stack is really used up, and unwound again. */
        STACK_OVERFLOW("stack-overflow");

        private final String spelling;

        Kind(String spelling) {
            this.spelling = spelling;
        }

        /** {@return the fault's name in rules} */
        public String spelling() {
            return spelling;
        }
    }

    public JvmError {
        Objects.requireNonNull(kind, "kind");
    }

    @Override
    public String name() {
        return kind.spelling();
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of();
    }

    /** {@return the error, provoked on the calling thread} */
    Throwable provoke() {
        try {
            if (kind == Kind.OUT_OF_MEMORY) {
                // Longer than the JVM permits, whatever its heap. Its hash is asked so that no compiler leaves it out.
                System.identityHashCode(new long[Integer.MAX_VALUE]);
            } else {
                deeper(1);
            }
        } catch (OutOfMemoryError | StackOverflowError asked) {
            return asked;
        }
        throw new IllegalStateException("this JVM did not give the error that " + kind.spelling() + " asked for");
    }

    // The sum after the call keeps compilers from turning the recursion into a loop.
    @SuppressWarnings("InfiniteRecursion")
    private static long deeper(long depth) {
        return depth + deeper(depth + 1);
    }
}
