using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.ML;

/// <summary>An ML.NET model that has learned. Thread-safe.</summary>
public sealed class FittedML : IFitted
{
    private const int CheckedRows = 256;

    private readonly MLEstimator _estimator;
    private readonly MLColumns _columns;
    private readonly LearnedClasses _classes;
    private readonly int _features;
    private readonly bool _hasProbabilities; // whether scores of several classes are probabilities

    private FittedML(
        MLEstimator estimator, ITransformer model, MLColumns columns, LearnedClasses classes, int features, bool hasProbabilities)
    {
        (_estimator, Model, _columns, _classes) = (estimator, model, columns, classes);
        (_features, _hasProbabilities) = (features, hasProbabilities);
    }

    /// <summary>The model that an estimator has learned from some rows, some of which it predicts to see that it can.</summary>
    /// <exception cref="TrimtabException">A prediction is not finite.</exception>
    internal static FittedML Of(MLEstimator estimator, ITransformer model, MLColumns columns, LearnedClasses classes, Dataset learned)
    {
        var some = learned.Select([.. SomeOf(learned.Count)]);
        FittedML With(bool probabilities) =>
            new(estimator, model, columns, classes, learned.FeatureLength, probabilities) { Columns = learned.Columns };
        var fitted = With(columns.Task == MLTask.MulticlassClassification
            && With(false).HasDistributions(some));
        _ = fitted.Predict(some);
        return fitted;
    }

    /// <summary>Columns of the rows that were learned from; empty where they had no names.</summary>
    internal IReadOnlyList<FeatureColumn> Columns { get; init; } = [];

    /// <summary>The model, to be saved by ML.NET or used in its pipelines.</summary>
    /// <remarks>
    /// Of two classes, <c>PredictedLabel</c> is true for the second of <see cref="Classes"/>. Of several it is a key, whose values are the
    /// labels as text, or the class numbers where there are no labels: <c>MapKeyToValue</c> has them back, also in a model that was saved
    /// and loaded.
    /// </remarks>
    public ITransformer Model { get; }

    /// <summary>
    /// The class numbers, ascending: all that have labels, else those that were learned from; empty for real values.
    /// </summary>
    public IReadOnlyList<double> Classes => _classes.Numbers;

    /// <summary>The label of each of <see cref="Classes"/>; null where the rows that were learned from had none.</summary>
    public ClassLabels? Labels => _classes.Labels;

    /// <summary>Accuracy for classes, R² for real values.</summary>
    public Scorer OwnScorer => _columns.Task == MLTask.Regression ? new R2Scorer() : new AccuracyScorer();

    /// <summary>Predicts every row of <paramref name="data"/>; its targets are not looked at.</summary>
    /// <exception cref="TrimtabException">
    /// There are not as many features as were learned from, or they have other names or another order; one is not finite, and the trainer
    /// does not prepare features; or a prediction is not finite.
    /// </exception>
    public Prediction Predict(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        LearnedColumns.Require(Columns, data, "predict");
        RequireFeatures(data);
        return Transformed(data, scored => _columns.Task switch
        {
            MLTask.Regression => new(Read<float, double>(scored, "Score", data.Count, score => score)),
            MLTask.BinaryClassification => OfTwo(scored, data.Count),
            _ => OfMany(scored, data.Count),
        });
    }

    /// <summary>The data that ML.NET saves beside a model: <c>ml.Model.Save(fitted.Model, fitted.SchemaOf(data), path)</c>.</summary>
    public DataViewSchema SchemaOf(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new DatasetView(data, _columns, _classes).Schema;
    }

    private Prediction OfTwo(IDataView scored, int rows)
    {
        bool hasProbabilities = scored.Schema.GetColumnOrNull("Probability") is not null;
        return new(hasProbabilities
            ? Read<float, double>(scored, "Probability", rows, p => Classes[p + p > 1 ? 1 : 0]) // a forest's label is that of its score
            : Read<bool, double>(scored, "PredictedLabel", rows, isSecond => Classes[isSecond ? 1 : 0]))
        {
            Classes = Classes,
            Labels = Labels,
            DecisionValues = Read<float, double>(scored, "Score", rows, score => score),
            Probabilities = !hasProbabilities
                ? null
                : [.. Read<float, double>(scored, "Probability", rows, p => p).SelectMany(p => new[] { 1 - p, p })],
        };
    }

