using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Networks.Tests.Models;

/// <summary>Rows that can't be learned from, scored on or predicted are refused with the rule and their number.</summary>
public class RefusedRowsTests
{
    private const string NoTargets = "There must be targets to learn from or to evaluate on. Got rows of features alone";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly Dataset _rows = new([0, 1, 2, 3, 4, 5], [2], [0, 1, 0]);
    private static readonly Dataset _withoutTargets = new([0, 1, 2, 3, 4, 5], [2]);
    private static readonly Dataset _withNaN = new([0, 1, 2, 3, float.NaN, 5], [2], [0, 1, 0]);

    public static TheoryData<string, Action<Sequential>> UsesOfTargets => new()
    {
        { "fit", model => model.Fit(_withoutTargets, cancellationToken: Token) },
        { "evaluate", model => model.Evaluate(_withoutTargets, Token) },
        { "validation", model => model.Fit(_rows, new() { ValidationData = _withoutTargets }, Token) },
        { "classifier", _ => NetworkClassifier.Of(Model).Fit(_withoutTargets, new()) },
        { "regressor", _ => NetworkRegressor.Of(Model).Fit(_withoutTargets, new()) },
    };

    [Theory]
    [MemberData(nameof(UsesOfTargets), DisableDiscoveryEnumeration = true)]
    public void Rows_WithoutTargets_AreRefusedWhereTargetsAreNeeded(string use, Action<Sequential> act)
    {
        using var model = Model();

        Assert.NotEmpty(use);
        Assert.StartsWith(NoTargets, Assert.Throws<TrimtabException>(() => act(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_OfRowsWithoutTargets_SaysThatTheyHaveNone()
    {
        IFitted[] fitted = [NetworkClassifier.Of(Model).Fit(_rows, new()), NetworkRegressor.Of(Model).Fit(_rows, new())];

        Assert.All(fitted, model => Assert.Contains(
            "these rows have none", Assert.Throws<TrimtabException>(() => model.Score(_withoutTargets)).Message, StringComparison.Ordinal));
        Assert.All(fitted, model => Assert.Throws<ArgumentNullException>("data", () => model.Score(null!)));
    }

    [Fact]
    public void Predict_OfAFeatureThatIsNotFinite_IsRefusedWithItsRow()
    {
        IFitted[] fitted = [NetworkClassifier.Of(Model).Fit(_rows, new()), NetworkRegressor.Of(Model).Fit(_rows, new())];
        using var model = Model();
        Action[] uses =
        [
            () => model.Predict(_withNaN, Token),
            .. fitted.SelectMany(one => (Action[])[() => one.Predict(_withNaN), () => one.Score(_withNaN)]),
        ];

        Assert.All(uses, use => Assert.StartsWith(
            "Features must be finite. Row 2 contains NaN or infinity",
            Assert.Throws<TrimtabException>(use).Message,
            StringComparison.Ordinal));
        Assert.Equal(2, model.Predict(_withNaN.Select([0, 1]), Token).Length);
    }

    /// <summary>The row is that of the data given, not that of the part for validation.</summary>
    [Fact]
    public void Fit_WithValidationSplit_NamesTheRowOfTheData()
    {
        using var model = Model();

        Assert.StartsWith(
            "Features must be finite. Row 2 ",
            Assert.Throws<TrimtabException>(() => model.Fit(_withNaN, new() { ValidationSplit = 0.5 }, Token)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>
    /// Rows are shuffled and numbers converted to whole ones before a metric sees them: it must not be the one to say it.
    /// </summary>
    [Theory]
    [InlineData("auc", 1e18, "1E+18")]
    [InlineData("f1", 1e18, "1E+18")]
    [InlineData("precision", 0.9, "0.9")]
    [InlineData("recall", -1, "-1")]
    public void Target_ThatIsNoClass_IsRefusedWithItsRowAndValue(string metric, double target, string text)
    {
        using var model = new Sequential([2]) { new Dense(1) { Activation = "sigmoid" } };
        model.Compile("sgd", "binary_crossentropy", metric);
        var rows = new Dataset(new float[12], [2], [target, 1, 0, 1, 0, 1]);

        string message = Assert.Throws<TrimtabException>(() => model.Fit(rows, cancellationToken: Token)).Message;

        Assert.Equal(
            $"The metric '{metric}' needs targets that are class numbers, whole numbers from 0 to 1. "
            + $"Row 0 has {text}: correct it, or compile the net without the metric.",
            message);
        Assert.Equal(message, Assert.Throws<TrimtabException>(() => model.Evaluate(rows, Token)).Message);
    }

    [Theory]
    [InlineData(1e18f, "1E+18")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(0.5f, "0.5")]
    public void Metric_GivenATargetThatIsNoClass_SaysItsValue(float target, string text) => Assert.StartsWith(
        $"A class number must be a whole number from 0 to 1 for 1 outputs. Got {text} in row 1.",
        Assert.Throws<ArgumentException>(() => new F1().Evaluate([0, target], 1, [0.2f, 0.7f], 1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Callbacks_WithNull_AreRefused() =>
        Assert.StartsWith(
            "Callbacks must hold no null. Got one at position 0",
            Assert.Throws<ArgumentException>(() => new FitOptions { Callbacks = [null!] }).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Layer_WhoseWeightsAreNull_IsNamed() =>
        Assert.Equal(
            "Weights must list the layer's variables, none of them null. That of layer 'own' (Weightless) does not: "
            + "return an empty list where there are none.",
            Assert.Throws<TrimtabException>(() => new Sequential([2]) { new Weightless { Name = "own" } }).Message);

    private static Sequential Model()
    {
        var model = new Sequential([2]) { new Dense(1) { Activation = "sigmoid" } };
        model.Compile("sgd", "mse");
        return model;
    }

    private sealed record Weightless : Layer
    {
        public override Shape OutputShape(Shape input) => input;

        public override IReadOnlyList<WeightSpec> Weights(Shape input) => null!;

        public override Trimtab.Networks.Engine.LayerOperator Compile(Shape input) => throw new NotSupportedException();
    }
}
