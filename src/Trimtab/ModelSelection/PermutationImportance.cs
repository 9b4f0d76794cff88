using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>
/// Importance of each feature to what was learned: how much worse the score is when the feature's values change rows at random.
/// </summary>
/// <remarks>
/// As scikit-learn's <c>permutation_importance</c>; of a pipeline, features are those before its steps. Use rows that were not learned
/// from:
/// on training rows a feature that was only overfitted counts too. Of features that say the same, each counts little. Immutable settings;
/// thread-safe. Source: Breiman, "Random Forests" (Machine Learning 45, 2001), section 10.
/// <code>
/// IFitted fitted = model.Fit(train, new());
/// foreach (var feature in new PermutationImportance { Repeats = 10 }.Of(fitted, test).OrderByDescending(item => item.Scores.Mean))
/// {
///     Console.WriteLine($"{feature.Feature}: {feature.Scores}");
/// }
/// </code>
/// </remarks>
public sealed record PermutationImportance
{
    /// <summary>How often each feature's values change rows, 1 or more. Default 5.</summary>
    public int Repeats { get; init => field = Setting.AtLeast(value, 1); } = 5;

    /// <summary>The score. Default, null: the estimator's own.</summary>
    public Scorer? Scoring { get; init; }

    /// <summary>Seed of all random draws. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Importance of each feature, in their order: the score, less that with the feature's values in random rows.</summary>
    /// <param name="fitted">What was learned.</param>
    /// <param name="data">The rows to score, with targets.</param>
    /// <param name="cancellationToken">Ends it between two scores.</param>
    /// <exception cref="TrimtabException">The rows have no targets, or can't be predicted.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<FeatureImportance> Of(IFitted fitted, Dataset data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(data);
        var scorer = Scoring ?? fitted.OwnScorer;
        double baseline = scorer.Score(new(fitted, data));
        var address = RandomAddress.FromSeed(Seed).At(nameof(PermutationImportance));
        var importances = new FeatureImportance[data.FeatureLength];
        for (int i = 0; i < importances.Length; i++)
        {
            double[] losses = new double[Repeats];
            for (int repeat = 0; repeat < Repeats; repeat++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var shuffled = Shuffled(data, i, address.At(i).At(repeat));
                losses[repeat] = baseline - scorer.Score(new(fitted, shuffled));
            }

            importances[i] = new(data.Columns.Count > 0 ? data.Columns[i].Name : Invariant($"x{i}"), new(losses));
        }

        return importances;
    }

    /// <summary>The rows with the values of one feature in random rows.</summary>
    private static Dataset Shuffled(Dataset data, int feature, RandomAddress address)
    {
        int width = data.FeatureLength;
        float[] features = FeatureMatrix.Of(data.Count, width, nameof(PermutationImportance));
        int[] order = [.. Enumerable.Range(0, data.Count)];
        var random = address.Stream();
        random.Shuffle<int>(order);
        for (int row = 0; row < data.Count; row++)
        {
            var changed = features.AsSpan(row * width, width);
            data.FeaturesOf(row).CopyTo(changed);
            changed[feature] = data.FeaturesOf(order[row])[feature];
        }

        return data.WithFeatures(features, data.FeatureShape, data.Columns);
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

/// <summary>Importance of one feature. Immutable.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Scores">How much worse the score was, by repetition; 0 for a feature that is not used, or below.</param>
public sealed record FeatureImportance(string Feature, FoldScores Scores)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
