package dk.fristvagt.wire;

/** Text from a file as an error message shows it: in quotes, short, and harmless. */
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    static String of(String text) {
        return '"' + Printable.of(text, LONGEST) + '"';
    }
}