    private Prediction OfMany(IDataView scored, int rows)
    {
        double[] predicted = Read<uint, double>(scored, "PredictedLabel", rows, key => key == 0 ? double.NaN : Classes[(int)key - 1]);
        double[][] scores = Scores(scored, rows);
        return new(predicted)
        {
            Classes = Classes,
            Labels = Labels,
            Probabilities = _hasProbabilities ? [.. scores.SelectMany(AddingUpToOne)] : null,
        };
    }

    private bool HasDistributions(Dataset data) => Transformed(data, scored => Scores(scored, data.Count).All(IsDistribution));

    private double[][] Scores(IDataView scored, int rows) => Read<VBuffer<float>, double[]>(
        scored, "Score", rows, score => [.. score.DenseValues().Select(value => (double)value)]);

    /// <summary>What is read of the scored rows; ML.NET's errors say which model can't predict.</summary>
    private T Transformed<T>(Dataset data, Func<IDataView, T> read)
    {
        try
        {
            return read(Model.Transform(new DatasetView(data, _columns, _classes)));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            throw new TrimtabException(
                $"ML.NET must be able to predict the rows. It can't by {_estimator.Trainer}: {error.Message}", error);
        }
    }

    private void RequireFeatures(Dataset data)
    {
        if (data.FeatureLength != _features && !_estimator.PreparesFeatures)
        {
            throw new TrimtabException(Invariant($"Rows to predict must have as many features as were learned from, {_features}. ")
                + Invariant($"They have {data.FeatureLength}."));
        }

        PreparedFeatures.Require(data, _estimator);
    }

    /// <summary>Positions of rows, evenly spaced, the first among them.</summary>
    private static IEnumerable<int> SomeOf(int count)
    {
        int some = Math.Min(count, CheckedRows);
        return Enumerable.Range(0, some).Select(i => (int)((long)i * count / some));
    }

    private static bool IsDistribution(double[] scores) => scores.All(score => score >= 0) && Math.Abs(scores.Sum() - 1) < 1e-3;

    /// <summary>Probabilities without the rounding of their single-precision sum.</summary>
    private static double[] AddingUpToOne(double[] probabilities)
    {
        double sum = probabilities.Sum();
        return [.. probabilities.Select(probability => sum > 0 ? probability / sum : 1.0 / probabilities.Length)];
    }

    private TResult[] Read<TValue, TResult>(IDataView view, string name, int rows, Func<TValue, TResult> convert)
    {
        var column = view.Schema.GetColumnOrNull(name)
            ?? throw new TrimtabException($"The last step of a pipeline must be a trainer, which makes '{name}'. There is none.");
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<TValue>(column);
        var read = new TResult[rows];
        TValue value = default!;
        for (int row = 0; row < rows && cursor.MoveNext(); row++)
        {
            getter(ref value);
            RequireFinite(value, name, row);
            read[row] = convert(value);
        }

        return read;
    }

    /// <summary>Refuses predictions that are no numbers: those of a model that diverged, or of rows that it can't compute with.</summary>
    private void RequireFinite<TValue>(TValue value, string name, int row)
    {
        float? broken = value switch
        {
            float single when !float.IsFinite(single) => single,
            VBuffer<float> numbers => numbers.DenseValues().Cast<float?>().FirstOrDefault(number => !float.IsFinite(number!.Value)),
            _ => null,
        };
        if (broken is { } number)
        {
            throw new TrimtabException(Invariant($"Predictions must be finite. '{name}' of row {row} is {number}: the model of ")
                + $"{_estimator.Trainer} has diverged, or can't compute with the row. Scale the features, or change the settings.");
        }
    }
}
