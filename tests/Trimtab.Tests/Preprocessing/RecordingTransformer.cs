using System.Collections.Concurrent;
using Trimtab.Data;
using Trimtab.Preprocessing;

namespace Trimtab.Tests.Preprocessing;

/// <summary>Records the rows it learns from, by their first feature, and leaves them as they are.</summary>
internal sealed record RecordingTransformer : Transformer
{
    /// <summary>What was learned from, one list a time.</summary>
    public ConcurrentBag<float[]> Learned { get; init; } = [];

    /// <summary>How often rows were transformed.</summary>
    public ConcurrentBag<int> Transformed { get; init; } = [];

    /// <summary>A setting, to be searched.</summary>
    public int Kind { get; init; }

    public override bool KeepsColumns => true;

    protected override FittedTransformer Learn(Dataset data)
    {
        Learned.Add([.. Enumerable.Range(0, data.Count).Select(row => data.FeaturesOf(row)[0])]);
        return new Fitted(this, data);
    }

    private sealed class Fitted(RecordingTransformer settings, Dataset data) : FittedTransformer(data)
    {
        protected override Dataset Apply(Dataset data)
        {
            settings.Transformed.Add(data.Count);
            return data;
        }
    }
}
