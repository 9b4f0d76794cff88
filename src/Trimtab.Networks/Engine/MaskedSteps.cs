namespace Trimtab.Networks.Engine;

/// <summary>
/// The steps that a recurrent layer leaves out, image by image: there the state and what the cell keeps stay as they were, and so do their
/// gradients on the way back.
/// </summary>
/// <param name="steps">The steps of a row.</param>
/// <param name="stateLength">Floats of the state of a tile.</param>
internal sealed unsafe class MaskedSteps(RecurrentSteps steps, int stateLength) : IDisposable
{
    private readonly AlignedBuffer _state = new(stateLength), _carried = new(stateLength); // gradients before a step

    /// <summary>A block of a number per step, whose zeros are left out.</summary>
    public float* Numbers { get; set; }

    /// <summary>After a step: takes back what it has done for images of which it is left out.</summary>
    public void Keep(int tile, int step, in CellStep taken, Span<float> state)
    {
        float* numbers = NumbersOf(tile, step);
        for (int lane = 0; lane < Tile.Lanes; lane++)
        {
            if (numbers[lane] == 0)
            {
                Copy(taken.Before, state, lane);
                Copy(taken.KeptBefore, taken.Kept, lane);
            }
        }
    }

    /// <summary>Before a step of the way back: keeps the gradients for <see cref="Skip"/>.</summary>
    public void Hold(in CellGradients gradients)
    {
        gradients.State.CopyTo(_state.Span);
        gradients.Carried.CopyTo(_carried.Span);
    }

    /// <summary>After it: passes the gradients by a step that is left out.</summary>
    public void Skip(int tile, int step, in CellGradients gradients)
    {
        float* numbers = NumbersOf(tile, step);
        for (int lane = 0; lane < Tile.Lanes; lane++)
        {
            if (numbers[lane] == 0)
            {
                Copy(_state.Span, gradients.State, lane);
                Copy(_carried.Span, gradients.Carried, lane);
                Clear(gradients.Inputs, lane);
                Clear(gradients.Recurrent, lane);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _state.Dispose();
        _carried.Dispose();
    }

    private float* NumbersOf(int tile, int step) => Numbers + ((((nint)tile * steps.Count) + steps.PlaceOf(step)) * Tile.Lanes);

    private static void Copy(ReadOnlySpan<float> from, Span<float> to, int lane)
    {
        for (int i = lane; i < to.Length; i += Tile.Lanes)
        {
            to[i] = from[i];
        }
    }

    private static void Clear(Span<float> numbers, int lane)
    {
        for (int i = lane; i < numbers.Length; i += Tile.Lanes)
        {
            numbers[i] = 0;
        }
    }
}
