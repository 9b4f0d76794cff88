using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;

namespace Trimtab.ML.Tests;

/// <summary>Tables from ML.NET's data, and back.</summary>
public class DataViewFramesTests
{
    private sealed class Row
    {
        public float Height { get; set; }

        public float Weight { get; set; }

        public int Count { get; set; }

        public bool Smokes { get; set; }

        public string Job { get; set; } = "";

        public DateTime Born { get; set; }

        [VectorType(3)]
        public float[] Pixels { get; set; } = [];
    }

    private static readonly Row[] _rows =
    [
        new() { Height = 1.5f, Count = 3, Smokes = true, Job = "cook", Born = new(1990, 5, 1), Pixels = [1, 2, 3] },
        new() { Height = float.NaN, Count = -4, Job = "", Born = new(1980, 1, 31), Pixels = [4, 5, 6] },
        new() { Height = 2, Count = 5, Job = "pilot", Born = new(1970, 12, 24), Pixels = [7, float.NaN, 9] },
    ];

    private static FrameColumn Column<T>(string name, params T[] values) => FrameColumn.Of(name, values);

    private static object?[] Values(DataFrame frame, string name) => [.. Enumerable.Range(0, frame.Count).Select(row => frame[name][row])];

    /// <summary>ML.NET hands an array that is null over as a vector without numbers.</summary>
    [Fact]
    public void Vector_ThatIsNull_IsMissing_AndKeepsItsRow()
    {
        var view = new MLContext().Data.LoadFromEnumerable(
            new TwoVectors[] { new() { F = [1], G = [10] }, new() { G = [20] }, new() { F = [3] }, new() { F = [4], G = [40] } });

        var frame = DataFrame.FromDataView(view);

        Assert.Equal(4, frame.Count);
        Assert.Equal([1.0, null, 3.0, 4.0], Values(frame, "F.0"));
        Assert.Equal([10.0, 20.0, null, 40.0], Values(frame, "G.0"));
    }

    [Fact]
    public void FromDataView_OfEveryKindOfColumn_HasItsValues()
    {
        var frame = DataFrame.FromDataView(new MLContext(0).Data.LoadFromEnumerable(_rows));

        Assert.Equal(
            ["Height", "Weight", "Count", "Smokes", "Job", "Born", "Pixels.0", "Pixels.1", "Pixels.2"],
            frame.Columns.Select(column => column.Name));
        Assert.Equal([1.5, null, 2.0], Values(frame, "Height"));
        Assert.Equal([3.0, -4.0, 5.0], Values(frame, "Count"));
        Assert.Equal([true, false, false], Values(frame, "Smokes"));
        Assert.Equal(["cook", null, "pilot"], Values(frame, "Job"));
        Assert.Equal([new DateTime(1990, 5, 1), new DateTime(1980, 1, 31), new DateTime(1970, 12, 24)], Values(frame, "Born"));
        Assert.Equal([2.0, 5.0, null], Values(frame, "Pixels.1"));
    }

    private sealed class Card
    {
        public long Number { get; set; }

        public ulong Count { get; set; }
    }

    [Fact]
    public void FromDataView_OfWholeNumbersThatADoubleDoesNotHold_HasTexts()
    {
        Card[] cards = [new() { Number = 9007199254740992, Count = 1 }, new() { Number = 9007199254740993, Count = 2 }]; // 2^53 and 1 more

        var frame = DataFrame.FromDataView(new MLContext(0).Data.LoadFromEnumerable(cards));

        Assert.Equal(["9007199254740992", "9007199254740993"], Values(frame, "Number"));
        Assert.Equal([1.0, 2.0], Values(frame, "Count"));
    }

    [Fact]
    public void FromDataView_OfKeysAndSlots_HasTheirNames()
    {
        MLContext ml = new(0);
        var view = ml.Data.LoadFromEnumerable(_rows);
        var made = ml.Transforms.Conversion.MapValueToKey("Key", "Job")
            .Append(ml.Transforms.Concatenate("Both", "Height", "Weight")).Fit(view).Transform(view);

        var frame = DataFrame.FromDataView(made, "Key", "Both");

        Assert.Equal(["cook", null, "pilot"], Values(frame, "Key"));
        Assert.Equal(["Key", "Both.Height", "Both.Weight"], frame.Columns.Select(column => column.Name));
        Assert.Throws<UnknownNameException>(() => DataFrame.FromDataView(view, "Colour"));
    }

    [Fact]
    public void FromDataView_OfAnotherType_NamesTheColumn()
    {
        MLContext ml = new(0);
        var view = ml.Data.LoadFromEnumerable(_rows);
        var made = ml.Transforms.Text.TokenizeIntoWords("Words", "Job").Fit(view).Transform(view);

        var error = Assert.Throws<TrimtabException>(() => DataFrame.FromDataView(made));

        Assert.Contains("'Words' is of type", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToDataView_AndBack_IsTheSameTable()
    {
        DataFrame frame = new(
        [
            Column("height", 1.5, double.NaN, 2),
            Column("smokes", true, false, true),
            Column<bool?>("drinks", true, null, false),
            Column("job", "cook", null, "pilot"),
            Column("born", new DateTime(1990, 5, 1), new DateTime(1980, 1, 31), new DateTime(1970, 12, 24)),
        ]);

        var view = frame.ToDataView();
        var back = DataFrame.FromDataView(view);

        Assert.Equal(3, view.GetRowCount());
        Assert.All(
            frame.Columns.Select(column => column.Name).Where(name => name != "drinks"),
            name => Assert.Equal(Values(frame, name), Values(back, name)));
        Assert.Equal([1.0, null, 0.0], Values(back, "drinks")); // ML.NET's Booleans can't be missing
        Assert.Equal(3, new MLContext(0).Data.CreateEnumerable<Person>(view, reuseRowObject: false).Count());
        Assert.Throws<TrimtabException>(() => new DataFrame([Column<DateTime?>("born", null, DateTime.UnixEpoch)]).ToDataView());
    }

    [Fact]
    public void ToDataView_FitsPipelinesOfMLNet()
    {
        MLContext ml = new(0);
        DataFrame frame = new(
        [
            FrameColumn.Of("x", Enumerable.Range(0, 40).Select(i => (double)i)),
            FrameColumn.Of("kind", Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "a" : "b")),
            FrameColumn.Of("Label", Enumerable.Range(0, 40).Select(i => i >= 20)),
        ]);
        var pipeline = ml.Transforms.Categorical.OneHotEncoding("coded", "kind").Append(ml.Transforms.Concatenate("Features", "coded", "x"))
            .Append(ml.BinaryClassification.Trainers.FastTree(minimumExampleCountPerLeaf: 2));

        var predicted = DataFrame.FromDataView(pipeline.Fit(frame.ToDataView()).Transform(frame.ToDataView()), "PredictedLabel");

        Assert.Equal(Enumerable.Range(0, 40).Select(i => (object?)(i >= 20)), Values(predicted, "PredictedLabel"));
    }

    private sealed class TwoVectors
    {
        [VectorType(1)]
        public float[]? F { get; set; }

        [VectorType(1)]
        public float[]? G { get; set; }
    }

    private sealed class Person
    {
        [ColumnName("height")]
        public float Height { get; set; }

        [ColumnName("job")]
        public string Job { get; set; } = "";
    }
}
