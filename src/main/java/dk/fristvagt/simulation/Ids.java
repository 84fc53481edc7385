package dk.fristvagt.simulation;

import java.nio.charset.StandardCharsets;

/** Ids that look like random UUIDs (RFC 4122, version 4) and mean nothing. */
final class Ids {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LENGTH = 36;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000000000000000L;

    private Ids() {}

    static String draw(Chance chance) {
        long high = chance.next() & ~0xF000L | VERSION_4;
        long low = chance.next() & ~0xC000000000000000L | VARIANT;
        byte[] text = new byte[LENGTH];
        int at = 0;
        for (int i = 60; i >= 0; i -= 4) {
            text[at++] = HEX[(int) (high >>> i) & 15];
            if (at == 8 || at == 13 || at == 18) {
                text[at++] = '-';
            }
        }
        for (int i = 60; i >= 0; i -= 4) {
            text[at++] = HEX[(int) (low >>> i) & 15];
            if (at == 23) {
                text[at++] = '-';
            }
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
