using System.Collections;
using System.Globalization;

namespace Trimtab.Data;

/// <summary>A column of a <see cref="DataFrame"/>: a name and a value for each row, some of which may be missing.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public abstract class FrameColumn
{
    private protected FrameColumn(string name, int count) => (Name, Count) = (Setting.Required(name, nameof(name)), count);

    /// <summary>Name of the column.</summary>
    public string Name { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>Kind of the values.</summary>
    public abstract ColumnKind Kind { get; }

    /// <summary>The kind for messages, with the hint.</summary>
    internal string KindText => $"{Kind}" + (Hint is { } hint ? $" ({hint})" : "");

    /// <summary>
    /// The value of a row: a <see cref="double"/>, <see cref="bool"/>, <see cref="string"/> or <see cref="DateTime"/>;
    /// <see langword="null"/> where it is missing.
    /// </summary>
    public abstract object? this[int row] { get; }

    /// <summary>How many values are missing.</summary>
    public abstract int Missing { get; }

    /// <summary>
    /// The few values that made texts of a column when its kind was found out, as <c>numbers but for 1 of 1000 values, '?' in line 17</c>;
    /// <see langword="null"/> where there were none.
    /// </summary>
    public string? Hint { get; internal init; }

    /// <summary>
    /// A column of values of one type: numbers, Booleans, texts, members of an enum, or dates; <see langword="null"/> and NaN are missing.
    /// Whole numbers are texts where one is not held by a <see cref="double"/>.
    /// </summary>
    /// <param name="name">Its name; not blank.</param>
    /// <param name="values">The values. Copied.</param>
    /// <exception cref="TrimtabException">The values are of no type that a column can have, or not of one.</exception>
    public static FrameColumn Of(string name, IEnumerable values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values switch
        {
            IEnumerable<double> numbers => new NumberColumn(name, [.. numbers]),
            IEnumerable<float> numbers => new NumberColumn(name, [.. numbers.Select(number => (double)number)]),
            IEnumerable<string?> texts => TextColumn.Of(name, texts),
            _ => OfObjects(name, [.. values.Cast<object?>()]),
        };
    }

    /// <summary>The column with the values of <paramref name="rows"/> only, in that order.</summary>
    internal abstract FrameColumn Select(ReadOnlySpan<int> rows);

    /// <summary>The column under another name.</summary>
    internal abstract FrameColumn Renamed(string name);

    /// <summary>Name, kind with its hint, rows and how many values are missing: <c>age: Number, 100 rows, 3 missing</c>.</summary>
    public override string ToString() => $"{Name}: {KindText}, {InvariantText.Count(Count, "row")}"
        + (Missing > 0 ? Invariant($", {Missing} missing") : "");

    /// <summary>The values at some positions.</summary>
    private protected static T[] Picked<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }

    private static FrameColumn OfObjects(string name, object?[] values)
    {
        var types = values.Where(value => value is not null).Select(value => value!.GetType()).Distinct().ToList();
        var type = types.Count == 1 ? types[0] : types.Count == 0 || types.All(IsNumber) ? typeof(double) : null;
        return type switch
        {
            null => throw new TrimtabException($"The values of a column must be of one type. '{name}' has "
                + $"{types[0].Name} and {types[1].Name}: convert them."),
            { IsEnum: true } => TextColumn.OfEnum(name, type, values),
            _ when values.Any(IsRounded) => TextColumn.Of(name, values.Select(value => value is null ? null : InvariantText.Of(value))),
            _ when IsNumber(type) => new NumberColumn(
                name, [.. values.Select(value => value is null ? double.NaN : Convert.ToDouble(value, CultureInfo.InvariantCulture))]),
            _ when type == typeof(bool) => new NumberColumn(
                name, [.. values.Select(value => value is bool flag ? (flag ? 1 : 0) : double.NaN)], isBoolean: true),
            _ when type == typeof(string) || type == typeof(char) => TextColumn.Of(name, values.Select(value => value?.ToString())),
            _ when DateColumn.TicksOf(values, type) is { } ticks => new DateColumn(name, ticks),
            _ => throw new TrimtabException("A column must have numbers, Booleans, texts, members of an enum, or dates. "
                + $"'{name}' has values of type {type.Name}: leave it out, or convert them."),
        };
    }

    /// <summary>Whether a value is a whole number that a double does not hold, as some of cards: two would become one.</summary>
    private static bool IsRounded(object? value) => value is long or ulong
        && TextParser.IsCode(InvariantText.Of(value), Convert.ToDouble(value, CultureInfo.InvariantCulture));

    private static bool IsNumber(Type type) => !type.IsEnum
        && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
}

