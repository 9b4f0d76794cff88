using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>
/// A shuffled <see cref="StratifiedKFold"/> several times over, dealt anew each time; folds of the first repeat come first.
/// </summary>
/// <param name="Folds">Folds in each repeat, 2 or more. Default 5.</param>
/// <param name="Repeats">How many repeats, 1 or more. Default 10.</param>
/// <param name="Seed">Seed of all random draws. A repeat's folds do not depend on how many repeats there are.</param>
public sealed record RepeatedStratifiedKFold(int Folds = 5, int Repeats = 10, ulong Seed = 0) : Splitter
{
    /// <summary>Folds in each repeat, 2 or more.</summary>
    public int Folds { get; init => field = AtLeastTwoFolds(value); } = AtLeastTwoFolds(Folds);

    /// <summary>How many repeats, 1 or more.</summary>
    public int Repeats { get; init => field = SplitsOf(value); } = SplitsOf(Repeats);

    /// <inheritdoc/>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var address = RandomAddress.FromSeed(Seed).At(nameof(RepeatedStratifiedKFold));
        return [.. Enumerable.Range(0, Repeats).SelectMany(repeat => StratifiedKFold.Cut(data, Folds, address.At(repeat)))];
    }
}
