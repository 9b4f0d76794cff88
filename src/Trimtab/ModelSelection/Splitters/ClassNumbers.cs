namespace Trimtab.ModelSelection;

/// <summary>Looks at targets as classes, for splits that keep the classes' shares.</summary>
internal static class ClassNumbers
{
    extension(Dataset data)
    {
        /// <summary>Whether every row has one target and it is a whole number.</summary>
        public bool HasClassNumbers => data.Outputs == 1 && Array.TrueForAll(data.Labels(), double.IsInteger);

        /// <summary>Each row's class as a number from 0, counted in the order the classes first appear.</summary>
        /// <param name="splitter">Who asks, for the message.</param>
        /// <exception cref="TrimtabException">The targets are not class numbers.</exception>
        public int[] ClassesByFirstAppearance(string splitter)
        {
            if (data.Outputs != 1)
            {
                throw new TrimtabException($"{splitter} needs one class number per row. Got {data.Outputs} targets per row; keep class numbers, or use KFold.");
            }

            double[] labels = data.Labels();
            int real = Array.FindIndex(labels, label => !double.IsInteger(label));
            if (real >= 0)
            {
                throw new TrimtabException($"{splitter} needs whole class numbers. Row {real} has {labels[real]}; use KFold for real targets.");
            }

            var codes = new Dictionary<double, int>();
            return [.. labels.Select(label => codes.TryGetValue(label, out int code) ? code : codes[label] = codes.Count)];
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
}