/// <summary>A column of numbers, or of Booleans as 1 and 0; NaN where a value is missing. Immutable; thread-safe.</summary>
public sealed class NumberColumn : FrameColumn
{
    private readonly double[] _values;
    private readonly bool _isBoolean;

    internal NumberColumn(string name, double[] values, bool isBoolean = false)
        : base(name, values.Length) => (_values, _isBoolean) = (values, isBoolean);

    /// <summary>The number of each row; NaN where it is missing.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <inheritdoc/>
    public override ColumnKind Kind => _isBoolean ? ColumnKind.Boolean : ColumnKind.Number;

    /// <inheritdoc/>
    public override object? this[int row] => double.IsNaN(_values[row]) ? null : _isBoolean ? _values[row] != 0 : _values[row];

    /// <inheritdoc/>
    public override int Missing => _values.Count(double.IsNaN);

    internal override FrameColumn Select(ReadOnlySpan<int> rows) => new NumberColumn(Name, Picked(_values, rows), _isBoolean);

    internal override FrameColumn Renamed(string name) => new NumberColumn(name, _values, _isBoolean);
}

/// <summary>A column of texts, each kept once. Immutable; thread-safe.</summary>
public sealed class TextColumn : FrameColumn
{
    private readonly int[] _codes; // −1 where it is missing
    private readonly string[] _categories;

    internal TextColumn(string name, int[] codes, string[] categories, Type? enumType = null)
        : base(name, codes.Length) => (_codes, _categories, EnumType) = (codes, categories, enumType);

    /// <summary>The different texts, ascending by their characters' numbers; members of an enum by its order.</summary>
    public IReadOnlyList<string> Categories => _categories;

    /// <summary>The position of each row's text among <see cref="Categories"/>; −1 where it is missing.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Text;

    /// <inheritdoc/>
    public override object? this[int row] => _codes[row] < 0 ? null : _categories[_codes[row]];

    /// <inheritdoc/>
    public override int Missing => _codes.Count(code => code < 0);

    /// <summary>The enum whose members the texts are; null where they are none.</summary>
    internal Type? EnumType { get; }

    internal static TextColumn Of(string name, IEnumerable<string?> texts)
    {
        var codes = new TextCodes();
        foreach (string? text in texts)
        {
            codes.Add(text);
        }

        return codes.ToColumn(name);
    }

    internal static TextColumn OfEnum(string name, Type type, object?[] values)
    {
        object[] members = [.. values.OfType<object>().Distinct().Order()];
        var numbers = members.Index().ToDictionary(item => item.Item, item => item.Index);
        return new(
            name,
            [.. values.Select(value => value is null ? -1 : numbers[value])],
            [.. members.Select(member => member.ToString()!)],
            type);
    }

    internal override FrameColumn Select(ReadOnlySpan<int> rows) =>
        new TextColumn(Name, Picked(_codes, rows), _categories, EnumType) { Hint = Hint };

    internal override FrameColumn Renamed(string name) => new TextColumn(name, _codes, _categories, EnumType) { Hint = Hint };
}

/// <summary>A column of dates and times. Immutable; thread-safe.</summary>
public sealed class DateColumn : FrameColumn
{
    internal const long MissingTicks = long.MinValue;

    private readonly long[] _ticks;

    internal DateColumn(string name, long[] ticks)
        : base(name, ticks.Length) => _ticks = ticks;

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Date;

    /// <inheritdoc/>
    public override object? this[int row] => DateAt(row);

    /// <inheritdoc/>
    public override int Missing => _ticks.Count(MissingTicks);

    /// <summary>The date of a row; <see langword="null"/> where it is missing.</summary>
    public DateTime? DateAt(int row) => _ticks[row] == MissingTicks ? null : new(_ticks[row], DateTimeKind.Unspecified);

    internal override FrameColumn Select(ReadOnlySpan<int> rows) => new DateColumn(Name, Picked(_ticks, rows));

    internal override FrameColumn Renamed(string name) => new DateColumn(name, _ticks);

    /// <summary>The ticks of dates of one type, those with an offset in UTC; null where it is no type of dates.</summary>
    internal static long[]? TicksOf(object?[] values, Type type) =>
        type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(DateTimeOffset)
            ? [.. values.Select(value => value switch
            {
                DateTime date => date.Ticks,
                DateOnly day => day.ToDateTime(TimeOnly.MinValue).Ticks,
                DateTimeOffset date => date.UtcTicks,
                _ => MissingTicks,
            })]
            : null;
}
