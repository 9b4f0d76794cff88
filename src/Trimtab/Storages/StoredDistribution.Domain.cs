using System.Globalization;
using System.Numerics;
using System.Text;
using Trimtab.Spaces;

namespace Trimtab.Storages;

/// <content>The distribution as this library has it.</content>
internal sealed partial record StoredDistribution
{
    private const double Widest = double.MaxValue / 2; // ends whose difference is finite

    /// <summary>
    /// As this library has it. Ends that it can't have, as infinite ones and integers beyond 64 bits, are the nearest that it can; a step
    /// that doubles can't tell apart is none. A choice that is no value of ours, as NaN or a list, or one that is there twice, becomes an
    /// object known by its JSON.
    /// </summary>
    /// <exception cref="TrimtabException">Its ends or its step are none that a distribution can have.</exception>
    public Distribution ToDistribution()
    {
        try
        {
            return Class switch
            {
                Categorical => new CategoricalDistribution(ParameterValues.Create([.. DistinctChoices])),
                _ when IsInteger => new IntDistribution(Whole(Low), Whole(High), IsLogarithmic, Step.Length > 0 ? Whole(Step) : 1),
                _ => ToFloat(),
            };
        }
        catch (ArgumentException error)
        {
            throw new TrimtabException($"A distribution must be one that can be drawn from. Got {this}: {error.Message}", error);
        }
    }

    private bool IsInteger => Class.StartsWith("Int", StringComparison.Ordinal);

    private bool IsLogarithmic => Log || Class is "LogUniformDistribution" or "IntLogUniformDistribution";

    private IEnumerable<ParameterValue> DistinctChoices
    {
        get
        {
            var before = new HashSet<ParameterValue>();
            foreach (var (place, json) in Choices.Index())
            {
                var choice = ValueJson.Read(json);
                yield return before.Add(choice) ? choice : ParameterValue.Of(json, Invariant($"{json} ({place})"));
            }
        }
    }

    private FloatDistribution ToFloat()
    {
        double low = Real(Low), high = Real(High);
        if (!double.IsFinite(high - low))
        {
            (low, high) = (Math.Clamp(low, -Widest, Widest), Math.Clamp(high, -Widest, Widest));
        }

        double? step = Step.Length > 0 ? Real(Step) : null;
        bool isTooSmall = step > 0 && !IsLogarithmic && !StepGrid.IsWideEnough(low, high, step.Value);
        return new(low, high, IsLogarithmic, isTooSmall ? null : step);
    }

    private static double Real(string json) => PythonJson.Number(Encoding.UTF8.GetBytes(json));

    private static long Whole(string json) => Integer(json) is { } whole
        ? (long)BigInteger.Clamp(whole, long.MinValue, long.MaxValue)
        : throw new ArgumentException($"An integer's ends and step must be finite. Got {json}.");

    /// <summary>An integer as it is written, or what a number has before its point; null where it is not finite.</summary>
    private static BigInteger? Integer(string json) =>
        BigInteger.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : Real(json) is var real && double.IsFinite(real) ? new BigInteger(real)
        : null;
}
