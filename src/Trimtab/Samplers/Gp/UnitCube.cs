using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// The parameters of a space as coordinates of a point: from 0 to 1 for a numerical one, the index of the choice for a categorical one.
/// Immutable.
/// </summary>
internal sealed class UnitCube(SearchSpace space)
{
    private const double SwapProbability = 0.2; // of a choice, in a point near another

    private readonly SpaceTransform _axes = new(space);

    /// <summary>The space.</summary>
    public SearchSpace Space => _axes.Space;

    /// <summary>The number of parameters.</summary>
    public int Count => _axes.Count;

    /// <summary>Whether each parameter is categorical.</summary>
    public bool[] IsCategorical { get; } = [.. space.Values.Select(distribution => distribution is CategoricalDistribution)];

    /// <summary>The parameter of a coordinate.</summary>
    public TransformedParameter this[int axis] => _axes[axis];

    /// <summary>The point of parameters; null where one is missing or outside its distribution.</summary>
    public double[]? Of(ParameterSet parameters) => KnownOf(parameters) is var point && Array.Exists(point, double.IsNaN) ? null : point;

    /// <summary>The point of parameters; NaN for those missing or outside their distribution.</summary>
    public double[] KnownOf(ParameterSet parameters)
    {
        double[] point = new double[Count];
        for (int axis = 0; axis < point.Length; axis++)
        {
            point[axis] = parameters.TryGetValue(_axes[axis].Name, out var value) ? ShareOf(axis, _axes[axis].Of(value)) : double.NaN;
        }

        return point;
    }

    /// <summary>The parameters at, or nearest to, a point.</summary>
    public ParameterSet At(double[] point) => _axes.At([.. point.Select((share, axis) => PlaceOf(axis, share))]);

    /// <summary>Those of the parameters at a point that are active.</summary>
    public ParameterSet At(double[] point, bool[] active) => ParameterSet.Create(
        Enumerable.Range(0, Count).Where(axis => active[axis])
            .Select(axis => KeyValuePair.Create(_axes[axis].Name, _axes[axis].At(PlaceOf(axis, point[axis])))));

    /// <summary>
    /// The suggestion of a point; where it was tried before and the space is finite, the best by the acquisition function of others.
    /// </summary>
    /// <param name="ranked">The point, then others that may take its place.</param>
    /// <param name="gain">The acquisition function.</param>
    public Suggestion Suggest(double[][] ranked, Func<double[], double> gain) => new(At(ranked[0]))
    {
        Alternatives = ranked.Skip(1).Select(At),
        Acquisition = parameters => Of(parameters) is { } point ? gain(point) : double.NegativeInfinity,
    };

    /// <summary>The parameters at quantiles of a random draw, in [0, 1).</summary>
    public ParameterSet AtQuantiles(double[] quantiles) => _axes.AtShares(quantiles);

    /// <summary>The coordinate of the value nearest to <paramref name="share"/> of a numerical parameter's range.</summary>
    public double Snap(int axis, double share)
    {
        double inside = Math.Clamp(share, 0, 1);
        return _axes[axis].IsStepped ? _axes[axis].ShareOf(_axes[axis].Snap(PlaceOf(axis, inside))) : inside;
    }

    /// <summary>A quasi-random point.</summary>
    public double[] Anywhere(int index, RandomAddress address)
    {
        double[] point = Sobol.At((uint)index, address, Count);
        for (int axis = 0; axis < point.Length; axis++)
        {
            point[axis] = IsCategorical[axis] ? Math.Floor(point[axis] * _axes[axis].Choices) : Snap(axis, point[axis]);
        }

        return point;
    }

    /// <summary>A random point near another: numerical coordinates normally distributed, a fifth of the choices drawn anew.</summary>
    /// <param name="start">The other.</param>
    /// <param name="deviation">The standard deviation.</param>
    /// <param name="random">Random draws.</param>
    public double[] Near(double[] start, double deviation, ref RandomStream random)
    {
        double[] point = [.. start];
        for (int axis = 0; axis < point.Length; axis++)
        {
            double z = random.NextNormal(), u = random.NextDouble(), choice = random.NextDouble();
            point[axis] = !IsCategorical[axis] ? Snap(axis, point[axis] + (z * deviation))
                : u < SwapProbability ? Math.Floor(choice * _axes[axis].Choices)
                : point[axis];
        }

        return point;
    }

    private double ShareOf(int axis, double place) => IsCategorical[axis] || double.IsNaN(place) ? place : _axes[axis].ShareOf(place);

    private double PlaceOf(int axis, double share) =>
        IsCategorical[axis] ? share : PortableMath.Lerp(_axes[axis].Low, _axes[axis].High, share);
}
