using System.Numerics.Tensors;

namespace Trimtab.Networks.Engine;

/// <summary>Computes a layer whose outputs are inputs in other places, repeated, or zeros.</summary>
internal sealed class RearrangementOperator : LayerOperator
{
    private readonly List<Run> _runs = [];
    private readonly int _inputLength, _outputLength;
    private readonly bool _hasZeros;

    /// <param name="inputs">Numbers of an input row.</param>
    /// <param name="sources">For each number of an output row, that of the input row it is; below 0 for a zero.</param>
    public RearrangementOperator(int inputs, IReadOnlyList<int> sources)
    {
        (_inputLength, _outputLength) = (BlockLength.Of(inputs, Tile.Lanes), BlockLength.Of(sources.Count, Tile.Lanes));
        for (int first = 0, end; first < sources.Count; first = end)
        {
            for (end = first + 1; end < sources.Count && sources[end] == sources[first] + end - first; end++)
            {
            }

            if (sources[first] >= 0)
            {
                _runs.Add(new(sources[first] * Tile.Lanes, first * Tile.Lanes, (end - first) * Tile.Lanes));
            }
            else
            {
                (_hasZeros, end) = (true, first + 1);
            }
        }
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        if (_hasZeros)
        {
            y.Clear();
        }

        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            var (from, to) = (tile * _inputLength, tile * _outputLength);
            foreach (var run in _runs)
            {
                x.Slice(from + run.From, run.Length).CopyTo(y[(to + run.To)..]);
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        dx.Clear();
        for (int tile = 0; tile < (dx.IsEmpty ? 0 : pass.Tiles); tile++)
        {
            var (to, from) = (tile * _inputLength, tile * _outputLength);
            foreach (var run in _runs)
            {
                var sum = dx.Slice(to + run.From, run.Length);
                TensorPrimitives.Add(sum, dy.Slice(from + run.To, run.Length), sum);
            }
        }
    }

    /// <summary>Neighbours that stay neighbours, in floats of a tile.</summary>
    private readonly record struct Run(int From, int To, int Length);
}
