using Trimtab.Numerics;

namespace Trimtab.Data;

/// <summary>Smaller data sets from larger ones.</summary>
public static class DatasetExtensions
{
    extension(Dataset dataset)
    {
        /// <summary>The rows in their order, some at a time, to be predicted or written piece by piece; views, nothing is copied.</summary>
        /// <param name="rows">How many, 1 or more; the last batch has what is left.</param>
        public IEnumerable<Dataset> Batches(int rows)
        {
            _ = Setting.AtLeast(rows, 1, nameof(rows));
            return Enumerable.Range(0, (int)(((long)dataset.Count + rows - 1) / rows)).Select(batch => dataset.Select(
                [.. Enumerable.Range(batch * rows, Math.Min(rows, dataset.Count - (batch * rows)))]));
        }

        /// <summary>The rows all of whose targets are numbers: those with a NaN or an infinity are left out.</summary>
        /// <exception cref="TrimtabException">There are no targets.</exception>
        public Dataset DropMissingTargets() => dataset.HasTargets
            ? dataset.Select([.. Enumerable.Range(0, dataset.Count).Where(row => HasTargets(dataset, row))])
            : throw new TrimtabException("Rows without targets alone can't be left out where no row has any. "
                + "Give targets with the features: new Dataset(features, shape, targets).");

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

    private static bool HasTargets(Dataset dataset, int row)
    {
        foreach (double target in dataset.TargetsOf(row))
        {
            if (!double.IsFinite(target))
            {
                return false;
            }
        }

        return true;
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
