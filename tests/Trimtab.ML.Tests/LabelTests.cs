using Trimtab.Data;

namespace Trimtab.ML.Tests;

/// <summary>Predictions have the labels of the classes that were learned.</summary>
public class LabelTests
{
    [Theory]
    [InlineData("ant", "bee", "cat")]
    [InlineData("ant", "cat")] // a fold may lack a class
    public void Predictions_OfLabelledRows_HaveTheLabelsBack(params string[] learned)
    {
        var labels = ClassLabels.Of(["ant", "bee", "cat"]);
        var numbered = Rows.OfClasses(200, 0, 1, 2);
        var rows = numbered.WithTargets(numbered.Labels(), 1, labels);
        rows = rows.Select([.. Enumerable.Range(0, 200).Where(row => learned.Contains(labels[(int)rows.Labels()[row]]))]);

        var prediction = MLEstimator.Classifier(new LightGbm()).Fit(rows, new()).Predict(rows);

        Assert.Equal(labels, prediction.Labels);
        Assert.Equal(labels.LabelsOf<string>(prediction.Values), prediction.LabelsAs<string>());
        Assert.True(prediction.LabelsAs<string>().Zip(labels.LabelsOf<string>(rows.Labels())).Count(row => row.First == row.Second) > 100);
        Assert.Equal(prediction.Probabilities!.Where((_, i) => i % 3 == 2), prediction.ProbabilitiesOf("cat"));
    }
}
