package dk.fristvagt.topology;

/** Describes failures for logs without their messages, which may hold values of a citizen's facts. */
final class Faults {
    private static final int DEPTH = 5;
    private static final String OWN_PACKAGES = "dk.fristvagt.";

    private Faults() {}

    /** The classes of {@code failure} and its causes, each with the place in this program that it came from. */
    static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable current = failure;
        for (int depth = 0; current != null && depth < DEPTH; depth++, current = current.getCause()) {
            if (depth > 0) {
                text.append(", caused by ");
            }
            text.append(current.getClass().getName()).append(place(current));
        }
        return text.toString();
    }

    /** Whether {@code failure} or one of its causes is a {@code type}. */
    static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable current = failure; current != null; current = current.getCause()) {
            if (type.isInstance(current)) {
                return true;
            }
        }
        return false;
    }

    private static String place(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        for (StackTraceElement frame : frames) {
            if (frame.getClassName().startsWith(OWN_PACKAGES)) {
                return " at " + frame;
            }
        }
        return frames.length == 0 ? "" : " at " + frames[0];
    }
}
