package dk.fristvagt.cli.explain;

import dk.fristvagt.rules.Trace.Step;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Period;
import java.time.temporal.ChronoUnit;

/** The numbers of steps in the form in which people read them, for the text and the JSON alike. */
final class StepNumbers {
    private static final int DECIMALS = 3;

    private StepNumbers() {}

    /** The months of a due on the hours clock: 3, 1.5, 0.667. */
    static BigDecimal months(Step.HoursDue due) {
        BigDecimal months = new BigDecimal(due.numerator())
                .divide(new BigDecimal(due.denominator()), MathContext.DECIMAL64)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return months.scale() < 0 ? months.setScale(0) : months;
    }

    static Period period(Step.CalendarDue due) {
        return Period.parse(due.period());
    }

    /** The days that a rule leaves at least when it came to apply inside a course. */
    static long days(Step.RaisedToAnchor raised) {
        return ChronoUnit.DAYS.between(raised.segmentFrom(), raised.due());
    }
}
