using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Every distinct configuration of a search is checked once (decision 12), however many steps the search takes.</summary>
public class CheckCountTests
{
    private const int Candidates = 9;

    private static readonly Dataset _rows = new([.. Enumerable.Range(0, 12).Select(row => (float)row)], [1], new double[12]);

    private static readonly ParameterValues _alphas = ParameterValues.Create(
        [.. Enumerable.Range(1, Candidates).Select(ParameterValue (alpha) => alpha)]);

    private static readonly ParameterGrid _grid = new() { ["alpha"] = _alphas };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Kinds => new MatrixTheoryData<string, bool>(
        [
            "grid", "grid, pruned", "grid of epochs", "random", "random, pruned", "halving", "study", "study, pruned",
            "study, first candidates",
        ],
        [false, true]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_OfEveryConfiguration_IsCalledOnce(string kind, bool isPlannedFirst)
    {
        var checks = new List<double>();
        var compiled = (Search(kind, new Counted(checks)) with { Cv = new KFold(2) }).Compile(_rows, Token);
        if (isPlannedFirst && compiled.Search is not StudySearchCV) // a study's plan is of other candidates
        {
            compiled.Plan(Token);
        }

        compiled.Fit(cancellationToken: Token);

        Assert.Equal(Candidates, checks.Distinct().Count());
        Assert.Equal(Candidates, checks.Count);
    }

    private static CandidateSearch Search(string kind, Counted estimator)
    {
        var space = new SearchSpace { ["alpha"] = new FloatDistribution(0, 1) };
        var known = ParameterSet.Of(("alpha", 0.5));
        return kind switch
        {
            "grid" => new GridSearchCV(estimator, _grid),
            "grid, pruned" =>
                new GridSearchCV(estimator, _grid) { Pruner = new SuccessiveHalvingPruner { MinResource = 1, Promotes = true } },
            "grid of epochs" => new GridSearchCV(estimator, new() { ["alpha"] = _alphas, ["epochs"] = [1, 4, 9] }),
            "random" => new RandomizedSearchCV(estimator, _grid, Candidates),
            "random, pruned" => new RandomizedSearchCV(estimator, _grid, Candidates) { Pruner = new MedianPruner() },
            "halving" => new HalvingSearchCV(estimator, _grid),
            "study" => new StudySearchCV(estimator, space, Candidates),
            "study, pruned" => new StudySearchCV(estimator, space, Candidates) { Pruner = new MedianPruner() },
            _ => new StudySearchCV(estimator, space, Candidates) { First = [known], ErrorScore = ErrorScore.Raise },
        };
    }

    /// <summary>Nine epochs whose score is alpha; notes what is checked.</summary>
    private sealed record Counted(List<double> Checks) : IIterativeEstimator
    {
        public double Alpha { get; init; }

        public int Epochs { get; init; } = 9;

        public IReadOnlyCollection<string> ParameterNames => ["alpha", "epochs"];

        public EstimatorKind Kind => EstimatorKind.Regressor;

        public TrajectoryIdentity Identity => TrajectoryIdentity.Of($"alpha {Alpha}");

        public IEstimator With(ParameterSet parameters) => this with
        {
            Alpha = parameters.TryGetValue("alpha", out var alpha) ? alpha.As<double>() : Alpha,
            Epochs = parameters.TryGetValue("epochs", out var epochs) ? epochs.As<int>() : Epochs,
        };

        public void Check(Dataset data)
        {
            lock (Checks)
            {
                Checks.Add(Alpha);
            }
        }

        public ITrajectory Begin(Dataset data, FitContext context) => new Trained(this);

        public IFitted Fit(Dataset data, FitContext context) => throw new NotSupportedException();
    }

    private sealed class Trained(Counted settings) : IResumableTrajectory, IFitted
    {
        public IFitted Fitted => this;

        public Scorer OwnScorer => Scorer.From("alpha", _ => settings.Alpha);

        public void AdvanceTo(int epoch)
        {
        }

        public void Save(BinaryWriter writer)
        {
        }

        public void Load(BinaryReader reader, int epoch)
        {
        }

        public Prediction Predict(Dataset data) => new(new double[data.Count]);

        public void Dispose()
        {
        }
    }
}
