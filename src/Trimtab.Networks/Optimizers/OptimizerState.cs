using System.Runtime.InteropServices;

namespace Trimtab.Networks;

/// <summary>What an optimizer remembers of one training. Belongs to that training; not thread-safe.</summary>
public sealed class OptimizerState
{
    private readonly float[][] _slots;

    /// <summary>Makes the state before the first step.</summary>
    /// <param name="optimizer">Whose.</param>
    /// <param name="weights">How many weights the net has.</param>
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

    /// <summary>How many numbers are remembered per weight.</summary>
    public int Slots => _slots.Length;

    /// <summary>Steps taken; during an update, the number of this step, from 1.</summary>
    public long Step { get; set; }

    /// <summary>A running number some optimizers need (Nadam's product of momenta). Starts at 1.</summary>
    public double Product { get; set; } = 1;

    /// <summary>The remembered numbers called <paramref name="index"/>, one per weight.</summary>
    public Span<float> Slot(int index) => _slots[index];

    /// <summary>Writes all of it.</summary>
    internal void Save(BinaryWriter writer)
    {
        writer.Write(Step);
        writer.Write(Product);
        foreach (float[] slot in _slots)
        {
            writer.Write(MemoryMarshal.AsBytes<float>(slot));
        }
    }

    /// <summary>Reads what the state of the same optimizer and net has written.</summary>
    internal void Load(BinaryReader reader)
    {
        (Step, Product) = (reader.ReadInt64(), reader.ReadDouble());
        foreach (float[] slot in _slots)
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(slot.AsSpan()));
        }
    }
}
