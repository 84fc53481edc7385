package dk.fristvagt.facts;

import java.time.YearMonth;

/**
 * Hours of dagpenge paid for one calendar month; arrives late and is corrected backwards.
 *
 * @param hoursId a reference only: there is one object per citizen and month
 * @param hundredths hundredths of an hour, 0 to 80 000
 */
public record PaidHours(String hoursId, YearMonth month, int hundredths) implements Fact {
    @Override
    public Kind kind() {
        return Kind.PAID_HOURS;
    }

    @Override
    public String objectKey() {
        return month.toString();
    }
}
