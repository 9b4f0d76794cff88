using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>Blind draws, each parameter on its own. The yardstick of every other sampler.</summary>
[Named("random")]
public sealed record RandomSampler : Sampler
{
    /// <inheritdoc/>
    public override Suggester Begin(Problem problem) => new Blind();

    private sealed class Blind : Suggester
    {
        public override Suggestion Together(Ask ask, SearchSpace space) => space.Sample(ask.Random);
    }
}
