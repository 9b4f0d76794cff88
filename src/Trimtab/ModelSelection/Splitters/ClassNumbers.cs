using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Looks at targets as classes, for splits that keep the classes' shares.</summary>
internal static class ClassNumbers
{
    extension(Dataset data)
    {
        /// <summary>Whether every row names its class: by one whole number, or by a one-hot row.</summary>
        public bool HasClasses => data.Outputs == 1
            ? Array.TrueForAll(data.Labels(), double.IsInteger)
            : Enumerable.Range(0, data.Count).All(row => IsOneHot(data.TargetsOf(row)));

        /// <summary>Each row's class as a number from 0, counted in the order the classes first appear.</summary>
        /// <param name="splitter">The splitter that needs it, named in the message.</param>
        /// <exception cref="TrimtabException">The targets are neither class numbers nor one-hot rows.</exception>
        public int[] ClassesByFirstAppearance(string splitter)
        {
            var codes = new Dictionary<double, int>();
            return [.. data.Classes(splitter).Select(label => codes.TryGetValue(label, out int code) ? code : codes[label] = codes.Count)];
        }

        /// <summary>Each row's class number; of a one-hot row the position of its one.</summary>
        /// <param name="splitter">The splitter that needs it, named in the message.</param>
        /// <exception cref="TrimtabException">The targets are neither class numbers nor one-hot rows.</exception>
        public double[] Classes(string splitter)
        {
            double[] labels = data.Labels();
            if (data.Outputs > 1)
            {
                int mixed = Enumerable.Range(0, data.Count).FirstOrDefault(row => !IsOneHot(data.TargetsOf(row)), -1);
                if (mixed < 0)
                {
                    return labels;
                }

                string targets = InvariantText.List(data.TargetsOf(mixed).ToArray().Take(10));
                throw new TrimtabException(
                    Invariant($"{splitter} needs one class number or a one-hot row per row. ")
                    + Invariant($"Row {mixed} has the {data.Outputs} targets {targets}; use KFold."));
            }

            int real = Array.FindIndex(labels, label => !double.IsInteger(label));
            return real < 0
                ? labels
                : throw new TrimtabException(Invariant($"{splitter} needs whole class numbers. ")
                    + Invariant($"Row {real} has {labels[real]}; use KFold for real targets."));
        }
    }

    /// <summary>How many rows each class has.</summary>
    public static int[] Sizes(ReadOnlySpan<int> classes)
    {
        int[] sizes = new int[classes.IsEmpty ? 0 : classes.ToArray().Max() + 1];
        foreach (int c in classes)
        {
            sizes[c]++;
        }

        return sizes;
    }

    private static bool IsOneHot(ReadOnlySpan<double> targets) => targets.Count(1.0) == 1 && targets.Count(0.0) == targets.Length - 1;
}
