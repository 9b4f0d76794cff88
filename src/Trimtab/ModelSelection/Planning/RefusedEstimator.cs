using System.Runtime.ExceptionServices;
using Trimtab.Data;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Planning;

/// <summary>Placeholder for a candidate that could not be made: its check throws the reason. Immutable.</summary>
/// <param name="settings">What the candidate's parameters were set on.</param>
/// <param name="why">What was thrown.</param>
internal sealed class RefusedEstimator(IEstimator settings, Exception why) : IEstimator
{
    public IReadOnlyCollection<string> ParameterNames => settings.ParameterNames;

    public EstimatorKind Kind => settings.Kind;

    public IEstimator With(ParameterSet parameters) => this;

    public void CheckSettings() => ExceptionDispatchInfo.Throw(why);

    public void Check(Dataset data) => ExceptionDispatchInfo.Throw(why);

    public IFitted Fit(Dataset data, FitContext context)
    {
        ExceptionDispatchInfo.Throw(why);
        return null!;
    }
}
