using Trimtab.Data;
using Trimtab.Preprocessing;
using Xunit.Sdk;

namespace Trimtab.Tests.Preprocessing;

/// <summary>The suite of transformers fails for a transformer that breaks a rule.</summary>
public class BrokenTransformerTests
{
    [Fact]
    public void Suite_OfATransformerThatCentresWhatItTransforms_Fails() => AssertFails(
        suite => suite.Transform_OfARow_DoesNotDependOnOtherRows("broken"),
        (_, data) => Changed(data, (_, value) => value - data.FeaturesOf(data.Count - 1)[0]));

    [Fact]
    public void Suite_OfATransformerThatCounts_Fails()
    {
        int calls = 0;

        AssertFails(
            suite => suite.Transform_OfTheSameRows_IsTheSameTwice("broken"), (_, data) => Changed(data, (_, value) => value + ++calls));
    }

    [Fact]
    public void Suite_OfATransformerThatLearnsTargets_Fails() => AssertFails(
        suite => suite.Fit_OfOtherTargets_LearnsTheSame("broken"),
        (train, data) => Changed(data, (_, value) => value + (float)train.Labels()[1]));

    [Fact]
    public void Suite_OfATransformerThatDropsRows_Fails() => AssertFails(
        suite => suite.Transform_OfAnyRows_KeepsTheirNumberAndTargets("broken"), (_, data) => data.Select([0]));

    [Fact]
    public void Suite_OfATransformerThatSaysItKeepsColumns_Fails() => AssertFails(
        suite => suite.KeepsColumns_IsTrueOfItsRows("broken"), (_, data) => data.WithFeatures(new float[data.Count], [1], []));

    [Fact]
    public void Suite_OfATransformerWithoutEqualityByValue_Fails() => Assert.ThrowsAny<XunitException>(
        () => new Broken(new NeverEqual()).With_TheValuesItHas_IsEqual("broken"));

    private static void AssertFails(Action<Broken> test, Func<Dataset, Dataset, Dataset> apply) =>
        Assert.ThrowsAny<XunitException>(() => test(new(new FunctionTransformer(apply))));

    private static Dataset Changed(Dataset data, Func<int, float, float> change) => data.WithFeatures(
        [.. Enumerable.Range(0, data.Count).SelectMany(row => data.FeaturesOf(row).ToArray().Select(value => change(row, value)))],
        data.FeatureShape,
        data.Columns);

    private sealed class Broken(Transformer transformer) : TransformerConformance
    {
        protected override Transformer Create(string name) => transformer;
    }

    private sealed record FunctionTransformer(Func<Dataset, Dataset, Dataset> Function) : Transformer
    {
        public override bool KeepsColumns => true;

        protected override FittedTransformer Learn(Dataset data) => new Fitted(data, Function);
    }

    private sealed class Fitted(Dataset train, Func<Dataset, Dataset, Dataset> apply) : FittedTransformer(train)
    {
        private readonly Dataset _train = train;

        protected override Dataset Apply(Dataset data) => apply(_train, data);
    }

    private sealed record NeverEqual : Transformer
    {
        public int Size { get; init; }

        public bool Equals(NeverEqual? other) => false;

        public override int GetHashCode() => 0;

        protected override FittedTransformer Learn(Dataset data) => new Fitted(data, (_, rows) => rows);
    }
}
