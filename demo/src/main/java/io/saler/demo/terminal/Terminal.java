package io.saler.demo.terminal;

import java.io.Console;
import java.io.PrintStream;

/** Where the demonstration writes: with colours and moving bars if it is rich, in plain lines otherwise. */
public final class Terminal {

    private final PrintStream out;
    private final boolean rich;
    private final boolean coloured;

    public Terminal(PrintStream out, boolean rich, boolean coloured) {
        this.out = out;
        this.rich = rich;
        this.coloured = coloured;
    }

    /** Rich if somebody is watching, coloured unless that is unwanted here or by the environment's NO_COLOR. */
    @SuppressWarnings("SystemConsoleNull") // NullAway still knows it as nullable
    public static Terminal onStandardOutput(PrintStream out, boolean colour) {
        Console console = System.console();
        boolean watched = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        String noColor = System.getenv("NO_COLOR");
        return new Terminal(out, watched, watched && colour && (noColor == null || noColor.isEmpty()));
    }

    public void line(String text) {
        out.println(text);
    }

    public void blank() {
        out.println();
    }

    public void heading(String text) {
        out.println();
        out.println("  " + bold(text));
        out.println("  " + dim("─".repeat(76)));
    }

    /** Something begins; how far it is shows until it is closed. A total of 0 means that nobody knows. */
    public Progress begin(String what, long total) {
        return new Progress(this, what, total);
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String dim(String text) {
        return styled("2", text);
    }

    public String good(String text) {
        return styled("32", text);
    }

    public String bad(String text) {
        return styled("31", text);
    }

    public String accent(String text) {
        return styled("36", text);
    }

    public String tick() {
        return good("✓");
    }

    public String cross() {
        return bad("✗");
    }

    boolean isRich() {
        return rich;
    }

    /** Replaces the line the cursor is on. Only for rich terminals. */
    void redraw(String text) {
        out.print("\r\u001b[2K" + text);
        out.flush();
    }

    private String styled(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
