using System.Text.Json;
using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.ModelSelection.Splitters;

/// <summary>Unshuffled splits against scikit-learn's, index by index.</summary>
public class SplitterOracleTests
{
    private static readonly JsonElement _oracle = Oracles.Load("model-selection.json");
    private static readonly string[] _notOffered = ["LeavePOut", "LeavePGroupsOut"];
    private static readonly JsonElement[] _cases =
    [.. _oracle.GetProperty("splitters").EnumerateArray().Where(c => !_notOffered.Contains(c.GetProperty("splitter").GetString()))];
    private static readonly JsonElement[] _checks = [.. _oracle.GetProperty("check_cv").EnumerateArray()];

    public static TheoryData<int> Splits => Where(_cases, c => c.TryGetProperty("folds", out _));

    public static TheoryData<int> SplitErrors => Where(_cases, c => c.TryGetProperty("error", out _) && !IsOneHot(c));

    public static TheoryData<int> ConstructorErrors => Where(_cases, c => c.TryGetProperty("constructor_error", out _));

    /// <summary>Numbers of folds with targets a data set can hold: words become numbers, and no targets is not a data set.</summary>
    public static TheoryData<int> Numbers =>
        Where(_checks, c => c.GetProperty("result").TryGetProperty("n_splits", out _)
            && c.GetProperty("y").ValueKind == JsonValueKind.Array
            && c.GetProperty("cv").ValueKind != JsonValueKind.Array);

    [Theory]
    [MemberData(nameof(Splits))]
    public void Split_OracleCase_MatchesSklearn(int index)
    {
        var (splitter, data, groups) = Read(_cases[index]);

        var folds = splitter.Split(data, groups);

        var expected = _cases[index].GetProperty("folds").EnumerateArray().ToArray();
        Assert.Equal(_cases[index].GetProperty("get_n_splits").GetInt32(), folds.Count);
        Assert.Equal(expected.Select(fold => fold.GetProperty("train").Integers()), folds.Select(fold => fold.Train));
        Assert.Equal(expected.Select(fold => fold.GetProperty("test").Integers()), folds.Select(fold => fold.Test));
    }

    [Theory]
    [MemberData(nameof(SplitErrors))]
    public void Split_WhereSklearnRaises_NamesTheSplitterAndWhatCame(int index)
    {
        var (splitter, data, groups) = Read(_cases[index]);

        var error = Assert.Throws<TrimtabException>(() => splitter.Split(data, groups));

        Assert.StartsWith(splitter.GetType().Name, error.Message, StringComparison.Ordinal);
        Assert.Matches("Got|Row", error.Message);
    }

    [Theory]
    [MemberData(nameof(ConstructorErrors))]
    public void Constructor_WhereSklearnRaises_NamesTheRule(int index) =>
        Assert.StartsWith(
            "Folds must be 2 or more",
            Assert.Throws<ArgumentOutOfRangeException>(() => Read(_cases[index])).Message,
            StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Resolve_NumberOfFolds_PicksWhatSklearnPicks(int index)
    {
        var check = _checks[index];
        Splitter number = check.GetProperty("cv") is { ValueKind: JsonValueKind.Number } cv ? cv.GetInt32() : 5;
        var kind = check.GetProperty("classifier").GetBoolean() ? EstimatorKind.Classifier : EstimatorKind.Regressor;
        var y = check.GetProperty("y");

        var resolved = number.Resolve(kind, ReadData(y.GetArrayLength(), y));

        int folds = check.GetProperty("result").GetProperty("n_splits").GetInt32();
        bool isStratified = check.GetProperty("result").GetProperty("type").GetString() == "StratifiedKFold"
            // on purpose: plain halves of sorted one-hot rows score 0
            || (kind == EstimatorKind.Classifier && check.GetProperty("what").GetString()!.StartsWith("one-hot", StringComparison.Ordinal));
        Assert.Equal(isStratified ? new StratifiedKFold(folds) : new KFold(folds), resolved);
    }

    [Fact]
    public void Resolve_OfASplitter_IsTheSplitter()
    {
        var splitter = new LeaveOneOut();

        Assert.Same(splitter, splitter.Resolve(EstimatorKind.Classifier, ReadData(2, null)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-3)]
    public void Conversion_OfFewerThanTwoFolds_IsRefusedAtOnce(int folds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => { Splitter splitter = folds; });

    /// <summary>One-hot targets, which we stratify on purpose and scikit-learn refuses.</summary>
    private static bool IsOneHot(JsonElement c) =>
        c.TryGetProperty("y", out var y) && y[0].ValueKind == JsonValueKind.Array
            && y.EnumerateArray().All(row => row.Integers().Sum() == 1);

    private static TheoryData<int> Where(JsonElement[] cases, Func<JsonElement, bool> condition) =>
    [.. Enumerable.Range(0, cases.Length).Where(i => condition(cases[i]))];

    private static (Splitter Splitter, Dataset Data, IReadOnlyList<int>? Groups) Read(JsonElement c)
    {
        var splitter = ReadSplitter(c.GetProperty("splitter").GetString()!, c.GetProperty("params"));
        var data = ReadData(c.GetProperty("n_samples").GetInt32(), c.TryGetProperty("y", out var y) ? y : null);
        return (splitter, data, c.TryGetProperty("groups", out var groups) ? [.. Codes(groups).Select(code => (int)code)] : null);
    }

    private static Splitter ReadSplitter(string name, JsonElement settings)
    {
        int folds = Setting("n_splits") ?? 5;
        return name switch
        {
            "KFold" => new KFold(folds),
            "StratifiedKFold" => new StratifiedKFold(folds),
            "GroupKFold" => new GroupKFold(folds),
            "StratifiedGroupKFold" => new StratifiedGroupKFold(folds),
            "LeaveOneGroupOut" => new LeaveOneGroupOut(),
            "TimeSeriesSplit" => new TimeSeriesSplit(folds, Setting("max_train_size"), Setting("test_size"), Setting("gap") ?? 0),
            "LeaveOneOut" => new LeaveOneOut(),
            "PredefinedSplit" => new PredefinedSplit(settings.GetProperty("test_fold").Integers()),
            _ => throw new NotSupportedException(name),
        };

        int? Setting(string key) => settings.TryGetProperty(key, out var value) ? value.GetInt32() : null;
    }

    private static Dataset ReadData(int rows, JsonElement? y)
    {
        if (y is not { } targets)
        {
            return new(new float[rows], [1], new double[rows]);
        }

        return targets[0].ValueKind == JsonValueKind.Array
            ? new(new float[rows], [1], [.. targets.EnumerateArray().SelectMany(Codes)], targets[0].GetArrayLength())
            : new(new float[rows], [1], Codes(targets));
    }

    /// <summary>The values as numbers; words by their sorted rank, yes and no as 1 and 0.</summary>
    private static double[] Codes(JsonElement values)
    {
        string[] words = [.. values.EnumerateArray().Select(v => v.ToString()).Distinct().Order(StringComparer.Ordinal)];
        return
        [
            .. values.EnumerateArray()
                .Select(v => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : Array.IndexOf(words, v.ToString())),
        ];
    }
}
