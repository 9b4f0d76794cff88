using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>What can't be trained is found by building every candidate once, before anything is trained.</summary>
public class EarlyCheckTests
{
    private static readonly Dataset _rows = Nets.Digits.Train.Select([.. Enumerable.Range(0, 40)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Fit_WithOneCandidateThatCannotBeBuilt_FailsItBeforeTheOthersTrain()
    {
        var progress = new List<SearchProgress>();
        var search = Search(2, 99, 4) with { Progress = new Listener(progress.Add), Workers = 1 };

        var result = search.Fit(_rows, Token);

        Assert.Equal((6, 2), (result.Cost.Fits, result.Cost.Failed));
        Assert.Equal("too wide", result.CvResults[1].Error);
        Assert.Equal([typeof(ArithmeticException).FullName], result.CvResults[1].Failures.Select(failure => failure.Cause.Type).Distinct());
        Assert.Contains(
            "1 of 3 candidates failed: ArithmeticException: too wide (neurons=99, folds 0, 1).", result.Summary, StringComparison.Ordinal);
        Assert.Equal((1, 0), (progress[0].Failed, progress[0].EpochsDone)); // said first
        Assert.Equal(4, result.Cost.EpochsTrained);
    }

    [Theory]
    [InlineData("epochs")]
    [InlineData("batch_size")]
    public void Fit_WithOneSettingOutOfRange_FailsItsCandidateAndNoOther(string parameter)
    {
        var search = new GridSearchCV(Classifier(), new() { [parameter] = [0, 1] }) { Cv = 2, Refit = false };

        var result = search.Fit(_rows, Token);

        Assert.Equal((4, 2), (result.Cost.Fits, result.Cost.Failed));
        Assert.Contains($"Parameter '{parameter}' must be 1 or more. Got 0.", result.CvResults[0].Error, StringComparison.Ordinal);
        Assert.Empty(result.CvResults[1].Failures);
        Assert.Equal(
            (ParameterSet.Of((parameter, 0)), $"Parameter '{parameter}' must be 1 or more. Got 0."),
            Assert.Single(search.Plan(_rows, Token).Refused));
    }

    /// <summary>A softmax of one output is 1 for every row: nothing is learned, and its accuracy is the share of a class.</summary>
    [Theory]
    [InlineData("binary_crossentropy")]
    [InlineData("categorical_crossentropy")]
    public void Fit_OfASoftmaxOfOneOutput_IsRefusedBeforeTraining(string loss)
    {
        var classifier = NetworkClassifier.Of(() =>
        {
            var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(1) { Activation = "softmax" } };
            model.Compile("sgd", loss);
            return model;
        });
        var search = new GridSearchCV(classifier, new() { ["epochs"] = [1] }) { Cv = 2 };

        Assert.Contains(
            "A softmax needs two outputs or more",
            Assert.Throws<TrimtabException>(() => search.Fit(_rows, Token)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_WithOneCandidateThatCannotBeBuilt_NamesIt()
    {
        var plan = Search(2, 99).Plan(_rows, Token);

        Assert.Equal((ParameterSet.Of(("neurons", 99)), "too wide"), Assert.Single(plan.Refused));
        Assert.Equal(2, plan.EpochsToTrain);
        Assert.Contains("1 candidate can't be trained, neurons=99: too wide", plan.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<CandidateSearch>, Dataset> Wrong => new()
    {
        { "2 candidates of 2 can't be trained. The first, neurons=98: too wide", () => Search(98, 99), _rows },
        {
            "1 candidate of 3 can't be trained. The first, neurons=99: too wide",
            () => Search(2, 99, 4) with { ErrorScore = ErrorScore.Raise },
            _rows
        },
        {
            "2 candidates of 2 can't be trained. The first, neurons=98: too wide",
            () => Search(98, 99) with { Pruner = new MedianPruner() },
            _rows
        },
        {
            "1 candidate of 3 can't be trained. The first, neurons=99: too wide",
            () => Search(2, 4, 99) with { Pruner = new MedianPruner(), ErrorScore = ErrorScore.Raise },
            _rows
        },
        {
            "2 candidates of 2 can't be trained. The first",
            () => new HalvingSearchCV(Epochs(4), new ParameterGrid { ["neurons"] = [98, 99] }) { Cv = 2 },
            _rows
        },
        { "requires rows of shape (28, 28, 1). Got (4,)", () => Search(2, 4), new(new float[40], [4], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]) },
        { "number the classes from 0", () => Search(2, 4), new(new float[28 * 28 * 4], [28, 28, 1], [1, 2, 3, 2]) },
        {
            "requires 2 targets per row",
            () => Search(2, 4),
            new(new float[28 * 28 * 4], [28, 28, 1], [1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0], 3)
        },
        {
            "must be compiled",
            () => new GridSearchCV(
                NetworkClassifier.Of(() => new Sequential([28, 28, 1]) { new Flatten(), new Dense(2) }),
                new() { ["epochs"] = [1, 2] }) { Cv = 2 },
            _rows
        },
        {
            "requires 1 targets per row",
            () => new GridSearchCV(NetworkRegressor.Of(() => Compiled(new(), "mse", 1)), new() { ["epochs"] = [1, 2] }) { Cv = 2 },
            new(new float[28 * 28 * 4], [28, 28, 1], new double[8], 2)
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Fit_OfWhatCannotWork_SaysSoBeforeTraining(string message, Func<CandidateSearch> make, Dataset rows)
    {
        int reports = 0;
        var search = make() with { Progress = new Listener(_ => reports++) };

        Assert.Contains(message, Assert.Throws<TrimtabException>(() => search.Fit(rows, Token)).Message, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<TrimtabException>(() => search.Plan(rows, Token)).Message, StringComparison.Ordinal);
        Assert.Equal(0, reports);
    }

    [Fact]
    public void StudySearch_OfWhatCannotBeBuilt_FailsItsTrialsAndTrainsTheOthers()
    {
        var search = new StudySearchCV(Classifier(), new() { ["neurons"] = new IntDistribution(2, 120) }, 4)
        {
            Cv = 2,
            First = [ParameterSet.Of(("neurons", 99)), ParameterSet.Of(("neurons", 3))],
        };

        var result = search.Fit(_rows, Token);

        Assert.Equal((TrialState.Failed, "too wide"), (result.Trials[0].State, result.Trials[0].Error));
        Assert.Equal(TrialState.Complete, result.Trials[1].State);
    }

    [Fact]
    public void StudySearch_ThatRaises_RefusesGivenCandidatesBeforeTrainingAny()
    {
        int trained = 0;
        var search = new StudySearchCV(Classifier(), new() { ["neurons"] = new IntDistribution(2, 120) }, 4)
        {
            Cv = 2,
            First = [ParameterSet.Of(("neurons", 3)), ParameterSet.Of(("neurons", 99))],
            ErrorScore = ErrorScore.Raise,
            Progress = new Listener(progress => trained += progress.EpochsDone > 0 ? 1 : 0),
        };

        string message = Assert.Throws<TrimtabException>(() => search.Fit(_rows, Token)).Message;

        Assert.Equal("1 candidate of 2 can't be trained. The first, neurons=99: too wide", message);
        Assert.Equal(0, trained);
    }

    [Fact]
    public void StudySearch_ThatRaises_RefusesASuggestedCandidateAsItWouldAGivenOne()
    {
        var search = new StudySearchCV(Classifier(), new() { ["neurons"] = new IntDistribution(99, 99) }, 1)
        {
            Cv = 2,
            ErrorScore = ErrorScore.Raise,
        };

        Assert.Equal(
            "1 candidate can't be trained, neurons=99: too wide",
            Assert.Throws<SearchFailedException>(() => search.Fit(_rows, Token)).Message);
    }

    [Fact]
    public void CrossValidate_OfWhatCannotBeBuilt_SaysSo() =>
        Assert.Contains(
            "can't be trained: too wide",
            Assert.Throws<TrimtabException>(
                () => new CrossValidate(Classifier().With(ParameterSet.Of(("neurons", 99)))) { Cv = 2 }.Fit(_rows, Token)).Message,
            StringComparison.Ordinal);

    private static GridSearchCV Search(params ParameterValue[] neurons) =>
        new(Classifier(), new() { ["neurons"] = [.. neurons] }) { Cv = 2, Refit = false };

    private static NetworkClassifier<Wide> Classifier() =>
        NetworkClassifier.Of((Wide wide) => Compiled(wide, "categorical_crossentropy", 2));

    private static NetworkClassifier<Wide> Epochs(int epochs) => Classifier() with { Epochs = epochs };

    private static Sequential Compiled(Wide wide, Loss loss, int outputs)
    {
        var model = new Sequential([28, 28, 1])
        {
            new Flatten(),
            new Dense(wide.Neurons < 98 ? wide.Neurons : throw new ArithmeticException("too wide")),
            new Dense(outputs) { Activation = "softmax" },
        };
        model.Compile("sgd", loss);
        return model;
    }

    private sealed record Wide
    {
        public int Neurons { get; set; } = 3;
    }

    private sealed class Listener(Action<SearchProgress> report) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => report(value);
    }
}
