using System.Globalization;
using System.Text;
using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>Whole numbers, both ends included; uniform, or uniform in the logarithm.</summary>
/// <param name="Low">The least value; 1 or more where <paramref name="Log"/>.</param>
/// <param name="High">The greatest value; with a step that does not reach it, the last step below counts.</param>
/// <param name="Log">Whether draws are uniform in the logarithm, so that 1 … 10 is as likely as 10 … 100. Default: no.</param>
/// <param name="Step">
/// The distance between the values allowed, counted from <paramref name="Low"/>. Default 1; only 1 with <paramref name="Log"/>.
/// </param>
/// <remarks>Bounds cannot be changed on a copy: they are checked together. Make another one.</remarks>
public sealed record IntDistribution(long Low, long High, bool Log = false, long Step = 1) : Distribution
{
    /// <summary>The least value.</summary>
    public long Low { get; } = !Log || Low >= 1
        ? Low
        : throw Setting.OutOfRange(nameof(Low), Invariant($"Low must be 1 or more where the scale is logarithmic. Got {Low}."));

    /// <summary>The greatest value that can be drawn: of 1 to 20 by 3 it is 19.</summary>
    public long High { get; } = High >= Low
        ? High - (Step > 1 ? (long)(Distance(Low, High) % (ulong)Step) : 0)
        : throw Setting.OutOfRange(nameof(High), Invariant($"High must be at least Low ({Low}). Got {High}."));

    /// <summary>Whether draws are uniform in the logarithm.</summary>
    public bool Log { get; } = Log;

    /// <summary>The distance between the values allowed, 1 or more.</summary>
    public long Step { get; } = Step >= 1 && (!Log || Step == 1)
        ? Step
        : throw Setting.OutOfRange(
            nameof(Step), Invariant($"{(Log ? "Step must be 1 where the scale is logarithmic." : "Step must be 1 or more.")} Got {Step}."));

    /// <summary>The number of the greatest value, from 0.</summary>
    private ulong Last => Distance(Low, High) / (ulong)Step;

    /// <inheritdoc/>
    internal override long? Count => Last < long.MaxValue ? (long)Last + 1 : null;

    /// <summary>The number of the greatest value, rounded where a double can't hold it.</summary>
    internal double LastIndex => Last;

    /// <inheritdoc/>
    internal override ParameterValue ValueAt(long index) => Low + (index * Step);

    /// <summary>The value of a number from 0 that may be rounded; the greatest of one beyond it.</summary>
    internal long ValueNear(double index) => (long)Int128.Clamp(Low + ((Int128)index * Step), Low, High);

    /// <summary>The value that is nearest to a number.</summary>
    internal long Nearest(Int128 number) => (long)Int128.Clamp(Low + ((number - Low + (Step / 2)) / Step * Step), Low, High);

    /// <inheritdoc/>
    public override ParameterValue Sample(ref RandomStream random)
    {
        if (!Log)
        {
            return (long)((ulong)Low + (random.NextUpTo(Last) * (ulong)Step));
        }

        // Each whole number owns the reals that round to it, so both ends are as wide as the rest.
        double drawn = PortableMath.Exp(PortableMath.Lerp(PortableMath.Log(Low - 0.5), PortableMath.Log(High + 0.5), random.NextDouble()));
        return drawn >= High ? High : Math.Max(Low, (long)Math.Round(drawn));
    }

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => Coerce(value) is not null;

    /// <inheritdoc/>
    internal override ParameterValue? Coerce(ParameterValue value) =>
        ParameterConversion.Whole(value.Value) is { } whole && whole >= Low && whole <= High && Distance(Low, whole) % (ulong)Step == 0
            ? whole
            : (ParameterValue?)null;

    /// <inheritdoc/>
    internal override long? IndexOf(ParameterValue value) =>
        Count is not null && Coerce(value)?.Value is long whole ? (long)(Distance(Low, whole) / (ulong)Step) : null;

    /// <summary>High − Low, which 64 bits without a sign can always hold.</summary>
    private static ulong Distance(long low, long high) => unchecked((ulong)high - (ulong)low);

    /// <summary>The members as text, the same in every culture.</summary>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append(CultureInfo.InvariantCulture, $"Low = {Low}, High = {High}, Log = {Log}, Step = {Step}");
        return true;
    }
}
