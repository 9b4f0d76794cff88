namespace Trimtab.Networks;

/// <summary>The variables of layer and group normalization.</summary>
internal static class NormalizationWeights
{
    /// <summary>γ and β, a number per channel, each if there is one.</summary>
    public static IReadOnlyList<WeightSpec> Of(int channels, bool scale, bool center)
    {
        var weights = new List<WeightSpec>();
        if (scale)
        {
            weights.Add(new("gamma", [channels], new Ones()));
        }

        if (center)
        {
            weights.Add(new("beta", [channels], new Zeros()));
        }

        return weights;
    }
}
