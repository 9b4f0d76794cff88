using Trimtab.Data;
using Trimtab.ModelSelection.Planning;

namespace Trimtab.ModelSelection.Running;

/// <summary>An estimator without epochs, as a training of one step.</summary>
internal sealed class OneStepTrajectory(IEstimator estimator, Dataset data, FitContext context) : ITrajectory
{
    private IFitted? _fitted;

    public IFitted Fitted => _fitted ?? throw new InvalidOperationException("Nothing has been learned yet.");

    public void AdvanceTo(int epoch) => _fitted ??= estimator.Fit(data, context)
        ?? throw new TrimtabException($"Fit must return what was learned. {estimator.TypeTitle} returned null.");

    public void Dispose()
    {
    }
}
