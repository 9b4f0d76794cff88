using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.Logging;

/// <summary>An estimator in epochs whose score is its rate times the epochs done; trainings of one rate are shared and resumed.</summary>
internal sealed record Stepping : IIterativeEstimator
{
    public double Rate { get; init; } = 0.1;

    public int Epochs { get; init; } = 2;

    public IReadOnlyCollection<string> ParameterNames => ["rate", "epochs"];

    public EstimatorKind Kind => EstimatorKind.Regressor;

    public TrajectoryIdentity Identity => TrajectoryIdentity.Of(Invariant($"rate {Rate}"));

    public IEstimator With(ParameterSet parameters) => this with
    {
        Rate = parameters.TryGetValue("rate", out var rate) ? rate.As<double>() : Rate,
        Epochs = parameters.TryGetValue("epochs", out var epochs) ? epochs.As<int>() : Epochs,
    };

    public void Check(Dataset data)
    {
    }

    public ITrajectory Begin(Dataset data, FitContext context) => new Walk(Rate);

    public IFitted Fit(Dataset data, FitContext context) => throw new NotSupportedException();

    private sealed class Walk(double rate) : IResumableTrajectory, IFitted
    {
        private int _done;

        public IFitted Fitted => this;

        public Scorer OwnScorer => Scorer.From("done", _ => rate * _done);

        public void AdvanceTo(int epoch) => _done = epoch;

        public void Save(BinaryWriter writer) => writer.Write(_done);

        public void Load(BinaryReader reader, int epoch) => _done = reader.ReadInt32();

        public Prediction Predict(Dataset data) => new(new double[data.Count]);

        public void Dispose()
        {
        }
    }
}
