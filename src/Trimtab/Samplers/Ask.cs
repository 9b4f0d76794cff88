using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>A question to a sampler: what should trial <see cref="Number"/> try? One object a trial.</summary>
public sealed class Ask
{
    /// <summary>The trial's number.</summary>
    public required int Number { get; init; }

    /// <summary>The trials whose results may be seen; finished ones count, others are there in asynchronous studies only.</summary>
    public required History History { get; init; }

    /// <summary>What the trials under way were given together, as far as that is known.</summary>
    public IReadOnlyList<ParameterSet> Pending { get; init; } = [];

    /// <summary>Where the draws of this trial live; draw for a parameter at <c>Random.At(name)</c>.</summary>
    public required RandomAddress Random { get; init; }

    /// <summary>What this trial was given so far, parameter by parameter.</summary>
    public ParameterSet SoFar => Given?.Invoke() ?? ParameterSet.Empty;

    /// <summary>Says what the trial was given so far.</summary>
    internal Func<ParameterSet>? Given { get; set; }

    /// <summary>Which sampler answers, as recorded with the values; a sampler that falls back on another says so here.</summary>
    public string By { get; set; } = "";

    /// <summary>The same question, for another try of the trial.</summary>
    internal Ask Copy() => new() { Number = Number, History = History, Pending = Pending, Random = Random };

    /// <summary>The same question with other chances.</summary>
    internal Ask Again(int index) => new() { Number = Number, History = History, Pending = Pending, Random = Random.At("again").At(index), By = By };
}
