namespace Trimtab.Networks;

/// <summary>
/// Masks of steps in a net: from an embedding with <see cref="Embedding.MaskZero"/> through layers that work step by step to recurrent
/// ones, which leave masked steps out. A mask is the number of the embedding's input, whose zeros are masked.
/// </summary>
internal static class StepMasks
{
    /// <summary>The mask of a layer's input.</summary>
    /// <param name="layer">The layer, with its name.</param>
    /// <param name="inputs">The masks of what it is applied to; null where there is none.</param>
    /// <exception cref="TrimtabException">There is one, and the layer does not take it.</exception>
    public static int? Into(Layer layer, IReadOnlyList<int?> inputs)
    {
        if (inputs.All(mask => mask is null))
        {
            return null;
        }

        if (!layer.PassesMask && !LeavesOut(layer))
        {
            throw new TrimtabException($"Layer '{layer.Name}' ({layer.Kind}) can't take masked steps, as those behind an embedding with "
                + "MaskZero. Put a recurrent layer between the two, or embed without MaskZero.");
        }

        return inputs.Distinct().Count() == 1
            ? inputs[0]
            : throw new TrimtabException($"Layer '{layer.Name}' ({layer.Kind}) must be applied to inputs of one mask. "
                + "Those of these differ: "
                + "merge what comes of one embedding, or embed without MaskZero.");
    }

    /// <summary>The mask of a layer's output.</summary>
    /// <param name="layer">The layer, with its name.</param>
    /// <param name="input">Number of what it is applied to.</param>
    /// <param name="mask">The mask of its input.</param>
    /// <exception cref="TrimtabException">Steps of the output are in another order than those of the mask.</exception>
    public static int? OutOf(Layer layer, int input, int? mask) => layer switch
    {
        Embedding embedding => embedding.MaskZero ? input : null,
        Bidirectional { Layer: RecurrentLayer both } => both.ReturnSequences ? mask : null,
        RecurrentLayer { ReturnSequences: false } => null,
        RecurrentLayer { GoBackwards: true } when mask is not null => throw new TrimtabException(
            $"Layer '{layer.Name}' ({layer.Kind}) can't return the sequences of masked steps backwards. "
            + "Use a bidirectional layer, or embed "
            + "without MaskZero."),
        _ => mask,
    };

    /// <summary>Whether a layer leaves masked steps out.</summary>
    public static bool LeavesOut(Layer layer) => layer is RecurrentLayer or Bidirectional;
}
