using System.Globalization;
using System.Text;
using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>A real interval, both ends included; uniform, or uniform in the logarithm.</summary>
/// <param name="Low">The least value; above 0 where <paramref name="Log"/>.</param>
/// <param name="High">The greatest value; with a step that does not reach it, the last step below counts.</param>
/// <param name="Log">Whether draws are uniform in the logarithm, so that 0.001 … 0.01 is as likely as 0.01 … 0.1. Default: no.</param>
/// <param name="Step">
/// The distance between the values allowed, counted from <paramref name="Low"/>; <see langword="null"/> for all. Not with
/// <paramref name="Log"/>.
/// </param>
/// <remarks>
/// Stepped values are exact in decimals: 0.3, where sums of 0.1 in binary make 0.30000000000000004. Bounds cannot be changed on a copy:
/// they are checked together. Make another one.
/// </remarks>
public sealed record FloatDistribution(double Low, double High, bool Log = false, double? Step = null) : Distribution
{
    /// <summary>The least value.</summary>
    public double Low { get; } = double.IsFinite(Low) && (!Log || Low > 0)
        ? Low
        : throw Setting.OutOfRange(
            nameof(Low), Invariant($"{(Log ? "Low must be above 0 where the scale is logarithmic." : "Low must be finite.")} Got {Low}."));

    /// <summary>The greatest value that can be drawn: of 0 to 0.95 by 0.1 it is 0.9.</summary>
    public double High { get => Grid?.End ?? field; } = High >= Low && double.IsFinite(High - Low)
        ? High
        : throw Setting.OutOfRange(
            nameof(High), Invariant($"High must be at least Low ({(ParameterValue)Low}), and High and High − Low finite. Got {High}."));

    /// <summary>Whether draws are uniform in the logarithm.</summary>
    public bool Log { get; } = Log;

    /// <summary>
    /// The distance between the values allowed; <see langword="null"/> for all. Wide enough that no two values are the same double.
    /// </summary>
    public double? Step { get; } = WhyNoStep(Low, High, Log, Step) is { } why
        ? throw Setting.OutOfRange(nameof(Step), Invariant($"{why} Got {Step}."))
        : Step;

    /// <summary>Why the step isn't allowed; <see langword="null"/> where it is.</summary>
    private static string? WhyNoStep(double low, double high, bool log, double? step) => step switch
    {
        null => null,
        _ when log => "Step cannot be given where the scale is logarithmic.",
        <= 0 or double.NaN or double.PositiveInfinity => "Step must be above 0 and finite, or null.",
        { } by when !StepGrid.IsWideEnough(low, high, by) =>
            $"Step is too small: neighbouring values from Low {(ParameterValue)low} to High {(ParameterValue)high} would be the same "
            + "double. Make it larger, or null.",
        _ => null,
    };

    /// <summary>The values allowed, where they are counted.</summary>
    internal StepGrid? Grid { get; } = Step is { } by ? StepGrid.Ending(Low, High, by) : null;

    /// <inheritdoc/>
    internal override long? Count => Grid is not null ? Grid.Last + 1 : Low == High ? 1 : null;

    /// <summary>Equal where ends, scale and step are.</summary>
    public bool Equals(FloatDistribution? other) =>
        other is not null && Low.Equals(other.Low) && High.Equals(other.High) && Log == other.Log && Step.Equals(other.Step);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Low, High, Log, Step);

    /// <inheritdoc/>
    internal override ParameterValue ValueAt(long index) => Grid?.At(index) ?? Low;

    /// <inheritdoc/>
    internal override long? IndexOf(ParameterValue value) => Count is null || !Contains(value) ? null : Grid?.Find(value.As<double>()) ?? 0;

    /// <inheritdoc/>
    public override ParameterValue Sample(ref RandomStream random)
    {
        if (Grid is not null)
        {
            return Grid.At(random.NextInt64(Grid.Last + 1));
        }

        double drawn = Log
            ? PortableMath.Exp(PortableMath.Lerp(PortableMath.Log(Low), PortableMath.Log(High), random.NextDouble()))
            : PortableMath.Lerp(Low, High, random.NextDouble());
        return Math.Clamp(drawn, Low, High); // rounding may step over an end
    }

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value)
    {
        double number = value.IsNumber ? value.As<double>() : double.NaN;
        return Grid is null ? number >= Low && number <= High : Grid.Find(number) is not null;
    }

    /// <inheritdoc/>
    internal override ParameterValue? Coerce(ParameterValue value) =>
        Contains(value) ? Grid?.Of(value.As<double>()) ?? value.As<double>() : (ParameterValue?)null;

    /// <summary>The members as text, the same in every culture.</summary>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append(CultureInfo.InvariantCulture, $"Low = {Low}, High = {High}, Log = {Log}, Step = {(object?)Step ?? "null"}");
        return true;
    }
}
