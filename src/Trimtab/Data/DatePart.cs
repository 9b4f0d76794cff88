namespace Trimtab.Data;

/// <summary>A number that is made of a date.</summary>
public enum DatePart
{
    /// <summary>The year.</summary>
    Year,

    /// <summary>The month, from 1 to 12.</summary>
    Month,

    /// <summary>The day of the month, from 1 to 31.</summary>
    Day,

    /// <summary>The day of the week, from 0 for Monday to 6 for Sunday.</summary>
    DayOfWeek,

    /// <summary>The hour of the day, from 0 to 23.</summary>
    Hour,

    /// <summary>Days since the first of January 2000, with a fraction for the time of day; negative before.</summary>
    Days,
}
