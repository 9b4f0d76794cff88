using System.Runtime.InteropServices;

namespace Trimtab.Networks;

/// <summary>State of an optimizer in one training. Not thread-safe.</summary>
public sealed class OptimizerState
{
    private readonly float[][] _slots;

    /// <summary>Creates the state before the first step.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="weights">Number of weights of the net.</param>
    public OptimizerState(Optimizer optimizer, int weights)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        _slots = new float[optimizer.Slots][];
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            _slots[slot] = new float[weights];
        }

        optimizer.Initialize(this);
    }

    /// <summary>Number of state variables (slots) per weight.</summary>
    public int Slots => _slots.Length;

    /// <summary>Number of steps done; during an update, the number of this step, from 1.</summary>
    public long Step { get; set; }

    /// <summary>A running product used by some optimizers (Nadam's momentum schedule). Initially 1.</summary>
    public double Product { get; set; } = 1;

    /// <summary>State variable <paramref name="index"/>, one number per weight.</summary>
    public Span<float> Slot(int index) => _slots[index];

    /// <summary>Writes a snapshot of the state.</summary>
    internal void Save(BinaryWriter writer)
    {
        writer.Write(Step);
        writer.Write(Product);
        foreach (float[] slot in _slots)
        {
            writer.Write(MemoryMarshal.AsBytes<float>(slot));
        }
    }

    /// <summary>Restores a snapshot of the same optimizer and net.</summary>
    internal void Load(BinaryReader reader)
    {
        (Step, Product) = (reader.ReadInt64(), reader.ReadDouble());
        foreach (float[] slot in _slots)
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(slot.AsSpan()));
        }
    }
}
