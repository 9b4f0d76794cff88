namespace Trimtab.Spaces;

/// <summary>A space as lines of real numbers, in the order of the parameters' names: what samplers compute with. Immutable; thread-safe.</summary>
public sealed class SpaceTransform
{
    private readonly TransformedParameter[] _axes;

    /// <summary>The axes of <paramref name="space"/>, one a parameter. Its rules play no part.</summary>
    public SpaceTransform(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        Space = space;
        _axes = [.. space.Select(parameter => new TransformedParameter(parameter.Key, parameter.Value))];
    }

    /// <summary>The space.</summary>
    public SearchSpace Space { get; }

    /// <summary>How many axes there are; 0 for an empty space.</summary>
    public int Count => _axes.Length;

    /// <summary>The axis at a place in the order, from 0.</summary>
    public TransformedParameter this[int index] => _axes[index];

    /// <summary>Where a parameter set lies, a number an axis; <see langword="null"/> where it lacks a parameter or has one at a value outside its distribution.</summary>
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
    /// <param name="place">A number an axis: from its <see cref="TransformedParameter.Low"/> to its <see cref="TransformedParameter.High"/>; of a list, the number of the choice.</param>
    public ParameterSet At(ReadOnlySpan<double> place)
    {
        var values = new KeyValuePair<string, ParameterValue>[_axes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new(_axes[i].Name, _axes[i].At(place[i]));
        }

        return ParameterSet.Create(values);
    }

    /// <summary>The parameter set at shares along the axes: where they are uniform random numbers, so are the parameters in their distributions.</summary>
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
