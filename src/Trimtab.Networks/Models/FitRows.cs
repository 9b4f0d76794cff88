using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Which rows a training learns from, and which it is validated on.</summary>
internal static class FitRows
{
    /// <summary>Training and validation rows: those given, or the last rows for validation, as in Keras.</summary>
    /// <exception cref="TrimtabException">No row would be left on one side.</exception>
    public static (Dataset Train, Dataset? Validation) Split(Dataset data, double validationSplit, Dataset? validationData)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (validationData is not null || validationSplit == 0)
        {
            return (data, validationData);
        }

        int kept = Kept(data, validationSplit);
        int[] rows = [.. Enumerable.Range(0, data.Count)];
        return (data.Select(rows.AsSpan(0, kept)), data.Select(rows.AsSpan(kept)));
    }

    /// <summary>How many rows are learned from where a fraction of them, taken from the end, is validated on.</summary>
    /// <exception cref="TrimtabException">No row would be left on one side.</exception>
    public static int Kept(Dataset data, double validationSplit)
    {
        int kept = (int)(data.Count * (1 - validationSplit));
        return kept > 0 && kept < data.Count
            ? kept
            : throw new TrimtabException(Invariant(
                $"ValidationSplit {validationSplit} must leave rows on both sides. Got {data.Count} rows, {kept} for training."));
    }
}
