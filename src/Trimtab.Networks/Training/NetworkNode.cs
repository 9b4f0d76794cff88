namespace Trimtab.Networks;

/// <summary>A layer of a net and what it is applied to.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Inputs">What it is applied to, by number: 0 is the input of the net, i the output of its i-th node, from 1.</param>
internal sealed record NetworkNode(Layer Layer, IReadOnlyList<int> Inputs)
{
    /// <summary>
    /// Number of the rows of numbers whose zeros mask steps of the input, for a recurrent layer that leaves those out; or null.
    /// </summary>
    public int? Mask { get; init; }

    /// <summary>Index of the earlier node whose variables it uses; null for a node with variables of its own.</summary>
    public int? SharedWith { get; init; }

    /// <summary>Layers in sequence, each applied to the output of the one before.</summary>
    public static IReadOnlyList<NetworkNode> Chain(IReadOnlyList<Layer> layers) =>
        [.. layers.Select((layer, i) => new NetworkNode(layer, [i]))];
}
