namespace Trimtab.Networks.Engine;

/// <summary>The input blocks of a <see cref="MergeOperator"/>, in the order in which the layer is applied to them.</summary>
public readonly unsafe ref struct InputBlocks
{
    private readonly ReadOnlySpan<nint> _addresses;
    private readonly ReadOnlySpan<int> _lengths;

    /// <param name="addresses">Where each block is.</param>
    /// <param name="lengths">Floats of each.</param>
    internal InputBlocks(ReadOnlySpan<nint> addresses, ReadOnlySpan<int> lengths)
    {
        _addresses = addresses;
        _lengths = lengths;
    }

    /// <summary>Number of blocks, 1 or more.</summary>
    public int Count => _addresses.Length;

    /// <summary>A block.</summary>
    /// <param name="input">Number of the input, from 0.</param>
    public ReadOnlySpan<float> this[int input] => new((float*)_addresses[input], _lengths[input]);
}
