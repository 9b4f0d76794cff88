using System.Text.Json;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>A search as bench/peers/random_searches.py describes it.</summary>
internal static class RandomSearch
{
    public static Dataset Data(JsonElement spec) => new(
        [.. spec.GetProperty("x").EnumerateArray().Select(value => value.GetSingle())],
        [1],
        [.. spec.GetProperty("y").EnumerateArray().Select(value => value.GetDouble())]);

    public static GridSearchCV Search(JsonElement spec) =>
        new(Toy(spec), ParameterGrid.Concat([.. spec.GetProperty("grids").EnumerateArray().Select(Grid)]))
        {
            Cv = Folds(spec.GetProperty("cv")),
            Groups = Groups(spec),
            Scoring = Scorers(spec),
            Refit = Rule(spec.GetProperty("refit")),
            ErrorScore = Error(spec),
            ReturnTrainScore = spec.GetProperty("train").GetBoolean(),
            Workers = 2,
        };

    public static CrossValidate CrossValidation(JsonElement spec) => new(Toy(spec).With(FirstOf(spec.GetProperty("grids")[0])))
    {
        Cv = Folds(spec.GetProperty("cv")),
        Groups = Groups(spec),
        Scoring = Scorers(spec),
        ErrorScore = Error(spec),
        ReturnTrainScore = spec.GetProperty("train").GetBoolean(),
        Workers = 2,
    };

    /// <summary>The first value of every parameter.</summary>
    private static ParameterSet FirstOf(JsonElement grid) => ParameterSet.Create(
        grid.EnumerateObject().Select(parameter => KeyValuePair.Create(parameter.Name, Value(parameter.Value[0]))));

    private static SearchToy Toy(JsonElement spec) =>
        new(spec.GetProperty("classifier").GetBoolean() ? EstimatorKind.Classifier : EstimatorKind.Regressor);

    private static ParameterGrid Grid(JsonElement grid) => ParameterGrid.Create(
        grid.EnumerateObject().Select(parameter => KeyValuePair.Create(parameter.Name, Values(parameter.Value))));

    private static ParameterValues Values(JsonElement values) => [.. values.EnumerateArray().Select(Value)];

    private static ParameterValue Value(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetDouble();

    private static int[]? Groups(JsonElement spec) =>
        spec.GetProperty("groups") is { ValueKind: JsonValueKind.Array } groups
            ? [.. groups.EnumerateArray().Select(group => group.GetInt32())]
            : null;

    private static ErrorScore Error(JsonElement spec) => spec.GetProperty("error_score") switch
    {
        { ValueKind: JsonValueKind.String } => ErrorScore.Raise,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        _ => double.NaN,
    };

    private static Splitter Folds(JsonElement cv)
    {
        int folds = cv.GetProperty("folds").GetInt32();
        return cv.GetProperty("kind").GetString() switch
        {
            "int" => folds,
            "KFold" => new KFold(folds),
            "StratifiedKFold" => new StratifiedKFold(folds),
            "GroupKFold" => new GroupKFold(folds),
            "LeaveOneGroupOut" => new LeaveOneGroupOut(),
            "StratifiedGroupKFold" => new StratifiedGroupKFold(folds),
            "TimeSeriesSplit" => new TimeSeriesSplit(folds),
            "LeaveOneOut" => new LeaveOneOut(),
            _ => new PredefinedSplit(cv.GetProperty("test_fold").EnumerateArray().Select(fold => fold.GetInt32())),
        };
    }

    private static Scorer[] Scorers(JsonElement spec) => [.. spec.GetProperty("scoring").EnumerateArray().Select(scorer =>
        Custom(scorer.GetProperty("name").GetString()!, scorer.GetProperty("limit").GetDouble()))];

    private static Scorer Custom(string name, double limit)
    {
        return name switch
        {
            "raise_alpha" or "nan_alpha" or "inf_alpha" => Scorer.From(
                name, context => Judge(context, Toy(context).Settings.Alpha > limit)),
            "raise_mean" or "nan_mean" or "neg_inf_mean" => Scorer.From(name, context => Judge(context, Toy(context).Mu > limit)),
            "raise_rows" or "nan_rows" => Scorer.From(name, context => Judge(context, context.Data.Count > limit * 16)),
            "raise_always" or "nan_always" => Scorer.From(name, context => Judge(context, true)),
            "constant" => Scorer.From(name, _ => 1),
            "plain" => Scorer.From(name, context => Judge(context, false)),
            _ => name,
        };

        double Judge(ScoringContext context, bool isIt) => (isIt, name.Split('_')[0]) switch
        {
            (true, "raise") => throw new InvalidOperationException("no score"),
            (true, "nan") => double.NaN,
            (true, "inf") => double.PositiveInfinity,
            (true, "neg") => double.NegativeInfinity,
            _ => Toy(context).Settings.Alpha * context.Data.Count,
        };
    }

    private static FittedSearchToy Toy(ScoringContext context) => (FittedSearchToy)context.Fitted;

    private static Refit Rule(JsonElement refit) => refit.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => refit.GetString()!,
        _ => Refit.By(results => refit.GetProperty("by").GetString() switch
        {
            "first" => 0,
            "last" => results.Count - 1,
            "beyond" => results.Count,
            "below" => -1,
            _ => Worst(results),
        }),
    };

    private static int Worst(CvResults results) =>
        results.Index().MinBy(item => item.Item.Test[results.Scorers[0]].Mean is var mean && double.IsNaN(mean) ? 1e9 : mean).Index;
}
