namespace Trimtab.Networks;

/// <summary>
/// Whether several threads compute the next step of a training or one alone: whichever took less time a row when both were measured.
/// </summary>
/// <remarks>
/// Steps are timed in blocks: two that are shared and two that are not, alternately. The faster way is then kept, longer each time it is
/// confirmed, until both are measured again. So the slower one takes a few hundredths of the steps at most, also where other programs begin
/// to use the cores in the middle of a training.
/// </remarks>
internal sealed class FasterWay
{
    private const double BlockSeconds = 0.03; // several time slices of a busy machine
    private const int Measured = 4, ShortestKept = 32, LongestKept = 256; // blocks

    private readonly double[] _seconds = new double[2], _rows = new double[2]; // alone, shared
    private double _blockSeconds;
    private int _block, _kept = ShortestKept / 2;
    private bool _wasShared = true;

    /// <summary>Whether several threads are to compute the next step.</summary>
    public bool IsShared { get; private set; } = true;

    /// <summary>Takes account of a step.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="seconds">How long it took.</param>
    public void Add(int rows, double seconds)
    {
        if (_block < Measured)
        {
            _seconds[IsShared ? 1 : 0] += seconds;
            _rows[IsShared ? 1 : 0] += rows;
        }

        _blockSeconds += seconds;
        if (_blockSeconds >= BlockSeconds)
        {
            _blockSeconds = 0;
            NextBlock();
        }
    }

    private void NextBlock()
    {
        _block++;
        if (_block == Measured + _kept)
        {
            _block = 0;
            Array.Clear(_seconds);
            Array.Clear(_rows);
        }

        if (_block < Measured)
        {
            IsShared = _block % 2 == 0;
        }
        else if (_block == Measured)
        {
            Decide();
        }
    }

    private void Decide()
    {
        IsShared = _seconds[1] * _rows[0] <= _seconds[0] * _rows[1];
        _kept = IsShared == _wasShared ? Math.Min(2 * _kept, LongestKept) : ShortestKept;
        _wasShared = IsShared;
    }
}
