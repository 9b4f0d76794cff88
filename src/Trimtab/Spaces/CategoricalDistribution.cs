using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>A list of values without an order that matters; all are as likely.</summary>
/// <param name="Values">One or more distinct values.</param>
public sealed record CategoricalDistribution(ParameterValues Values) : Distribution
{
    /// <summary>The values; one or more, distinct.</summary>
    /// <exception cref="ArgumentException">The list is empty or holds a value twice.</exception>
    public ParameterValues Values { get; init => field = Distinct(value); } = Distinct(Values);

    /// <inheritdoc/>
    internal override long? Count => Values.Count;

    /// <inheritdoc/>
    internal override ParameterValue ValueAt(long index) => Values[(int)index];

    /// <inheritdoc/>
    internal override long? IndexOf(ParameterValue value) => Values.IndexOf(value);

    /// <inheritdoc/>
    public override ParameterValue Sample(ref RandomStream random) => Values[random.NextInt32(Values.Count)];

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => Coerce(value) is not null;

    /// <summary>The choice equal to <paramref name="value"/>, else the number that is as large.</summary>
    /// <inheritdoc/>
    internal override ParameterValue? Coerce(ParameterValue value) =>
        Values.IndexOf(value) is { } index ? Values[index] : (ParameterValue?)null;

    private static ParameterValues Distinct(ParameterValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        values.RequireDistinct("A categorical distribution");
        return values;
    }
}
