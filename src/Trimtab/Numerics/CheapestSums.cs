namespace Trimtab.Numerics;

/// <summary>Choices of one item of each of several sorted lists, in the order of the sum of their costs. Pure functions.</summary>
internal static class CheapestSums
{
    /// <summary>The choices, cheapest first; of equally cheap ones the one found first. Found as they are asked for.</summary>
    /// <param name="lists">How many lists there are.</param>
    /// <param name="cost">
    /// The cost of an item of a list, both numbered from 0, not below that of the item before; null behind the last.
    /// </param>
    /// <returns>The number of the item of each list; all 0 first. Each choice once: its items are raised from left to right.</returns>
    public static IEnumerable<int[]> Of(int lists, Func<int, int, double?> cost)
    {
        var open = new PriorityQueue<(int[] Items, int Last), (double Sum, int Found)>();
        int found = 0;
        open.Enqueue((new int[lists], 0), (0, found));
        while (open.TryDequeue(out var cheapest, out var priority))
        {
            yield return cheapest.Items;
            for (int list = cheapest.Last; list < lists; list++)
            {
                int item = cheapest.Items[list];
                if (cost(list, item + 1) is { } next)
                {
                    int[] raised = [.. cheapest.Items];
                    raised[list]++;
                    open.Enqueue((raised, list), (priority.Sum + (next - cost(list, item)!.Value), ++found));
                }
            }
        }
    }
}
