using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// Quasi-random points for the first trials, which leave out the ends of numerical parameters: optima are rare there, and a model finds
/// them. Pure functions.
/// </summary>
internal static class StartupPoints
{
    private const double Margin = 0.2; // share of a range left out at each end

    /// <summary>The parameters of a trial: a point of a Sobol sequence.</summary>
    /// <param name="number">Number of the trial.</param>
    /// <param name="sequence">Address of the sequence, which all trials share.</param>
    /// <param name="cube">The space.</param>
    public static ParameterSet At(int number, RandomAddress sequence, UnitCube cube) => cube.AtQuantiles(
    [
        .. Sobol.At((uint)number, sequence, cube.Count)
            .Select((u, axis) => cube.IsCategorical[axis] ? u : PortableMath.Lerp(Margin, 1 - Margin, u)),
    ]);

    /// <summary>
    /// One parameter of a trial, where the others are not known yet: each parameter has a sequence of its own, so that the trials are a
    /// Latin hypercube.
    /// </summary>
    /// <param name="number">Number of the trial.</param>
    /// <param name="sequences">Address of the sequences, which all trials share.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="distribution">Its distribution.</param>
    public static ParameterValue At(int number, RandomAddress sequences, string name, Distribution distribution) =>
        At(number, sequences.At(name), new UnitCube(SearchSpace.Create([KeyValuePair.Create(name, distribution)])))[name];
}
