using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Preprocessing;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>
/// Labels as they are, 2 and 7, texts, members of an enum: numbered in ascending order, as scikit-learn's LabelEncoder does, and labels
/// again in predictions.
/// </summary>
public class LabelTests
{
    private enum Digit
    {
        Two = 2,
        Seven = 7,
    }

    private static readonly Dataset _numbered = Nets.Digits.Train.Select([.. Enumerable.Range(0, 60)]);

    private static readonly NetworkClassifier<NoParameters> _net = NetworkClassifier.Of(() => Nets.Small()) with { Epochs = 2 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dataset TwosAndSevens => Labelled(_numbered, [2, 7]);

    [Fact]
    public void Fit_OfTwosAndSevens_HasTheBitsOfNumberedClasses_AndPredictsTwosAndSevens()
    {
        var numbered = (FittedNetworkClassifier)_net.Fit(_numbered, new());
        var fitted = (FittedNetworkClassifier)_net.Fit(TwosAndSevens, new());

        Assert.Equal(numbered.Model.Bits(), fitted.Model.Bits());
        var (expected, prediction) = (numbered.Predict(_numbered), fitted.Predict(_numbered));
        Assert.Equal([2.0, 7], prediction.Classes);
        Assert.Equal(expected.Values.Select(value => value == 0 ? 2.0 : 7), prediction.Values);
        Assert.Equal(expected.Probabilities, prediction.Probabilities);
        Assert.Equal(expected.ProbabilitiesOf(1), prediction.ProbabilitiesOf(7));
        Assert.Equal(prediction.Values.Select(value => (int)value), prediction.LabelsAs<int>());
    }

    /// <summary>
    /// Labels 1, 2 and 3, the last in the last fold only: what has learned without it has the other labels' outputs all the same.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FoldWithoutAClass_NumbersAsTheOthersDo(bool isPipeline)
    {
        double[] labels = [1, 2, 1, 2, 1, 2, 1, 2, 3, 3];
        var rows = new Dataset([.. labels.Select(label => (float)label)], [1], labels);
        IEstimator net = NetworkClassifier.Of((Shape shape) =>
        {
            var model = new Sequential(shape) { new Dense(3) { Activation = "softmax" } };
            model.Compile(new Adam { LearningRate = 0.1 }, "sparse_categorical_crossentropy");
            return model;
        }) with
        { Epochs = 5 };
        var estimator = isPipeline ? Pipeline.Of([new StandardScaler()], net) : net;

        var prediction = new CrossValPredict(estimator) { Cv = new PredefinedSplit([0, 0, 0, 0, 1, 1, 1, 1, 2, 2]) }.Fit(rows, Token);

        Assert.Equal([1.0, 2, 3], prediction.Classes);
        Assert.All(prediction.Values, value => Assert.Contains(value, labels));
    }

    [Fact]
    public void NoRows_HaveNoPredictions()
    {
        foreach (var rows in (Dataset[])[_numbered, TwosAndSevens])
        {
            var prediction = _net.Fit(rows, new()).Predict(rows.Select([]));

            Assert.Empty(prediction.Values);
            Assert.Empty(prediction.Probabilities!);
        }
    }

    /// <summary>Its third output could be the largest of a new row, and has no label.</summary>
    [Fact]
    public void NetOfMoreOutputsThanLabels_IsRefused()
    {
        var rows = Dataset.OfClasses(new float[8], [1], ["c0", "c1", "c0", "c1", "c0", "c1", "c0", "c1"]);
        var classifier = NetworkClassifier.Of((Shape shape) =>
        {
            var model = new Sequential(shape) { new Dense(3) { Activation = "softmax" } };
            model.Compile("adam", "sparse_categorical_crossentropy");
            return model;
        });

        foreach (var use in new Action[] { () => classifier.Check(rows), () => classifier.Fit(rows, new()) })
        {
            Assert.StartsWith(
                "A net of 3 outputs must learn from rows of as many classes. Got 2, ",
                Assert.Throws<TrimtabException>(use).Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("neg_log_loss")]
    [InlineData("roc_auc")]
    [InlineData("f1_macro")]
    public void Search_OfTwosAndSevens_ScoresAsThatOfNumberedClasses(string scorer)
    {
        CandidateResult Score(Dataset rows) => new CrossValidate(_net) { Cv = 3, Scoring = [scorer] }.Fit(rows, Token);

        Assert.Equal(Score(_numbered).Test["score"].Folds, Score(TwosAndSevens).Test["score"].Folds);
    }

    [Fact]
    public void Fit_OfMinusOneAndOne_WorksForOneOutput()
    {
        var net = NetworkClassifier.Of(() =>
        {
            var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(1) { Activation = "sigmoid" } };
            model.Compile("adam", "binary_crossentropy");
            return model;
        }) with
        { Epochs = 3 };

        var fitted = (FittedNetworkClassifier)net.Fit(Labelled(_numbered, [-1, 1]), new());

        Assert.Equal([-1.0, 1], fitted.Classes);
        Assert.All(fitted.Predict(_numbered).Values, value => Assert.True(value is -1 or 1));
        Assert.Equal(((FittedNetworkClassifier)net.Fit(_numbered, new())).Model.Bits(), fitted.Model.Bits());
    }

    [Fact]
    public void Predictions_OfTextsAndMembersOfAnEnum_HaveThemBack()
    {
        var texts = Of(_numbered.Labels(), label => label == 0 ? "seven" : "two");
        var members = Of(_numbered.Labels(), label => label == 0 ? Digit.Two : Digit.Seven);

        var ofTexts = Pipeline.Of([new Preprocessing.Passthrough()], _net).Fit(texts, new()).Predict(texts);
        var ofMembers = _net.Fit(members, new()).Predict(members);

        Assert.Equal(["seven", "two"], ofTexts.Labels!);
        Assert.Equal(ofTexts.Values.Select(value => value == 0 ? "seven" : "two"), ofTexts.LabelsAs<string>());
        Assert.Equal(ofTexts.Probabilities!.Where((_, i) => i % 2 == 1), ofTexts.ProbabilitiesOf("two"));
        Assert.Equal(ofMembers.Values.Select(value => value == 0 ? Digit.Two : Digit.Seven), ofMembers.LabelsAs<Digit>());
        Assert.Equal(ofMembers.ProbabilitiesOf(Digit.Seven), ofMembers.ProbabilitiesOf("Seven"));
        Assert.Equal("one", Assert.Throws<UnknownNameException>(() => ofTexts.ProbabilitiesOf("one")).Message.Split('\'')[1]);
        var crossed = new CrossValPredict(_net) { Cv = 2 }.Fit(texts, Token);
        Assert.Equal(crossed.Values.Select(value => value == 0 ? "seven" : "two"), crossed.LabelsAs<string>());
    }

    /// <summary>Rows to validate on may have some of the classes only, and others' order of labels.</summary>
    [Fact]
    public void ValidationData_HasTheNumbersOfTheLabelsThatAreLearned()
    {
        int[] sevens = [.. Enumerable.Range(0, 60).Where(row => _numbered.Labels()[row] == 1)];
        double[] Losses(Dataset train, Dataset validation)
        {
            var reports = new List<EpochReport>();
            (_net with { ValidationData = validation }).Fit(train, new() { EpochEnded = reports.Add });
            return [.. reports.Select(report => report.Metrics["val_loss"])];
        }

        double[] expected = Losses(_numbered, _numbered.Select(sevens));

        Assert.Equal(expected, Losses(Labelled(_numbered, [1, 2]), Labelled(_numbered, [1, 2]).Select(sevens)));
        Assert.Equal(expected, Losses(TwosAndSevens, TwosAndSevens.Select(sevens)));

        // the validation rows' labels have a third class before the others, so that their numbers are 1 and 2
        var (train, third) = (Of(_numbered.Labels(), label => label == 0 ? "seven" : "two"), ClassLabels.Of(["eight", "seven", "two"]));
        var validation = _numbered.WithTargets([.. _numbered.Labels().Select(label => label + 1)], 1, third);
        Assert.Equal(expected, Losses(train, validation.Select(sevens)));
    }

    [Fact]
    public void ClassWeights_OfTwosAndSevens_AreByLabel()
    {
        int[] Bits(Dataset rows, Dictionary<int, double> weights) =>
            ((FittedNetworkClassifier)(_net with { ClassWeights = weights }).Fit(rows, new())).Model.Bits();

        Assert.Equal(Bits(_numbered, new() { [1] = 3 }), Bits(TwosAndSevens, new() { [7] = 3 }));
        Assert.Contains(
            "'1'",
            Assert.Throws<TrimtabException>(() => new CrossValidate(_net with { ClassWeights = new Dictionary<int, double> { [1] = 3 } })
            {
                Cv = 2,
            }.Fit(TwosAndSevens, Token)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_ArePredictedAsTheWhole()
    {
        var fitted = _net.Fit(_numbered, new());

        Prediction[] parts = [.. fitted.PredictBatches(_numbered.Batches(7))];

        Assert.Equal(9, parts.Length);
        Assert.Equal(fitted.Predict(_numbered).Probabilities, parts.SelectMany(part => part.Probabilities!));
    }

    /// <summary>Three outputs against a closed form: of a linear net without activation, each is a row of weights.</summary>
    [Fact]
    public void Regressor_OfSeveralColumns_PredictsAndScoresEach()
    {
        var random = Numerics.RandomAddress.FromSeed(5).Stream();
        double[] x = [.. Enumerable.Range(0, 60).Select(_ => (2 * random.NextDouble()) - 1)];
        DataFrame frame = new(
        [
            FrameColumn.Of("x", x), FrameColumn.Of("twice", x.Select(value => 2 * value)),
            FrameColumn.Of("less", x.Select(value => 1 - value)),
        ]);
        var rows = frame.ToDataset(new DataRoles { Targets = ["twice", "less"] });
        var net = NetworkRegressor.Of(shape =>
        {
            var model = new Sequential(shape) { new Dense(2) };
            model.Compile(new Sgd { LearningRate = 0.5 }, "mse");
            return model;
        }) with
        { Epochs = 60, BatchSize = 8 };

        var result = new CrossValidate(net) { Cv = 3, Scoring = ["r2", "neg_mean_squared_error"] }.Fit(rows, Token);
        var prediction = net.Fit(rows, new()).Predict(rows);

        Assert.All(result.Test["r2"].Folds, score => Assert.Equal(1, score, 1e-6));
        Assert.All(prediction.OutputsAt(0).Zip(x), pair => Assert.Equal(2 * pair.Second, pair.First, 1e-3));
        Assert.All(prediction.OutputsAt(1).Zip(x), pair => Assert.Equal(1 - pair.Second, pair.First, 1e-3));
    }

    private static Dataset Labelled(Dataset rows, double[] labels) =>
        rows.WithTargets([.. rows.Labels().Select(number => labels[(int)number])]);

    private static Dataset Of<TLabel>(double[] labels, Func<double, TLabel> label)
        where TLabel : notnull => Dataset.OfClasses(Features(_numbered), [28, 28, 1], [.. labels.Select(label)]);

    private static float[] Features(Dataset rows) => [.. Enumerable.Range(0, rows.Count).SelectMany(row => rows.FeaturesOf(row).ToArray())];
}
