namespace Trimtab.ModelSelection;

/// <summary>What a fold scores when its fit or a scorer throws. A number converts; the default is NaN, "no score".</summary>
public readonly record struct ErrorScore
{
    private readonly double? _value;

    private ErrorScore(double? value, bool isRaised) => (_value, IsRaised) = (value, isRaised);

    /// <summary>The first error ends the search.</summary>
    public static ErrorScore Raise { get; } = new(null, true);

    /// <summary>The score of a failed fold; NaN by default.</summary>
    public double Value => _value ?? double.NaN;

    /// <summary>Whether errors end the search.</summary>
    public bool IsRaised { get; }

    /// <summary>This score for failed folds; NaN is allowed.</summary>
    public static implicit operator ErrorScore(double value) => new(value, false);
}
