using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.ML;

/// <summary>An ML.NET model that has learned. Thread-safe.</summary>
public sealed class FittedML : IFitted
{
    private readonly MLColumns _columns;
    private readonly LearnedClasses _classes;

    internal FittedML(ITransformer model, MLColumns columns, LearnedClasses classes) =>
        (Model, _columns, _classes) = (model, columns, classes);

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
    /// <exception cref="TrimtabException">Its features have other names than those that were learned, or another order.</exception>
    public Prediction Predict(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        LearnedColumns.Require(Columns, data, "predict");
        var scored = Model.Transform(new DatasetView(data, _columns, _classes));
        return _columns.Task switch
        {
            MLTask.Regression => new(Read<float, double>(scored, "Score", data.Count, score => score)),
            MLTask.BinaryClassification => OfTwo(scored, data.Count),
            _ => OfMany(scored, data.Count),
        };
    }

    /// <summary>The data that ML.NET saves beside a model: <c>ml.Model.Save(fitted.Model, fitted.SchemaOf(data), path)</c>.</summary>
    public DataViewSchema SchemaOf(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new DatasetView(data, _columns, _classes).Schema;
    }

    private Prediction OfTwo(IDataView scored, int rows)
    {
        double[] predicted = Read<bool, double>(scored, "PredictedLabel", rows, isSecond => Classes[isSecond ? 1 : 0]);
        return new(predicted)
        {
            Classes = Classes,
            Labels = Labels,
            DecisionValues = Read<float, double>(scored, "Score", rows, score => score),
            Probabilities = scored.Schema.GetColumnOrNull("Probability") is null
                ? null
                : [.. Read<float, double>(scored, "Probability", rows, p => p).SelectMany(p => new[] { 1 - p, p })],
        };
    }

    private Prediction OfMany(IDataView scored, int rows)
    {
        double[] predicted = Read<uint, double>(scored, "PredictedLabel", rows, key => key == 0 ? double.NaN : Classes[(int)key - 1]);
        double[][] scores = Read<VBuffer<float>, double[]>(
            scored, "Score", rows, score => [.. score.DenseValues().Select(value => (double)value)]);
        return new(predicted)
        {
            Classes = Classes,
            Labels = Labels,
            Probabilities = scores.All(IsDistribution) ? [.. scores.SelectMany(AddingUpToOne)] : null,
        };
    }

    private static bool IsDistribution(double[] scores) => scores.All(score => score >= 0) && Math.Abs(scores.Sum() - 1) < 1e-3;

    /// <summary>Probabilities without the rounding of their single-precision sum.</summary>
    private static double[] AddingUpToOne(double[] probabilities)
    {
        double sum = probabilities.Sum();
        return [.. probabilities.Select(probability => probability / sum)];
    }

    private static TResult[] Read<TValue, TResult>(IDataView view, string name, int rows, Func<TValue, TResult> convert)
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
            read[row] = convert(value);
        }

        return read;
    }
}
