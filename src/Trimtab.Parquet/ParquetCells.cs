using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Trimtab.Parquet;

/// <summary>Reads the cells of a column as a table has them.</summary>
internal static class ParquetCells
{
    /// <summary>Whether a column is one of a table: of texts, numbers, Booleans, times, or lists of numbers.</summary>
    public static bool CanRead(DataField field) => field.MaxRepetitionLevel switch
    {
        0 => field.Path.Length == 1 && (IsText(field) || field.ClrType == typeof(DateTime)
            || (field.ClrType.IsPrimitive && field.ClrType != typeof(char))),
        1 => field.Path.Length == 3 && field.ClrType == typeof(double), // as pyarrow writes lists
        _ => false,
    };

    /// <summary>Title of the column in the table.</summary>
    public static string Title(DataField field) => field.Path.ToList()[0];

    /// <summary>The cells of a group of rows.</summary>
    public static async Task<IReadOnlyList<object?>> ReadAsync(
        ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        var column = new ColumnOfGroup(group, field, cancellationToken);
        var reading = field.MaxRepetitionLevel > 0 ? column.ListsAsync()
            : IsText(field) ? column.TextsAsync()
            : field.ClrType == typeof(DateTime) ? column.ValuesAsync<DateTime>(time => Time(field, time))
            : field.ClrType == typeof(bool) ? column.ValuesAsync<bool>(truth => truth)
            : field.ClrType == typeof(double) ? column.ValuesAsync<double>(number => number)
            : field.ClrType == typeof(float) ? column.ValuesAsync<float>(number => (double)number)
            : field.ClrType == typeof(long) ? column.ValuesAsync<long>(whole => whole)
            : field.ClrType == typeof(int) ? column.ValuesAsync<int>(whole => (long)whole)
            : field.ClrType == typeof(short) ? column.ValuesAsync<short>(whole => (long)whole)
            : field.ClrType == typeof(sbyte) ? column.ValuesAsync<sbyte>(whole => (long)whole)
            : field.ClrType == typeof(byte) ? column.ValuesAsync<byte>(whole => (long)whole)
            : field.ClrType == typeof(ushort) ? column.ValuesAsync<ushort>(whole => (long)whole)
            : field.ClrType == typeof(uint) ? column.ValuesAsync<uint>(whole => (long)whole)
            : column.ValuesAsync<ulong>(whole => whole <= long.MaxValue ? (long)whole : (object)(double)whole);
        return await reading.ConfigureAwait(false);
    }

    private static bool IsText(DataField field) => field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>);

    /// <summary>A time; where the column has no time zone, the text of one that has none.</summary>
    private static object Time(DataField field, DateTime time) => field is DateTimeDataField { IsAdjustedToUTC: false }
        ? time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
        : new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
