using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>Random search: each parameter is drawn independently from its distribution. The baseline of every other sampler.</summary>
/// <remarks>
/// <code>
/// var study = new Study(new() { Sampler = new RandomSampler(), Seed = 7 });
/// </code>
/// </remarks>
[Named("random")]
public sealed record RandomSampler : Sampler
{
    /// <inheritdoc/>
    public override bool Learns => false;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem) => new RandomSuggester();

    private sealed class RandomSuggester : Suggester
    {
        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) =>
            new(space.Sample(request.Random)) { IsDraw = true };
    }
}
