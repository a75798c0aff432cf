package org.bluemarble.chaos.observe;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A class of a library that the application may have, as the calling thread's application sees it. Under the agent the
 * engine stands above every application's loader, and several applications may have the library each on its own; so the
 * class is looked for anew in each loader, once. Keeps no loader alive. Thread-safe.
 */
final class ApplicationType {

    private final String name;

    /** A class is held by its loader: a reference that is empty has always been. */
    private final Map<ClassLoader, WeakReference<Class<?>>> known = Collections.synchronizedMap(new WeakHashMap<>());

    ApplicationType(String name) {
        this.name = name;
    }

    /** {@return the class; null if the application has none} */
    @Nullable
    Class<?> visibleHere() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? ClassLoader.getSystemClassLoader() : context;
        WeakReference<Class<?>> found = known.get(loader);
        if (found == null) {
            // Not under the map's lock: a loader runs code of the application.
            found = new WeakReference<>(find(loader));
            known.put(loader, found);
        }
        return found.get();
    }

    private @Nullable Class<?> find(ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }
}
