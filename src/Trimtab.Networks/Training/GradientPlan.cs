namespace Trimtab.Networks;

/// <summary>
/// The backward pass of a net: its steps, and which of a few buffers holds each gradient while it is needed. The gradients of what several
/// layers are applied to are added up, in the order of the steps.
/// </summary>
/// <remarks>Layers in sequence take two buffers in turn.</remarks>
internal sealed class GradientPlan
{
    private readonly List<int> _lengths = [];
    private readonly Stack<int> _free = [];

    /// <param name="nodes">
    /// The inputs of each node, in the order in which they are computed, by number: 0 for the input of the net, i for the output of node i,
    /// from 1. Empty for a node that is not computed.
    /// </param>
    /// <param name="isTrained">Whether a node has trainable weights.</param>
    /// <param name="lengths">Floats of a tile, by number.</param>
    /// <param name="output">Number of the output of the net.</param>
    public GradientPlan(IReadOnlyList<int[]> nodes, Func<int, bool> isTrained, IReadOnlyList<int> lengths, int output)
    {
        bool[] needed = new bool[nodes.Count + 1]; // the gradients by number that trainable weights are behind
        for (int node = 0; node < nodes.Count; node++)
        {
            needed[node + 1] = nodes[node].Length > 0 && (isTrained(node) || nodes[node].Any(input => needed[input]));
        }

        int[] slots = [.. Enumerable.Repeat(-1, nodes.Count + 1)];
        var steps = new List<Step>();
        slots[output] = Take(lengths[output]);
        for (int node = nodes.Count - 1; node >= 0; node--)
        {
            if (needed[node + 1] && slots[node + 1] >= 0)
            {
                Target[] targets = [.. nodes[node].Select(input => needed[input] ? Place(input) : Target.None)];
                steps.Add(new(node, slots[node + 1], targets));
                _free.Push(slots[node + 1]);
            }
        }

        Steps = [.. steps];

        Target Place(int input)
        {
            int slot = Take(lengths[input]);
            if (slots[input] < 0)
            {
                slots[input] = slot;
                return new(slot, -1);
            }

            _free.Push(slot);
            return new(slot, slots[input]);
        }
    }

    /// <summary>The steps, from the output to the first layer with trainable weights.</summary>
    public Step[] Steps { get; }

    /// <summary>Floats of a tile that each buffer holds at most; the first one holds the gradient of the output at first.</summary>
    public IReadOnlyList<int> Lengths => _lengths;

    private int Take(int length)
    {
        if (!_free.TryPop(out int slot))
        {
            slot = _lengths.Count;
            _lengths.Add(0);
        }

        _lengths[slot] = Math.Max(_lengths[slot], length);
        return slot;
    }

    /// <summary>The backward pass of one node.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="Slot">The buffer of the gradient of its output.</param>
    /// <param name="Targets">Where the gradients of its inputs go.</param>
    public readonly record struct Step(int Node, int Slot, Target[] Targets);

    /// <summary>Where a gradient goes.</summary>
    /// <param name="Slot">The buffer it is written to; below 0 where it is not needed.</param>
    /// <param name="Sum">The buffer it is then added to; below 0 for none.</param>
    public readonly record struct Target(int Slot, int Sum)
    {
        /// <summary>Nowhere: no trainable weights are behind it.</summary>
        public static readonly Target None = new(-1, -1);
    }
}
