package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Position;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.RulePaths;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the one-line spelling of a rule into words: {@code id: point[attr=value,attr!=value,attr~glob*] fault [value] key=value...}. It
 * understands none of them; the first place where the line cannot be cut ends the reading, and a word too many does not.
 */
final class LineParser {

    private static final RulePaths PATHS = RulePaths.LINE;

    private final LineScanner scanner;
    private final Findings findings;
    private final List<RuleDraft.Term> where = new ArrayList<>();
    private final List<RuleDraft.Entry> parameters = new ArrayList<>();
    private final List<RuleDraft.Entry> when = new ArrayList<>();
    private final List<RuleDraft.Entry> bounds = new ArrayList<>();
    private @Nullable Word main;
    private @Nullable Word phase;
    private @Nullable Word enabled;
    private @Nullable Word dryRun;
    private @Nullable Word allowBlocking;

    private LineParser(String line, Findings findings) {
        this.scanner = new LineScanner(line);
        this.findings = findings;
    }

    /** Returns null, and adds a problem, if the line cannot be cut into words. */
    static @Nullable RuleDraft parse(String line, Findings findings) {
        try {
            return new LineParser(line, findings).parse();
        } catch (LineScanner.Unreadable unreadable) {
            findings.add(Position.column(unreadable.column()), unreadable.problem());
            return null;
        }
    }

    /** Conditions on their own, separated by commas; empty, with a problem, if they cannot be cut into words. */
    static List<RuleDraft.Term> conditions(Word text, Findings findings) {
        LineParser parser = new LineParser(text.text(), findings);
        try {
            parser.conditions();
            if (!parser.scanner.atEnd()) {
                parser.scanner.require(',', "between conditions");
            }
            return parser.where;
        } catch (LineScanner.Unreadable unreadable) {
            findings.add(
                    text.position(),
                    text.path() + " cannot be read at character " + unreadable.column() + ": " + unreadable.problem());
            return List.of();
        }
    }

    private RuleDraft parse() throws LineScanner.Unreadable {
        Word id = scanner.id(PATHS.id());
        Word at = scanner.atEnd() ? null : scanner.point(PATHS.at());
        if (scanner.take('[')) {
            selector();
        }
        Word fault = scanner.atEnd() ? null : scanner.word(PATHS.fault());
        if (fault != null) {
            settings(fault);
        }
        return new RuleDraft(
                PATHS, id, at, where, fault, main, parameters, when, bounds, phase, enabled, dryRun, allowBlocking);
    }

    private void selector() throws LineScanner.Unreadable {
        if (scanner.take(']')) {
            return;
        }
        conditions();
        scanner.require(']', "after the conditions; they are separated by commas");
    }

    private void conditions() throws LineScanner.Unreadable {
        do {
            condition();
        } while (scanner.take(','));
    }

    /** {@code attr=a|b}, {@code attr~"a*"|/b.c/}, and the same with an exclamation mark for none of them. */
    private void condition() throws LineScanner.Unreadable {
        Word key = scanner.word("attribute", "~");
        boolean negated = scanner.take('!');
        boolean patterns = scanner.take('~');
        if (!patterns) {
            scanner.require('=', "between an attribute and its value, as in [table=trade] or [table!=trade]");
        }
        String path = PATHS.where(key.text());
        List<RuleDraft.Alternative> anyOf = new ArrayList<>();
        do {
            anyOf.add(patterns ? pattern(path) : new RuleDraft.Alternative(RuleDraft.Form.VALUE, value(path)));
        } while (scanner.take('|'));
        where.add(new RuleDraft.Term(named(key, path), negated, anyOf));
    }

    private RuleDraft.Alternative pattern(String path) throws LineScanner.Unreadable {
        Word expression = scanner.betweenSlashes(path);
        return expression == null
                ? new RuleDraft.Alternative(RuleDraft.Form.GLOB, value(path))
                : new RuleDraft.Alternative(RuleDraft.Form.REGEX, expression);
    }

    private Word value(String path) throws LineScanner.Unreadable {
        return scanner.word(path, "|");
    }

    private void settings(Word fault) throws LineScanner.Unreadable {
        for (boolean first = true; !scanner.atEnd(); first = false) {
            Word key = scanner.word("key");
            if (scanner.take('=')) {
                setting(key);
            } else if (first) {
                main = named(key, PATHS.fault(fault.text()));
            } else {
                findings.add(key.position(), key.quoted() + " stands alone but must read key=value");
            }
        }
    }

    private void setting(Word key) throws LineScanner.Unreadable {
        String path = PATHS.fault(key.text());
        Word value = scanner.setting(path);
        RuleDraft.Entry entry = new RuleDraft.Entry(named(key, path), value);
        if (ReservedKeys.TRIGGER.contains(key.text())) {
            when.add(entry);
        } else if (ReservedKeys.BOUNDS.contains(key.text())) {
            bounds.add(entry);
        } else if (key.text().equals("phase")) {
            phase = once(phase, value);
        } else if (key.text().equals("enabled")) {
            enabled = once(enabled, value);
        } else if (key.text().equals("dry-run")) {
            dryRun = once(dryRun, value);
        } else if (key.text().equals("allow-blocking")) {
            allowBlocking = once(allowBlocking, value);
        } else {
            parameters.add(entry);
        }
    }

    private Word once(@Nullable Word former, Word value) {
        if (former != null) {
            findings.tell(value, "was given twice; leave one of them out");
        }
        return value;
    }

    private static Word named(Word word, String path) {
        return new Word(word.text(), path, word.position());
    }
}
