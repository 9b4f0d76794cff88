using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.Data;

/// <summary>Rows of labelled classes, other targets for the same rows, rows without targets, batches.</summary>
public class LabelledDatasetTests
{
    private static readonly string[] _several = ["b", "a"];

    private static readonly float[] _features = [.. Enumerable.Range(0, 10).Select(i => (float)i)];

    [Fact]
    public void OfClasses_NumbersLabelsInAscendingOrder()
    {
        var texts = Dataset.OfClasses(_features, [2], ["b", "a", "c", "a", "B"]);
        var numbers = Dataset.OfClasses(_features, [2], [7, 2, 7, 7, -1]);

        Assert.Equal(["B", "a", "b", "c"], texts.Classes!); // by characters' numbers, as NumPy's unique
        Assert.Equal([2.0, 1, 3, 1, 0], texts.Labels());
        Assert.Equal([-1, 2, 7], numbers.Classes!.Cast<int>());
        Assert.Equal([2.0, 1, 2, 2, 0], numbers.Labels());
        Assert.Throws<ArgumentException>(() => Dataset.OfClasses(_features, [2], ["a", "b"]));
        Assert.Throws<ArgumentException>(() => Dataset.OfClasses(_features, [2], ["a", "b", null!, "a", "b"]));
    }

    [Fact]
    public void WithTargets_OfASelection_KeepsFeaturesGroupsAndWeights()
    {
        var rows = new Dataset(_features, [2], [0, 1, 2, 3, 4]) { Groups = [5, 6, 7, 8, 9], Weights = [1, 2, 3, 4, 5] }.Select([3, 1]);

        var other = rows.WithTargets([30, 31, 10, 11], outputs: 2);

        Assert.Equal([30.0, 31], other.TargetsOf(0).ToArray());
        Assert.Equal([10.0, 11], other.TargetsOf(1).ToArray());
        Assert.Equal([6f, 7], other.FeaturesOf(0).ToArray());
        Assert.Equal([8, 6], other.Groups!);
        Assert.Equal([4.0, 2], other.Weights!);
        Assert.Equal([10.0, 11], other.Select([1]).TargetsOf(0).ToArray());
        Assert.Null(other.Classes);
        Assert.Contains(
            "2 for each of 2 rows. Got 3.",
            Assert.Throws<ArgumentException>(() => rows.WithTargets([1, 2, 3], outputs: 2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void WithTargets_OfARowThatIsThereTwice_GivesEachItsOwn()
    {
        var rows = new Dataset([1, 2, 3], [1], [0.0, 0, 0]) { Weights = [1, 2, 3] }.Select([0, 0, 1]);

        var other = rows.WithTargets([5, 7, 9]);

        Assert.Equal([5.0, 7, 9], other.Labels());
        Assert.Equal([1f, 1, 2], Enumerable.Range(0, 3).Select(row => other.FeaturesOf(row)[0]));
        Assert.Equal([1.0, 1, 2], other.Weights!);
    }

    [Fact]
    public void DropMissingTargets_KeepsRowsAllOfWhoseTargetsAreNumbers()
    {
        var rows = new Dataset(_features, [2], [0, 1, double.NaN, 3, 4, 5, 6, double.PositiveInfinity, 8, 9], 2);

        var kept = rows.DropMissingTargets();

        Assert.Equal([0f, 4, 8], Enumerable.Range(0, kept.Count).Select(row => kept.FeaturesOf(row)[0]));
        Assert.Contains(
            "no row has any",
            Assert.Throws<TrimtabException>(() => new Dataset(_features, [2]).DropMissingTargets()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(5, 1)]
    [InlineData(int.MaxValue, 1)]
    public void Batches_HaveAllRowsInTheirOrder(int size, int batches)
    {
        var rows = new Dataset(_features, [2], [0, 1, 2, 3, 4]);

        Dataset[] parts = [.. rows.Batches(size)];

        Assert.Equal(batches, parts.Length);
        Assert.Equal([0.0, 1, 2, 3, 4], parts.SelectMany(part => part.Labels()));
        Assert.All(parts, part => Assert.InRange(part.Count, 1, size));
        Assert.Empty(rows.Select([]).Batches(size));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Batches(0));
    }

    [Fact]
    public void PredictBatches_PredictsEachWhenItIsAskedFor()
    {
        var rows = new Dataset(_features, [2], [0, 1, 2, 3, 4]);
        var fitted = new Counting();
        Dataset[] batches = [.. rows.Batches(2), rows.Select([])];

        using var predictions = fitted.PredictBatches(batches).GetEnumerator();

        Assert.True(predictions.MoveNext());
        Assert.Equal(1, fitted.Calls);
        Assert.True(predictions.MoveNext() && predictions.MoveNext());
        Assert.Equal([4.0], predictions.Current.Values);
        Assert.False(predictions.MoveNext()); // a batch without rows is none
    }

    [Fact]
    public void Targets_OfSeveralColumns_AreRowsOfOutputs()
    {
        DataFrame frame = new(
        [
            FrameColumn.Of("x", new[] { 1.0, 2 }), FrameColumn.Of("a", new[] { 3.0, 4 }), FrameColumn.Of("b", new[] { 5.0, 6 }),
            FrameColumn.Of("t", (string[])["p", "q"]), FrameColumn.Of("m", new[] { 1, double.NaN }),
        ]);
        string Message(params string[] targets) =>
            Assert.Throws<TrimtabException>(() => frame.ToDataset(new DataRoles { Targets = targets, Features = ["x"] })).Message;

        var rows = frame.ToDataset(new DataRoles { Targets = _several, Except = ["t", "m"] });
        var like = frame.ToDatasetLike(rows, _several);

        Assert.Equal(["x"], rows.Columns.Select(column => column.Name));
        Assert.Equal([6.0, 4], rows.TargetsOf(1).ToArray());
        Assert.Equal(rows.Fingerprint, like.Fingerprint);
        Assert.Contains("Column 't' is of kind Text", Message("a", "t"), StringComparison.Ordinal);
        Assert.Contains("Row 1 has none in column 'm'", Message("a", "m"), StringComparison.Ordinal);
        Assert.Contains(
            "Got both",
            Assert.Throws<TrimtabException>(() => frame.ToDataset(new DataRoles { Target = "a", Targets = ["b"] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Prediction_SaysWhatItLacks()
    {
        var prediction = new Prediction([1, 0]) { Classes = [0, 1], Probabilities = [0.25, 0.75, 0.5, 0.5] };

        Assert.Equal([0.75, 0.5], prediction.ProbabilitiesOf(1));
        Assert.Equal([0.75, 0.5], (prediction with { Labels = ClassLabels.Of(["no", "yes"]) }).ProbabilitiesOf("yes"));
        Assert.Equal(["yes", "no"], (prediction with { Labels = ClassLabels.Of(["no", "yes"]) }).LabelsAs<string>());
        Assert.Throws<TrimtabException>(() => (prediction with { Labels = ClassLabels.Of(["no", "yes"]) }).LabelsAs<int>());
        Assert.Throws<UnknownNameException>(() => prediction.ProbabilitiesOf(2));
        Assert.Throws<UnknownNameException>(() => prediction.ProbabilitiesOf("yes"));
        Assert.Contains(
            "Dataset.OfClasses", Assert.Throws<TrimtabException>(() => prediction.LabelsAs<string>()).Message, StringComparison.Ordinal);
        Assert.Throws<TrimtabException>(() => new Prediction([1]).ProbabilitiesOf(1));
        Assert.Equal([1.0, 0], prediction.OutputsAt(0));
        Assert.Equal([4.0, 6], new Prediction([3, 5]) { Outputs = [3, 4, 5, 6] }.OutputsAt(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => prediction.OutputsAt(1));
    }

    private sealed class Counting : IFitted
    {
        public int Calls { get; private set; }

        public Scorer OwnScorer => "r2";

        public Prediction Predict(Dataset data)
        {
            Calls++;
            return new(data.Labels());
        }
    }
}
