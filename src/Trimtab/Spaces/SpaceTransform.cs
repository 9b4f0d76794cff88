namespace Trimtab.Spaces;

/// <summary>
/// Maps the parameters of a space to real numbers and back, one dimension a parameter, ordered by name. Immutable; thread-safe.
/// </summary>
public sealed class SpaceTransform
{
    private readonly TransformedParameter[] _axes;

    /// <summary>Creates the transform of <paramref name="space"/>; its rules are not considered.</summary>
    public SpaceTransform(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        Space = space;
        _axes = [.. space.Select(parameter => new TransformedParameter(parameter.Key, parameter.Value))];
    }

    /// <summary>Search space that is transformed.</summary>
    public SearchSpace Space { get; }

    /// <summary>The number of dimensions; 0 for an empty space.</summary>
    public int Count => _axes.Length;

    /// <summary>The parameter of dimension <paramref name="index"/>, from 0.</summary>
    public TransformedParameter this[int index] => _axes[index];

    /// <summary>
    /// The coordinates of a parameter set; <see langword="null"/> if it lacks a parameter or has a value outside its distribution.
    /// </summary>
    public double[]? Of(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        double[] place = new double[_axes.Length];
        for (int i = 0; i < place.Length; i++)
        {
            if (!parameters.TryGetValue(_axes[i].Name, out var value) || double.IsNaN(place[i] = _axes[i].Of(value)))
            {
                return null;
            }
        }

        return place;
    }

    /// <summary>The parameter set at, or nearest to, a place.</summary>
    /// <param name="place">
    /// A number a parameter: from its <see cref="TransformedParameter.Low"/> to its <see cref="TransformedParameter.High"/>; of a
    /// categorical one the index of the choice.
    /// </param>
    public ParameterSet At(ReadOnlySpan<double> place)
    {
        var values = new KeyValuePair<string, ParameterValue>[_axes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new(_axes[i].Name, _axes[i].At(place[i]));
        }

        return ParameterSet.Create(values);
    }

    /// <summary>
    /// The parameter set at shares along the axes: where they are uniform random numbers, so are the parameters in their distributions.
    /// </summary>
    /// <param name="shares">In [0, 1), one an axis.</param>
    public ParameterSet AtShares(ReadOnlySpan<double> shares)
    {
        var values = new KeyValuePair<string, ParameterValue>[_axes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new(_axes[i].Name, _axes[i].AtShare(shares[i]));
        }

        return ParameterSet.Create(values);
    }
}
