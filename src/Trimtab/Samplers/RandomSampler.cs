using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>Random search: each parameter is drawn independently from its distribution. The baseline of every other sampler.</summary>
[Named("random")]
public sealed record RandomSampler : Sampler
{
    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem) => new Drawing();

    private sealed class Drawing : Suggester
    {
        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) => space.Sample(request.Random);
    }
}
