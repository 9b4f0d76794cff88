using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>Blind draws, each parameter on its own. The yardstick of every other sampler.</summary>
[Named("random")]
public sealed record RandomSampler : Sampler
{
    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem) => new Blind();

    private sealed class Blind : Suggester
    {
        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) => space.Sample(request.Random);
    }
}
