using Trimtab.Numerics;

namespace Trimtab;

/// <summary>A real interval, both ends included; uniform, or uniform in the logarithm.</summary>
/// <param name="Low">The least value; above 0 where <paramref name="Log"/>.</param>
/// <param name="High">The greatest value. With a step that does not reach it, values stop short of it.</param>
/// <param name="Log">Whether draws are uniform in the logarithm, so that 0.001 … 0.01 is as likely as 0.01 … 0.1. Default: no.</param>
/// <param name="Step">The distance between the values allowed, counted from <paramref name="Low"/>; <see langword="null"/> for all. Not with <paramref name="Log"/>.</param>
/// <remarks>Bounds cannot be changed on a copy: they are checked together. Make another one.</remarks>
public sealed record FloatDistribution(double Low, double High, bool Log = false, double? Step = null) : Distribution
{
    /// <summary>How far from a step's value a number may be, in steps, and still count as it: sums of steps are rounded.</summary>
    private const double StepTolerance = 1e-8;

    /// <summary>The least value.</summary>
    public double Low { get; } = double.IsFinite(Low) && (!Log || Low > 0)
        ? Low
        : throw new ArgumentOutOfRangeException(nameof(Low), Low, Log ? "Low must be above 0 where the scale is logarithmic." : "Low must be finite.");

    /// <summary>The greatest value.</summary>
    public double High { get; } = High >= Low && double.IsFinite(High - Low)
        ? High
        : throw new ArgumentOutOfRangeException(nameof(High), High, $"High must be at least Low ({(ParameterValue)Low}) and finite, as their distance.");

    /// <summary>Whether draws are uniform in the logarithm.</summary>
    public bool Log { get; } = Log;

    /// <summary>The distance between the values allowed; <see langword="null"/> for all.</summary>
    public double? Step { get; } = Step is null || (Step > 0 && double.IsFinite(Step.Value) && !Log)
        ? Step
        : throw new ArgumentOutOfRangeException(nameof(Step), Step, Log ? "Step cannot be given where the scale is logarithmic." : "Step must be above 0 and finite, or null.");

    /// <inheritdoc/>
    public override ParameterValue? OnlyValue => Low == High || Low + Step > High ? Low : null;

    /// <inheritdoc/>
    public override ParameterValue Sample(ref RandomStream random)
    {
        if (Step is { } step)
        {
            long steps = (long)Math.Min(((High - Low) / step) + StepTolerance, 1L << 53);
            return At(random.NextInt64(steps + 1));
        }

        double drawn = Log
            ? PortableMath.Exp(PortableMath.Lerp(PortableMath.Log(Low), PortableMath.Log(High), random.NextDouble()))
            : PortableMath.Lerp(Low, High, random.NextDouble());
        return Math.Clamp(drawn, Low, High); // rounding may step over an end
    }

    /// <summary>The value <paramref name="steps"/> steps above <see cref="Low"/>: 0.3 rather than 0.30000000000000004 where the ends are short decimals.</summary>
    internal double At(double steps)
    {
        double step = Step!.Value, value = Low + (steps * step);
        bool isShort = Math.Abs(value) < 1e9 && Math.Abs(Low) < 1e9 && step is > 1e-9 and < 1e9 && steps < 1e9;
        return Math.Min(High, isShort ? (double)((decimal)Low + ((decimal)steps * (decimal)step)) : value);
    }

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value)
    {
        if (!value.IsNumber)
        {
            return false;
        }

        double number = value.As<double>();
        double steps = Step is { } step ? (number - Low) / step : 0;
        return number >= Low && number <= High && Math.Abs(steps - Math.Round(steps)) <= StepTolerance;
    }

    /// <inheritdoc/>
    internal override ParameterValue? Coerce(ParameterValue value) => Contains(value) ? value.As<double>() : (ParameterValue?)null;
}
