using Trimtab.Plots;
using Trimtab.Spaces;

namespace Trimtab.Tests.Plots;

/// <summary>The parameters and axes a plot has where its settings leave them out.</summary>
public class PlottedParametersTests
{
    private static readonly Objective _value = new("value");

    [Fact]
    public void Choose_WithoutNames_TakesTheMostImportantFirst()
    {
        var space = new SearchSpace { ["idle"] = new FloatDistribution(0, 1), ["strong"] = new FloatDistribution(0, 1) };
        var study = StudyKinds.Of(Enumerable.Range(0, 60).Select(number =>
        {
            var trial = StudyKinds.Made(number, space);
            return trial with { Values = StudyKinds.Values(("value", trial.Parameters["strong"].As<double>())) };
        }));

        Assert.Equal(["strong", "idle"], PlottedParameters.Choose(study, _value, null, null));
        Assert.Equal(["idle", "strong"], PlottedParameters.Choose(study, _value, "idle", null));
        Assert.Equal(["idle", "strong"], PlottedParameters.Choose(study, _value, null, "strong"));
        Assert.Equal(["strong", "strong"], PlottedParameters.Choose(study, _value, "strong", "strong"));
    }

    [Fact]
    public void Choose_OfFewerParametersThanAsked_GivesThoseThereAre()
    {
        Assert.Equal(["rate"], PlottedParameters.Choose(StudyKinds.Make("one parameter"), _value, null, null));
        Assert.Empty(PlottedParameters.Choose(StudyKinds.Make("empty"), _value, "rate", null));
    }

    [Fact]
    public void Choose_WhereNothingIsComplete_TakesNamesInOrder() =>
        Assert.Equal(["kind", "layers"], PlottedParameters.Choose(StudyKinds.Make("only failed"), _value, null, null));

    [Fact]
    public void All_OfTrialsWithDifferentParameters_AreTheUnion()
    {
        Assert.Equal(["kind", "layers", "rate"], PlottedParameters.All(StudyKinds.Make("conditional"), []));
        Assert.Equal(["rate", "kind"], PlottedParameters.All(StudyKinds.Make("conditional"), ["rate", "kind"]));
        Assert.Contains(
            "Known: kind, layers, rate",
            Assert.Throws<UnknownNameException>(() => PlottedParameters.All(StudyKinds.Make("conditional"), ["depth"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void AxisOf_TrialsWithDistributions_IsTheLatest()
    {
        Trial[] trials = [.. StudyKinds.Make("changing distributions").Trials];

        Assert.Equal((0, trials.Length), (PlottedParameters.AxisOf(trials, "rate").Low, PlottedParameters.AxisOf(trials, "rate").High));
    }

    [Fact]
    public void AxisOf_TrialsWithoutDistributions_IsTheRangeOrTheListOfTheirValues()
    {
        Trial[] trials = [.. StudyKinds.Make("without distributions").Trials];
        double[] layers = [.. trials.Select(trial => trial.Parameters["layers"].As<double>())];

        var axis = PlottedParameters.AxisOf(trials, "layers");
        Assert.Equal((layers.Min(), layers.Max()), (axis.Low, axis.High));
        Assert.Equal(3, PlottedParameters.AxisOf(trials, "kind").Choices);
    }
}
