using System.Reflection;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Plots;
using Trimtab.Pruners;
using Trimtab.Samplers;

namespace Trimtab.Tests;

/// <summary>
/// A setting that must be given refuses null where it is set. A new part, search or options record is picked up by itself.
/// </summary>
public class RequiredSettingsTests
{
    /// <summary>Data and results: what a user's own code returns is refused where it is received, by the name of the part.</summary>
    private static readonly HashSet<Type> _data =
    [
        typeof(EpochReport), typeof(OptimizeResult), typeof(Trial), typeof(TrialFailure), typeof(Fold), typeof(Prediction),
        typeof(TrajectoryIdentity), typeof(CandidateResult), typeof(FoldFailure), typeof(FoldScores), typeof(SearchPlan),
        typeof(SearchResult), typeof(SearchStatistics), typeof(PromotionRequest), typeof(PruningRequest), typeof(StudyProblem),
        typeof(Suggestion), typeof(SuggestionRequest), typeof(Chart), typeof(Curve), typeof(ParallelAxis), typeof(ParallelLine),
        typeof(FeatureImportance), typeof(LearningCurvePoint), typeof(NestedResult), typeof(ValidationCurvePoint),
    ];

    public static TheoryData<PropertyInfo> Settings =>
    [
        .. RequiredSettings.Of(typeof(Study).Assembly)
            .Where(setting => !_data.Any(type => type.IsAssignableFrom(setting.DeclaringType))),
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Null_IsRefusedByTheSettingsName(PropertyInfo setting) => RequiredSettings.AssertRefusesNull(setting);

    [Fact]
    public void Lists_WithANull_AreRefusedByTheSettingsName()
    {
        var search = new GridSearchCV(new ModelSelection.ToyEstimator(), new() { ["alpha"] = [1] });

        var error = Assert.Throws<ArgumentException>(() => search with { Scoring = ["r2", null!] });

        Assert.StartsWith("Scoring must hold no null. Got one at position 1: take it out.", error.Message, StringComparison.Ordinal);
    }
}
