package dk.fristvagt.facts;

import java.time.YearMonth;

/**
 * Ordinary unsubsidised hours of work in one calendar month.
 *
 * @param employmentId a reference only: there is one object per citizen and month
 * @param hundredths hundredths of an hour, 0 to 80 000
 */
public record Employment(String employmentId, YearMonth month, int hundredths) implements Fact {
    @Override
    public Kind kind() {
        return Kind.EMPLOYMENT;
    }

    @Override
    public String objectKey() {
        return month.toString();
    }
}
