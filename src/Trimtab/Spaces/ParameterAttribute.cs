using System.Diagnostics.CodeAnalysis;

namespace Trimtab.Spaces;

/// <summary>Says what a property of a settings record may be; see <see cref="TypedSpace{T}"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ParameterAttribute : Attribute
{
    /// <summary>
    /// Another property this one depends on: it is searched only where that one has one of the values <see cref="Is"/>, and keeps its
    /// default elsewhere. Default: always.
    /// </summary>
    public string? When { get; init; }

    /// <summary>The values of <see cref="When"/>'s property.</summary>
    [AllowNull]
    public object?[] Is { get; init => field = value ?? [null]; } = [];

    /// <summary>Distribution of the values the property may have.</summary>
    internal abstract Distribution Distribution { get; }
}

/// <summary>A real number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
/// <param name="low">The least value; above 0 where <see cref="Log"/>.</param>
/// <param name="high">The greatest value.</param>
public sealed class FloatRangeAttribute(double low, double high) : ParameterAttribute
{
    /// <summary>The least value.</summary>
    public double Low { get; } = low;

    /// <summary>The greatest value.</summary>
    public double High { get; } = high;

    /// <summary>Whether the logarithm is searched. Default: no.</summary>
    public bool Log { get; init; }

    /// <summary>The distance between the values allowed, from <see cref="Low"/>; 0, the default, for all.</summary>
    public double Step { get; init; }

    internal override Distribution Distribution => new FloatDistribution(Low, High, Log, Step > 0 ? Step : null);
}

/// <summary>A whole number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
/// <param name="low">The least value; 1 or more where <see cref="Log"/>.</param>
/// <param name="high">The greatest value.</param>
public sealed class IntRangeAttribute(long low, long high) : ParameterAttribute
{
    /// <summary>The least value.</summary>
    public long Low { get; } = low;

    /// <summary>The greatest value.</summary>
    public long High { get; } = high;

    /// <summary>Whether the logarithm is searched. Default: no.</summary>
    public bool Log { get; init; }

    /// <summary>The distance between the values allowed, from <see cref="Low"/>. Default 1.</summary>
    public long Step { get; init; } = 1;

    internal override Distribution Distribution => new IntDistribution(Low, High, Log, Step);
}

/// <summary>One of a list of values: strings, numbers, booleans, members of an enum, null; dates and other values as their text.</summary>
/// <param name="values">One or more, different from one another.</param>
public sealed class ChoicesAttribute(params object?[]? values) : ParameterAttribute
{
    /// <summary>Values that the property may have.</summary>
    public IReadOnlyList<object?> Values { get; } = values ?? [null];

    internal override Distribution Distribution =>
        new CategoricalDistribution(ParameterValues.Create([.. Values.Select(ParameterValue.From)]));
}
