using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Preprocessing;
using Trimtab.Spaces;
using Trimtab.Tests.Preprocessing;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Steps before an estimator in a search.</summary>
public class PipelineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>20 rows whose feature is their number.</summary>
    private static Dataset Numbered(int rows = 20) =>
        new([.. Enumerable.Range(0, rows).Select(row => (float)row)], [1], [.. Enumerable.Range(0, rows).Select(row => (double)row)]);

    [Fact]
    public void Steps_OfASearch_LearnFromTheTrainingRowsOfEachFoldAlone()
    {
        var recording = new RecordingTransformer();
        var search = new GridSearchCV(Pipeline.Of([("record", recording)], new ToyEstimator()), new() { ["alpha"] = [0.25, 0.5] })
        {
            Cv = new KFold(4),
            Refit = false,
        };

        search.Fit(Numbered(), Token);

        var folds = new KFold(4).Split(Numbered());
        Assert.Equal(4, recording.Learned.Count);
        Assert.All(folds, fold => Assert.Contains(recording.Learned, rows => rows.SequenceEqual(fold.Train.Select(row => (float)row))));
    }

    [Fact]
    public void Step_ThatFailed_IsLearnedAgainWhenItIsAskedForAgain()
    {
        Steps steps = [("once", new FailingOnce())];
        var rows = Numbered();

        Assert.Throws<IOException>(() => steps.Fit(rows));
        Assert.Equal(rows.FeaturesOf(3).ToArray(), steps.Fit(rows).Transform(rows).FeaturesOf(3).ToArray());
    }

    private sealed record FailingOnce : Transformer
    {
        private readonly int[] _calls = new int[1];

        protected override FittedTransformer Learn(Dataset data) =>
            _calls[0]++ == 0 ? throw new IOException("not yet") : new Passthrough().Fit(data);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Steps_AreLearnedOncePerFold_ByCandidatesThatDifferInTheEstimator(int workers)
    {
        var recording = new RecordingTransformer();
        ParameterGrid grid = new() { ["alpha"] = [0.25, 0.5, 0.75], ["record__kind"] = [1, 2] };
        var search = new GridSearchCV(Pipeline.Of([("record", recording)], new ToyEstimator()), grid)
        {
            Cv = new KFold(5),
            Workers = workers,
            Scoring = ["r2"],
            ReturnTrainScore = true,
        };

        var result = search.Fit(Numbered(), Token);

        Assert.Equal(6, result.CvResults.Count);
        Assert.Equal((2 * 5) + 1, recording.Learned.Count); // two kinds on five folds, and the refit
        Assert.Equal((2 * 5 * 2) + 1, recording.Transformed.Count); // training and test rows; of the refit the training rows
    }

    [Fact]
    public void Scores_OfAPipeline_AreThoseOfRowsThatAreTransformedByHand()
    {
        var data = Numbered();
        var pipeline = new CrossValidate(Pipeline.Of([new StandardScaler()], new ToyEstimator())) { Cv = new KFold(4) };

        var scores = pipeline.Fit(data, Token).Test["score"].Folds;

        Assert.Equal(
            new KFold(4).Split(data).Select(fold =>
            {
                var scaler = new StandardScaler().Fit(data.Select(fold.Train));
                var fitted = new ToyEstimator().Fit(scaler.Transform(data.Select(fold.Train)), new());
                return fitted.Score(scaler.Transform(data.Select(fold.Test)));
            }),
            scores);
    }

    [Fact]
    public void Parameters_OfStepsAndEstimator_AreSetByName()
    {
        var pipeline = Pipeline.Of([new SimpleImputer(), ("scale", new StandardScaler())], new ToyEstimator());

        var changed = (Pipeline)pipeline.With(ParameterSet.Create(
        [
            new("alpha", 0.25),
            new("simple_imputer__strategy", "most_frequent"),
            new("scale", "min_max_scaler"),
            new("scale__high", 2),
        ]));

        Assert.Equal(0.25, ((ToyEstimator)changed.Estimator).Alpha);
        Assert.Equal(
            [
                new("simple_imputer", new SimpleImputer { Strategy = ImputerStrategy.MostFrequent }),
                new("scale", new MinMaxScaler { High = 2 }),
            ],
            changed.Steps);
        Assert.Contains("scale__with_mean", pipeline.ParameterNames);
    }

    [Fact]
    public void Parameters_ThatAreUnknown_AreRefusedWithTheKnownOnes()
    {
        var pipeline = Pipeline.Of([("scale", new StandardScaler())], new ToyEstimator());
        var search = new GridSearchCV(pipeline, new() { ["scale__with_men"] = [true] });

        var error = Assert.Throws<UnknownNameException>(() => search.Fit(Numbered(), Token));

        Assert.Equal("scale__with_mean", error.Nearest);
    }

    [Fact]
    public void StepsCalledAsParametersOfTheEstimator_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Pipeline.Of([("alpha", new StandardScaler())], new ToyEstimator()));

        Assert.Contains("Both have 'alpha'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFeatures_AreForPipelinesOnly_AndNotForTheirEstimator()
    {
        Dataset data = new([1, float.NaN, 3, 4, 5, 6], [1], [1, 2, 3, 4, 5, 6]);
        var filled = new CrossValidate(Pipeline.Of([new SimpleImputer()], new ToyEstimator())) { Cv = 2 };
        var scaled = new CrossValidate(Pipeline.Of([new StandardScaler()], new ToyEstimator())) { Cv = 2 };

        Assert.True(double.IsFinite(filled.Fit(data, Token).Test["score"].Mean));
        Assert.Contains(
            "Row 1 has NaN at position 0; fill it in with a SimpleImputer",
            Assert.Throws<TrimtabException>(() => new CrossValidate(new ToyEstimator()).Fit(data, Token)).Message,
            StringComparison.Ordinal);
        var result = scaled.Fit(data, Token);
        Assert.Contains("fill it in with a SimpleImputer", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_AreForPipelinesThatEncodeThem()
    {
        var data = TransformerOracleTests.TextRows([["a"], ["b"], ["a"], ["b"], ["a"], ["b"]], ["kind"]);

        var encoded = new CrossValidate(Pipeline.Of([new OneHotEncoder()], new ToyEstimator())) { Cv = 3 }.Fit(data, Token);
        var error = Assert.Throws<TrimtabException>(() => new CrossValidate(new ToyEstimator()).Fit(data, Token));

        Assert.True(double.IsFinite(encoded.Test["score"].Mean));
        Assert.Contains("Column 'kind' has texts", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// The target plus the number of the row's test fold: with all rows together, a step that learns from them could centre each fold and
    /// have the target. From the training rows alone, nothing is known of the test rows' offset.
    /// </summary>
    [Fact]
    public void AColumnThatIsTheTargetPlusTheFoldNumber_PredictsNoBetterThanItIs()
    {
        const int Folds = 5, Rows = 200;
        var folds = new KFold(Folds).Split(new(new float[Rows], [1], new double[Rows]));
        var random = RandomAddress.FromSeed(3).Stream();
        double[] targets = [.. Enumerable.Range(0, Rows).Select(_ => random.NextNormal())];
        float[] column = new float[Rows];
        foreach (var (number, fold) in folds.Index())
        {
            foreach (int row in fold.Test)
            {
                column[row] = (float)(targets[row] + (100 * number));
            }
        }

        Dataset data = new(column, [1], targets);
        var recording = new RecordingTransformer();

        var pipeline = Pipeline.Of([("record", recording), new StandardScaler(), new RobustScaler(), new MinMaxScaler()], new NearestRow());
        var scores = new CrossValidate(pipeline) { Cv = new KFold(Folds), Scoring = ["r2"] }.Fit(data, Token).Test["score"].Folds;

        Assert.All(folds, fold => Assert.Contains(recording.Learned, rows => rows.SequenceEqual(fold.Train.Select(row => column[row]))));
        Assert.All(recording.Learned, rows => Assert.Equal(Rows - (Rows / Folds), rows.Length));
        Assert.All(scores, score => Assert.True(score < 0.1, $"R² of {score}: the fold number gave the target away."));
    }

    /// <summary>Predicts the target of the training row that is nearest.</summary>
    private sealed class NearestRow : IEstimator
    {
        public IReadOnlyCollection<string> ParameterNames => [];

        public EstimatorKind Kind => EstimatorKind.Regressor;

        public IEstimator With(ParameterSet parameters) => this;

        public void Check(Dataset data)
        {
        }

        public IFitted Fit(Dataset data, FitContext context) => new Fitted(data);

        private sealed class Fitted(Dataset train) : IFitted
        {
            public Scorer OwnScorer => "r2";

            public Prediction Predict(Dataset data) => new(
            [
                .. Enumerable.Range(0, data.Count).Select(row => train.TargetsOf(Enumerable.Range(0, train.Count)
                    .MinBy(known => Math.Abs(train.FeaturesOf(known)[0] - data.FeaturesOf(row)[0])))[0]),
            ]);
        }
    }
}
