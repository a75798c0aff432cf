package org.bluemarble.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.Units;

/** The open leases of one engine. Thread-safe. */
final class LeaseBook {

    /** Controllers are few; whoever opens more has lost count. */
    private static final int MOST = 1000;

    private final Chaos engine;
    private final Map<String, Lease> open = new LinkedHashMap<>();
    private long last;

    LeaseBook(Chaos engine) {
        this.engine = engine;
    }

    Lease open(Duration term) {
        if (term.compareTo(Lease.SHORTEST_TERM) < 0 || term.compareTo(Lease.LONGEST_TERM) > 0) {
            throw new IllegalArgumentException("lease was " + Units.text(term) + " but must lie between "
                    + Units.text(Lease.SHORTEST_TERM) + " and " + Units.text(Lease.LONGEST_TERM));
        }
        Lease lease;
        synchronized (this) {
            if (open.size() == MOST) {
                throw new IllegalStateException(
                        "leases were " + MOST + " and must not be more; close those not needed");
            }
            String id = "lease-" + ++last;
            lease = new Lease(engine, id, term, () -> forget(id));
            open.put(id, lease);
        }
        boolean begun = false;
        try {
            lease.begin();
            begun = true;
        } finally {
            if (!begun) {
                forget(lease.id());
            }
        }
        return lease;
    }

    private synchronized void forget(String id) {
        open.remove(id);
    }

    synchronized List<Lease> all() {
        return List.copyOf(open.values());
    }

    synchronized Lease get(String id) {
        Lease lease = open.get(id);
        if (lease == null) {
            throw new IllegalArgumentException("lease was '" + id + "' but must be one that is open; "
                    + (open.isEmpty() ? "none is" : "open: " + String.join(", ", open.keySet()))
                    + ". One that was not renewed within its term has ended, and its rules are disarmed");
        }
        return lease;
    }
}
