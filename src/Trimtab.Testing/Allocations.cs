namespace Trimtab.Testing;

/// <summary>Measures what a piece of code allocates by itself.</summary>
internal static class Allocations
{
    /// <summary>
    /// The fewest bytes that <paramref name="run"/> allocates on this thread in five runs, after one run that is not counted.
    /// </summary>
    /// <remarks>
    /// The runtime adds to a single run now and then: a shared array pool is emptied by a garbage collection, a method is compiled anew.
    /// What the code itself allocates is there in every run, so the fewest is the code's own.
    /// </remarks>
    public static long Of(Action run)
    {
        run();
        return Enumerable.Range(0, 5).Min(_ => Once());

        long Once()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
