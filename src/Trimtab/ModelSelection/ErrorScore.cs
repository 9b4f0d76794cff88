namespace Trimtab.ModelSelection;

/// <summary>
/// Score given where a scorer throws, and to every scorer where the fit throws. A number converts; the default is NaN,
/// "no score".
/// </summary>
/// <remarks>
/// Scorers fail one by one: one that throws leaves the others' scores as they are, and on the training rows it leaves the test score. Every
/// exception is in <see cref="CandidateResult.Failures"/>.
/// </remarks>
public readonly record struct ErrorScore
{
    private readonly double? _value;

    private ErrorScore(double? value, bool isRaised) => (_value, IsRaised) = (value, isRaised);

    /// <summary>The first error ends the search.</summary>
    public static ErrorScore Raise { get; } = new(null, true);

    /// <summary>Score given to what failed; NaN by default.</summary>
    public double Value => _value ?? double.NaN;

    /// <summary>Whether errors end the search.</summary>
    public bool IsRaised { get; }

    /// <summary>This number; NaN is allowed.</summary>
    public static implicit operator ErrorScore(double value) => new(value, false);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
