package org.bluemarble.chaos.agent.weave;

import java.io.IOException;

/** What is woven in tests: methods of every return type, and one that throws. */
public class Shop {

    /** How often a body ran. */
    public int served;

    public int price(String item) {
        served++;
        return item.length();
    }

    public long stock() {
        served++;
        return 5_000_000_000L;
    }

    public double discount(long amount, double rate) {
        served++;
        return amount * rate;
    }

    public boolean open() {
        served++;
        return true;
    }

    public int[] shelf() {
        served++;
        return new int[] {1, 2};
    }

    public String name() {
        served++;
        return "shop";
    }

    public void sell(String item) throws IOException {
        served++;
        if (item.isEmpty()) {
            throw new IOException("nothing to sell");
        }
    }

    public static String greeting(String name) {
        return "hello " + name;
    }
}
