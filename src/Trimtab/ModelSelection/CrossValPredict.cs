using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Predicts every row by an estimator that has not seen it: that of the fold which tests the row.</summary>
/// <remarks>
/// As scikit-learn's <c>cross_val_predict</c>. Predictions are those that <see cref="CrossValidate"/> scores with the same settings; a
/// score of all of them together is no mean of the folds' scores.
/// <code>
/// Prediction predicted = new CrossValPredict(model) { Cv = 5 }.Fit(train);
/// </code>
/// </remarks>
public sealed record CrossValPredict : CrossValidation
{
    /// <summary>Predicts by <paramref name="estimator"/>.</summary>
    public CrossValPredict(IEstimator estimator)
        : base(estimator)
    {
    }

    /// <summary>
    /// Fits every fold and predicts its test rows; in the rows' order. A class that a fold has not learned has a probability of 0 there.
    /// </summary>
    /// <exception cref="TrimtabException">
    /// The data can't be split or learned from, or the folds do not test every row once.
    /// </exception>
    /// <exception cref="SearchFailedException">A fit or a prediction failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Prediction Fit(Dataset data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequirePartition(Cv.FoldsFor(Estimator.Kind, data, Groups ?? data.Groups), data.Count);
        var (folds, contexts, _) = FoldPredictions.Of(this, [], data, cancellationToken);
        Prediction[] parts = [.. contexts.Select(context => context.Prediction)];
        double[] classes = [.. parts.SelectMany(part => part.Classes).Distinct().Order()];
        return new(InOrder(folds, data.Count, 1, fold => parts[fold].Values))
        {
            Classes = classes,
            Labels = parts.All(part => Equals(part.Labels, parts[0].Labels) && part.Classes.SequenceEqual(classes))
                ? parts[0].Labels
                : null,
            Probabilities = parts.All(part => part.Probabilities is not null)
                ? InOrder(folds, data.Count, classes.Length, fold => Aligned(parts[fold], classes))
                : null,
            DecisionValues = classes.Length == 2 && parts.All(part => part.DecisionValues is not null && part.Classes.Count == 2)
                ? InOrder(folds, data.Count, 1, fold => parts[fold].DecisionValues!)
                : null,
            Outputs = parts.All(part => part.Outputs is not null)
                ? InOrder(folds, data.Count, parts[0].Outputs!.Length / parts[0].Values.Length, fold => parts[fold].Outputs!)
                : null,
        };
    }

    private static void RequirePartition(IReadOnlyList<Fold> folds, int rows)
    {
        int[] tests = new int[rows];
        foreach (int row in folds.SelectMany(fold => fold.Test))
        {
            tests[row]++;
        }

        int wrong = Array.FindIndex(tests, count => count != 1);
        if (wrong >= 0)
        {
            throw new TrimtabException("To predict every row, the folds must test each of them once. "
                + Invariant($"Row {wrong} is tested {tests[wrong]} times: use KFold, StratifiedKFold or GroupKFold."));
        }
    }

    /// <summary>The rows' numbers, <paramref name="width"/> a row, from those of each fold's test rows.</summary>
    private static double[] InOrder(IReadOnlyList<Fold> folds, int rows, int width, Func<int, double[]> ofFold)
    {
        double[] all = new double[rows * width];
        for (int fold = 0; fold < folds.Count; fold++)
        {
            double[] part = ofFold(fold);
            foreach (var (i, row) in folds[fold].Test.Index())
            {
                part.AsSpan(i * width, width).CopyTo(all.AsSpan(row * width));
            }
        }

        return all;
    }

    /// <summary>A fold's probabilities with a column for every class.</summary>
    private static double[] Aligned(Prediction part, double[] classes)
    {
        int own = part.Classes.Count, rows = part.Values.Length;
        double[] aligned = new double[rows * classes.Length];
        for (int c = 0; c < own; c++)
        {
            int column = Array.IndexOf(classes, part.Classes[c]);
            for (int row = 0; row < rows; row++)
            {
                aligned[(row * classes.Length) + column] = part.Probabilities![(row * own) + c];
            }
        }

        return aligned;
    }
}
