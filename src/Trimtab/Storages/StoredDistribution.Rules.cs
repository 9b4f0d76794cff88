using System.Numerics;

namespace Trimtab.Storages;

/// <content>What no reader could read: Optuna's classes refuse the same when they are made.</content>
internal sealed partial record StoredDistribution
{
    private string? Refusal() => Class == Categorical ? null
        : IsInteger ? RefusalOfIntegers()
        : RefusalOfReals();

    /// <summary>Why a number is no value that could be read; <see langword="null"/> where it is one, also outside of the ends.</summary>
    private string? RefusalOf(double value) => Class switch
    {
        _ when double.IsNaN(value) => "Its value must be a number. Got NaN.",
        Categorical => value >= 0 && value < Choices.Count && value == Math.Floor(value)
            ? null
            : Invariant($"Its value must be the index of a choice, from 0 to {Choices.Count - 1}. Got {value}."),
        _ when IsInteger && double.IsInfinity(value) => Invariant($"The value of an integer must be finite. Got {value}."),
        _ when IsLogarithmic && value <= 0 => Invariant($"Its value must be above 0 where the scale is logarithmic. Got {value}."),
        _ => null,
    };

    private string? RefusalOfIntegers()
    {
        if (Integer(Low) is not { } low || Integer(High) is not { } high || Integer(Step.Length > 0 ? Step : "1") is not { } step)
        {
            return $"The ends and the step of integers must be finite. Got {this}.";
        }

        return low > high ? Inverted
            : IsLogarithmic && low < 1 ? $"Low must be 1 or more where the scale of integers is logarithmic. Got {this}."
            : step < 1 ? $"The step of integers must be 1 or more. Got {this}."
            : IsLogarithmic && step != BigInteger.One ? $"The step of integers must be 1 where the scale is logarithmic. Got {this}."
            : null;
    }

    private string? RefusalOfReals()
    {
        double low = Real(Low), high = Real(High), step = Step.Length > 0 ? Real(Step) : 1;
        return double.IsNaN(low) || double.IsNaN(high) || double.IsNaN(step) ? $"Ends and step must be numbers. Got {this}."
            : low > high ? Inverted
            : IsLogarithmic && low <= 0 ? $"Low must be above 0 where the scale is logarithmic. Got {this}."
            : step <= 0 ? $"The step must be above 0. Got {this}."
            : Step.Length > 0 && IsLogarithmic ? $"There must be no step where the scale is logarithmic. Got {this}."
            : Step.Length > 0 && !double.IsFinite(low + high + step) ? $"Ends and step must be finite where there is a step. Got {this}."
            : null;
    }

    private string Inverted => $"Low must be at most High. Got {this}.";
}
