namespace Trimtab.Data;

/// <summary>Other tables from a table.</summary>
public static class DataFrameExtensions
{
    private static readonly DateTime _epoch = new(2000, 1, 1);

    extension(DataFrame frame)
    {
        /// <summary>The rows without a missing value in any of <paramref name="columns"/>; none named: in any column.</summary>
        /// <exception cref="UnknownNameException">There is no such column.</exception>
        public DataFrame DropMissing(params IReadOnlyList<string> columns)
        {
            ArgumentNullException.ThrowIfNull(columns);
            FrameColumn[] checkedColumns = [.. columns.Count > 0 ? columns.Select(name => frame[name]) : frame.Columns];
            return frame.Where(row => checkedColumns.All(column => column[row] is not null));
        }

        /// <summary>The rows whose number, from 0, <paramref name="isKept"/> accepts.</summary>
        public DataFrame Where(Func<int, bool> isKept)
        {
            ArgumentNullException.ThrowIfNull(isKept);
            return frame.Select([.. Enumerable.Range(0, frame.Count).Where(isKept)]);
        }

        /// <summary>The table without some of its columns.</summary>
        /// <exception cref="UnknownNameException">There is no such column.</exception>
        public DataFrame Without(params IReadOnlyList<string> columns)
        {
            ArgumentNullException.ThrowIfNull(columns);
            FrameColumn[] left = [.. columns.Select(name => frame[name])];
            return new(frame.Columns.Except(left));
        }

        /// <summary>The table with a column of numbers changed, value by value; missing ones stay missing.</summary>
        /// <exception cref="UnknownNameException">There is no such column.</exception>
        /// <exception cref="TrimtabException">It has no numbers.</exception>
        public DataFrame Map(string column, Func<double, double> change)
        {
            ArgumentNullException.ThrowIfNull(change);
            var numbers = frame[column] as NumberColumn
                ?? throw new TrimtabException($"Map changes numbers. Column '{column}' is of kind {frame[column].KindText}.");
            return frame.Replace(column, [new NumberColumn(column, [.. numbers.Values.ToArray().Select(change)])]);
        }

        /// <summary>
        /// The table with a column of dates replaced by numbers, called after the column and the part: <c>born_year</c>.
        /// </summary>
        /// <param name="column">The column.</param>
        /// <param name="parts">What is made of each date. Default: year, month, day and day of the week.</param>
        /// <exception cref="UnknownNameException">There is no such column.</exception>
        /// <exception cref="TrimtabException">It has no dates.</exception>
        public DataFrame WithDateParts(string column, params IReadOnlyList<DatePart> parts)
        {
            ArgumentNullException.ThrowIfNull(parts);
            var dates = DatesOf(frame[column])
                ?? throw new TrimtabException($"Parts of dates are made of dates. Column '{column}' is of kind {frame[column].KindText}.");
            return frame.Replace(
                column, (parts.Count > 0 ? parts : [DatePart.Year, DatePart.Month, DatePart.Day, DatePart.DayOfWeek]).Select(part =>
                    (FrameColumn)new NumberColumn(
                        $"{column}_{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(part.ToString())}",
                        [.. Enumerable.Range(0, dates.Count).Select(row => dates.DateAt(row) is { } date ? Of(date, part) : double.NaN)])));
        }

        private DataFrame Replace(string column, IEnumerable<FrameColumn> others) =>
            new(frame.Columns.SelectMany(old => old.Name == column ? others : [old]));
    }

    /// <summary>The dates of a column, also where none is known: a column without a value is one of any kind.</summary>
    private static DateColumn? DatesOf(FrameColumn column) => column as DateColumn
        ?? (column.Missing == column.Count
            ? new(column.Name, [.. Enumerable.Repeat(DateColumn.MissingTicks, column.Count)])
            : null);

    private static double Of(DateTime date, DatePart part) => part switch
    {
        DatePart.Year => date.Year,
        DatePart.Month => date.Month,
        DatePart.Day => date.Day,
        DatePart.DayOfWeek => ((int)date.DayOfWeek + 6) % 7,
        DatePart.Hour => date.Hour,
        DatePart.Days => (date - _epoch).TotalDays,
        _ => throw Setting.OutOfRange(nameof(part), Invariant($"A part of a date must be one that is known. Got {part}.")),
    };
}
