using System.Numerics.Tensors;

namespace Trimtab.Networks;

/// <summary>
/// Whether several threads compute the next step of a training or one alone: several only where they took clearly less time a row when
/// both were measured.
/// </summary>
/// <remarks>
/// Steps are timed in blocks. A measurement takes four: two that are shared and two that are not. The faster way is then kept, longer each
/// time it is confirmed. Threads that share are timed all along: where they no longer gain, as when other programs begin to use the cores,
/// both ways are measured again at once. Times fade with the blocks, so that one unusual block does not decide.
/// </remarks>
/// <param name="time">Its clock.</param>
internal sealed class FasterWay(TimeProvider time)
{
    private const double BlockSeconds = 0.03; // several time slices of a busy machine
    private const double LeastGain = 1.1; // below, the cores are of more use to others
    private const double Fading = 0.95; // of earlier blocks at each new one: half within 0.4 s
    private const int Measured = 4, ShortestKept = 32, LongestKept = 256; // blocks

    private readonly double[] _seconds = new double[2], _rows = new double[2]; // alone, shared
    private long _start;
    private double _blockSeconds, _blockRows;
    private int _block, _kept = ShortestKept;
    private bool? _chosen;

    /// <summary>Whether several threads are to compute the next step.</summary>
    public bool IsShared { get; private set; } = true;

    /// <summary>A step begins.</summary>
    public void StepBegins() => _start = time.GetTimestamp();

    /// <summary>The step has ended.</summary>
    /// <param name="rows">Its rows.</param>
    public void StepEnded(int rows)
    {
        _blockSeconds += time.GetElapsedTime(_start).TotalSeconds;
        _blockRows += rows;
        if (_blockSeconds >= BlockSeconds)
        {
            Record(IsShared ? 1 : 0);
            NextBlock();
        }
    }

    /// <summary>How many times as long as several threads one takes for a row.</summary>
    private double Gain => _seconds[0] * _rows[1] / (_rows[0] * _seconds[1]);

    private void Record(int way)
    {
        TensorPrimitives.Multiply(_seconds, Fading, _seconds);
        TensorPrimitives.Multiply(_rows, Fading, _rows);
        _seconds[way] += _blockSeconds;
        _rows[way] += _blockRows;
        (_blockSeconds, _blockRows) = (0, 0);
    }

    private void NextBlock()
    {
        _block++;
        if (_block == Measured)
        {
            Choose();
        }
        else if (_block == Measured + _kept || (_block > Measured && IsShared && Gain < LeastGain))
        {
            _block = IsShared ? 1 : 0; // what was kept is the first block of the measurement
        }

        if (_block < Measured)
        {
            IsShared = _block is 0 or 3; // a training that becomes faster all the time, as its code does at first, favours neither way
        }
    }

    private void Choose()
    {
        IsShared = Gain >= LeastGain;
        _kept = IsShared == _chosen ? Math.Min(2 * _kept, LongestKept) : ShortestKept;
        _chosen = IsShared;
    }
}
