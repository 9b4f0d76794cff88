namespace Trimtab.Networks.Engine;

/// <summary>
/// The order in which threads that compute the tiles of one batch add to sums they share: layer by layer, the tiles' own. So sums have the
/// same bits at any number of threads.
/// </summary>
/// <param name="layers">Layers of the net.</param>
/// <param name="hasFailed">Whether what is waited for will not come.</param>
internal sealed class Turns(int layers, Func<bool> hasFailed)
{
    private const int Apart = 32; // counters in cache lines of their own

    private readonly int[] _next = new int[layers * Apart]; // by layer, the unit that adds next

    /// <summary>Begins a step: the turn is unit 0's in every layer.</summary>
    public void Begin() => Array.Clear(_next);

    /// <summary>Waits until every unit before <paramref name="unit"/> has added to the sums of <paramref name="layer"/>.</summary>
    /// <exception cref="OperationCanceledException">One of them has failed.</exception>
    public void Await(int layer, int unit)
    {
        var wait = default(SpinWait);
        while (Volatile.Read(ref _next[layer * Apart]) != unit)
        {
            if (hasFailed())
            {
                throw new OperationCanceledException("A thread that computes earlier rows of the batch has failed.");
            }

            wait.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Lets the next unit add to the sums of <paramref name="layer"/>.</summary>
    public void End(int layer, int unit) => Volatile.Write(ref _next[layer * Apart], unit + 1);
}
