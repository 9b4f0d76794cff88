namespace Trimtab;

/// <summary>
/// Intermediate values of a trial's metrics. A report is identified by fold and epoch, so folds never collide. Immutable.
/// </summary>
/// <param name="Fold">The fold, from 0; 0 where there are none.</param>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Metrics">
/// Metrics by name: <c>loss</c>, <c>accuracy</c>, <c>test_score</c>, … Copied; NaN and infinities are values like others.
/// </param>
public sealed record Report(int Fold, int Epoch, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>The fold, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Fold { get; init => field = Setting.AtLeast(value, 0); } = Setting.AtLeast(Fold, 0, nameof(Fold));

    /// <summary>The epoch, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Epoch { get; init => field = Setting.AtLeast(value, 1); } = Setting.AtLeast(Epoch, 1, nameof(Epoch));

    /// <summary>Values of metrics by name; NaN and infinities are values like others.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init => field = NamedValues.Copy(value); } = NamedValues.Copy(Metrics);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
