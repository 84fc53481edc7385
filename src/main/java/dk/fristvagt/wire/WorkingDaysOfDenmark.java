package dk.fristvagt.wire;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import dk.fristvagt.rules.WorkingDays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Danish working days, with the public holidays of domain.md §7 as Jollyday knows them.
 *
 * <p>Of Jollyday's calendar only the named holidays count, so a holiday that a later version of it adds (5 June, 24 and
 * 31 December are days off for many) changes no deadline. Safe for use by several threads; a year is computed once.
 */
public final class WorkingDaysOfDenmark implements WorkingDays {
    /** Jollyday's keys of 1 January, the moveable ones, Store Bededag (until 2023), 25 and 26 December. */
    private static final Set<String> PUBLIC_HOLIDAYS = Set.of(
            "NEW_YEAR",
            "christian.MAUNDY_THURSDAY",
            "christian.GOOD_FRIDAY",
            "christian.EASTER_MONDAY",
            "christian.GENERAL_PRAYER_DAY",
            "christian.ASCENSION_DAY",
            "christian.WHIT_MONDAY",
            "FIRST_CHRISTMAS_DAY",
            "SECOND_CHRISTMAS_DAY");

    private final HolidayManager manager =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.DENMARK));
    private final Map<Integer, BitSet> daysOffByYear = new ConcurrentHashMap<>();

    @Override
    public boolean isWorkingDay(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        return weekday != DayOfWeek.SATURDAY
                && weekday != DayOfWeek.SUNDAY
                && !daysOffByYear.computeIfAbsent(day.getYear(), this::daysOff).get(day.getDayOfYear());
    }

    private BitSet daysOff(int year) {
        BitSet daysOff = new BitSet();
        for (Holiday holiday : manager.getHolidays(Year.of(year))) {
            if (PUBLIC_HOLIDAYS.contains(holiday.getPropertiesKey())) {
                daysOff.set(holiday.getDate().getDayOfYear());
            }
        }
        return daysOff;
    }
}
