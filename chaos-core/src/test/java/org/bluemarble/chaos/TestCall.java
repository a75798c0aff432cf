package org.bluemarble.chaos;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call on an object of some engine, with the attributes that a test gives it. */
record TestCall(@Nullable Chaos engine, Map<AttributeKey, Object> values) implements CallAttributes {

    static TestCall of(Chaos engine) {
        return new TestCall(engine, Map.of());
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        return values.get(key);
    }
}
