using Trimtab.Studies;

namespace Trimtab;

/// <summary>Intermediate metrics of a trial. Reports are told apart by fold and epoch, so folds never collide. Immutable.</summary>
/// <param name="Fold">The fold, from 0; 0 where there are none.</param>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Measures">Metrics by name: <c>loss</c>, <c>accuracy</c>, <c>test_score</c>, … Copied; NaN and infinities are values like others.</param>
public sealed record Report(int Fold, int Epoch, IReadOnlyDictionary<string, double> Measures)
{
    /// <summary>The fold, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Fold { get; init => field = Setting.AtLeast(value, 0); } = Setting.AtLeast(Fold, 0, nameof(Fold));

    /// <summary>The epoch, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Epoch { get; init => field = Setting.AtLeast(value, 1); } = Setting.AtLeast(Epoch, 1, nameof(Epoch));

    /// <summary>Metrics by name.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init => field = NamedValues.Copy(value); } = NamedValues.Copy(Measures);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
