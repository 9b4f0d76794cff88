using Trimtab.Numerics;

namespace Trimtab.Data;

/// <summary>Smaller data sets from larger ones.</summary>
public static class DatasetExtensions
{
    extension(Dataset dataset)
    {
        /// <summary>Some of the rows, in their order, with each class as frequent as in all of them to within one row.</summary>
        /// <param name="count">How many rows: from 1 to <see cref="Dataset.Count"/>.</param>
        /// <param name="seed">The same seed takes the same rows.</param>
        /// <remarks>
        /// Classes are the distinct values of <see cref="Dataset.Labels"/>; where all differ, as real targets do, and without targets,
        /// every row is equally likely. A class too rare for one row may be left out.
        /// </remarks>
        public Dataset Subset(int count, ulong seed = 0)
        {
            if (count < 1 || count > dataset.Count)
            {
                throw Setting.OutOfRange(
                    nameof(count), Invariant($"A subset must have from 1 to {dataset.Count} rows, as many as there are. Got {count}."));
            }

            var address = RandomAddress.FromSeed(seed).At("subset");
            int[][] classes = [.. (dataset.HasTargets ? dataset.Labels() : new double[dataset.Count])
                .Index().GroupBy(row => row.Item, row => row.Index).Select(rows => rows.ToArray())];
            int[] quotas = Quotas(classes, dataset.Count, count, address.At("quotas").Stream());
            var taken = new List<int>(count);
            for (int i = 0; i < classes.Length; i++)
            {
                address.At("rows").At(i).Stream().Shuffle(classes[i].AsSpan());
                taken.AddRange(classes[i].AsSpan(0, quotas[i]));
            }

            taken.Sort();
            return dataset.Select([.. taken]);
        }
    }

    /// <summary>
    /// Shares <paramref name="count"/> out by class size, what is left to the largest remainders (Hamilton's method), ties by lot.
    /// </summary>
    private static int[] Quotas(int[][] classes, int total, int count, RandomStream lots)
    {
        int[] order = [.. Enumerable.Range(0, classes.Length)];
        lots.Shuffle(order.AsSpan());
        int[] quotas = [.. classes.Select(rows => (int)((long)count * rows.Length / total))];
        foreach (int i in order.OrderByDescending(i => (long)count * classes[i].Length % total).Take(count - quotas.Sum()))
        {
            quotas[i]++;
        }

        return quotas;
    }
}
