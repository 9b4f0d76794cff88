namespace Trimtab.Samplers;

/// <summary>A space as lines of real numbers, in the order of the knobs' names. Immutable.</summary>
internal sealed class Axes
{
    private readonly Axis[] _axes;

    public Axes(SearchSpace space)
    {
        Space = space;
        _axes = [.. space.Select(knob => new Axis(knob.Key, knob.Value))];
    }

    public SearchSpace Space { get; }

    public int Count => _axes.Length;

    public Axis this[int index] => _axes[index];

    /// <summary>Where a parameter set lies; null where it lacks a knob or has one at a value it may not have.</summary>
    public double[]? Of(ParameterSet parameters)
    {
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
    public ParameterSet At(ReadOnlySpan<double> place)
    {
        var values = new KeyValuePair<string, ParameterValue>[_axes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new(_axes[i].Name, _axes[i].At(place[i]));
        }

        return ParameterSet.Create(values);
    }

    /// <summary>The parameter set at shares in [0, 1) along the axes.</summary>
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
