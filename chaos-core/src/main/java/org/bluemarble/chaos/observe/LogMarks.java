package org.bluemarble.chaos.observe;

import org.bluemarble.chaos.InjectionEnd;
import org.bluemarble.chaos.InjectionObservation;
import org.bluemarble.chaos.InjectionObserver;
import org.bluemarble.chaos.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * Marks what is logged during a disturbed call, in SLF4J's diagnostic context under {@link #KEY}, with the rule's id and
 * the number of the call: {@code lose-ack/17}. The mark goes when the call returns.
 */
final class LogMarks implements InjectionObserver {

    /** The key in the diagnostic context. */
    static final String KEY = "chaos";

    /** The innermost mark; nothing while a thread has none, since a mark reaches the application's classes. */
    private static final ThreadLocal<@Nullable Mark> INNERMOST = new ThreadLocal<>();

    @Override
    public @Nullable InjectionObservation decided(JournalEntry entry) {
        if (entry.decision() != JournalEntry.Decision.INJECTED) {
            return null;
        }
        DiagnosticContext context = DiagnosticContext.ofThisThread();
        if (context == null) {
            return null;
        }
        Mark mark = new Mark(context, entry.rule() + "/" + entry.call(), INNERMOST.get());
        mark.show();
        return mark;
    }

    /** A call that is under way on one thread. */
    private static final class Mark implements InjectionObservation {

        private final DiagnosticContext context;
        private final String text;
        private final @Nullable Mark outer;
        private final Thread owner = Thread.currentThread();
        private volatile boolean gone;

        Mark(DiagnosticContext context, String text, @Nullable Mark outer) {
            this.context = context;
            this.text = text;
            this.outer = outer;
        }

        void show() {
            INNERMOST.set(this);
            context.put(KEY, text);
        }

        @Override
        public void callReturns() {
            gone = true;
            // A target that ends its injection elsewhere leaves the mark to the owner's next one.
            if (Thread.currentThread() == owner) {
                showInnermost();
            }
        }

        @Override
        public void ended(InjectionEnd end) {
            gone = true;
        }

        private void showInnermost() {
            Mark mark = INNERMOST.get();
            while (mark != null && mark.gone) {
                mark = mark.outer;
            }
            if (mark == null) {
                INNERMOST.remove();
                context.remove(KEY);
            } else {
                mark.show();
            }
        }
    }
}
