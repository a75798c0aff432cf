package org.bluemarble.chaos;

import java.util.Arrays;

/** Arrays of rules in the order they were armed, each rule once; none is ever changed, since calls read them. */
final class InOrder {

    static final ArmedRule[] NONE = {};

    private InOrder() {}

    /** Allocates nothing where one of them is empty. */
    static ArmedRule[] merged(ArmedRule[] one, ArmedRule[] other) {
        if (one.length == 0) {
            return other;
        }
        if (other.length == 0) {
            return one;
        }
        ArmedRule[] both = new ArmedRule[one.length + other.length];
        int count = 0;
        int left = 0;
        int right = 0;
        while (left < one.length && right < other.length) {
            long order = one[left].order() - other[right].order();
            both[count++] = order <= 0 ? one[left] : other[right];
            // A rule that both have is passed in both.
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }
        while (left < one.length) {
            both[count++] = one[left++];
        }
        while (right < other.length) {
            both[count++] = other[right++];
        }
        return count == both.length ? both : Arrays.copyOf(both, count);
    }

    /** The same array if the rule is not in it. */
    static ArmedRule[] without(ArmedRule[] rules, ArmedRule removed) {
        int at = 0;
        while (at < rules.length && rules[at] != removed) {
            at++;
        }
        if (at == rules.length) {
            return rules;
        }
        ArmedRule[] left = Arrays.copyOf(rules, rules.length - 1);
        System.arraycopy(rules, at + 1, left, at, left.length - at);
        return left;
    }
}
